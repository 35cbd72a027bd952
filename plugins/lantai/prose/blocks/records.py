"""``records``: a list of records, by codes or by a query of the public catalogue."""

from lantai.prose import problems as kinds
from lantai.prose.blocks.common import TITLE, title_of
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering, nearest
from lantai.prose.views import RecordView
from lantai.records import fields


def build(call: Call, rendering: Rendering) -> dict | None:
    options = call.options
    place = options.place("codes")
    found = [rendering.record(code, place) for code in options["codes"] or ()]
    records = [record for record in found if record is not None]
    if options["query"]:
        records += _queried(call, rendering)
    if not options["codes"] and not options["query"]:
        rendering.report(kinds.BLOCK_EMPTY, call.place, name=call.name, hint="codes: […] / query: {subjects: …}")
    return {"title": title_of(call, rendering), "records": records[: options["limit"]]} if records else None


def _queried(call: Call, rendering: Rendering) -> list[RecordView]:
    query = call.options["query"]
    for name in query:
        if name not in fields.PUBLIC:
            hint = nearest(name, fields.PUBLIC)
            rendering.report(kinds.ATTRIBUTE_UNKNOWN, call.options.place("query", name), what=name, hint=hint)
            return []
    views = [RecordView.of(record) for record in rendering.context.records.query(limit=call.options["limit"], **query)]
    rendering.cited.update(dict.fromkeys(view.code for view in views))
    return views


BLOCK = Block(
    name="records",
    zh="档案列表：按档号，或按条件从公开目录中选取。",
    en="A list of records, by codes or by a query of the public catalogue.",
    build=build,
    options=(
        TITLE,
        Option("codes", "codes", "档号", "reference codes"),
        Option("query", "query", "条件 {字段: 值}", "query {field: value}"),
        Option("limit", "integer", "最多几条", "at most", default=50, minimum=1, maximum=200),
    ),
    example="/// records\n    codes: [J001-002-0345-012]\n///",
)
