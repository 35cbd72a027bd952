"""``hero``: a full-width opening image with title and kicker."""

from lantai.prose.blocks.common import TITLE, figure_argument, title_of
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering

FOCUS = ("top", "center", "bottom", "left", "right")


def build(call: Call, rendering: Rendering) -> dict | None:
    figure = rendering.figure(call.argument, call.place)
    if figure is None:
        return None
    kicker = call.options["kicker"]
    return {
        "figure": figure,
        "picture": figure.picture("100vw"),
        "title": title_of(call, rendering),
        "kicker": kicker.in_(rendering.context.language) if kicker else "",
        "focus": call.options["focus"],
        "vertical": call.options["vertical"],
    }


BLOCK = Block(
    name="hero",
    zh="通栏大图，上面写标题。",
    en="A full-width image with a title on it.",
    build=build,
    argument=figure_argument(),
    options=(
        TITLE,
        Option("kicker", "local", "标题上方的小字", "small line above the title"),
        Option("focus", "choice", "裁切时保留的部分", "what stays in view when cut", default="center", choices=FOCUS),
        Option("vertical", "boolean", "标题竖排", "title in vertical writing", default=False),
    ),
    body="optional",
    example="/// hero | dike\n    title: 与堤共存亡\n    kicker: 第一单元\n///",
)
