"""Paper as a scanner sees it: tone, fibres, foxing, tide marks, folds; and the table on which it lies.

A ``Sheet`` is a float image (height, width, 3) from 0 to 1 into which ink is multiplied, the way ink works.
"""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = "/usr/share/fonts/opentype/noto/"
SONG, SONG_BOLD = FONTS + "NotoSerifCJK-Regular.ttc", FONTS + "NotoSerifCJK-Bold.ttc"
HEI, HEI_BOLD = FONTS + "NotoSansCJK-Regular.ttc", FONTS + "NotoSansCJK-Bold.ttc"
SIMPLIFIED, TRADITIONAL = 2, 3
"""Faces within the Noto collections: forms of the mainland, forms of Taiwan (nearest to old printing)."""

Colour = tuple[int, int, int]
INK, PEN, PURPLE, RED = (38, 33, 30), (36, 47, 84), (86, 58, 122), (188, 44, 34)
OLD, AGED, GREY, COARSE, NEWSPRINT = (236, 224, 196), (226, 208, 172), (228, 222, 210), (214, 196, 160), (219, 207, 183)


def font(path: str, size: int, face: int = SIMPLIFIED) -> ImageFont.FreeTypeFont:
    """Return a font of the Noto collections."""
    return ImageFont.truetype(path, size, index=face)


def smooth(rng: np.random.Generator, height: int, width: int, cell: int) -> np.ndarray:
    """Return noise from −1 to 1 whose features are about ``cell`` pixels large."""
    small = rng.uniform(-1, 1, (max(2, height // cell + 2), max(2, width // cell + 2))).astype("float32")
    image = Image.fromarray(small, mode="F").resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(image)


class Sheet:
    """One sheet of paper."""

    def __init__(self, width: int, height: int, tone: Colour, rng: np.random.Generator, *, age: float = 1.0) -> None:
        self.width, self.height, self.rng = width, height, rng
        base = np.array(tone, "float32") / 255
        cloud = sum(smooth(rng, height, width, cell) * part for cell, part in ((420, 0.5), (130, 0.3), (34, 0.16)))
        grain = smooth(rng, height, width, 3) * 0.010
        shade = 1 + cloud * 0.035 * age + grain
        edge = self._edge_distance()
        shade *= 1 - 0.13 * age * np.exp(-edge / 70) * (1 + 0.5 * smooth(rng, height, width, 90))
        self.pixels = base * shade[..., None]
        self.pixels[..., 1] *= 1 - 0.022 * age * np.exp(-edge / 120)
        self.pixels[..., 2] *= 1 - 0.05 * age * np.exp(-edge / 160)
        self._fibres(int(width * height / 9000))

    def _edge_distance(self) -> np.ndarray:
        rows = np.minimum(np.arange(self.height), np.arange(self.height)[::-1])[:, None]
        columns = np.minimum(np.arange(self.width), np.arange(self.width)[::-1])[None, :]
        return np.minimum(rows, columns).astype("float32")

    def _fibres(self, count: int) -> None:
        mask = self.blank()
        draw = ImageDraw.Draw(mask)
        for _ in range(count):
            x, y = self.rng.uniform(0, self.width), self.rng.uniform(0, self.height)
            angle, length = self.rng.uniform(0, np.pi), self.rng.uniform(5, 22)
            draw.line(
                (x, y, x + np.cos(angle) * length, y + np.sin(angle) * length), fill=int(self.rng.integers(20, 60))
            )
        self.ink(mask, (120, 92, 56), 0.5)

    def blank(self) -> Image.Image:
        """Return an empty mask of this sheet's size."""
        return Image.new("L", (self.width, self.height), 0)

    def ink(self, mask: Image.Image, colour: Colour, strength: float = 1.0, *, wear: float = 0.0) -> None:
        """Print ``mask`` in ``colour``; ``wear`` from 0 to 1 lets the ink fail in places."""
        amount = np.asarray(mask, "float32") / 255 * strength
        if wear:
            patch = (
                smooth(self.rng, self.height, self.width, 26) * 0.6 + smooth(self.rng, self.height, self.width, 4) * 0.6
            )
            amount *= np.clip(1.05 - wear * (0.55 + patch), 0.05, 1)
        self.pixels *= 1 - amount[..., None] * (1 - np.array(colour, "float32") / 255)

    def cover(self, mask: Image.Image, colour: Colour, strength: float = 1.0) -> None:
        """Paint over what is there, as poster paint does."""
        amount = (np.asarray(mask, "float32") / 255 * strength)[..., None]
        self.pixels = self.pixels * (1 - amount) + amount * np.array(colour, "float32") / 255

    def foxing(self, count: int) -> None:
        """Add the small brown spots of old paper."""
        mask = self.blank()
        draw = ImageDraw.Draw(mask)
        for _ in range(count):
            x, y, size = self.rng.uniform(0, self.width), self.rng.uniform(0, self.height), self.rng.uniform(1.5, 7)
            draw.ellipse((x - size, y - size, x + size, y + size), fill=int(self.rng.integers(40, 130)))
        self.ink(mask.filter(ImageFilter.GaussianBlur(2.2)), (150, 108, 62), 0.7)

    def tide(self, x: float, y: float, radius: float) -> None:
        """Add a water stain: a pale brown area with a darker, ragged rim. Centre and radius are parts of the width."""
        rows, columns = np.mgrid[0 : self.height, 0 : self.width].astype("float32")
        wave = (
            smooth(self.rng, self.height, self.width, 190) * 0.13 + smooth(self.rng, self.height, self.width, 46) * 0.03
        )
        distance = np.hypot(columns / self.width - x, rows / self.width - y) / radius + wave
        inside = 1 / (1 + np.exp(np.clip((distance - 1) * 60, -50, 50)))
        rim = np.exp(-(((distance - 1) / 0.014) ** 2)) + 0.5 * np.exp(-(((distance - 0.94) / 0.02) ** 2))
        amount = np.clip(inside * 0.09 + rim * 0.17, 0, 1)
        self.pixels *= 1 - amount[..., None] * (1 - np.array((150, 106, 58), "float32") / 255)

    def fold(self, at: float, *, vertical: bool = False) -> None:
        """Add a fold at a part of the height (or width): light on one side, a shadow on the other."""
        length = self.width if vertical else self.height
        other = self.height if vertical else self.width
        line = np.arange(length)[:, None] - at * length + smooth(self.rng, 2, other, 300)[0][None, :] * 3
        profile = -0.10 * np.exp(-((line / 2.2) ** 2)) - 0.045 * np.exp(-line / 24) * (line > 0)
        profile = profile + 0.035 * np.exp(line / 22) * (line < 0)
        self.pixels *= (1 + (profile.T if vertical else profile))[..., None]

    def image(self) -> Image.Image:
        """Return the sheet as a picture."""
        return Image.fromarray((np.clip(self.pixels, 0, 1) * 255).astype("uint8"))


def on_table(sheet: Sheet, rng: np.random.Generator, *, tilt: float = 0.0, margin: int = 46) -> Image.Image:
    """Lay the sheet on a dark scanning table with a ruler and the label that says what it is."""
    page = sheet.image().convert("RGBA")
    page = page.rotate(tilt, Image.Resampling.BICUBIC, expand=True)
    width, height = page.width + 2 * margin, page.height + 2 * margin + 66
    ground = 0.205 + smooth(rng, height, width, 240) * 0.012 + smooth(rng, height, width, 5) * 0.006
    table = Image.fromarray((np.repeat(ground[..., None], 3, 2) * (255, 250, 243)).astype("uint8"))
    shadow = Image.new("L", table.size, 0)
    shadow.paste(page.getchannel("A"), (margin + 7, margin + 10))
    table.paste((16, 15, 14), mask=shadow.filter(ImageFilter.GaussianBlur(11)).point(lambda value: int(value * 0.75)))
    table.paste(page, (margin, margin), page)
    _label(table, margin)
    return table


def _label(table: Image.Image, margin: int) -> None:
    """Draw the ruler and 仿真示例 into the strip below the sheet."""
    draw = ImageDraw.Draw(table)
    top = table.height - 72
    unit = 14
    for tick in range(61):
        x = margin + tick * unit / 2
        draw.line((x, top + 18, x, top + (38 if tick % 10 == 0 else 30 if tick % 2 == 0 else 25)), fill=(206, 198, 184))
    draw.line((margin, top + 18, margin + 30 * unit, top + 18), fill=(206, 198, 184))
    for patch, value in enumerate((40, 90, 140, 190, 240)):
        draw.rectangle(
            (margin + 32 * unit + patch * 26, top + 18, margin + 32 * unit + patch * 26 + 25, top + 40),
            fill=(value,) * 3,
        )
    text = "仿真示例 · 非真实档案"
    face = font(SONG_BOLD, 27)
    box = draw.textbbox((0, 0), text, font=face)
    draw.text((table.width - margin - box[2], top + 14), text, font=face, fill=(232, 196, 168))
