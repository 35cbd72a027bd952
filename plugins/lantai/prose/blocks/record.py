"""``record``: a catalogue card."""

from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering


def build(call: Call, rendering: Rendering) -> dict | None:
    record = rendering.record(call.argument, call.place)
    if record is None:
        return None
    note = call.options["note"]
    return {"record": record, "note": rendering.text(note, call.options.place("note"))[1] if note else ""}


BLOCK = Block(
    name="record",
    zh="一件档案的目录卡片。",
    en="The catalogue card of a record.",
    build=build,
    argument=Option("code", "code", "档号", "reference code", required=True),
    options=(Option("note", "local", "一句说明", "a sentence about it"),),
    example="/// record | J001-002-0345-012\n///",
)
