"""What is struck through in a workbook: offices leave a row that they have withdrawn, with a line through it.

Whether a text is struck through says the style of its cell or, where only some characters are, the text itself. Most
workbooks have no such style, so their cells need not be looked at.
"""

from __future__ import annotations

import re
import zipfile
from typing import Any

from lxml import etree

from lantai.records.glancing import Glance
from lantai.records.hidden_cells import Struck

_ON = re.compile(rb"""<(?:\w+:)?strike(?:\s*/?>|\s+val\s*=\s*["'](?:1|true|on)["'])""")
_OFF = ("0", "false", "off")
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]+)([0-9]+)["'][^>]*>""")
_SHARED = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^>]*\bt=["']s["'])[^>]*?\br=["']([A-Z]+)([0-9]+)["'][^>]*>\s*<(?:\w+:)?v>([0-9]+)<"""
)
_RULE = re.compile(rb"""<(?:\w+:)?cfRule\s[^>]*\bdxfId=["']([0-9]+)["']""")
_BEFORE, _AFTER = re.compile(rb"""\bsqref=["']([^"']*)["']"""), re.compile(rb"<(?:\w+:)?sqref[^>]*>([^<]*)<")
"""Where it is said for which cells a rule is: before it, or after newer ones."""
_STYLES, _TEXTS = "styles.xml", "sharedstrings.xml"


def holds_texts(part: zipfile.ZipInfo) -> bool:
    """Whether a part of a workbook has the texts that its sheets name by number."""
    return part.filename.lower().endswith(_TEXTS)


class Strikes:
    """The numbers of the styles and of the shared texts of a workbook that are struck through, wholly or in part."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        names = [name for name in archive.namelist() if name.lower().endswith(_STYLES)]
        styles = {number for name in names for number in _styles(archive.read(name))}
        self._texts: set[int] = set()
        self.in_texts = False
        """Whether shared texts may be struck through, so that ``see_texts`` has to look at them."""
        self._styled = re.compile(rf"""\ss=["'](?:{"|".join(map(str, styles))})["']""".encode()) if styles else None
        self._for_rules = frozenset(str(number).encode() for name in names for number in _rules(archive.read(name)))
        self._open: re.Match[bytes] | None = None
        """The last cell that begins in the pieces before."""

    def see_texts(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """Note which of the shared texts have characters that are struck through."""
        with archive.open(part) as stream:
            events = etree.iterparse(
                stream, tag="{*}si", resolve_entities=False, no_network=True, huge_tree=True, recover=True
            )
            for number, (_, text) in enumerate(events):
                if any(_is_on(each) for each in text.iter("{*}strike")):
                    self._texts.add(number)
                text.clear()

    def glance(self, piece: Glance) -> None:
        """See whether a piece of a part says anything of lines through characters."""
        self.in_texts = self.in_texts or b"strike" in piece

    def rules(self, piece: Glance) -> dict[str, None]:
        """Return the ranges in a piece of a sheet in which a rule strikes cells through.

        A rule names its format by number; newer ones hold it.
        """
        text, found = piece.text, []
        if self._for_rules and b"cfRule" in piece:
            found += [_range_before(text, each.start()) for each in _RULE.finditer(text) if each[1] in self._for_rules]
        if b"strike" in piece:
            places = (each.start() for each in _ON.finditer(text))
            found += [_range_after(text, place) for place in places if _is_of_rule(text, place)]
        return dict.fromkeys(found)

    def cells(self, piece: Glance) -> Struck:
        """Return the filled cells in a piece of a sheet that are struck through."""
        text, found = piece.text, Struck()
        if self._texts:
            for letters, row, number in _SHARED.findall(text):
                if int(number) in self._texts:
                    found.add(int(row), letters)
        if self._styled:
            for each in self._styled.finditer(text):
                cell = _CELL.match(text, text.rfind(b"<", 0, each.start()))
                if cell and not cell[0].endswith(b"/>"):
                    found.add(int(cell[2]), cell[1])
        if b"strike" in piece:
            places = [each.start() for each in _ON.finditer(text) if not _is_of_rule(text, each.start())]
            for cell in filter(None, (_cell_above(text, place) or self._open for place in places)):
                found.add(int(cell[2]), cell[1])
        self._open = _cell_above(text, len(text)) or self._open
        return found


def _is_of_rule(text: bytes, place: int) -> bool:
    """Whether a line through characters is that of a rule (dxf), and not of characters in a cell (rPr)."""
    return text.rfind(b"dxf", 0, place) > text.rfind(b"rPr", 0, place)


def _range_before(text: bytes, place: int) -> str:
    found = _BEFORE.findall(text, max(0, place - 4096), place)
    return _told(found[-1] if found else b"")


def _range_after(text: bytes, place: int) -> str:
    found = _AFTER.search(text, place)
    return _told(found[1] if found else b"")


def _told(cells: bytes) -> str:
    return cells.decode(errors="replace")[:60] or "…"


def _rules(content: bytes) -> frozenset[int]:
    """Return the numbers of the formats of rules that strike through."""
    if b"strike" not in content:
        return frozenset()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    root = etree.fromstring(content, parser)
    formats = [] if root is None else root.findall("{*}dxfs/{*}dxf")
    return frozenset(at for at, each in enumerate(formats) if any(map(_is_on, each.findall("{*}font/{*}strike"))))


def _styles(content: bytes) -> frozenset[int]:
    if b"strike" not in content:
        return frozenset()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    root = etree.fromstring(content, parser)
    if root is None:
        return frozenset()
    fonts = root.findall("{*}fonts/{*}font")
    struck = {str(number) for number, font in enumerate(fonts) if any(map(_is_on, font.findall("{*}strike")))}
    formats = root.findall("{*}cellXfs/{*}xf")
    return frozenset(number for number, each in enumerate(formats) if each.get("fontId") in struck)


def _is_on(element: Any) -> bool:
    return (element.get("val") or "1") not in _OFF


def _cell_above(text: bytes, place: int) -> re.Match[bytes] | None:
    """Return the tag of the last cell that begins before a place, None if none does."""
    start = text.rfind(b"<c ", 0, place)
    if start < 0:
        start = text.rfind(b"<", 0, text.rfind(b":c ", 0, place) + 1)
    return _CELL.match(text, start) if start >= 0 else None
