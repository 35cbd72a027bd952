"""Years that stand out from their fonds are told and held: a document of 2020 of which a list says 1020 is not open."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.unit.intake.making import read

from lantai import review
from lantai.intake.years import stands_out
from lantai.problems import Problems
from lantai.records.fields import APART
from lantai.site import config

MAPPING = {
    "columns": {"档号": "ref_code", "题名": "title", "日期": "date", "开放状态": "open_status"},
    "constants": {"level": "item", "fonds": "J001"},
}
COUNTY = [(year, 12) for year in range(1949, 1991)]
GENEALOGIES = [
    (year, 1) for year in (1368, 1520, 1611, 1699, 1736, 1778, 1820, 1851, 1880, 1899, 1911, 1925, 1936, 1948)
]
RUBBINGS = [(year, 1) for year in (185, 499, 618, 653, 742, 771, 1103, 1210, 1345, 1498, 1602, 1711, 1790, 1884, 1930)]


@pytest.mark.parametrize(
    ("years", "last"),
    [
        ([(1020, 1), *COUNTY], 1020),
        ([(1020, 1), (1054, 2), *COUNTY], 1054),
        ([(1020, 1), (1995, 1), (1996, 1), (1998, 1)], 1020),
        ([(1736, 1), *COUNTY], 1736),  # a deed among papers of offices: a person may release it
        ([(1900, 1), *COUNTY], None),
        ([(1736, 30), *COUNTY], None),  # as many are no mistake
        ([(1020, 1), *COUNTY, (9020, 1)], 1020),
        ([(1020, 1), *((year, 3) for year in range(1644, 1912))], 1020),
        ([(1600, 1), *((year, 3) for year in range(1736, 1912))], None),
        (COUNTY, None),
        (GENEALOGIES, None),
        (RUBBINGS, None),
        ([(1020, 1), (1995, 2)], None),
        ([(1020, 1)], None),
        ([], None),
    ],
)
def test_a_year_stands_out_that_is_far_from_all_others_and_rare(years: list[tuple[int, int]], last: int | None) -> None:
    """Old archives reach over centuries, or have many old documents."""
    assert stands_out(years) == last


def export(*dates: str) -> bytes:
    rows = [f"J001-1-{number},第{number}件,{date},开放" for number, date in enumerate(dates, 1)]
    return "\n".join(["档号,题名,日期,开放状态", *rows]).encode()


def test_such_a_record_is_told_with_its_row_and_waits_for_a_person(tmp_path: Path) -> None:
    taken, problems = read(tmp_path, {"list.csv": export("1995", "1020-03-05", "1996", "1998")}, MAPPING)
    (told,) = [each for each in problems if each.code == "year-apart"]
    assert told.place.row == 3
    assert (
        told.what("zh")
        == "日期“1020-03-05”比同一全宗的其他档案早得多（其余 3 条在 1995—1998 年），可能写错，留给人复核"
    )
    assert taken.frame[APART].to_list() == [None, "同一全宗其余 3 条在 1995—1998 年", None, None]
    site, _ = config.load(tmp_path)
    assert site is not None
    moment = datetime(2026, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    gated = review.gate(taken.frame, taken.release, site, moment, Problems())
    assert [holds.split("；")[0] for holds in gated.frame["holds"]] == [
        "unapproved",
        "years",
        "unapproved",
        "unapproved",
    ]
    assert gated.frame["hold_detail"][1] == "日期：1020-03-05（同一全宗其余 3 条在 1995—1998 年）"
    assert APART not in gated.public.columns


def test_years_earlier_than_archives_are_told_once_for_a_file_and_not_held(tmp_path: Path) -> None:
    """Rubbings are so old."""
    taken, problems = read(tmp_path, {"list.csv": export("618", "0742", "1103", "明洪武三年", "1345", "1602")}, MAPPING)
    (told,) = [each for each in problems if each.code in ("years-early", "year-apart")]
    assert told.code == "years-early" and told.what("zh") == "有 2 条的日期早于 1368 年（如“1103”）"
    assert taken.frame[APART].null_count() == 6
