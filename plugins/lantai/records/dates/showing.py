"""How a date is shown: as the archive wrote it, with its Gregorian form beside it where that is not plain."""

from __future__ import annotations

import re
from functools import lru_cache

import polars as pl

from lantai.records.dates import days

SHOWN_FROM = ("date_text", "date_start", "date_end", "date_precision", "date_calendar")
"""The fields of a record that ``display`` takes, in its order."""

_DIGITS_ONLY = re.compile(r"\d{4}|\d{6}|\d{8}|\d{4}[./-]\d{1,2}(?:[./-]\d{1,2})?(?:[T ]00:00:00)?")
_SHOWS_ITS_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d{2}(?!\d)|\d{8}|\d{3}[xX?]")


@lru_cache(1 << 16)
def display(
    text: str | None, start: str | None, end: str | None, precision: str | None, calendar: str | None = None
) -> str:
    """Return both forms of a date for a page: 光绪二十六年闰八月初一（1900-09-24）.

    A text of digits only is shown in its ISO form (19850312 → 1985-03-12); a text that already
    shows its Western year as 1985年3月12日 does is left as it stands. Dates are ISO text.
    """
    if not text:
        return _iso_form(start, end, precision, None)
    if not start or not end or precision in (None, "unknown"):
        return text
    iso = _iso_form(start, end, precision, calendar)
    if _DIGITS_ONLY.fullmatch(text.strip()):
        return iso
    if _SHOWS_ITS_YEAR.search(text) or precision == "era":
        return text
    return f"{text}（{iso}）"


def shown(records: pl.DataFrame) -> pl.Series:
    """Return what ``display`` says of each record, null where it says nothing: of days in digits at once, of all else
    once for each distinct date."""
    is_day = pl.col("date_text").str.contains(days.IN_DIGITS) & (pl.col("date_start") == pl.col("date_end"))
    known = (pl.col("date_start") != "") & (pl.col("date_precision") != "unknown")
    found = records.select(pl.when(is_day & known).then("date_start").alias("date_shown")).to_series()
    others = found.is_null()
    left = records.select(SHOWN_FROM).filter(others)
    distinct = left.unique()
    said = pl.Series("date_shown", [display(*row) or None for row in distinct.iter_rows()], dtype=pl.String)
    joined = left.join(distinct.with_columns(said), on=SHOWN_FROM, how="left", nulls_equal=True, maintain_order="left")
    return found.scatter(others.arg_true(), joined["date_shown"])


def _iso_form(start: str | None, end: str | None, precision: str | None, calendar: str | None) -> str:
    if not start or not end:
        return start or end or ""
    if start == end:
        return start
    if precision == "month" and calendar != "lunar":
        return start[:7]
    # A lunar year is named by the Western year in which it begins.
    if precision == "year" or (start[:4] == end[:4] and start.endswith("01-01") and end.endswith("12-31")):
        return start[:4]
    if start.endswith("01-01") and end.endswith("12-31"):
        return f"{start[:4]}—{end[:4]}"
    return f"{start}—{end}"
