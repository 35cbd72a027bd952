"""Tables in web pages, which many business systems export and call ``.xls``: each as a grid, with its merged cells.

The page is read as text, whatever it says of its encoding; nothing in it is run or fetched. Read so, codes are what the
system wrote, which they no longer are once Excel has opened the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from lxml import etree
from lxml import html as parser

from lantai.intake import encodings
from lantai.intake import file_problems as file_kinds
from lantai.intake.tables import Grid, Reporter, grid_of, without
from lantai.problems import Place
from lantai.records.workbooks import MOST_CELLS

SUFFIXES = (".html", ".htm")
_MOST_COLUMNS, _MOST_ROWS = 1_000, 1_048_576
"""What a cell may span at most: a page can say anything. Tables of more columns are none."""
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CLASS = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
_STRUCK = re.compile(r"line-through", re.IGNORECASE)
_BREAKS = ("br", "p", "div", "li")


def read(path: Path, shown: str, report: Reporter) -> Iterator[Grid]:
    """Yield a grid for every table of a page that has two columns at least; what cannot be read is reported."""
    root = _root(path, shown, report)
    classes = frozenset() if root is None else _struck_classes(root)
    innermost = [] if root is None else [table for table in root.iter("table") if _is_innermost(table)]
    tables = [_Table.of(table, classes) for table in innermost]
    found = [table for table in tables if table.width > 1]
    if root is not None and not found:
        report.add(file_kinds.FILE_EMPTY, Place(shown))
    for number, table in enumerate(found, 1):
        if table.width * len(table.rows) > MOST_CELLS:
            cells = f"{len(table.rows):,} × {table.width:,}"
            report.add(file_kinds.WORKBOOK_TOO_LARGE, Place(shown), detail=cells)
            return
        grid = table.grid(shown, f"表格 {number}" if len(found) > 1 else "")
        yield without(grid, table.hidden, table.struck)


def _root(path: Path, shown: str, report: Reporter) -> Any | None:
    try:
        encoding = encodings.encoding_of(path)
        text = path.read_text(encoding=encoding)
        # A declaration of an encoding would be believed, or refused, although this is text already.
        return parser.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", "")))
    except encodings.Undecodable as error:
        report.add(file_kinds.UNDECODABLE, Place(shown, line=error.line), offset=error.offset)
    except (etree.ParserError, ValueError):
        report.add(file_kinds.FILE_EMPTY, Place(shown))
    return None


def _is_innermost(table: Any) -> bool:
    """Whether a table holds cells, not other tables: pages are laid out with tables, too."""
    return next(table.iterdescendants("table"), None) is None


@dataclass(slots=True)
class _Table:
    """The rows of a table, each cell in its column; the other cells of a merge are blank."""

    rows: list[dict[int, str]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)
    width: int = 0

    @classmethod
    def of(cls, table: Any, struck: frozenset[str]) -> _Table:
        """Make a table of an element; ``struck`` are the classes whose text is struck through."""
        found, taken, rows = cls(), {}, list(table.iter("tr"))
        for number, row in enumerate(rows, 1):
            taken = {column: last for column, last in taken.items() if last >= number}
            found._add(row, number, taken)
            found.struck.update(range(number, min(number + _struck_rows(row, struck), len(rows) + 1)))
        return found

    def _add(self, row: Any, number: int, taken: dict[int, int]) -> None:
        """Add a row. ``taken`` are the columns that cells of rows above it reach into, with their last row."""
        cells, column = {}, 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while column in taken:
                column += 1
            right = column + _span(cell, "colspan", _MOST_COLUMNS) - 1
            last = number + _span(cell, "rowspan", _MOST_ROWS) - 1
            cells[column] = _text(cell)
            if right > column or last > number:
                self.merges.append((number, column, last, right))
            if last > number:
                taken |= dict.fromkeys(range(column, right + 1), last)
            column = right + 1
        self.rows.append(cells)
        self.width = max(self.width, column if column <= _MOST_COLUMNS else 0)
        if _HIDDEN.search(row.get("style") or ""):
            self.hidden.add(number)

    def grid(self, shown: str, sheet: str) -> Grid:
        columns = [pl.Series(f"c{at}", [row.get(at) for row in self.rows], dtype=pl.String) for at in range(self.width)]
        numbers = pl.Series("row", range(1, len(self.rows) + 1), dtype=pl.UInt32)
        height = len(self.rows)
        merges = [(first, left, min(last, height), right) for first, left, last, right in self.merges]
        return grid_of(shown, sheet, columns, numbers, merges=merges)


def _span(cell: Any, name: str, most: int) -> int:
    digits = re.match(r"\s*([0-9]{1,9})", cell.get(name) or "")
    return min(max(int(digits[1]), 1), most) if digits else 1


def _struck_classes(root: Any) -> frozenset[str]:
    """Return the classes that a page says are struck through, as Excel writes them."""
    sheets = "".join("".join(each.itertext()) for each in root.iter("style"))
    return frozenset(name for name, said in _CLASS.findall(sheets) if _STRUCK.search(said))


def _is_struck(element: Any, classes: frozenset[str]) -> bool:
    """Whether an element strikes a text through; a blank has no line that one would see."""
    if not isinstance(element.tag, str):
        return False
    said = element.tag in ("s", "strike", "del") or _STRUCK.search(element.get("style") or "")
    named = classes and not classes.isdisjoint((element.get("class") or "").split())
    return bool(said or named) and any(text.strip() for text in element.itertext())


def _struck_rows(row: Any, classes: frozenset[str]) -> int:
    """Return how many rows, with this one, are struck through by what stands in it: a merged cell reaches into more."""
    if not any(_is_struck(each, classes) for each in row.iter()):
        return 0
    cells = (cell for cell in row if cell.tag in ("td", "th"))
    whole = _is_struck(row, classes)
    struck = (cell for cell in cells if whole or any(_is_struck(each, classes) for each in cell.iter()))
    return max((_span(cell, "rowspan", _MOST_ROWS) for cell in struck), default=1)


def _text(cell: Any) -> str:
    """Return the text of a cell as a page shows it: blanks run together, elements that break lines break them."""
    return "".join(_pieces(cell)).strip()


def _pieces(element: Any) -> Iterator[str]:
    yield _run_together(element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("style", "script"):
            yield from ("\n",) if child.tag in _BREAKS else ()
            yield from _pieces(child)
        yield _run_together(child.tail)


def _run_together(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")
