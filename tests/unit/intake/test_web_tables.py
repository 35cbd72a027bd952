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
