"""``cite``: how to cite this exhibition or a record: GB/T 7714, BibTeX, RIS."""

from lantai.prose import citations
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering


def build(call: Call, rendering: Rendering) -> dict | None:
    if call.argument:
        record = rendering.record(call.argument, call.place)
        if record is None:
            return None
        forms = citations.of_record(record, rendering.context.site, rendering.context.language)
    else:
        forms = rendering.context.extras.get("citations", ())
    return {"forms": forms, "of_record": bool(call.argument)} if forms else None


BLOCK = Block(
    name="cite",
    zh="怎样引用本展览，或一件档案：GB/T 7714、BibTeX、RIS。",
    en="How to cite this exhibition, or a record: GB/T 7714, BibTeX, RIS.",
    build=build,
    argument=Option("code", "code", "档号；不写则引用本展览", "reference code; without it, this exhibition"),
    example="/// cite\n///",
)
