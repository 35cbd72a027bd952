"""JSON Lines: one object per record, empty fields left out, several values as a list."""

from __future__ import annotations

import json
from collections.abc import Sequence

import polars as pl

from lantai.catalogue.downloads.columns import selected
from lantai.catalogue.downloads.formats import Part, Plain
from lantai.records.fields import BY_NAME, SEPARATOR

_ESCAPED = r'["\\\x00-\x1f]'


class JsonLines(Plain):
    """``.jsonl``: names of fields as in the data dictionary."""

    extension = "jsonl"

    def __init__(self, extra: Sequence[str], base_url: str) -> None:
        self.extra, self.base_url = extra, base_url

    def prepare(self, part: Part) -> pl.Series:
        """Return one line per record with its line end."""
        table = selected(part.frame, self.extra, self.base_url)
        columns = [name for name in table.columns if table[name].null_count() < table.height]
        if not columns:
            return pl.Series([], dtype=pl.String)
        members = [member(json.dumps(name, ensure_ascii=False) + ":", name, part, _many(name)) for name in columns]
        joined = pl.concat_str(members, separator=",", ignore_nulls=True)
        return table.select(pl.lit("{") + joined + "}\n").to_series()


def _many(name: str) -> bool:
    return name in BY_NAME and BY_NAME[name].many


def member(opening: str, name: str, part: Part, many: bool = False) -> pl.Expr:
    """Return ``opening`` and the column as a JSON string (a list of them if ``many``), null where it is empty."""
    text = pl.col(name) if name in part.clean else json_text(pl.col(name))
    if many:
        return pl.lit(opening + '["') + text.str.replace_all(SEPARATOR, '","', literal=True) + '"]'
    return pl.lit(opening + '"') + text + '"'


def json_text(text: pl.Expr) -> pl.Expr:
    """Return text as it stands between the quotation marks of a JSON string (RFC 8259, 7)."""
    control = {chr(code): f"\\u{code:04x}" for code in range(32)}
    control |= {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
    escaped = text.str.replace_many(list(control), list(control.values()))
    return pl.when(text.str.contains(_ESCAPED)).then(escaped).otherwise(text)
