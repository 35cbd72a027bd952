"""Days without a year, in lists that say the year once: in a column, in a heading, above the table."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.intake.making import read
from tests.unit.intake.test_printed_lists import HEADER, MAPPING, workbook

from lantai.intake.days import edtf


@pytest.mark.parametrize(
    ("text", "year", "found"),
    [
        ("0312", "1954", "1954-03-12"), ("3月12日", "1954年", "1954-03-12"), ("3.12", "1954年度", "1954-03-12"),
        ("3/12", "1954", "1954-03-12"), ("三月十二日", "一九五四年", "1954-03-12"), ("3月", "1954", "1954-03"),
        ("3月12日至4月1日", "1954", "1954-03-12/1954-04-01"), ("0229", "1956", "1956-02-29"),
        # not certain, so nothing
        ("0229", "1955", None), ("1332", "1954", None), ("312", "1954", None), ("3.1", "1954", None),
        ("12月30日至1月2日", "1954", None), ("3月12日", "1954-1955", None), ("3月12日", "约1954", None),
        ("3月12日", "54", None), ("正月初五", "1954", None), ("农历三月初五", "1954", None),
        ("3月32日", "1954", None), ("13月1日", "1954", None),
    ],
)  # fmt: skip
def test_a_day_in_a_year_is_what_both_say_or_nothing(text: str, year: str, found: str | None) -> None:
    assert edtf(text, year) == found


def days(folder: Path, rows: list[list[object]], mapping: dict | None = None) -> list[tuple]:
    """Return text, first and last day of each record."""
    taken, problems = read(folder, {"list.xlsx": workbook({"目录": rows})}, mapping or MAPPING)
    assert taken.counts.rows == taken.counts.records + taken.counts.reported
    told = [each for each in problems if each.code == "date-completed"]
    assert len(told) == any(edtf for edtf in taken.frame["date_edtf"])
    return taken.frame.select("date_text", "date_start", "date_end").rows()


def row(number: int, date: object, *more: object) -> list[object]:
    return [f"J001-1-{number}", f"第{number}件", "县府", date, "开放", *more]


def test_a_column_of_the_year_completes_the_days_of_its_row(tmp_path: Path) -> None:
    """A date that is whole stays what it is; where a row says no year its day stays without one."""
    rows = [[*HEADER, "年度"], row(1, "0312", "1954"), row(2, "3月12日", "1955"), row(3, "19560101", "1955")]
    rows += [row(4, "0312", ""), row(5, "", "1954"), row(6, "1月2日", "1954-1956")]
    assert days(tmp_path, rows) == [
        ("0312", "1954-03-12", "1954-03-12"),
        ("3月12日", "1955-03-12", "1955-03-12"),
        ("19560101", "1956-01-01", "1956-01-01"),
        ("0312", None, None),
        (None, None, None),
        ("1月2日", None, None),
    ]


@pytest.mark.parametrize("names", [["归档年度"], ["年度", "年份"]])
def test_the_year_of_filing_and_two_columns_of_years_say_nothing(names: list[str], tmp_path: Path) -> None:
    rows = [[*HEADER, *names], row(1, "0312", *["1954"] * len(names))]
    assert days(tmp_path, rows) == [("0312", None, None)]


def test_a_heading_that_is_a_year_holds_up_to_the_next(tmp_path: Path) -> None:
    """Numbered headings are parts of it; what another heading begins may be of any year."""
    rows = [
        HEADER,
        row(1, "0101"),
        ["1954年"],
        row(2, "0312"),
        ["一、水利类"],
        row(3, "3月13日"),
        ["1955年度"],
        row(4, "0312"),
    ]
    rows += [["补遗"], row(5, "0312")]
    assert [start for _, start, _ in days(tmp_path, rows)] == [None, "1954-03-12", "1954-03-13", "1955-03-12", None]


def test_the_year_above_the_table_holds_for_one_form_alone(tmp_path: Path) -> None:
    """Two forms below each other may be of two years."""
    form = [["归档文件目录"], ["年度：1985  保管期限：永久"], HEADER, row(1, "0312")]
    assert days(tmp_path / "a", form) == [("0312", "1985-03-12", "1985-03-12")]
    two = [*form, ["年度：1986  保管期限：永久"], HEADER, row(2, "0312")]
    assert [start for _, start, _ in days(tmp_path / "b", two)] == [None, None]


def test_a_number_that_excel_has_made_is_no_day(tmp_path: Path) -> None:
    """3.12 as a number may have been 3.12 or 3.120, 1012 that or 01012; the same as text is a day."""
    rows = [[*HEADER, "年度"], row(1, 3.12, "1954"), row(2, "3.12", "1954")]
    assert [start for _, start, _ in days(tmp_path, rows)] == [None, "1954-03-12"]
