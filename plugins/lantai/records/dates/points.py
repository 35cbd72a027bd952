"""One point in a date: a day, a month, a season, a year, a reign. Ranges and qualifiers are in ``reading``.

Every function takes text that ``notation.normalise`` has prepared and returns a Point or None
when the text is not of its kind. A point that cannot be exact is wider, and says why.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lantai.problems import Kind
from lantai.records.dates import cycle, festivals, lunar
from lantai.records.dates import problems as kinds
from lantai.records.dates.eras import Era
from lantai.records.dates.notation import EDTF_UNKNOWN
from lantai.records.dates.numerals import NUMBER, number

FIRST_PLAUSIBLE, LAST_PLAUSIBLE = 1000, 2100
"""Western years outside are taken for something else (a serial number, a slip)."""


def plausible(year: int) -> bool:
    """Whether a Western year may be one of a record."""
    return FIRST_PLAUSIBLE <= year <= LAST_PLAUSIBLE


@dataclass(frozen=True, slots=True)
class Context:
    """What the right side of a range inherits from the left: 1951年3月至7月."""

    year: int
    calendar: str
    month: int = 0
    leap: bool = False
    day: int = 0
    era: Era | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """An interval of days with its precision; ``start`` or ``end`` is None where nothing is known."""

    start: date | None
    end: date | None
    precision: str
    calendar: str | None
    edtf: str
    warnings: tuple[Kind, ...] = ()
    context: Context | None = None

    def warned(self, *warnings: Kind) -> Point:
        return replace(self, warnings=(*self.warnings, *warnings))


def span(first: date, last: date, precision: str, kind: str, *warnings: Kind, edtf: str = "") -> Point:
    """Return the Point of an interval; its EDTF is the interval unless given."""
    return Point(first, last, precision, kind, edtf or f"{first.isoformat()}/{last.isoformat()}", warnings)


def nothing(*warnings: Kind, edtf: str = EDTF_UNKNOWN) -> Point:
    """Return the Point of which nothing is known."""
    return Point(None, None, "unknown", None, edtf, warnings)


# ------------------------------------------------------------------ years, months and days


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands after the year, as numbers."""

    month: int = 0
    leap: bool = False
    day: int = 0
    cyclic_day: int | None = None
    ten_days: str = ""
    season: str = ""
    half: str = ""
    lunar: bool = False
    lunar_words: bool = False
    festival: str = ""


_AFTER_YEAR = re.compile(
    rf"(?P<lunar>农历|阴历|旧历|夏历)?(?:"
    rf"(?P<festival>{festivals.NAMES})|"
    rf"(?P<leap>闰)?(?:(?:(?P<named_month>[正冬腊])月|(?P<month>{NUMBER})(?:月份?|$)))"
    rf"(?:(?P<ten>[上中下]旬)|(?P<vague>[初中底末间])|(?P<named>朔|晦|除夕)日?"
    rf"|(?P<cyclic>{cycle.PAIR})日?"
    rf"|(?P<first>初)?(?P<day>{NUMBER})[日号]?)?"
    rf"|(?P<season>[春夏秋冬]|春夏|夏秋|秋冬)(?:[季天]|之交|间)?|第?(?P<quarter>[一二三四1-4])季度?|(?P<half>[上下])半年"
    rf"|年?(?P<part>[初中底末间终])"
    rf")?"
)


def after_year(text: str) -> Parts | None:
    """Read what stands after a year: 闰八月初一, 3月12日, 春, 上半年, 三月上旬, 底."""
    found = _AFTER_YEAR.fullmatch(text)
    if not found:
        return None
    got = found.groupdict()
    month_text = got["named_month"] or got["month"]
    month = number(month_text) if month_text else 0
    day = number(got["day"]) if got["day"] else 0
    if month is None or day is None:
        return None
    words = any(got[name] for name in ("leap", "first", "named", "cyclic", "named_month"))
    if got["named"]:
        day = {"朔": 1, "晦": -1, "除夕": -1}[got["named"]]
    season = got["season"] or (f"Q{number(got['quarter'])}" if got["quarter"] else "")
    cyclic = cycle.place_of(got["cyclic"]) if got["cyclic"] else None
    return Parts(
        *(
            month,
            bool(got["leap"]),
            day,
            cyclic,
            got["ten"] or "",
            season,
            got["half"] or "",
            bool(got["lunar"]),
            words,
        ),
        got["festival"] or "",
    )


def resolve(year: int, kind: str, parts: Parts, era: Era | None = None) -> Point:
    """Return the interval of a year (``kind`` is its calendar) with what stands after it."""
    if parts.lunar:
        kind = "lunar"
    if kind == "japanese":
        # Japan kept a lunar calendar of its own until the end of 明治五年.
        kind = "gregorian" if year >= 1873 else "japanese"
    context = Context(year, kind, parts.month, parts.leap, parts.day, era)
    if parts.festival:
        return replace(_festival(year, kind, parts.festival, era), context=context)
    if kind == "gregorian" and parts.lunar_words:
        point = _unclear_lunar(year)
    elif kind == "gregorian":
        point = _gregorian(year, parts)
    elif kind == "lunar" and lunar.lunar_year(year):
        point = _lunar(year, parts)
    else:
        first, last = lunar.year_interval(year, "gregorian")
        # An untabulated lunar year is given as the Western year of its number, as handbooks do.
        warnings = (kinds.BEYOND_TABLE,) if parts != Parts(lunar=parts.lunar) else ()
        point = span(first, last, "year", "lunar", *warnings, edtf=f"{year:04}")
    return replace(point, context=context)


def _festival(year: int, kind: str, name: str, era: Era | None) -> Point:
    """Return the day of a festival; all of the year, with a warning, where its name may mean more than one."""
    day = festivals.day_of(name, year, kind, republic=era is not None and era.name == "民国")
    if day is not None:
        return span(day, day, "day", "lunar" if festivals.is_lunar(name, kind) else "gregorian", edtf=day.isoformat())
    if kind == "gregorian" and festivals.is_lunar(name, kind):
        return _unclear_lunar(year)
    return span(*lunar.year_interval(year, kind), "year", kind, kinds.AMBIGUOUS)


def _unclear_lunar(year: int) -> Point:
    first, last = lunar.year_interval(year, "gregorian")
    known = lunar.lunar_year(year)
    return span(first, known.interval[1] if known else last, "year", "lunar", kinds.LUNAR_UNCLEAR)


_SEASONS = {"春": ((2, 5), 21), "夏": ((5, 8), 22), "秋": ((8, 11), 23), "冬": ((11, 2), 24)}
"""Months a season may mean, from its beginning in the solar terms to its end by the weather; EDTF number."""


def _gregorian(year: int, parts: Parts) -> Point:
    if parts.season:
        return _gregorian_season(year, parts.season)
    if parts.half:
        first = date(year, 1, 1) if parts.half == "上" else date(year, 7, 1)
        last = date(year, 6, 30) if parts.half == "上" else date(year, 12, 31)
        return span(first, last, "season", "gregorian", edtf=f"{year:04}-{40 if parts.half == '上' else 41}")
    whole = span(date(year, 1, 1), date(year, 12, 31), "year", "gregorian", edtf=f"{year:04}")
    if not parts.month:
        return whole
    if not 1 <= parts.month <= 12:
        return whole.warned(kinds.DAY_ABSENT)
    length = calendar.monthrange(year, parts.month)[1]
    name = f"{year:04}-{parts.month:02}"
    if parts.ten_days:
        first, last = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, length)}[parts.ten_days]
        return span(date(year, parts.month, first), date(year, parts.month, last), "ten-days", "gregorian")
    if not parts.day:
        return span(date(year, parts.month, 1), date(year, parts.month, length), "month", "gregorian", edtf=name)
    if not 1 <= parts.day <= length:
        return whole.warned(kinds.DAY_ABSENT)
    day = date(year, parts.month, parts.day)
    return span(day, day, "day", "gregorian", edtf=day.isoformat())


def _gregorian_season(year: int, season: str) -> Point:
    if season.startswith("Q"):
        quarter = int(season[1])
        last = date(year, 3 * quarter, calendar.monthrange(year, 3 * quarter)[1])
        return span(date(year, 3 * quarter - 2, 1), last, "season", "gregorian", edtf=f"{year:04}-{32 + quarter}")
    if len(season) == 2:
        (begin, _), (_, end) = _SEASONS[season[0]][0], _SEASONS[season[1]][0]
        end_year = year + 1 if season[1] == "冬" else year
        last = date(end_year, end, calendar.monthrange(end_year, end)[1])
        return span(date(year, begin, 1), last, "season", "gregorian")
    (begin, end), code = _SEASONS[season]
    # 1951年冬 may be the winter that begins or the one that ends in 1951.
    first = date(year, 1 if season == "冬" else begin, 1)
    end_year = year + 1 if season == "冬" else year
    last = date(end_year, end, calendar.monthrange(end_year, end)[1])
    return span(first, last, "season", "gregorian", edtf=f"{year:04}-{code}")


def _lunar(year: int, parts: Parts) -> Point:
    known = lunar.lunar_year(year)
    assert known is not None
    whole = span(*known.interval, "year", "lunar")
    if parts.half:
        return whole
    if parts.season:
        quarter = int(parts.season[1]) - 1 if parts.season.startswith("Q") else -1
        begin, end = (
            quarter if quarter >= 0 else "春夏秋冬".find(each) for each in (parts.season[0], parts.season[-1])
        )
        first, last = known.month(3 * begin + 1), known.month(3 * end + 3)
        if known.leap == 3 * end + 3:
            last = known.month(known.leap, leap=True)
        return span(first[0], last[1], "season", "lunar") if first and last else whole
    if not parts.month:
        return whole
    month = known.month(parts.month, parts.leap)
    if month is None:
        return whole.warned(kinds.LEAP_MONTH_ABSENT if parts.leap and parts.month <= 12 else kinds.DAY_ABSENT)
    return _lunar_day(month, parts, whole)


_LONGEST_MONTH = 30
"""Days of a long month of the lunar calendar."""


def _lunar_day(month: lunar.Interval, parts: Parts, whole: Point) -> Point:
    first, last = month
    if parts.ten_days:
        start, stop = {"上旬": (0, 9), "中旬": (10, 19), "下旬": (20, 29)}[parts.ten_days]
        return span(first + timedelta(days=start), min(last, first + timedelta(days=stop)), "ten-days", "lunar")
    if parts.cyclic_day is not None:
        day = first + timedelta(days=(parts.cyclic_day - cycle.of_day(first)) % 60)
    elif parts.day == -1:
        day = last
    elif parts.day and parts.day > _LONGEST_MONTH:
        return whole.warned(kinds.DAY_ABSENT)
    elif parts.day:
        day = first + timedelta(days=parts.day - 1)
    else:
        return span(first, last, "month", "lunar")
    return span(day, day, "day", "lunar", edtf=day.isoformat()) if day <= last else whole.warned(kinds.DAY_ABSENT)
