"""Dates of records: from what the archive wrote to an interval of days, and how both are shown.

    parse("光绪二十六年闰八月初一")  →  1900-09-24 … 1900-09-24, precision day, calendar lunar
    derive(frame)                    →  the same for a whole table, each distinct text read once
    display(text, start, end, …)     →  光绪二十六年闰八月初一（1900-09-24）
    shown(frame)                     →  the same for a whole table

The text is never changed. What is unclear is never guessed: the interval is widened until it is
certainly right, or left open, and a warning says why. Machine form: EDTF (ISO 8601-2), level 1.

``precision``  day, ten-days, month, season, year, decade, century, era, range, before, after, unknown
``certainty``  certain, inferred ([1950]), approximate (约1950), uncertain (1950?)
``calendar``   gregorian, lunar, japanese; None where nothing is known
"""

from lantai.records.dates.columns import DERIVED, Odd, derive
from lantai.records.dates.reading import DateReading, combined, parse
from lantai.records.dates.showing import SHOWN_FROM, display, shown

__all__ = ["DERIVED", "SHOWN_FROM", "DateReading", "Odd", "combined", "derive", "display", "parse", "shown"]
