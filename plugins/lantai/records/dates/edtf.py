"""Dates in EDTF (ISO 8601-2, levels 0 and 1) as our own downloads write them: read exactly, nothing else accepted."""

from __future__ import annotations

import re
from datetime import date

from lantai.records.dates.expressions import point
from lantai.records.dates.notation import EDTF_UNKNOWN
from lantai.records.dates.points import Point, nothing, span

_SIDE = re.compile(r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[?~%])?")
_SEASONS = {21: "春", 22: "夏", 23: "秋", 24: "冬", 40: "上半年", 41: "下半年"}
_SEASONS |= {32 + quarter: f"第{quarter}季度" for quarter in range(1, 5)}
_CERTAINTY = {"?": "uncertain", "%": "uncertain", "~": "approximate"}


def read(text: str) -> tuple[Point, str] | None:
    """Return the interval and the certainty of a date in EDTF; None if it is none."""
    if text == EDTF_UNKNOWN or re.fullmatch(r"XX\d{2}", text):
        return nothing(edtf=text), "certain"
    sides = text.split("/")
    if len(sides) > 2:
        return None
    points: list[Point | None] = []
    certainty = "certain"
    for side in sides:
        found = _SIDE.fullmatch(side)
        if found is None and side != "..":
            return None
        points.append(_point(found) if found else None)
        if found and points[-1] is None:
            return None
        certainty = _CERTAINTY.get((found["mark"] if found else None) or "", certainty)
    first, last = points[0], points[-1]
    if len(points) == 1:
        return (Point(first.start, first.end, first.precision, "gregorian", text), certainty) if first else None
    if first is None and last is None:
        return None
    precision = "range" if first and last else "after" if first else "before"
    return Point(first and first.start, last and last.end, precision, "gregorian", text), certainty


def _point(found: re.Match[str]) -> Point | None:
    year, month, day = found["year"], int(found["month"] or 0), int(found["day"] or 0)
    if year.endswith("X"):
        if found["month"]:
            return None
        if year.endswith("XX"):
            return point(f"{int(year[:2]) + 1}世纪")
        return point(f"{year[:3]}0年代")
    if not int(year):
        return None
    if not month:
        return span(date(int(year), 1, 1), date(int(year), 12, 31), "year", "gregorian")
    if month in _SEASONS:
        return None if day else point(f"{year}年{_SEASONS[month]}")
    found_point = point(f"{year}年{month}月" + (f"{day}日" if day else ""))
    return None if found_point is None or found_point.warnings else found_point
