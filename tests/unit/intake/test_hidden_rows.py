"""Rows that nobody sees who opens a workbook, in formats other than XLSX."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from tests.unit.intake.making import read
from tests.unit.intake.test_printed_lists import COLUMNS, row, workbook

from lantai.intake import xlsx_reader

MAPPING = {"columns": COLUMNS, "constants": {"level": "item"}}
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def line(cells: list[str], attributes: str = "") -> str:
    texts = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f"<table:table-row {attributes}>{texts}</table:table-row>"


def ods(*lines: str) -> bytes:
    """Return an ODS workbook of one sheet."""
    table = f'<table:table table:name="目录">{"".join(lines)}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}"/>')
        archive.writestr("content.xml", f"<office:document-content {NAMESPACES}>{body}</office:document-content>")
    return stream.getvalue()


def test_collapsed_and_filtered_rows_of_ods_are_not_read_and_told(tmp_path: Path) -> None:
    """Blank rows that are repeated count, a closed group hides all rows in it."""
    content = ods(
        line(list(COLUMNS)),
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>',
        line(row(1)),
        line(row(2), 'table:visibility="collapse"'),
        line(row(3), 'table:visibility="filter"'),
        f'<table:table-row-group table:display="false">{line(row(4))}</table:table-row-group>',
        f"<table:table-row-group>{line(row(5))}</table:table-row-group>",
    )
    taken, problems = read(tmp_path, {"list.ods": content}, MAPPING)
    assert taken.frame["ref_code"].to_list() == ["J001-1-1", "J001-1-5"]
    assert (taken.counts.rows, taken.counts.reported) == (5, 3)
    said = {each.code: each.what("zh") for each in problems}
    assert "有 3 行被隐藏或筛掉（如第 6、7、8 行）" in said["rows-hidden"]


def test_of_old_workbooks_it_is_told_that_hidden_rows_were_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their reader does not know; a person has to look. Once for each file, not for a workbook that tells."""
    content = workbook({"甲": [list(COLUMNS), row(1)], "乙": [list(COLUMNS), row(2)]})
    told = [each for each in read(tmp_path / "a", {"list.xlsx": content}, MAPPING)[1] if each.code == "hidden-unknown"]
    assert told == []
    monkeypatch.setattr(xlsx_reader, "_SAYS_NOTHING", (".xlsx",))
    told = [each for each in read(tmp_path / "b", {"list.xlsx": content}, MAPPING)[1] if each.code == "hidden-unknown"]
    assert len(told) == 1 and "另存为 .xlsx" in told[0].advice("zh")


def test_a_workbook_that_cannot_be_looked_at_is_not_read_by_a_reader_with_more_patience(tmp_path: Path) -> None:
    """A damaged part that holds no rows would otherwise make hidden rows visible ones."""
    content = workbook({"目录": [list(COLUMNS), row(1)]})
    damaged = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.getinfo("docProps/app.xml")
    at = content.index(b"PK\1\2")
    while content[at + 46 : at + 46 + len(part.filename)] != part.filename.encode():
        at = content.index(b"PK\1\2", at + 4)
    damaged[at + 16] ^= 1  # its checksum
    taken, problems = read(tmp_path, {"list.xlsx": bytes(damaged)}, MAPPING)
    assert taken.counts.records == 0 and [each.code for each in problems.errors] == ["workbook-unreadable"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_sheet_in_which_nothing_could_be_seen_is_not_read(encoding: str, tmp_path: Path) -> None:
    content = workbook({"目录": [list(COLUMNS), row(1)]})
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(stream, "w") as made:
        for name in archive.namelist():
            text = archive.read(name).decode()
            if name.startswith("xl/worksheets"):
                text = text.replace('<row r="2"', '<row hidden="1" r="2"').replace("UTF-8", "UTF-16")
            made.writestr(name, text.encode(encoding if name.startswith("xl/worksheets") else "utf-8"))
    taken, problems = read(tmp_path, {"list.xlsx": stream.getvalue()}, MAPPING)
    assert taken.counts.records == 0 and [each.code for each in problems.errors] == ["workbook-unreadable"]


def test_hidden_rows_of_ods_are_known_though_its_styles_are_broken(tmp_path: Path) -> None:
    content = ods(line(list(COLUMNS)), line(row(1)), line(row(2), 'table:visibility="collapse"'))
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("styles.xml", "<broken")
    taken, _ = read(tmp_path, {"list.ods": stream.getvalue()}, MAPPING)
    assert taken.frame["ref_code"].to_list() == ["J001-1-1"]


@pytest.mark.parametrize(
    ("note", "kind"),
    [("此件不予开放", "comments-close"), ("涉及隐私，先不上网", "comments-close"), ("页码待核", "comments-unread")],
)
def test_notes_at_cells_are_told_and_such_as_may_close_stop_a_release(note: str, kind: str, tmp_path: Path) -> None:
    """批注 stand in no cell, so nobody who reads the list sees them."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for sheet in ("目录", "别的"):
            page = book.add_worksheet(sheet)
            page.write_row(0, 0, list(COLUMNS))
            page.write_row(1, 0, row(len(sheet) if sheet == "目录" else 9))
        page.write_comment(1, 1, note)
    _, problems = read(tmp_path, {"list.xlsx": stream.getvalue()}, MAPPING)
    (problem,) = (each for each in problems if each.code.startswith("comments"))
    assert problem.code == kind and problem.place.sheet == "别的" and f"B2：{note}" in problem.what("zh")


def test_notes_of_ods_are_told_too(tmp_path: Path) -> None:
    noted = line(row(1)).replace(
        "<text:p>", "<office:annotation><text:p>暂不公开</text:p></office:annotation><text:p>", 1
    )
    _, problems = read(tmp_path, {"list.ods": ods(line(list(COLUMNS)), noted)}, MAPPING)
    assert ["#2：暂不公开" in each.what("zh") for each in problems if each.code == "comments-close"] == [True]
