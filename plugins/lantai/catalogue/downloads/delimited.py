"""CSV for Excel: UTF-8 with its mark, CRLF, cells that a spreadsheet would run as formulas made harmless."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from lantai.catalogue.downloads.columns import selected
from lantai.catalogue.downloads.formats import Part, Scope
from lantai.records.fields import BY_NAME

FORMULA = r"^[\s\x00]*[=+\-@\t\r＝＋－＠]"
"""Starts of a cell that spreadsheets take for a formula, also full-width and after blanks (OWASP CSV injection)."""


class Csv:
    """``.csv``: one row per record, headers in the language of the catalogue."""

    extension = "csv"

    def __init__(self, extra: Sequence[str], base_url: str, language: str) -> None:
        self.extra, self.base_url = extra, base_url
        self.chinese = language.startswith("zh")

    def prepare(self, part: Part) -> pl.Series:
        """Return one line per record, quoted, with its line end."""
        table = selected(part.frame, self.extra, self.base_url)
        cells = [_cell(name) for name in table.columns]
        return table.select(pl.concat_str(cells, separator=",") + "\r\n").to_series()

    def head(self, scope: Scope) -> bytes:
        names = [self._header(name) for name in selected(_empty(self.extra), self.extra, "").columns]
        return b"\xef\xbb\xbf" + (",".join(names) + "\r\n").encode()

    def piece(self, scope: Scope, part: Part, prepared: pl.Series) -> bytes:
        return (prepared.str.join("").item() or "").encode()

    def tail(self, scope: Scope) -> bytes:
        return b""

    def _header(self, name: str) -> str:
        if name in ("release", "address"):
            return {"release": "批次", "address": "网址"}[name] if self.chinese else name
        if name not in BY_NAME:
            return _quoted(name)
        return BY_NAME[name].zh if self.chinese else _quoted(BY_NAME[name].en)


def _cell(name: str) -> pl.Expr:
    text = pl.col(name).cast(pl.String).fill_null("")
    harmless = pl.when(text.str.contains(FORMULA)).then(pl.lit("'") + text).otherwise(text)
    quoted = pl.lit('"') + harmless.str.replace_all('"', '""', literal=True) + '"'
    return pl.when(harmless.str.contains(r'[",\r\n]')).then(quoted).otherwise(harmless)


def _quoted(name: str) -> str:
    name = f"'{name}" if name[:1] in "=+-@" else name
    return '"' + name.replace('"', '""') + '"' if any(mark in name for mark in ',"\r\n') else name


def _empty(extra: Sequence[str]) -> pl.DataFrame:
    from lantai.catalogue.downloads.columns import NAMES

    columns = [*NAMES, *extra, "release", "page_address", "list_address", "anchor"]
    return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
