"""What a look at the bytes of a workbook tells before it is opened: whether it may be, what it hides, what
of its formulas failed.

A few kilobytes of XLSX can ask for all the memory there is. Two ways: parts that expand a thousandfold, and one filled
cell far from the table, for which a reader makes room for every cell before it. The second also happens by accident,
so it names the cell. Every part is looked at, in whatever way it writes its XML: which of them are sheets says a part
that whoever means harm writes too.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from lantai.records.glancing import Glance
from lantai.records.merged_cells import Merges

MOST_BYTES = 8 << 30
"""Bytes that all parts of a workbook may expand to: more than a full sheet of a million rows."""

_ODD_BYTES, _ODD_RATIO = 256 << 20, 200
"""Workbooks shrink to a tenth or a fiftieth; a large one that shrinks to less than this was made to do harm."""

MOST_CELLS = 64_000_000
"""Cells of the rectangle from A1 to the last filled cell: a million rows of sixty columns."""

_CHUNK = 1 << 20
_OVERLAP, _ENOUGH = 512, 256
"""Bytes at the end of a piece that the next one begins with, and how many of them hold the name of any place."""
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{2,8}[0-9]|[A-Za-z]?[0-9]{7})""")
"""What names a place beyond column Z or row 999,999. No sheet without one is too large."""
_NAMED = rb"""r(?<![\w.:-]r)\s*=\s*["']"""
"""What stands before the name of a place, in rows and in cells: these stand where they say, whatever their row says."""
_WIDE = re.compile(_NAMED + rb"([A-Za-z]{2,8})([0-9]{1,10})")
_ONE_LETTER = 26

_HIDDEN_ROW = re.compile(rb'<row [^>]*?\br="([0-9]+)"[^>]*?\bhidden="(?:1|true)"')
_COLUMN = re.compile(rb"<col [^>]*>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_ERROR = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*\bt="e"')
_NO_VALUE = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*>\s*<f[^>]*>[^<]*</f>\s*(?:<v>\s*</v>|<v\s*/>)?\s*</c>')
_BOUNDS = tuple(re.compile(rb"\b" + name + rb'="([0-9]+)"') for name in (b"min", b"max"))


@dataclass(slots=True)
class Hidden:
    """What a sheet hides: numbers of rows, and the first and last of columns beside each other."""

    rows: set[int] = field(default_factory=set)
    columns: list[tuple[int, int]] = field(default_factory=list)
    valueless: dict[str, None] = field(default_factory=dict)
    """Cells whose formula came to an error or to nothing, in the order of the sheet."""


@dataclass(slots=True)
class Look:
    """Why a workbook is too large to be opened ("" if it is not), and what it hides, by the part of each sheet."""

    excess: str = ""
    hidden: dict[str, Hidden] = field(default_factory=dict)
    merges: dict[str, bytes] = field(default_factory=dict)
    """What each part that is a sheet says of merged cells, as XML; parts that may say it otherwise are left out."""


def look(path: Path) -> Look:
    """Look at a workbook. One that is damaged, or no ZIP, has nothing to tell: its reader will say so."""
    found = Look()
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            total, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
            if total > MOST_BYTES or (total > _ODD_BYTES and total > _ODD_RATIO * packed):
                return Look(f"{packed >> 10} KB → {total >> 20} MB")
            for part in parts:
                hidden = found.hidden[part.filename] = Hidden()
                merges = Merges()
                found.excess = _excess(archive, part, hidden, merges)
                if found.excess:
                    break
                if merges.told is not None:
                    found.merges[part.filename] = merges.told
            if _CONTENT in found.hidden and not found.excess:
                found.hidden |= _hidden_in_ods(archive)
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, EOFError, zlib.error):
        return Look()
    return found


_CONTENT = "content.xml"
_ODS = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_ROWS = 1 << 20


def ods_sheet(name: str) -> str:
    """Return under which name ``Look.hidden`` has a sheet of an ODS workbook, all of which stand in one part."""
    return f"{_CONTENT}/{name}"


def _hidden_in_ods(archive: zipfile.ZipFile) -> dict[str, Hidden]:
    """Return what the sheets of an ODS workbook hide: rows that are collapsed or filtered, or in a closed group."""
    found: dict[str, Hidden] = {}
    with archive.open(_CONTENT) as stream:
        row, hidden, closed = 0, Hidden(), 0
        events = etree.iterparse(stream, ("start", "end"), resolve_entities=False, no_network=True, huge_tree=True)
        try:
            for event, element in events:
                if element.tag == f"{_ODS}table" and event == "start":
                    row, closed = 0, 0
                    hidden = found.setdefault(ods_sheet(element.get(f"{_ODS}name") or ""), Hidden())
                elif element.tag == f"{_ODS}table-row-group" and element.get(f"{_ODS}display") == "false":
                    closed += 1 if event == "start" else -1
                elif element.tag == f"{_ODS}table-row" and event == "end":
                    times = re.fullmatch("[0-9]{1,9}", element.get(f"{_ODS}number-rows-repeated") or "1")
                    last = min(row + int(times[0] if times else 1), _MOST_ROWS)
                    if closed or element.get(f"{_ODS}visibility") in ("collapse", "filter"):
                        hidden.rows.update(range(row + 1, last + 1))
                    row = last
                    element.clear()
        except etree.XMLSyntaxError:
            return {}  # its reader will say so
    return found


def excess(path: Path) -> str:
    """Return why a workbook is too large to be opened, "" if it is not."""
    return look(path).excess


def _excess(archive: zipfile.ZipFile, part: zipfile.ZipInfo, hidden: Hidden, merges: Merges) -> str:
    """Return the name of the filled cell that makes a sheet too large, "" if there is none; note what is hidden."""
    sheet, far, last_column, name = False, False, _ONE_LETTER, ""
    for number, (text, known) in enumerate(_pieces(archive, part)):
        glance = Glance(text)
        sheet = sheet or b"sheetData" in glance
        merges.see(glance, known)
        if sheet and glance.may_name_far_places() and _FAR.search(text):
            far = True
            for letters, row in _WIDE.findall(text):
                if _number(letters) > last_column:
                    last_column, name = _number(letters), f"{letters.decode().upper()}{row.decode()}"
        if b'="e"' in glance or b"</f>" in glance:
            cells = [*_ERROR.findall(text), *_NO_VALUE.findall(text)]
            hidden.valueless.update(dict.fromkeys(cell.decode() for cell in cells))
        if b"hidden=" in glance:
            _note(text, hidden, columns=not number)
    if not far:
        return ""
    below = re.compile(_NAMED + rb"[A-Za-z]{0,8}0*(" + _above(MOST_CELLS // last_column) + rb")")
    found = next(filter(None, (below.search(text) for text, _ in _pieces(archive, part))), None)
    return (name or f"A{found[1].decode()}") if found else ""


def _above(number: int) -> bytes:
    """Return an expression for numbers that are greater, without zeros before them."""
    digits = str(number)
    longer = f"[1-9][0-9]{{{len(digits)},}}"
    greater = (
        f"{digits[:place]}[{int(digit) + 1}-9][0-9]{{{len(digits) - place - 1}}}(?![0-9])"
        for place, digit in enumerate(digits)
        if digit != "9"
    )
    return "|".join((longer, *greater)).encode()


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """Yield a part piece by piece, each beginning with the end of the one before, so that no name is cut.

    With each comes how many bytes of it are of the one before.
    """
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            text = tail + chunk
            yield text, len(tail)
            tail = b" ".join(text[-_OVERLAP:].split())
            if len(tail) < _ENOUGH:  # so many blanks may stand within the name of a place
                tail = b" ".join(text.split())[-_OVERLAP:]


def _note(text: bytes, hidden: Hidden, *, columns: bool) -> None:
    """Note the hidden rows and, where they stand, columns of a piece of a sheet."""
    hidden.rows.update(map(int, _HIDDEN_ROW.findall(text)))
    for tag in _COLUMN.findall(text) if columns else ():
        bounds = [bound.search(tag) for bound in _BOUNDS]
        if _HIDDEN.search(tag) and all(bounds):
            first, last = (int(bound[1]) for bound in bounds if bound)
            hidden.columns.append((first, last))


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
