"""The sexagenary cycle (干支) of years and days."""

from __future__ import annotations

from datetime import date

STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
PAIR = f"[{STEMS}][{BRANCHES}]"
"""Pattern of a name; not every pair of it is in the cycle."""


def place_of(name: str) -> int | None:
    """Return the place of 干支 in the cycle, 0 (甲子) to 59 (癸亥), or None if there is no such pair."""
    stem, branch = STEMS.find(name[:1]), BRANCHES.find(name[1:])
    if len(name) != 2 or stem < 0 or branch < 0 or (stem - branch) % 2:
        return None
    return (6 * stem - 5 * branch) % 60


def of_year(year: int) -> int:
    """Return the place in the cycle of the lunar year that begins in Western ``year`` (1984 is 甲子)."""
    return (year - 4) % 60


def of_day(day: date) -> int:
    """Return the place in the cycle of a day (1949-10-01 is 甲子)."""
    return (day - date(1949, 10, 1)).days % 60
