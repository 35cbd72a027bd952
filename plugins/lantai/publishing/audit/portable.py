"""What is written in a PDF: its pages as a reader copies them, its metadata, its streams."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import pypdfium2

from lantai.publishing.audit import readings

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_HEX = re.compile(rb"<((?:[0-9A-Fa-f]{2}){2,})>")
_MAX_STREAM = 1 << 28


class Unreadable(Exception):
    """A PDF that cannot be opened."""


def contents(data: bytes) -> Iterator[bytes]:
    """Yield the texts in a PDF: as bytes, in its streams, and on its pages with and without the ends of lines."""
    yield data.decode("latin-1").encode()
    for content in _streams(data):
        yield readings.as_utf8(content)
        yield content.decode("utf-16-be", "replace").encode("utf-8", "replace")
    yield from _hexadecimal(data)
    yield from _pages(data)


def _streams(data: bytes) -> Iterator[bytes]:
    for match in _STREAM.finditer(data):
        packed = match.group(1)
        try:
            yield zlib.decompressobj().decompress(packed, _MAX_STREAM)
        except zlib.error:
            yield packed


def _hexadecimal(data: bytes) -> Iterator[bytes]:
    """Yield the strings written as hexadecimal digits: titles and authors in Chinese are, as UTF-16."""
    for digits in _HEX.findall(data):
        yield from readings.otherwise(bytes.fromhex(digits.decode()))


def _pages(data: bytes) -> Iterator[bytes]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if data.startswith(b"%PDF-") and b"/Encrypt" in data:
            raise Unreadable("an encrypted PDF cannot be looked into") from error
        return
    with document:
        yield "\n".join(document.get_metadata_dict().values()).encode("utf-8", "replace")
        for page in document:
            text = page.get_textpage().get_text_bounded()
            yield text.encode("utf-8", "replace")
            yield re.sub(r"\s+", "", text).encode("utf-8", "replace")
