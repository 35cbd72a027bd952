"""Lists that are laid out to be printed: two side by side, and files each followed by what is in it (全引目录)."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.intake.making import read
from tests.unit.intake.test_printed_lists import HEADER, MAPPING, proposed, row, workbook

from lantai import intake
from lantai.problems import Problems
from lantai.records import releases
from lantai.site import config


def imported(folder: Path, name: str, content: bytes) -> tuple[list[tuple], str, dict]:
    """Import a file; return its records in short, what was said and the mapping."""
    mapping, said, _ = proposed(folder, name, content)
    site, problems = config.load(folder)
    assert site is not None
    (release,) = releases.load_all(site, problems)
    columns = releases.mapping_of(release, site, problems)
    assert columns is not None
    taken = intake.read(release, columns, site, Problems(), folder / ".build")
    assert taken.counts.rows == taken.counts.records + taken.counts.reported
    fields = ("ref_code", "parent_ref", "level", "title", "date_text")
    return taken.frame.select(fields).rows(), said, mapping


def csv(rows: list[list[str]]) -> bytes:
    return "".join(",".join(cells) + "\n" for cells in rows).encode()


# ---- side by side -------------------------------------------------------------------------------


@pytest.mark.parametrize("between", [[""], [], ["", ""]])
def test_two_lists_under_the_same_header_are_read_one_after_the_other(between: list[str], tmp_path: Path) -> None:
    """Rows in are rows out: the right one is shorter, and the header comes again on the next page."""
    rows = [
        ["开放档案目录"],
        [*HEADER, *between, *HEADER],
        [*row(1), *between, *row(4)],
        [*row(2), *between, *row(5)],
        [*HEADER, *between, *HEADER],
        [*row(3), *between, "", "", "", "", ""],
        ["共 5 条"],
    ]
    taken, problems = read(tmp_path, {"list.xlsx": workbook({"目录": rows})}, MAPPING)
    assert taken.frame.select("source_row", "ref_code").rows() == [
        (3, "J001-1-1"), (4, "J001-1-2"), (6, "J001-1-3"), (3, "J001-1-4"), (4, "J001-1-5"),
    ]  # fmt: skip
    assert not problems.errors and taken.counts.rows == 8
    (told,) = [each for each in problems if each.code == "lists-beside"]
    assert told.what("zh") == "左右并排了 2 张列名相同的目录，已分开读：先左后右"
    assert proposed(tmp_path / "b", "list.csv", csv(rows))[2] == 0


def test_what_stands_between_two_lists_makes_it_uncertain_what_they_are(tmp_path: Path) -> None:
    rows = [[*HEADER, "", *HEADER], [*row(1), "控制", *row(2)]]
    taken, problems = read(tmp_path, {"list.csv": csv(rows)}, MAPPING)
    assert taken.counts.records == 0 and "tables-beside" in {each.code for each in problems.errors}


def test_what_is_not_text_is_told_in_the_list_in_which_it_stands(tmp_path: Path) -> None:
    """A code that has become a number on the right leaves the one on the left alone."""
    rows: list[list] = [[*HEADER, "", *HEADER], [*row(1), "", 12, *row(2)[1:]]]
    taken, problems = read(tmp_path, {"list.xlsx": workbook({"目录": rows})}, MAPPING)
    assert taken.frame["ref_code"].to_list() == ["J001-1-1"]
    assert [each.code for each in problems.errors] == ["code-damaged"]


# ---- files, each followed by what is in it -----------------------------------------------------

FILES = ["案卷号", "案卷题名", "年度", "页数", "保管期限", "备注"]
ITEMS = ["顺序号", "文号", "责任者", "题名", "日期", "页号"]
LIST = [
    ["全引目录"],
    ["全宗号：J001 目录号：2"],
    FILES,
    ["12", "防汛工作", "1954", "80", "永久", ""],
    ITEMS,
    ["1", "水〔54〕1号", "县府", "请示", "19540301", "1"],
    ["2", "", "县府", "批复", "19540305", "5"],
    ["全引目录"],
    ITEMS,
    ["3", "", "县府", "总结", "1954", "9"],
    FILES,
    ["13", "春耕", "1955", "60", "永久", ""],
    ITEMS,
    ["1", "", "县府", "通知", "1955", "1"],
    ["共 2 卷"],
]
RECORDS = [
    ("J001-2-12", "J001-2", "file", "防汛工作", "1954"),
    ("J001-2-12-1", "J001-2-12", "item", "请示", "19540301"),
    ("J001-2-12-2", "J001-2-12", "item", "批复", "19540305"),
    ("J001-2-12-3", "J001-2-12", "item", "总结", "1954"),
    ("J001-2-13", "J001-2", "file", "春耕", "1955"),
    ("J001-2-13-1", "J001-2-13", "item", "通知", "1955"),
]


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list.html"])
def test_documents_belong_to_the_file_above_them(name: str, tmp_path: Path) -> None:
    """Whatever it comes in; a header that comes again on the next page changes nothing."""
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in LIST)
    made = {"xlsx": workbook({"目录": LIST}), "csv": csv(LIST), "html": f"<table>{cells}</table>".encode()}  # type: ignore[dict-item]
    records, said, _ = imported(tmp_path, name, made[name.partition(".")[2]])
    assert records == RECORDS and "共 2 卷" in said and "错误" not in said


def test_whole_codes_of_files_begin_those_of_their_documents(tmp_path: Path) -> None:
    """The file keeps its code; documents whose only number is a 序号 count by that."""
    files = ["案卷档号", "案卷题名", "起止日期", "页数", "密级"]
    items = ["序号", "责任者", "题名", "日期", "页号"]
    rows = [files, ["J001-2-12", "防汛工作", "1954-1955", "80", ""], items, ["1", "县府", "请示", "19540301", "1"]]
    rows += [files, ["J001-2-13", "春耕", "1955", "60", "机密"], items, ["1", "县府", "通知", "1955", "1"]]
    records, _, mapping = imported(tmp_path, "list.csv", csv(rows))
    assert mapping["ref_code"]["compose"] == "{案卷档号}-{顺序号}"
    assert records == [
        ("J001-2-12", "J001-2", "file", "防汛工作", "1954-1955"),
        ("J001-2-12-1", "J001-2-12", "item", "请示", "19540301"),
        ("J001-2-13", "J001-2", "file", "春耕", "1955"),
        ("J001-2-13-1", "J001-2-13", "item", "通知", "1955"),
    ]


def test_that_a_file_is_open_does_not_open_its_documents(tmp_path: Path) -> None:
    """A person says so of them, in a column of their own or for all of the list."""
    rows = [["案卷档号", "案卷题名", "日期", "开放状态"], ["J001-2-12", "防汛", "1954", "开放"]]
    rows += [["顺序号", "题名", "日期"], ["1", "请示", "1954"]]
    columns = {
        "案卷档号": "parent_ref",
        "题名": "title",
        "案卷题名": "title",
        "开放状态": "open_status",
        "顺序号": "item_no",
    }
    mapping = {"columns": columns, "ref_code": {"compose": "{案卷档号}-{顺序号}"}}
    taken, _ = read(tmp_path, {"list.csv": csv(rows)}, mapping)
    assert taken.frame["open_status"].to_list() == ["开放", None]


def closed(folder: Path, files: list[str], one: list[str], items: list[str], inside: list[str]) -> list[tuple]:
    """Return status and secrecy of a file and a document, all of which the mapping says are open."""
    columns = {
        "案卷档号": "parent_ref",
        "题名": "title",
        "案卷题名": "title",
        "密级": "secrecy",
        "开放状态": "open_status",
    }
    columns |= {"顺序号": "item_no", "层级": "level", "日期": "date"}
    code = {"compose": "{案卷档号}-{顺序号}"}
    mapping = {"columns": columns, "constants": {"open_status": "开放"}, "ref_code": code}
    taken, _ = read(folder, {"list.csv": csv([files, one, items, inside])}, mapping)
    return taken.frame.select("open_status", "secrecy").rows()


def test_what_closes_a_file_closes_its_documents(tmp_path: Path) -> None:
    """In a column of that name, in a remark, in the title; a document may be closed by itself."""
    files, items = ["案卷档号", "案卷题名", "日期"], ["顺序号", "题名", "日期"]
    inside = ["1", "请示", "1954"]
    for number, (name, said, found) in enumerate(
        [("密级", "机密", ("开放", "机密")), ("开放状态", "控制", ("控制", None)), ("备注", "不予开放", ("控制", None)),
         ("是否控制", "是", ("控制", None)), ("库位", "", ("开放", None)), ("备注", "★机密", ("控制", "★机密"))]
    ):  # fmt: skip
        one = ["J001-2-12", "防汛工作", "1954", said]
        assert closed(tmp_path / str(number), [*files, name], one, items, inside)[1] == found, name
    one = ["J001-2-12", "防汛工作（控制）", "1954"]
    assert closed(tmp_path / "title", files, one, items, inside) == [("控制", None), ("控制", None)]
    both = closed(
        tmp_path / "both",
        [*files, "开放状态"],
        ["J001-2-12", "防汛", "1954", "开放"],
        [*items, "开放状态"],
        [*inside, "控制"],
    )
    assert both == [("开放", None), ("控制", None)]


def test_a_file_that_is_struck_through_takes_its_documents_with_it(tmp_path: Path) -> None:
    """Who strikes the line of a file has not struck each of its documents, and means them, too."""
    rows = [
        ["案卷档号", "案卷题名", "日期"],
        ["J001-2-12", "<s>防汛</s>", "1954"],
        ["顺序号", "题名", "日期"],
        ["1", "请示", "1954"],
    ]
    rows += [
        ["案卷档号", "案卷题名", "日期"],
        ["J001-2-13", "春耕", "1955"],
        ["顺序号", "题名", "日期"],
        ["1", "通知", "1955"],
    ]
    page = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" for cells in rows)
    columns = {"案卷档号": "parent_ref", "题名": "title", "案卷题名": "title", "顺序号": "item_no"}
    mapping = {"columns": columns, "constants": {"open_status": "开放"}, "ref_code": {"compose": "{案卷档号}-{顺序号}"}}
    taken, problems = read(tmp_path, {"list.html": f"<table>{page}</table>".encode()}, mapping)
    assert taken.frame["ref_code"].to_list() == ["J001-2-13", "J001-2-13-1"]
    assert "有 2 行划了删除线" in " ".join(each.what("zh") for each in problems)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: rows.insert(4, ["14", "第二卷", "1954", "1", "永久", ""]),  # two files below a header
        lambda rows: rows.__delitem__(3),  # none
        lambda rows: rows.insert(10, ["图号", "题名", "日期", "页数"]),  # a third header
        lambda rows: rows.__setitem__(
            2, ["卷号", "册数", "题名", "年度", "页数", "顺序号"]
        ),  # files with numbers of documents
    ],
)
def test_where_it_is_not_certain_which_file_a_document_is_in_it_stays_told(spoil, tmp_path: Path) -> None:
    rows = [list(cells) for cells in LIST]
    spoil(rows)
    assert proposed(tmp_path, "list.csv", csv(rows))[2] == 1
