"""The ways in which records write one date, each tried in turn by ``point``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date

from lantai.records.dates import cycle, decades, eras, lunar, periods
from lantai.records.dates import problems as kinds
from lantai.records.dates.eras import Era
from lantai.records.dates.notation import normalise
from lantai.records.dates.numerals import CHINESE_DIGIT, NUMBER, number
from lantai.records.dates.points import (
    Context,
    Parts,
    Point,
    after_year,
    nothing,
    plausible,
    resolve,
    span,
)


def point(text: str) -> Point | None:
    """Read one date expression, or return None if it is none."""
    for reader in _READERS:
        found = reader(text)
        if found is not None:
            return found
    return None


def within_range(text: str) -> Point | None:
    """Read one side of a range, where ``1985.1`` is January: no spreadsheet takes a range for a number."""
    found = point(text)
    if found is not None and kinds.EXCEL_DECIMAL in found.warnings:
        return _western(int(text[:4]), 1)
    return found


def same_year(left: str, right: str) -> Point | None:
    """Read the right side of ``19500102-1231``, whose four digits are a day of the year on the left; None if none."""
    if not re.fullmatch(r"\d{8}", left) or not re.fullmatch(r"\d{4}", right) or right >= left[:4]:
        return None
    found = _western(int(left[:4]), int(right[:2]), int(right[2:]))
    return None if found.warnings else found


def continuation(text: str, left: Context) -> Point | None:
    """Read the right side of a range that leaves out what its left side has said.

    ``7月``, ``8日``, ``二十八年``, ``55`` (after 1950), ``8`` (after 1951.3.5).
    """
    if found := re.fullmatch(rf"({NUMBER})年(.*)", text):
        value, rest = number(found[1]), after_year(found[2])
        if value is None or rest is None:
            return None
        if left.era is not None:
            return _in_era(left.era, value, rest)
        if value >= 100:
            return None
        year = left.year - left.year % 100 + value
        return resolve(year, left.calendar, rest) if year > left.year else None
    if left.month and (found := re.fullmatch(rf"初?({NUMBER})[日号]?", text)):
        value = number(found[1])
        if value is None:
            return None
        month, day = (left.month, value) if left.day else (value, 0)
        parts = after_year(("闰" if left.leap and left.day else "") + f"{month}月" + (f"{day}日" if day else ""))
        return resolve(left.year, left.calendar, parts, left.era) if parts else None
    if not left.month and re.fullmatch(r"\d{1,2}", text):
        return _later_year(left, text)
    if left.day and (found := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})日?", text)):
        text = f"{found[1]}月{found[2]}日"
    parts = after_year(text) if text else None
    return resolve(left.year, left.calendar, parts, left.era) if parts else None


def _later_year(left: Context, text: str) -> Point | None:
    """The last digits of a later year: 1826–8, 1950–55. Digits that go back may be a month; then all of the year."""
    modulus = 10 ** len(text)
    year = left.year - left.year % modulus + int(text)
    whole = after_year("")
    assert whole is not None
    if year > left.year:
        return resolve(year, left.calendar, whole)
    return resolve(left.year, left.calendar, whole).warned(kinds.AMBIGUOUS) if 1 <= int(text) <= 12 else None


def _western(year: int, month: int = 0, day: int = 0) -> Point:
    """Resolve numbers where 0 means unknown."""
    rest = (f"{month}月" if month else "") + (f"{day}日" if month and day else "")
    parts = after_year(rest)
    assert parts is not None
    found = resolve(year, "gregorian", parts)
    return found.warned(kinds.DAY_ABSENT) if day and not month else found


def _compact(text: str) -> Point | None:
    """19850312, 198503, 1985, 19500000; also with 年 after four digits handled elsewhere."""
    if not re.fullmatch(r"\d{4}(?:\d{2}){0,2}", text) or not plausible(int(text[:4])):
        return None
    return _western(int(text[:4]), int(text[4:6] or 0), int(text[6:8] or 0))


def _separated(text: str) -> Point | None:
    """1985-3-12, 1985.3.12, 1985/3/12, 1985.3."""
    found = re.fullmatch(r"(\d{4})([./-])(\d{1,2})(?:\2(\d{1,2})日?)?", text)
    if not found or not plausible(int(found[1])):
        return None
    year, month, day = int(found[1]), int(found[3]), found[4]
    if day is not None:
        return _western(year, month, int(day))
    if found[2] == "." and found[3] == "1":
        return _western(year).warned(kinds.EXCEL_DECIMAL)
    if month > 12 and found[2] == "/":
        return None  # 1950/51 is a range
    # 1950-55 is a range; 1910-11 and 1822-3 may be a month or a range.
    modulus = 10 ** len(found[3])
    if found[2] == "-" and month > year % modulus:
        if month > 12:
            return None
        return span(
            date(year, 1, 1), date(year - year % modulus + month, 12, 31), "range", "gregorian", kinds.AMBIGUOUS
        )
    return _western(year, month)


def _listed(text: str) -> Point | None:
    """1954、7、6 and 1954，7，6: a day, unless the numbers may be those of the years that follow (1954、5、6)."""
    found = re.fullmatch(r"(\d{4})([,、])(\d{1,2})\2(\d{1,2})日?", text)
    if not found or not plausible(int(found[1])):
        return None
    year, month, day = int(found[1]), int(found[3]), int(found[4])
    if month > 12 or not 1 <= day <= 31:
        return None  # 1954、55、56 are years
    if len(found[3]) == len(found[4]) and (month, day) == (year % 10 ** len(found[3]) + 1, month + 1):
        last = year - year % 10 ** len(found[4]) + day
        return span(date(year, 1, 1), date(last, 12, 31), "range", "gregorian", kinds.AMBIGUOUS)
    return _western(year, month, day)


def _day_first(text: str) -> Point | None:
    """12/3/1985: plain only where one number cannot be a month."""
    found = re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", text)
    if not found or not plausible(int(found[4])):
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if first == second or (first > 12) != (second > 12):
        return _western(year, min(first, second), max(first, second))
    return _western(year).warned(kinds.AMBIGUOUS if first <= 12 else kinds.DAY_ABSENT)


def _chinese(text: str) -> Point | None:
    """1985年3月12日, 一九四九年十月一日, 公元1950年春, 农历1900年闰八月初一, 一九五〇."""
    found = re.fullmatch(
        rf"(?P<lunar>农历|阴历|旧历|夏历)?(?:公元|西元|公历|阳历|西历)?(?P<year>\d{{4}}|(?<=元)\d{{3}}|{CHINESE_DIGIT}{{4}})"
        rf"(?:年|(?=初$|末$|中$|$|[春夏秋冬]))(?:\(?(?P<pair>{cycle.PAIR})年?\)?)?(?P<rest>.*)",
        text,
    )
    if not found:
        return None
    year, rest = number(found["year"]), after_year((found["lunar"] or "") + found["rest"])
    if year is None or rest is None or not (plausible(year) or len(found["year"]) == 3):
        return None
    result = resolve(year, "gregorian", rest)
    return _checked(result, year, found["pair"])


def _checked(result: Point, year: int, pair: str | None) -> Point:
    if pair and MINYEAR <= year <= MAXYEAR and cycle.place_of(pair) != cycle.of_year(year):
        first, last = lunar.year_interval(year, "lunar")
        return span(first, last, "year", result.calendar or "lunar", *result.warnings, kinds.CYCLIC_MISMATCH)
    return result


_ERAS = {normalise(spelling): era for spelling, era in eras.by_spelling().items()}
_ERA = re.compile(
    r"(?:大?清朝?代?|大?明朝?代?|前清|南明|后金|中华|伪满洲国|伪满|满洲国|伪|日本)?"
    rf"(?P<era>{'|'.join(sorted(_ERAS, key=len, reverse=True))})(?P<rest>.*)"
)


def _era(text: str) -> Point | None:
    """光绪二十六年闰八月初一, 民国26年7月7日, 光绪庚子, 康熙年间, 民国前一年."""
    found = _ERA.fullmatch(re.sub(rf"^民(?=[元前][^国]|元$|{NUMBER}(?:年|$)|\d{{1,2}}\.)", "民国", text))
    if not found:
        return None
    era, rest = _ERAS[found["era"]], _with_signs(found["rest"])
    if rest in ("", "年间", "间", "朝", "时期", "中", "初年", "初", "末年", "末", "中叶"):
        return span(*era.interval, "era", era.calendar)
    if era.name == "民国" and (before := re.fullmatch(rf"(?:纪元)?前({NUMBER})年(.*)", rest)):
        value, parts = number(before[1]), after_year(before[2])
        return resolve(era.first_year - value, "gregorian", parts) if value and parts else None
    dated = re.fullmatch(
        rf"(?P<before>{cycle.PAIR})?(?P<year>{NUMBER})年?(?:\(?(?:岁次|岁在)?(?P<pair>{cycle.PAIR})年?\)?)?(?P<rest>.*)",
        rest,
    )
    if dated and (value := number(dated["year"])) is not None and (parts := after_year(dated["rest"])) is not None:
        return _checked(_in_era(era, value, parts), era.year(value), dated["before"] or dated["pair"])
    return _cyclic_year(era, rest)


def _with_signs(rest: str) -> str:
    """Return 26.7.7 after the name of an era as 26年7月7日. Two numbers with a dash between may be two years."""
    found = re.fullmatch(r"(\d{1,3})([./-])(\d{1,2})\2(\d{1,2})|(\d{1,3})\.(\d{1,2})", rest)
    if not found:
        return rest
    return f"{found[1]}年{found[3]}月{found[4]}日" if found[1] else f"{found[5]}年{found[6]}月"


def _in_era(era: Era, value: int, parts: Parts) -> Point:
    """Resolve a year of an era; a year it did not have is widened to the year it would be."""
    year = era.year(value)
    empty = after_year("")
    assert empty is not None
    if value < 1 or not plausible(year):
        return nothing(kinds.UNREADABLE)
    if not era.contains_year(value):
        return resolve(year, era.calendar, empty, era).warned(kinds.ERA_PAST_END)
    found = resolve(year, era.calendar, parts, era)
    outside = (era.start and found.end and found.end < era.start) or (era.end and found.start and found.start > era.end)
    return resolve(year, era.calendar, empty, era).warned(kinds.ERA_PAST_END) if outside else found


def _cyclic_year(era: Era, rest: str) -> Point | None:
    """光绪庚子八月: the year of the era with that place in the cycle."""
    found = re.fullmatch(rf"({cycle.PAIR})年?(.*)", rest)
    cyclic = cycle.place_of(found[1]) if found else None
    parts = after_year(found[2]) if found else None
    if cyclic is None or parts is None:
        return None
    points = [resolve(year, era.calendar, parts, era) for year in era.years_of(cyclic)]
    if len(points) == 1:
        return points[0]
    if not points:
        return span(*era.interval, "era", era.calendar, kinds.CYCLIC_MISMATCH)
    return span(points[0].start, points[-1].end, "range", era.calendar, kinds.CYCLIC_TWICE)  # type: ignore[arg-type]


def _unusable(text: str) -> Point | None:
    """Dates that say something, but not which year: 85.3.12, 85年, 五四年三月, 6-Jul-54, 庚子年."""
    if found := re.fullmatch(
        r"'(\d{2})|'?(\d{2})(?:年.*|[./-]\d{1,2}(?:[./-]\d{1,2})?)|(?:\d{1,2}-)?\d{1,2}月-(\d{2})", text
    ):
        return nothing(kinds.TWO_DIGIT_YEAR, edtf=f"XX{found[found.lastindex or 0]}")
    if (found := re.fullmatch(rf"({NUMBER})年(.*)", text)) and after_year(found[2]) is not None:
        value = number(found[1])
        return nothing(kinds.TWO_DIGIT_YEAR, edtf=f"XX{value:02}") if value is not None and value < 100 else None
    if re.match(rf"{cycle.PAIR}(?:年|岁|$|.*月)", text) and not re.search(r"\(\d{4}年?\)$", text):
        return nothing(kinds.BARE_CYCLIC)
    return None


_READERS: tuple[Callable[[str], Point | None], ...] = (
    _compact,
    _separated,
    _listed,
    _day_first,
    _chinese,
    _era,
    decades.decade,
    decades.two,
    decades.century,
    periods.dynasty,
    periods.taiping,
    periods.named,
    _unusable,
)
