"""Dates by which records are found: a record is found by what its date says, not by the days that this may mean."""

from __future__ import annotations

import polars as pl
import pytest

from lantai.records.dates import parse
from lantai.search import dated

KEYS = {
    "19540305": ("19540305", "19540305"),
    "1954-03": ("195403", "195403"),
    "1954年2月": ("195402", "195402"),
    "1956年2月": ("195602", "195602"),
    "1954": ("1954", "1954"),
    "1954年3月上旬": ("195403", "195403"),
    "1954年春": ("1954", "1954"),
    "1954-03-05—1955-01-02": ("19540305", "19550102"),
    "1954年3月至1955年6月": ("195403", "195506"),
    "1954—1956": ("1954", "1956"),
    "五十年代": ("1950", "1959"),
    "民国二十六年七月七日": ("19370707", "19370707"),
    "光绪二十六年闰八月初一": ("19000924", "19000924"),
    "光绪二十六年闰八月": ("190009", "190010"),
    "不详": ("", ""),
}


@pytest.mark.parametrize("written", KEYS)
def test_a_date_is_found_by_what_it_says(written: str) -> None:
    reading = parse(written)
    start, end = (each and each.isoformat() for each in (reading.start, reading.end))
    years = [each and int(each[:4]) for each in (start, end)]
    values = {"year_start": years[:1], "year_end": years[1:], "date_start": [start], "date_end": [end]}
    frame = pl.DataFrame(values | {"date_precision": [reading.precision]}, schema_overrides={"year_start": pl.Int32})
    assert tuple(dated.written(days).item() for days in dated.begins_and_ends(frame)) == KEYS[written]


def test_years_alone_are_enough() -> None:
    """A table may tell no days; a year outside all calendars is none."""
    frame = pl.DataFrame({"year_start": [897, None, 12000, 1954], "year_end": [899, None, 12000, None]})
    begins, ends = map(dated.written, dated.begins_and_ends(frame))
    assert begins.to_list() == ["0897", "", "", "1954"] and ends.to_list() == ["0899", "", "", ""]
    assert dated.dated(frame, "0897").to_list() == [True, False, False, False]
