"""CSV and its relatives as they really come: any usual encoding, any usual delimiter, ``sep=`` lines.

Files without a single quotation mark take the fast way through polars. All others go through Python's
own strict reader, because a quote that is never closed must not swallow the rows that follow it.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import polars as pl

from lantai.intake import encodings
from lantai.intake import problems as kinds
from lantai.intake.tables import Grid, Reporter, grid_of
from lantai.problems import Place
from lantai.records.releases import Source

DELIMITERS = ",\t;|"
_NAMES = {",": "逗号 ,", "\t": "Tab", ";": "分号 ;", "|": "竖线 |"}
_SAMPLE_LINES = 40
_BATCH = 50_000
_CELL_LIMIT = 1 << 20


def read(path: Path, shown: str, source: Source, report: Reporter) -> list[Grid]:
    """Return the one grid of a text file; nothing if it cannot be read, which is then reported."""
    encoding = _encoding(path, shown, source, report)
    if encoding is None:
        return []
    with path.open(encoding=encoding, newline="") as stream:
        sample = list(itertools.islice(stream, _SAMPLE_LINES))
    said = sample[0].strip().strip('"') if sample else ""
    has_sep_line = said.lower().startswith("sep=") and len(said) == 5
    delimiter = _delimiter_named(source.delimiter) or (said[4] if has_sep_line else delimiter_of(sample))
    report.add(
        kinds.ENCODING_USED,
        Place(shown),
        encoding=encodings.NAMES.get(encoding, encoding),
        delimiter=_NAMES.get(delimiter, delimiter),
    )
    grid = None if has_sep_line else _fast(path, shown, encoding, delimiter)
    if grid is None:
        with path.open(encoding=encoding, newline="") as stream:
            if has_sep_line:
                stream.readline()
            grid = _careful(stream, shown, delimiter, report)
    if grid.frame.height == 0:
        report.add(kinds.FILE_EMPTY, Place(shown))
        return []
    return [grid]


def _encoding(path: Path, shown: str, source: Source, report: Reporter) -> str | None:
    try:
        if source.encoding:
            encodings.check(path, source.encoding)
            return source.encoding
        return encodings.encoding_of(path)
    except encodings.Undecodable as error:
        kind = kinds.ENCODING_WRONG if source.encoding else kinds.UNDECODABLE
        report.add(kind, Place(shown, line=error.line), offset=error.offset, encoding=error.encoding)
    except LookupError:
        report.add(kinds.ENCODING_WRONG, Place(shown), offset=0, encoding=source.encoding)
    return None


def _delimiter_named(text: str) -> str:
    return {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}.get(text.lower(), text[:1])


def delimiter_of(lines: list[str]) -> str:
    """Return the delimiter that cuts the lines into the most cells, counting only the commonest width."""
    best, best_score = ",", 0
    for delimiter in DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            continue
        score = max(((width - 1) * count for width, count in widths.items()), default=0)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _fast(path: Path, shown: str, encoding: str, delimiter: str) -> Grid | None:
    """Read with polars if that cannot go wrong: UTF-8 or GB18030, no quotes, no row longer than the first."""
    if encoding not in ("utf-8", "utf-8-sig", "gb18030"):
        return None
    raw = path.read_bytes()
    if b'"' in raw or b"\x00" in raw:
        return None
    if encoding == "gb18030":
        raw = raw.decode("gb18030").encode()
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if b"\r" in raw.replace(b"\r\n", b""):
        return None  # lone carriage returns: an old Mac file, or line breaks inside cells
    try:
        frame = pl.read_csv(
            raw, has_header=False, infer_schema=False, quote_char=None, separator=delimiter, raise_if_empty=False
        )
    except pl.exceptions.PolarsError:
        return None
    rows = pl.Series("row", range(1, frame.height + 1), dtype=pl.UInt32)
    return grid_of(shown, "", frame.get_columns(), rows)


def _careful(stream: TextIO, shown: str, delimiter: str, report: Reporter) -> Grid:
    csv.field_size_limit(_CELL_LIMIT)
    frames = list(_batches(stream, shown, delimiter, report))
    width = max((frame.width for frame in frames), default=0)
    frames = [_widened(frame, width) for frame in frames]
    frame = pl.concat(frames) if frames else pl.DataFrame()
    rows = pl.Series("row", range(1, frame.height + 1), dtype=pl.UInt32)
    grid = grid_of(shown, "", frame.get_columns(), rows)
    _swallowed(grid, delimiter, report)
    return grid


def _batches(stream: TextIO, shown: str, delimiter: str, report: Reporter) -> Iterator[pl.DataFrame]:
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    done = 0
    while True:
        rows: list[list[str]] = []
        failure = ""
        try:
            rows.extend(itertools.islice(reader, _BATCH))
        except csv.Error as error:
            failure = str(error)
        done += len(rows)
        if rows:
            columns = itertools.zip_longest(*rows)
            yield pl.DataFrame([pl.Series(f"c{i}", column, dtype=pl.String) for i, column in enumerate(columns)])
        if failure:
            lost = sum(1 for _ in stream) + 1
            report.add(kinds.QUOTE_UNCLOSED, Place(shown, row=done + 1), detail=failure, rows=lost)
        if failure or not rows:
            return


def _widened(frame: pl.DataFrame, width: int) -> pl.DataFrame:
    missing = [pl.lit(None, dtype=pl.String).alias(f"c{index}") for index in range(frame.width, width)]
    return frame.with_columns(missing)


def _swallowed(grid: Grid, delimiter: str, report: Reporter) -> None:
    """Report cells that look like several rows: more than one line, each with the delimiters of a row."""
    if grid.width < 3:
        return
    for index in range(grid.width):
        cell = pl.col(f"c{index}")
        breaks = cell.str.count_matches("\n", literal=True)
        # In prose a blank follows a comma; between cells it does not.
        delimiters = cell.str.count_matches(re.escape(delimiter) + "[^ ]")
        odd = grid.frame.filter((breaks >= 1) & (delimiters >= breaks * (grid.width - 2)))
        for row, lines in odd.select("row", breaks + 1).iter_rows():
            report.add(kinds.QUOTE_SWALLOWS, Place(grid.file, row=row), lines=lines)
