"""Pictures of the flood file: the two views of the polder, the woodcut and its banner, the poster."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from tools.demo import ink
from tools.demo.paper import INK, RED, SONG_BOLD, Sheet, font, on_table
from tools.demo.pictures_graphic import curve

Random = np.random.Generator


def _polder(flooded: bool, rng: Random) -> Image.Image:
    """The polder from the same hill, in ink and wash: fields in June, and water after the breach."""
    sheet = Sheet(1500, 980, (232, 222, 198), rng)
    line, grey, dark, blue, green = (sheet.blank() for _ in range(5))
    draw = ImageDraw.Draw(line)
    fixed = np.random.default_rng(7)
    horizon = 330
    for depth, shade in ((0, 90), (1, 140)):
        ridge = [
            (x, horizon - 40 - depth * -22 - 70 * abs(np.sin(x / (210 + depth * 90) + depth)))
            for x in range(-20, 1540, 20)
        ]
        ImageDraw.Draw(grey).polygon([*ridge, (1540, horizon), (-20, horizon)], fill=shade)
        draw.line(ridge, fill=150 + depth * 60, width=2)
    dike = curve(((-20, 470), (300, 430), (640, 420), (980, 450), (1240, 520), (1520, 640)), 60)
    lower = [(x, y + 34 + (x / 1500) * 20) for x, y in dike]
    ImageDraw.Draw(blue).polygon([(-20, horizon), (1520, horizon), *reversed(dike)], fill=190 if flooded else 120)
    for _ in range(60):
        x, y = float(fixed.uniform(0, 1460)), float(fixed.uniform(horizon + 10, 560))
        if y < np.interp(x, *zip(*dike, strict=True)) - 8:
            draw.line((x, y, x + float(fixed.uniform(20, 70)), y + 1), fill=130, width=2)
    ImageDraw.Draw(grey).polygon([*dike, *reversed(lower)], fill=70)
    draw.line(dike, fill=255, width=4)
    draw.line(lower, fill=220, width=3)
    for x, y in dike[::2]:
        draw.line((x, y + 6, x - 4, y + 26), fill=170, width=2)
    top = [np.interp(x, *zip(*lower, strict=True)) for x in range(0, 1501, 10)]
    if flooded:
        ImageDraw.Draw(blue).polygon([*lower, (1520, 1000), (-20, 1000)], fill=150)
        for _ in range(130):
            x, y = float(rng.uniform(0, 1460)), float(rng.uniform(480, 950))
            if y > np.interp(x, range(0, 1501, 10), top) + 12:
                draw.line((x, y, x + (y - 400) / 8, y + 1), fill=120, width=2)
    else:
        for number in range(12):
            x0 = 60 + number * 190 - 400
            draw.line((750 + (x0 - 300) * 0.42, 500, x0 * 1.5, 980), fill=150, width=2)
        for number in range(7):
            y = 520 + number**1.5 * 26
            draw.line((0, y, 1500, y + 26), fill=140, width=2)
        for _ in range(900):
            x, y = float(fixed.uniform(0, 1500)), float(fixed.uniform(520, 970))
            if y > np.interp(x, range(0, 1501, 10), top) + 10:
                height = 3 + (y - 480) / 40
                draw.line((x, y, x + 2, y - height), fill=140, width=1)
        ImageDraw.Draw(green).polygon([*lower, (1520, 1000), (-20, 1000)], fill=150)
    for x, y, size in (
        (240, 640, 1.0),
        (380, 610, 0.8),
        (1000, 660, 1.0),
        (1130, 700, 1.15),
        (880, 600, 0.75),
        (520, 800, 1.4),
        (1290, 860, 1.5),
    ):
        _house(draw, ImageDraw.Draw(dark), x, y, size, flooded)
    for x, y, size in (
        (150, 640, 1),
        (470, 620, 0.8),
        (1220, 700, 1.2),
        (690, 810, 1.5),
        (1420, 850, 1.6),
        (940, 640, 0.9),
    ):
        _tree(draw, ImageDraw.Draw(grey), x, y, size, fixed, flooded)
    if flooded:
        gap = ImageDraw.Draw(line)
        for start in (700, 730):
            gap.line((start, 418, start + 12, 470), fill=255, width=4)
        _boat(draw, 620, 720)
        _boat(draw, 1120, 800)
    note = sheet.blank()
    ink.column(note, 1440, 60, "九月退水后" if flooded else "六月初圩内", 44, rng, style="brush")
    ink.column(note, 1386, 60, "自石山望永丰三合两圩", 28, rng, style="brush")
    sheet.ink(ink.warp(grey, rng, 4, 50).filter(ImageFilter.GaussianBlur(3)), (74, 78, 76), 0.55, wear=0.4)
    sheet.ink(
        ink.warp(blue, rng, 5, 60).filter(ImageFilter.GaussianBlur(3)),
        (104, 142, 158),
        0.6 if flooded else 0.5,
        wear=0.5,
    )
    sheet.ink(green.filter(ImageFilter.GaussianBlur(3)), (146, 162, 92), 0.55, wear=0.5)
    sheet.ink(dark.filter(ImageFilter.GaussianBlur(1)), (56, 52, 50), 0.75, wear=0.3)
    sheet.ink(ink.soften(ink.warp(line, rng, 1.8, 40)), INK, 0.88, wear=0.25)
    sheet.ink(note, INK, 0.9, wear=0.2)
    seal = sheet.blank()
    ink.stamp(seal, ink.square_seal(64, ("建设", "科印"), rng), 1416, 470, rng)
    sheet.ink(seal, RED, 0.85)
    sheet.foxing(30)
    return on_table(sheet, rng, tilt=0.0)


def _house(
    draw: ImageDraw.ImageDraw, fill: ImageDraw.ImageDraw, x: float, y: float, size: float, flooded: bool
) -> None:
    wall, width, roof = 46 * size, 92 * size, 40 * size
    fill.polygon(
        [(x - 10 * size, y), (x + 20 * size, y - roof), (x + width - 20 * size, y - roof), (x + width + 10 * size, y)],
        fill=200,
    )
    draw.polygon(
        [(x - 10 * size, y), (x + 20 * size, y - roof), (x + width - 20 * size, y - roof), (x + width + 10 * size, y)],
        outline=255,
    )
    if flooded:
        draw.line((x - 24 * size, y + 6, x + width + 24 * size, y + 6), fill=255, width=2)
        return
    draw.rectangle((x, y, x + width, y + wall), outline=255, width=3)
    draw.rectangle((x + width * 0.4, y + wall * 0.35, x + width * 0.6, y + wall), outline=255, width=2)


def _tree(
    draw: ImageDraw.ImageDraw, wash: ImageDraw.ImageDraw, x: float, y: float, size: float, rng: Random, flooded: bool
) -> None:
    if not flooded:
        draw.line((x, y + 50 * size, x + 4, y - 20 * size), fill=255, width=int(4 * size) + 1)
    for _ in range(16):
        dx, dy, radius = (
            float(rng.normal(0, 20 * size)),
            float(rng.normal(-34 * size, 14 * size)),
            float(rng.uniform(8, 18)) * size,
        )
        wash.ellipse((x + dx - radius, y + dy - radius, x + dx + radius, y + dy + radius), fill=150)
        draw.arc((x + dx - radius, y + dy - radius, x + dx + radius, y + dy + radius), 180, 320, fill=190, width=2)


def _boat(draw: ImageDraw.ImageDraw, x: float, y: float) -> None:
    draw.arc((x, y - 40, x + 120, y + 26), 15, 165, fill=255, width=5)
    draw.line((x + 6, y + 2, x + 114, y + 2), fill=255, width=3)
    draw.arc((x + 30, y - 26, x + 84, y + 30), 180, 360, fill=255, width=4)
    draw.line((x + 100, y - 50, x + 92, y + 4), fill=255, width=3)


def woodcut(rng: Random) -> Image.Image:
    """A woodcut of labourers on the dike with their flag: black, cut with a gouge, one colour for the flag."""
    return on_table(_woodcut(rng), rng, tilt=-0.6)


def banner(rng: Random) -> Image.Image:
    """The woodcut alone, without margins, for the head of pages; the label stands in the print."""
    picture = _woodcut(rng).image().crop((84, 96, 1476, 842)).resize((2000, 1072), Image.Resampling.LANCZOS)
    draw = ImageDraw.Draw(picture)
    face = font(SONG_BOLD, 30)
    box = draw.textbbox((0, 0), "仿真示例", font=face)
    draw.rectangle((2000 - box[2] - 44, 24, 1976, 74), fill=(26, 24, 24))
    draw.text((2000 - box[2] - 34, 30), "仿真示例", font=face, fill=(232, 196, 168))
    return picture


def _woodcut(rng: Random) -> Sheet:
    """Return the print on its sheet."""
    sheet = Sheet(1560, 1000, (230, 216, 184), rng)
    black, red = sheet.blank(), sheet.blank()
    draw = ImageDraw.Draw(black)
    draw.rectangle((70, 70, 1490, 850), fill=255)
    white = 0
    for number in range(70):
        y = 96 + number * 6.2
        points = [(x, y + 10 * np.sin(x / 90 + number / 3) + float(rng.normal(0, 1.4))) for x in range(78, 1486, 18)]
        draw.line(points, fill=white, width=int(rng.integers(1, 4)))
    for _ in range(28):
        x, y = float(rng.uniform(100, 1450)), float(rng.uniform(90, 380))
        draw.line((x, y, x - 22, y + 74), fill=white, width=3)
    dike = [(70, 640), (420, 560), (900, 530), (1490, 590), (1490, 850), (70, 850)]
    draw.polygon(dike, fill=255)
    for _ in range(240):
        x, y = float(rng.uniform(80, 1470)), float(rng.uniform(600, 836))
        edge = np.interp(x, [70, 420, 900, 1490], [640, 560, 530, 590])
        if y > edge + 24:
            draw.line(
                (x, y, x + float(rng.uniform(20, 60)), y + float(rng.uniform(10, 26))),
                fill=white,
                width=int(rng.integers(2, 5)),
            )
    draw.line([(70, 640), (420, 560), (900, 530), (1490, 590)], fill=white, width=10)
    for x, y, size, load in (
        (290, 600, 1.5, True),
        (560, 566, 1.35, False),
        (800, 548, 1.4, True),
        (1180, 572, 1.2, True),
        (1410, 600, 1.5, False),
    ):
        _worker(draw, x, y, size, load)
    draw.line((940, 130, 962, 540), fill=white, width=13)
    draw.line((941, 130, 961, 540), fill=255, width=4)
    flag = [
        (950, 146),
        (1040, 128),
        (1130, 156),
        (1220, 134),
        (1330, 160),
        (1334, 300),
        (1230, 276),
        (1130, 300),
        (1040, 270),
        (956, 290),
    ]
    draw.polygon(flag, fill=white)
    ImageDraw.Draw(red).polygon(flag, fill=255)
    words = sheet.blank()
    for number, character in enumerate("与堤共存亡"):
        ImageDraw.Draw(words).text(
            (985 + number * 72, 214 + (number % 2) * 5), character, 255, font(SONG_BOLD, 66), anchor="mm"
        )
    red = ImageChops.subtract(red, words)
    border = sheet.blank()
    ImageDraw.Draw(border).rectangle((70, 70, 1490, 850), outline=255, width=8)
    caption = sheet.blank()
    ink.hand(caption, 90, 912, "抢修北堤", 44, rng)
    ink.hand(caption, 880, 912, "县文化馆　刻于堤上　一九五四·七", 36, rng)
    black = ImageChops.lighter(ink.warp(black, rng, 1.6, 24), border)
    sheet.ink(ink.soften(black, 0.9), (26, 24, 24), 0.94, wear=0.26)
    sheet.ink(ink.warp(red, rng, 1.5, 24), (196, 46, 34), 0.92, wear=0.3)
    sheet.ink(caption, INK, 0.8, wear=0.2)
    sheet.foxing(40)
    sheet.tide(0.02, 0.9, 0.2)
    return sheet


def _worker(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, load: bool) -> None:
    """A labourer cut in a few facets: straw hat, bent back, legs; with a shoulder pole or a ram."""
    s = size
    draw.polygon([(x - 44 * s, y - 176 * s), (x, y - 214 * s), (x + 44 * s, y - 176 * s)], fill=0)
    draw.ellipse((x - 17 * s, y - 182 * s, x + 17 * s, y - 144 * s), fill=0)
    draw.polygon(
        [(x - 32 * s, y - 142 * s), (x + 30 * s, y - 146 * s), (x + 40 * s, y - 66 * s), (x - 28 * s, y - 58 * s)],
        fill=0,
    )
    draw.line((x - 12 * s, y - 62 * s, x - 34 * s, y - 6 * s), fill=0, width=int(21 * s))
    draw.line((x + 18 * s, y - 66 * s, x + 44 * s, y - 8 * s), fill=0, width=int(21 * s))
    for number in range(5):
        draw.line(
            (x - 20 * s + number * 11 * s, y - 134 * s, x - 16 * s + number * 11 * s, y - 74 * s), fill=255, width=3
        )
    if load:
        draw.line((x - 108 * s, y - 128 * s, x + 108 * s, y - 152 * s), fill=0, width=int(9 * s))
        for side in (-1, 1):
            top = y - (128 if side < 0 else 152) * s
            bx = x + side * 100 * s
            draw.line((bx, top, bx - 22 * s, top + 62 * s), fill=0, width=4)
            draw.line((bx, top, bx + 22 * s, top + 62 * s), fill=0, width=4)
            draw.polygon(
                [
                    (bx - 36 * s, top + 60 * s),
                    (bx + 36 * s, top + 60 * s),
                    (bx + 24 * s, top + 98 * s),
                    (bx - 24 * s, top + 98 * s),
                ],
                fill=0,
            )
            draw.pieslice((bx - 34 * s, top + 36 * s, bx + 34 * s, top + 82 * s), 180, 360, fill=0)
            for line in range(3):
                draw.line(
                    (bx - 26 * s, top + (68 + line * 10) * s, bx + 26 * s, top + (68 + line * 10) * s),
                    fill=255,
                    width=2,
                )
    else:
        draw.line((x + 26 * s, y - 120 * s, x + 74 * s, y - 96 * s), fill=0, width=int(14 * s))
        draw.line((x + 76 * s, y - 178 * s, x + 76 * s, y - 14 * s), fill=0, width=int(9 * s))
        draw.rectangle((x + 54 * s, y - 40 * s, x + 98 * s, y - 4 * s), fill=0)


def poster(rng: Random) -> Image.Image:
    """A poster in three colours: the wall of people, the wave, four characters."""
    sheet = Sheet(1160, 1620, (236, 222, 186), rng)
    blue, red, black, pale = (sheet.blank() for _ in range(4))
    ImageDraw.Draw(pale).rectangle((60, 60, 1100, 1560), fill=255)
    wave = ImageDraw.Draw(blue)
    for number in range(6):
        crest = 250 + number * 130
        points = [
            (x, crest + 120 * np.sin((x - 300 + number * 90) / 240) * (1 - number * 0.1) + (x - 580) * 0.16)
            for x in range(60, 1101, 8)
        ]
        wave.polygon([*points, (1100, 1130), (60, 1130)], fill=90 + number * 30)
        for shift in range(5):
            foam = [(x, y + 16 + shift * 15) for x, y in points[shift * 9 : -1 - shift * 12]]
            wave.line(foam, fill=40 + number * 30, width=4)
    flag = ImageDraw.Draw(red)
    flag.polygon(
        [(640, 150), (800, 118), (930, 168), (1040, 140), (1060, 380), (940, 400), (810, 352), (662, 384)], fill=255
    )
    for number, character in enumerate("防汛"):
        flag.text((770 + number * 150, 262), character, 0, font(SONG_BOLD, 132), anchor="mm")
    blue = ImageChops.subtract(blue, red.point(lambda value: 255 if value else 0))
    ImageDraw.Draw(black).line((630, 120, 690, 960), fill=255, width=16)
    dark = ImageDraw.Draw(black)
    dark.polygon([(60, 1130), (60, 1010), (1100, 850), (1100, 1130)], fill=255)
    for number in range(7):
        x = 130 + number * 150
        y = 1000 - number * 23
        _figure(dark, x, y, 1.18)
    for character, x in zip("人在堤在", (190, 450, 710, 970), strict=True):
        tile = ink.glyph(character, 230, rng, style="brush")
        red.paste(255, (int(x - tile.width / 2), int(1290 - tile.height / 2)), tile)
    ink.printed(black, 580, 1440, "全县人民动员起来　保卫圩堤　保卫家园", 40, anchor="ma")
    ink.printed(black, 580, 1508, "澜溪县文化馆绘　一九五四年七月", 24, bold=False, anchor="ma")
    sheet.ink(pale, (246, 224, 164), 0.5)
    sheet.ink(ink.warp(blue, rng, 2, 30), (42, 92, 122), 0.86, wear=0.28)
    sheet.ink(ink.warp(red, rng, 1.4, 30), (204, 44, 32), 0.92, wear=0.28)
    sheet.ink(ink.soften(black), (30, 28, 34), 0.93, wear=0.2)
    sheet.fold(0.33)
    sheet.fold(0.66)
    sheet.fold(0.5, vertical=True)
    sheet.foxing(50)
    return on_table(sheet, rng, tilt=0.3)


def _figure(draw: ImageDraw.ImageDraw, x: float, y: float, s: float) -> None:
    """A person seen from behind, arms linked with the next."""
    draw.ellipse((x - 26 * s, y - 170 * s, x + 26 * s, y - 114 * s), fill=255)
    draw.polygon(
        [
            (x - 62 * s, y - 96 * s),
            (x - 30 * s, y - 118 * s),
            (x + 30 * s, y - 118 * s),
            (x + 62 * s, y - 96 * s),
            (x + 48 * s, y + 70 * s),
            (x - 48 * s, y + 70 * s),
        ],
        fill=255,
    )
    draw.line((x - 70 * s, y - 60 * s, x + 70 * s, y - 72 * s), fill=255, width=int(26 * s))


PICTURES = {
    "polder-before": lambda rng: _polder(False, rng),
    "polder-after": lambda rng: _polder(True, rng),
    "dike": woodcut,
    "banner": banner,
    "poster": poster,
}
