"""A table as it stands in an export, before anybody has said what its columns mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from lantai.intake import hidden_problems as hidden_kinds
from lantai.intake import problems as kinds
from lantai.problems import Kind, Place, Problems
from lantai.records.fields import BY_NAME

SHOWN_PER_KIND = 100
"""Problems of one kind that are listed for one file; the rest is counted. A report is read by a person."""


@dataclass(slots=True)
class Grid:
    """The cells of one sheet as text: columns ``c0``, ``c1`` … and ``row``, the row number in the export.

    Blank cells are null and wholly blank rows are gone. ``not_text`` says which cells of a workbook
    are not text: column → {row number: "number" | "date" | "bool"}. ``merges`` are merged cells as
    (first row, first column, last row, last column), rows numbered as in ``row``.
    """

    file: str
    sheet: str
    frame: pl.DataFrame
    not_text: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    continued: bool = False
    """Whether this is a further piece of the table before it, whose header stands there."""
    lost: int = 0
    """Rows of this piece that could not be read, which has been reported."""
    hidden: frozenset[int] = frozenset()
    """Rows that nobody sees who opens the sheet: what they say counts for those below, but they are no records."""
    struck: frozenset[int] = frozenset()
    """Rows that are struck through; the same holds for them."""
    stated: int = 0
    """How many columns at its right hold what is stated above the table."""
    files: frozenset[int] = frozenset()
    """Rows that are files, in a list of files and of what is in each of them."""

    @property
    def width(self) -> int:
        return self.frame.width - 1

    def unmerged(self, first_row: int) -> pl.DataFrame:
        """Return the cells with the value of a merge, which its first cell keeps, in each row from ``first_row`` on."""
        frame = self.frame
        by_column: dict[int, dict[int, int]] = {}
        for first, column, last, _ in self.merges:
            if first >= first_row and last > first and column < self.width:
                by_column.setdefault(column, {}).update(dict.fromkeys(range(first + 1, last + 1), first))
        for column, origin in by_column.items():
            name = f"c{column}"
            values = dict(frame.select("row", name).iter_rows())
            filled = {row: values.get(first) for row, first in origin.items()}
            value = pl.col("row").replace_strict(filled, default=None, return_dtype=pl.String)
            frame = frame.with_columns(pl.coalesce(name, value).alias(name))
        return frame

    def cells(self, index: int) -> list[str | None]:
        """Return the cells of the row at an index of the frame."""
        return list(self.frame.row(index)[1:])


def grid_of(file: str, sheet: str, columns: Iterable[pl.Series], rows: pl.Series, **more: Any) -> Grid:
    """Return a grid without blank rows; cells of nothing but blanks become null."""
    named = [column.cast(pl.String).alias(f"c{index}") for index, column in enumerate(columns)]
    frame = pl.DataFrame([rows.cast(pl.UInt32).alias("row"), *named])
    blank = [
        pl.when(pl.col(c.name).str.contains(r"[^\s\u{200b}\u{feff}]")).then(pl.col(c.name)).alias(c.name) for c in named
    ]
    frame = frame.with_columns(blank)
    if named:
        frame = frame.filter(pl.any_horizontal([pl.col(c.name).is_not_null() for c in named]))
    return Grid(file, sheet, frame, **more)


def without(grid: Grid, hidden: Collection[int], struck: Collection[int]) -> Grid:
    """Return the grid with the rows marked that are hidden or struck through."""
    filled = frozenset(grid.frame["row"]) if hidden or struck else frozenset()
    return replace(grid, hidden=filled.intersection(hidden), struck=filled.intersection(struck))


def report_marked(grid: Grid, header: range, report: Reporter) -> None:
    """Report the rows that are hidden or struck through and are no records for it; ``header`` are those of the header.

    By these the columns are read, seen or not.
    """
    place = Place(grid.file, grid.sheet)
    for kind, in_header, rows in (
        (hidden_kinds.ROWS_HIDDEN, hidden_kinds.HEADER_HIDDEN, grid.hidden),
        (hidden_kinds.ROWS_STRUCK, hidden_kinds.HEADER_STRUCK, grid.struck),
    ):
        if rows.intersection(header):
            first = min(rows.intersection(header))
            report.add(in_header, Place(grid.file, grid.sheet, first), row=first)
        below = sorted(row for row in rows if row >= header.stop)
        if below:
            report.add(kind, place, count=len(below), examples="、".join(map(str, below[:5])))


class Reporter:
    """Adds problems of rows to a report: the first of each kind one by one, then their number."""

    def __init__(self, problems: Problems, headers: Mapping[str, Sequence[str]] | None = None) -> None:
        self.problems = problems
        self._headers = headers or {}
        self._said: set[tuple[Kind, Place]] = set()
        self._seen: Counter[tuple[str, Kind]] = Counter()

    def column(self, field: str) -> str:
        """Return how a field's column is called in the export, else the field's Chinese name."""
        named = self._headers.get(field)
        if not named and field == "date_text":
            named = self._headers.get("date_from") or self._headers.get("date_to")
        return named[0] if named else BY_NAME[field].zh

    def add(self, kind: Kind, place: Place, **values: Any) -> None:
        self._seen[(place.file, kind)] += 1
        if self._seen[(place.file, kind)] <= SHOWN_PER_KIND:
            self.problems.add(kind.at(place, **values))

    def once(self, kind: Kind, place: Place, **values: Any) -> None:
        """Report a kind of problem at a place unless it has been reported there."""
        if (kind, place) not in self._said:
            self._said.add((kind, place))
            self.add(kind, place, **values)

    def rows(self, kind: Kind, frame: pl.DataFrame, column: str = "", **values: Any) -> None:
        """Report each row of ``frame`` by its ``source_`` columns; other columns are values of the sentence."""
        names = ["source_file", "source_sheet", "source_row"]
        extra = [name for name in frame.columns if name not in names]
        for (file,), part in frame.partition_by("source_file", as_dict=True, maintain_order=True).items():
            room = max(SHOWN_PER_KIND - self._seen[(str(file), kind)], 0)
            self._seen[(str(file), kind)] += part.height
            for row in part.head(room).iter_rows(named=True):
                place = Place(str(file), row["source_sheet"] or "", row["source_row"] or 0, column)
                shown = {name: _short(row[name]) for name in extra}
                self.problems.add(kind.at(place, **(shown | values)))

    def finish(self) -> None:
        """Add the counts of what was not listed."""
        for (file, kind), count in self._seen.items():
            if count > SHOWN_PER_KIND:
                more = kinds.MORE[kind.severity].at(Place(file), count=count - SHOWN_PER_KIND, code=kind.code)
                self.problems.add(more)
        self._seen.clear()


def _short(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "…"
