"""Periods without a first day of their own (清末, 清末民初), and the years of the Heavenly Kingdom (太平天国)."""

from __future__ import annotations

import re
from datetime import date

from lantai.records.dates import cycle
from lantai.records.dates import problems as kinds
from lantai.records.dates.numerals import NUMBER, number
from lantai.records.dates.points import Point, span

_DYNASTIES = {
    "明": (date(1368, 1, 23), date(1644, 4, 25)),
    "清": (date(1644, 2, 8), date(1912, 2, 12)),
    "民国": (date(1912, 1, 1), date(1949, 9, 30)),
    "民": (date(1912, 1, 1), date(1949, 9, 30)),
}
_NAME = r"(?:[大晚前]?(?P<{0}>[明清])|(?:中华)?(?P<{0}r>民国?))(?:代|朝|时期|季)?"
_NAME += r"(?:初|末|中叶|前期|后期|晚期|初期|末期|年间)?"


def dynasty(text: str) -> Point | None:
    """清代, 清末, 晚清, 民国时期: the whole of it, because 清末 has no first day; 清末民初: the whole of both."""
    found = re.fullmatch(_NAME.format("a"), text)
    if found and text != "民":
        name = found["a"] or found["ar"]
        return span(*_DYNASTIES[name], "era", "lunar" if name in "明清" else "gregorian")
    found = re.fullmatch(_NAME.format("a") + "[、至到~-]?" + _NAME.format("b"), text)
    if not found or found["ar"]:
        return None
    first, last = _DYNASTIES[found["a"]][0], _DYNASTIES[found["b"] or found["br"]][1]
    return span(first, last, "era", "lunar") if first < last else None


_NAMED = {
    "伪满洲国": (date(1932, 3, 1), date(1945, 8, 18)),
    "伪满": (date(1932, 3, 1), date(1945, 8, 18)),
    "满洲国": (date(1932, 3, 1), date(1945, 8, 18)),
    "文化大革命": (date(1966, 5, 16), date(1976, 10, 6)),
    "文革": (date(1966, 5, 16), date(1976, 10, 6)),
}
_WIDE = {"抗战": (date(1931, 9, 18), date(1945, 9, 9)), "抗日战争": (date(1931, 9, 18), date(1945, 9, 9))}
"""Counted from 1931 or from 1937: the longer."""


def named(text: str) -> Point | None:
    """伪满时期, 文革期间: periods whose days are known; 抗战时期, whose first day is not agreed upon."""
    found = re.fullmatch(rf"({'|'.join((*_NAMED, *_WIDE))})(?:时期|期间|年间|中|时)?", text)
    if not found:
        return None
    if found[1] in _WIDE:
        return span(*_WIDE[found[1]], "era", "gregorian", kinds.AMBIGUOUS)
    return span(*_NAMED[found[1]], "era", "gregorian")


_TAIPING = re.compile(
    rf"(?:天父天兄天王)?(?:太平天[国囯]|天历)(?P<pair>[{cycle.STEMS}][{cycle.BRANCHES}好荣榮开開])?"
    rf"(?:(?P<year>{NUMBER})年)?(?:\(?(?P<later>[{cycle.STEMS}][{cycle.BRANCHES}好荣榮开開])年?\)?)?(?P<rest>.*)"
)
_ITS_BRANCHES = str.maketrans("好荣榮开開", "丑卯卯亥亥")
"""It wrote 好 for 丑, 荣 for 卯 and 开 for 亥."""
_LAST_YEAR = 18
"""Its armies counted on after the fall of its capital in the fourteenth."""


def taiping(text: str) -> Point | None:
    """太平天国壬戌十二年三月, 太平天国: to the year, because its own solar calendar (天历) is not counted by the day.

    Its first year began with the rising at 金田 (1851-01-11); from the second on it began in early February, and is
    widened to the middle of the next one's.
    """
    found = _TAIPING.fullmatch(text)
    if not found:
        return None
    if not found["year"]:
        known = not found["pair"] and found["rest"] in ("", "时期", "年间", "运动")
        return span(date(1851, 1, 11), date(1864, 7, 19), "era", "gregorian") if known else None
    value = number(found["year"])
    if value is None or not 1 <= value <= _LAST_YEAR:
        return None
    year = 1850 + value
    first = date(1851, 1, 11) if value == 1 else date(year, 2, 1)
    warnings = []
    pair = (found["pair"] or found["later"] or "").translate(_ITS_BRANCHES)
    if pair and cycle.place_of(pair) != cycle.of_year(year):
        warnings.append(kinds.CYCLIC_MISMATCH)
    if found["rest"]:
        warnings.append(kinds.HEAVENLY_CALENDAR)
    return span(first, date(year + 1, 2, 15), "year", "gregorian", *warnings)
