"""Rows that an office has struck through are withdrawn: they are no records, and that is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from tests.unit.intake.making import read
from tests.unit.intake.test_hidden_rows import NAMESPACES, line, ods
from tests.unit.intake.test_printed_lists import COLUMNS, row
from tests.unit.intake.test_web_tables import SS, cell, xml_row, xml_sheet

from lantai.records import workbooks

MAPPING = {"columns": COLUMNS, "constants": {"level": "item"}}
SHEET = "xl/worksheets/sheet1.xml"


def book(write: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], None], **options: bool) -> bytes:
    """Return a workbook of a header and five rows, which ``write`` changes."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True} | options)
    page = made.add_worksheet("目录")
    page.write_row(0, 0, list(COLUMNS))
    for number in range(1, 6):
        page.write_row(number, 0, row(number))
    write(made, page)
    made.close()
    return stream.getvalue()


def struck(made: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
    """Strike through a whole row, the title of another, a few characters of a third, and blank cells of a fourth."""
    line_through, bold = made.add_format({"font_strikeout": True}), made.add_format({"bold": True})
    page.write_row(1, 0, row(1), line_through)
    page.write(3, 1, row(3)[1], line_through)
    page.write_rich_string(4, 1, "关于", line_through, "张三", bold, "李四的通知")
    page.write_blank(5, 8, None, line_through)


def rewritten(content: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(stream, "w") as made:
        for name in archive.namelist():
            text = archive.read(name)
            for old, new in changes if name == SHEET else ():
                assert old in text
                text = text.replace(old, new)
            made.writestr(name, text)
    return stream.getvalue()


def codes(folder: Path, files: dict[str, bytes]) -> tuple[list[str], dict[str, str]]:
    taken, problems = read(folder, files, MAPPING)
    assert taken.counts.rows == taken.counts.records + taken.counts.reported == 5
    return taken.frame["ref_code"].to_list(), {each.code: each.what("zh") for each in problems}


def test_rows_with_a_cell_that_is_struck_through_are_no_records_and_told(tmp_path: Path) -> None:
    """A few characters are enough: nobody can tell whether what is left is what should be said."""
    found, said = codes(tmp_path, {"list.xlsx": book(struck)})
    assert found == ["J001-1-2", "J001-1-5"]
    assert said["rows-struck"] == "有 3 行划了删除线（如第 2、4、5 行），没有读入"


def test_characters_within_the_sheet_are_seen_too(tmp_path: Path) -> None:
    """Programs that write row by row keep no table of texts."""

    def write(made: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_rich_string(6, 0, "J001-1-6", made.add_format({"font_strikeout": True}), "废")

    content = book(write, in_memory=False, constant_memory=True)
    assert b"<strike" in zipfile.ZipFile(io.BytesIO(content)).read(SHEET)
    taken, problems = read(tmp_path, {"list.xlsx": content}, MAPPING)
    assert taken.frame.height == 5 and "rows-struck" in {each.code for each in problems}


def test_a_style_that_takes_the_line_away_strikes_nothing(tmp_path: Path) -> None:
    content = book(struck)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(stream, "w") as made:
        for name in archive.namelist():
            made.writestr(name, archive.read(name).replace(b"<strike/>", b'<strike val="0"/>'))
    found, said = codes(tmp_path, {"list.xlsx": stream.getvalue()})
    assert len(found) == 5 and "rows-struck" not in said


@pytest.mark.parametrize(
    "changes",
    [
        [(b"<c r=", b"<x:c r="), (b"</c>", b"</x:c>"), (b"<row ", b"<x:row "), (b"</row>", b"</x:row>"),
         (b"<worksheet ", b'<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ')],
        [(b' s="1"', b" s='1'")],
        [(b'<row r="3"', b'<row hidden="1" r="3"')],
        [(b'<row r="3"', b"<row r='3' hidden='1'")],
    ],
)  # fmt: skip
def test_it_is_seen_however_a_program_writes_its_xml(changes: list[tuple[bytes, bytes]], tmp_path: Path) -> None:
    """Names with a prefix, attributes in another order or other quotes: rows hidden, too."""
    found, said = codes(tmp_path, {"list.xlsx": rewritten(book(struck), *changes)})
    hides = any(b"hidden" in new for _, new in changes)
    assert found == (["J001-1-5"] if hides else ["J001-1-2", "J001-1-5"])
    assert ("rows-hidden" in said) == hides and "如第 2、4、5 行" in said["rows-struck"]


def test_cells_that_lie_across_the_pieces_of_a_sheet_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.xlsx"

    def write(made: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        line_through = made.add_format({"font_strikeout": True})
        for number in range(1, 60):
            page.write_rich_string(9 + number, 0, "长" * 300, line_through, "废", "长")

    path.write_bytes(book(write, in_memory=False, constant_memory=True))
    monkeypatch.setattr(workbooks, "_CHUNK", 1500)
    assert set(workbooks.look(path).hidden[SHEET].struck) == set(range(11, 70))


@pytest.mark.parametrize("left", [0, 2])
def test_all_rows_that_a_struck_merged_cell_covers_are_struck_through(left: int, tmp_path: Path) -> None:
    """Rows 2 to 4; the merge of rows 5 and 6 is not struck, though something else in row 5 is."""

    def write(made: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        line_through = made.add_format({"font_strikeout": True})
        page.merge_range(1, left + 1, 3, left + 1, row(1)[1], line_through)
        page.merge_range(4, left + 1, 5, left + 1, row(4)[1])
        page.write(4, left + 2, row(4)[2], line_through)

    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = made.add_worksheet("目录")
    for number, cells in enumerate([list(COLUMNS), *(row(each) for each in range(1, 6))]):
        page.write_row(number, left, cells)
    write(made, page)
    made.close()
    found, said = codes(tmp_path, {"list.xlsx": stream.getvalue()})
    assert "有 4 行划了删除线（如第 2、3、4、5 行），没有读入" in said["rows-struck"]
    assert found == ["J001-1-5"]


STYLES = """<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">
<style:style style:name="废" style:family="table-cell">
  <style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="承" style:family="table-cell" style:parent-style-name="废"/>
<style:style style:name="正" style:family="table-cell" style:parent-style-name="废">
  <style:text-properties style:text-line-through-style="none"/></style:style>
<style:style style:name="字" style:family="text">
  <style:text-properties style:text-line-through-type="single"/></style:style>
</office:automatic-styles>"""


def with_styles(content: bytes, styles: str = STYLES) -> bytes:
    """Return an ODS workbook with styles of its own."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(stream, "w") as made:
        for name in archive.namelist():
            begins = f"<office:document-content {NAMESPACES}>"
            made.writestr(name, archive.read(name).decode().replace(begins, begins + styles))
    return stream.getvalue()


def ods_row(number: int, style: str, title: str) -> str:
    """Return a row whose title has a style; ``title`` is XML."""
    blank = '<table:table-cell office:value-type="string"><text:p></text:p></table:table-cell>'
    styled = f'table:style-name="{style}"' if style else ""
    cell = f'<table:table-cell office:value-type="string" {styled}><text:p>{title}</text:p></table:table-cell>'
    return line([row(number)[0], "", *row(number)[2:]]).replace(blank, cell, 1)


def test_struck_rows_of_ods_are_no_records(tmp_path: Path) -> None:
    """The style of a cell, of its column or of some characters, or one that is taken over from another."""
    content = ods(
        '<table:table-column/><table:table-column table:default-cell-style-name="废"/>',
        line(list(COLUMNS)),
        ods_row(1, "承", "撤下的"),
        ods_row(2, "", "也撤下的"),
        ods_row(3, "正", "正常的"),
        ods_row(4, "正", '关于<text:span text:style-name="字">张三</text:span>'),
        ods_row(5, "正", '正常的<text:span text:style-name="字"> </text:span>'),
    )
    found, said = codes(tmp_path, {"list.ods": with_styles(content)})
    assert found == ["J001-1-3", "J001-1-5"] and "如第 2、3、5 行" in said["rows-struck"]
    assert "（第 1 行）" in said["header-struck"]


@pytest.mark.parametrize("style", ["废", "字"])
def test_what_a_rule_of_ods_strikes_through_stops_a_release(style: str, tmp_path: Path) -> None:
    rule = (
        f'<c:conditional-formats xmlns:c="urn:x"><c:conditional-format c:target-range-address="目录.A2:目录.E9">'
        f'<c:condition c:apply-style-name="{style}" c:value="=1"/></c:conditional-format></c:conditional-formats>'
    )
    content = ods("", line(list(COLUMNS)), *(ods_row(number, "", "正常的") for number in range(1, 6)), rule)
    _, problems = read(tmp_path, {"list.ods": with_styles(content, STYLES.replace("字", "绿", 9))}, MAPPING)
    assert [each.code for each in problems.errors] == (["struck-by-rule"] if style == "废" else [])


def page(*titles: str) -> bytes:
    head = "<tr>" + "".join(f"<th>{name}</th>" for name in COLUMNS) + "</tr>"
    body = "".join(
        f"<tr>{title[3:]}" if title.startswith("<tr") else
        "<tr>" + "".join(f"<td>{title if at == 1 else cell}</td>" for at, cell in enumerate(row(number))) + "</tr>"
        for number, title in enumerate(titles, 1)
    )  # fmt: skip
    sheet = "<style>.xl7 {color:red; text-decoration:line-through;} .xl8 {color:red}</style>"
    return f"<html><head>{sheet}</head><body><table>{head}{body}</table></body></html>".encode()


def test_struck_rows_of_web_pages_are_no_records(tmp_path: Path) -> None:
    """Elements that say so, styles, and the classes by which Excel writes styles."""
    found, said = codes(
        tmp_path,
        {
            "list.html": page(
                "<s>撤下的</s>", "<span style='text-decoration: line-through'>撤</span>下", "正常<s> </s>",
                '<font class="a xl7">撤下的</font>', '<font class="xl8">正常</font>',
            )
        },
    )  # fmt: skip
    assert found == ["J001-1-3", "J001-1-5"] and "如第 2、3、5 行" in said["rows-struck"]


def test_struck_merged_cells_reach_down_in_web_pages_xml_and_ods_too(tmp_path: Path) -> None:
    """The title of rows 2 and 3 is one cell; what it says to cover beyond the last row is nothing."""
    down = "<tr><td>J001-1-1<td rowspan=2><s>撤下的</s><td>县府<td>1954<td>开放<tr><td>J001-1-2<td>县府<td>1954<td>开放"
    rest = "<tr><td>J001-1-3<td>题名<td>县府<td>1954<td>开放<tr><td>J001-1-4<td>题名<td>县府<td>1954<td>开放"
    last = "<tr style='text-decoration: line-through'><td rowspan=9>J001-1-5<td>题名<td>县府<td>1954<td>开放"
    head = "<tr>" + "".join(f"<th>{name}" for name in COLUMNS)
    found, _ = codes(tmp_path / "html", {"list.html": f"<table>{head}{down}{rest}{last}</table>".encode()})
    assert found == ["J001-1-3", "J001-1-4"]

    styles = f'<Styles {SS}><Style ss:ID="s7"><Font ss:StrikeThrough="1"/></Style></Styles>'
    rows = [xml_row(list(COLUMNS)), *(xml_row(row(number)) for number in range(1, 6))]
    rows[1] = rows[1].replace(cell(row(1)[1]), cell(row(1)[1], 'ss:StyleID="s7" ss:MergeDown="1"'))
    found, _ = codes(tmp_path / "xml", {"list.xls": xml_sheet(*rows, more=styles)})
    assert found == ["J001-1-3", "J001-1-4", "J001-1-5"]

    spanned = ods_row(1, "废", "撤下的").replace("<table:table-cell", '<table:table-cell table:number-rows-spanned="2"')
    content = ods("", line(list(COLUMNS)), spanned, *(ods_row(number, "", "正常的") for number in range(2, 6)))
    found, _ = codes(tmp_path / "ods", {"list.ods": with_styles(content)})
    assert found == ["J001-1-3", "J001-1-4", "J001-1-5"]


def test_struck_rows_of_xml_spreadsheets_are_no_records(tmp_path: Path) -> None:
    styles = f'<Styles {SS}><Style ss:ID="s7"><Font ss:StrikeThrough="1"/></Style></Styles>'
    rows = [xml_row(list(COLUMNS)), *(xml_row(row(number)) for number in range(1, 6))]
    first = cell(row(2)[1])
    rows[2] = rows[2].replace(first, cell(row(2)[1], 'ss:StyleID="s7"'))
    assert "s7" in rows[2]
    rows[1] = xml_row(row(1), 'ss:StyleID="s7"')
    rows[4] = rows[4].replace(row(4)[0], f'<S xmlns="http://www.w3.org/TR/REC-html40">{row(4)[0]}</S>')
    found, said = codes(tmp_path, {"list.xls": xml_sheet(*rows, more=styles)})
    assert found == ["J001-1-3", "J001-1-5"] and "如第 2、3、5 行" in said["rows-struck"]


@pytest.mark.parametrize("newer", [False, True])
def test_what_a_rule_strikes_through_stops_a_release(newer: bool, tmp_path: Path) -> None:
    """Conditional formatting: whether a row is struck through only a program knows that calculates."""

    def write(made: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        line_through, red = made.add_format({"font_strikeout": True}), made.add_format({"font_color": "red"})
        page.conditional_format("A2:E6", {"type": "formula", "criteria": '=$E2="撤"', "format": red})
        if not newer:
            page.conditional_format("A2:E9", {"type": "formula", "criteria": '=$E2="撤"', "format": line_through})

    content = book(write)
    if newer:  # as Excel writes rules that look at other sheets
        rule = (
            b'<extLst><ext xmlns:x14="a"><x14:conditionalFormattings><x14:conditionalFormatting>'
            b"<x14:cfRule type='expression'><x14:dxf><font><strike/></font></x14:dxf></x14:cfRule>"
            b"<xm:sqref xmlns:xm='b'>A2:E9</xm:sqref>"
            b"</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"
        )
        content = rewritten(content, (b"</worksheet>", rule))
    _, problems = read(tmp_path, {"list.xlsx": content}, MAPPING)
    (problem,) = problems.errors
    assert problem.code == "struck-by-rule" and "（A2:E9）" in problem.what("zh")
    assert "rows-struck" not in {each.code for each in problems}


def test_a_rule_that_only_colours_stops_nothing(tmp_path: Path) -> None:
    def write(made: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        struck(made, page)
        red = made.add_format({"font_color": "red"})
        page.conditional_format("A2:E6", {"type": "formula", "criteria": '=$E2="撤"', "format": red})

    found, said = codes(tmp_path, {"list.xlsx": book(write)})
    assert found == ["J001-1-2", "J001-1-5"] and "struck-by-rule" not in said


@pytest.mark.parametrize("way", ["header-hidden", "header-struck"])
def test_a_header_that_is_hidden_or_struck_through_is_told_as_that(way: str, tmp_path: Path) -> None:
    """It is no record that was left out, and its columns are read."""

    def write(made: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        if way == "header-hidden":
            page.set_row(0, None, None, {"hidden": True})
        else:
            page.write(0, 1, list(COLUMNS)[1], made.add_format({"font_strikeout": True}))

    found, said = codes(tmp_path, {"list.xlsx": book(write)})
    assert len(found) == 5 and "（第 1 行）" in said[way]
    assert not {"rows-hidden", "rows-struck"} & set(said)
