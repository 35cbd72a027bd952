"""Single decisions: bound to content, append-only, in the ledger."""

from pathlib import Path

import pytest
from tests.unit.review.making import MOMENT, frame, gated, holds, site

from lantai.problems import Problems
from lantai.review import ledger, reasons, report, withdrawals
from lantai.review.ledger import Decision

SUSPECT = {"title": "关于处分旧机器的批复"}


def decide(folder: Path, row: dict, **values) -> Decision:
    """Put a decision on the first record into the ledger."""
    known = ledger.identified(frame(row))
    base = {
        "key": known["_key"][0],
        "decision": "release",
        "by": "甲",
        "at": "2026-05-20",
        "digest": known["digest"][0],
    }
    decision = Decision(**base | {"words": ("处分",)} | values)
    ledger.append(folder, [decision])
    return decision


def test_a_decision_releases_the_record_it_saw(tmp_path):
    """A person who looked at 处分旧机器 releases it, and nothing else."""
    decide(tmp_path, SUSPECT)
    assert holds(tmp_path, SUSPECT, SUSPECT) == [None, "words"]


@pytest.mark.parametrize(
    "change",
    [{"title": "关于处分旧机器的批复（二）"}, {"creators": "澜溪县公安局"}, {"scope": "新增提要"}, {"doc_no": None}],
)
def test_changed_content_waits_again(tmp_path, change):
    """When any public field changes, the decision no longer counts."""
    decide(tmp_path, SUSPECT)
    assert holds(tmp_path, SUSPECT | change)[0].split("；")[-1] == "changed"


def test_internal_fields_do_not_undo_a_decision(tmp_path):
    """Moving a box to another shelf changes nothing that is published."""
    decide(tmp_path, SUSPECT)
    assert holds(tmp_path, SUSPECT | {"storage": "3库2架"}) == [None]


def test_a_word_nobody_saw_waits_again(tmp_path):
    """A decision covers the words that were found then; a word added to the list later does not slip through."""
    decide(tmp_path, SUSPECT, words=())
    assert holds(tmp_path, SUSPECT) == ["words；changed"]


def test_a_word_beside_a_picture_that_nobody_saw_waits_again(tmp_path):
    """Who released a record saw no text beside its picture, or other words in it: the picture waits."""
    row = SUSPECT | {"media": "leaf.jpg", "cleared": "是"}
    decide(tmp_path, row)
    text = tmp_path / "catalogue" / "media" / "leaf.txt"
    text.parent.mkdir(parents=True)
    text.write_text("右派的结论", "utf-8")
    assert gated(tmp_path, row).public["media"].to_list() == [None]
    decide(tmp_path, row, words=("处分", "右派"))
    assert gated(tmp_path, row).public["media"].to_list() == ["leaf.jpg"]
    text.write_text("右派的结论，记过", "utf-8")
    assert gated(tmp_path, row).public["media"].to_list() == [None]


def test_a_decision_lifts_nothing_but_words(tmp_path):
    """Status, age, markings and identifiers stand whatever anybody decides."""
    row = SUSPECT | {"open_status": "控制", "date_end": "2020-01-01", "notes": "机密★", "doc_no": "13800138000"}
    decide(tmp_path, row)
    assert holds(tmp_path, row) == ["status；marking；closed；identifier"]


def test_the_last_decision_counts_and_a_hold_stands_whatever_changes(tmp_path):
    """After a release and a hold the record is held, also with other content."""
    decide(tmp_path, SUSPECT)
    decide(tmp_path, SUSPECT, decision="hold")
    assert holds(tmp_path, SUSPECT) == ["words；refused"]
    assert holds(tmp_path, {"title": "关于水利的通知"}) == ["refused"]


def test_the_ledger_is_only_appended_to(tmp_path):
    """What stood in the file stands there still, also when its last line had no end."""
    decide(tmp_path, SUSPECT)
    path = tmp_path / ledger.FILE
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    before = path.read_bytes()
    decide(tmp_path, SUSPECT, by="乙")
    assert path.read_bytes().startswith(before + b"\n")
    assert ledger.load(tmp_path, Problems())["", "J001-002-0345-001"].by == "乙"


@pytest.mark.parametrize(
    "line", ["{", "[]", '"x"', "{}", '{"key":"a","decision":"maybe","by":"a","at":"b","digest":"c"}', "\udcff"]
)
def test_a_bad_line_is_an_error_with_its_line(tmp_path, line):
    """A damaged line is reported; the decisions around it still count."""
    decide(tmp_path, SUSPECT)
    path = tmp_path / ledger.FILE
    path.write_bytes(path.read_bytes() + line.encode("utf-8", "surrogateescape") + b"\n")
    problems = Problems()
    assert holds(tmp_path, SUSPECT, problems=problems) == [None]
    assert [(problem.code, problem.place.line) for problem in problems.errors] == [("ledger-line", 2)]


def test_report_counts(tmp_path):
    """Records in are public, held and withdrawn; each reason names examples, each word its frequency."""
    rows = ({"title": "关于处分旧机器的批复"}, {"open_status": "控制"}, {"title": "=1+1 婚姻法宣传"}, {})
    found = report.of(gated(tmp_path, *rows))
    assert (found.total, found.public, found.held, found.withdrawn) == (4, 1, 3, 0)
    assert [(line.reason.code, line.count, line.alone) for line in found.lines] == [("status", 1, 1), ("words", 2, 2)]
    assert found.lines[1].examples[0].detail == "词：处分（违纪与案件）"
    assert found.words == (("处分", 1), ("婚姻", 1))


def test_withdrawals_are_added_once_and_the_file_kept(tmp_path):
    """A withdrawal is one line more; the second time nothing changes; comments stay."""
    home = site(tmp_path)
    (tmp_path / "catalogue").mkdir()
    path = tmp_path / withdrawals.FILE
    path.write_text("# 说明\n- {ref: A-1, on: 2025-01-01, reason: rights}", "utf-8")
    item = withdrawals.Withdrawal("J001-002-0345-001", MOMENT.date(), "personal")
    assert withdrawals.append(home, item)
    assert not withdrawals.append(home, item)
    assert path.read_text("utf-8").splitlines() == [
        "# 说明",
        "- {ref: A-1, on: 2025-01-01, reason: rights}",
        '- {ref: "J001-002-0345-001", on: 2026-06-09, reason: personal}',
    ]
    assert holds(tmp_path, {}) == ["withdrawn"]


@pytest.mark.parametrize(
    "entry", ["{ref: J001-002-0345-001}", "J001-002-0345-001", "{ref: J001-002-0345-001, on: x, reason: y}"]
)
def test_an_incomplete_withdrawal_is_an_error_and_still_takes_the_record_down(tmp_path, entry):
    """When in doubt it stays out."""
    (tmp_path / "catalogue").mkdir()
    (tmp_path / withdrawals.FILE).write_text(f"- {entry}\n", "utf-8")
    problems = Problems()
    assert holds(tmp_path, {}, problems=problems) == ["withdrawn"]
    assert [problem.code for problem in problems.errors] == ["withdrawal-invalid"]


def test_every_reason_says_who_can_lift_it():
    """Words a person; identifiers the field; status nobody."""
    assert {reason.code: reason.lifted.value for reason in reasons.REASONS} == {
        "withdrawn": "never",
        "status": "never",
        "review-later": "person",
        "gone": "field",
        "secrecy": "never",
        "marking": "never",
        "closed": "time",
        "undated": "field",
        "years": "person",
        "identifier": "field",
        "words": "person",
        "unapproved": "signatures",
        "changed": "person",
        "refused": "person",
    }
