"""``gallery``: several figures as a grid, by id or by theme, with a lightbox."""

from lantai.prose import problems as kinds
from lantai.prose.blocks.common import SIZES, TITLE, figures_of, place_of, title_of
from lantai.prose.definition import Block, Call
from lantai.prose.options import Option
from lantai.prose.rendering import Rendering


def build(call: Call, rendering: Rendering) -> dict | None:
    theme = call.options["theme"]
    shown = rendering.context.figures.shown
    identifiers = call.options["figures"] or ()
    if theme:
        identifiers += tuple(i for i, figure in shown.items() if theme in figure.theme and figure.kind == "image")
    if not identifiers:
        place = place_of(call.options, "theme", call.place)
        rendering.report(kinds.BLOCK_EMPTY, place, name=call.name, hint="figures: [dike, flag] / theme: …")
        return None
    figures = figures_of(call, rendering, tuple(dict.fromkeys(identifiers)))
    if not figures:
        return None
    columns = call.options["columns"]
    sizes = f"(min-width: 48rem) {76 // columns}rem, 50vw" if columns > 1 else SIZES["normal"]
    return {
        "title": title_of(call, rendering),
        "figures": [(figure, figure.picture(sizes)) for figure in figures],
        "columns": columns,
    }


BLOCK = Block(
    name="gallery",
    zh="图集：按编号或主题排成网格，点击逐张放大。",
    en="A grid of figures by id or theme, each opening in the lightbox.",
    build=build,
    options=(
        TITLE,
        Option("figures", "identifiers", "图的编号", "ids of the figures"),
        Option("theme", "text", "figures.yaml 中的主题", "a theme of figures.yaml"),
        Option("columns", "integer", "宽屏时每行几张", "columns on a wide screen", default=3, minimum=1, maximum=4),
    ),
    script="media/gallery.js",
    example="/// gallery\n    figures: [dike, flag]\n    columns: 2\n///",
)
