"""Tables that business systems write as web pages and call ``.xls``, and other files under a wrong name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.intake.making import read
from tests.unit.intake.test_printed_lists import COLUMNS, proposed, row

from lantai.intake import html_reader
from lantai.intake.tables import Reporter
from lantai.problems import Problems

MAPPING = {"columns": COLUMNS, "constants": {"level": "item"}}
HEAD = "<tr>" + "".join(f"<th>{name}</th>" for name in COLUMNS) + "</tr>"


def tr(cells: list[str], style: str = "") -> str:
    return f"<tr style='{style}'>" + "".join(f"<td x:str>{cell}</td>" for cell in cells) + "</tr>"


def page(*rows: str, title: str = "") -> str:
    head = (
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta charset=gb2312><style>td{}</style></head>"
    )
    return f"{head}<body>{title}<table border=1>{HEAD}{''.join(rows)}</table></body></html>"


@pytest.mark.parametrize(
    ("name", "encoding"), [("list.xls", "gb18030"), ("list.html", "utf-8"), ("list.xls", "utf-16")]
)
def test_a_table_in_a_web_page_is_read_as_it_stands(name: str, encoding: str, tmp_path: Path) -> None:
    """Codes are text there and stay it, 喆 is no character of the GB 2312 it names; what it is, is told."""
    text = page(
        tr(["0012-1", "喆&amp;“甲”<br>之二 &nbsp;", "县府", "1954", "开放"]), tr(["1-2", "乙", "", "1954.10", "开放"])
    )
    mapping, said, code = proposed(tmp_path / "a", name, text.encode(encoding))
    assert code == 0 and mapping["columns"]["档号"] == "ref_code"
    assert ("内容却是：网页里的表格；已照此读取" in said) == (name == "list.xls")
    taken, _ = read(tmp_path / "b", {name: text.encode(encoding)}, MAPPING)
    assert taken.frame.select("ref_code", "title", "date_text").rows() == [
        ("0012-1", "喆&“甲”之二", "1954"),
        ("1-2", "乙", "1954.10"),
    ]


def test_merged_cells_of_a_page_are_those_of_a_sheet(tmp_path: Path) -> None:
    """An author beside three documents is that of all; the title of the list over all columns is no header."""
    title = "<tr><td colspan=5>开放目录</td></tr>"
    first = "<tr><td>J001-1-1</td><td>甲</td><td rowspan=2>县府<br>县委</td><td>1954</td><td>开放</td></tr>"
    second = "<tr><td>J001-1-2</td><td>乙</td><td>1955</td><td>开放</td></tr>"
    text = f"<table>{title}{HEAD}{first}{second}{tr(row(3))}<tr><td colspan=5>共 3 件</td></tr></table>"
    taken, problems = read(tmp_path, {"list.html": text.encode()}, MAPPING)
    assert taken.frame.select("source_row", "ref_code", "creators", "date_text").rows() == [
        (3, "J001-1-1", "县府；县委", "1954"),
        (4, "J001-1-2", "县府；县委", "1955"),
        (5, "J001-1-3", "县府", "1954"),
    ]
    assert {problem.code: problem.place.row for problem in problems}["row-footer"] == 6


def test_hidden_rows_of_a_page_are_not_read_and_told(tmp_path: Path) -> None:
    """Who signs the list has not seen them."""
    taken, problems = read(tmp_path, {"list.html": page(tr(row(1)), tr(row(2), "display:none")).encode()}, MAPPING)
    assert taken.frame["ref_code"].to_list() == ["J001-1-1"]
    assert "有 1 行被隐藏或筛掉（如第 3 行）" in {each.code: each.what("zh") for each in problems}["rows-hidden"]


def test_tables_that_only_lay_out_a_page_are_none(tmp_path: Path) -> None:
    inner = f"<table>{HEAD}{tr(row(1))}</table>"
    text = f"<table><tr><td>导航</td><td>{inner}</td></tr></table><table><tr><td>版权所有</td></tr></table>"
    taken, problems = read(tmp_path, {"list.html": text.encode()}, MAPPING)
    assert taken.frame["ref_code"].to_list() == ["J001-1-1"]
    assert taken.counts.rows == 1 and not problems.errors


@pytest.mark.parametrize(
    "text", ["<html><frameset><frame src='sheet1.htm'></frameset></html>", "<html>", "<table></table>"]
)
def test_a_page_without_a_table_is_told(text: str, tmp_path: Path) -> None:
    taken, problems = read(tmp_path, {"list.xls": text.encode()}, MAPPING)
    assert taken.counts.rows == 0 and "export-empty" in {problem.code for problem in problems}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "<td",
                " rowspan=99999999",
                " colspan='9999999'",
                ">",
                "</td>",
                "<tr>",
                "<table>",
                "甲",
                "</table>",
                "<!--",
                "&#0;",
            ]
        ),
        max_size=30,
    )
)
def test_no_page_breaks_the_reader(tmp_path: Path, pieces: list[str]) -> None:
    """Nor does it take more room than a sheet has."""
    path = tmp_path / "list.html"
    path.write_text("<table><tr>" + "".join(pieces), encoding="utf-8")
    for grid in html_reader.read(path, "list", Reporter(Problems())):
        assert grid.width <= 1_000 and grid.frame.height <= 31


def test_a_table_too_large_for_memory_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes can ask for a thousand columns in a million rows."""
    monkeypatch.setattr(html_reader, "MOST_CELLS", 1_000)
    text = "<table><tr><td colspan=900>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>"
    taken, problems = read(tmp_path, {"list.html": text.encode()}, MAPPING)
    (told,) = problems.errors
    assert (told.code, taken.counts.rows) == ("workbook-too-large", 0) and "2 × 901" in told.what("zh")


def test_text_called_xls_is_read_as_text(tmp_path: Path) -> None:
    """Excel opens it after a warning; the columns are parted by tabs."""
    text = "\n".join("\t".join(cells) for cells in [list(COLUMNS), row(1)])
    _, said, code = proposed(tmp_path, "list.xls", text.encode("gb18030"))
    assert code == 0 and "内容却是：文本（如 CSV）；已照此读取" in said and "1 条目录" in said


SS = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'


def xml_sheet(*rows: str, encoding: str = "UTF-8", more: str = "") -> bytes:
    table = f'<Worksheet ss:Name="目录"><Table>{"".join(rows)}</Table></Worksheet>{more}'
    return f'<?xml version="1.0" encoding="{encoding}"?><Workbook {SS}>{table}</Workbook>'.encode("gb18030")


def cell(text: str, attributes: str = "", kind: str = "String") -> str:
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def xml_row(cells: list[str], attributes: str = "") -> str:
    return f"<Row {attributes}>{''.join(map(cell, cells))}</Row>"


def test_an_xml_spreadsheet_called_xls_is_read_as_it_stands(tmp_path: Path) -> None:
    """Rows and cells that name their place, merged cells, hidden rows and sheets; GBK under the name of GB 2312."""
    status = cell("开放")
    author = cell("县府", 'ss:MergeDown="1"')
    first = f"<Row>{cell('J001-1-1')}{cell('甲')}{author}{cell('1954')}{status}</Row>"
    year = cell("1955", 'ss:Index="4"', "Number")
    second = f"<Row>{cell('J001-1-2')}{cell('乙')}{year}{status}</Row>"
    day = cell("1954-07-06T00:00:00.000", 'ss:Index="4"', "DateTime")
    third = f'<Row ss:Index="5">{cell("J001-1-3")}{cell("喆")}{day}{status}</Row>'
    options = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible>'
    draft = f'<Worksheet ss:Name="草稿"><Table><Row/></Table>{options}</WorksheetOptions></Worksheet>'
    rows = (xml_row(list(COLUMNS)), first, second, xml_row(row(9), 'ss:Hidden="1"'), third)
    content = xml_sheet(*rows, encoding="GB2312", more=draft)
    taken, problems = read(tmp_path, {"list.xls": content}, MAPPING)
    assert taken.frame.select("source_row", "ref_code", "title", "creators", "date_text").rows() == [
        (2, "J001-1-1", "甲", "县府", "1954"),
        (3, "J001-1-2", "乙", "县府", "1955"),
        (5, "J001-1-3", "喆", None, "1954-07-06"),
    ]
    assert (taken.counts.rows, taken.counts.records) == (4, 3)
    assert {"rows-hidden", "sheet-hidden", "read-as-other"} <= {problem.code for problem in problems}
    mapping, _, code = proposed(tmp_path / "b", "list.xls", content)
    assert code == 0 and mapping["columns"]["档号"] == "ref_code"


def test_no_row_of_an_xml_spreadsheet_hides_another(tmp_path: Path) -> None:
    """Two that say they are the third stand below each other."""
    rows = (xml_row(list(COLUMNS)), xml_row(row(1), 'ss:Index="3"'), xml_row(row(2), 'ss:Index="3"'))
    taken, _ = read(tmp_path, {"list.xls": xml_sheet(*rows)}, MAPPING)
    assert taken.frame.select("source_row", "ref_code").rows() == [(3, "J001-1-1"), (4, "J001-1-2")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (xml_sheet(), "export-empty"),
        (xml_sheet(xml_row(list(COLUMNS)))[:-30], "xml-broken"),
        (xml_sheet('<Row ss:Index="x"><Cell ss:Index="-1"><Data>甲</Data></Cell></Row>'), "sheet-skipped"),
    ],
)
def test_an_xml_spreadsheet_that_cannot_be_read_is_told(content: bytes, told: str, tmp_path: Path) -> None:
    _, problems = read(tmp_path, {"list.xls": content}, MAPPING)
    assert told in {problem.code for problem in problems}
