"""What a sheet of a workbook says of merged cells, seen while its bytes go by."""

from __future__ import annotations

import re

from lantai.records.glancing import Glance

_NONE = b"<mergeCells></mergeCells>"
_PLACE = rb"[A-Z]{1,3}[0-9]{1,7}"
_ALL = re.compile(
    rb'<mergeCells(?: count="[0-9]+")?>(?:\s*<mergeCell ref="' + _PLACE + rb":" + _PLACE + rb'"\s*/>)+\s*</mergeCells>'
)
"""Merged cells as all programs write them. Whoever writes them otherwise is read in the ordinary way."""
_PLAIN = re.compile(rb"""\s*(?:<\?xml[^>]*encoding=["']utf-8["'][^>]*>|<\?xml(?![^>]*encoding)[^>]*>|<[a-z])""", re.I)
_MOST_BYTES = 4 << 20
"""Bytes from the first merged cell to the end of a sheet that are kept."""


class Merges:
    """Takes the pieces of a part of a workbook, and knows then what it says of merged cells if it is a sheet."""

    def __init__(self) -> None:
        self._plain: bool | None = None
        self._sheet = False
        self._kept = b""

    def see(self, piece: Glance, known: int) -> None:
        """Look at a piece, of which so many bytes stood at the end of the one before."""
        if self._plain is None:
            self._plain = bool(_PLAIN.match(piece.text))
        self._sheet = self._sheet or b"<sheetData" in piece
        if self._kept:
            self._kept += piece.text[known : known + _MOST_BYTES]
            self._plain = self._plain and len(self._kept) <= _MOST_BYTES
        elif b"mergeCell" in piece:
            self._kept = piece.text

    @property
    def told(self) -> bytes | None:
        """The element ``mergeCells`` of a sheet, empty if nothing is merged; None for what is not certain."""
        if not self._plain or not self._sheet:
            return None
        if not self._kept:
            return _NONE
        found = _ALL.findall(self._kept)
        certain = len(found) == 1 and self._kept.count(b"mergeCells") == 2 and b"<!" not in self._kept
        return found[0] if certain else None
