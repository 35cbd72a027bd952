"""Dates by the column: what a table says of its rows is what the grammar says of each date alone."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from lantai.records.dates import SHOWN_FROM, derive, display, parse, shown


def test_a_table_keeps_its_rows_and_names_the_odd_ones() -> None:
    """Rows keep their order; a pair of columns stands in for a missing text; oddities name their row."""
    frame = pl.DataFrame(
        {
            "n": [1, 2, 3, 4],
            "date_text": ["光绪二十六年闰八月初一", None, "1985.1", "1950年代"],
            "date_from": [None, "1950", None, "1952"],
            "date_to": [None, "1955", None, "1953"],
        }
    )
    table, odd = derive(frame)
    assert table["n"].to_list() == [1, 2, 3, 4]
    assert table["date_text"].to_list() == ["光绪二十六年闰八月初一", "1950—1955", "1985.1", "1950年代"]
    assert table["date_start"].to_list() == ["1900-09-24", "1950-01-01", "1985-01-01", "1952-01-01"]
    assert table["date_end"].to_list() == ["1900-09-24", "1955-12-31", "1985-12-31", "1953-12-31"]
    assert [(row, kind.code, values["value"]) for row, kind, values in odd] == [(2, "date-excel-decimal", "1985.1")]
    assert derive(frame.clear())[0].height == 0


def test_days_in_digits_are_read_together() -> None:
    """A column says what a single date does, also where no such day was, a year is none, other columns say more."""
    frame = pl.DataFrame(
        {
            "date_text": ["19540305", "1954-3-5", "1954.12.31", "1956/2/29", "1954-2-29", "09540305", "1954-3.5"]
            + ["19540305"] * 2,
            "date_from": [None, "", None, None, None, None, None, "1953", None],
            "date_edtf": [None, None, None, None, None, None, None, None, "1954-03"],
        }
    )
    table, odd = derive(frame)
    days = ["1954-03-05", "1954-03-05", "1954-12-31", "1956-02-29"]
    assert table["date_start"].to_list() == [*days, "1954-01-01", None, None, "1953-01-01", "1954-03-01"]
    assert table["date_end"].to_list() == [*days, "1954-12-31", None, None, "1954-03-05", "1954-03-31"]
    assert table["date_precision"].to_list()[:5] == ["day"] * 4 + ["year"]
    assert table["edtf"].to_list()[:4] == days
    assert [row for row, _, _ in odd] == [4, 5, 6, 7]


_NUMBERS = st.tuples(st.integers(900, 2200), st.integers(0, 13), st.integers(0, 32))
_SIGNS = st.sampled_from([("", ""), ("-", "-"), (".", "."), ("/", "/"), ("-", ".")])


@settings(max_examples=50)
@given(st.lists(st.tuples(_NUMBERS, _SIGNS, st.integers(1, 2)), min_size=1, max_size=60))
def test_a_column_of_digits_says_what_the_grammar_says(
    drawn: list[tuple[tuple[int, int, int], tuple[str, str], int]],
) -> None:
    """Of days, of no days and of what only looks like one all that is derived and shown is that of each alone."""
    texts = [f"{y}{first}{m:0{width}}{second}{d:0{width}}" for (y, m, d), (first, second), width in drawn]
    table, odd = derive(pl.DataFrame({"date_text": texts}))
    single = [parse(text) for text in texts]
    assert table["date_start"].to_list() == [each.start and each.start.isoformat() for each in single]
    assert table["date_end"].to_list() == [each.end and each.end.isoformat() for each in single]
    for name in ("precision", "calendar", "certainty"):
        assert table[f"date_{name}"].to_list() == [getattr(each, name) for each in single]
    assert table["edtf"].to_list() == [each.edtf for each in single]
    assert sorted({row for row, _, _ in odd}) == [row for row, each in enumerate(single) if each.warnings]
    assert shown(table).to_list() == [display(*row) for row in table.select(SHOWN_FROM).iter_rows()]


def test_a_table_shows_its_dates_as_each_is_shown_alone() -> None:
    """Days in digits in ISO form, others as they are written with the Gregorian form, nothing where nothing is."""
    texts = ["19540305", "1954.3.5", " 19540305", "195403", "光绪二年", "1954年3月5日", None, "不详"]
    table, _ = derive(pl.DataFrame({"date_text": texts}, schema={"date_text": pl.String}))
    known = ["1954-03-05", "1954-03-05", "1954-03-05", "1954-03", "光绪二年（1876）", "1954年3月5日"]
    assert shown(table).to_list() == [*known, None, "不详"]
    assert shown(table.clear()).to_list() == []
