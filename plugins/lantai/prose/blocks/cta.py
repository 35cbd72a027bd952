"""``cta``: one link that matters, as a button; a QR code in print."""

from lantai.prose.blocks.common import on_paper
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering


def build(call: Call, rendering: Rendering) -> dict | None:
    target = call.options["to"]
    address = rendering.address(target, call.options.place("to")) if target else None
    if address is None:
        return None
    return {
        "label": rendering.inline(call.argument, call.place),
        "address": address,
        "paper": on_paper(rendering, address),
    }


BLOCK = Block(
    name="cta",
    zh="一个醒目的链接；打印时是二维码。",
    en="One link that matters; a QR code in print.",
    build=build,
    argument=Option("label", "text", "按钮上的字", "what the button says", required=True),
    options=(Option("to", "link", "去哪里", "where it leads", required=True),),
    body="optional",
    example="/// cta | 检索开放档案\n    to: /search/\n///",
)
