"""Dates in English words, rewritten in the Chinese notation that is read: 12 March 1985 → 1985年3月12日."""

from __future__ import annotations

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"(?:\b|(?<=\d))(?P<month>{_NAMES})\b\.?"
_SEASONS = {"spring": "春", "summer": "夏", "autumn": "秋", "fall": "秋", "winter": "冬"}
_SEASON = "|".join(_SEASONS)
_PARTS = {"early": "初", "mid": "中", "middle": "中", "late": "末"}

_EVENTS = (
    r"(?:first\s+|re)?(?:published|printed|made|executed|reproduced|reconstructed|issued|cast|editioned|exhibited|"
    r"produced|drawn|painted|engraved|etched|recorded|created|revised|enlarged|remade|refabricated|completed|"
    r"partially|version|edition|reworked|signed|posthumous|with|additions|dated?)"
)
"""What happened at a date: the words do not change which days may be meant."""

_DAYS = r"\d{1,2}(?:\s*(?:,|&|-|~|and|to)\s*\d{1,2}|\s+\d{1,2})*"
_DAYS_OF_MONTHS = re.compile(rf"{_DAYS}\s*(?:{_NAMES})\b\.?(?:\s*(?:,|&|-|~|and|to|\s)\s*{_DAYS}\s*(?:{_NAMES})\b\.?)*")
_YEAR = r"(?P<year>1\d{3}|20\d{2})(?!\d)"


def in_chinese(text: str) -> str:
    """Return ``text`` (lower case) with the common English forms in the Chinese notation."""
    text = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th)\b(?!\s*(?:cent|c\b|or\b|-|~|and\b|to\b))", r"\1", text)
    text = re.sub(r"\s*[\[(]?\bi\.?\s?e\.?,?\s+", "~", text)
    text = _without_events(text)
    text = re.sub(rf"\b({_NAMES})\b\.?\s*(?:-|~|to|and|or|/)\s*({_NAMES})\b\.?,?\s*{_YEAR}", _months, text)
    text = re.sub(rf"({_DAYS_OF_MONTHS.pattern}),?\s*{_YEAR}", lambda m: _days(m[1], m["year"]), text)
    text = re.sub(rf"{_YEAR},?\s+({_DAYS_OF_MONTHS.pattern})", lambda m: _days(m[0][len(m["year"]) :], m["year"]), text)
    text = re.sub(rf"{_MONTH}\s*(?P<day>\d{{1,2}}),?\s+{_YEAR}", lambda m: _day(m["year"], m["month"], m["day"]), text)
    text = re.sub(
        rf"{_YEAR},?\s+{_MONTH}\s*(?P<day>\d{{1,2}})\b", lambda m: _day(m["year"], m["month"], m["day"]), text
    )
    text = re.sub(rf"{_MONTH},?\s*{_YEAR}", lambda m: f"{m['year']}年{_number(m['month'])}月", text)
    text = re.sub(rf"{_YEAR},?\s+{_MONTH}", lambda m: f"{m['year']}年{_number(m['month'])}月", text)
    text = re.sub(rf"(?P<day>\d{{1,2}})\s*{_MONTH}", lambda m: f"{_number(m['month'])}月{m['day']}日", text)
    text = re.sub(_MONTH, lambda m: f"{_number(m['month'])}月", text)
    text = re.sub(rf"\b({_SEASON})(?:\s+of)?,?\s+{_YEAR}", lambda m: f"{m['year']}年{_SEASONS[m[1]]}", text)
    text = re.sub(rf"{_YEAR},?\s+({_SEASON})\b", lambda m: f"{m['year']}年{_SEASONS[m[2]]}", text)
    text = _spans(text)
    text = re.sub(r"\b(?:circa|approximately|about|approx\.?|ca?\.?)(?=[\s\d\[])\s*", "约", text)
    text = re.sub(r"\b(?:before|by|not\s+later\s+than)\s+(\S+)", r"\1以前", text)
    return re.sub(r"\b(?:after|since|not\s+before)\s+(\S+)", r"\1以后", text)


def _without_events(text: str) -> str:
    """Leave out what happened; a second event makes a range, since either date may be meant."""
    text = re.sub(r"^\?\s*([a-z].*)$", r"\1?", text)
    text = re.sub(r"^\(?\s*(?:bulk|inclusive|predominantly|mainly)\b[\s,:]*(.*?)\)?$", r"\1", text)
    text = re.sub(rf"(?<=\d)\s*[,;(]\s*(?:{_EVENTS}\s+)+(?=约?\s*(?:c\.?\s*)?\d)", "~", text)
    text = re.sub(rf"(?<=[\ds])\s*[,;]\s*{_EVENTS}(?:\s+\w+)?$", "", text)
    return re.sub(rf"^(?:{_EVENTS}\s+)+(?:in\s+|on\s+)?(?=\S*\d)", "", text)


def _spans(text: str) -> str:
    """Centuries, parts of decades, and the words between the ends of a range."""
    century = r"c(?:entury|ent\.?|\.)?"
    ordinal = r"(\d{1,2})(?:st|nd|rd|th)"
    parts = "|".join(_PARTS)
    two = rf"\b((?:{parts})[\s-]+)?{ordinal}\s*(?:-|~|or|to|and)\s*((?:{parts})[\s-]+)?{ordinal}\s+{century}"
    text = re.sub(two, lambda m: f"{m[1] or ''}{m[2]}世纪~{m[3] or ''}{m[4]}世纪", text)
    text = re.sub(rf"\b{ordinal}[\s-]+{century}", r"\1世纪", text)
    text = re.sub(r"\b(\d\d)(\d0'?s)\s*(?:-|~|/|to|and|or)\s*(\d0'?s)", r"\1\2~\1\3", text)
    text = re.sub(rf"\b({parts})\s*(?:-|to|or)\s*(?:{parts})[\s-]+(\S+)", lambda m: m[2], text)
    text = re.sub(rf"\b({parts})[\s-]+(\S*?)([,;]?)(?=\s|~|$)", lambda m: m[2] + _PARTS[m[1]] + m[3], text)
    text = re.sub(r"\b(?:between|from)\s+(\S+)\s+(?:and|to|until)\s+", r"\1~", text)
    return re.sub(r"\s+(?:to|until|and|or|&)\s+", "~", text)


def _days(days: str, year: str) -> str:
    """``30, 31 july, 1 aug.`` of a year: from the first day to the last."""
    months = [(match.start(), match[0]) for match in re.finditer(rf"(?:{_NAMES})", days)]
    numbers = [(match.start(), match[0]) for match in re.finditer(r"\d{1,2}", days)]
    dated = [(next(name for at, name in months if at > start), number) for start, number in numbers]
    first, last = (_day(year, *each) for each in (dated[0], dated[-1]))
    return first if first == last else f"{first}~{last}"


def _months(found: re.Match[str]) -> str:
    return f"{found['year']}年{_number(found[1])}月~{_number(found[2])}月"


def _matched_day(found: re.Match[str]) -> str:
    return _day(found["year"], found["month"], found["day"])


def _day(year: str, month: str, day: str) -> str:
    return f"{year}年{_number(month)}月{int(day)}日"


def _number(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1
