"""What the sheets of an ODS workbook hide or strike through. All of them stand in one part."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from typing import Any

from lxml import etree

from lantai.records.hidden_cells import Hidden

CONTENT, _STYLES = "content.xml", "styles.xml"
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14
_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _STYLE, _TEXT = (_NAMES % name for name in ("table", "style", "text"))
_LINES = tuple(f"{_STYLE}text-line-through-{kind}" for kind in ("style", "type"))


def name_of(sheet: str) -> str:
    """Return under which name ``workbooks.Look.hidden`` has a sheet of an ODS workbook."""
    return f"{CONTENT}/{sheet}"


def hidden(archive: zipfile.ZipFile) -> dict[str, Hidden]:
    """Return what each sheet hides (rows that are collapsed or filtered, or in a closed group) and strikes through."""
    found: dict[str, Hidden] = {}
    styles = _Styles()
    with archive.open(CONTENT) as stream:
        row, sheet, closed = 0, Hidden(), 0
        columns: list[str] = []
        events = etree.iterparse(stream, ("start", "end"), resolve_entities=False, no_network=True, huge_tree=True)
        try:
            if _STYLES in archive.namelist():
                parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
                shared = etree.fromstring(archive.read(_STYLES), parser)
                for style in () if shared is None else shared.iter(f"{_STYLE}style"):
                    styles.add(style)
            for event, element in events:
                if element.tag == f"{_STYLE}style" and event == "end":
                    styles.add(element)
                elif element.tag == f"{_TABLE}table" and event == "start":
                    row, closed, columns = 0, 0, []
                    sheet = found.setdefault(name_of(element.get(f"{_TABLE}name") or ""), Hidden())
                elif event == "end" and etree.QName(element).localname == "condition":
                    style = next((value for name, value in element.items() if name.endswith("}apply-style-name")), "")
                    cells = [value for name, value in element.getparent().items() if name.endswith("range-address")]
                    sheet.rules.update(dict.fromkeys(cells[:1] or ["…"]) if style in styles.struck else {})
                elif element.tag == f"{_TABLE}table-column" and event == "end":
                    name = element.get(f"{_TABLE}default-cell-style-name") or ""
                    columns += [name] * (_times(element, "columns", _MOST_COLUMNS) if styles.struck else 0)
                elif element.tag == f"{_TABLE}table-row-group" and element.get(f"{_TABLE}display") == "false":
                    closed += 1 if event == "start" else -1
                elif element.tag == f"{_TABLE}table-row" and event == "end":
                    last = min(row + _times(element, "rows", _MOST_ROWS), _MOST_ROWS)
                    if closed or element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                        sheet.rows.update(range(row + 1, last + 1))
                    if styles.struck and (reach := styles.strike(element, columns)):
                        sheet.struck |= dict.fromkeys(range(row + 1, min(last + reach - 1, _MOST_ROWS) + 1), 0)
                    for note in element.iter(f"{_NAMES % 'office'}annotation"):
                        sheet.comments.setdefault(f"#{row + 1}", " ".join(note.itertext()).strip())
                    row = last
                    element.clear()
        except etree.XMLSyntaxError:
            return {}  # its reader will say so
    return found


def _times(element: Any, what: str, most: int) -> int:
    times = re.fullmatch("[0-9]{1,9}", element.get(f"{_TABLE}number-{what}-repeated") or "1")
    return min(int(times[0]), most) if times else 1


def _spans(cell: Any) -> int:
    """Return how many rows a cell covers, itself included."""
    rows = re.fullmatch("[0-9]{1,9}", cell.get(f"{_TABLE}number-rows-spanned") or "1")
    return max(min(int(rows[0]), _MOST_ROWS), 1) if rows else 1


class _Styles:
    """Which styles, of cells or of characters, draw a line through their text."""

    def __init__(self) -> None:
        self.struck: set[str] = set()

    def add(self, style: Any) -> None:
        """Note a style. What it says counts more than what its parent says, which stands before it."""
        said = [each.get(name) for each in style.iter(f"{_STYLE}text-properties") for name in _LINES]
        lines = [each for each in said if each]
        if "none" not in lines if lines else style.get(f"{_STYLE}parent-style-name") in self.struck:
            self.struck.add(style.get(f"{_STYLE}name") or "")

    def strike(self, row: Any, columns: Sequence[str]) -> int:
        """Return into how many rows a filled cell reaches of which all or something is struck through, 0 for none."""
        at = reach = 0
        for cell in row:
            times = _times(cell, "columns", _MOST_COLUMNS)
            own = cell.get(f"{_TABLE}style-name") or row.get(f"{_TABLE}default-cell-style-name")
            style = own or (columns[at] if at < len(columns) else "")
            spans = (each for each in cell.iter(f"{_TEXT}span") if each.get(f"{_TEXT}style-name") in self.struck)
            if (style in self.struck and _is_filled(cell)) or any(_is_filled(span) for span in spans):
                reach = max(reach, _spans(cell))
            at += times
        return reach


def _is_filled(element: Any) -> bool:
    return any(text.strip() for text in element.itertext())
