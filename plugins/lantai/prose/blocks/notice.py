"""``notice``: a content notice. What it covers may wait until the reader opens it."""

from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering

KINDS = ("historical-terms", "grief", "violence", "note")


def build(call: Call, rendering: Rendering) -> dict:
    kind = call.options["kind"]
    return {
        "kind": kind,
        "title": rendering.inline(call.argument, call.place)
        if call.argument
        else rendering.context.t(f"blocks.notice_{kind}"),
        "reveal": call.options["reveal"],
    }


BLOCK = Block(
    name="notice",
    zh="内容提示：历史用语、伤痛内容等；可以请读者自己选择是否展开。",
    en="A content notice, for historical terms or grief; the reader may choose to open what it covers.",
    build=build,
    argument=Option("title", "text", "提示语", "the notice"),
    options=(
        Option("kind", "choice", "种类", "kind", default="note", choices=KINDS),
        Option("reveal", "boolean", "内容先收起", "what it covers is closed at first", default=False),
    ),
    body="required",
    example="/// notice\n    kind: historical-terms\n\n文件保留当时的用语。\n///",
)
