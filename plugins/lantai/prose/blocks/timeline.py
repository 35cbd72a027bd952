"""``timeline``: events by date, in any calendar the catalogue can read."""

import re
from datetime import date
from itertools import groupby
from typing import Any

from lantai.prose import problems as kinds
from lantai.prose.blocks.common import TITLE, title_of
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option, Values
from lantai.prose.rendering import Rendering
from lantai.records import dates

_ENTRY = (
    Option("date", "date", "日期或起止，任何历法", "a date or range in any calendar", required=True),
    Option("title", "local", "事件", "what happened", required=True),
    Option("text", "markdown", "说明", "more about it"),
    Option("figure", "identifier", "图的编号", "id of a figure"),
    Option("record", "code", "出自哪件档案", "the record that tells of it"),
    Option("group", "text", "分组，如“县”“省”“全国”", "group, such as county, province, country"),
)


def build(call: Call, rendering: Rendering) -> dict | None:
    entries = [_entry(entry, rendering) for entry in call.options["events"] or ()]
    found = [entry for entry in entries if entry is not None]
    if not found:
        return None
    if call.options["order"] == "date":
        found.sort(key=lambda entry: entry["start"] or date.max)
    groups = list(dict.fromkeys(entry["group"] for entry in found if entry["group"]))
    years = [(year, list(of_year)) for year, of_year in groupby(found, key=lambda entry: entry["year"])]
    return {"title": title_of(call, rendering), "years": years, "groups": groups}


def _entry(entry: Values, rendering: Rendering) -> dict | None:
    text = entry["date"]
    if not text or not entry["title"]:
        return None
    reading = dates.parse(text)
    start = reading.start or reading.end
    if start is None:
        rendering.report(kinds.DATE_UNREADABLE, entry.place("date"), value=text)
        return None
    for kind in reading.warnings:
        rendering.report(kind, entry.place("date"), value=text)
    figure = rendering.figure(entry["figure"], entry.place("figure")) if entry["figure"] else None
    return {
        "start": start,
        "year": start.year,
        "date": _shown(text, reading),
        "datetime": _machine(reading.start, reading.precision),
        "title": rendering.text(entry["title"], entry.place("title"))[1],
        "text": rendering.markdown(entry["text"], entry.place("text")) if entry["text"] else "",
        "figure": figure,
        "picture": figure.picture("(min-width: 48rem) 20rem, 100vw") if figure else None,
        "record": rendering.record(entry["record"], entry.place("record")) if entry["record"] else None,
        "group": entry["group"] or "",
    }


def _shown(text: str, reading: Any) -> str:
    """Return a date for readers: a range from day to day has a dash, not the stroke of ISO 8601."""
    shown = dates.display(text, _iso(reading.start), _iso(reading.end), reading.precision, reading.calendar)
    return re.sub(r"(?<=\d)/(?=\d{4})", " — ", shown)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _machine(start: date | None, precision: str) -> str:
    """Return the value of ``datetime`` for a ``<time>``: as exact as the date is, or "" for a range."""
    if start is None:
        return ""
    length = {"day": 10, "month": 7, "year": 4}.get(precision, 0)
    return start.isoformat()[:length]


BLOCK = Block(
    name="timeline",
    zh="时间线。日期可以是公历、农历、年号或民国纪年。",
    en="A timeline. Dates may be in any calendar: lunar, reign years, Republic years.",
    build=build,
    options=(
        TITLE,
        Option("order", "choice", "排列", "order", default="date", choices=("date", "as-written")),
        Option("events", "items", "事件", "events", required=True, items=_ENTRY),
    ),
    example=(
        "/// timeline\n    events:\n      - date: 光绪二十六年闰八月初一\n        title: 县志馆开馆\n"
        "      - date: 1954-07-05\n        title: 大水入城\n        text: 城内水深三尺。\n///"
    ),
)
