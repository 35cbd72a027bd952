"""Recordings without their tags, which may name people, places (phones write positions) and workstations.

Sound and picture are copied byte for byte. Where a file says at which offset things stand, tags are
overwritten in place with padding of the same length; elsewhere they are left out.

Sources of the formats: ISO/IEC 14496-12 (MP4), RFC 9639 (FLAC), RFC 3533 (Ogg), RFC 7845 and the
Vorbis I specification (comment headers), RFC 8794 and RFC 9559 (WebM), Microsoft RIFF (WAV), ID3v2.4 (MP3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from lantai.media import ogg

_CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts"})
_TAGS = frozenset({b"udta", b"meta", b"uuid"})
_WAV_SOUND = frozenset({b"fmt ", b"fact", b"data"})
_FLAC_SOUND = frozenset({0, 3})
"""STREAMINFO and SEEKTABLE; comments, pictures, applications' own blocks and padding are left out."""

_SEGMENT, _INFO = 0x18538067, 0x1549A966
_WEBM_TAGS = frozenset({0x1254C367, 0x1941A469, 0x7BA9, 0x7384, 0x4461})
"""Tags, Attachments, and of Info the title, the file's name and the time of making."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box of an MP4, or one element of a WebM: its type, and where its header, body and end are."""

    kind: bytes | int
    start: int
    body: int
    end: int


def write_bare(source: IO[bytes], target: IO[bytes], form: str) -> None:
    """Write ``source`` without its tags to the empty ``target``. Raises ValueError if it is cut short."""
    _FORMATS[form](source, target, source.seek(0, 2))


def _mp4(source: IO[bytes], target: IO[bytes], size: int) -> None:
    _copy(source, target, 0, size)
    for box in list(_mp4_tags(source, size)):
        target.seek(box.start + 4)
        target.write(b"free")
        _blank(target, box.body, box.end)


def _mp3(source: IO[bytes], target: IO[bytes], size: int) -> None:
    """Leave out ID3v2 in front and ID3v1 at the end."""
    start, end = 0, size
    source.seek(0)
    head = source.read(10)
    if head[:3] == b"ID3" and len(head) == 10:
        length = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        start = min(10 + length + (10 if head[5] & 0x10 else 0), end)
    source.seek(max(start, end - 128))
    if source.read(3) == b"TAG":
        end = max(start, end - 128)
    _copy(source, target, start, end)


def _wav(source: IO[bytes], target: IO[bytes], size: int) -> None:
    target.write(b"RIFF\0\0\0\0WAVE")
    at = 12
    while at + 8 <= size:
        source.seek(at)
        head = source.read(8)
        end = min(at + 8 + int.from_bytes(head[4:], "little"), size)
        if head[:4] in _WAV_SOUND:
            _copy(source, target, at, end)
            target.write(b"\0" * (target.tell() % 2))
        at = end + end % 2
    length = target.tell() - 8
    target.seek(4)
    target.write(length.to_bytes(4, "little"))


def _flac(source: IO[bytes], target: IO[bytes], size: int) -> None:
    kept: list[tuple[int, int, int]] = []
    at, last = 4, False
    while not last:
        source.seek(at)
        head = source.read(4)
        end = at + 4 + int.from_bytes(head[1:], "big")
        if len(head) < 4 or end > size:
            raise ValueError("FLAC: metadata")
        last, kind = bool(head[0] & 0x80), head[0] & 0x7F
        if kind in _FLAC_SOUND:
            kept.append((kind, at, end))
        at = end
    target.write(b"fLaC")
    for number, (kind, start, end) in enumerate(kept, 1):
        target.write(bytes([kind | (0x80 if number == len(kept) else 0)]))
        _copy(source, target, start + 1, end)
    _copy(source, target, at, size)


def _ogg(source: IO[bytes], target: IO[bytes], size: int) -> None:
    _copy(source, target, 0, size)
    ogg.blank_comments(target, size)


def _webm(source: IO[bytes], target: IO[bytes], size: int) -> None:
    _copy(source, target, 0, size)
    for element in list(_elements(source, 0, size)):
        if element.kind in _WEBM_TAGS:
            _void(target, element.start, element.end)


_FORMATS = {"mp4": _mp4, "mp3": _mp3, "wav": _wav, "flac": _flac, "ogg": _ogg, "webm": _webm}


def boxes(stream: IO[bytes], start: int, end: int) -> Iterator[Box]:
    """Yield the boxes of an MP4 between two offsets. Raises ValueError if one reaches beyond the end."""
    while start + 8 <= end:
        stream.seek(start)
        head = stream.read(16)
        size, body = int.from_bytes(head[:4], "big"), start + 8
        if size == 1:
            size, body = int.from_bytes(head[8:16], "big"), start + 16
        elif size == 0:
            size = end - start
        if size < body - start or start + size > end:
            raise ValueError(f"MP4: {head[4:8].decode('latin-1')}")
        yield Box(head[4:8], start, body, start + size)
        start += size


def _mp4_tags(stream: IO[bytes], size: int, start: int = 0, depth: int = 0) -> Iterator[Box]:
    """Yield the boxes of an MP4 that hold tags rather than sound or picture."""
    for box in boxes(stream, start, size):
        if box.kind in _TAGS:
            yield box
        elif box.kind in _CONTAINERS and depth < 6:
            yield from _mp4_tags(stream, box.end, box.body, depth + 1)


def _elements(stream: IO[bytes], start: int, end: int) -> Iterator[Box]:
    """Yield the elements of a WebM's segment and of its information; those of unknown size are entered."""
    while start + 2 <= end:
        stream.seek(start)
        head = stream.read(12)
        width = 9 - head[0].bit_length()
        mark = 9 - head[width].bit_length() if 0 < width <= 4 and width < len(head) else 9
        if mark > 8 or width + mark > len(head):
            raise ValueError("WebM: EBML")
        kind, body = int.from_bytes(head[:width], "big"), start + width + mark
        size = int.from_bytes(head[width : width + mark], "big") - (1 << 7 * mark)
        if size == (1 << 7 * mark) - 1 or kind in (_SEGMENT, _INFO):
            start = body
            continue
        if body + size > end:
            raise ValueError(f"WebM: {kind:X}")
        yield Box(kind, start, body, body + size)
        start = body + size


def _void(stream: IO[bytes], start: int, end: int) -> None:
    """Turn a WebM element into padding (Void) of the same length."""
    width = 1 if end - start - 2 < 127 else 8
    stream.seek(start)
    stream.write(b"\xec" + (end - start - 1 - width | 1 << 7 * width).to_bytes(width, "big"))
    _blank(stream, start + 1 + width, end)


def _copy(source: IO[bytes], target: IO[bytes], start: int, end: int) -> None:
    source.seek(start)
    left = end - start
    while left > 0 and (block := source.read(min(left, 1 << 20))):
        left -= target.write(block)


def _blank(stream: IO[bytes], start: int, end: int) -> None:
    stream.seek(start)
    while start < end:
        start += stream.write(b"\0" * min(end - start, 1 << 20))
