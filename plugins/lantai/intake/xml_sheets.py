"""XML spreadsheets of 2003 (SpreadsheetML), which business systems write and call ``.xls``: each sheet as a grid.

As in web pages, codes are what the system wrote. Numbers and days are told as in workbooks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
from lxml import etree

from lantai.intake import encodings
from lantai.intake import file_problems as file_kinds
from lantai.intake import hidden_problems as hidden_kinds
from lantai.intake import problems as kinds
from lantai.intake.ead import problems as xml_kinds
from lantai.intake.tables import Grid, Reporter, grid_of, without
from lantai.problems import Place
from lantai.records.releases import Source
from lantai.records.workbooks import MOST_CELLS

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_MOST_COLUMNS, _MOST_ROWS = 16_384, 1 << 20
_WHAT = {"Number": "number", "DateTime": "date", "Boolean": "bool"}


def read(path: Path, shown: str, source: Source, report: Reporter) -> Iterator[Grid]:
    """Yield a grid for every sheet asked for; what cannot be read or is left out is reported."""
    root = _root(path, shown, report)
    sheets = [] if root is None else list(root.iter(f"{_SS}Worksheet"))
    struck = set() if root is None else _struck(root)
    names = [sheet.get(f"{_SS}Name") or "" for sheet in sheets]
    for name in source.sheets:
        if name not in names:
            report.add(kinds.SHEET_MISSING, Place(shown, name), name=name, hint="、".join(names))
    empty = root is not None
    for name, sheet in zip(names, sheets, strict=True):
        if source.sheets and name not in source.sheets:
            continue
        if not source.sheets and "Hidden" in (sheet.findtext(f".//{_EXCEL}Visible") or ""):
            report.add(hidden_kinds.SHEET_HIDDEN, Place(shown, name), rows=sum(1 for _ in sheet.iter(f"{_SS}Row")))
            continue
        grid, hidden, crossed = _grid(sheet, shown, name, struck, report)
        if grid is None or not grid.frame.height:
            continue
        empty = False
        yield without(grid, hidden, crossed)
    if empty:
        report.add(file_kinds.FILE_EMPTY, Place(shown))


def _root(path: Path, shown: str, report: Reporter) -> Any | None:
    try:
        text = path.read_text(encoding=encodings.encoding_of(path))
        # What it says of its encoding is often less than what is in it (GB 2312 for GBK); this is text already.
        plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode()
        return etree.fromstring(plain, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except encodings.Undecodable as error:
        report.add(file_kinds.UNDECODABLE, Place(shown, line=error.line), offset=error.offset)
    except etree.XMLSyntaxError as error:
        report.add(xml_kinds.XML_BROKEN, Place(shown, line=error.lineno or 0), detail=str(error.msg)[:120])
    return None


def _struck(root: Any) -> set[str]:
    """Return the names of the styles that strike text through."""
    fonts = root.iter(f"{_SS}Font")
    struck = {font.getparent().get(f"{_SS}ID") for font in fonts if font.get(f"{_SS}StrikeThrough") == "1"}
    return {each for each in struck if each}


def _is_struck(cell: Any, row: Any, styles: set[str]) -> bool:
    """Whether the text of a cell is struck through, by its style or its row's or, in part, by a mark within."""
    style = cell.get(f"{_SS}StyleID") or row.get(f"{_SS}StyleID")
    return style in styles or next(cell.iter("{*}S"), None) is not None


def _grid(
    sheet: Any, shown: str, name: str, struck: set[str], report: Reporter
) -> tuple[Grid | None, set[int], set[int]]:
    rows: dict[int, dict[int, str]] = {}
    merges, hidden, struck_to, not_text = [], set(), {}, {}
    number = 0
    for row in sheet.iter(f"{_SS}Row"):
        number = min(max(_whole(row, "Index", 0), number + 1), _MOST_ROWS)
        cells = rows.setdefault(number, {})
        if row.get(f"{_SS}Hidden") == "1":
            hidden.add(number)
        column = -1
        for cell in row.iter(f"{_SS}Cell"):
            column = min(max(_whole(cell, "Index", 0) - 1, column + 1), _MOST_COLUMNS - 1)
            right, below = column + _whole(cell, "MergeAcross", 0), number + _whole(cell, "MergeDown", 0)
            if right > column or below > number:
                merges.append((number, column, min(below, _MOST_ROWS), right))
            cells[column], what = _text_of(cell)
            if cells[column] and _is_struck(cell, row, struck):
                struck_to[number] = max(struck_to.get(number, 0), below)
            if what:
                not_text.setdefault(column, {})[number] = what
            column = right
        # No row and no cell stands before those above it, whatever the file says: one would hide the other.
        number += _whole(row, "Span", 0)
    width = max((column + 1 for cells in rows.values() for column in cells), default=0)
    if width * len(rows) > MOST_CELLS:
        report.add(file_kinds.WORKBOOK_TOO_LARGE, Place(shown, name), detail=f"{len(rows):,} × {width:,}")
        return None, set(), set()
    last = max(rows, default=0)
    within = [(first, left, min(below, last), right) for first, left, below, right in merges]
    columns = [pl.Series(f"c{at}", [cells.get(at) for cells in rows.values()], dtype=pl.String) for at in range(width)]
    grid = grid_of(shown, name, columns, pl.Series("row", list(rows)), not_text=not_text, merges=within)
    crossed = {each for first, below in struck_to.items() for each in range(first, min(below, last) + 1)}
    return grid, hidden, crossed


def _whole(element: Any, name: str, otherwise: int) -> int:
    found = re.fullmatch(r"\s*([0-9]{1,7})\s*", element.get(f"{_SS}{name}") or "")
    return int(found[1]) if found else otherwise


def _text_of(cell: Any) -> tuple[str, str]:
    """Return a cell as text and, if it is not text in the sheet, what it is."""
    data = cell.find(f"{_SS}Data")
    if data is None:
        return "", ""
    text, kind = "".join(data.itertext()), data.get(f"{_SS}Type") or ""
    if kind == "DateTime":
        text = re.sub(r"T00:00:00(\.0+)?$", "", text).replace("T", " ")
    return text, _WHAT.get(kind, "")
