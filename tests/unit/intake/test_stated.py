"""Forms state above their table what all of it is in: 案卷号：0345 over the list of a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.intake.making import read
from tests.unit.intake.test_printed_lists import proposed, workbook

HEADER = ["顺序号", "文号", "责任者", "题名", "日期", "页号", "备注"]


def line(number: int, title: str) -> list[object]:
    return [str(number), f"水字{number}号", "县水利局", title, "1954.3.5", f"{number}-{number + 2}", ""]


def codes(folder: Path, name: str, content: bytes) -> tuple[list[str], dict[str, list]]:
    """Import a list and read it by the mapping that was proposed; nothing may be an error."""
    mapping, said, code = proposed(folder / "import", name, content)
    assert code == 0, said
    taken, problems = read(folder / "read", {name: content}, mapping)
    assert taken.counts.rows == taken.counts.records + taken.counts.reported
    told: dict[str, list] = {}
    for problem in problems:
        told.setdefault(problem.code, []).append(problem)
    return taken.frame["ref_code"].to_list(), told


def form(stated: list[object], *rows: list[object], title: str = "卷内文件目录") -> list[list[object]]:
    return [[title], stated, HEADER, *rows, [f"共{len(rows)}件"]]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (["全宗号：J001  目录号：002  案卷号：0345"], ["全宗号：J001 目录号：002 案卷号：0346"], "J001-002-"),
        (["全宗号:J001", "目录号:002", "案卷号:0345"], ["全宗号:J001", "目录号:002", "案卷号:0346"], "J001-002-"),
        (["全宗号：", "J001", "目录号：", "002", "案 卷 号：", "0345"], ["案 卷 号：", "0346"], "J001-002-"),
        (["档号：J001-002-0345"], ["档号： J001-002-0346"], "J001-002-"),
        (["全宗号：J001目录号：永久1案卷号：0345"], ["全宗号：J001目录号：永久1案卷号：0346"], "J001-永久1-"),
    ],
)
def test_forms_below_each_other_are_of_the_file_that_each_states(
    first: list[object], second: list[object], found: str, tmp_path: Path
) -> None:
    """Else the first document of a file would get the code of the first file, and the others those of others."""
    sheet = [*form(first, line(1, "甲"), line(2, "乙")), *form(second, line(1, "丙")), [], HEADER, line(2, "丁")]
    got, told = codes(tmp_path, "list.xlsx", workbook({"卷内": sheet}))
    assert got == [f"{found}0345-1", f"{found}0345-2", f"{found}0346-1", f"{found}0346-2"]
    assert "0345，用于它下面的各行" in told["stated-above"][0].what("zh")


def test_forms_on_sheets_of_their_own_are_of_their_file(tmp_path: Path) -> None:
    sheets = {number: form([f"档号：J001-002-{number}"], line(1, "甲"), line(2, "乙")) for number in ("0345", "0346")}
    got, _ = codes(tmp_path, "list.xlsx", workbook(sheets))
    assert got == [f"J001-002-{number}-{item}" for number in ("0345", "0346") for item in (1, 2)]


def test_what_notes_say_of_files_states_nothing(tmp_path: Path) -> None:
    """A remark in the last row of a page, and one that stands alone far from a header."""
    sheet = [
        *form(["全宗号：J001 目录号：002 案卷号：0345"], line(1, "甲"), ["2", "", "", "乙", "", "", "见案卷号：0012"]),
        HEADER, line(3, "丙"), ["见案卷号：0099"], line(4, "丁"), line(5, "戊"), line(6, "己"), line(7, "庚"),
    ]  # fmt: skip
    got, told = codes(tmp_path, "list.xlsx", workbook({"卷内": sheet}))
    assert got == [f"J001-002-0345-{number}" for number in range(1, 8)]
    assert [each.place.row for each in told["row-not-a-record"]] == [9]


@pytest.mark.parametrize("closes", ["密级：机密", "（控制）", "开放状态：控制"])
def test_a_form_that_states_that_it_is_closed_stops_a_release(closes: str, tmp_path: Path) -> None:
    parts = "全宗号：J001 目录号：002 案卷号："
    sheet = [*form([f"{parts}0345"], line(1, "甲"), line(2, "乙")), *form([f"{parts}0346 {closes}"], line(1, "丙"))]
    content = workbook({"卷内": sheet})
    mapping, _, _ = proposed(tmp_path / "import", "list.xlsx", content)
    _, problems = read(tmp_path / "read", {"list.xlsx": content}, mapping)
    assert ("heading-secret" if "密" in closes else "heading-closes", 8) in {
        (each.code, each.place.row) for each in problems.errors
    }


@pytest.mark.parametrize("own", ["档号", "案卷号", "档案编号"])
def test_a_table_with_codes_of_its_own_goes_by_them(own: str, tmp_path: Path) -> None:
    sheet = [["档号：J001-002-0345 案卷号：0345"], [own, "题名", "日期", "目录号", "全宗号"]]
    sheet += [[f"J9-{number}" if own != "案卷号" else str(number), "甲", "1954", "1", "J9"] for number in (1, 2, 3)]
    got, told = codes(tmp_path, "list.xlsx", workbook({"目录": sheet}))
    assert got == [f"J9-{'1-' if own == '案卷号' else ''}{number}" for number in (1, 2, 3)]
    assert "stated-above" not in told


def test_what_is_stated_is_no_cell_of_a_row(tmp_path: Path) -> None:
    """Numbers of columns, sums and notes are told from records by what they hold themselves."""
    numbers = [str(number) for number in range(1, 8)]
    stated = ["全宗号：J001 目录号：002 案卷号：0345"]
    sheet = [stated, HEADER, numbers, line(1, "甲"), ["合计", "", "", "1件", "", "3页"], ["说明：以上为原件"]]
    got, told = codes(tmp_path, "list.xlsx", workbook({"卷内": sheet}))
    assert got == ["J001-002-0345-1"] and {each.place.row for each in told["row-footer"]} == {5, 6}


FILED = ["件号", "责任者", "文号", "题名", "日期", "页数", "备注"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            ["全宗号：J012", "年度：1985", "保管期限：永久", "机构：办公室"],
            ["全宗号：J012", "年度：1986", "保管期限：永久", "机构：办公室"],
        ),
        (
            ["全宗号：J012 年度：1985年 期限：永久 机构（问题）：办公室"],
            ["全宗号：J012 年度：1986年 期限：永久 机构（问题）：办公室"],
        ),
        (["全宗号：", "J012", "年 度：", "1985", "保管期限：", "永久"], ["年 度：", "1986", "保管期限：", "永久"]),
    ],
)
def test_forms_of_documents_filed_one_by_one_state_year_period_and_office(
    first: list[object], second: list[object], tmp_path: Path
) -> None:
    """归档文件目录 (DA/T 22): numbers begin again with every form, and days are of its year."""
    rows = []
    for stated, title in ((first, "通知"), (second, "报告")):
        rows += [["归档文件目录"], stated, FILED]
        rows += [[f"{n:03}", "县水利局", "", f"{title}{n}", f"031{n}", "3", ""] for n in (1, 2)]
    mapping, said, code = proposed(tmp_path / "import", "list.xlsx", workbook({"目录": rows}))
    assert code == 0, said
    taken, problems = read(tmp_path / "read", {"list.xlsx": workbook({"目录": rows})}, mapping)
    office = "-办公室" if "办公室" in str(first) else ""
    assert taken.frame.select("ref_code", "date_start").rows() == [
        (f"J012-1985-永久{office}-001", "1985-03-11"),
        (f"J012-1985-永久{office}-002", "1985-03-12"),
        (f"J012-1986-永久{office}-001", "1986-03-11"),
        (f"J012-1986-永久{office}-002", "1986-03-12"),
    ]
    assert not problems.errors


def test_a_year_above_a_list_with_codes_changes_none(tmp_path: Path) -> None:
    rows = [["年度：1985 保管期限：永久"], ["档号", *FILED], *([f"J012-1-{n}", *line(n, "甲")] for n in (1, 2))]
    assert codes(tmp_path, "list.xlsx", workbook({"目录": rows}))[0] == ["J012-1-1", "J012-1-2"]
