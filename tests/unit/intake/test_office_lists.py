"""Printed lists of files: a title over the header, numbers for codes, sums below, formulas that failed, text NULL."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter
import yaml
from click.testing import CliRunner
from tests.unit.intake.making import read

from lantai.commands import lantai
from lantai.intake import csv_reader, importing, proposing, xlsx_reader
from lantai.intake.tables import Reporter
from lantai.problems import Problems
from lantai.records.releases import Source

ITEMS = ["全宗号", "目录号", "案卷号", "件号", "文件题名", "责任者", "成文日期", "开放鉴定意见"]


def proposed(path: Path) -> dict:
    """Return the mapping that ``import`` proposes for a file."""
    reader = xlsx_reader if path.suffix == ".xlsx" else csv_reader
    grids = list(reader.read(path, path.name, Source(path.name), Reporter(Problems())))
    return yaml.safe_load(importing.mapping_text(proposing.propose(grids, "LX", "r1"), "zh"))


def files_list(path: Path) -> Path:
    """Write a list of files as offices print them: a merged title, a header in two rows, 0001 shown for 1, a sum."""
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("案卷目录")
    digits = book.add_format({"num_format": "0000"})
    page.merge_range("A1:H1", "某县档案馆开放档案案卷目录（1950—1960）")
    for column, name in zip("ABCD", ["序号", "全宗号", "目录号", "案卷号"], strict=True):
        page.merge_range(f"{column}2:{column}3", name)
    page.merge_range("E2:E3", "案卷题名")
    page.merge_range("F2:G2", "起止日期")
    page.write_row("F3", ["起", "止"])
    page.merge_range("H2:H3", "是否开放")
    page.merge_range("B4:B6", "J001")
    page.merge_range("C4:C6", "2")
    for row in range(3):
        page.write_number(row + 3, 0, row + 1)
        page.write_number(row + 3, 3, row + 1, digits)
        page.write_row(row + 3, 4, [f"农业科第{row + 1}卷", f"195{row}-01-02", f"195{row}-12-31", "是"])
    page.write_row("A7", ["合计", "", "", "", "3卷"])
    book.close()
    return path


def test_a_list_of_files_below_a_title_is_read_by_its_two_rows_of_names(tmp_path: Path) -> None:
    """The title is no part of the names; codes end with the file; what is merged is repeated, but not in the sum."""
    path = files_list(tmp_path / "list.xlsx")
    mapping = proposed(path)
    assert mapping["ref_code"] == {"pattern": "{fonds}-{series}-{file}", "compose": True}
    assert (mapping["columns"]["起止日期/起"], mapping["columns"]["起止日期/止"]) == ("date_from", "date_to")
    assert "fill_down" not in mapping
    taken, problems = read(tmp_path / "site", {path.name: path.read_bytes()}, mapping)
    assert taken.frame.select("ref_code", "level", "title", "date_start", "date_end").rows() == [
        ("J001-2-1", "file", "农业科第1卷", "1950-01-02", "1950-12-31"),
        ("J001-2-2", "file", "农业科第2卷", "1951-01-02", "1951-12-31"),
        ("J001-2-3", "file", "农业科第3卷", "1952-01-02", "1952-12-31"),
    ]
    found = {problem.code: problem for problem in problems}
    assert found["row-footer"].place.row == 7
    assert found["code-part-number"].place.row == 4 and "{file:4}" in found["code-part-number"].advice("zh")


def test_numbers_are_made_as_long_as_the_pattern_says(tmp_path: Path) -> None:
    """What Excel shows as 0001 and stores as 1 becomes 0001 again, once a person has said so; then nothing is told."""
    path = files_list(tmp_path / "list.xlsx")
    mapping = proposed(path) | {"ref_code": {"pattern": "{fonds}-{series}-{file:4}", "compose": True}}
    taken, problems = read(tmp_path / "site", {path.name: path.read_bytes()}, mapping)
    assert taken.frame["ref_code"].to_list() == ["J001-2-0001", "J001-2-0002", "J001-2-0003"]
    assert "code-part-number" not in {problem.code for problem in problems}


def test_fonds_and_series_named_in_the_title_are_those_of_the_codes(tmp_path: Path) -> None:
    """Lists of one series say so once, above the header."""
    path = tmp_path / "list.csv"
    rows = "".join(f"1,{n},关于第{n}号水库的通知,1954,开放\n" for n in (1, 2))
    path.write_text(
        f"卷内文件目录,,,,\n全宗号：J001  目录号：2,,,,\n案卷号,件号,题名,日期,开放状态\n{rows}", encoding="utf-8"
    )
    mapping = proposed(path)
    assert mapping["constants"] == {"fonds": "J001", "series": "2"}
    taken, _ = read(tmp_path / "site", {path.name: path.read_bytes()}, mapping)
    assert taken.frame["ref_code"].to_list() == ["J001-2-1-1", "J001-2-1-2"]


@pytest.mark.parametrize(
    ("last", "blank_file"),
    [(["合计", "", "", "14件", "", "", "", ""], False), (["J001", "1", "", "3", "丁", "县委", "1954", "开放"], True)],
)
def test_a_sum_or_one_forgotten_number_is_no_sign_that_blanks_repeat(
    last: list[str], blank_file: bool, tmp_path: Path
) -> None:
    """Where a column repeats its values, a blank in it is a number that was forgotten: an error, not a guess."""
    rows = [ITEMS, *(["J001", "1", "0001", str(n), f"第{n}件", "县委", "1954", "开放"] for n in (1, 2)), last]
    path = tmp_path / "list.csv"
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    mapping = proposed(path)
    assert "fill_down" not in mapping
    assert mapping["columns"]["开放鉴定意见"] == "open_status"
    taken, problems = read(tmp_path / "site", {path.name: path.read_bytes()}, mapping)
    assert taken.frame["ref_code"].to_list() == ["J001-1-0001-1", "J001-1-0001-2"]
    assert ("code-part-missing" in {problem.code for problem in problems}) == blank_file


def test_several_authors_in_one_cell_are_several(tmp_path: Path) -> None:
    """Whatever separates them: a break within the cell, a comma between Chinese names; not the comma of one name."""
    export = (
        '档号,题名,责任者,开放状态\nJ001-1,甲,"县委\n县府",开放\nJ001-2,乙,"县委,县府,工会",开放\n'
        'J001-3,丙,"Smith, John",开放\n'
    )
    mapping = {"columns": {"档号": "ref_code", "题名": "title", "责任者": "creators", "开放状态": "open_status"}}
    taken, _ = read(tmp_path, {"list.csv": export.encode()}, mapping)
    assert taken.frame["creators"].to_list() == ["县委；县府", "县委；县府；工会", "Smith, John"]


def test_formulas_that_failed_and_the_text_null_are_told(tmp_path: Path) -> None:
    """A cell that Excel shows as #N/A is blank to a reader; one that a database wrote as NULL is blank to people."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("目录")
    page.write_row(0, 0, ["档号", "题名", "责任者", "开放状态"])
    page.write_row(1, 0, ["J001-1", "甲", "NULL", "开放"])
    page.write_row(2, 0, ["J001-2", "乙", "#N/A", "开放"])
    page.write_row(3, 0, ["J001-3", "丙", "", "开放"])
    page.write_formula(3, 2, "=NA()", None, "#N/A")
    page.write_row(4, 0, ["J001-4", "", "县委", "开放"])
    page.write_formula(4, 1, "=A1&B1", None, "")
    book.close()
    mapping = {"columns": {"档号": "ref_code", "题名": "title", "责任者": "creators", "开放状态": "open_status"}}
    taken, problems = read(tmp_path, {"list.xlsx": stream.getvalue()}, mapping)
    assert taken.frame.select("ref_code", "creators").rows() == [("J001-1", None), ("J001-2", None), ("J001-3", None)]
    told = {problem.code: problem for problem in problems}
    assert set(told) >= {"row-without-title", "null-blank", "cells-without-value", "errors-blank"}
    assert told["null-blank"].place.row == 2 and "1 格只写着 NULL（1 格）" in told["null-blank"].what("zh")
    assert told["errors-blank"].place.row == 3 and "#N/A（1 格）" in told["errors-blank"].what("zh")
    assert "2 格" in told["cells-without-value"].what("zh") and "C4、B5" in told["cells-without-value"].what("zh")


def test_words_for_nothing_are_blank_and_counted_and_names_like_them_are_not(tmp_path: Path) -> None:
    """pandas, Python, MySQL and people each write another one; Null and Nan are names."""
    words = [
        "NULL",
        "null",
        "(null)",
        "\\N",
        "None",
        "nan",
        "NaN",
        "N/A",
        "n/a",
        "#N/A",
        "#REF!",
        "Null",
        "Nan",
        "无",
    ]
    rows = [f"J001-{n},第{n}件,{word},开放" for n, word in enumerate(words, 1)]
    export = "\n".join(["档号,题名,责任者,开放状态", *rows, "J001-98,None,县委,开放", "#REF!,甲,县委,开放", ""])
    mapping = {"columns": {"档号": "ref_code", "题名": "title", "责任者": "creators", "开放状态": "open_status"}}
    taken, problems = read(tmp_path, {"list.csv": export.encode()}, mapping)
    assert taken.frame["creators"].drop_nulls().to_list() == ["Null", "Nan", "无"]
    told = {problem.code: problem for problem in problems}
    assert "10 格只写着" in told["null-blank"].what("zh") and "None（2 格）" in told["null-blank"].what("zh")
    assert "2 格写着 Excel 的公式错误：#N/A（1 格）、#REF!（1 格）" in told["errors-blank"].what("zh")
    # what was a record is no other one: neither untitled nor without its code
    assert (told["row-without-title"].place.row, told["code-damaged"].place.row) == (16, 17)
    assert (taken.counts.rows, taken.counts.records) == (16, 14)


def test_null_keeps_a_place_among_values_and_is_a_word_in_them(tmp_path: Path) -> None:
    """As AtoM writes event actors; Null Island is a place."""
    export = "档号,题名,责任者,开放状态\nJ001-1,甲,NULL|NULL|乙,开放\nJ001-2,乙,NULL Island|NULL,开放\n"
    mapping = {"columns": {"档号": "ref_code", "题名": "title", "责任者": "creators", "开放状态": "open_status"}}
    taken, _ = read(tmp_path, {"list.csv": export.encode()}, mapping)
    assert taken.frame["creators"].to_list() == ["乙", "NULL Island"]


@pytest.mark.parametrize(("name", "said"), [("list.csv", ".xlsx"), ("list.xls", ".xlsx")])
def test_a_workbook_under_another_name_is_told_its_own(name: str, said: str, tmp_path: Path) -> None:
    """Nobody need know what an OLE signature is."""
    content = files_list(tmp_path / "made.xlsx").read_bytes()
    (tmp_path / name).write_bytes(content)
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "content" / "site.yaml").write_text("name: 某县档案馆\ncode: LX\n", encoding="utf-8")
    call = ["import", str(tmp_path / name), "--release", "r1", "--yes", "--site", str(site)]
    done = CliRunner().invoke(lantai, call, env={"LANTAI_LANG": "zh"})
    assert done.exit_code == 1
    assert "workbook-is-other" in done.output and f"请把扩展名改为 {said}" in done.output


def test_a_marking_in_a_column_that_nobody_reads_holds_its_row(tmp_path: Path) -> None:
    """Whatever the column is called and whether the mapping ignores it; the report says where."""
    export = "档号,题名,开放状态,备考\nJ001-1,甲,开放,机密★10年\nJ001-2,乙,开放,见附件\n"
    columns = {"档号": "ref_code", "题名": "title", "开放状态": "open_status"}
    for ignore in ([], ["备考"]):
        taken, problems = read(tmp_path, {"list.csv": export.encode()}, {"columns": columns, "ignore": ignore})
        assert taken.frame["secrecy"].to_list() == ["机密★10年", None]
        (told,) = [problem for problem in problems if problem.code == "column-marked"]
        assert told.place.row == 2 and "“备考”" in told.what("zh")


def test_how_systems_write_that_nothing_is_secret_is_proposed_to_a_person(tmp_path: Path) -> None:
    """无 is no class of secrecy; anything else stays what it is, and holds."""
    path = tmp_path / "list.csv"
    path.write_text("档号,题名,密级,开放状态\nJ001-1,甲,无,开放\nJ001-2,乙,机密,开放\n", encoding="utf-8")
    mapping = proposed(path)
    assert mapping["values"]["secrecy"] == {"无": "公开"}
    taken, _ = read(tmp_path / "site", {path.name: path.read_bytes()}, mapping)
    assert taken.frame["secrecy"].to_list() == ["公开", "机密"]


def test_a_header_with_its_explanation_is_known(tmp_path: Path) -> None:
    """日期（年月日） is the date, in a list however short; 题名（英文） beside 题名 is no second title."""
    path = tmp_path / "list.csv"
    path.write_text("档 号,题名,题名（英文）,日期（年月日）,开放状态\nJ001-1,甲,A,19540706,开放\n", encoding="utf-8")
    mapping = proposed(path)
    assert mapping["columns"]["日期（年月日）"] == "date_text"
    assert "title" not in mapping["columns"] and "题名（英文）" in mapping["ignore"]
