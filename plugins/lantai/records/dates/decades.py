"""Decades and centuries: 195x, 五十年代, 20世纪50年代初, 五六十年代, 十九世纪末."""

from __future__ import annotations

import re
from datetime import date

from lantai.problems import Kind
from lantai.records.dates import problems as kinds
from lantai.records.dates.numerals import NUMBER, number
from lantai.records.dates.points import Point, plausible, span

_PARTS = {"初": (0, 4), "前期": (0, 4), "早期": (0, 4), "上半叶": (0, 4), "前半叶": (0, 4), "前半期": (0, 4)}
_PARTS |= {"中": (3, 7), "中期": (3, 7), "中叶": (3, 7)}
_PARTS |= dict.fromkeys(("末", "后期", "晚期", "下半叶", "后半叶", "末期", "末叶", "后半期"), (5, 9))
"""Tenths of a decade or century that a part may cover; neighbouring parts overlap on purpose."""
_PART = "|".join(sorted(_PARTS, key=len, reverse=True))


def decade(text: str) -> Point | None:
    """195x, 195?, 1950年代, 五十年代, 20世纪50年代初, 1950s."""
    if found := re.fullmatch(rf"(\d{{3}})(?:[?xXuU-]年?|0年代|0s|[?xX]年代|0'?s)(?P<part>{_PART})?", text):
        tens_of_years, warnings = int(found[1]), ()
    elif found := re.fullmatch(
        rf"(?:(?P<century>{NUMBER}|上)世纪)?(?P<tens>[1-9]0|[一二三四五六七八九]?十)年代(?P<part>{_PART})?", text
    ):
        which, warnings = _century_of(found["century"])
        tens = number(found["tens"])
        if not tens or not 11 <= which <= 21:
            return None
        tens_of_years = (which - 1) * 10 + tens // 10
    else:
        return None
    if not plausible(tens_of_years * 10):
        return None
    first, last = _PARTS.get(found["part"] or "", (0, 9))
    return _tenths(tens_of_years, first, last, bool(found["part"]), *warnings)


def _century_of(text: str | None) -> tuple[int, tuple[Kind, ...]]:
    """Return the century that a decade names; where it names none, or the last one (上世纪), the twentieth is meant."""
    if text is None or text == "上":
        return 20, (kinds.CENTURY_UNDERSTOOD,)
    return number(text) or 0, ()


def _tenths(tens_of_years: int, first: int, last: int, is_part: bool, *warnings: Kind) -> Point:
    edtf = f"{tens_of_years}{first}~/{tens_of_years}{last}~" if is_part else f"{tens_of_years:03}X"
    start, end = date(tens_of_years * 10 + first, 1, 1), date(tens_of_years * 10 + last, 12, 31)
    return span(start, end, "decade", "gregorian", *warnings, edtf=edtf)


_TENS = "[0-9]0|[一二三四五六七八九]?十"
_TWO = re.compile(
    rf"(?:(?P<century>{NUMBER}|上)世纪)?(?P<west>\d\d(?=[0-9]0年代))?(?P<a>{_TENS}|[一二三四五六七八九](?!十))(?P<ad>年代)?(?P<ap>{_PART})?"
    rf"[、,至到~-]?(?P<west_b>\d\d(?=[0-9]0年代))?(?P<b>{_TENS})年代(?P<bp>{_PART})?"
)


def two(text: str) -> Point | None:
    """五六十年代, 20世纪50至60年代, 五十年代末六十年代初: from the first of two decades to the second."""
    found = _TWO.fullmatch(text)
    if not found or (found["ap"] and not found["ad"]):
        return None
    if found["west"]:
        which, warnings = int(found["west"]) + 1, ()
    else:
        which, warnings = _century_of(found["century"])
    a, b = number(found["a"]), number(found["b"])
    if a is None or b is None or not 11 <= which <= 21:
        return None
    a = a * 10 if a < 10 else a
    above = int(found["west_b"]) * 100 if found["west_b"] else (which - 1) * 100
    first, last = (which - 1) * 100 + a, above + b
    if last <= first or not plausible(first) or not plausible(last):
        return None
    mark_a, mark_b = ("~" if found[part] else "" for part in ("ap", "bp"))
    first, last = first + _PARTS.get(found["ap"] or "", (0, 9))[0], last + _PARTS.get(found["bp"] or "", (0, 9))[1]
    edtf = f"{first}{mark_a}/{last}{mark_b}"
    return span(date(first, 1, 1), date(last, 12, 31), "range", "gregorian", *warnings, edtf=edtf)


def century(text: str) -> Point | None:
    """19世纪, 二十世纪初, 18xx. A century is given with both years that may end it (1900 and 1901 …)."""
    if found := re.fullmatch(r"(\d{2})(?:xx|XX|\?\?|uu)年?", text):
        which, part = int(found[1]) + 1, ""
    elif found := re.fullmatch(rf"(?:公元)?({NUMBER})世纪({_PART})?", text):
        which, part = number(found[1]) or 0, found[2] or ""
    else:
        return None
    if not 11 <= which <= 21:
        return None
    first, last = _PARTS.get(part, (0, 9))
    base = (which - 1) * 100
    end = base + last * 10 + (10 if last == 9 else 9)
    edtf = f"{which - 1}XX" if not part else ""
    return span(date(base + first * 10, 1, 1), date(end, 12, 31), "century", "gregorian", edtf=edtf)
