"""``aside-figure``: text beside an image."""

from lantai.prose.blocks.common import CAPTION, REGION, figure_argument
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering


def build(call: Call, rendering: Rendering) -> dict | None:
    figure = rendering.figure(call.argument, call.place)
    caption = call.options["caption"]
    region = rendering.region(figure.figure, call.options["region"], call.options.place("region")) if figure else None
    return {
        "figure": figure,
        "picture": figure.picture("(min-width: 48rem) 30rem, 100vw", crop=region) if figure else None,
        "caption": rendering.text(caption, call.options.place("caption"))[1] if caption else figure and figure.caption,
        "side": call.options["side"],
    }


BLOCK = Block(
    name="aside-figure",
    zh="图文并排：一侧是图，一侧是文字。",
    en="Text beside an image.",
    build=build,
    argument=figure_argument(),
    options=(
        Option("side", "choice", "图在哪一侧", "side of the image", default="end", choices=("start", "end")),
        CAPTION,
        REGION,
    ),
    body="required",
    script="media/viewer.js",
    example="/// aside-figure | flag\n    side: start\n\n旗子是用被面缝的。\n///",
)
