"""CSV for Excel: UTF-8 with its mark, CRLF, cells that a spreadsheet would run as formulas made harmless."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import polars as pl

from lantai.catalogue.downloads.columns import NAMES, selected
from lantai.catalogue.downloads.formats import Part, Plain, Scope
from lantai.records.fields import BY_NAME, EXTRA

FORMULA = r"^[\s\x00]*[=+\-@\t\r＝＋－＠]"
"""Starts of a cell that spreadsheets take for a formula, also full-width and after blanks (OWASP CSV injection)."""

_FORMULA = re.compile(FORMULA)


class Csv(Plain):
    """``.csv``: one row per record, headers in the language of the catalogue."""

    extension = "csv"

    def __init__(self, extra: Sequence[str], base_url: str, language: str) -> None:
        self.extra, self.base_url = extra, base_url
        self.chinese = language.startswith("zh")

    def prepare(self, part: Part) -> pl.Series:
        """Return one line per record, quoted, with its line end."""
        table = selected(part.frame, self.extra, self.base_url)
        return lines(table, part.clean)

    def head(self, scope: Scope) -> str:
        names = [self._header(name) for name in (*NAMES, *self.extra, "release", "address")]
        return "\ufeff" + ",".join(names) + "\r\n"

    def _header(self, name: str) -> str:
        if name in ("release", "address"):
            return {"release": "批次", "address": "网址"}[name] if self.chinese else name
        if name not in BY_NAME:
            return quoted(name.removeprefix(EXTRA))
        return BY_NAME[name].zh if self.chinese else quoted(BY_NAME[name].en)


def lines(table: pl.DataFrame, clean: Collection[str] = ()) -> pl.Series:
    """Return a table as lines of CSV (RFC 4180), with ``'`` before what a spreadsheet would run as a formula.

    Columns that are ``clean`` hold nothing of either sort.
    """
    cells = [
        _cell(name, name in clean) if table[name].null_count() < table.height else pl.lit("") for name in table.columns
    ]
    line = pl.concat_str(cells, separator=",") + "\r\n"
    return table.select(line.alias("line")).to_series() if table.height else pl.Series("line", [], dtype=pl.String)


def _cell(name: str, clean: bool) -> pl.Expr:
    text = pl.col(name).cast(pl.String).fill_null("")
    if clean:
        return text
    text = pl.when(text.str.contains(FORMULA)).then(pl.lit("'") + text).otherwise(text)
    within = pl.lit('"') + text.str.replace_all('"', '""', literal=True) + '"'
    return pl.when(text.str.contains(r'[",\r\n]')).then(within).otherwise(text)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs: ``'`` stands before what looks like a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def quoted(name: str) -> str:
    """Return a header as a cell."""
    name = harmless(name)
    return '"' + name.replace('"', '""') + '"' if any(mark in name for mark in ',"\r\n') else name
