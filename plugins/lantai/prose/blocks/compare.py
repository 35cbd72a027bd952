"""``compare``: two images with a slider between them."""

from lantai.prose.blocks.common import TITLE, place_of, title_of
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import WIDE, Rendering


def build(call: Call, rendering: Rendering) -> dict | None:
    options = call.options
    sides = []
    for name in ("before", "after"):
        if not options[name]:
            return None
        figure = rendering.figure(options[name], place_of(options, name, call.place))
        if figure is None:
            return None
        label = options[f"{name}-label"]
        text = label.in_(rendering.context.language) if label else rendering.context.t(f"blocks.compare_{name}")
        sides.append({"figure": figure, "picture": figure.picture(WIDE), "label": text})
    return {"title": title_of(call, rendering), "sides": sides, "start": options["start"]}


BLOCK = Block(
    name="compare",
    zh="两图对比，拖动分界线。",
    en="Two images with a slider between them.",
    build=build,
    options=(
        TITLE,
        Option("before", "identifier", "左图的编号", "id of the first figure", required=True),
        Option("after", "identifier", "右图的编号", "id of the second figure", required=True),
        Option("before-label", "local", "左图标签", "label of the first"),
        Option("after-label", "local", "右图标签", "label of the second"),
        Option(
            "start",
            "integer",
            "开始时分界线的位置（百分比）",
            "where the slider starts, in percent",
            default=50,
            minimum=0,
            maximum=100,
        ),
    ),
    script="media/compare.js",
    example="/// compare\n    before: dike\n    after: flag\n    before-label: 1954 年\n    after-label: 今天\n///",
)
