"""JSON Lines: one object per record, empty fields left out, several values as a list."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from lantai.catalogue.downloads.columns import selected
from lantai.catalogue.downloads.formats import Part, Scope
from lantai.records.fields import BY_NAME, SEPARATOR


class JsonLines:
    """``.jsonl``: names of fields as in the data dictionary."""

    extension = "jsonl"

    def __init__(self, extra: Sequence[str], base_url: str) -> None:
        self.extra, self.base_url = extra, base_url

    def prepare(self, part: Part) -> pl.Series:
        table = selected(part.frame, self.extra, self.base_url)
        members = [_member(name) for name in table.columns if table[name].null_count() < table.height]
        if not members:
            return pl.Series([], dtype=pl.String)
        joined = pl.concat_str(members, separator=",", ignore_nulls=True)
        return table.select(pl.lit("{") + joined + "}\n").to_series()

    def head(self, scope: Scope) -> bytes:
        return b""

    def piece(self, scope: Scope, part: Part, prepared: pl.Series) -> bytes:
        return (prepared.str.join("").item() or "").encode()

    def tail(self, scope: Scope) -> bytes:
        return b""


def _member(name: str) -> pl.Expr:
    """Return ``"name":value`` as text, null where the field is empty."""
    many = name in BY_NAME and BY_NAME[name].many
    value = pl.col(name).str.split(SEPARATOR) if many else pl.col(name)
    encoded = pl.struct(value.alias(name)).struct.json_encode()
    return pl.when(pl.col(name).is_not_null()).then(encoded.str.slice(1).str.head(-1))
