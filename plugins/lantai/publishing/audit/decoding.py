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
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


class Undecodable(Exception):
    """A file is not what its name says."""


def texts(path: Path) -> Iterator[str]:
    """Yield the texts in a file, its own name first. Raises Undecodable for a damaged file."""
    yield path.name
    try:
        yield from _of(path.name, path.read_bytes())
    except (zlib.error, zipfile.BadZipFile, EOFError, pl.exceptions.PolarsError, gzip.BadGzipFile) as error:
        raise Undecodable(str(error)[:200]) from error


def _of(name: str, data: bytes) -> Iterator[str]:
    suffix = Path(name).suffix.lower()
    if suffix == ".parquet":
        yield from _parquet(data)
    elif suffix in (".zip", ".xlsx", ".docx"):
        yield from _zip(data)
    elif suffix == ".gz":
        yield from _of(name.removesuffix(".gz"), gzip.decompress(data))
    elif suffix == ".pdf":
        yield from _pdf(data)
    elif suffix in _IMAGES:
        yield data.decode("utf-8", "replace")
        yield data.decode("utf-16-le", "replace")
    else:
        yield from _plain_or_deflated(suffix, data)


def _plain_or_deflated(suffix: str, data: bytes) -> Iterator[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield _inflate(data).decode("utf-8", "replace")
        return
    if suffix in (".html", ".xml", ".svg", ".atom"):
        yield html.unescape(text)
    elif "\\u" in text:
        yield _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    else:
        yield text


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


def _parquet(data: bytes) -> Iterator[str]:
    frame = pl.read_parquet(io.BytesIO(data))
    for column in frame.select(pl.col(pl.String)):
        yield "\n".join(column.drop_nulls())


def _zip(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
            raise zipfile.BadZipFile("unpacks to more than 1 GiB")
        for info in archive.infolist():
            yield info.filename
            if not info.is_dir():
                yield from _of(info.filename, archive.read(info))


def _pdf(data: bytes) -> Iterator[str]:
    yield data.decode("latin-1")
    for match in _PDF_STREAM.finditer(data):
        content = _inflate(match.group(1))
        yield content.decode("utf-8", "replace")
        yield content.decode("utf-16-be", "replace")
