"""Lists made for printing: numbered columns, headings between rows, sums of pages, notes below, tables side by side."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter
import yaml
from click.testing import CliRunner
from tests.unit.intake.making import read

from lantai.commands import lantai
from lantai.problems import Problem

COLUMNS = {"档号": "ref_code", "题名": "title", "责任者": "creators", "日期": "date", "开放状态": "open_status"}
MAPPING = {"columns": COLUMNS, "constants": {"level": "item"}}
HEADER = list(COLUMNS)


def row(number: int) -> list[str]:
    return [f"J001-1-{number}", f"第{number}件", "县府", "1954", "开放"]


def taken(folder: Path, *rows: list[str], mapping: dict | None = None) -> tuple[list[str], dict[str, list[Problem]]]:
    """Return the codes that a list gives below its header, and what is told of it by kind."""
    text = "".join(",".join(cells) + "\n" for cells in [HEADER, *rows])
    found, problems = read(folder, {"list.csv": text.encode()}, mapping or MAPPING)
    counts = found.counts
    assert counts.rows == counts.records + counts.reported
    told: dict[str, list[Problem]] = {}
    for problem in problems:
        told.setdefault(problem.code, []).append(problem)
    return found.frame["ref_code"].to_list(), told


def proposed(folder: Path, name: str, content: bytes) -> tuple[dict, str, int]:
    """Import a file; return the mapping that was written (if it was), what was said and the exit code."""
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text("name: 某县档案馆\ncode: LX\n", encoding="utf-8")
    (folder / name).write_bytes(content)
    call = ["import", str(folder / name), "--release", "r1", "--yes", "--site", str(folder)]
    done = CliRunner().invoke(lantai, call, env={"LANTAI_LANG": "zh"})
    written = folder / "catalogue" / "releases" / "r1" / "mapping.yaml"
    mapping = yaml.safe_load(written.read_text(encoding="utf-8")) if written.is_file() else {}
    return mapping, done.output, done.exit_code


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for index, cells in enumerate(rows):
            page.write_row(index, 0, cells)
    book.close()
    return stream.getvalue()


@pytest.mark.parametrize("words", [["本页小计", "3件"], ["本页合计：", "3件"], ["累计", "30件"], ["承前页", "3件"]])
def test_the_sum_of_a_page_is_no_record(words: list[str], tmp_path: Path) -> None:
    """It has two cells, as a record may have: its code is none."""
    codes, told = taken(tmp_path, row(1), [*words, "", "", ""], row(2))
    assert codes == ["J001-1-1", "J001-1-2"]
    assert [problem.place.row for problem in told["row-footer"]] == [3]


@pytest.mark.parametrize(
    "numbers", [["(1)", "(2)", "(3)", "(4)", "(5)"], list("12345"), list("①②③④⑤"), ["1", "2", "3", "", ""]]
)
def test_a_row_that_numbers_the_columns_belongs_to_the_header(numbers: list[str], tmp_path: Path) -> None:
    codes, told = taken(tmp_path, numbers, row(1))
    assert codes == ["J001-1-1"] and "code-without-pattern" not in told
    assert taken(tmp_path / "b", ["1", "3", "2", "", ""], row(1))[0] == ["1", "J001-1-1"]


@pytest.mark.parametrize(
    "heading", [["二、科技档案", "", "", "", ""], ["", "一、水利类", "", "", ""], ["", "（三）其他", "", "", ""]]
)
def test_a_heading_between_rows_is_told_and_no_record(heading: list[str], tmp_path: Path) -> None:
    """It stands alone in its row and is no code. A title alone may be a record without its code: an error."""
    codes, told = taken(tmp_path, row(1), heading, row(2))
    assert codes == ["J001-1-1", "J001-1-2"]
    assert [problem.place.row for problem in told["row-not-a-record"]] == [3]
    _, told = taken(tmp_path / "b", row(1), ["", "关于修堤的通知", "", "", ""], ["J001-1-9", "", "", "", ""])
    assert told["row-without-code"][0].place.row == 3 and told["row-without-title"][0].place.row == 4


def test_notes_and_signatures_of_several_cells_are_no_records(tmp_path: Path) -> None:
    """What the first cell says is enough, if there is no title."""
    notes = [
        ["说明", "", "本表仅供参考", "", ""],
        ["注", "", "1. 不详者未列", "", ""],
        ["制表人:", "", "张三", "2026-3-1", "李四"],
    ]
    codes, told = taken(tmp_path, row(1), *notes)
    assert codes == ["J001-1-1"]
    assert [problem.place.row for problem in told["row-footer"]] == [3, 4, 5]
    # and where the first column is that of the numbers of rows
    text = "序号,档号,题名,日期\n1,J001-1-1,甲,1954\n说明,本表仅供参考,,\n制表人：,张三,,2026-3-1\n,张三,,1954\n"
    found, problems = read(tmp_path / "b", {"list.csv": text.encode()}, MAPPING)
    assert found.frame["ref_code"].to_list() == ["J001-1-1"]
    assert sorted(each.place.row for each in problems if each.code == "row-footer") == [3, 4]
    assert [each.place.row for each in problems if each.code == "row-without-title"] == [5]


def test_a_number_of_five_digits_among_divided_codes_is_a_day(tmp_path: Path) -> None:
    """2019-03-01 as Excel counts it. Where all codes are numbers it is one."""
    codes, told = taken(tmp_path, row(1), ["43525", "乙", "", "1954", "开放"], row(2))
    assert codes == ["J001-1-1", "J001-1-2"] and told["code-damaged"][0].place.row == 3
    plain = [[str(number), "甲", "", "1954", "开放"] for number in (43525, 43526, 43527)]
    assert taken(tmp_path / "b", *plain)[0] == ["43525", "43526", "43527"]


def test_a_second_table_of_more_columns_is_told_as_one(tmp_path: Path) -> None:
    """Its rows do not look as if they had slipped, and its header names columns that ours has not."""
    other = [
        ["序号", "档号", "项目名称", "图号", "编制日期", "是否开放"],
        ["1", "J001-KJ-1", "大坝图", "T-1", "1958", "是"],
    ]
    codes, told = taken(tmp_path, row(1), *other)
    assert codes == ["J001-1-1"]
    assert told["header-changed"][0].place.row == 3 and "row-too-long" not in told


def test_tables_beside_each_other_that_are_not_alike_are_told_as_that(tmp_path: Path) -> None:
    """One sentence instead of one for each column; not a row of either becomes a record."""
    rows = [[*HEADER, "", *reversed(HEADER)], [*row(1), "", *reversed(row(2))]]
    _, said, code = proposed(tmp_path, "list.xlsx", workbook({"目录": rows}))
    assert code == 1 and "左右并排了 2 张目录" in said and "header-doubled" not in said
    assert "读到 1 行：0 条目录，1 行见报告" in said


def test_the_parts_of_the_code_of_a_file_in_one_column(tmp_path: Path) -> None:
    """全宗号-目录号-案卷号 is that code; opinions on opening are proposed as what they mean."""
    header = "全宗号-目录号-案卷号,文件顺序号,文件题名,日期,开放鉴定意见"
    text = f"{header}\nJ001-2-15,1,甲,1954,同意开放\nJ001-2-15,2,乙,1954,不予开放\n"
    mapping, said, code = proposed(tmp_path, "list.csv", text.encode("gb18030"))
    assert mapping["ref_code"]["compose"] == "{全宗号-目录号-案卷号}-{文件顺序号}"
    assert mapping["values"]["open_status"] == {"同意开放": "开放", "不予开放": "控制"}
    assert code == 0 and "第一条是 J001-2-15-1" in said


def test_sheets_of_other_columns_are_proposed_each_by_themselves(tmp_path: Path) -> None:
    """Papers and photographs in one workbook: a code is what either calls it. A sheet of notes changes nothing."""
    sheets = {
        "文书": [HEADER, row(1), row(2)],
        "照片": [
            ["照片号", "照片题名", "摄影者", "拍摄时间", "开放情况"],
            ["J002-ZP-1", "大坝", "李某", "1958.5", "是"],
            ["J002-ZP-2", "水库", "李某", "1958.6", "否"],
        ],
        "说明": [["本目录共 4 条"]],
    }
    mapping, said, code = proposed(tmp_path, "list.xlsx", workbook(sheets))
    assert mapping["columns"]["ref_code"] == ["档号", "照片号"]
    assert mapping["columns"]["title"] == ["题名", "照片题名"]
    assert mapping["values"]["open_status"] == {"是": "开放", "否": "控制"}
    assert code == 0 and "4 条目录" in said and "ignore" not in mapping


@pytest.mark.parametrize(
    "form",
    [
        ["必填", "必填", "选填", "必填", "必填"],
        ["（必填）", "文件的题名", "", "", "开放"],
        ["例：J001-1-9", "关于……的通知", "县政府", "1954", "开放"],
        ["示例", "关于……的通知", "县政府", "1954", "开放"],
        ["---", "---", "---", "---", "---"],
    ],
)
def test_rows_of_a_form_that_explain_it_are_no_records(form: list[str], tmp_path: Path) -> None:
    """An example is open and dated, as a record is: it would be published."""
    codes, told = taken(tmp_path, form, row(1))
    assert codes == ["J001-1-1"]
    assert [problem.place.row for problem in told["row-footer"]] == [2]


@pytest.mark.parametrize(
    "note", ["2.涉及个人隐私的不予开放。", "联系电话 0571-1234567", "（3）地址：澜溪县人民路12号，一楼"]
)
def test_a_note_alone_in_its_row_is_no_record_that_lacks_a_title(note: str, tmp_path: Path) -> None:
    """Notes below a table go on in rows that do not begin with 注; a code that stands alone does lack one."""
    codes, told = taken(tmp_path, row(1), ["注：1.本目录共1件。"], [note])
    assert codes == ["J001-1-1"] and [each.place.row for each in told["row-not-a-record"]] == [4]
    assert "row-without-title" not in told
    codes, told = taken(tmp_path / "b", row(1), ["J001-2001-永久-办公室-0002"])
    assert [each.place.row for each in told["row-without-title"]] == [3]


def test_a_header_is_found_below_a_page_of_notes(tmp_path: Path) -> None:
    """And anywhere, where a person says it is."""
    notes = "".join(f"第{number}条说明\n" for number in range(1, 41))
    text = (notes + ",".join(HEADER) + "\n" + ",".join(row(1)) + "\n").encode()
    mapping, said, code = proposed(tmp_path / "a", "list.csv", text)
    assert code == 0 and "1 条目录，0 行见报告" in said and mapping["columns"]["档号"] == "ref_code"
    text = notes.encode() * 3 + text
    assert read(tmp_path / "b", {"list.csv": text}, MAPPING | {"header_row": 161})[0].counts.records == 1


def test_english_and_long_headers_are_known(tmp_path: Path) -> None:
    text = "Reference Code,Title,Date,Access status\nA/1,Letter,1954,Open\nA/2,Diary,1950,Closed until 2030\n"
    mapping, _, _ = proposed(tmp_path / "a", "list.csv", text.encode())
    assert mapping["columns"]["Access status"] == "open_status"
    assert mapping["values"]["open_status"] == {"Open": "开放", "Closed until 2030": "控制"}
    text = "档号*（必填）,题名*（必填）,文件形成时间（YYYYMMDD）,是否开放（开放/控制）\nJ001-1-1,甲,19540706,开放\n"
    mapping, said, _ = proposed(tmp_path / "b", "list.csv", text.encode())
    assert mapping["columns"]["文件形成时间（YYYYMMDD）"] == "date_text" and "略去" not in said


@pytest.mark.parametrize(
    "line",
    [["立卷人：", "张三"], ["检查人", "李四"], ["立卷时间", "1986年3月"], ["卷内备考表", ""],
     ["本卷情况说明", "缺第3页"],
     ["单位负责人：王五", ""], ["互见号", "12"], ["(3 rows affected)", ""], ["(3 行受影响)", ""], ["", "本年合计"],
     ["", "以上累计：30件"]],
)  # fmt: skip
def test_what_closes_a_file_or_an_answer_of_a_database_is_no_record(line: list[str], tmp_path: Path) -> None:
    """卷内备考表 stands below the list of a file, in two columns; so do sums in the column of titles."""
    codes, told = taken(tmp_path, row(1), [*line, "", "", ""], row(2))
    assert codes == ["J001-1-1", "J001-1-2"] and told["row-footer"][0].place.row == 3
    assert not any(each.severity.name == "ERROR" for found in told.values() for each in found)


def test_the_end_of_a_date_in_a_row_of_its_own_is_an_error(tmp_path: Path) -> None:
    """Left out, the record would seem to be over, and open, years too early."""
    text = "档号,题名,起止日期\nJ001-1-1,甲,1954.3.1\n,,2015.5.2\nJ001-1-2,乙,1955\n"
    mapping = {"columns": {"档号": "ref_code", "题名": "title", "起止日期": "date_text"}}
    found, problems = read(tmp_path, {"list.csv": text.encode()}, mapping)
    assert [(each.code, each.place.row) for each in problems.errors] == [("date-below", 3)]
    assert found.frame["ref_code"].to_list() == ["J001-1-1", "J001-1-2"]


def test_so_it_is_where_the_other_cells_are_merged_over_both_rows(tmp_path: Path) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, ["档号", "题名", "起止日期"])
    page.merge_range("A2:A3", "J001-1-1")
    page.merge_range("B2:B3", "甲")
    page.write_column("C2", ["1954.3.1", "2015.5.2"])
    book.close()
    mapping = {"columns": {"档号": "ref_code", "题名": "title", "起止日期": "date_text"}}
    _, problems = read(tmp_path, {"list.xlsx": stream.getvalue()}, mapping)
    assert [(each.code, each.place.row) for each in problems.errors] == [("date-below", 3)]


def test_blanks_among_open_statuses_and_classes_that_are_none_are_told(tmp_path: Path) -> None:
    """普通 is no class of secrecy and holds; who left some blank is not advised to open all of them."""
    text = "档号,题名,开放状态,密级\nJ001-1,甲,开放,普通\nJ001-2,乙,,秘密\nJ001-3,丙,控制,机密★10年\n"
    columns = {"档号": "ref_code", "题名": "title", "开放状态": "open_status", "密级": "secrecy"}
    _, problems = read(tmp_path, {"list.csv": text.encode()}, {"columns": columns})
    said = {each.code: each for each in problems}
    assert "status-absent" not in said and said["status-blank"].what("zh") == "1 条的开放状态是空的，一律不会公布"
    assert [each.values["value"] for each in problems if each.code == "value-unknown"] == ["普通"]


@pytest.mark.parametrize("cell", ["同上", "〃", "〃　附件", "″", "（同上）", "ditto"])
def test_a_cell_that_refers_to_the_one_above_is_told_and_a_title_with_such_a_word_is_not(
    cell: str, tmp_path: Path
) -> None:
    """A record stands alone, on its page and in what is found. There are poems called 同前, so it is no error."""
    others = [["J001-1-2", cell, cell, "1954", "开放"], ["J001-1-3", "同上级商洽", "", "1954", "开放"]]
    _, told = taken(tmp_path, row(1), *others)
    assert [(each.place.row, each.place.column) for each in told["cell-ditto"]] == [(3, "题名"), (3, "责任者")]


def test_lists_of_enterprises_are_known_by_their_headers(tmp_path: Path) -> None:
    text = "项目名称,档案编号,文件标题,编制单位,编制时间,保密等级\n一号机组,KJ-1-001,汽轮机安装图,安装公司,1978.05,无\n"
    mapping, _, _ = proposed(tmp_path, "list.csv", text.encode())
    fields = ["ref_code", "title", "creators", "date_text", "secrecy"]
    assert [mapping["columns"][name] for name in ("档案编号", "文件标题", "编制单位", "编制时间", "保密等级")] == fields


def test_a_sheet_that_is_no_list_is_told_with_how_to_leave_it_out(tmp_path: Path) -> None:
    content = workbook(
        {
            "汇总": [["全宗号", "卷数", "备注"], ["J001", "3", "无"]],
            "统计": [["全宗号", "层级", "卷数"], ["J001", "案卷", "3"]],
            "目录": [["档号", "题名"], ["J001-1", "甲"]],
        }
    )
    mapping = {"columns": {"档号": "ref_code", "题名": "title", "全宗号": "fonds", "层级": "level"}}
    _, problems = read(tmp_path, {"list.xlsx": content}, mapping)
    told = {each.code: each.advice("zh") for each in problems.errors}
    assert list(told) == ["header-missing", "column-missing"]
    assert all("用 sheets 写明读哪几张工作表" in advice for advice in told.values())


NUMBERED = {
    "columns": {"案卷号": "file_no", "题名": "title", "年度": "date"},
    "constants": {"fonds": "J001", "series": "002"},
    "ref_code": {"pattern": "{fonds}-{series}-{file}", "compose": True},
}


@pytest.mark.parametrize("pattern", ["{fonds}-{series}-{file}", "{fonds}-{row}"])
def test_a_title_without_a_number_among_numbered_ones_is_no_record(pattern: str, tmp_path: Path) -> None:
    """A heading between the rows is told; the end of a title must be put there, or half of the title is published."""
    text = "案卷号,题名,年度\n,一、农业类,\n1,甲,1954\n2,关于总结、,1954\n,计划的报告,\n3,,1954\n4,丁,\n,戊,1955\n"
    text += "5,己,1955\n6,庚,1955\n,以 下 空 白,\n"
    mapping = NUMBERED | {"ref_code": {"pattern": pattern, "compose": True}}
    found, problems = read(tmp_path, {"list.csv": text.encode()}, mapping)
    told = {(each.code, each.place.row): each for each in problems}
    assert found.frame["title"].to_list() == ["甲", "关于总结、", "丁", "戊", "己", "庚"]
    assert {("row-not-a-record", 2), ("row-without-title", 6), ("row-footer", 11)} <= told.keys()
    assert told["row-continues", 5].what("zh") == "这一行只有题名，没有编号，未作条目：计划的报告"


def test_a_heading_among_titles_that_closes_what_follows_stops_a_release(tmp_path: Path) -> None:
    mapping = NUMBERED | {"constants": NUMBERED["constants"] | {"open_status": "开放"}}
    text = "案卷号,题名,年度\n1,甲,1954\n,控制使用档案,\n2,乙,1954\n3,丙,1954\n"
    _, problems = read(tmp_path, {"list.csv": text.encode()}, mapping)
    assert [(each.code, each.place.row) for each in problems.errors] == [("heading-closes", 3)]


def test_titles_of_a_list_without_numbers_are_records(tmp_path: Path) -> None:
    mapping = NUMBERED | {"ref_code": {"pattern": "{fonds}-{row}", "compose": True}}
    text = "案卷号,题名,年度\n,甲,\n,质量控制档案,\n1,丙,\n"
    found, problems = read(tmp_path, {"list.csv": text.encode()}, mapping)
    assert found.frame["title"].to_list() == ["甲", "质量控制档案", "丙"] and not problems.errors


@pytest.mark.parametrize(
    ("parts", "pattern", "codes"),
    [
        (True, "{fonds}-{year}-{sheet}-{item}", ["J1-1986-永久-1", "J1-1986-永久-2", "J1-1986-D30-1"]),
        (False, "{fonds}-{sheet}-{row}", ["R1-永久-2", "R1-永久-3", "R1-D30-2"]),
    ],
)
def test_sheets_in_which_numbers_begin_again_are_part_of_the_code(
    parts: bool, pattern: str, codes: list[str], tmp_path: Path
) -> None:
    """Offices keep a sheet for each retention period; the same numbers stand in all of them."""
    header = ["全宗号", "年度", "件号", "题名"] if parts else ["题名", "日期"]
    first, second = (["J1", "1986", "1", "通知"], ["", "1986", "2", "报告"]) if parts else (["通知", "1986"],) * 2
    content = workbook({"永久": [header, first, second], "D30": [header, first]})
    mapping, said, code = proposed(tmp_path / "import", "list.xlsx", content)
    assert mapping["ref_code"]["pattern"] == pattern and code == 0, said
    lists, problems = read(tmp_path / "read", {"list.xlsx": content}, mapping)
    assert lists.frame["ref_code"].to_list() == codes and not problems.errors


def test_sheets_whose_numbers_go_on_are_no_part_of_the_code(tmp_path: Path) -> None:
    header, line = ["全宗号", "年度", "件号", "题名"], ["J1", "1986"]
    content = workbook({"永久": [header, [*line, "1", "通知"]], "D30": [header, [*line, "2", "通知"]]})
    mapping, _, _ = proposed(tmp_path, "list.xlsx", content)
    assert mapping["ref_code"]["pattern"] == "{fonds}-{year}-{item}"


def test_who_has_signed_a_list_of_several_fonds_is_no_record(tmp_path: Path) -> None:
    """Whose code would be that of the fonds above, and whose title a name: 审核人：李四."""
    rows = []
    for fonds in ("J012", "J013"):
        rows += [[f"全宗号：{fonds}", "", "", "全宗名称：县水利局"], ["序号", "案卷号", "案卷题名", "起止年月", "页数"]]
        rows += [[str(n), str(n), f"第{n}卷", "1954", "20"] for n in (1, 2)]
        rows += [["", "小计", "2卷", "", "40"]]
    rows += [["制表人：王五", "", "审核人：李四"], ["", "", "（此页以下空白）"]]
    mapping, said, code = proposed(tmp_path / "a", "list.xlsx", workbook({"目录": rows}))
    assert code == 0, said
    taken, problems = read(tmp_path / "b", {"list.xlsx": workbook({"目录": rows})}, mapping)
    assert taken.frame["ref_code"].to_list() == ["J012-1", "J012-2", "J013-1", "J013-2"]
    assert sum(problem.code == "row-footer" for problem in problems) == 4


def test_what_explains_a_picture_is_no_language(tmp_path: Path) -> None:
    """It names people, and is published only when its content is cleared; a header that only begins so is left open."""
    more = ["主题备注", "原件持有者", "权利人", "地名人物", "主题人物"]
    text = f"照片号,题名,拍摄时间,文字说明,{','.join(more)}\n"
    text += "".join(f"ZP-{n},甲{n},1954,左起：王某,某事,李某,张某,赵某,钱某\n" for n in (1, 2))
    mapping, _, _ = proposed(tmp_path, "list.csv", text.encode())
    assert mapping["columns"]["文字说明"] == "scope" and mapping["columns"]["主题人物"] == "names"
    assert not {*more[:-1]} & set(mapping["columns"])
