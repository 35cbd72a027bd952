"""What people write who fill in a form: blanks for the day, Chinese digits with points, the hour, a note of receipt."""

from __future__ import annotations

import re

from lantai.records.dates import cycle
from lantai.records.dates.numerals import CHINESE_DIGIT, NUMBER, number

_UNKNOWN = "[×□＊*_xX]+"
"""What stands for digits that are not known or cannot be read."""

_HOUR = r"(?:上午|下午|中午|午后|早晨?|清晨|凌晨|晚上?|夜间?|夜半)(?:\d{1,2}[时点](?:\d{1,2}分?|半)?)?"
_NOTE = r"收到?|收文|发出?|发文|到|印发?|签发|寄出?|电"
_CALENDAR = r"\((?P<lunar>农历|阴历|旧历|夏历)\)|\((?:公历|阳历|新历|西历)\)"

_RULES: tuple[tuple[str, str], ...] = (
    (r"[~-]{2,}(?=.)", "~"),  # a dash of two signs
    (r"(?<=[\d年月日])一(?=\d{4})", "~"),  # 一 typed for a dash
    ("古历", "农历"),
    (rf"(?<=年)又(?={NUMBER}月)", "闰"),
    (rf"^(\d{{4}})\(({cycle.PAIR})\)年", r"\1年(\2)"),
    (rf"(?<=[日号])(?:{_HOUR}|{_NOTE})$", ""),
    (rf"{_UNKNOWN}月{_UNKNOWN}[日号]$|(?<=年){_UNKNOWN}月$|(?<=月){_UNKNOWN}[日号]$|(?<=年)月日?$|(?<=月)日$", ""),
    (rf"^(\d{{4}})[./-]{_UNKNOWN}(?:[./-](?:\d{{1,2}}|{_UNKNOWN}))?$", r"\1年"),
    (rf"^(\d{{4}})[./-](\d{{1,2}})[./-]{_UNKNOWN}$", r"\1年\2月"),
    (r"^(\d{3})[×□＊*_](?=年|$)", r"\1x"),
    (r"^(\d\d)[×□＊*_]{2}(?=年|$)", r"\1xx"),
)
_COMPILED = tuple((re.compile(pattern), new) for pattern, new in _RULES)
_WITH_POINTS = re.compile(rf"({CHINESE_DIGIT}{{4}})([./、,-])({NUMBER})(?:\2({NUMBER}))?")
_UNKNOWN_DIGIT = re.compile(rf"^({CHINESE_DIGIT}{{2,3}})(?=[×□?xX]{{1,2}}年)")


def plainly(text: str) -> str:
    """Return a date that is made plain otherwise without these; its meaning is unchanged."""
    for pattern, new in _COMPILED:
        text = pattern.sub(new, text)
    text = _UNKNOWN_DIGIT.sub(lambda found: f"{number(found[1]):0{len(found[1])}}", text)
    text = re.sub(r"^(\d{2,3})[×□](?=[×□]?年)", r"\1x", text)
    if found := _WITH_POINTS.fullmatch(text):
        year, month, day = (number(each) if each else None for each in (found[1], found[3], found[4]))
        if day is not None:
            text = found[2].join(map(str, (year, month, day)))
        elif month is not None and month <= 12 and found[2] in "./":
            text = f"{year}年{month}月"
    if found := re.search(rf"(?:{_CALENDAR})$", text):
        text = ("农历" if found["lunar"] else "") + text[: found.start()]
    return text
