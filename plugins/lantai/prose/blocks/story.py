"""``story``: a scroll story: the medium stays while the text of its steps moves."""

from lantai.prose import problems as kinds
from lantai.prose.blocks.common import TITLE, title_of
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import WIDE, Rendering


def build(call: Call, rendering: Rendering) -> dict | None:
    if not call.children:
        rendering.report(kinds.BLOCK_EMPTY, call.place, name=call.name, hint="//// step … ////")
        return None
    figure = rendering.figure(call.argument, call.place) if call.argument else None
    if figure is None and call.argument:
        steps = [step for step in call.children if step["figure"] is not None]
        if not steps and call.argument not in rendering.context.figures.held:
            return None
    steps = []
    for step in call.children:
        shown = step["figure"] or figure
        region = rendering.region(shown.figure, step["region"], step["place"]) if shown else None
        crop = shown.picture(WIDE, crop=region) if shown and region else None
        steps.append({**step, "region": region, "shown": shown, "crop": crop})
    return {
        "title": title_of(call, rendering),
        "figure": figure,
        "picture": figure.picture("100vw") if figure else None,
        "steps": steps,
    }


BLOCK = Block(
    name="story",
    zh="滚动叙事：画面不动，文字一步步经过。里面写若干 step。",
    en="A scroll story: the image stays while the text of its steps moves.",
    build=build,
    argument=Option("figure", "identifier", "图的编号", "id of the figure"),
    options=(
        TITLE,
        Option("side", "choice", "文字在哪一侧", "side of the text", default="start", choices=("start", "end")),
    ),
    body="required",
    script="media/story.js",
    example=(
        "/// story | dike\n"
        "//// step\n"
        "    region: [12, 8, 30, 14]\n"
        "\n"
        "先看这面旗。\n"
        "////\n"
        "//// step\n"
        "再看全景。\n"
        "////\n"
        "///"
    ),
)
