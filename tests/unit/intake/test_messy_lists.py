"""Lists as offices really send them: sums below, headers in two rows, codes in pieces, blanks that mean “as above”."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
import yaml
from click.testing import CliRunner, Result
from tests.unit.intake.making import MAPPING, lines, read

from lantai.commands import lantai
from lantai.problems import Problems
from lantai.records import fonds
from lantai.site import config

HEADER = ["档号", "题名", "责任者", "形成时间", "开放状态"]
ROWS = [[f"J001-001-0001-00{n}", f"关于第{n}号水库的通知", "县水利局", f"1954.7.{n}", "开放"] for n in range(1, 5)]
COLUMNS = {"columns": {key: MAPPING["columns"][key] for key in HEADER}}


def workbook(
    rows: list[list[str]], merges: tuple[tuple[int, int, int, int], ...] = (), hidden: tuple[int, ...] = ()
) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("目录")
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            page.write_string(index, column, cell) if cell else page.write_blank(index, column, None)
    for first, left, last, right in merges:
        page.merge_range(first, left, last, right, rows[first][left])
    for row in hidden:
        page.set_row(row, None, None, {"hidden": True})
    book.close()
    return stream.getvalue()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "site" / "content" / "site.yaml").write_text("name: 某县档案馆\ncode: LX\n", encoding="utf-8")
    return tmp_path / "site"


def take(site: Path, name: str, content: bytes, *words: str, language: str = "zh") -> Result:
    """Import a file into release r1; its report as JSON lies beside the site."""
    (site.parent / name).write_bytes(content)
    report = ["--json", str(site.parent / "report.json")]
    call = ["import", str(site.parent / name), "--release", "r1", "--yes", "--site", str(site), *report, *words]
    return CliRunner().invoke(lantai, call, env={"LANTAI_LANG": language})


def mapping_of(site: Path) -> dict:
    return yaml.safe_load((site / "catalogue" / "releases" / "r1" / "mapping.yaml").read_text(encoding="utf-8"))


def counts(site: Path) -> tuple[int, int, int]:
    report = json.loads((site.parent / "report.json").read_text(encoding="utf-8"))
    return report["rows"], report["records"], report["reported"]


# ---- what is no record --------------------------------------------------------------------------


def test_what_nobody_sees_is_not_read_and_told(site: Path) -> None:
    """Who signs the list has not seen filtered rows: they are no records, but a merged cell counts below them."""
    result = take(site, "list.xlsx", workbook([HEADER, *ROWS], merges=((1, 2, 4, 2),), hidden=(1, 3)))
    assert counts(site) == (4, 2, 2)
    assert "有 2 行被隐藏或筛掉（如第 2、4 行），没有读入" in result.output
    report = json.loads((site.parent / "report.json").read_text(encoding="utf-8"))
    assert [problem["code"] for problem in report["problems"]].count("rows-hidden") == 1


def test_a_sheet_of_which_nothing_is_seen_has_no_records(site: Path) -> None:
    take(site, "list.xlsx", workbook([HEADER, *ROWS], hidden=(1, 2, 3, 4)))
    assert counts(site) == (4, 0, 4)


@pytest.mark.parametrize(
    "last",
    [
        ["合计", "8件", "", "", ""],
        ["制表人：张三", "审核人：李四", "", "", ""],
        ["总 计", "8件", "120页", "3卷", "开放"],
        ["共 8 件", "第 1 页", "", "", ""],
        ["J001-001-0001-009", "合计", "", "", ""],
    ],
)
def test_a_sum_below_the_list_is_no_record(last: list[str], tmp_path: Path) -> None:
    """Whichever cells it fills: it is reported as a footer, and no code 合计 is published."""
    taken, problems = read(tmp_path, {"list.xlsx": workbook([HEADER, *ROWS, last])}, MAPPING | COLUMNS)
    assert lines(taken, problems) == "INFO row-footer list.xlsx [目录] #6\n5 = 4 + 1\n"


def test_a_code_that_only_begins_like_a_sum_stays_one(tmp_path: Path) -> None:
    """共 stands for the Youth League, 注 for a registry; neither is followed by what a footer says."""
    rows = [["共12-001-0001-001", *ROWS[0][1:]], ["注册-001-0001-001", *ROWS[0][1:]]]
    taken, _ = read(tmp_path, {"list.xlsx": workbook([HEADER, *rows])}, COLUMNS | {"constants": {"level": "item"}})
    assert taken.frame["ref_code"].to_list() == [row[0] for row in rows]


def test_a_table_pasted_below_with_its_columns_in_another_order_is_not_read_by_the_first_header(tmp_path: Path) -> None:
    """Titles would become codes. What follows a header like the first is read again."""
    other = ["题名", "档号", *HEADER[2:]]
    pasted = [HEADER, ROWS[0], other, [ROWS[1][1], ROWS[1][0], *ROWS[1][2:]], HEADER, ROWS[2], HEADER, ROWS[3]]
    taken, problems = read(tmp_path, {"list.xlsx": workbook(pasted)}, MAPPING | COLUMNS)
    assert lines(taken, problems) == (
        "ERROR header-changed list.xlsx [目录] #3\n"
        "INFO row-header-repeated list.xlsx [目录] #5\n"
        "INFO row-header-repeated list.xlsx [目录] #7\n"
        "7 = 3 + 4\n"
    )
    assert taken.frame["ref_code"].to_list() == [ROWS[0][0], ROWS[2][0], ROWS[3][0]]


# ---- headers in two rows ------------------------------------------------------------------------

TWO_ROWS = [
    ["序号", "档号", "", "", "", "题名", "责任者", "形成时间", "", "开放状态"],
    ["", "全宗号", "目录号", "案卷号", "件号", "", "", "起", "止", ""],
    ["1", "J001", "001", "0001", "1", "关于春耕的通知", "县委", "1954.7.6", "1955.1.1", "开放"],
    ["2", "J001", "001", "0001", "2", "关于秋收的通知", "县委", "1954.9.6", "1955.1.1", "开放"],
]
MERGED = ((0, 1, 0, 4), (0, 7, 0, 8), (0, 0, 1, 0), (0, 5, 1, 5), (0, 6, 1, 6), (0, 9, 1, 9))


def test_codes_and_dates_below_a_merged_header_are_read_by_both_rows(site: Path) -> None:
    """档号 above 全宗号 目录号 案卷号 件号 is no column of codes; 形成时间 above 起 and 止 is two dates."""
    common = {"columns": {"档号": "ref_code", "题名": "title", "形成时间": "date", "开放状态": "open_status"}}
    (site / "catalogue").mkdir()
    (site / "catalogue" / "mapping.yaml").write_text(yaml.safe_dump(common, allow_unicode=True), encoding="utf-8")
    done = take(site, "list.xlsx", workbook(TWO_ROWS, MERGED))
    assert done.exit_code == 0, done.output
    assert counts(site) == (2, 2, 0)
    mapping = mapping_of(site)
    assert mapping["columns"]["档号/件号"] == "item_no"
    assert (mapping["columns"]["形成时间/起"], mapping["columns"]["形成时间/止"]) == ("date_from", "date_to")
    taken, _ = read(site.parent / "again", {"list.xlsx": workbook(TWO_ROWS, MERGED)}, mapping)
    assert taken.frame["ref_code"].to_list() == ["J001-001-0001-1", "J001-001-0001-2"]


# ---- codes in pieces ----------------------------------------------------------------------------

FILES = [
    ["全宗号", "目录号", "案卷号", "件号", "案卷题名", "文件题名", "日期", "开放状态"],
    ["J001", "2", "1", "1", "春耕生产", "春耕第1号报告", "1954", "开放"],
    ["J001", "2", "", "2", "", "春耕第2号报告", "1954", "开放"],
    ["J001", "2", "2", "1", "秋收分配", "秋收第1号报告", "1954", "开放"],
    ["J001", "2", "", "2", "", "秋收第2号报告", "1954", "开放"],
]


def test_blanks_that_mean_as_above_are_proposed_to_be_filled_down(site: Path) -> None:
    """And an item has its own title, not that of its file in the column before it."""
    done = take(site, "list.xlsx", workbook(FILES))
    assert done.exit_code == 0, done.output
    mapping = mapping_of(site)
    assert mapping["fill_down"] == ["案卷号"]
    assert mapping["columns"]["title"] == ["文件题名", "案卷题名"]
    taken, _ = read(site.parent / "again", {"list.xlsx": workbook(FILES)}, mapping)
    assert taken.frame.select("ref_code", "title").rows() == [
        ("J001-2-1-1", "春耕第1号报告"),
        ("J001-2-1-2", "春耕第2号报告"),
        ("J001-2-2-1", "秋收第1号报告"),
        ("J001-2-2-2", "秋收第2号报告"),
    ]


def test_a_code_with_a_hole_is_not_made_of_what_is_left(tmp_path: Path) -> None:
    """Without fill_down an item with no number of its file has no code; it does not get the code of the series."""
    columns = {"全宗号": "fonds", "目录号": "series", "案卷号": "file_no", "件号": "item_no", "文件题名": "title"}
    pattern = {"pattern": "{fonds}-{series}-{file}-{item}", "compose": True}
    mapping = {"columns": columns | {"开放状态": "open_status"}, "ref_code": pattern, "ignore": ["案卷题名", "日期"]}
    taken, problems = read(tmp_path, {"list.xlsx": workbook(FILES)}, mapping)
    assert taken.frame["ref_code"].to_list() == ["J001-2-1-1", "J001-2-2-1"]
    holes = [problem for problem in problems if problem.code == "code-part-missing"]
    assert [problem.place.row for problem in holes] == [3, 5]
    assert "fill_down: [案卷号]" in holes[0].advice("zh")


def test_documents_filed_by_piece_are_numbered_within_year_period_and_office(site: Path) -> None:
    """DA/T 22: the same number comes again every year, so year, retention period and office are part of the code."""
    rows = [
        ["全宗号", "年度", "保管期限", "问题", "件号", "题名", "日期", "开放情况"],
        ["J012", "2001", "永久", "办公室", "1", "关于防汛的批复", "20010712", "是"],
        ["J012", "2002", "永久", "办公室", "1", "关于抗旱的批复", "20020712", "是"],
    ]
    done = take(site, "list.xlsx", workbook(rows))
    assert done.exit_code == 0, done.output
    assert counts(site) == (2, 2, 0)
    code = mapping_of(site)["ref_code"]
    assert code["pattern"] == "{fonds}-{year}-{retention}-{class}-{item}"
    assert code["parts"] == {"year": "年度", "class": "问题"}
    taken, _ = read(site.parent / "again", {"list.xlsx": workbook(rows)}, mapping_of(site))
    assert taken.frame["ref_code"].to_list() == ["J012-2001-永久-办公室-1", "J012-2002-永久-办公室-1"]


# ---- names and values ---------------------------------------------------------------------------


def test_headers_in_traditional_characters_are_known(site: Path) -> None:
    """Their secrecy is watched as well: a mapping that does not read 密級 is refused."""
    export = "檔號,題名,形成時間,開放狀態,密級\nJ1-1-1-1,關於防汛,1954,開放,機密\n"
    assert take(site, "list.csv", export.encode()).exit_code == 0
    mapping = mapping_of(site)
    assert mapping["columns"] == {
        "檔號": "ref_code",
        "題名": "title",
        "形成時間": "date_text",
        "開放狀態": "open_status",
        "密級": "secrecy",
    }
    assert mapping["values"]["open_status"] == {"開放": "开放"}
    careless = mapping | {"columns": {key: value for key, value in mapping["columns"].items() if key != "密級"}}
    _, problems = read(site.parent / "again", {"list.csv": export.encode()}, careless)
    assert "column-guards" in {problem.code for problem in problems.errors}


def test_days_and_row_numbers_are_proposed_neither_as_codes_nor_as_titles(site: Path) -> None:
    """A list of acts: AC0001 numbers its rows, start and end are days."""
    rows = "".join(f"AC{n:04},作者写了第{n}封信,1954-07-{n:02},1954-08-{n:02}\n" for n in range(1, 20))
    take(site, "list.csv", ("act_id,action,start,end\n" + rows).encode())
    assert mapping_of(site)["columns"] == {"action": "title", "start": "date_from", "end": "date_to"}


def test_what_is_not_said_to_be_open_is_told_at_once(site: Path) -> None:
    """With how many records and where to say it; the mapping that is written has the place for it."""
    done = take(site, "list.csv", "档号,题名\nJ1-1-1-1,甲\nJ1-1-1-2,乙\n".encode())
    assert "2 条没有写明开放状态，一律不会公布" in done.output
    text = (site / "catalogue" / "releases" / "r1" / "mapping.yaml").read_text(encoding="utf-8")
    assert "# open_status: 开放" in text


def test_a_finding_aid_gets_a_place_where_a_person_can_say_that_it_is_open(site: Path) -> None:
    """It needs no columns, and the report does not speak of any."""
    ead = "<ead><archdesc level='fonds'><did><unitid>F1</unitid><unittitle>甲</unittitle></did></archdesc></ead>"
    done = take(site, "aid.xml", ead.encode())
    assert done.exit_code == 0 and "列名与" not in done.output
    mapping = site / "catalogue" / "releases" / "r1" / "mapping.yaml"
    mapping.write_text(mapping.read_text(encoding="utf-8").replace("# open_status", "open_status"), encoding="utf-8")
    assert "status-absent" not in take(site, "aid.xml", ead.encode()).output


def test_a_finding_aid_keeps_what_the_common_mapping_says_of_codes(site: Path) -> None:
    """No mapping of its own hides the pattern, the values or the archive's own fields that stand there."""
    (site / "catalogue").mkdir()
    common = "columns: {档号: ref_code}\nref_code: {pattern: '{fonds}-{series}-{item}'}\n"
    (site / "catalogue" / "mapping.yaml").write_text(common, encoding="utf-8")
    ead = "<ead><archdesc level='fonds'><did><unitid>F1</unitid><unittitle>甲</unittitle></did></archdesc></ead>"
    assert take(site, "aid.xml", ead.encode()).exit_code == 0
    assert not (site / "catalogue" / "releases" / "r1" / "mapping.yaml").exists()


def test_an_export_with_errors_says_what_was_written_and_how_to_go_on(site: Path) -> None:
    """The folder, and the two ways: mend the data and import again, or mend the mapping."""
    done = take(site, "list.csv", "档号,题名,开放状态\nJ1-1-1-1,甲,开放\nJ1-1-1-1,乙,开放\n".encode())
    assert done.exit_code == 1
    assert "重复，前一处在第 2 行" in done.output
    assert "已写入 catalogue/releases/r1" in done.output and "review r1" in done.output
    english = take(site, "list.csv", (site.parent / "list.csv").read_bytes(), language="en").output
    assert "is the same as that of row 2" in english and "Written to catalogue/releases/r1" in english


# ---- files that are not what they are called ----------------------------------------------------


def docx() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.xlsx", "档号,题名\n".encode(), "文本"),
        ("list.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "网页里的表格"),
        ("list.xlsx", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML"),
        ("list.xlsx", docx(), "Word 文档"),
        ("list.xlsx", b"%PDF-1.7 ...", "PDF"),
    ],
)
def test_a_file_that_is_no_workbook_is_called_what_it_is(name: str, content: bytes, said: str, site: Path) -> None:
    """Instead of what its reader missed in it."""
    done = take(site, name, content)
    assert done.exit_code == 1
    assert "workbook-is-other" in done.output and said in done.output


def test_a_stray_zero_byte_does_not_make_a_file_utf_16(site: Path) -> None:
    """One NUL in the header of a UTF-8 file is damage, not an encoding."""
    take(site, "list.csv", "档号,题\0名,开放状态\nJ1-1-1-1,甲,开放\n".encode())
    assert counts(site) == (1, 1, 0)


def test_files_that_only_codes_imply_are_not_missed_in_a_full_replacement(tmp_path: Path) -> None:
    """A list of items has no rows for its files; only a parent that the export names must be there."""
    taken, problems = read(tmp_path, {"list.xlsx": workbook([HEADER, *ROWS])}, MAPPING | COLUMNS, kind="full")
    assert lines(taken, problems) == "4 = 4 + 0\n"
    named = [[*HEADER, "上级"], [*ROWS[0], "J001-001-0009"], [*ROWS[1], "J001-001-0001"]]
    columns = {"columns": COLUMNS["columns"] | {"上级": "parent_ref"}}
    taken, problems = read(tmp_path / "b", {"list.xlsx": workbook(named)}, MAPPING | columns, kind="full")
    assert lines(taken, problems) == "WARNING parent-missing list.xlsx [目录] #2 “上级”\n2 = 2 + 0\n"


def test_a_code_in_two_files_names_the_other_file_its_sheet_and_row(tmp_path: Path) -> None:
    """In words, without the folder that both stand in."""
    files = {"a.xlsx": workbook([HEADER, ROWS[0]]), "b.xlsx": workbook([HEADER, ROWS[0]])}
    _, problems = read(tmp_path, files, MAPPING | COLUMNS)
    (twice,) = (problem for problem in problems if problem.code == "code-twice")
    assert twice.what() == "档号“J001-001-0001-001”重复，前一处在 a.xlsx 工作表“目录” 第 2 行"
    assert twice.what("en").endswith("is the same as that of a.xlsx sheet “目录” row 2")


def test_a_corrected_export_under_another_name_is_not_taken_in_unread(site: Path) -> None:
    """The release keeps its sources: a file that they do not name would lie there, and the old one be read."""
    assert take(site, "list.csv", "档号,题名,开放状态\nJ1-1-1-1,甲,开放\n".encode()).exit_code == 0
    again = take(site, "list-2.csv", "档号,题名,开放状态\nJ1-1-1-1,乙,开放\n".encode())
    assert [problem.code for problem in again.exception.problems] == ["export-unlisted"]
    assert not (site / "catalogue" / "releases" / "r1" / "list-2.csv").exists()
    release = site / "catalogue" / "releases" / "r1" / "release.yaml"
    release.write_text(release.read_text(encoding="utf-8").replace("list.csv", "list-*.csv"), encoding="utf-8")
    assert take(site, "list-2.csv", "档号,题名,开放状态\nJ1-1-1-1,乙,开放\n".encode()).exit_code == 0


def test_a_fonds_whose_code_is_no_file_name_is_told_one_that_works(tmp_path: Path) -> None:
    """A/12 cannot be a file on any system, nor A:12 on Windows; its page says its code."""
    rows = [["A/12:b", "全宗名称", "县委", "1954", "开放"]]
    mapping = COLUMNS | {"constants": {"level": "file", "fonds": "A/12:b"}}
    _, problems = read(tmp_path, {"list.xlsx": workbook([HEADER, *rows])}, mapping)
    (told,) = (problem for problem in problems if problem.code == "fonds-undescribed")
    assert told.advice().startswith('请新建 catalogue/fonds/A-12-b.md，写明全宗名称，以及 code: "A/12:b"；')
    path = tmp_path / "catalogue" / "fonds" / "A-12-b.md"
    path.write_text('---\ntitle: 县委\ncode: "A/12:b"\n---\n介绍\n', encoding="utf-8")
    _, problems = read(tmp_path, {"list.xlsx": workbook([HEADER, *rows])}, mapping)
    assert "fonds-undescribed" not in {problem.code for problem in problems}
    wrong = Problems()
    assert [one.code for one in fonds.load_all(config.load(tmp_path)[0], wrong).values()] == ["A/12:b", "J001"]
    assert list(wrong) == []


def test_a_fonds_of_another_archive_is_told_where_its_page_goes(tmp_path: Path) -> None:
    """On a site of several archives the same code is another fonds in each."""
    columns = {"columns": COLUMNS["columns"] | {"馆": "repository_code"}}
    rows = [[*HEADER, "馆"], [*ROWS[0], "C2"]]
    _, problems = read(tmp_path, {"list.xlsx": workbook(rows)}, MAPPING | columns)
    (told,) = (problem for problem in problems if problem.code == "fonds-undescribed")
    assert told.what() == "全宗“J001”没有介绍（C2，1 条）"
    assert told.advice().startswith("请新建 catalogue/fonds/C2/J001.md，写明全宗名称，以及 archive: C2；")
