"""Every text that is in a file, however it is packed: what a person could get out of it with common tools."""

from __future__ import annotations

import gzip
import io
import itertools
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import deflate
import polars as pl
from zlib_ng import gzip_ng, zlib_ng

from lantai.publishing.audit import lines, pictures, portable, readings
from lantai.publishing.audit import members as gzipped
from lantai.publishing.audit.members import Members
from lantai.publishing.audit.tallies import Tally

WHOLE = 1 << 28
"""Bytes of a binary file that is looked into as a whole; a longer one, a film, is searched in pieces as it stands."""

MAX_DEPTH = 4
"""Archives within archives that are opened."""

_ROWS = 65_536
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff"})
_ARCHIVES = frozenset({".zip", ".xlsx", ".docx", ".pptx", ".odt", ".ods", ".epub", ".whl"})
_NO_TEXT = _PICTURES | _ARCHIVES | {".parquet", ".gz", ".pdf", ".bin"}
_DAMAGE = (
    *(zlib.error, zlib_ng.error, zipfile.BadZipFile, gzip.BadGzipFile, lzma.LZMAError, EOFError, struct.error),
    *(pl.exceptions.PolarsError, RuntimeError, portable.Unreadable, deflate.DeflateError),
)
"""What the libraries raise for a damaged or locked file; an encrypted or oddly packed ZIP is a RuntimeError."""


class Undecodable(Exception):
    """A file is not what its name says."""


def texts(path: Path) -> Iterator[str]:
    """Yield the texts in a file, its own name first. Raises Undecodable for a damaged file."""
    for content in contents(path):
        yield content.decode("utf-8", "replace")


def contents(path: Path, *, tally: Tally | None = None, members: Members | None = None) -> Iterator[bytes]:
    """Yield the texts in a file, in which words are UTF-8, its own name first. Raises Undecodable for a damaged file.

    The same text may come several times: as it stands, and as escapes, entities and marks within words hide it.
    ``tally`` is shown each piece of text as it stands. What is among ``members`` is left out.
    """
    name = path.name
    yield name.encode("utf-8", "replace")
    try:
        with path.open("rb") as stream:
            members = members or Members()
            members.passed = False
            for plain, piece in _of_file(name, stream, tally, members):
                if plain:
                    if tally is not None and not members.passed:
                        tally(piece)
                    yield from readings.of(Path(name.removesuffix(".gz")).suffix.lower(), piece)
                else:
                    yield piece
    except _DAMAGE as error:
        raise Undecodable(str(error)[:200]) from error


def _of_file(name: str, stream: IO[bytes], tally: Tally | None, members: Members) -> Iterator[tuple[bool, bytes]]:
    """Yield what ``_of`` does; a text that is packed with gzip is read by its members."""
    inner = name.removesuffix(".gz")
    if inner == name or Path(inner).suffix.lower() in _NO_TEXT:
        yield from _of(name, stream, 0)
        return
    found = gzipped.pieces(stream, gzipped.kind_of(name), members, tally, _Bounded.LIMIT)
    first = next(found, b"")
    if readings.is_utf8(first):
        yield from ((True, piece) for piece in itertools.chain((first,), found) if piece)
    else:
        members.passed = False
        stream.seek(0)
        yield from _of(name, stream, 0)


def _of(name: str, stream: IO[bytes], depth: int) -> Iterator[tuple[bool, bytes]]:
    """Yield pieces, and whether each is text as it stands in the file, which may hold escapes."""
    suffix = Path(name).suffix.lower()
    if suffix == ".parquet":
        yield from ((False, piece) for piece in _parquet(stream))
    elif suffix in _ARCHIVES:
        yield from _archive(stream, depth)
    elif suffix == ".gz":
        with gzip_ng.open(stream) as unpacked:
            yield from _of(name[:-3], _Bounded(unpacked), depth)  # type: ignore[arg-type]
    elif suffix == ".pdf":
        yield from ((False, piece) for piece in portable.contents(stream.read()))
    elif suffix in _PICTURES:
        yield from ((False, piece) for piece in pictures.contents(stream.read()))
    elif suffix == ".bin":
        yield True, readings.inflated(stream.read())
    else:
        yield from _text(stream)


def _text(stream: IO[bytes]) -> Iterator[tuple[bool, bytes]]:
    """Yield a file that should be text; what is not UTF-8 from its beginning may be deflated or written otherwise."""
    found = lines.pieces(stream)
    first = next(found, b"")
    if not readings.is_utf8(first):
        stream.seek(0)
        whole = stream.read(WHOLE + 1)
        if len(whole) <= WHOLE:
            yield from _unknown(whole)
            return
        stream.seek(0)
        first, found = b"", lines.pieces(stream)
    for piece in itertools.chain((first,), found):
        yield True, piece


def _unknown(data: bytes) -> Iterator[tuple[bool, bytes]]:
    unpacked = readings.inflated(data)
    if unpacked is not data:
        yield True, unpacked
    else:
        yield from ((False, each) for each in readings.otherwise(data))


class _Bounded:
    """A stream that ends in an error when it gives more than ``MAX_UNPACKED`` times a few bytes."""

    LIMIT = readings.MAX_UNPACKED * 64

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._given = stream, 0

    def seek(self, position: int) -> int:
        self._given = 0
        return self._stream.seek(position)

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size if size >= 0 else readings.MAX_UNPACKED + 1)
        self._given += len(data)
        if self._given > self.LIMIT or (size < 0 and len(data) > readings.MAX_UNPACKED):
            raise gzip.BadGzipFile("unpacks to more than it may")
        return data


def _parquet(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the names of the columns and every text in them, each once for so many rows."""
    name = getattr(stream, "name", None)
    table = pl.scan_parquet(Path(name) if isinstance(name, str) else io.BytesIO(stream.read()))
    schema = table.collect_schema()
    yield "\n".join(schema).encode()
    wanted = [column for column, kind in schema.items() if not (kind.is_numeric() or kind.is_temporal())]
    count = table.select(pl.len()).collect().item() if wanted else 0
    for start in range(0, count, _ROWS):
        frame = table.select(wanted).slice(start, _ROWS).collect()
        for column in frame:
            yield from _column(column)


def _column(column: pl.Series) -> Iterator[bytes]:
    while isinstance(column.dtype, pl.List | pl.Array):
        column = column.explode()
    if isinstance(column.dtype, pl.Struct):
        for part in column.struct.unnest():
            yield from _column(part)
        return
    if column.dtype == pl.Binary:
        yield from (readings.as_utf8(value) for value in column.drop_nulls())
        return
    values = column.cast(pl.String, strict=False).drop_nulls().unique()
    # As bytes at once: the values never become Python's own text.
    yield values.str.join("\n").cast(pl.Binary).item() or b""


def _archive(stream: IO[bytes], depth: int) -> Iterator[tuple[bool, bytes]]:
    if depth >= MAX_DEPTH:
        raise zipfile.BadZipFile("archives within archives within archives")
    with zipfile.ZipFile(stream) as archive:
        if sum(info.file_size for info in archive.infolist()) > readings.MAX_UNPACKED:
            raise zipfile.BadZipFile("unpacks to more than 1 GiB")
        yield False, readings.as_utf8(archive.comment)
        for info in archive.infolist():
            yield False, b"\n".join((info.filename.encode("utf-8", "replace"), readings.as_utf8(info.comment)))
            if info.is_dir():
                continue
            suffix = Path(info.filename).suffix.lower()
            with archive.open(info) as member:
                for plain, piece in _of(info.filename, member, depth + 1):  # type: ignore[arg-type]
                    if plain:
                        yield from ((False, each) for each in readings.of(suffix, piece, prose=True))
                    else:
                        yield False, piece
