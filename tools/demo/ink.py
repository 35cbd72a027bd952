"""Marks on paper: typewriter, lead type, brush and pen; rules and ruled columns; seals. All as masks."""

# ruff: noqa: E501 — lists of coordinates and texts read best on one line each
from __future__ import annotations

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from tools.demo.paper import HEI, HEI_BOLD, SIMPLIFIED, SONG, SONG_BOLD, TRADITIONAL, font, smooth


def warp(mask: Image.Image, rng: np.random.Generator, amount: float, cell: int = 40) -> Image.Image:
    """Bend a mask a little, as a hand does: ``amount`` pixels over features of ``cell`` pixels."""
    height, width = mask.height, mask.width
    rows, columns = np.mgrid[0:height, 0:width].astype("float32")
    y = np.clip(rows + smooth(rng, height, width, cell) * amount, 0, height - 1.01)
    x = np.clip(columns + smooth(rng, height, width, cell) * amount, 0, width - 1.01)
    top, left = y.astype(int), x.astype(int)
    down, right = y - top, x - left
    data = np.asarray(mask, "float32")
    upper = data[top, left] * (1 - right) + data[top, left + 1] * right
    lower = data[top + 1, left] * (1 - right) + data[top + 1, left + 1] * right
    return Image.fromarray((upper * (1 - down) + lower * down).astype("uint8"))


def glyph(
    character: str, size: int, rng: np.random.Generator, *, style: str = "brush", face: int = SIMPLIFIED
) -> Image.Image:
    """Return one character as written by hand: ``brush`` is thick and round, ``pen`` thin and slanting."""
    dense = face == TRADITIONAL
    path = HEI if style != "brush" else SONG if dense else SONG_BOLD
    pad = size // 3
    tile = Image.new("L", (size + 2 * pad, size + 2 * pad), 0)
    scale = size * float(rng.uniform(0.90, 1.06))
    ImageDraw.Draw(tile).text(
        (tile.width / 2, tile.height / 2), character, 255, font(path, int(scale), face), anchor="mm"
    )
    slant = float(rng.normal(0.05 if style == "brush" else 0.16, 0.03))
    squeeze = float(rng.normal(1.04 if style == "brush" else 1.1, 0.04))
    half = tile.width / 2
    tile = tile.transform(
        tile.size, Image.Transform.AFFINE, (squeeze, slant, half - squeeze * half - slant * half, -0.05, 1, 0.05 * half),
        Image.Resampling.BICUBIC,
    ).rotate(float(rng.normal(0.6, 1.2)), Image.Resampling.BICUBIC)  # fmt: skip
    if style == "brush":  # Song type has hairline horizontals; a brush has none
        for x, y in ((1, 0), (0, 1), (1, 1)) if dense else ((0, 1), (0, 2)):
            step = max(1, size // 44)
            tile = ImageChops.lighter(tile, ImageChops.offset(tile, x * step, y * step))
    tile = warp(tile, rng, size * (0.045 if style == "brush" else 0.04), max(6, size // 4))
    blur = size * (0.026 if style == "brush" else 0.022)
    tile = tile.filter(ImageFilter.GaussianBlur(blur)).point(lambda value: max(0, min(255, int((value - 70) * 4.2))))
    dark = float(rng.uniform(0.78, 1.0))
    return tile.point(lambda value: int(value * dark))


def hand(
    mask: Image.Image, x: float, y: float, text: str, size: int, rng: np.random.Generator, **options: object
) -> float:
    """Write a line by hand from ``x``; ``y`` is the middle of the line. Returns where it ends."""
    style = str(options.get("style", "pen"))
    for character in text:
        narrow = character in "0123456789.,:-/×=()（）" or character.isascii()
        if character not in " 　":
            tile = glyph(character, size, rng, style=style, face=int(options.get("face", SIMPLIFIED)))  # type: ignore[call-overload]
            _add(mask, tile, x + size / 2 * (0.6 if narrow else 1), y + float(rng.normal(0, size * 0.03)))
        x += size * (0.58 if narrow else 0.97)
    return x


def column(
    mask: Image.Image, x: float, y: float, text: str, size: int, rng: np.random.Generator, **options: object
) -> float:
    """Write a vertical column by hand downwards; ``x`` is its middle. Returns where it ends."""
    pitch = float(options.get("pitch", 1.06))  # type: ignore[arg-type]
    drift = float(rng.normal(0, 0.5))
    for number, character in enumerate(text):
        if character not in " 　":
            tile = glyph(
                character,
                size,
                rng,
                style=str(options.get("style", "brush")),
                face=int(options.get("face", TRADITIONAL)),
            )  # type: ignore[call-overload]
            _add(mask, tile, x + drift * number * 0.3 + float(rng.normal(0, size * 0.025)), y + size / 2)
        y += size * pitch * (0.62 if character == " " else 1)
    return y


def _add(mask: Image.Image, tile: Image.Image, x: float, y: float) -> None:
    box = (int(x - tile.width / 2), int(y - tile.height / 2))
    area = (box[0], box[1], box[0] + tile.width, box[1] + tile.height)
    mask.paste(ImageChops.lighter(mask.crop(area), tile), box)


def typed(
    mask: Image.Image, x: float, y: float, text: str, size: int, rng: np.random.Generator, *, pitch: float = 1.1
) -> None:
    """Type a line as a Chinese typewriter does: one lead type after another, never quite in line."""
    face = font(SONG, size)
    draw = ImageDraw.Draw(mask)
    for character in text:
        narrow = character.isascii()
        dark = int(rng.choice((150, 190, 225, 255), p=(0.08, 0.22, 0.4, 0.3)))
        place = (x + float(rng.normal(0, size * 0.02)), y + float(rng.normal(0, size * 0.03)))
        draw.text(place, character, dark, face, stroke_width=1 if rng.random() < 0.25 else 0, stroke_fill=dark // 2)
        x += size * pitch * (0.55 if narrow else 1)


def printed(
    mask: Image.Image, x: float, y: float, text: str, size: int, *, bold: bool = True, hei: bool = False, anchor: str = "la",
    spacing: float = 0.0, face: int = SIMPLIFIED,
) -> None:  # fmt: skip
    """Print a line in lead type; ``spacing`` is the gap between characters in parts of the size."""
    path = (HEI_BOLD if bold else HEI) if hei else (SONG_BOLD if bold else SONG)
    type_ = font(path, size, face)
    draw = ImageDraw.Draw(mask)
    if not spacing:
        draw.text((x, y), text, 255, type_, anchor=anchor)
        return
    if anchor[0] == "m":
        x -= (len(text) * size + (len(text) - 1) * spacing * size) / 2
    for character in text:
        draw.text((x, y), character, 255, type_, anchor="l" + anchor[1])
        x += size * (1 + spacing)


def printed_column(mask: Image.Image, x: float, y: float, text: str, size: int, *, bold: bool = False, face: int = TRADITIONAL,
                   pitch: float = 1.12) -> float:  # fmt: skip
    """Print a vertical column of type downwards; ``x`` is its middle. Returns where it ends."""
    type_ = font(SONG_BOLD if bold else SONG, size, face)
    draw = ImageDraw.Draw(mask)
    for character in text:
        shift = size * 0.32 if character in "，。、" else 0
        draw.text((x + shift, y + size / 2 - shift), character, 255, type_, anchor="mm")
        y += size * pitch
    return y


def soften(mask: Image.Image, radius: float = 0.7) -> Image.Image:
    """Let ink spread a little into the paper."""
    return mask.filter(ImageFilter.GaussianBlur(radius))


def square_seal(size: int, lines: tuple[str, ...], rng: np.random.Generator, *, white: bool = False) -> Image.Image:
    """Return a square seal; ``lines`` are its columns from the right. ``white`` cuts the characters out of red."""
    mask = Image.new("L", (size, size), 255 if white else 0)
    draw = ImageDraw.Draw(mask)
    edge = max(4, size // 22)
    if not white:
        draw.rectangle((2, 2, size - 3, size - 3), outline=255, width=edge)
    inner = size - edge * 3
    cell_width, left = inner / len(lines), edge * 1.5
    for number, line in enumerate(lines):
        cell_height = inner / len(line)
        for position, character in enumerate(line):
            side = int(max(cell_width, cell_height))
            tile = Image.new("L", (side * 2, side * 2), 0)
            ImageDraw.Draw(tile).text((side, side), character, 255, font(SONG_BOLD, side, TRADITIONAL), anchor="mm")
            box = tile.getbbox() or (0, 0, 1, 1)
            tile = tile.crop(box).resize((int(cell_width * 0.84), int(cell_height * 0.86)), Image.Resampling.LANCZOS)
            x = left + inner - (number + 1) * cell_width + cell_width * 0.08
            y = left + position * cell_height + cell_height * 0.07
            if white:
                tile = ImageChops.invert(tile)
            mask.paste(tile, (int(x), int(y)))
    return _worn(mask, rng)


def round_seal(size: int, ring: str, centre: str, rng: np.random.Generator) -> Image.Image:
    """Return a round seal: a name along the upper ring, a line across the middle."""
    mask = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((3, 3, size - 4, size - 4), outline=255, width=max(4, size // 40))
    draw.ellipse((size * 0.07,) * 2 + (size * 0.93,) * 2, outline=255, width=2)
    step = 250 / max(1, len(ring) - 1)
    for number, character in enumerate(ring):
        angle = -125 + number * step
        tile = Image.new("L", (size // 5, size // 5), 0)
        ImageDraw.Draw(tile).text((size // 10, size // 10), character, 255, font(SONG_BOLD, size // 8), anchor="mm")
        tile = tile.rotate(-angle, Image.Resampling.BICUBIC)
        radians = np.radians(angle - 90)
        x, y = size / 2 + np.cos(radians) * size * 0.355, size / 2 + np.sin(radians) * size * 0.355
        _add(mask, tile, float(x), float(y))
    draw.text((size / 2, size * 0.52), centre, 255, font(SONG_BOLD, size // 8), anchor="mm")
    draw.line((size * 0.28, size * 0.62, size * 0.72, size * 0.62), fill=255, width=2)
    draw.text((size / 2, size * 0.70), "示例", 255, font(SONG, size // 12), anchor="mm")
    return _worn(mask, rng)


def _worn(mask: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Let a seal print unevenly: more ink on one side, gaps where the wood is worn."""
    size = mask.width
    noise = smooth(rng, size, size, 30) * 0.35 + smooth(rng, size, size, 5) * 0.5
    ramp = np.linspace(*sorted((float(rng.uniform(0.75, 1)), float(rng.uniform(0.85, 1.1)))), size)[None, :]
    data = np.asarray(mask, "float32") * np.clip(1.05 - 0.42 * noise, 0.25, 1) * ramp
    return Image.fromarray(np.clip(data, 0, 255).astype("uint8")).filter(ImageFilter.GaussianBlur(0.8))


def stamp(
    mask: Image.Image, seal: Image.Image, x: int, y: int, rng: np.random.Generator, *, tilt: float | None = None
) -> None:
    """Press a seal with its centre at a point, never quite straight."""
    angle = float(rng.normal(0, 3)) if tilt is None else tilt
    _add(mask, seal.rotate(angle, Image.Resampling.BICUBIC, expand=True), x, y)
