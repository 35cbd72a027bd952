"""CSV and its relatives as they really come: any usual encoding, any usual delimiter, ``sep=`` lines.

Files without a single quotation mark take the fast way (``plain_csv``). All others go through Python's own
strict reader, because a quote that is never closed must not swallow the rows that follow it. Either way
a file is read in pieces, so that gigabytes need no more memory than megabytes.
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

from lantai.intake import disguises, encodings, plain_csv
from lantai.intake import file_problems as file_kinds
from lantai.intake.aliases import ALIASES
from lantai.intake.headers import loosely
from lantai.intake.tables import Grid, Reporter, grid_of
from lantai.problems import Place
from lantai.records.releases import Source
from lantai.threads import ahead

SUFFIXES = (".csv", ".tsv", ".txt", ".tab")
DELIMITERS = ",\t;|"
_NAMES = {
    ",": ("逗号 ,", "commas ,"),
    "\t": (" Tab", "tabs"),
    ";": ("分号 ;", "semicolons ;"),
    "|": ("竖线 |", "bars |"),
}
_QUOTES = {
    "unexpected end of data": ("直到文件末尾都没有结束的引号", "no closing quote up to the end of the file"),
    "expected after": ("结束的引号后面还有字", "more characters follow the closing quote"),
    "field larger": ("一个单元格长得不合理", "a cell of unreasonable length"),
}
_SAMPLE_LINES = 40
_BATCH = 50_000
PIECE = 500_000
"""Rows that are read at a time."""
_CELL_LIMIT = 1 << 20
_MOST_COLUMNS = 16_384
"""Columns of a sheet in Excel."""


def read(path: Path, shown: str, source: Source, report: Reporter, rows: int = PIECE) -> Iterator[Grid]:
    """Yield the table of a text file in pieces of about ``rows`` rows; nothing if it cannot be read, which is reported.

    All pieces but the first are ``continued``: their header stands in the first. What a misplaced quotation
    mark makes unreadable is reported and counted in ``Grid.lost``.
    """
    other = disguises.of_text(path)
    if other:
        report.add(file_kinds.WORKBOOK_IS_OTHER, Place(shown), suffix=Path(shown).suffix.lower(), **other)
        return
    encoding = _encoding(path, shown, source, report)
    if encoding is None:
        return
    with path.open(encoding=encoding, newline="") as stream:
        sample = list(itertools.islice(stream, _SAMPLE_LINES))
    said = sample[0].strip().strip('"') if sample else ""
    has_sep_line = said.lower().startswith("sep=") and len(said) == 5
    delimiter = _delimiter_named(source.delimiter) or (said[4] if has_sep_line else delimiter_of(sample))
    report.add(
        file_kinds.ENCODING_USED,
        Place(shown),
        encoding=encodings.NAMES.get(encoding, encoding),
        delimiter=_NAMES.get(delimiter, (f" {delimiter}", delimiter))[0],
        delimiter_en=_NAMES.get(delimiter, (delimiter, delimiter))[1],
    )
    widest = _too_wide(path, delimiter)
    if widest:
        report.add(file_kinds.ROW_TOO_WIDE, Place(shown, line=widest), limit=_MOST_COLUMNS)
        return
    pieces = None if has_sep_line else plain_csv.frames(path, encoding, delimiter, rows)
    quoted = pieces is None
    if pieces is None:
        pieces = _careful(path, encoding, has_sep_line, shown, delimiter, report, rows)
    first, empty = 1, True
    for frame, count, lost in pieces if quoted else ahead(pieces):  # reading with care reports what it meets
        numbers = pl.Series("row", range(first, first + frame.height), dtype=pl.UInt32)
        grid = grid_of(shown, "", frame.get_columns(), numbers, continued=first > 1, lost=lost)
        first += count
        if quoted:
            _swallowed(grid, delimiter, report)
        if grid.frame.height or lost:
            empty = False
            yield grid
    if empty:
        report.add(file_kinds.FILE_EMPTY, Place(shown))


def _too_wide(path: Path, delimiter: str) -> int:
    """Return the line that has more cells than any spreadsheet, 0 if there is none: each would become a column."""
    sign = delimiter.encode()
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if len(line) > _MOST_COLUMNS and line.count(sign) > _MOST_COLUMNS:
                return number
    return 0


def _encoding(path: Path, shown: str, source: Source, report: Reporter) -> str | None:
    try:
        if source.encoding:
            encodings.check(path, source.encoding)
            return source.encoding
        return encodings.encoding_of(path)
    except encodings.Undecodable as error:
        kind = file_kinds.ENCODING_WRONG if source.encoding else file_kinds.UNDECODABLE
        report.add(kind, Place(shown, line=error.line), offset=error.offset, encoding=error.encoding)
    except LookupError:
        report.add(file_kinds.ENCODING_WRONG, Place(shown), offset=0, encoding=source.encoding)
    return None


def _delimiter_named(text: str) -> str:
    return {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}.get(text.lower(), text[:1])


def delimiter_of(lines: list[str]) -> str:
    """Return the delimiter of a table's first lines.

    The header decides: the delimiter that cuts some line into the most known names of fields, two at least. Titles
    full of another sign do not count against it. Without such a header it is the delimiter that cuts the lines into
    the most cells, counting only the commonest width, among those that occur in the first line to have any.
    """
    tables = {delimiter: table for delimiter in DELIMITERS if (table := _cut(lines, delimiter))}
    named = {delimiter: max(map(_names_in, table)) for delimiter, table in tables.items()}
    best = max(named, key=named.__getitem__, default=",")
    if named.get(best, 0) >= 2:
        return best
    first = next((line for line in lines if any(delimiter in line for delimiter in tables)), "")
    scores = {delimiter: _cells(table) for delimiter, table in tables.items() if delimiter in first}
    return max(scores, key=scores.__getitem__, default=",")


def _cut(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []


def _names_in(row: list[str]) -> int:
    """Return how many different names of fields stand in a row."""
    return len({loosely(cell) for cell in row} & ALIASES.keys())


def _cells(table: list[list[str]]) -> int:
    """Return how many delimiters the rows of the commonest width hold."""
    widths = Counter(len(row) for row in table)
    return max(((width - 1) * count for width, count in widths.items()), default=0)


Piece = tuple[pl.DataFrame, int, int]
"""A part of a table, how many rows it takes of the numbering, and how many rows could not be read."""


def _careful(
    path: Path, encoding: str, has_sep_line: bool, shown: str, delimiter: str, report: Reporter, rows: int
) -> Iterator[Piece]:
    csv.field_size_limit(_CELL_LIMIT)
    with path.open(encoding=encoding, newline="") as stream:
        if has_sep_line:
            stream.readline()
        batches = _batches(stream, shown, delimiter, report)
        while part := _together(batches, rows):
            width = max(frame.width for frame, _, _ in part)
            frame = pl.concat([_widened(frame, width) for frame, _, _ in part])
            yield frame, sum(count for _, count, _ in part), sum(lost for _, _, lost in part)


def _together(batches: Iterator[Piece], rows: int) -> list[Piece]:
    part: list[Piece] = []
    for batch in batches:
        part.append(batch)
        if sum(count for _, count, _ in part) >= rows:
            break
    return part


def _batches(stream: TextIO, shown: str, delimiter: str, report: Reporter) -> Iterator[Piece]:
    """Yield rows with how many there were. A row with a misplaced quote is reported, and reading goes on after it."""
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    done = 0
    while True:
        rows: list[list[str]] = []
        before, failure = reader.line_num, ""
        try:
            rows.extend(itertools.islice(reader, _BATCH))
        except csv.Error as error:
            failure = str(error)
        lost = 0
        if failure:
            # Lines that the last good rows did not take: of a quote that is never closed, all up to the end.
            lost = max(reader.line_num - before - sum(1 + _breaks(row) for row in rows), 1)
            zh, en = next((said for part, said in _QUOTES.items() if part in failure), (failure, failure))
            place = Place(shown, row=done + len(rows) + 1)
            report.add(file_kinds.QUOTE_UNCLOSED, place, detail=zh, detail_en=en, rows=lost)
        if not rows and not failure:
            return
        columns = itertools.zip_longest(*rows)
        frame = pl.DataFrame([pl.Series(f"c{i}", column, dtype=pl.String) for i, column in enumerate(columns)])
        # The row that failed keeps its place in the numbering.
        if failure:
            frame = pl.concat([frame, pl.DataFrame({"c0": [""]})], how="diagonal") if frame.width else _blank()
        count = len(rows) + (1 if failure else 0)
        done += count
        yield frame, count, lost


def _blank() -> pl.DataFrame:
    return pl.DataFrame({"c0": [""]})


def _breaks(row: list[str]) -> int:
    return sum(max(cell.count("\n"), cell.count("\r")) for cell in row)


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
            report.add(file_kinds.QUOTE_SWALLOWS, Place(grid.file, row=row), lines=lines)
