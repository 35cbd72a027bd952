"""Reigns and eras by which records are dated: 明, 清, 民国, 洪宪, 满洲国, modern Japan.

The table is ours; every first year agrees with the table of eras of Dharma Drum Institute (DILA).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from lantai.records.dates import cycle, lunar, tables


@dataclass(frozen=True, slots=True)
class Era:
    """A reign or era. ``calendar`` is ``lunar``, ``gregorian`` or ``japanese`` (lunar of its own until 1872).

    ``years`` is None for an era without an end. ``start`` and ``end`` are None where the lunar
    years themselves are the bounds.
    """

    name: str
    spellings: tuple[str, ...]
    dynasty: str
    first_year: int
    years: int | None
    calendar: str
    start: date | None
    end: date | None

    def year(self, number: int) -> int:
        """Return the Western year of the era's year ``number`` (元年 is 1)."""
        return self.first_year + number - 1

    def contains_year(self, number: int) -> bool:
        return number >= 1 and (self.years is None or number <= self.years)

    @property
    def interval(self) -> lunar.Interval:
        """The whole era; an era that goes on ends with 1949 (民国) or with the table."""
        last = self.year(self.years) if self.years else (1949 if self.name == "民国" else lunar.LAST_YEAR)
        start = self.start or lunar.year_interval(self.first_year, "lunar")[0]
        return start, self.end or lunar.year_interval(last, self.calendar)[1]

    def years_of(self, cyclic: int) -> list[int]:
        """Return the era's Western years with this place in the sexagenary cycle (康熙壬寅 has two)."""
        last = self.year(self.years) if self.years else 1949
        return [year for year in range(self.first_year, last + 1) if cycle.of_year(year) == cyclic]


@cache
def by_spelling() -> dict[str, Era]:
    """Return every era by each of its spellings, simplified and traditional."""
    found = {}
    for row in tables.rows("eras.csv"):
        spellings = (row["hans"], *filter(None, row["hant"].split("|")))
        era = Era(
            name=row["hans"],
            spellings=spellings,
            dynasty=row["dynasty"],
            first_year=int(row["first_year"]),
            years=int(row["years"]) if row["years"] else None,
            calendar=row["calendar"],
            start=date.fromisoformat(row["start"]) if row["start"] else None,
            end=date.fromisoformat(row["end"]) if row["end"] else None,
        )
        found.update(dict.fromkeys(spellings, era))
    return found
