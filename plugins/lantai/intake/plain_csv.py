"""Text tables without quotation marks, read by polars: there a line is a row, and nothing can go wrong.

A file qualifies if it is UTF-8 or GB18030 and has no quotation mark, no NUL and no carriage return of its own (an
old Mac file, or a line break inside a cell).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import polars as pl

_BLOCK = 1 << 24
_MARK = b"\xef\xbb\xbf"


def frames(path: Path, encoding: str, delimiter: str, rows: int) -> Iterator[tuple[pl.DataFrame, int, int]] | None:
    """Return the file in pieces of about ``rows`` rows (frame, rows, 0), or None if it does not qualify."""
    if encoding not in ("utf-8", "utf-8-sig", "gb18030") or not _is_plain(path):
        return None
    return _frames(path, encoding, delimiter, rows)


def _is_plain(path: Path) -> bool:
    """Read the file once for what would make a line something other than a row."""
    pending = False
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            if pending and not block.startswith(b"\n"):
                return False
            if b'"' in block or b"\x00" in block:
                return False
            pending = block.endswith(b"\r")
            if b"\r" in block and block.count(b"\r") - pending != block.count(b"\r\n"):
                return False
    return not pending


def _frames(path: Path, encoding: str, delimiter: str, rows: int) -> Iterator[tuple[pl.DataFrame, int, int]]:
    width = 0
    for block in _blocks(path, rows):
        raw = block.decode("gb18030").encode() if encoding == "gb18030" else block.removeprefix(_MARK)
        if not raw:
            continue
        frame = _frame(raw, delimiter, width)
        width = max(width, frame.width)
        yield frame, frame.height, 0


def _frame(raw: bytes, delimiter: str, width: int) -> pl.DataFrame:
    """Return the lines as rows, none left out: polars' word is taken only if it has as many rows as there are lines."""
    schema = {f"c{index}": pl.String for index in range(width)} or None
    lines = raw.count(b"\n") + (not raw.endswith(b"\n"))
    try:
        frame = pl.read_csv(
            raw,
            has_header=False,
            infer_schema=False,
            quote_char=None,
            separator=delimiter,
            raise_if_empty=False,
            schema=schema,
        )
    except pl.exceptions.PolarsError:
        frame = pl.DataFrame()
    if frame.height == lines:
        return frame
    rows = [line.removesuffix("\r").split(delimiter) for line in raw.decode().removesuffix("\n").split("\n")]
    columns = itertools.zip_longest(*rows)
    return pl.DataFrame([pl.Series(f"c{index}", column, dtype=pl.String) for index, column in enumerate(columns)])


def _blocks(path: Path, rows: int) -> Iterator[bytes]:
    """Yield whole lines, about ``rows`` at a time, by the length of the first ones."""
    with path.open("rb") as stream:
        sample = stream.read(1 << 20)
        size = len(sample) // max(sample.count(b"\n"), 1) * rows
        size = max(min(size, path.stat().st_size), 1)
        stream.seek(0)
        rest = b""
        while block := stream.read(size):
            end = block.rfind(b"\n") + 1
            if not end:
                rest += block
                continue
            yield rest + block[:end]
            rest = block[end:]
        if rest:
            yield rest
