"""Calendars that Chinese records are dated in: the lunar calendar to the day, eras, the sexagenary cycle.

Years are counted as in the West; a lunar year has the number of the Western year in which it
begins, so 光绪二十六年 is the lunar year 1900 although it ends on 1901-02-18. Days are
``datetime.date`` (Gregorian, proleptic before 1582-10-15).

The lunar table covers 1600–2050 and comes from sxtwl by ``bench/make_lunar_table.py``. The era
table is ours; every first year agrees with the table of eras of Dharma Drum Institute (DILA).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"

Interval = tuple[date, date]
"""First and last day, both included."""


@dataclass(frozen=True, slots=True)
class LunarYear:
    """One lunar year: its first day, its leap month (0 for none), the days of each month in order."""

    number: int
    new_year: date
    leap: int
    lengths: tuple[int, ...]

    def month(self, month: int, leap: bool = False) -> Interval | None:
        """Return the first and last day of a month, or None if this year has no such month."""
        if not 1 <= month <= 12 or (leap and month != self.leap):
            return None
        index = month - 1 + (1 if leap or 0 < self.leap < month else 0)
        start = self.new_year + timedelta(days=sum(self.lengths[:index]))
        return start, start + timedelta(days=self.lengths[index] - 1)

    def day(self, month: int, day: int, leap: bool = False) -> date | None:
        """Return a day of this year, or None if there is no such month or day in it."""
        found = self.month(month, leap)
        if found is None or not 1 <= day <= (found[1] - found[0]).days + 1:
            return None
        return found[0] + timedelta(days=day - 1)

    @property
    def interval(self) -> Interval:
        return self.new_year, self.new_year + timedelta(days=sum(self.lengths) - 1)


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
    def interval(self) -> Interval:
        """The whole era; an era that goes on ends with 1949 (民国) or with the table."""
        last = self.year(self.years) if self.years else (1949 if self.name == "民国" else LAST_YEAR)
        start = self.start or year_interval(self.first_year, "lunar")[0]
        return start, self.end or year_interval(last, self.calendar)[1]

    def years_of(self, cyclic: int) -> list[int]:
        """Return the era's Western years with this place in the sexagenary cycle (康熙壬寅 has two)."""
        last = self.year(self.years) if self.years else 1949
        return [year for year in range(self.first_year, last + 1) if year_in_cycle(year) == cyclic]


@cache
def _lunar_years() -> dict[int, LunarYear]:
    years = {}
    for row in _table("calendars_lunar.csv"):
        lengths = tuple(30 if mark == "1" else 29 for mark in row["months"])
        number = int(row["year"])
        years[number] = LunarYear(number, date.fromisoformat(row["new_year"]), int(row["leap"]), lengths)
    return years


FIRST_YEAR, LAST_YEAR = 1600, 2050
"""The lunar years that are known to the day."""


def lunar_year(number: int) -> LunarYear | None:
    """Return a lunar year, or None outside the table."""
    return _lunar_years().get(number)


def year_interval(year: int, calendar: str) -> Interval:
    """Return the days of a year. A lunar year before the table is given as the Western year of its number."""
    if calendar == "lunar" and (known := lunar_year(year)):
        return known.interval
    return date(year, 1, 1), date(year, 12, 31)


@cache
def eras() -> dict[str, Era]:
    """Return every era by each of its spellings, simplified and traditional."""
    found = {}
    for row in _table("calendars_eras.csv"):
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


def cyclic(name: str) -> int | None:
    """Return the place of 干支 in the cycle, 0 (甲子) to 59 (癸亥), or None if there is no such pair."""
    stem, branch = STEMS.find(name[:1]), BRANCHES.find(name[1:])
    if len(name) != 2 or stem < 0 or branch < 0 or (stem - branch) % 2:
        return None
    return (6 * stem - 5 * branch) % 60


def year_in_cycle(year: int) -> int:
    """Return the place in the cycle of the lunar year that begins in Western ``year`` (1984 is 甲子)."""
    return (year - 4) % 60


def day_in_cycle(day: date) -> int:
    """Return the place in the cycle of a day (1949-10-01 is 甲子)."""
    return (day - date(1949, 10, 1)).days % 60


def _table(name: str) -> Iterator[dict[str, str]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
