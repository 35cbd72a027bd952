"""Every text that is in a file, however it is packed: what a person could get out of it with common tools."""

from __future__ import annotations

import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import polars as pl

MAX_UNPACKED = 1 << 30
"""Bytes unpacked from one archive; ours are far smaller, so more means damage or a trap."""

_IMAGES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"})
_MARKUP = frozenset({".html", ".xml", ".svg", ".atom", ".jsonld"})
_PLAIN_ENTITY = re.compile(rb"&(?:amp|lt|gt|quot|nbsp|copy|middot|hellip|mdash);")
_ENTITY = re.compile(rb"&#?\w+;")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


class Undecodable(Exception):
    """A file is not what its name says."""


def texts(path: Path) -> Iterator[str]:
    """Yield the texts in a file, its own name first. Raises Undecodable for a damaged file."""
    for content in contents(path):
        yield content.decode("utf-8", "replace")


def contents(path: Path) -> Iterator[bytes]:
    """Yield the texts in a file as UTF-8, its own name first. Raises Undecodable for a damaged file.

    Text in markup keeps the entities that only stand for a character of syntax (``&amp;``); others are resolved.
    """
    yield path.name.encode()
    try:
        yield from _of(path.name, path.read_bytes())
    except (zlib.error, zipfile.BadZipFile, EOFError, pl.exceptions.PolarsError, gzip.BadGzipFile) as error:
        raise Undecodable(str(error)[:200]) from error


def _of(name: str, data: bytes) -> Iterator[bytes]:
    suffix = Path(name).suffix.lower()
    if suffix == ".parquet":
        yield from _parquet(data)
    elif suffix in (".zip", ".xlsx", ".docx", ".epub"):
        yield from _zip(data)
    elif suffix == ".gz":
        yield from _of(name.removesuffix(".gz"), gzip.decompress(data))
    elif suffix == ".pdf":
        yield from _pdf(data)
    elif suffix in _IMAGES:
        yield _utf8(data)
        yield data.decode("utf-16-le", "replace").encode("utf-8", "replace")
    elif suffix == ".bin":
        yield _utf8(_inflate(data))
    else:
        yield from _plain_or_deflated(suffix, data)


def _plain_or_deflated(suffix: str, data: bytes) -> Iterator[bytes]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield _utf8(_inflate(data))
        return
    if suffix in _MARKUP and _ENTITY.search(_PLAIN_ENTITY.sub(b"", data)):
        yield html.unescape(text).encode("utf-8", "replace")
    if b"\\u" in data:
        yield _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text).encode("utf-8", "replace")
    yield data


def _utf8(data: bytes) -> bytes:
    """Return binary data as UTF-8 in which every run of text is still text."""
    return data.decode("utf-8", "replace").encode("utf-8")


def _inflate(data: bytes) -> bytes:
    """Inflate raw deflate or zlib; other binary content is returned as it is."""
    for window in (-zlib.MAX_WBITS, zlib.MAX_WBITS):
        engine = zlib.decompressobj(window)
        try:
            out = engine.decompress(data, MAX_UNPACKED)
        except zlib.error:
            continue
        if engine.eof:
            return out
    return data


def _parquet(data: bytes) -> Iterator[bytes]:
    frame = pl.read_parquet(io.BytesIO(data))
    for column in frame.select(pl.col(pl.String)):
        yield "\n".join(column.drop_nulls()).encode()


def _zip(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
            raise zipfile.BadZipFile("unpacks to more than 1 GiB")
        for info in archive.infolist():
            yield info.filename.encode("utf-8", "replace")
            if not info.is_dir():
                yield from _of(info.filename, archive.read(info))


def _pdf(data: bytes) -> Iterator[bytes]:
    yield data.decode("latin-1").encode()
    for match in _PDF_STREAM.finditer(data):
        content = _inflate(match.group(1))
        yield _utf8(content)
        yield content.decode("utf-16-be", "replace").encode("utf-8", "replace")
