"""The Chinese lunar calendar, known to the day for 1600–2050.

Years are counted as in the West; a lunar year has the number of the Western year in which it
begins, so 光绪二十六年 is the lunar year 1900 although it ends on 1901-02-18. Days are
``datetime.date`` (Gregorian, proleptic before 1582-10-15). The table comes from sxtwl by
``tools/make_lunar_table.py``; the tests compare it with sxtwl day by day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from lantai.records.dates import tables

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


@cache
def _years() -> dict[int, LunarYear]:
    years = {}
    for row in tables.rows("lunar.csv"):
        lengths = tuple(30 if mark == "1" else 29 for mark in row["months"])
        number = int(row["year"])
        years[number] = LunarYear(number, date.fromisoformat(row["new_year"]), int(row["leap"]), lengths)
    return years


FIRST_YEAR, LAST_YEAR = 1600, 2050
"""The lunar years that are known to the day."""


def lunar_year(number: int) -> LunarYear | None:
    """Return a lunar year, or None outside the table."""
    return _years().get(number)


def year_interval(year: int, calendar: str) -> Interval:
    """Return the days of a year. A lunar year before the table is given as the Western year of its number."""
    if calendar == "lunar" and (known := lunar_year(year)):
        return known.interval
    return date(year, 1, 1), date(year, 12, 31)
