"""JSON-LD: every record as a schema.org ArchiveComponent in one ``@graph``."""

from __future__ import annotations

import json

import polars as pl

from lantai.catalogue.downloads.formats import Part, Plain, Scope
from lantai.catalogue.downloads.jsonlines import json_text, member
from lantai.records.fields import BY_NAME

_LEVELS = {"fonds": "Fonds", "series": "Series", "file": "File", "item": "Item"}
_MEMBERS = (
    *(
        ("title", "name"),
        ("title_parallel", "alternateName"),
        ("date_text", "temporalCoverage"),
        ("scope", "description"),
    ),
    *(("subjects", "about"), ("genre", "genre"), ("language", "inLanguage"), ("extent", "materialExtent")),
    ("open_status", "conditionsOfAccess"),
)


class JsonLd(Plain):
    """``.jsonld``: the first node is the data set, each record follows with what identifies and describes it."""

    extension = "jsonld"

    def __init__(self, base_url: str, licence: str) -> None:
        self.base_url, self.licence = base_url, licence

    def prepare(self, part: Part) -> pl.Series:
        """Return one node per record, each with the comma before it."""
        frame = part.frame
        address = json_text(
            pl.lit(self.base_url) + pl.coalesce("page_address", pl.concat_str("list_address", pl.lit("#"), "anchor"))
        )
        level = pl.col("level").replace_strict(_LEVELS, default="Item", return_dtype=pl.String)
        members = [
            pl.lit('{"@id":"') + address + '","@type":"ArchiveComponent"',
            pl.lit(',"additionalType":"') + level + '"',
            member(',"identifier":', "ref_code", part),
            *(member(f',"{term}":', name, part, BY_NAME[name].many) for name, term in _MEMBERS),
            _date(),
            _creators(),
            pl.lit(',"holdingArchive":' + _json({"@type": "ArchiveOrganization", "name": part.archive})),
        ]
        return frame.select(pl.concat_str(pl.lit(",\n"), *members, pl.lit("}"), ignore_nulls=True)).to_series()

    def head(self, scope: Scope) -> str:
        about = {"@type": "Dataset", "name": scope.title, "license": self.licence or None}
        node = _json({key: value for key, value in about.items() if value})
        return f'{{"@context":"https://schema.org","@graph":[\n{node}'

    def tail(self, scope: Scope) -> str:
        return "\n]}\n"


def _date() -> pl.Expr:
    start, end = pl.col("date_start"), pl.col("date_end")
    interval = pl.when(start == end).then(start).otherwise(start + "/" + end)
    return pl.lit(',"dateCreated":"') + interval + '"'


def _creators() -> pl.Expr:
    names = json_text(pl.col("creators")).str.replace_all("；", '"},{"@type":"Thing","name":"', literal=True)
    return pl.lit(',"creator":[{"@type":"Thing","name":"') + names + '"}]'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
