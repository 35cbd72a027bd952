"""Blanking the comments of an Ogg file (Vorbis, Opus, Theora) in place.

The second packet of each stream holds the comments: the maker's name, then ``KEY=value`` texts, each
behind its length. The keys stay, the values become spaces, no offset changes.
Sources: RFC 3533 (pages, check sum), Vorbis I specification (5.2.1), RFC 7845 (5.2), Theora specification (6.3).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO

_HEADS = (b"\x03vorbis", b"OpusTags", b"\x81theora")
_POLYNOMIAL = 0x04C11DB7


@dataclass(slots=True)
class _Stream:
    """One logical stream: the bytes of its second packet, where in the file each stands, the pages it touches."""

    packets: int = 0
    data: bytearray = field(default_factory=bytearray)
    offsets: list[int] = field(default_factory=list)
    pages: list[tuple[int, int]] = field(default_factory=list)


def blank_comments(stream: IO[bytes], size: int) -> None:
    """Blank the comment values of every stream. Raises ValueError if a page is cut short or comments are damaged."""
    for found in _second_packets(stream, size):
        if not (head := next((name for name in _HEADS if found.data.startswith(name)), b"")):
            continue
        for first, last in _values(bytes(found.data), len(head)):
            for index in range(first, last):
                stream.seek(found.offsets[index])
                stream.write(b" ")
        for start, end in found.pages:
            _seal(stream, start, end)


def _second_packets(stream: IO[bytes], size: int) -> list[_Stream]:
    """Return the second packet of each stream, reading no further than the last of them."""
    streams: dict[bytes, _Stream] = {}
    start = 0
    while start + 27 <= size:
        stream.seek(start)
        head = stream.read(27)
        laces = stream.read(head[26])
        body, end = start + 27 + head[26], start + 27 + head[26] + sum(laces)
        if head[:4] != b"OggS" or end > size:
            raise ValueError("Ogg: page")
        _take(stream, streams.setdefault(head[14:18], _Stream()), laces, body, (start, end))
        if all(found.packets >= 2 for found in streams.values()):
            break
        start = end
    return list(streams.values())


def _take(stream: IO[bytes], found: _Stream, laces: bytes, at: int, page: tuple[int, int]) -> None:
    """Add to a stream what one page has of its second packet."""
    for lace in laces:
        if found.packets == 1:
            stream.seek(at)
            found.data += stream.read(lace)
            found.offsets += range(at, at + lace)
            if page not in found.pages:
                found.pages.append(page)
        at += lace
        found.packets += lace < 255


def _values(data: bytes, at: int) -> list[tuple[int, int]]:
    """Return where the values stand in a comment packet whose lengths begin at ``at``."""

    def number() -> int:
        nonlocal at
        at += 4
        if at > len(data):
            raise ValueError("Ogg: comments")
        return int.from_bytes(data[at - 4 : at], "little")

    maker = number()
    at += maker
    found = []
    for _ in range(number()):
        length = number()
        if at + length > len(data):
            raise ValueError("Ogg: comments")
        key = data[at : at + length].find(b"=") + 1
        found.append((at + key, at + length))
        at += length
    return found


def _seal(stream: IO[bytes], start: int, end: int) -> None:
    """Write a page's check sum anew."""
    stream.seek(start)
    page = bytearray(stream.read(end - start))
    page[22:26] = b"\0\0\0\0"
    stream.seek(start + 22)
    stream.write(checksum(page).to_bytes(4, "little"))


def checksum(page: bytes | bytearray) -> int:
    """Return the CRC-32 of a page as Ogg computes it: neither reflected nor inverted."""
    crc = 0
    for byte in page:
        crc = (crc << 8) & 0xFFFFFFFF ^ _TABLE[crc >> 24 ^ byte]
    return crc


def _table() -> list[int]:
    table = []
    for byte in range(256):
        crc = byte << 24
        for _ in range(8):
            crc = (crc << 1) & 0xFFFFFFFF ^ (_POLYNOMIAL if crc & 0x80000000 else 0)
        table.append(crc)
    return table


_TABLE = _table()
