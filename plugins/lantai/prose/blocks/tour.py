"""``tour``: one large image and numbered stops, each a region with a title and a text."""

from typing import Any

from markupsafe import Markup

from lantai.media.iiif import Note
from lantai.prose import problems as kinds
from lantai.prose.blocks.common import TITLE, figure_argument, title_of
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option, Values
from lantai.prose.rendering import WIDE, Rendering
from lantai.prose.views import FigureView
from lantai.site.languages import LocalText

_STOP = (
    Option("region", "region", "看哪里", "where to look", required=True),
    Option("title", "local", "标题", "title", required=True),
    Option("text", "markdown", "文字", "text"),
)


def build(call: Call, rendering: Rendering) -> dict | None:
    figure = rendering.figure(call.argument, call.place)
    if figure is None:
        return None
    stops = [_stop(stop, figure, rendering) for stop in call.options["stops"] or ()]
    found = [stop for stop in stops if stop is not None]
    if not call.options["stops"]:
        rendering.report(kinds.BLOCK_EMPTY, call.place, name=call.name, hint="stops: [{region: […], title: …}]")
    return {
        "figure": figure,
        "picture": figure.picture(WIDE),
        "title": title_of(call, rendering),
        "stops": found,
        "move": call.options["move"],
    }


def _stop(stop: Values, figure: FigureView, rendering: Rendering) -> dict[str, Any] | None:
    region = rendering.region(figure.figure, stop["region"], stop.place("region"))
    if region is None or not stop["title"]:
        return None
    title = rendering.text(stop["title"], stop.place("title"))[1]
    text = rendering.markdown(stop["text"], stop.place("text")) if stop["text"] else Markup("")
    said = "\n".join(filter(None, (title.striptags(), text.striptags())))
    note = Note(region, LocalText(((rendering.context.language, said),)))
    rendering.notes.setdefault(figure.id, []).append(note)
    picture = figure.picture("(min-width: 48rem) 24rem, 100vw", crop=region)
    return {"region": region, "picture": picture, "title": title, "text": text}


BLOCK = Block(
    name="tour",
    zh="导览：一张大图，按编号逐处细看。",
    en="A tour of one large image by numbered stops.",
    build=build,
    argument=figure_argument(),
    options=(
        TITLE,
        Option("stops", "items", "各站", "stops", required=True, items=_STOP),
        Option("move", "choice", "怎样移动", "what moves the view", default="scroll", choices=("scroll", "step")),
    ),
    script="media/tour.js",
    example=(
        "/// tour | dike\n"
        "    stops:\n"
        "      - region: [12, 8, 30, 14]\n"
        "        title: 旗\n"
        "        text: 写着“与堤共存亡”。\n"
        "///"
    ),
)
