"""CSV for Excel: UTF-8 with its mark, CRLF, cells that a spreadsheet would run as formulas made harmless."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from lantai.catalogue.downloads.cells import FORMULA, PLACE, Line, Syntax
from lantai.catalogue.downloads.columns import BESIDE, columns
from lantai.catalogue.downloads.formats import Part, Plain, Scope
from lantai.records.fields import BY_NAME, EXTRA
from lantai.site.traditional import written

_FORMULA = re.compile(FORMULA)


class Csv(Plain):
    """``.csv``: one row per record, headers in the language of the catalogue."""

    extension = "csv"

    def __init__(self, extra: Sequence[str], base_url: str, language: str) -> None:
        self.extra, self.base_url = extra, base_url
        self.language = language

    def prepare(self, part: Part) -> pl.Series:
        """Return one line per record, quoted, with its line end."""
        cells, base, address = part.cells, self.base_url, PLACE
        if quoted(base) != base or not cells.columns[PLACE].plain:  # quotation marks stand around the whole
            cells, base, address = cells.adding(address=pl.lit(base) + pl.col(PLACE)), "", "address"
        line = Line(cells, Syntax.CSV)
        *before, _ = columns(self.extra)
        for name in before:
            line.field("", name).literal(",")
        return line.field(base, address).literal("\r\n").texts()

    def head(self, scope: Scope) -> str:
        names = [quoted(header(name, self.language)) for name in columns(self.extra)]
        return "\ufeff" + ",".join(names) + "\r\n"


def header(name: str, language: str) -> str:
    """Return what stands above a column of a catalogue in ``language``."""
    chinese = language.startswith("zh")
    if name in BESIDE:
        return written(BESIDE[name][0], language) if chinese else name
    if name not in BY_NAME:
        return harmless(name.removeprefix(EXTRA))
    return written(BY_NAME[name].zh, language) if chinese else BY_NAME[name].en


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs: ``'`` stands before what looks like a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def quoted(name: str) -> str:
    """Return a header as a cell."""
    name = harmless(name)
    return '"' + name.replace('"', '""') + '"' if any(mark in name for mark in ',"\r\n') else name
