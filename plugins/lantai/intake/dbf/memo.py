"""The memo file of a table: ``.fpt`` of FoxPro, ``.dbt`` of dBase III and IV, in which its longer texts stand.

A record holds the number of the block at which its text begins.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_OLD_BLOCK = 512
_END = b"\x1a"
_SOFT_BREAK = b"\x8d\n"
"""Where an editor of dBase III has broken a line by itself."""
_BEGINS = b"\xff\xff\x08\x00"
"""What every text in a memo file of dBase IV begins with."""
_LONGEST = 1 << 20
"""Bytes of a text at most: more is none, but a length that is damaged."""


class Broken(Exception):
    """There is no text where a record says that there is one."""


@dataclass(slots=True)
class Memo:
    """A memo file: how it is laid out (``fpt``, ``dbt3``, ``dbt4``) and how long its blocks are."""

    name: str
    stream: BinaryIO
    layout: str
    block: int
    left: int
    """Bytes of text that may still be read: of no honest file more than it holds."""

    @classmethod
    @contextmanager
    def opened(cls, path: Path, layout: str) -> Iterator[Memo]:
        with path.open("rb") as stream:
            head, block = stream.read(24), _OLD_BLOCK
            if layout == "fpt":
                block = struct.unpack_from(">H", head, 6)[0] if len(head) >= 8 else 0
            elif layout == "dbt4" and len(head) >= 22:
                block = struct.unpack_from("<H", head, 20)[0] or _OLD_BLOCK
            yield cls(path.name, stream, layout, block, path.stat().st_size)

    def text(self, number: int) -> bytes:
        """Return the text that begins at a block, in the encoding of the table. Raises Broken."""
        if number < 1 or not self.block:
            raise Broken
        self.stream.seek(number * self.block)
        text = self._old() if self.layout == "dbt3" else self._counted()
        self.left -= len(text)
        if self.left < 0:
            raise Broken
        return text

    def _counted(self) -> bytes:
        head = self.stream.read(8)
        if len(head) < 8:
            raise Broken
        if self.layout == "fpt":
            kind, length = struct.unpack(">II", head)
            known = kind == 1  # 0 is a picture
        else:
            known, length = head.startswith(_BEGINS), struct.unpack("<I", head[4:])[0] - 8
        if not known or not 0 <= length <= _LONGEST:
            raise Broken
        text = self.stream.read(length)
        if len(text) < length:
            raise Broken
        return text

    def _old(self) -> bytes:
        text = b""
        while _END not in text:
            more = self.stream.read(_OLD_BLOCK)
            text += more
            if not more or len(text) > _LONGEST:
                raise Broken
        return text.partition(_END)[0].replace(_SOFT_BREAK, b"")
