"""The same list in every format gives the same records; nothing read is lost; what was read once is remembered."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.intake.making import MAPPING, lines, read

from lantai.intake import encodings, kept
from lantai.intake.csv_reader import delimiter_of
from lantai.records.fields import MAPPABLE

HEADER = ["档号", "题名", "责任者", "形成时间", "开放状态"]
ROWS = [
    ["J001-002-0001-001", "关于防汛, “准备”工作的通知", "县人民委员会；水利局", "19540312", "开放"],
    ["J001-002-0001-002", "喆嘎查 ᠮᠠᠨᠵᡠ 𠀀", "", "1954年4月1日", "开放"],
    ["J001-002-0002", "案卷", "县农业局", "", "控制"],
]


def delimited(delimiter: str = ",", quoted: bool = True) -> str:
    mark = '"' if quoted else ""
    return "".join(delimiter.join(f"{mark}{cell}{mark}" for cell in row) + "\r\n" for row in [HEADER, *ROWS])


def workbook(title_rows: int = 0, merged: bool = False) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("目录")
    start = title_rows
    if title_rows:
        page.merge_range(0, 0, 0, 4, "开放档案目录")
    header = HEADER
    for column, name in enumerate(header):
        if merged:
            page.merge_range(start, column, start + 1, column, name)
        else:
            page.write_string(start, column, name)
    for index, row in enumerate(ROWS, start + 1 + merged):
        for column, cell in enumerate(row):
            page.write_string(index, column, f" {cell}\n" if column == 1 else cell)
    book.close()
    return stream.getvalue()


def jsonl() -> bytes:
    names = ["ref_code", "title", "creators", "date_text", "open_status"]
    return "".join(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n" for row in ROWS).encode()


FORMATS = {
    "utf8.csv": delimited(";", quoted=False).replace(", ", "， ").encode(),
    "bom.csv": delimited().encode("utf-8-sig"),
    "gb18030.csv": delimited().encode("gb18030"),
    "utf16.txt": delimited("\t").encode("utf-16"),
    "utf16be.txt": delimited("\t").encode("utf-16-be"),
    "sep.csv": ("sep=|\r\n" + delimited("|")).encode(),
    "mac.csv": delimited().replace("\r\n", "\r").encode(),
    "plain.xlsx": workbook(),
    "titled.xlsx": workbook(title_rows=2),
    "merged.xlsx": workbook(title_rows=1, merged=True),
    "lines.jsonl": jsonl(),
    "list.json": b"[\n" + jsonl().strip().replace(b"\n", b",\n") + b"\n]\n",
    "pretty.json": json.dumps([json.loads(line) for line in jsonl().splitlines()], indent=2).encode("utf-8-sig"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_one_list_in_every_format_gives_the_same_records(name: str, tmp_path: Path) -> None:
    """Encoding, delimiter, title rows and merged headers do not show in the table."""
    mapping = MAPPING | {"columns": {key: MAPPING["columns"][key] for key in HEADER}}
    taken, problems = read(tmp_path, {name: FORMATS[name]}, mapping)
    assert lines(taken, problems) == "3 = 3 + 0\n"
    frame = taken.frame
    assert frame["title"].str.replace("， ", ", ").to_list() == [row[1] for row in ROWS]
    assert frame["creators"].to_list() == ["县人民委员会；水利局", None, "县农业局"]
    assert frame["date_start"].to_list() == ["1954-03-12", "1954-04-01", None]
    assert frame["level"].to_list() == ["item", "item", "item"]
    assert frame["file_no"].to_list() == ["0001", "0001", "0002"]
    assert frame["parent_ref"].to_list() == ["J001-002-0001", "J001-002-0001", "J001-002"]
    assert set(frame.select(MAPPABLE).dtypes) == {pl.String}


TRADITIONAL = (
    "檔號,題名,責任者,形成時間,開放狀態\r\n"
    "J001-1-001,關於修復石橋、加固堤壩的請示,縣水利局,1954,開放\r\n"
    "J001-1-002,春耕生產情況彙報,縣政府秘書室,1954,開放\r\n"
)


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8", "utf-16"])
def test_traditional_lists_are_read_in_the_encoding_they_are_in(encoding: str, tmp_path: Path) -> None:
    """Big5 from Taiwan and Hong Kong would pass for GB18030 as nonsense; traditional text in GBK is no Big5."""
    path = tmp_path / "list.csv"
    path.write_bytes(TRADITIONAL.encode(encoding))
    assert path.read_bytes().decode(encodings.encoding_of(path)) == TRADITIONAL


def test_which_encoding_and_delimiter_were_used_is_said(tmp_path: Path) -> None:
    """GB18030 is not guessed in silence."""
    _, problems = read(tmp_path, {"list.csv": delimited().encode("gb18030")})
    (said,) = [problem for problem in problems if problem.code == "encoding-used"]
    assert said.what("en") == "read as GB18030, separated by commas ,"


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("档号,题名\r\n" + "J001-1,甲；乙;丙;丁;戊\r\n" * 30, ","),
        ("某县档案馆; 开放; 目录; 2026\r\n档号,题名\r\n" + "J001-1,甲;乙;丙;丁;戊\r\n" * 30, ","),
        ("档号\t题名\t责任者\r\n" + "J001-1\t甲,乙,丙,丁,戊,己\t县政府\r\n" * 30, "\t"),
        ("档号;题名\r\n" + "J001-1;甲,乙,丙,丁\r\n" * 30, ";"),
        ("我馆编号,我馆名称\r\n" + "1,甲;乙;丙;丁\r\n" * 30, ","),
        ("某县档案馆\r\n我馆编号|我馆名称\r\n" + "1|甲\r\n" * 3, "|"),
        ("档号\r\nJ001-1\r\n", ","),
    ],
)
def test_the_header_decides_what_separates_cells(text: str, delimiter: str) -> None:
    """Titles full of semicolons do not make a semicolon the delimiter."""
    assert delimiter_of(text.splitlines(keepends=True)) == delimiter


def test_levels_follow_from_the_code_where_the_export_does_not_say(tmp_path: Path) -> None:
    """A code that ends after the file is a file."""
    mapping = MAPPING | {"constants": {"fonds": "J001"}}
    taken, _ = read(tmp_path, {"list.csv": delimited().encode()}, mapping)
    assert taken.frame["level"].to_list() == ["item", "item", "file"]


def test_a_second_reading_parses_nothing_and_reports_the_same(tmp_path: Path) -> None:
    """The table is kept under the digest of all it was made from; a changed file is read anew."""
    files = {"list.csv": delimited().encode()}
    first, problems = read(tmp_path, files)
    written = first.folder.stat().st_mtime_ns
    again, same = read(tmp_path, files)
    assert again.folder.stat().st_mtime_ns == written
    assert [problem.as_dict() for problem in problems] == [problem.as_dict() for problem in same]
    other, _ = read(tmp_path, {"list.csv": delimited().replace("案卷", "卷").encode()})
    assert other.folder != first.folder


def test_two_row_headers_merged_cells_and_coded_values(tmp_path: Path) -> None:
    """形成时间 over 起 and 止 gives two columns; a merged cell counts for all its rows."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet()
    page.merge_range(0, 0, 1, 0, "档号")
    page.merge_range(0, 1, 1, 1, "题名")
    page.merge_range(0, 2, 0, 3, "形成时间")
    page.write_row(1, 2, ["起", "止"])
    page.merge_range(0, 4, 1, 4, "单位")
    page.merge_range(0, 5, 1, 5, "开放")
    page.merge_range(2, 4, 3, 4, "水利局")
    page.write_row(2, 0, ["J001-002-0001-001", "甲", "1954", "1955"])
    page.write_row(3, 0, ["J001-002-0001-002", "乙", "1956", ""])
    page.write_row(2, 5, ["1"])
    page.write_row(3, 5, ["2"])
    book.close()
    mapping = {
        "columns": {
            "档号": "ref_code",
            "题名": "title",
            "形成时间/起": "date_from",
            "形成时间/止": "date_to",
            "单位": "creators",
            "开放": "open_status",
        },
        "values": {"open_status": {"1": "开放", "2": "控制"}},
        "constants": {"fonds": "J001"},
    }
    taken, problems = read(tmp_path, {"list.xlsx": stream.getvalue()}, mapping)
    assert lines(taken, problems) == "2 = 2 + 0\n"
    frame = taken.frame
    assert frame.select("date_start", "date_end", "creators", "open_status", "source_row").rows() == [
        ("1954-01-01", "1955-12-31", "水利局", "开放", 3),
        ("1956-01-01", "1956-12-31", "水利局", "控制", 4),
    ]


def test_codes_are_composed_from_their_parts_where_there_is_no_column(tmp_path: Path) -> None:
    """As far as the parts are there."""
    export = "全宗号,目录号,案卷号,件号,题名\nJ001,002,0001,003,甲\nJ001,002,0001,,乙\n".encode()
    mapping = {
        "columns": {"全宗号": "fonds", "目录号": "series", "案卷号": "file_no", "件号": "item_no", "题名": "title"},
        "ref_code": {"pattern": "{fonds}-{series}-{file}-{item}", "compose": True},
    }
    taken, _ = read(tmp_path, {"list.csv": export}, mapping)
    assert taken.frame.select("ref_code", "level").rows() == [("J001-002-0001-003", "item"), ("J001-002-0001", "file")]


def test_only_declared_columns_leave_the_export(tmp_path: Path) -> None:
    """An extra column is kept under its label, and only if it is declared public."""
    export = "档号,题名,官职,手机\nJ001-001-0001-001,甲,知县,13812345678\n".encode()
    mapping = MAPPING | {
        "extra": {"官职": {"label": "任职", "public": True}, "手机": {"public": False}},
        "columns": {"档号": "ref_code", "题名": "title"},
        "constants": MAPPING["constants"] | {"open_status": "开放"},
    }
    taken, problems = read(tmp_path, {"list.csv": export}, mapping)
    assert taken.extra == ("任职",)
    assert taken.frame["extra:任职"].to_list() == ["知县"]
    assert "13812345678" not in taken.frame.write_csv()
    assert lines(taken, problems) == "1 = 1 + 0\n"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail(tmp_path: Path, junk: bytes) -> None:
    """Whatever stands in a file, there is a report and no traceback, and no row is lost."""
    for name in ("junk.csv", "junk.xlsx", "junk.xml", "junk.jsonl"):
        (tmp_path / name).mkdir(exist_ok=True)
        taken, _ = read(tmp_path / name, {name: junk})
        assert taken.counts.rows == taken.counts.records + taken.counts.reported


CELLS = st.text(alphabet='J0-1甲,"\n ;=共条题名', max_size=8)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=8))
def test_rows_read_are_records_or_reported(tmp_path: Path, cells: list[list[str]]) -> None:
    """Each reported row has a problem with its row number."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows([HEADER, *cells])
    taken, problems = read(tmp_path, {"list.csv": stream.getvalue().encode()})
    assert taken.counts.rows == taken.counts.records + taken.counts.reported
    # One problem tells of all rows below a header that is missing, or is another's.
    if not {"header-missing", "header-changed"} & {problem.code for problem in problems}:
        assert taken.counts.reported <= len({problem.place.row for problem in problems if problem.place.row})
    assert taken.counts.rows == sum(1 for row in cells if "".join(row).strip(" \n")) or problems.errors


def test_breaks_and_control_characters_go_in_every_format(tmp_path: Path) -> None:
    """A title is one line, a text has paragraphs; what no page shows and no XML holds does not stay in a record."""
    rows = {
        "档号": "J001-1-1-1",
        "题名": "换\r\n行\x0b题\u2028名\ufffe ",
        "责任者": "甲\n乙",
        "形成时间": "1954",
        "开放状态": "开放",
    }
    history = "第一段　\r\n\r\n第二段\x0c第三  段"
    text = io.StringIO()
    csv.writer(text).writerows([[*rows, "沿革"], [*rows.values(), history]])
    given = {"list.csv": text.getvalue().encode(), "list.jsonl": json.dumps(rows | {"沿革": history}).encode()}
    mapping = MAPPING | {"columns": MAPPING["columns"] | {"沿革": "admin_history"}}
    for name, content in given.items():
        taken, _ = read(tmp_path / name, {name: content}, mapping)
        assert taken.frame.select("title", "creators", "admin_history").row(0) == (
            "换行题名",
            "甲；乙",
            "第一段\n第二段\n第三 段",
        )


def test_what_is_no_character_is_dropped_and_told_in_every_format(tmp_path: Path) -> None:
    """HTML and XML may hold neither; that a wrong encoding left it is told, and where. U+0085 is a line break."""
    title = "甲\x80\x93乙\ufdd0\U0001fffe丙\x85丁"
    row = {"档号": "J001-1-1-1", "题名": title, "责任者": "甲", "形成时间": "1954", "开放状态": "开放"}
    text = io.StringIO()
    csv.writer(text).writerows([row, row.values()])
    did = f"<did><unitid>J001-1-1-1</unitid><unittitle>{title}</unittitle></did>"
    ead = f"<ead><archdesc level='item'>{did}</archdesc></ead>"
    given = {"list.csv": text.getvalue().encode(), "list.jsonl": json.dumps(row).encode(), "list.xml": ead.encode()}
    for name, content in given.items():
        taken, problems = read(tmp_path / name, {name: content})
        assert taken.frame["title"][0] in ("甲乙丙丁", "甲乙丙 丁")
        (told,) = [problem for problem in problems if problem.code == "control-dropped"]
        assert "甲□□乙□□丙" in told.what("zh")


def test_real_exports_are_read_whole(shared_data: Path, tmp_path: Path) -> None:
    """Sixteen finding aids in EAD, also a badly formed one: every unit is a record or the file is reported."""
    for path in sorted((shared_data / "ead").glob("*.xml")):
        folder = tmp_path / path.stem
        folder.mkdir()
        taken, problems = read(folder, {path.name: path.read_bytes()})
        assert taken.counts.reported == 0
        assert (taken.counts.records > 0) != ("xml-broken" in {problem.code for problem in problems})


def test_what_another_program_has_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that knows more of what must not get out must not publish what an older one let through."""
    files = {"list.csv": delimited().encode()}
    taken, _ = read(tmp_path, files)
    noted = taken.folder / "report.json"
    changed = json.loads(noted.read_text(encoding="utf-8"))
    changed["counts"]["records"] = 2
    noted.write_text(json.dumps(changed), encoding="utf-8")
    assert read(tmp_path, files)[0].counts.records == 2  # the same program takes over what was noted
    monkeypatch.setattr(kept, "_program", lambda: "another")
    assert read(tmp_path, files)[0].counts.records == 3
