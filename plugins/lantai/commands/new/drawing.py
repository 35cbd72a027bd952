"""Drawn example images, so that a new exhibition shows something without borrowing anybody's photograph."""

from __future__ import annotations

import math
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = 1600, 1200


def hills(hue: int) -> bytes:
    """Return a JPEG of hills and a river in one of several colourings."""
    paper, inks = _PALETTES[hue % len(_PALETTES)]
    image = Image.new("RGB", SIZE, paper)
    draw = ImageDraw.Draw(image)
    draw.ellipse((1160, 150, 1320, 310), fill="#b02a1c")
    for layer, ink in enumerate(inks):
        base = 480 + layer * 190
        ridge = [(x, base + _ridge(x, layer + hue)) for x in range(0, SIZE[0] + 20, 20)]
        draw.polygon([*ridge, (SIZE[0], SIZE[1]), (0, SIZE[1])], fill=ink)
    for line in range(9):
        y = 1050 + line * 16
        draw.line([(x, y + 6 * math.sin(x / 60 + line)) for x in range(0, SIZE[0] + 20, 20)], fill=paper, width=2)
    stream = BytesIO()
    image.save(stream, "JPEG", quality=88)
    return stream.getvalue()


_PALETTES = (
    ("#f2ede2", ("#c9c3b2", "#8f9a97", "#4a5a5e")),
    ("#efe8dc", ("#d6c7a8", "#a98f6a", "#5b4633")),
)


def _ridge(x: int, seed: int) -> float:
    waves = ((310, 60, 1.3), (170, 26, 2.1), (70, 9, 0.7))
    return sum(height * math.sin(x / length + seed * turn) for length, height, turn in waves)
