"""What a sheet of a workbook hides, or marks as not to be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_COLUMNS = 16_384
"""Columns of a sheet in Excel."""


class Struck(dict[int, int]):
    """Rows that have cells which are struck through, each with the columns of these as bits: there may be millions."""

    def add(self, row: int, letters: bytes) -> None:
        """Note a cell by the number of its row and the letters of its column."""
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        self[row] = self.get(row, 0) | 1 << min(column, MOST_COLUMNS) - 1

    def merge(self, other: Struck) -> None:
        """Take over what another piece of the sheet has."""
        for row, columns in other.items():
            self[row] = self.get(row, 0) | columns

    def rows(self, merges: Iterable[tuple[int, int, int, int]], first_column: int) -> set[int]:
        """Return the numbers of the rows, and of all those that a cell of them reaches into which is merged.

        ``merges`` count their columns from ``first_column``.
        """
        below = (
            range(first, last + 1) for first, left, last, _ in merges if self.get(first, 0) >> (left + first_column) & 1
        )
        return {*self, *(row for rows in below for row in rows)}


@dataclass(slots=True)
class Hidden:
    """What a sheet hides: numbers of rows, and the first and last of columns beside each other."""

    rows: set[int] = field(default_factory=set)
    struck: Struck = field(default_factory=lambda: Struck())
    """Cells that are struck through, whose rows everybody sees and nobody should publish."""
    comments: dict[str, str] = field(default_factory=dict)
    """What people have noted, by the cell it is at."""
    rules: dict[str, None] = field(default_factory=dict)
    """Ranges in which rules strike cells through, which only a program that calculates can apply."""
    columns: list[tuple[int, int]] = field(default_factory=list)
    valueless: dict[str, None] = field(default_factory=dict)
    """Cells whose formula came to an error or to nothing, in the order of the sheet."""
