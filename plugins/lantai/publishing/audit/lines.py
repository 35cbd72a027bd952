"""A text in pieces of a few megabytes that end where a line ends, so that gigabytes take no more memory than a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

PIECE = 4 << 20
"""Bytes read at a time: few enough to stay in the processor's cache, enough to make calls rare."""

OVERLAP = 1 << 16
"""Bytes that two pieces share where there is no line break for longer than a piece."""


class Lines:
    """Takes a text block by block and gives it back in pieces that end where a line does."""

    def __init__(self) -> None:
        self.rest = b""
        """What has been taken and not yet given back."""

    def piece(self, block: bytes) -> bytes:
        """Return all complete lines after ``block`` has come; empty if there is none."""
        whole = self.rest + block if self.rest else block
        end = whole.rfind(b"\n") + 1
        if end == len(whole):
            self.rest = b""
            return whole
        if end == 0 and len(whole) > max(PIECE, OVERLAP + 8):
            self.rest = whole[_character(whole, len(whole) - OVERLAP) :]
            return whole
        self.rest = whole[end:]
        return whole[:end]


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield a stream in pieces that end where a line ends; where there is no end for long, pieces overlap."""
    lines = Lines()
    while block := stream.read(PIECE):
        if piece := lines.piece(block):
            yield piece
    if lines.rest:
        yield lines.rest


def _character(data: bytes, index: int) -> int:
    """Return the first index from ``index`` on at which a character of UTF-8 begins."""
    while index < len(data) and data[index] & 0xC0 == 0x80:
        index += 1
    return index
