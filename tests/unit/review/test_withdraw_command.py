"""``withdraw`` and the signatures of ``review`` on the command line: one record of one archive, in words people use."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.unit.catalogue.publishing import write_release

from lantai.commands import lantai
from lantai.problems import Problems
from lantai.review import withdrawals
from lantai.site import config

SITE = "name: 某省档案馆\ncode: P1\narchives: [{code: C2, name: 甲县档案馆}]\n"
ROWS = [
    ("P1", "J001", "J001-1-0001-001", "item", "省里的通知", "省政府", "19540708"),
    ("C2", "J001", "J001-1-0001-001", "item", "县里的通知", "县政府", "19540709"),
    ("C2", "M003", "M003-1-0002", "file", "县里的案卷", "县政府", "1936"),
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(SITE, encoding="utf-8")
    write_release(tmp_path, "2026-06-09", ROWS)
    return tmp_path


def run(site: Path, *words: str) -> Result:
    return CliRunner().invoke(lantai, [*words, "--site", str(site)], env={"LANTAI_LANG": "zh"})


def withdrawn(site: Path) -> list[tuple[str, str, str]]:
    """Return what is noted as withdrawn: code, archive, class of reason."""
    found, _ = config.load(site)
    return [(item.ref, item.repository, item.reason) for item in withdrawals.load(found, Problems())]


@pytest.mark.parametrize("reason", ["personal", "个人信息", " 个人 信息", "Personal data"])
def test_a_reason_may_be_named_as_people_name_it(reason: str, site: Path) -> None:
    """The guide says --reason 个人信息; the file keeps the class."""
    done = run(site, "withdraw", "m003-1-0002 ", "--reason", reason)
    assert done.exit_code == 0, done.output
    assert withdrawn(site) == [("M003-1-0002", "", "personal")]


def test_a_code_that_several_archives_have_is_not_taken_down_in_all(site: Path) -> None:
    """Whose it is must be said; then that one goes, and no other."""
    done = run(site, "withdraw", "J001-1-0001-001", "--reason", "error")
    assert type(done.exception).__name__ == "UsageError" and done.exception.exit_code == 2
    assert "C2、P1" in done.exception.problems.errors[0].what()
    assert withdrawn(site) == []
    assert run(site, "withdraw", "J001-1-0001-001", "--reason", "error", "--repository", "C2").exit_code == 0
    assert withdrawn(site) == [("J001-1-0001-001", "C2", "error")]


def test_a_code_that_the_named_archive_does_not_have_is_refused(site: Path) -> None:
    """P1 has no M003: to note it would leave the record up."""
    done = run(site, "withdraw", "M003-1-0002", "--reason", "error", "--repository", "P1")
    assert [problem.code for problem in done.exception.problems.errors] == ["withdrawal-unknown"]
    assert withdrawn(site) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--sign", "初审=甲"], "sign-without-approve"), (["--approve"], "approve-without-sign")],
)
def test_half_a_signature_is_told_what_the_other_half_is(words: list[str], code: str, site: Path) -> None:
    """Not that the role is unknown."""
    done = run(site, "review", "2026-06-09", *words)
    assert [problem.code for problem in done.exception.problems.errors] == [code]


@pytest.mark.parametrize("command", ["review", "diff", "submit"])
def test_a_release_that_is_not_there_is_told_with_those_that_are(command: str, site: Path) -> None:
    """Not as a file that cannot be read, nor as one that is not published."""
    (problem,) = run(site, command, "2026-06-19").exception.problems
    assert (problem.code, problem.advice()) == ("release-unknown", "请改用其中一个：2026-06-09")


def test_a_sheet_is_a_workbook_and_is_written_whole(site: Path) -> None:
    """Under another ending no program would open it."""
    wrong = run(site, "review", "2026-06-09", "--sheet", str(site / "sheet.csv"))
    assert [problem.code for problem in wrong.exception.problems] == ["sheet-suffix"]
    assert run(site, "review", "2026-06-09", "--sheet", str(site / "new" / "sheet.xlsx")).exit_code == 0
    assert (site / "new" / "sheet.xlsx").read_bytes().startswith(b"PK")
