"""What is written in a picture beside its pixels: EXIF, XMP, IPTC, comments, the text chunks of PNG."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from lantai.publishing.audit import readings

_PNG = b"\x89PNG\r\n\x1a\n"
_PIXELS = frozenset({b"IDAT", b"fdAT", b"VP8 ", b"VP8L", b"ALPH", b"ANMF"})
_MAX_TEXT = 1 << 24


def contents(data: bytes) -> Iterator[bytes]:
    """Yield the texts in a picture: every run of UTF-8 in the file, and its metadata in any encoding."""
    yield readings.as_utf8(data)
    noted = metadata(data)
    if noted:
        yield from readings.wide(noted)
        yield noted.decode("gb18030", "replace").encode("utf-8", "replace")
    if data.startswith(_PNG):
        yield from (readings.as_utf8(text) for text in _compressed_texts(data))


def metadata(data: bytes) -> bytes:
    """Return what is not pixels; the whole file where its structure is not known, or broken."""
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(_PNG):
        return b"\n".join(body for kind, body in _png(data) if kind not in _PIXELS)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return b"\n".join(body for kind, body in _riff(data) if kind not in _PIXELS)
    return data


def _jpeg(data: bytes) -> bytes:
    """Return the segments before the scan, and what follows the end of the picture."""
    at, parts = 2, []
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return data
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == 0xDA:
            end = data.rfind(b"\xff\xd9")
            return b"\n".join([*parts, data[end + 2 :] if end > at else data[at:]])
        parts.append(data[at + 4 : at + 2 + length])
        at += 2 + length
    return data


def _png(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        yield kind, data[at + 8 : at + 8 + length]
        at += length + 12
        if kind == b"IEND":
            yield b"", data[at:]
            return


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _compressed_texts(data: bytes) -> Iterator[bytes]:
    """Yield the text of zTXt, iTXt and iCCP chunks, which may be compressed (PNG, third edition, 11.3.3)."""
    for kind, body in _png(data):
        if kind not in (b"zTXt", b"iTXt", b"eXIf", b"iCCP"):
            continue
        for start in (index for index in range(min(len(body), 400)) if body[index] == 0x78):
            try:
                yield zlib.decompressobj().decompress(body[start:], _MAX_TEXT)
            except zlib.error:
                continue
