"""Figures in a text: how large they are shown."""

from __future__ import annotations

from dataclasses import replace

from PIL import Image

from lantai.prose.figures import Figures


def test_a_small_image_is_not_spread_beyond_the_text(prose, context):
    """A picture of the size of a stamp, spread over the page, is a blur."""
    shown = {}
    for name, width in (("stamp", 671), ("photo", 672)):
        path = context.folder / "media" / f"{name}.png"
        Image.new("RGB", (width, 90), "red").save(path)
        shown[name] = replace(context.figures.shown["flag"], id=name, file=f"media/{name}.png", path=path)
    text = "".join(f"/// figure | {name}\n    size: wide\n///\n" for name in shown)
    html = prose(text, figures=Figures(shown)).html
    assert [size for size in ("figure-normal", "figure-wide") if size in html] == ["figure-normal", "figure-wide"]
    assert html.index("figure-normal") < html.index("figure-wide")
