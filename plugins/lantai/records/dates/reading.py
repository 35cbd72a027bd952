"""From the text of a date to the interval of days that it means: whole texts, ranges, glosses, pairs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from lantai.problems import Kind
from lantai.records.dates import edtf
from lantai.records.dates import problems as kinds
from lantai.records.dates.expressions import continuation, point, same_year, within_range
from lantai.records.dates.notation import UNKNOWN, normalise, qualifiers
from lantai.records.dates.points import FIRST_PLAUSIBLE, Point, nothing, span
from lantai.records.fields import CERTAINTIES


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a date means. ``start`` and ``end`` are the first and last day it may mean, None if open."""

    start: date | None
    end: date | None
    precision: str
    calendar: str | None
    certainty: str
    edtf: str
    warnings: tuple[Kind, ...] = ()


LONGEST = 200
"""Longer texts are not dates."""

_EXCEL_ZERO = re.compile("1900(-0?1-0?0|/0?1/0?0|年0?1月0?0日)( 0?0:00(:00)?)?")


@lru_cache(maxsize=65_536)
def parse(text: str | None) -> DateReading:
    """Read a date as it stands in a record. Never raises; what cannot be read is ``unknown`` with a warning."""
    if not text or not text.strip():
        return _reading(nothing(), "certain")
    if len(text) > LONGEST:
        return _reading(nothing(kinds.UNREADABLE), "certain")
    if _EXCEL_ZERO.fullmatch(text.strip()):
        return _reading(nothing(kinds.EXCEL_ZERO), "certain")
    plain = normalise(text)
    if plain in UNKNOWN or text.strip() in UNKNOWN:
        return _reading(nothing(), "certain")
    plain, certainty = qualifiers(plain)
    found = _expression(plain)
    if found is None and "约" in plain:
        found, certainty = _expression(plain.replace("约", "")), "approximate"
    return _reading(found or nothing(kinds.UNREADABLE), certainty)


def of_pair(first: str | None, last: str | None) -> DateReading:
    """Read a start and an end from two columns; either may be missing (then the other stands for both)."""
    if not first or not last:
        return parse(first or last)
    left, right = parse(first), parse(last)
    if left == right:
        return left
    if right.precision == "unknown" and left.start is not None:
        # An end column that leaves out what the start has said: 1945 and 65.
        whole = _expression(qualifiers(f"{normalise(first)}~{normalise(last)}")[0])
        if whole is not None and whole.end is not None:
            return _reading(whole, left.certainty)
    if left.precision == "unknown" or right.precision == "unknown":
        # One side is unknown: the known one bounds the interval on its side only.
        known = right if left.precision == "unknown" else left
        sides = ("..", known.edtf.split("/")[-1]) if known is right else (known.edtf.split("/")[0], "..")
        if known.start is None and known.end is None:
            return known
        bound = Point(
            None if known is right else known.start,
            known.end if known is right else None,
            "before" if known is right else "after",
            known.calendar,
            "/".join(side.rstrip("?~") for side in sides),
            left.warnings + right.warnings,
        )
        return _reading(bound, "uncertain")
    return _reading(_joined(_as_point(left), _as_point(right)), max(left.certainty, right.certainty, key=_doubt))


def combined(text: str | None, first: str | None, last: str | None, machine: str | None = None) -> DateReading:
    """Read a record's date from its text and its start and end columns.

    The narrower of two readings that agree is taken; two that disagree are widened to both. ``machine`` is the
    date in EDTF, if an export has it: it says exactly what is meant, and the text only in which calendar.
    """
    exact = edtf.read(machine.strip()) if machine else None
    if exact is not None:
        written = combined(text, first, last)
        meant, certainty = exact
        if written.certainty == "inferred" and certainty == "certain":
            certainty = written.certainty  # EDTF has no mark for it
        return written if written.edtf == meant.edtf else _as_it_is(meant, certainty)
    if not first and not last:
        return parse(text)
    pair = of_pair(first, last)
    if not text:
        return pair
    reading = parse(text)
    if reading.start is None and reading.end is None:
        return pair if pair.start or pair.end else reading
    if pair.start is None or pair.end is None or reading.start is None or reading.end is None:
        return reading
    if (reading.start, reading.end) == (pair.start, pair.end):
        return reading
    if reading.start <= pair.start and pair.end <= reading.end:
        return _reading(replace(_as_point(pair), calendar=reading.calendar), reading.certainty)
    if pair.start <= reading.start and reading.end <= pair.end:
        return reading
    start, end = min(reading.start, pair.start), max(reading.end, pair.end)
    return _reading(span(start, end, "range", reading.calendar or "gregorian", kinds.CONFLICT), "uncertain")


def _reading(found: Point, certainty: str) -> DateReading:
    mark = {"uncertain": "?", "approximate": "~"}.get(certainty, "")
    written = found.edtf
    if mark and found.precision != "unknown" and not written.endswith("~"):
        written = "/".join(side if side == ".." else side + mark for side in written.split("/"))
    warnings = tuple(dict.fromkeys(found.warnings))
    return DateReading(found.start, found.end, found.precision, found.calendar, certainty, written, warnings)


def _as_it_is(found: Point, certainty: str) -> DateReading:
    return DateReading(found.start, found.end, found.precision, found.calendar, certainty, found.edtf)


def _as_point(reading: DateReading) -> Point:
    plain = reading.edtf.rstrip("?~")
    return Point(reading.start, reading.end, reading.precision, reading.calendar, plain, reading.warnings)


def _doubt(certainty: str) -> int:
    return CERTAINTIES.index(certainty)


def _expression(text: str) -> Point | None:
    """A point, an open range, a range, or a date with its other form in brackets."""
    found = point(text)
    if found is not None:
        return found
    return _open(text) or _annotated(text) or _range(text) or _list(text)


def _open(text: str) -> Point | None:
    """1949年以前, 1949年以后, 1950-, 1950至今."""
    if found := re.fullmatch(r"(.+?)(?:以前|之前|前)|(?:截至|截止|迄|至|到)(.+)", text):
        whole = point(found[1] or found[2])
        if whole and whole.end:
            until = "../" + whole.edtf.split("/")[-1]
            return Point(None, whole.end, "before", whole.calendar, until, whole.warnings)
        return None
    if found := re.fullmatch(r"(.+?)(?:以后|之后|以来|后|[-~]?至?今|起|-|~)", text):
        whole = point(found[1])
        if whole and whole.start:
            since = whole.edtf.split("/")[0] + "/.."
            return Point(whole.start, None, "after", whole.calendar, since, whole.warnings)
    return None


_LUNAR = ("农历", "阴历", "旧历", "夏历")


def _annotated(text: str) -> Point | None:
    """光绪二十六年（1900）: the narrower of two readings that agree, both if they do not."""
    found = re.fullmatch(r"(.+?)\((.+?)\)(.*)", text)
    if not found:
        return None
    main, gloss = _expression(found[1] + found[3]), _expression(found[2].lstrip("即公历 "))
    if main is not None and gloss is None and (year := re.match(r"\d{4}", found[1])):
        gloss = _expression(f"{year[0]}年{found[2]}") if found[2].startswith(_LUNAR) else None
    if main is None or main.start is None:
        if main is not None and gloss is not None and gloss.start is not None and gloss.precision == "year":
            # 甲午年六月初七（1954年）: both say which year it is.
            pair, rest = found[1][:2], found[1][2:].removeprefix("年")
            return _expression(f"农历{gloss.start.year}年({pair}){rest}") or gloss
        return gloss
    if gloss is None or gloss.start is None:
        return None
    if main.end is None or gloss.end is None:
        return main
    if main.start <= gloss.start and gloss.end <= main.end:
        return gloss
    if gloss.start <= main.start and main.end <= gloss.end:
        return main
    overlap = main.start <= gloss.end and gloss.start <= main.end
    if overlap and "year" in (main.precision, gloss.precision):
        return main  # 光绪二十六年（1900）: the lunar year reaches into 1901
    first, last = min(main.start, gloss.start), max(main.end, gloss.end)
    return span(first, last, "range", main.calendar or "gregorian", kinds.CONFLICT)


_SEPARATORS = ("至", "到", "~", "/", "、", ",", ";", "和", "及", "-")


def _range(text: str) -> Point | None:
    """Two points and a separator; the right one may leave out what the left has said."""
    for separator in _SEPARATORS:
        for index in (match.start() for match in re.finditer(re.escape(separator), text)):
            left_text, right_text = text[:index], text[index + len(separator) :]
            right = (same_year(left_text, right_text) or within_range(right_text)) if right_text else None
            left = (within_range(left_text) or _early(left_text, right)) if left_text else None
            if left is None or left.start is None:
                continue
            if (right is None or right.start is None) and left.context is not None:
                right = continuation(right_text, left.context)
            if right is not None and right.end is not None:
                return _joined(left, right)
    return None


def _list(text: str) -> Point | None:
    """Several dates (1995~6, 2007): from the first to the last."""
    parts = [part for part in re.split("[,;、~和及]", text) if part]
    if len(parts) < 3:
        return None
    points: list[Point] = []
    for part in parts:
        found = point(part) or _range(part)
        if found is None and points and points[-1].context is not None:
            found = continuation(part, points[-1].context)
        if found is None or found.start is None or found.end is None:
            return None
        points.append(found)
    first, last = min(filter(None, (p.start for p in points))), max(filter(None, (p.end for p in points)))
    warnings = dict.fromkeys(kind for each in points for kind in each.warnings)
    return span(first, last, "range", points[0].calendar or "gregorian", *warnings)


def _early(text: str, right: Point | None) -> Point | None:
    """A year of three digits, which only the later end of its range shows to be one: 950—1050."""
    if re.fullmatch(r"[1-9]\d{2}", text) and right is not None and right.end and right.end.year >= FIRST_PLAUSIBLE:
        year = int(text)
        return span(date(year, 1, 1), date(year, 12, 31), "year", "gregorian", edtf=f"{year:04}")
    return None


def _joined(left: Point, right: Point) -> Point:
    warnings = (*left.warnings, *right.warnings)
    calendar = left.calendar if left.calendar == right.calendar else (left.calendar or right.calendar)
    if left.start is None or right.end is None:
        return Point(left.start, right.end, "range", calendar, f"{left.start or '..'}/{right.end or '..'}", warnings)
    if right.end < left.start:
        first, last = right.start or right.end, left.end or left.start
        return span(first, last, "range", calendar or "gregorian", *warnings, kinds.REVERSED)
    first_side, last_side = left.edtf.split("/")[0], right.edtf.split("/")[-1]
    return Point(left.start, right.end, "range", calendar, f"{first_side}/{last_side}", warnings)
