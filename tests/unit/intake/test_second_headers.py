"""An export whose header changes half way: no row is read by a header that is not its own, and none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.intake.making import read
from tests.unit.intake.test_printed_lists import proposed

from lantai.intake import csv_reader

HEADER = ["档号", "题名", "责任者", "日期", "开放状态"]
MAPPING = {
    "columns": {"档号": "ref_code", "题名": "title", "责任者": "creators", "日期": "date", "开放状态": "open_status"},
    "constants": {"level": "item"},
}


def rows(first: int, *order: int) -> list[list[str]]:
    """Return three rows, their cells in this order."""
    made = [[f"J001-1-{n}", f"水利通知{n}", "县政府", "1954", "开放", "秘密"] for n in range(first, first + 3)]
    return [[each[at] for at in order or range(5)] for each in made]


def csv(*lines: list[str]) -> bytes:
    return "\n".join(map(",".join, lines)).encode()


@pytest.mark.parametrize(
    ("second", "order"),
    [
        (["档号", "责任者", "题名", "日期", "开放状态"], (0, 2, 1, 3, 4)),  # the same columns elsewhere
        (["档号", "题名", "责任者", "日期", "密级"], (0, 1, 2, 3, 5)),  # another column in the place of one
        (["档号", "题名", "责任者", "日期", "开放状态", "密级"], (0, 1, 2, 3, 4, 5)),  # one more
        (["档号", "题名", "责任者", "日期", "密级", "开放状态"], (0, 1, 2, 3, 5, 4)),
        (["文号", "题名", "档号", "日期", "开放状态"], (2, 1, 0, 3, 4)),
    ],
)
@pytest.mark.parametrize("mapped", [["密级"], []])
def test_below_a_header_of_other_columns_nothing_is_read(
    second: list[str], order: tuple[int, ...], mapped: list[str], tmp_path: Path
) -> None:
    content = csv(HEADER, *rows(1), second, *rows(4, *order), HEADER, *rows(7))
    mapping = MAPPING | {"columns": MAPPING["columns"] | dict.fromkeys(mapped, "secrecy")}
    taken, problems = read(tmp_path, {"list.csv": content}, mapping)
    assert taken.frame["ref_code"].to_list() == [f"J001-1-{n}" for n in (1, 2, 3, 7, 8, 9)]
    assert set(taken.frame["creators"]) == {"县政府"}
    (told,) = [problem for problem in problems if problem.code == "header-changed"]
    assert told.place.row == 5 and "其后 3 行" in told.what("zh")
    assert (taken.counts.rows, taken.counts.reported) == (11, 5)


def test_the_same_header_again_is_only_that(tmp_path: Path) -> None:
    taken, problems = read(tmp_path, {"list.csv": csv(HEADER, *rows(1), HEADER, *rows(4))}, MAPPING)
    assert taken.counts.records == 6 and "header-changed" not in {each.code for each in problems}


@pytest.mark.parametrize("at_a_time", [1, 2, 3, 4])
def test_it_counts_also_where_a_file_is_read_in_pieces(
    at_a_time: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_reader, "PIECE", at_a_time)
    second = ["档号", "责任者", "题名", "日期", "开放状态"]
    content = csv(HEADER, *rows(1), second, *rows(4, 0, 2, 1, 3, 4), HEADER, *rows(7))
    taken, problems = read(tmp_path, {"list.csv": content}, MAPPING)
    assert taken.frame["ref_code"].to_list() == [f"J001-1-{n}" for n in (1, 2, 3, 7, 8, 9)]
    assert taken.counts.reported == 5
    told = [each for each in problems if each.code.startswith("header-changed")]
    assert sum(each.values["rows"] for each in told) == 3


def test_the_rows_above_the_header_that_names_more_are_not_lost(tmp_path: Path) -> None:
    """import proposes the columns of both; the records of the first are read, those of the second told."""
    second = ["档号", "题名", "责任者", "日期", "密级", "开放状态", "页数"]
    below = [[*each[:4], "公开", "开放", "3"] for each in rows(4)]
    content = csv(HEADER, *rows(1), second, *below)
    mapping, said, code = proposed(tmp_path / "a", "list.csv", content)
    assert code == 1 and "读到 7 行：3 条目录，4 行见报告" in said
    taken, problems = read(tmp_path / "b", {"list.csv": content}, mapping)
    assert taken.frame["ref_code"].to_list() == ["J001-1-1", "J001-1-2", "J001-1-3"]
    assert "header-changed" in {each.code for each in problems}
