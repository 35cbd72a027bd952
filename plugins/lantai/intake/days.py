"""Days without a year: 0312 or 3月12日 in a list whose rows, headings or title say of which year they are.

Only what says so of the record itself counts: a column 年度 in its row, the last heading above it that is a year, or
年度：1954 above the table. The text stays as it is; what it means goes beside it, as EDTF.
"""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from lantai.intake import problems as kinds
from lantai.intake.headers import Header, loosely
from lantai.intake.shaping import SOURCE
from lantai.intake.tables import Grid, Reporter
from lantai.problems import Place
from lantai.records import dates

_COLUMNS = frozenset({"年度", "年份", "文件年度", "形成年度", "成文年度", "nd"})
"""Columns of the year in which a record was made; that in which it was filed (归档年度) may be another."""
_YEAR = r"(?:(?:1[5-9]|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3})"
_HEADING = rf"^\s*({_YEAR})\s*年度?\s*$"
_NUMBERED = r"^\s*(?:第?[一二三四五六七八九十百]+[、章节编部类辑]|[(（][一二三四五六七八九十]+[)）])"
_STATED = rf"年\s*度\s*[：:]\s*({_YEAR})"
_SHORT = r"^\s*(?:[0-9]{4}|[0-9]{1,2}\s*[-/.]\s*[0-9]{1,2}|[^年\s]{1,3}月.*)\s*$"
"""Texts of dates that may lack their year; all others are not looked at."""


def year(grid: Grid, header: Header) -> pl.Expr:
    """Return the year that is said of each row by a column, or above the table; null where none is or several are."""
    columns = [at for at, name in enumerate(header.names) if name and loosely(name.split("/")[-1]) in _COLUMNS]
    if columns:
        return pl.col(f"c{columns[0]}") if len(columns) == 1 else pl.lit(None, pl.String)
    above = _stated(grid.frame.filter(pl.col("row") < header.row))
    # Where forms stand below each other the next may be of another year.
    known = len(above) == 1 and not grid.continued and above == _stated(grid.frame)
    return pl.lit(next(iter(above)) if known else None, pl.String)


def _stated(frame: pl.DataFrame) -> set[str]:
    found = frame.select(pl.exclude("row").str.extract(_STATED, 1)) if frame.height else pl.DataFrame()
    return {text for column in found for text in column.drop_nulls()}


def headed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a shaped frame with the year by the heading above each row, if its column says none (``_year``)."""
    alone = pl.col("_filled") == 1
    said = pl.when(alone).then(pl.col("_text").str.extract(_HEADING, 1))
    if not frame.select(said.is_not_null().any()).item():
        return frame
    # Another heading may begin something else, unless it numbers the parts of a year: 一、水利类.
    ends = alone & ~pl.col("_text").str.contains(_NUMBERED)
    heading = pl.when(said.is_not_null()).then(said).when(ends).then(pl.lit(""))
    by_heading = heading.forward_fill().replace("", None)
    return frame.with_columns(_year=pl.coalesce("_year", by_heading))


def completed(frame: pl.DataFrame, report: Reporter) -> pl.DataFrame:
    """Return records with the dates in EDTF of those that lack but their year."""
    short = pl.col("date_text").str.contains(_SHORT) & pl.col("_year").is_not_null()
    free = pl.all_horizontal(pl.col(name).is_null() for name in ("date_from", "date_to", "date_edtf"))
    rows = frame.select((short & free).fill_null(False)).to_series().arg_true()
    if not len(rows):
        return frame
    pairs = frame.select("date_text", "_year", "_date_is")[rows].rows()
    meant = [None if what == "number" else edtf(text.strip(), said.strip()) for text, said, what in pairs]
    known = [index for index, text in enumerate(meant) if text]
    if known:
        file, sheet, row, text = frame.select(*SOURCE, "date_text").row(rows[known[0]])
        said = {"count": len(known), "value": text, "date": meant[known[0]]}
        report.add(kinds.DATE_COMPLETED, Place(file, sheet or "", row, report.column("date_text")), **said)
    return frame.with_columns(frame["date_edtf"].scatter(rows, meant).alias("date_edtf"))


@cache
def edtf(text: str, said: str) -> str | None:
    """Return what a day or month means in a year; None if that is not certain."""
    whole = dates.parse(said.removesuffix("度"))
    if whole.precision != "year" or whole.warnings or whole.start is None or whole.certainty != "certain":
        return None
    number = whole.start.year
    if re.fullmatch("[0-9]{4}", text):
        full = f"{number}{text}"
    elif parts := re.fullmatch(r"([0-9]{1,2})\s*([-/.])\s*([0-9]{1,2})", text):
        if parts[2] == "." and parts[3] in ("1", "2", "3"):
            return None  # 3.1 may once have been 3.10
        full = f"{number}-{parts[1]}-{parts[3]}"
    else:
        full = f"{number}年{text}"
    found = dates.parse(full)
    certain = found.certainty == "certain" and found.calendar == "gregorian" and not found.warnings
    inside = found.start is not None and found.end is not None and found.start.year == found.end.year == number
    return found.edtf if certain and inside and found.precision in ("day", "month", "ten-days", "range") else None
