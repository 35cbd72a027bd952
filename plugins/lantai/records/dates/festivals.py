"""Days that have names instead of numbers: 元旦, 国庆, 端午, 除夕."""

from __future__ import annotations

from datetime import date

from lantai.records.dates import lunar

_FIXED = {
    "三八": (3, 8),
    "五一": (5, 1),
    "五四": (5, 4),
    "六一": (6, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "双十": (10, 10),
}
_LUNAR = {
    "春节": (1, 1),
    "元宵": (1, 15),
    "上元": (1, 15),
    "端午": (5, 5),
    "端阳": (5, 5),
    "七夕": (7, 7),
    "中元": (7, 15),
    "中秋": (8, 15),
    "重阳": (9, 9),
    "腊八": (12, 8),
    "除夕": (12, 0),
}
"""Month and day; 0 is the last day of the month."""

_KINDS = "国际劳动|劳动|国际妇女|妇女|青年|国际儿童|儿童|建党|建军"
NAMES = rf"元旦|国庆|(?:十一)?国庆|(?:{'|'.join(_FIXED)})(?:{_KINDS})?|{'|'.join(_LUNAR)}"
NAMES = rf"(?:{NAMES})节?日?"
"""Pattern of the names."""

_REPUBLIC_OF_CHINA, _PEOPLES_REPUBLIC = (10, 10), (10, 1)
"""National days."""
_SPRING_FESTIVAL = 1914
"""The year since which 春节 is the new year of the lunar calendar; before, it was 立春."""


def _plain(name: str) -> str:
    known = ("元旦", "国庆", *_FIXED, *_LUNAR)
    return next(each for each in known if each in name)


def is_lunar(name: str, kind: str) -> bool:
    """Whether a festival is counted by the lunar calendar in a year of a calendar."""
    return _plain(name) in _LUNAR or kind == "lunar"


def day_of(name: str, year: int, kind: str, republic: bool) -> date | None:
    """Return the day of a festival in a year of a calendar, None if more than one may be meant.

    The eve of the lunar new year (除夕) lies in the next Western year, if it is not that before the new year in this
    one: only in a lunar year it is clear. National day depends on the state, hence ``republic`` for years of 民国.
    """
    plain = _plain(name)
    if kind == "lunar":
        return (
            None
            if plain in _FIXED or plain == "国庆"
            else _of_lunar_year((1, 1) if plain == "元旦" else _LUNAR[plain], year)
        )
    if plain == "元旦":
        return date(year, 1, 1)
    if plain == "国庆":
        if not republic and year < 1949:
            return None
        return date(year, *(_REPUBLIC_OF_CHINA if republic else _PEOPLES_REPUBLIC))
    if plain in _FIXED:
        return date(year, *_FIXED[plain])
    if plain == "春节" and year < _SPRING_FESTIVAL:
        return None
    found = _of_lunar_year(_LUNAR[plain], year)
    return found if found is not None and found.year == year and _LUNAR[plain][0] < 12 else None


def _of_lunar_year(place: tuple[int, int], year: int) -> date | None:
    known = lunar.lunar_year(year)
    if known is None:
        return None
    month, day = place
    if day:
        return known.day(month, day)
    return known.interval[1]
