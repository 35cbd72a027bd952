"""``details``: text that unfolds."""

from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering


def build(call: Call, rendering: Rendering) -> dict:
    return {"summary": rendering.inline(call.argument, call.place), "open": call.options["open"]}


BLOCK = Block(
    name="details",
    zh="可以展开的文字；打印时总是展开。",
    en="Text that unfolds; always open in print.",
    build=build,
    argument=Option("title", "text", "标题", "title", required=True),
    options=(Option("open", "boolean", "一开始就展开", "open at first", default=False),),
    body="required",
    example="/// details | 什么是“以工代赈”？\n用工作换取救济。\n///",
)
