"""``map``: places on the archive's own approved base image. There are no tiles from elsewhere."""

from typing import Any

from lantai.prose import problems as kinds
from lantai.prose.blocks.common import TITLE, figure_argument, others, title_of
from lantai.prose.context import Named
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option, Values
from lantai.prose.rendering import WIDE, Rendering

_PLACE = (
    Option("name", "local", "地名", "name", required=True),
    Option("x", "number", "横向位置（百分比）", "from the left, in percent", required=True, minimum=0, maximum=100),
    Option("y", "number", "纵向位置（百分比）", "from the top, in percent", required=True, minimum=0, maximum=100),
    Option("text", "markdown", "说明", "about it"),
)


def build(call: Call, rendering: Rendering) -> dict | None:
    figure = rendering.figure(call.argument, call.place)
    if figure is None:
        return None
    places = [_place(place, number, rendering) for number, place in enumerate(call.options["places"] or (), 1)]
    found = [place for place in places if place is not None]
    if not found:
        rendering.report(kinds.BLOCK_EMPTY, call.place, name=call.name, hint="places: [{name: …, x: 40, y: 25}]")
        return None
    for place in found:
        key = f"{place['x']} {place['y']}"
        rendering.named.append(Named("places", place["name"], figure.anchor, key, place["also"]))
    return {
        "figure": figure,
        "picture": figure.picture(WIDE),
        "title": title_of(call, rendering),
        "places": found,
        "approval": call.options["approval"],
        "numbered": any(char.isdigit() for char in call.options["approval"] or ""),
    }


def _place(place: Values, number: int, rendering: Rendering) -> dict[str, Any] | None:
    if not place["name"] or place["x"] is None or place["y"] is None:
        return None
    return {
        "number": number,
        "name": place["name"].in_(rendering.context.language),
        "also": others(place["name"], rendering.context.language),
        "indexed": rendering.names("places", [place["name"].in_(rendering.context.language)])[0][1],
        "x": f"{place['x']:g}",
        "y": f"{place['y']:g}",
        "text": rendering.markdown(place["text"], place.place("text")) if place["text"] else "",
    }


BLOCK = Block(
    name="map",
    zh="在本馆自己的、已审核的底图上标出地点，并显示审图号。",
    en="Places on the archive's own approved base map, whose approval number is shown.",
    build=build,
    argument=figure_argument("底图的编号", "id of the base map"),
    options=(
        TITLE,
        Option(
            "approval",
            "text",
            "审图号；历史地图、示意画请写明是什么",
            "approval number of the map; of an old map or a sketch say that it is one",
            required=True,
        ),
        Option("places", "items", "地点", "places", required=True, items=_PLACE),
    ),
    script="media/viewer.js",
    example="/// map | dike\n    approval: 示例，非真实地图\n    places:\n      - {name: 县城, x: 40, y: 25}\n///",
)
