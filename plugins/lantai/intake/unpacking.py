"""Exports packed with gzip (RFC 1952), as our own large downloads are: unpacked to a file for as long as it is read.

A file may have several members, one after the other. Nothing of it is used unless all of it is sound, and its size is
bounded on the way, so that a few bytes cannot fill a disk.
"""

from __future__ import annotations

import gzip
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lantai.intake import file_problems as file_kinds
from lantai.intake.tables import Reporter
from lantai.problems import Place

SUFFIX = ".gz"
_BLOCK = 1 << 20
_ALWAYS = 1 << 26
"""Bytes that any file may unpack to: 64 MiB."""
_TIMES = 200
"""So many times its own size is what a larger one may unpack to. Catalogues are packed to a fifth or a thirtieth; gzip
reaches a thousandth only for bytes that all are the same."""


def kind_of(path: Path, format: str = "") -> str:
    """Return what a file is, in lower case: ``.csv.gz``. A ``format`` that was named says it better than the name."""
    packed = SUFFIX if path.suffix.lower() == SUFFIX else ""
    inner = path.with_suffix("") if packed else path
    return (f".{format}" if format else inner.suffix).lower() + packed


def suffix_of(kind: str) -> str:
    """Return the suffix that says what a file holds: ``.csv`` of ``.csv.gz``."""
    return kind.removesuffix(SUFFIX)


@contextmanager
def plain(path: Path, beside: Path, shown: str, report: Reporter) -> Iterator[Path | None]:
    """Give a file as it is, or unpacked in a folder of ``beside``; None if it is damaged, which is reported."""
    if not kind_of(path).endswith(SUFFIX):
        yield path
        return
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=beside, prefix=".unpacked-") as folder:
        target = Path(folder) / path.with_suffix("").name
        yield target if _unpacked(path, target, shown, report) else None


def _unpacked(path: Path, target: Path, shown: str, report: Reporter) -> bool:
    limit = max(_ALWAYS, path.stat().st_size * _TIMES)
    size = 0
    try:
        with gzip.open(path, "rb") as source, target.open("wb") as stream:
            while block := source.read(_BLOCK):
                size += len(block)
                if size > limit:
                    report.add(file_kinds.PACKED_TOO_LARGE, Place(shown), limit=limit >> 20)
                    return False
                stream.write(block)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        report.add(file_kinds.PACKED_BROKEN, Place(shown), detail=str(error)[:120])
        return False
    return True
