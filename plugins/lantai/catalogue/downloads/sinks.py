"""Files that several parts are written to one after another, plain or compressed.

A gzip file may be a row of gzip members (RFC 1952, 2.2), so what several files share is compressed once.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import IO

LEVEL = 1
"""Catalogue data is so repetitive that level 1 packs it to a tenth; level 6 takes twice as long for a quarter less."""


def member(data: bytes) -> bytes:
    """Return ``data`` as one gzip member without time or name, so that the same data gives the same bytes."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


class Piece:
    """Bytes for several files; compressed when the first compressed file asks, and only once."""

    def __init__(self, content: str | bytes) -> None:
        self.plain = content.encode() if isinstance(content, str) else content
        self._packed: bytes | None = None

    def form(self, packed: bool) -> bytes:
        """Return the bytes for a plain or a compressed file."""
        if not packed:
            return self.plain
        if self._packed is None:
            self._packed = member(self.plain) if self.plain else b""
        return self._packed


class Sink:
    """One file being written; compressed if its name ends in ``.gz``."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.packed = path.name.endswith(".gz")
        self._stream: IO[bytes] = path.open("wb")

    def write(self, *pieces: Piece | str) -> None:
        for piece in pieces:
            self._stream.write((Piece(piece) if isinstance(piece, str) else piece).form(self.packed))

    def copy(self, content: bytes) -> None:
        """Write what a file of this kind holds already, packed or not as this one is."""
        self._stream.write(content)

    @property
    def position(self) -> int:
        """How many bytes the file has."""
        return self._stream.tell()

    def close(self) -> None:
        self._stream.close()
