"""Makes ``plugins/lantai/records/dates/lunar.csv`` from sxtwl, once.

sxtwl (BSD) walks every day of the years below; a lunar year becomes one line: its number, its
first day in the Gregorian calendar, its leap month (0 for none) and the length of each month in
order (``1`` = 30 days, ``0`` = 29). The tests compare the table with sxtwl day by day.

    python tools/make_lunar_table.py
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import sxtwl

FIRST, LAST = 1600, 2050
TARGET = Path(__file__).parents[1] / "plugins" / "lantai" / "records" / "dates" / "lunar.csv"


def main() -> None:
    months: dict[int, list[tuple[bool, int, date, int]]] = {}
    day = date(FIRST, 1, 1)
    while day < date(LAST + 1, 3, 1):
        lunar = sxtwl.fromSolar(day.year, day.month, day.day)
        year, month, leap = lunar.getLunarYear(), lunar.getLunarMonth(), lunar.isLunarLeap()
        known = months.setdefault(year, [])
        if not known or known[-1][:2] != (leap, month):
            known.append((leap, month, day, 0))
        known[-1] = (*known[-1][:3], known[-1][3] + 1)
        day += timedelta(days=1)
    lines = ["year,new_year,leap,months"]
    for year in range(FIRST, LAST + 1):
        lengths = "".join("1" if length == 30 else "0" for *_, length in months[year])
        leap_month = next((month for leap, month, *_ in months[year] if leap), 0)
        assert len(lengths) == (13 if leap_month else 12), year
        assert all(length in (29, 30) for *_, length in months[year]), year
        lines.append(f"{year},{months[year][0][2].isoformat()},{leap_month},{lengths}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
