"""The days on which the dates of records begin and end, by which records are found.

A day is a number of eight digits, 19540305; 00 stands for what is not known or not meant: 19540300 is a month, 19540000
a year, 0 no date. So a year, a month or a day finds by its digits, as a beginning, whatever is dated in it. A reader of
1954-03-01 does not mean all that is from March: whole months and years count as such, and what is dated by a season, a
reign or "before" by its years alone.
"""

from __future__ import annotations

import polars as pl

READ = ("year_start", "year_end", "date_start", "date_end", "date_precision")
"""Columns of the public table that are needed."""
_MONTHS = ("month", "ten-days")
"""Precisions of dates that are found by their months (those of the first and the last day), too."""


def begins_and_ends(records: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Return when the dates of records begin, and when they end; equal unless these are two days, months or years."""
    present = records.columns
    first, last = (_year(name) if name in present else pl.lit(0, pl.Int32) for name in READ[:2])
    if {*READ[2:]} <= {*present}:
        start, end = (pl.col(name).cast(pl.String) for name in READ[2:4])
        precision, known = pl.col("date_precision").cast(pl.String), (first > 0) & (last > 0)
        whole_months = start.str.ends_with("-01") & (end == _last_of_its_month(end))
        whole_years = start.str.ends_with("-01-01") & end.str.ends_with("-12-31")
        by_day = known & (precision == "day").or_((precision == "range") & ~whole_months)
        by_month = known & precision.is_in(_MONTHS).or_((precision == "range") & whole_months & ~whole_years)
        first, last = (
            pl.when(by_day).then(_digits(date)).when(by_month).then(_digits(date) // 100 * 100).otherwise(year)
            for date, year in ((start, first), (end, last))
        )
    found = records.select(pl.repeat(0, pl.len()).alias("rows"), begins=first, ends=last)
    return found["begins"], found["ends"]


def _year(name: str) -> pl.Expr:
    year = pl.col(name).cast(pl.Int32)
    return pl.when((year > 0) & (year < 10_000)).then(year * 10_000).otherwise(0)


def _digits(date: pl.Expr) -> pl.Expr:
    return date.str.replace_all("-", "", literal=True).cast(pl.Int32, strict=False).fill_null(0)


def _last_of_its_month(date: pl.Expr) -> pl.Expr:
    return date.str.to_date("%Y-%m-%d", strict=False).dt.month_end().dt.to_string("%Y-%m-%d")


def written(days: pl.Series) -> pl.Series:
    """Return numbers as the digits that are known: 19540305, 195403, 1954, nothing."""
    full = days.cast(pl.String).str.zfill(8)
    length = pl.when(pl.col("n") == 0).then(0).when(pl.col("n") % 10_000 == 0).then(4)
    length = length.when(pl.col("n") % 100 == 0).then(6).otherwise(8)
    return pl.DataFrame({"n": days, "full": full}).select(pl.col("full").str.slice(0, length))["full"]


def dated(records: pl.DataFrame, digits: str) -> pl.Series:
    """Return which records have a date that begins or ends in a year, a month or on a day: 1954, 195403, 19540305."""
    unit = 10 ** (8 - len(digits))
    begins, ends = begins_and_ends(records)
    return (begins // unit == int(digits)) | (ends // unit == int(digits))
