"""Workbooks (XLSX, XLS, ODS): every visible sheet as a grid, with what Excel made of each cell."""

from __future__ import annotations

import itertools
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import python_calamine as calamine
from lxml import etree

from lantai.intake import disguises, guards, merges_first
from lantai.intake import file_problems as file_kinds
from lantai.intake import hidden_problems as hidden_kinds
from lantai.intake import problems as kinds
from lantai.intake.tables import Grid, Reporter, grid_of, without
from lantai.problems import Place
from lantai.records import ods_sheets, workbooks
from lantai.records.hidden_cells import Hidden
from lantai.records.releases import Source

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_SAYS_NOTHING = (".xls", ".xlsb")
"""Formats whose hidden rows the reader does not tell."""
_IN_XML = (".xlsx", ".xlsm")
_BATCH = 4_000
_VISIBLE = calamine.SheetVisibleEnum.Visible


def read(path: Path, shown: str, source: Source, report: Reporter) -> Iterator[Grid]:
    """Yield a grid for every sheet asked for, one at a time. What cannot be opened or is left out is reported."""
    look = workbooks.look(path)
    if look.excess:
        report.add(file_kinds.WORKBOOK_TOO_LARGE, Place(shown), detail=look.excess)
        return
    if look.damage:
        _report_unreadable(path, shown, look.damage, report)
        return
    try:
        with _opened(path, look.merges) as workbook:
            yield from _grids(workbook, path, look.hidden, shown, source, report)
    except calamine.PasswordError:
        report.add(file_kinds.WORKBOOK_LOCKED, Place(shown))
    except (calamine.CalamineError, OSError, ValueError) as error:
        _report_unreadable(path, shown, str(error).splitlines()[0][:120] if str(error) else "?", report)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a crash of the reader on a damaged workbook is no Exception
            raise
        _report_unreadable(path, shown, "…", report)


def _opened(path: Path, merges: Mapping[str, bytes]) -> calamine.CalamineWorkbook:
    copy = merges_first.copy_of(path, merges) if path.suffix.lower() in _IN_XML else None
    return calamine.CalamineWorkbook.from_filelike(copy) if copy else calamine.CalamineWorkbook.from_path(str(path))


def _report_unreadable(path: Path, shown: str, detail: str, report: Reporter) -> None:
    if disguises.is_locked(path):
        report.add(file_kinds.WORKBOOK_LOCKED, Place(shown))
        return
    other = disguises.of_workbook(path)
    if other:
        report.add(file_kinds.WORKBOOK_IS_OTHER, Place(shown), suffix=path.suffix.lower(), **other)
    else:
        report.add(file_kinds.WORKBOOK_UNREADABLE, Place(shown), detail=detail)


def _grids(
    workbook: calamine.CalamineWorkbook,
    path: Path,
    hidden_in: Mapping[str, Hidden],
    shown: str,
    source: Source,
    report: Reporter,
) -> Iterator[Grid]:
    names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
    hidden = {sheet.name for sheet in workbook.sheets_metadata if sheet.visible != _VISIBLE}
    for name in source.sheets:
        if name not in names:
            report.add(kinds.SHEET_MISSING, Place(shown, name), name=name, hint="、".join(names))
    parts = _parts(path)
    empty = True
    for name in names:
        wanted = name in source.sheets if source.sheets else name not in hidden
        sheet = workbook.get_sheet_by_name(name)
        if not wanted:
            if name in hidden and not source.sheets and sheet.height:
                report.add(hidden_kinds.SHEET_HIDDEN, Place(shown, name), rows=sheet.height)
            continue
        if not sheet.height:
            continue
        grid = _grid(sheet, name, shown)
        if grid.frame.height:
            empty = False
            if path.suffix.lower() in _SAYS_NOTHING:
                report.once(hidden_kinds.HIDDEN_UNKNOWN, Place(shown), suffix=path.suffix.lower())
            part = parts.get(name) or ods_sheets.name_of(name)
            yield _without_hidden(hidden_in.get(part, Hidden()), grid, _first_column(sheet), report)
    if empty:
        report.add(file_kinds.FILE_EMPTY, Place(shown))


def _grid(sheet: calamine.CalamineSheet, name: str, shown: str) -> Grid:
    first_column = _first_column(sheet)
    not_text: dict[int, dict[int, str]] = {}
    frames = []
    rows = iter(sheet.iter_rows())
    done = 0
    while batch := list(itertools.islice(rows, _BATCH)):
        columns = zip(*batch, strict=True)
        frames.append(pl.DataFrame([_column(index, cells, done, not_text) for index, cells in enumerate(columns)]))
        done += len(batch)
    frame = pl.concat(frames) if frames else pl.DataFrame()
    numbers = pl.Series("row", range(1, frame.height + 1), dtype=pl.UInt32)
    merges = [
        (r0 + 1, c0 - first_column, r1 + 1, c1 - first_column)
        for (r0, c0), (r1, c1) in _merges(sheet)
        if c0 >= first_column  # what begins in a column that is empty throughout holds nothing
    ]
    return grid_of(shown, name, frame.get_columns(), numbers, not_text=not_text, merges=merges)


def _first_column(sheet: calamine.CalamineSheet) -> int:
    """Return the column with which the grid of a sheet begins: the first that holds anything."""
    return (sheet.start or (0, 0))[1]


def _merges(sheet: calamine.CalamineSheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return sheet.merged_cell_ranges or []


def _column(index: int, cells: tuple[Any, ...], done: int, not_text: dict[int, dict[int, str]]) -> pl.Series:
    try:
        return pl.Series(f"c{index}", list(cells), dtype=pl.String, strict=True)
    except TypeError:  # some are no text
        pass
    texts = []
    found = not_text.setdefault(index, {})
    for row, cell in enumerate(cells, done + 1):
        text, what = text_of(cell)
        texts.append(text)
        if what:
            found[row] = what
    return pl.Series(f"c{index}", texts, dtype=pl.String)


def text_of(cell: Any) -> tuple[str, str]:
    """Return a cell as text and, if it is not text in the sheet, what it is: ``number`` ``date`` ``bool``."""
    if isinstance(cell, str):
        return cell, ""
    if isinstance(cell, bool):
        return str(cell).upper(), "bool"
    if isinstance(cell, int):
        return str(cell), "number"
    if isinstance(cell, float):
        return (str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else repr(cell)), "number"
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return (cell.date().isoformat() if midnight else cell.isoformat(sep=" ")), "date"
    if isinstance(cell, date | time):
        return cell.isoformat(), "date"
    if isinstance(cell, timedelta):
        return str(cell), "date"
    return "" if cell is None else str(cell), "number"


# ---- what the reader does not tell: hidden rows and columns ------------------------------------

_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_NO_ARCHIVE = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError)
"""What a damaged archive comes to; the last also if it says that it needs a program of the future, or a password."""
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _parts(path: Path) -> dict[str, str]:
    """Return the file inside an XLSX that holds each sheet; nothing for other formats."""
    try:
        with zipfile.ZipFile(path) as archive:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            book = etree.fromstring(archive.read("xl/workbook.xml"), parser)
            links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
            targets = {link.get("Id"): link.get("Target") for link in links}
            sheets = book.findall("m:sheets/m:sheet", _NS)
            return {sheet.get("name"): f"xl/{targets[sheet.get(_REL)].removeprefix('/xl/')}" for sheet in sheets}
    except (*_NO_ARCHIVE, EOFError, KeyError, etree.XMLSyntaxError, AttributeError):
        return {}


def _without_hidden(hidden: Hidden, grid: Grid, first_column: int, report: Reporter) -> Grid:
    """Return the grid with the rows marked that are hidden or struck through; report hidden columns and rules."""
    place = Place(grid.file, grid.sheet)
    if hidden.columns:
        report.add(hidden_kinds.COLUMNS_HIDDEN, place, columns=" ".join(_letters(*each) for each in hidden.columns))
    _report_comments(hidden.comments, place, report)
    if hidden.rules:
        report.add(hidden_kinds.STRUCK_BY_RULE, place, ranges="、".join(list(hidden.rules)[:5]))
    if hidden.valueless:
        said = {"count": len(hidden.valueless), "examples": "、".join(list(hidden.valueless)[:5])}
        report.add(kinds.CELLS_WITHOUT_VALUE, place, **said)
    return without(grid, hidden.rows, hidden.struck.rows(grid.merges, first_column))


def _report_comments(comments: Mapping[str, str], place: Place, report: Reporter) -> None:
    closing = {cell: text for cell, text in comments.items() if re.search(guards.CLOSED_ANYWHERE, text)}
    told = closing or comments
    if told:
        examples = "；".join(f"{cell}：{' '.join(text.split())[:40]}" for cell, text in list(told.items())[:3])
        kind = hidden_kinds.COMMENTS_CLOSE if closing else hidden_kinds.COMMENTS_UNREAD
        report.add(kind, place, count=len(told), examples=examples)


def _letters(first: int, last: int) -> str:
    return _name(first) if first == last else f"{_name(first)}–{_name(last)}"


def _name(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
