"""``figure``: one image with its caption, credit and reference code; opens the viewer."""

from lantai.prose.blocks.common import CAPTION, REGION, SIZE, SIZES, figure_argument
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering

_LEAST = 672
"""Pixels of the column of text: an image with fewer is not spread beyond it, where it would be a blur."""


def build(call: Call, rendering: Rendering) -> dict | None:
    figure = rendering.figure(call.argument, call.place)
    if figure is None:
        return None
    size = call.options["size"]
    if figure.image.width < _LEAST and size in ("wide", "full"):
        size = "normal"
    region = rendering.region(figure.figure, call.options["region"], call.options.place("region"))
    caption = call.options["caption"]
    credit = call.options["credit"]
    return {
        "figure": figure,
        "size": size,
        "picture": figure.picture(SIZES[size], crop=region),
        "caption": rendering.text(caption, call.options.place("caption"))[1] if caption else figure.caption,
        "credit": rendering.text(credit, call.options.place("credit"))[1] if credit else figure.credit,
        "zoom": call.options["zoom"],
    }


BLOCK = Block(
    name="figure",
    zh="一张图，带图注、署名和档号；点击可以放大细看。",
    en="One image with caption, credit and reference code; opens in the viewer.",
    build=build,
    argument=figure_argument(),
    options=(
        SIZE,
        CAPTION,
        Option("credit", "local", "代替 figures.yaml 中的署名", "credit instead of the figure's own"),
        REGION,
        Option("zoom", "boolean", "可以放大", "can be opened in the viewer", default=True),
    ),
    script="media/viewer.js",
    example="/// figure | dike\n    size: wide\n///",
)
