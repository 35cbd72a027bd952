"""The reviewers' sheet: what people fill in comes back as decisions, and what they spoil is told, not taken."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from tests.unit.review.making import MOMENT, frame, gated, holds

from lantai.problems import Problems
from lantai.records.releases import Approval
from lantai.review import ledger, sheet
from lantai.review.ledger import Decision

Change = Callable[[list[dict]], list[dict]]
ROWS = ({"title": "关于处分旧机器的批复"}, {"open_status": "控制"}, {"title": "=1+1 婚姻法宣传"}, {})


def made_sheet(folder: Path, *answers: tuple[str, str, str], rows=ROWS, change: Change = lambda table: table) -> Path:
    """Write the sheet of records and fill in (code, decision, reviewer); ``change`` does what people do to it."""
    path = folder / "sheet.xlsx"
    result = gated(folder, *rows)
    assert sheet.write(path, result, ledger.identified(frame(*rows))) == sheet.waiting(result).height
    filled = sheet._rows(path, "sheet.xlsx", Problems())
    table = [dict(cells) for _, cells in filled]
    for cells in table:
        for code, decision, by in answers:
            if cells["档号"] == code:
                cells |= {"决定": decision, "审核人": by}
    table = change(table)
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet.SHEET)
        page.write_row(0, 0, list(table[0]))
        for number, cells in enumerate(table, 1):
            page.write_row(number, 0, list(cells.values()))
    return path


def read_sheet(folder: Path, path: Path, rows=ROWS) -> tuple[list[Decision], list[tuple[str, int]]]:
    problems = Problems()
    result = gated(folder, *rows)
    known = ledger.load(folder, Problems())
    found = sheet.read(path, "sheet.xlsx", result, ledger.identified(frame(*rows)), known, MOMENT, problems)
    return found, [(problem.code, problem.place.row) for problem in problems]


def test_the_sheet_goes_to_reviewers_and_comes_back(tmp_path):
    """What people decide in the sheet is in the ledger, and what they released is public."""
    assert sheet.waiting(gated(tmp_path, *ROWS)).height == 3
    path = made_sheet(tmp_path, ("J001-002-0345-001", "放行", "甲"), ("J001-002-0345-003", "不放行", "乙"))
    found, problems = read_sheet(tmp_path, path)
    assert problems == []
    assert [(item.key, item.decision, item.by) for item in found] == [
        ("J001-002-0345-001", "release", "甲"),
        ("J001-002-0345-003", "hold", "乙"),
    ]
    ledger.append(tmp_path, found)
    assert holds(tmp_path, *ROWS) == [None, "status", "words；refused", None]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (("J001-002-0345-001", "可以", "甲"), "sheet-decision"),
        (("J001-002-0345-001", "放行", ""), "sheet-no-name"),
        (("J001-002-0345-002", "放行", "甲"), "sheet-not-releasable"),
    ],
)
def test_a_decision_that_cannot_be_taken_is_an_error(tmp_path, answer, problem):
    """A strange word, no name, or the release of what nobody may release: named with its row, not taken."""
    found, problems = read_sheet(tmp_path, made_sheet(tmp_path, answer))
    assert found == []
    assert [code for code, _ in problems] == [problem]


def test_a_decision_on_content_that_has_changed_is_not_taken(tmp_path):
    """The sheet is bound to what reviewers saw."""
    path = made_sheet(tmp_path, ("J001-002-0345-001", "放行", "甲"))
    found, problems = read_sheet(tmp_path, path, ({"title": "关于处分张三的批复"}, *ROWS[1:]))
    assert found == []
    assert [code for code, _ in problems] == ["sheet-stale"]


def test_not_a_sheet(tmp_path):
    """Any other file is refused in words."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"not a workbook")
    assert read_sheet(tmp_path, path)[1] == [("sheet-unreadable", 0)]


FIRST = "J001-002-0345-001"


def with_copy(decision: str, by: str) -> Change:
    """Return a change that adds a second row for the first record."""

    def change(table: list[dict]) -> list[dict]:
        own = next(cells for cells in table if cells["档号"] == FIRST)
        return [*table, own | {"决定": decision, "审核人": by}]

    return change


def test_two_different_decisions_on_one_record_are_neither_taken(tmp_path):
    """Two reviewers in one sheet who disagree: the last row does not win, whichever it is."""
    for first, second in (("放行", "不放行"), ("不放行", "放行")):
        path = made_sheet(tmp_path, (FIRST, first, "甲"), change=with_copy(second, "乙"))
        found, problems = read_sheet(tmp_path, path)
        assert found == []
        assert problems == [("sheet-contradicts", 2)]


def test_the_same_decision_twice_counts_once(tmp_path):
    """A row that was copied."""
    found, problems = read_sheet(tmp_path, made_sheet(tmp_path, (FIRST, "放行", "甲"), change=with_copy("放行", "甲")))
    assert (len(found), problems) == (1, [])


def test_the_order_of_rows_and_deleted_rows_do_not_matter(tmp_path):
    """Reviewers sort and thin out."""
    path = made_sheet(tmp_path, (FIRST, "放行", "甲"), change=lambda table: table[::-1][1:])
    found, problems = read_sheet(tmp_path, path)
    assert ([item.key for item in found], problems) == ([FIRST], [])


def test_a_decision_moved_to_another_code_is_not_taken(tmp_path):
    """The digest in the row is that of another record."""

    def change(table: list[dict]) -> list[dict]:
        return [cells | ({"档号": "J001-002-0345-003"} if cells["档号"] == FIRST else {}) for cells in table]

    found, problems = read_sheet(tmp_path, made_sheet(tmp_path, (FIRST, "放行", "甲"), change=change))
    assert found == []
    assert [code for code, _ in problems] == ["sheet-stale"]


def test_a_title_corrected_in_the_sheet_is_told_to_change_nothing(tmp_path):
    """The decision is on the record as it is, and is taken."""

    def change(table: list[dict]) -> list[dict]:
        return [cells | ({"题名": "关于处理旧机器的批复"} if cells["档号"] == FIRST else {}) for cells in table]

    found, problems = read_sheet(tmp_path, made_sheet(tmp_path, (FIRST, "放行", "甲"), change=change))
    assert [item.key for item in found] == [FIRST]
    assert problems == [("sheet-edited", 2)]


def test_an_old_sheet_does_not_release_what_was_refused_since(tmp_path):
    """Read again after someone else decided to hold the record; a sheet that shows the refusal may lift it."""
    old = made_sheet(tmp_path, (FIRST, "放行", "甲")).rename(tmp_path / "old.xlsx")
    newer, _ = read_sheet(tmp_path, made_sheet(tmp_path, (FIRST, "不放行", "乙")))
    ledger.append(tmp_path, newer)
    assert read_sheet(tmp_path, old) == ([], [("sheet-refused-since", 2)])
    found, problems = read_sheet(tmp_path, made_sheet(tmp_path, (FIRST, "放行", "甲")))
    assert ([item.decision for item in found], problems) == (["release"], [])


def test_a_decision_that_stands_is_known_when_its_sheet_is_read_again(tmp_path):
    """So that a corrected sheet can be read as a whole and the ledger does not fill with repetitions."""
    path = made_sheet(tmp_path, (FIRST, "放行", "甲"))
    (first,), _ = read_sheet(tmp_path, path)
    standing = Decision(**{name: getattr(first, name) for name in first.__dataclass_fields__} | {"at": "2026-01-01"})
    assert first.repeats(standing)
    assert not first.repeats(None)
    assert not Decision(**{**{n: getattr(first, n) for n in first.__dataclass_fields__}, "by": "乙"}).repeats(standing)


def test_what_needs_a_decision_comes_first(tmp_path):
    """Before the many that only wait for the signatures, and before those that no decision frees."""
    rows = ({}, {"open_status": "控制"}, {"title": "关于处分旧机器的批复"}, {})
    waiting = sheet.waiting(gated(tmp_path, *rows, approval=Approval("", ())))
    assert [code[-3:] for code in waiting["ref_code"]] == ["003", "001", "004", "002"]


def test_a_sheet_under_another_name_says_so(tmp_path):
    """Some programs save sheets as Sheet1."""
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Sheet1").write_string(0, 0, "档号")
    problems = Problems()
    sheet.read(path, "x.xlsx", gated(tmp_path, *ROWS), ledger.identified(frame(*ROWS)), {}, MOMENT, problems)
    assert [problem.what() for problem in problems] == ["审核表无法读取：没有工作表“待审”"]


def test_who_decides_on_the_sheet_has_seen_the_words_beside_pictures(tmp_path):
    """A record that waits only for its picture is on the sheet; released there, the picture is public."""
    rows = ({"media": "leaf.jpg", "cleared": "是"},)
    text = tmp_path / "catalogue" / "media" / "leaf.txt"
    text.parent.mkdir(parents=True)
    text.write_text("右派的结论", "utf-8")
    (waiting,) = sheet.waiting(gated(tmp_path, *rows)).iter_rows(named=True)
    assert (waiting["holds"], waiting["hold_detail"]) == (None, "图文中的词：右派（违纪与案件）")
    path = made_sheet(tmp_path, ("J001-002-0345-001", "放行", "甲"), rows=rows)
    found, problems = read_sheet(tmp_path, path, rows)
    assert (problems, [decision.words for decision in found]) == ([], [("右派",)])
    ledger.append(tmp_path, found)
    assert gated(tmp_path, *rows).public["media"].to_list() == ["leaf.jpg"]
