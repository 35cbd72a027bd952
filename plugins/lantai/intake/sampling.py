"""What is known of the columns of an export before anybody has said what they are: their names and samples of cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from lantai.intake import guards
from lantai.intake.aliases import field_of
from lantai.intake.headers import SEARCHED_ROWS, numbers_columns, readings
from lantai.intake.rows import NO_CODE
from lantai.intake.tables import Grid

SAMPLE = 500
"""Filled cells of a column that are looked at."""


@dataclass(slots=True)
class Column:
    """What is known of one column of the export."""

    header: str
    sample: list[str]
    distinct: set[str]
    rows: int
    filled: int
    closes: bool = False
    """Some cell says alone that its record is not open."""
    all_differ: bool = True
    """Every row has a value, and no two are the same."""

    def see(self, filled: pl.Series) -> None:
        """Note what is said in all these cells, and not only in a sample of them."""
        different = filled.unique()
        self.distinct.update(different.to_list() if len(different) <= SAMPLE else ())
        self.closes = self.closes or bool(different.str.contains(guards.CLOSED_ALONE).any())

    @property
    def is_guard(self) -> bool:
        """Whether it may say what must not be published, so that a person decides whether it counts."""
        return self.closes or guards.closes(self.header) or bool(guards.of_column(self.header, self.distinct))

    @property
    def is_whole(self) -> bool:
        """Nearly every row has a value."""
        return self.filled >= 0.95 * self.rows

    @property
    def differs(self) -> bool:
        """Nearly no two values are the same."""
        return len(set(self.sample)) >= 0.98 * len(self.sample) > 0


def columns(grids: Sequence[Grid]) -> dict[str, Column]:
    """Return what is known of each column, by its name."""
    found: dict[str, Column] = {}
    for grid in grids:
        for name, cells in below(grid):
            filled = cells.drop_nulls()
            # An empty column is left alone unless its name is known: 密级 may be filled in the next export.
            if not name or not (len(filled) or field_of(name)):
                continue
            column = found.setdefault(name, Column(name, [], set(), 0, 0))
            # Codes of several fonds differ in shape, so the sample is taken from the whole list.
            column.sample.extend(filled.gather_every(max(1, len(filled) // SAMPLE)).head(SAMPLE).to_list())
            column.all_differ = column.all_differ and filled.n_unique() == len(cells)
            column.see(filled)
            column.rows += len(cells)
            column.filled += len(filled)
    return found


def cells(grids: Iterable[Grid], header: str) -> pl.Series:
    """Return the filled cells of the columns that are called so, in the order of the sheets."""
    found = [cells.drop_nulls() for grid in grids for name, cells in below(grid) if name == header]
    return pl.concat(found) if found else pl.Series(header, [], dtype=pl.String)


def guards_among(names: Collection[str], pieces: Iterable[Grid]) -> set[str]:
    """Return which of these columns of a table that comes in pieces guard records, in whatever piece it shows."""
    found: dict[str, Column] = {}
    places: dict[str, int] = {}
    for grid in pieces:
        if not grid.continued:
            header = _header(grid)
            places = {name: at for at, name in enumerate(header[0] if header else ()) if name in names}
        for name, at in places.items():
            if at < grid.width:
                found.setdefault(name, Column(name, [], set(), 0, 0)).see(grid.frame[f"c{at}"].drop_nulls())
    return {name for name, column in found.items() if column.is_guard}


def below(grid: Grid) -> list[tuple[str, pl.Series]]:
    """Return the columns of a sheet: what the header calls each (perhaps nothing), and the cells below it."""
    header = _header(grid)
    if header is None:
        return []
    names, first = header
    if first < grid.frame.height and numbers_columns(grid, grid.frame["row"][first]):
        first += 1
    data = grid.unmerged(1).slice(first)
    # What a printed list ends with is nobody's value: 合计, 14件.
    data = data.filter(~pl.coalesce(pl.exclude("row")).str.contains(NO_CODE).fill_null(False))
    return [(name, data[f"c{place}"]) for place, name in enumerate(names)]


def _header(grid: Grid) -> tuple[tuple[str, ...], int] | None:
    """Return the names of the columns, and where data starts in the frame.

    The header is the row (or the two rows) most of whose names are known; failing that, the first full row of words.
    """
    tried = [
        (names, index + height)
        for index in range(min(SEARCHED_ROWS, grid.frame.height))
        for names, height in readings(grid, index)
    ]
    scores = [sum(1 for name in names if name and field_of(name)) for names, _ in tried]
    if scores and max(scores) >= 2:
        best = [names_and_start for names_and_start, score in zip(tried, scores, strict=True) if score == max(scores)]
        # The first of them, unless a title that is joined to its names makes these much longer.
        lengths = [sum(map(len, names)) for names, _ in best]
        return next(each for each, length in zip(best, lengths, strict=True) if length <= 2 * min(lengths))
    filled = [sum(1 for name in names if name and not name.isdigit()) for names, _ in tried]
    return tried[filled.index(max(filled))] if filled and max(filled) >= 2 else None
