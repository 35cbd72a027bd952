"""JSON-LD: every record as a schema.org ArchiveComponent in one ``@graph``."""

from __future__ import annotations

import json

import polars as pl

from lantai.catalogue.downloads.cells import PLACE, Cells, Line, Syntax
from lantai.catalogue.downloads.formats import Part, Plain, Scope
from lantai.catalogue.downloads.jsonlines import member
from lantai.records.crosswalks import LEVEL_TERMS
from lantai.records.fields import BY_NAME

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
    """``.jsonld``: each record is a node with what identifies and describes it, the last node is the data set.

    So each record has the comma after it: what is written of a fonds ends with its line, wherever it is written.
    """

    extension = "jsonld"

    def __init__(self, base_url: str, licence: str) -> None:
        self.base_url, self.licence = base_url, licence

    def prepare(self, part: Part) -> pl.Series:
        """Return one node per record, each with the comma after it."""
        cells = part.cells
        line = Line(cells, Syntax.JSON)
        line.field(f'{{"@id":"{Syntax.JSON.one(self.base_url)}', PLACE, '","@type":"ArchiveComponent"')
        line.literal(',"additionalType":"').level(LEVEL_TERMS)
        member(line.literal('"'), ',"identifier":', "ref_code")
        for name, term in _MEMBERS:
            member(line, f',"{term}":', name, BY_NAME[name].many)
        _date(line, cells)
        line.field(',"creator":[{"@type":"Thing","name":"', "creators", '"}]', '"},{"@type":"Thing","name":"')
        archive = _json({"@type": "ArchiveOrganization", "name": part.archive})
        return line.literal(f',"holdingArchive":{archive}}},\n').texts()

    def head(self, scope: Scope) -> str:
        return '{"@context":"https://schema.org","@graph":[\n'

    def tail(self, scope: Scope) -> str:
        about = {"@type": "Dataset", "name": scope.title, "license": self.licence or None}
        node = _json({key: value for key, value in about.items() if value})
        return f"{node}\n]}}\n"


def _date(line: Line, cells: Cells) -> None:
    if not (cells.has("date_start") and cells.has("date_end")):
        return
    start, end = pl.col("date_start"), pl.col("date_end")
    interval = pl.when(start == end).then(start).otherwise(pl.concat_str(start, pl.lit("/"), end))
    if cells.always("date_start") and cells.always("date_end"):
        line.literal(',"dateCreated":"').expression(interval).literal('"')
    else:
        line.expression(pl.lit(',"dateCreated":"') + interval + '"', full=False)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
