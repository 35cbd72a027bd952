"""``term``: the explanation of a word, as a definition."""

from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering


def build(call: Call, rendering: Rendering) -> dict:
    reading = call.options["reading"]
    anchor = rendering.anchor(f"{rendering.context.prefix}term-{call.number + 1}")
    return {"term": rendering.inline(call.argument, call.place), "reading": reading or "", "anchor": anchor}


BLOCK = Block(
    name="term",
    zh="名词解释。",
    en="The explanation of a word.",
    build=build,
    argument=Option("term", "text", "名词", "the word", required=True),
    options=(Option("reading", "text", "读音", "how it is read"),),
    body="required",
    example="/// term | 圩\n    reading: wéi\n\n围水造田的堤。\n///",
)
