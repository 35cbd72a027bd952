"""The grid over a picture in which details are found: squares have names as on a town map, B3."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from lantai.learning.activities import Activity, check_number
from lantai.prose.figures import Box

LONG, SHORT = 6, 4
"""Squares along the longer and the shorter side of a picture."""
ENOUGH = 0.2
"""Share of a square, or of the detail if it is smaller, that must be covered for the square to be right."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Squares over a picture, named by column (a letter) and row (a number)."""

    columns: int
    rows: int

    @classmethod
    def over(cls, width: int, height: int) -> Grid:
        """Return the grid for a picture of this size."""
        return cls(LONG, SHORT) if width >= height else cls(SHORT, LONG)

    @property
    def names(self) -> tuple[str, ...]:
        """Every square, row by row."""
        return tuple(
            f"{ascii_uppercase[column]}{row + 1}" for row in range(self.rows) for column in range(self.columns)
        )

    def squares(self, region: Box) -> tuple[str, ...]:
        """Return the squares in which a detail lies; ``region`` is in percent of the picture."""
        wide, high = 100 / self.columns, 100 / self.rows
        left, top, width, height = region
        smaller = min(wide * high, width * height)
        found = []
        for index, name in enumerate(self.names):
            x, y = index % self.columns * wide, index // self.columns * high
            across = min(left + width, x + wide) - max(left, x)
            down = min(top + height, y + high) - max(top, y)
            if across > 0 < down and across * down >= ENOUGH * smaller:
                found.append(name)
        return tuple(found)

    def keys(self, activity: Activity) -> tuple[str, ...]:
        """Return for each item the check numbers of its squares, joined by spaces (see learning/find.js)."""
        return tuple(
            " ".join(sorted(check_number(f"{activity.salt}{index}/{name}") for name in self.squares(item.region)))
            for index, item in enumerate(activity.items)
            if item.region is not None
        )
