"""Records of what is no longer in the archive: destroyed, lost, given away."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.intake.making import read
from tests.unit.intake.test_printed_lists import HEADER, MAPPING, row, workbook

from lantai.problems import Problem


def gone(
    folder: Path, rows: list[list[str]], sheet: str = "目录", **more: object
) -> tuple[list, dict[str, list[Problem]]]:
    """Return what says of each record that it is gone, and what is told by kind."""
    taken, problems = read(folder, {"list.xlsx": workbook({sheet: rows})}, MAPPING | more)
    told: dict[str, list[Problem]] = {}
    for problem in problems:
        told.setdefault(problem.code, []).append(problem)
    assert taken.counts.rows == taken.counts.records + taken.counts.reported
    return taken.frame["gone"].to_list(), told


@pytest.mark.parametrize("header", ["备注", "实体状态", "去向", "鉴定结果"])
@pytest.mark.parametrize(
    "said",
    ["已销毁", "销毁", "1998年已销毁", "本卷已于1998年5月销毁", "经鉴定销毁。", "遗失", "已丢失（2003年盘点）", "缺",
     "缺卷", "空号", "移交他馆", "已移交省档案馆", "2003年移交市档案馆", "划归邻县"],
)  # fmt: skip
def test_what_is_said_of_a_record_in_so_many_words_holds_it(header: str, said: str, tmp_path: Path) -> None:
    found, told = gone(tmp_path, [[*HEADER, header], [*row(1), said], [*row(2), ""], [*row(3), "完好"]])
    assert found == [said, None, None]
    assert told["record-gone"][0].place.row == 2 and told["record-gone"][0].place.column == header


@pytest.mark.parametrize(
    ("header", "said", "told"),
    [
        ("备注", "附件遗失", True), ("备注", "原件已移交，存复印件", True), ("备注", "已移交", True),
        ("备注", "部分销毁", True), ("备注", "1985年移交县档案馆", False), ("备注", "缺第3页", False),
        ("备注", "1985年进馆", False),
        ("备注", "移交人：张三", False), ("实体状态", "完好", False), ("页数", "缺", False), ("库位", "缺", False),
        ("题名拼音", "关于销毁旧币", False),
    ],
)  # fmt: skip
def test_what_only_speaks_of_it_holds_nothing_and_is_told(header: str, said: str, told: bool, tmp_path: Path) -> None:
    found, problems = gone(tmp_path, [[*HEADER, header], [*row(1), said], [*row(2), ""], [*row(3), ""]])
    assert found == [None, None, None] and ("record-gone-perhaps" in problems) == told
    assert "record-gone" not in problems


def test_destroyed_is_that_in_whatever_column(tmp_path: Path) -> None:
    found, _ = gone(tmp_path, [[*HEADER, "保管期限"], [*row(1), "永久"], [*row(2), "已销毁"]])
    assert found == [None, "已销毁"]


def test_a_column_that_a_person_has_set_aside_says_nothing(tmp_path: Path) -> None:
    rows = [[*HEADER, "备注"], [*row(1), "已销毁"], [*row(2), ""]]
    assert gone(tmp_path, rows, ignore=["备注"])[0] == [None, None]


def test_where_most_have_been_moved_this_is_how_they_came(tmp_path: Path) -> None:
    """Of the list of an office: all of it went to the archive."""
    rows = [[*HEADER, "去向"], *([*row(number), "移交市档案馆"] for number in (1, 2, 3))]
    assert gone(tmp_path, rows)[0] == [None, None, None]


@pytest.mark.parametrize(
    ("title", "held"),
    [("关于防汛的通知（缺）", True), ("名册（已销毁）", True), ("报告[已移交省档案馆]", True),
     ("关于销毁旧币的通知", False), ("（缺）报告", False)],
)  # fmt: skip
def test_a_title_may_bear_it(title: str, held: bool, tmp_path: Path) -> None:
    assert (gone(tmp_path, [HEADER, ["J001-1-1", title, "", "1954", "开放"]])[0] != [None]) == held


@pytest.mark.parametrize("title", ["档案销毁清册", "县委2003年拟销毁档案目录", "已销毁"])
def test_a_list_of_what_is_destroyed_stops_the_release(title: str, tmp_path: Path) -> None:
    """Above the table, between its rows, as the name of the sheet. A record may be called so."""
    assert "heading-gone" in gone(tmp_path / "a", [[title], HEADER, row(1)])[1]
    assert "heading-gone" in gone(tmp_path / "b", [HEADER, row(1), [title], row(2)])[1]
    assert "heading-gone" in gone(tmp_path / "c", [HEADER, row(1)], sheet=title)[1]
    assert "heading-gone" not in gone(tmp_path / "d", [HEADER, ["J001-1-1", title, "", "1954", "开放"]])[1]


def test_records_of_finding_aids_say_it_too(tmp_path: Path) -> None:
    one = '{"ref_code": "J001-001-0001-001", "title": "甲", "notes": "已销毁"}'
    other = '{"ref_code": "J001-001-0001-002", "title": "乙"}'
    taken, _ = read(tmp_path, {"list.jsonl": f"{one}\n{other}\n".encode()})
    assert taken.frame["gone"].to_list() == ["已销毁", None]
