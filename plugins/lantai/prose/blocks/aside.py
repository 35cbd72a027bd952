"""``aside``: a note in the margin."""

from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering


def build(call: Call, rendering: Rendering) -> dict:
    return {"title": rendering.inline(call.argument, call.place) if call.argument else ""}


BLOCK = Block(
    name="aside",
    zh="旁注；窄屏和打印时排在正文中。",
    en="A note in the margin; within the text on narrow screens and in print.",
    build=build,
    argument=Option("title", "text", "标题", "title"),
    body="required",
    example="/// aside | 水位怎样测\n用立在岸边的水尺。\n///",
)
