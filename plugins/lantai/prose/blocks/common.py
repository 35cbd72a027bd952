"""What several blocks share: options for figures, and how large images are shown."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urljoin

from markupsafe import Markup

from lantai.media import qr
from lantai.problems import Place
from lantai.prose.definition import Call
from lantai.prose.options import Option, Values
from lantai.prose.rendering import TEXT, WIDE, Rendering
from lantai.prose.views import FigureView
from lantai.site.languages import LocalText

SIZES = {"small": "(min-width: 30rem) 22rem, 100vw", "normal": TEXT, "wide": WIDE, "full": "100vw"}
"""The ``sizes`` attribute of an image by the size it is shown at."""

SIZE = Option("size", "choice", "大小", "size", default="normal", choices=tuple(SIZES))
CAPTION = Option("caption", "local", "代替图注的说明", "caption instead of the figure's own")
TITLE = Option("title", "local", "标题", "title")
REGION = Option("region", "region", "只看这个局部", "show this region")


def figure_argument(zh: str = "图的编号", en: str = "id of the figure") -> Option:
    """Return the argument of a block that shows one figure."""
    return Option("figure", "identifier", zh, en, required=True)


class OnPaper(NamedTuple):
    """An address for print: as it can be typed, and a QR code of it ("" while the site does not know its own)."""

    shown: str
    qr: Markup


def on_paper(rendering: Rendering, href: str) -> OnPaper:
    """Return where a link of the page leads for someone who has it on paper."""
    if href.startswith(("mailto:", "tel:")):
        return OnPaper(href.partition(":")[2], Markup(""))
    base = rendering.context.site.base_url
    # Another site's address stays as it was written, though it may be none.
    shown = href if href.startswith(("http:", "https:")) else urljoin(base + rendering.context.address, href)
    return OnPaper(shown, Markup(qr(shown)) if shown.startswith(("http:", "https:")) else Markup(""))


def others(name: LocalText, language: str) -> tuple[str, ...]:
    """Return a name in the other languages in which a text gives it."""
    return tuple(text for written_in, text in name if written_in != language)


def place_of(values: Values, name: str, fallback: Place) -> Place:
    """Return where an option stands, or the block if it was not written."""
    return values.place(name) if values.get(name) is not None else fallback


def figures_of(
    call: Call, rendering: Rendering, identifiers: tuple[str, ...], name: str = "figures"
) -> list[FigureView]:
    """Return those of the named figures that can be shown."""
    place = place_of(call.options, name, call.place)
    found = (rendering.figure(identifier, place) for identifier in identifiers)
    return [figure for figure in found if figure is not None]


def title_of(call: Call, rendering: Rendering) -> str:
    """Return the block's title in the page's language."""
    text = call.options.get("title")
    return text.in_(rendering.context.language) if text else ""
