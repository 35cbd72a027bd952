"""Files that several parts are written to one after another, plain or compressed.

A gzip file may be a row of gzip members (RFC 1952, 2.2), so what several files share is compressed once. A
member ends where a line does, holds at most some ``MOST`` bytes, and says in its header how long it is (the
subfield ``IG``, as mgzip writes it): whoever reads the files finds equal members without unpacking them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import deflate

LEVEL = 1
"""Of libdeflate: a tenth of the size in three fifths of zlib's time; level 4 saves an eighth for half as much again."""
MOST = 1 << 22
"""Bytes in one member, about: what packs and unpacks it need not hold more."""

_HEADER = struct.Struct("<4s4x2sH2sHI")
_FLAGS = (b"\x1f\x8b\x08\x04", b"\x00\xff", 8, b"IG", 4)
"""Deflate with an extra field, no time, no system, and that field: ``IG`` with the four bytes of a length."""
_TRAILER = struct.Struct("<II")


def member(data: bytes | memoryview) -> bytes:
    """Return ``data`` as one gzip member without time or name, so that the same data gives the same bytes."""
    body = deflate.deflate_compress(data, LEVEL)
    size = _HEADER.size + len(body) + _TRAILER.size
    end = _TRAILER.pack(deflate.crc32(data), len(data) & 0xFFFFFFFF)
    return b"".join((_HEADER.pack(*_FLAGS, size), body, end))


def lines(data: bytes) -> Iterator[memoryview]:
    """Yield ``data`` in pieces of at most some ``MOST`` bytes that end where a line does."""
    view, start = memoryview(data), 0
    while len(data) - start > MOST:
        end = data.rfind(b"\n", start, start + MOST) + 1 or data.find(b"\n", start + MOST) + 1 or len(data)
        yield view[start:end]
        start = end
    if start < len(data):
        yield view[start:]


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
            self._packed = b"".join(map(member, lines(self.plain)))
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

    def copy(self, source: Path, start: int, length: int) -> None:
        """Write what a file of this kind holds already, packed or not as this one is."""
        with source.open("rb") as stream:
            stream.seek(start)
            while length and (block := stream.read(min(length, MOST))):
                self._stream.write(block)
                length -= len(block)

    @property
    def position(self) -> int:
        """How many bytes the file has."""
        return self._stream.tell()

    def close(self) -> None:
        self._stream.close()
