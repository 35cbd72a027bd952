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

from lantai.records import cell_comments, ods_sheets
from lantai.records.glancing import Glance
from lantai.records.hidden_cells import Hidden
from lantai.records.merged_cells import Merges
from lantai.records.struck import Strikes, holds_texts

MOST_BYTES = 8 << 30
"""Bytes that all parts of a workbook may expand to: more than a full sheet of a million rows."""

_ODD_BYTES, _ODD_RATIO = 256 << 20, 200
"""Workbooks shrink to a tenth or a fiftieth; a large one that shrinks to less than this was made to do harm."""

MOST_CELLS = 64_000_000
"""Cells of the rectangle from A1 to the last filled cell: a million rows of sixty columns."""

_CHUNK = 1 << 20
_TWO_BYTES = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
"""How XML begins that has two bytes for a character, which no program writes into a workbook."""
_OVERLAP, _ENOUGH = 512, 256
"""Bytes at the end of a piece that the next one begins with, and how many of them hold the name of any place."""
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{2,8}[0-9]|[A-Za-z]?[0-9]{7})""")
"""What names a place beyond column Z or row 999,999. No sheet without one is too large."""
_NAMED = rb"""r(?<![\w.:-]r)\s*=\s*["']"""
"""What stands before the name of a place, in rows and in cells: these stand where they say, whatever their row says."""
_WIDE = re.compile(_NAMED + rb"([A-Za-z]{2,8})([0-9]{1,10})")
_ONE_LETTER = 26

_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s(?=[^>]*\bhidden=["'](?:1|true)["'])[^>]*?\br=["']([0-9]+)["']""")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
_ERROR = re.compile(rb'<(?:\w+:)?c r="([A-Z]+[0-9]+)"[^>]*\bt="e"')
_P = rb"(?:\w+:)?"
_NO_VALUE = re.compile(
    rb'<%bc r="([A-Z]+[0-9]+)"[^>]*>\s*<%bf[^>]*>[^<]*</%bf>\s*(?:<%bv>\s*</%bv>|<%bv\s*/>)?\s*</%bc>' % ((_P,) * 7)
)
_BOUNDS = tuple(re.compile(rb"\b" + name + rb'="([0-9]+)"') for name in (b"min", b"max"))


@dataclass(slots=True)
class Look:
    """Why a workbook is too large to be opened ("" if it is not), and what it hides, by the part of each sheet."""

    excess: str = ""
    damage: str = ""
    """Why it cannot be looked at although it is an archive. A reader with more patience would show what it hides."""
    hidden: dict[str, Hidden] = field(default_factory=dict)
    merges: dict[str, bytes] = field(default_factory=dict)
    """What each part that is a sheet says of merged cells, as XML; parts that may say it otherwise are left out."""


def look(path: Path) -> Look:
    """Look at a workbook. One that is no ZIP has nothing to tell: its reader will say so."""
    found = Look()
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            total, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
            if total > MOST_BYTES or (total > _ODD_BYTES and total > _ODD_RATIO * packed):
                return Look(f"{packed >> 10} KB → {total >> 20} MB")
            strikes = Strikes(archive)
            for part in sorted(parts, key=lambda each: not holds_texts(each)):
                hidden = found.hidden[part.filename] = Hidden()
                merges = Merges()
                found.excess = _excess(archive, part, hidden, merges, strikes)
                if found.excess:
                    break
                if merges.told is not None:
                    found.merges[part.filename] = merges.told
                if holds_texts(part) and strikes.in_texts:
                    strikes.see_texts(archive, part)
            if not found.excess:
                for name, comments in cell_comments.of(archive).items():
                    found.hidden[name].comments.update(comments)
            if ods_sheets.CONTENT in found.hidden and not found.excess:
                found.hidden |= ods_sheets.hidden(archive)
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, EOFError, zlib.error) as error:
        return Look(damage=str(error)[:120] or "?") if _begins_as_zip(path) else Look()
    return found


def _begins_as_zip(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(2) == b"PK"
    except OSError:  # what could not be looked at just now must not be read a moment later
        return True


def excess(path: Path) -> str:
    """Return why a workbook is too large to be opened, "" if it is not."""
    return look(path).excess


def _excess(archive: zipfile.ZipFile, part: zipfile.ZipInfo, hidden: Hidden, merges: Merges, strikes: Strikes) -> str:
    """Return the name of the filled cell that makes a sheet too large, "" if there is none; note what is hidden."""
    sheet, far, last_column, name = False, False, _ONE_LETTER, ""
    for number, (text, known) in enumerate(_pieces(archive, part)):
        glance = Glance(text)
        sheet = sheet or b"sheetData" in glance
        merges.see(glance, known)
        if sheet:
            hidden.struck.merge(strikes.cells(glance))
            hidden.rules.update(strikes.rules(glance))
        elif holds_texts(part):
            strikes.glance(glance)
        if sheet and glance.may_name_far_places() and _FAR.search(text):
            far = True
            for letters, row in _WIDE.findall(text):
                if _number(letters) > last_column:
                    last_column, name = _number(letters), f"{letters.decode().upper()}{row.decode()}"
        if b'="e"' in glance or b"</f>" in glance or b":f>" in glance:
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
            if not tail and chunk.startswith(_TWO_BYTES) and part.filename.lower().endswith(".xml"):
                raise zipfile.BadZipFile(f"{part.filename}: UTF-16")  # nothing of it would be seen
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
