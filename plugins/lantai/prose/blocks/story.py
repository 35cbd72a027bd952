"""``story``: a scroll story: the medium stays while the text of its steps moves."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lantai.prose import problems as kinds
from lantai.prose.blocks.common import TITLE, title_of
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import WIDE, Rendering
from lantai.prose.views import FigureView


def build(call: Call, rendering: Rendering) -> dict | None:
    if not call.children:
        rendering.report(kinds.BLOCK_EMPTY, call.place, name=call.name, hint="//// step … ////")
        return None
    figure = rendering.figure(call.argument, call.place) if call.argument else None
    own = [step["figure"] for step in call.children if step["figure"] is not None]
    if figure is None and not own:
        return None
    figure = figure or own[0]
    # Steps are read before their story: the place that phrases lead to may be that of a step that only moves.
    anchor = next((step.anchor for step in own if step.id == figure.id), figure.anchor)
    figure = replace(figure, anchor=anchor)
    return {
        "title": title_of(call, rendering),
        "figure": figure,
        "picture": figure.picture("100vw"),
        "steps": [_step(step, figure, rendering) for step in call.children],
        "side": call.options["side"],
    }


def _step(step: Mapping[str, Any], stage: FigureView, rendering: Rendering) -> dict[str, Any]:
    """Return a step. One that names the figure already on the stage only moves it there."""
    own = step["figure"] if step["figure"] is not None and step["figure"].id != stage.id else None
    shown = own or stage
    region = rendering.region(shown.figure, step["region"], step["place"])
    crop = shown.picture(WIDE, crop=region) if region else None
    return {**step, "figure": own, "region": region, "shown": shown, "crop": crop}


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
