"""``step``: one step of a story, optionally with a figure of its own or a region to move to."""

from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import WIDE, Rendering


def build(call: Call, rendering: Rendering) -> dict:
    figure = rendering.figure(call.argument, call.place) if call.argument else None
    return {
        "figure": figure,
        "picture": figure.picture(WIDE) if figure else None,
        "region": call.options["region"],
        "place": call.options.place("region"),
    }


BLOCK = Block(
    name="step",
    zh="story 里的一步。",
    en="One step of a story.",
    build=build,
    argument=Option("figure", "identifier", "换成这张图", "change to this figure"),
    options=(Option("region", "region", "移到这个局部", "move to this region"),),
    body="required",
    parent="story",
    example="//// step\n    region: [12, 8, 30, 14]\n\n先看这面旗。\n////",
)
