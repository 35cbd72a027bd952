"""Workbooks are read through a copy that tells first what is merged: nothing may be read otherwise for it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantai.intake import merges_first, xlsx_reader
from lantai.intake.tables import Reporter
from lantai.problems import Problems
from lantai.records import workbooks
from lantai.records.releases import Source

SHEET = "xl/worksheets/sheet1.xml"
MERGED = b'<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'


def written(path: Path, rows: list[list[object]], merged: list[tuple[int, int, int, int]] | None = None) -> Path:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd", "constant_memory": len(rows) % 2 == 0})
    page = book.add_worksheet("目录")
    for index, cells in enumerate(rows):
        page.write_row(index, 0, cells)
    for each in merged or []:
        page.merge_range(*each, "合")
    book.close()
    return path


def changed(path: Path, old: bytes, new: bytes) -> Path:
    """Write the sheet of a workbook otherwise."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[SHEET]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(old, new, 1) if name == SHEET else content)
    return path


def cells(path: Path) -> list[tuple]:
    grids = list(xlsx_reader.read(path, "list.xlsx", Source("list.xlsx"), Reporter(Problems())))
    return [(each.sheet, each.frame.rows(), each.not_text, sorted(each.merges)) for each in grids]


CELL = st.one_of(
    st.text("档号题名J001-·\u200b &<>\"'\n", max_size=8),
    st.integers(-(10**6), 10**12),
    st.floats(-1e6, 1e20, allow_nan=False),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2026, 1, 1)),
    st.sampled_from(["=1/0", "=A1", None]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=8),
    merged=st.sets(st.integers(0, 4), max_size=3),
)
def test_every_cell_is_read_as_without_the_copy(
    rows: list[list[object]], merged: set[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "list.xlsx", rows, [(10 + 2 * at, at, 11 + 2 * at, at + 1) for at in merged])
    told = workbooks.look(path).merges
    assert list(told) == [SHEET] and merges_first.copy_of(path, told)
    quick = cells(path)
    with monkeypatch.context() as patch:
        patch.setattr(merges_first, "copy_of", lambda *_: None)
        assert repr(quick) == repr(cells(path))  # as text: what is no number would not equal itself


def test_the_copy_is_whole_and_each_sheet_begins_with_its_merged_cells(tmp_path: Path) -> None:
    path = written(tmp_path / "list.xlsx", [["档号"], ["J001"]], [(1, 0, 2, 0)])
    copy = merges_first.copy_of(path, workbooks.look(path).merges)
    assert copy is not None
    with zipfile.ZipFile(copy) as made, zipfile.ZipFile(path) as archive:
        assert made.testzip() is None and made.namelist() == archive.namelist()
        assert made.read(SHEET) == MERGED + archive.read(SHEET)
        assert made.read("xl/workbook.xml") == archive.read("xl/workbook.xml")


def test_of_a_sheet_without_merged_cells_that_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path / "list.xlsx", [["档号"], ["J001"]])
    assert workbooks.look(path).merges == {SHEET: b"<mergeCells></mergeCells>"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<mergeCells count="1">', b"<mergeCells count='1'>"),
        (b'<mergeCell ref="A2:A3"/>', b'<mergeCell ref="A2:A3"></mergeCell>'),
        (b'<mergeCell ref="A2:A3"/>', b'<!--<mergeCell ref="A2:A3"/>-->'),
        (b'<mergeCell ref="A2:A3"/>', b'<mergeCell ref="A2:A3" ref="A2:A9"/>'),
        (MERGED, MERGED + MERGED),
        (MERGED, b"<mergeCells></mergeCells>" + MERGED),
        (MERGED, b"<!-- " + MERGED + b" -->"),
        (b'encoding="UTF-8"', b'encoding="GBK"'),
        (b"<?xml", b"\xef\xbb\xbf<?xml"),
    ],
)
def test_a_sheet_that_says_it_in_its_own_way_is_read_from_its_file(old: bytes, new: bytes, tmp_path: Path) -> None:
    path = changed(written(tmp_path / "list.xlsx", [["档号"], ["J001"]], [(1, 0, 2, 0)]), old, new)
    assert workbooks.look(path).merges == {}


def test_merged_cells_at_the_end_of_a_large_sheet_are_found(tmp_path: Path) -> None:
    """The sheet goes by in pieces; the element may lie across the end of one, however long it is."""
    many = b'<mergeCells count="900">' + MERGED[len(b'<mergeCells count="1">') : -len(b"</mergeCells>")] * 900
    for more in (0, 7, 21, 35, 600, 9_000):
        path = written(tmp_path / "list.xlsx", [["档号"], ["J001"]], [(1, 0, 2, 0)])
        with zipfile.ZipFile(path) as archive:
            before = archive.read(SHEET).index(b"<mergeCells")
        blanks = (1 << 20) - before - more
        changed(path, MERGED, b" " * blanks + many + b"</mergeCells>")
        assert workbooks.look(path).merges == {SHEET: many + b"</mergeCells>"}
        ((_, _, _, merges),) = cells(path)
        assert merges == [(2, 0, 3, 0)] * 900


def test_an_archive_of_another_make_is_read_from_its_file(tmp_path: Path) -> None:
    """Parts that stand twice or would need more room than the file has are copied nowhere."""
    path = written(tmp_path / "list.xlsx", [["档号"], ["J001"]])
    told = workbooks.look(path).merges
    assert isinstance(merges_first.copy_of(path, told), io.BytesIO)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, "<worksheet/>")
    assert merges_first.copy_of(path, told) is None
    assert merges_first.copy_of(path, {}) is None
