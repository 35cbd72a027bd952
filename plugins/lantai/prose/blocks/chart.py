"""``chart``: numbers as bars, drawn without script; in print and for screen readers it is a table."""

from lantai.prose import problems as kinds
from lantai.prose.blocks.common import TITLE, title_of
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering, nearest
from lantai.records import fields

_BAR = (
    Option("label", "local", "名称", "label", required=True),
    Option("value", "number", "数值", "value", required=True, minimum=0),
)
COUNTED = ("year", *fields.PUBLIC)
PERIODS = (1, 5, 10, 20, 50, 100)
"""Years that a bar may stand for."""


def build(call: Call, rendering: Rendering) -> dict | None:
    options, language = call.options, rendering.context.language
    bars = [
        (bar["label"].in_(language), bar["value"])
        for bar in options["bars"] or ()
        if bar["label"] and bar["value"] is not None
    ]
    rest: list[tuple[str, int]] = []
    if options["records-by"]:
        counted = _counted(call, rendering)
        bars += counted[: options["limit"]]
        rest = counted[options["limit"] :]
    if not bars:
        if not options["records-by"]:
            rendering.report(
                kinds.BLOCK_EMPTY, call.place, name=call.name, hint="bars: [{label: …, value: 3}] / records-by: year"
            )
        return None
    unit = options["unit"].in_(language) if options["unit"] else ""
    source = rendering.text(options["source"], options.place("source"))[1] if options["source"] else ""
    highest = max(value for _, value in bars) or 1
    return {
        "title": title_of(call, rendering),
        "bars": [
            {"label": label, "value": f"{value:g}", "share": round(value / highest * 1000) / 10}
            for label, value in bars
        ],
        "unit": unit,
        "source": source,
        "rest": {"n": len(rest), "count": sum(count for _, count in rest)} if rest else None,
    }


def _counted(call: Call, rendering: Rendering) -> list[tuple[str, int]]:
    """Return how many public records there are by period or by the values of a field."""
    field, query = call.options["records-by"], call.options["query"] or {}
    for name in (field, *query):
        if name not in COUNTED or (name == "year" and name in query):
            rendering.report(
                kinds.ATTRIBUTE_UNKNOWN, call.options.place("records-by"), what=name, hint=nearest(name, COUNTED)
            )
            return []
    counts = rendering.context.records.tally("year_start" if field == "year" else field, **query)
    return _by_period(counts, call.options["limit"]) if field == "year" else counts


def _by_period(counts: list[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
    """Return counts by years in order, or by the shortest periods of which there are at most ``limit``."""
    years = sorted((int(year), count) for year, count in counts)
    for length in PERIODS:
        found: dict[int, int] = {}
        for year, count in years:
            start = year // length * length
            found[start] = found.get(start, 0) + count
        if len(found) <= limit:
            break
    last = length - 1
    return [(f"{start}—{start + last}" if last else str(start), count) for start, count in found.items()]


BLOCK = Block(
    name="chart",
    zh="条形图：自己给数，或按年份、字段统计公开档案。",
    en="Bars: numbers given, or public records counted by year or field.",
    build=build,
    options=(
        TITLE,
        Option("bars", "items", "各条", "bars", items=_BAR),
        Option(
            "records-by", "text", "按什么统计公开档案（year 或字段名）", "count public records by (year or a field)"
        ),
        Option("query", "query", "只统计符合条件的", "count only these"),
        Option(
            "limit",
            "integer",
            "最多几条；年份更多时，每条合并 5 年、10 年或更多",
            "at most; of more years each bar stands for 5, 10 or more",
            default=40,
            minimum=1,
            maximum=200,
        ),
        Option("unit", "local", "单位", "unit"),
        Option("source", "local", "数据来源", "source of the numbers"),
    ),
    example=(
        "/// chart\n"
        "    title: 历年水位\n"
        "    unit: 米\n"
        "    bars:\n"
        "      - {label: 1931, value: 26.9}\n"
        "      - {label: 1954, value: 29.7}\n"
        "///"
    ),
)
