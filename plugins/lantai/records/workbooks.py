"""Whether a workbook may be opened: a few kilobytes of XLSX can ask for all the memory there is.

Two ways: parts that expand a thousandfold, and one filled cell far from the table, for which a reader makes
room for every cell before it. The second also happens by accident, so it names the cell.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

MOST_BYTES = 8 << 30
"""Bytes that all parts of a workbook may expand to: more than a full sheet of a million rows."""

_ODD_BYTES, _ODD_RATIO = 256 << 20, 200
"""Workbooks shrink to a tenth or a fiftieth; a large one that shrinks to less than this was made to do harm."""

MOST_CELLS = 64_000_000
"""Cells of the rectangle from A1 to the last filled cell: a million rows of sixty columns."""

_CHUNK, _OVERLAP = 1 << 20, 64
_ROW = re.compile(rb'<row [^>]{0,200}?\br="([0-9]{1,10})"')
_WIDE = re.compile(rb'<c r="([A-Z]{2,3})([0-9]{1,10})"')
_ONE_LETTER = 26


def excess(path: Path) -> str:
    """Return why a workbook is too large to be opened, "" if it is not (or is no ZIP, which its reader will say)."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            total, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
            if total > MOST_BYTES or (total > _ODD_BYTES and total > _ODD_RATIO * packed):
                return f"{packed >> 10} KB → {total >> 20} MB"
            sheets = (part for part in parts if re.match(r"xl/worksheets/[^/]+\.xml$", part.filename))
            return next(filter(None, (_far_cell(archive, sheet) for sheet in sheets)), "")
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, EOFError, zlib.error):
        return ""


def _far_cell(archive: zipfile.ZipFile, sheet: zipfile.ZipInfo) -> str:
    """Return the name of the filled cell that makes the sheet too large, "" if there is none."""
    last_row, last_column, name = 0, _ONE_LETTER, ""
    with archive.open(sheet) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            text = tail + chunk
            last_row = max([last_row, *(int(row) for row in _ROW.findall(text))])
            for letters, row in _WIDE.findall(text):
                if _number(letters) > last_column:
                    last_column, name = _number(letters), f"{letters.decode()}{row.decode()}"
            if last_row * last_column > MOST_CELLS:
                return name or f"A{last_row}"
            tail = text[-_OVERLAP:]
    return ""


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
