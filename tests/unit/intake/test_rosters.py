"""Descriptions of fonds from a roster: each fonds once, nothing overwritten, what is odd told with its row."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from lantai.commands import lantai
from lantai.problems import InputError, Problems, UsageError
from lantai.records import fonds
from lantai.site import config


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    said = "name: 澜溪县档案馆\ncode: LX\narchives: [{code: QS, name: 青石县档案馆}]\n"
    (tmp_path / "content" / "site.yaml").write_text(said, encoding="utf-8")
    return tmp_path


def run(site: Path, table: Path, *more: str) -> Result:
    return CliRunner().invoke(lantai, ["new", "fonds", str(table), "--site", str(site), *more], standalone_mode=True)


def csv(site: Path, text: str) -> Path:
    (site / "list.csv").write_text(text, encoding="utf-8")
    return site / "list.csv"


def described(site: Path) -> dict[tuple[str, str], fonds.Fonds]:
    """Return the fonds as every build reads them."""
    known, _ = config.load(site)
    assert known is not None
    problems = Problems()
    found = fonds.load_all(known, problems)
    assert not list(problems)
    return found


def test_a_printed_roster_becomes_one_description_for_each_fonds(site: Path) -> None:
    path = site / "全宗名册.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("名册")
        sheet.merge_range("A1:G1", "澜溪县档案馆全宗名册")
        sheet.write_row("A2", ["序号", "全宗号", "全宗名称", "立档单位", "起止年代", "案卷数（卷）", "件数"])
        sheet.write_row("A3", [1, "J001", "县人民委员会", "县政府", "1949—1966", 60, 900])
        sheet.write_row("A4", [2, "A/12:b", '商会："旧"', "", "民国", "3 卷", ""])
        sheet.write_row("A5", [3, "J003", "县公安局", "", "", "", ""])
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.write_row("A6", ["", "合计", "", "", "", 63, 900])
    result = run(site, path)
    assert result.exit_code == 0 and "新建介绍 2 篇" in result.output
    found = described(site)
    assert [*found] == [("LX", "A/12:B"), ("LX", "J001")]
    first, other = found["LX", "J001"], found["LX", "A/12:B"]
    assert (first.title.in_("zh-Hans"), other.title.in_("zh-Hans")) == ("县人民委员会", '商会："旧"')
    assert (first.dates.in_("zh-Hans"), first.creator.in_("zh-Hans")) == ("1949—1966", "县政府")
    assert (first.extent.in_("zh-Hans"), other.extent.in_("zh-Hans")) == ("60 卷，900 件", "3 卷")
    assert Path(other.file).name == "A-12-b.md"


def test_what_is_described_stays_as_somebody_wrote_it(site: Path) -> None:
    table = csv(site, "全宗号,全宗名称\nJ001,县政府\nj002,县委\n")
    (site / "catalogue" / "fonds").mkdir(parents=True)
    own = site / "catalogue" / "fonds" / "J001.md"
    own.write_text("---\ntitle: 澜溪县人民政府\n---\n写了一晚上的介绍。\n", encoding="utf-8")
    assert "新建介绍 1 篇" in run(site, table).output
    assert "新建介绍 0 篇" in run(site, table).output
    assert own.read_text(encoding="utf-8").endswith("写了一晚上的介绍。\n")
    assert {fonds.title.in_("zh-Hans") for fonds in described(site).values()} == {"澜溪县人民政府", "县委"}


def test_of_a_list_of_records_only_names_are_taken(site: Path) -> None:
    """The dates and numbers beside them are those of the records."""
    rows = "J001,县政府,关于防汛的通知,1954,3\nJ001,县政府,关于征购的通知,1955,5\nJ002,县委,会议记录,1956,8\n"
    run(site, csv(site, f"全宗号,全宗名称,题名,年代,件数\n{rows}"))
    first = described(site)["LX", "J001"]
    assert first.title.in_("zh-Hans") == "县政府"
    assert not first.dates.in_("zh-Hans") and not first.extent.in_("zh-Hans")


def test_a_fonds_without_a_name_and_one_with_two_are_told_with_their_rows(site: Path) -> None:
    result = run(site, csv(site, "全宗号,立档单位\nJ001,县政府\nJ002,\nJ001,县人民政府\n"))
    assert result.exit_code == 0
    assert "第 3 行 全宗“J002”没有名称" in result.output
    assert "第 4 行 全宗“J001”这里叫“县人民政府”，前面叫“县政府”" in result.output
    assert [*described(site)] == [("LX", "J001")]


def test_fonds_of_another_archive_stand_apart(site: Path) -> None:
    table = csv(site, "全宗号,全宗名称\nJ001,青石县政府\n")
    assert run(site, table, "--archive", "QS").exit_code == 0
    assert [*described(site)] == [("QS", "J001")]
    refused = run(site, table, "--archive", "XX")
    assert isinstance(refused.exception, UsageError) and "XX" in str(refused.exception)


@pytest.mark.parametrize(
    ("text", "code"),
    [("档号,题名\nJ001-1,防汛\n", "roster-missing"), ("", "export-empty"), ("全宗号,全宗名称\n", "roster-missing")],
)
def test_a_file_that_is_no_roster_is_refused_and_nothing_is_written(text: str, code: str, site: Path) -> None:
    result = run(site, csv(site, text))
    assert isinstance(result.exception, InputError)
    assert code in {problem.code for problem in result.exception.problems}
    assert not (site / "catalogue").exists()
