"""Technical drawings of the flood file: level curve, blueprint, sketch map."""

# ruff: noqa: E501 — lists of coordinates and texts read best on one line each
from __future__ import annotations

import itertools

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from tools.demo import ink
from tools.demo.paper import INK, OLD, RED, Sheet, on_table

Random = np.random.Generator

LEVELS: tuple[tuple[int, float], ...] = (
    # day counted from 1 May, metres at Qingkou; the same curve as in the exhibition's chart
    (0, 15.2), (12, 15.9), (20, 16.8), (31, 17.4), (40, 18.9), (46, 19.6), (52, 19.2), (58, 19.9), (62, 20.4), (65, 21.48), (68, 22.09),
    (72, 22.31), (76, 22.52), (80, 22.60), (84, 22.74), (87, 22.88), (89, 23.06), (92, 22.95), (98, 22.60), (106, 22.2), (114, 21.5),
    (122, 20.8), (130, 19.9), (140, 18.6), (152, 17.2),
)  # fmt: skip


def level(rng: Random) -> Image.Image:
    """The curve of water levels, drawn with a ruling pen on green graph paper."""
    sheet = Sheet(1640, 1100, (226, 228, 206), rng)
    grid, strong, black, red = (sheet.blank() for _ in range(4))
    left, top, right, bottom = 150, 190, 1560, 960
    draw = ImageDraw.Draw(grid)
    for x in range(left, right + 1, 15):
        draw.line((x, top, x, bottom), fill=130)
    for y in range(top, bottom + 1, 14):
        draw.line((left, y, right, y), fill=130)
    bold = ImageDraw.Draw(strong)
    for x in range(left, right + 1, 75):
        bold.line((x, top, x, bottom), fill=170, width=2)
    for y in range(top, bottom + 1, 70):
        bold.line((left, y, right, y), fill=170, width=2)

    def at(day: float, metres: float) -> tuple[float, float]:
        return left + day / 153 * (right - left), bottom - (metres - 14) / 11 * (bottom - top)

    points = [at(day, metres) for day, metres in LEVELS]
    dense = [at(day, float(np.interp(day, *zip(*LEVELS, strict=True)))) for day in np.arange(0, 152.5, 0.5)]
    dense = [(x, y + float(rng.normal(0, 0.6))) for x, y in dense]
    pen = ImageDraw.Draw(black)
    pen.line(dense, fill=255, width=4, joint="curve")
    for x, y in points:
        pen.ellipse((x - 5, y - 5, x + 5, y + 5), outline=255, width=2)
    pen.rectangle((left, top, right, bottom), outline=255, width=3)
    for metres in range(14, 26):
        x, y = at(0, metres)
        ink.hand(black, x - 66, y, str(metres), 32, rng)
    for month, day in (("五月", 0), ("六月", 31), ("七月", 61), ("八月", 92), ("九月", 123)):
        x, y = at(day, 14)
        pen.line((x, y, x, y + 16), fill=255, width=3)
        ink.hand(black, x + 70, y + 36, month, 36, rng)
    warn = ImageDraw.Draw(red)
    for metres, label in ((20.5, "警戒水位 20.50"), (22.0, "原堤顶 22.00"), (23.5, "加高后堤顶 23.50")):
        _, y = at(0, metres)
        for x in range(left, right, 26):
            warn.line((x, y, x + 15, y), fill=255, width=3)
        ink.hand(red, left + 16, y - 20, label, 30, rng)
    x, y = at(89, 23.06)
    warn.line((x, y - 6, x + 56, y - 92), fill=255, width=3)
    ink.hand(red, x + 60, y - 100, "23.06  七月廿九日十二时", 34, rng)
    x, y = at(65, 21.48)
    ink.hand(black, x + 26, y + 40, "21.48 七月五日", 30, rng)
    ink.printed(black, 820, 66, "一九五四年汛期澜溪河青口站水位过程线", 46, anchor="ma", spacing=0.06)
    ink.hand(black, 1180, 140, "单位：米（假定基面）", 30, rng)
    ink.hand(black, 1130, 1040, "绘图　青口站　十月十五日", 34, rng)
    sheet.ink(grid, (96, 150, 96), 0.5)
    sheet.ink(strong, (82, 140, 88), 0.6)
    sheet.ink(ink.soften(black), (28, 30, 44), 0.92, wear=0.12)
    sheet.ink(ink.soften(red), (196, 52, 40), 0.88, wear=0.12)
    sheet.fold(0.33, vertical=True)
    sheet.fold(0.66, vertical=True)
    sheet.foxing(30)
    return on_table(sheet, rng, tilt=0.3)


def section(rng: Random) -> Image.Image:
    """The dike's cross-section as a blueprint: white lines on iron blue, faded along the folds."""
    sheet = Sheet(1640, 1060, (46, 84, 132), rng, age=0.8)
    lines, words = sheet.blank(), sheet.blank()
    draw = ImageDraw.Draw(lines)
    draw.rectangle((40, 40, 1600, 1020), outline=255, width=4)
    draw.rectangle((54, 54, 1586, 1006), outline=200, width=1)
    base, scale = 760, 62

    def at(x: float, metres: float) -> tuple[float, float]:
        return 760 + x * scale * 0.72, base - (metres - 16) * scale

    old = [at(-15, 17), at(-11.4, 17), at(-1.8, 22), at(2.2, 22), at(11, 17.6), at(16, 17.6)]
    raised = [at(-13.6, 17), at(-2.4, 23.5), at(1.2, 23.5), at(2.2, 22)]
    draw.line(old, fill=255, width=5, joint="curve")
    for start, end in itertools.pairwise(raised):
        _dashes(draw, start, end)
    _hatch(lines, [at(-13.6, 17), at(-2.4, 23.5), at(1.2, 23.5), at(2.2, 22), at(-1.8, 22), at(-11.4, 17)])
    for metres, label in ((23.06, "洪峰 23.06"), (20.5, "警戒水位 20.50")):
        x, y = at(-15.4, metres)
        stop = at(-15 + (metres - 17) / 6.5 * 11.2 + 1.2, metres)
        draw.line((x, y, *stop), fill=230, width=2)
        draw.polygon([(x + 60, y), (x + 48, y - 16), (x + 72, y - 16)], outline=255)
        ink.printed(words, x + 90, y - 40, label, 30, bold=False, hei=True)
    piles = [at(12.2 + number * 0.8, 17.6) for number in range(4)]
    for x, y in piles:
        draw.rectangle((x - 5, y - 46, x + 5, y + 60), outline=255, width=2)
    for number in range(3):
        x, y = at(8.2 + number * 0.2, 18.9 - number * 0.02)
        draw.ellipse((x + number * 34 - 16, y - 14, x + number * 34 + 16, y + 8), outline=255, width=2)
    _dimension(draw, at(-2.4, 24.1), at(1.2, 24.1))
    ink.printed(words, *at(-0.6, 24.62), "顶宽 3.0", 28, bold=False, hei=True, anchor="mm")
    _dimension(draw, at(3.6, 23.5), at(3.6, 22))
    draw.line((*at(1.2, 23.5), *at(4.2, 23.5)), fill=150, width=1)
    ink.printed(words, at(3.9, 22.8)[0], at(3.9, 22.8)[1], "加高 1.50", 28, bold=False, hei=True, anchor="lm")
    for x, metres, text in ((-6.0, 21.6, "1:3"), (5.6, 21.0, "1:2.5"), (-13.6, 16.45, "江侧"), (15.2, 18.1, "圩内"), (-1.0, 19, "原堤身"), (13.4, 18.9, "桩木"),
                            (10.4, 19.7, "草包压浸")):  # fmt: skip
        ink.printed(words, *at(x, metres), text, 32, bold=False, hei=True, anchor="mm")
    ink.printed(words, 820, 104, "永丰圩北堤标准断面及抢险加高图", 52, anchor="ma", spacing=0.1)
    draw.line((420, 178, 1220, 178), fill=255, width=3)
    for number, text in enumerate(
        (
            "一、单位：米。高程用假定基面。",
            "二、虚线为抢险加高部分，土料取自圩内，分层夯实。",
            "三、险段背水坡打桩压草包，桩距八十公分。",
        )
    ):
        ink.printed(words, 110, 852 + number * 46, text, 30, bold=False)
    box = (1180, 830, 1540, 980)
    draw.rectangle(box, outline=255, width=3)
    for number, (name, value) in enumerate((("测绘", "建设科"), ("比例", "1:100"), ("日期", "1954.7.12"))):
        y = 830 + number * 50
        draw.line((1180, y, 1540, y), fill=255, width=2)
        ink.printed(words, 1200, y + 25, name, 28, bold=False, anchor="lm")
        ink.printed(words, 1330, y + 25, value, 28, bold=False, anchor="lm")
    draw.line((1300, 830, 1300, 980), fill=255, width=2)
    white = ImageChops.lighter(ink.warp(lines, rng, 1.4, 90), words)
    sheet.cover(ink.soften(white, 0.8), (222, 232, 236), 0.86)
    for at_, vertical in ((0.25, True), (0.5, True), (0.75, True), (0.5, False)):
        sheet.fold(at_, vertical=vertical)
        fade = sheet.blank()
        extent = sheet.width if vertical else sheet.height
        place = int(extent * at_)
        area = (place - 7, 0, place + 7, sheet.height) if vertical else (0, place - 7, sheet.width, place + 7)
        ImageDraw.Draw(fade).rectangle(area, fill=90)
        sheet.cover(fade.filter(ImageFilter.GaussianBlur(6)), (190, 204, 210), 0.5)
    return on_table(sheet, rng, tilt=-0.4)


def _dashes(draw: ImageDraw.ImageDraw, start: tuple[float, float], end: tuple[float, float]) -> None:
    length = float(np.hypot(end[0] - start[0], end[1] - start[1]))
    for part in np.arange(0, length, 22):
        stop = min(part + 13, length)
        points = [tuple(np.array(start) + (np.array(end) - start) * value / length) for value in (part, stop)]
        draw.line(points, fill=255, width=4)


def _hatch(mask: Image.Image, polygon: list[tuple[float, float]]) -> None:
    """Shade a polygon with slanting lines, as earthwork is drawn."""
    area = Image.new("L", mask.size, 0)
    ImageDraw.Draw(area).polygon(polygon, fill=255)
    stripes = Image.new("L", mask.size, 0)
    draw = ImageDraw.Draw(stripes)
    for x in range(-mask.height, mask.width, 16):
        draw.line((x, mask.height, x + mask.height, 0), fill=150, width=2)
    mask.paste(ImageChops.lighter(mask, ImageChops.multiply(area, stripes)))


def _dimension(draw: ImageDraw.ImageDraw, start: tuple[float, float], end: tuple[float, float]) -> None:
    draw.line((*start, *end), fill=220, width=2)
    for x, y in (start, end):
        draw.line((x - 9, y + 9, x + 9, y - 9), fill=255, width=3)


RIVER = (
    (1500, 120),
    (1380, 190),
    (1240, 210),
    (1120, 300),
    (1000, 330),
    (900, 430),
    (760, 470),
    (640, 560),
    (540, 590),
    (420, 700),
    (300, 760),
    (180, 880),
)
PLACES = (
    ("县城", 880, 380, True), ("青口", 262, 745, False), ("柳湾", 520, 500, False), ("石桥", 690, 640, False), ("上洲", 1010, 460, False),
    ("下洲", 420, 850, False), ("龙潭", 1330, 330, False), ("云岭", 1200, 130, False), ("白鹭", 900, 620, False), ("枫林", 1400, 560, False),
)  # fmt: skip
FLOODED = (
    ((560, 640), (640, 600), (760, 560), (850, 600), (830, 700), (700, 760), (590, 730)),
    ((420, 760), (520, 720), (560, 800), (500, 900), (400, 890)), ((930, 500), (1060, 430), (1130, 500), (1040, 580), (950, 570)),
)  # fmt: skip
SAVED = ((420, 560), (520, 450), (660, 440), (700, 490), (600, 560), (500, 600), (440, 640))


def sketch_map(rng: Random) -> Image.Image:
    """The hand-drawn sketch of the flooded polders: river, lake, hills, towns; nothing of it exists."""
    sheet = Sheet(1640, 1120, OLD, rng)
    water, flood, green, black, red = (sheet.blank() for _ in range(5))
    draw = ImageDraw.Draw(water)
    draw.line(
        curve(((-20, 700), (80, 760), (150, 900), (240, 1000), (400, 1080), (560, 1140)), 60),
        fill=255,
        width=96,
        joint="curve",
    )
    for width, points in ((20, RIVER),):
        draw.line(curve(points, 80), fill=255, width=width, joint="curve")
    draw.ellipse((980, 690, 1330, 930), fill=255)
    draw.ellipse((1160, 640, 1420, 820), fill=255)
    for polygon in FLOODED:
        ImageDraw.Draw(flood).polygon(curve((*polygon, polygon[0]), 60), fill=255)
    ImageDraw.Draw(green).polygon(curve((*SAVED, SAVED[0]), 60), fill=255)
    pen = ImageDraw.Draw(black)
    for polygon in (*FLOODED, SAVED):
        pen.line(curve((*polygon, polygon[0]), 60), fill=255, width=3)
        for x, y in curve((*polygon, polygon[0]), 12):
            pen.line((x, y, x + 8, y - 9), fill=255, width=2)
    for _ in range(46):
        x, y = float(rng.uniform(1120, 1590)), float(rng.uniform(80, 330))
        if abs(y - np.interp(x, [1120, 1500], [300, 120])) > 46:
            pen.arc((x - 26, y - 17, x + 26, y + 26), 190, 350, fill=230, width=3)
            pen.line((x - 3, y - 16, x + 14, y + 6), fill=150, width=1)
    for name, x, y, capital in PLACES:
        size = 11 if capital else 7
        pen.ellipse((x - size, y - size, x + size, y + size), outline=255, width=3)
        if capital:
            pen.ellipse((x - 4, y - 4, x + 4, y + 4), fill=255)
        ink.hand(black, x + 18, y - 4, name, 44 if capital else 36, rng)
    road = curve(((880, 380), (690, 640), (262, 745)), 40)
    for start, end in zip(road[::2], road[1::2], strict=False):
        pen.line((*start, *end), fill=200, width=3)
    for text, x, y, size in (("大　江", 300, 1010, 46), ("雁落湖", 1120, 800, 42), ("永丰圩", 500, 540, 36), ("三合圩", 650, 690, 34), ("下洲圩", 430, 815, 32),
                             ("上洲圩", 985, 520, 32), ("澜溪河", 1010, 300, 34)):  # fmt: skip
        ink.hand(black, x, y, text, size, rng)
    warn = ImageDraw.Draw(red)
    for x, y in ((700, 575), (520, 722), (1060, 432)):
        warn.line((x - 14, y - 14, x + 14, y + 14), fill=255, width=6)
        warn.line((x - 14, y + 14, x + 14, y - 14), fill=255, width=6)
    ink.hand(red, 560, 410, "北堤四段", 32, rng)
    warn.line(curve(((520, 447), (600, 438), (664, 440)), 20), fill=255, width=8)
    ink.printed(black, 90, 80, "一九五四年澜溪县被淹圩区草图", 50)
    ink.hand(black, 96, 176, "建设科手绘　九月二十日　不按比例", 32, rng)
    pen.line((1520, 880, 1520, 1010), fill=255, width=4)
    pen.polygon([(1520, 850), (1504, 900), (1536, 900)], fill=255)
    ink.hand(black, 1500, 1044, "北", 40, rng)
    for number, (mask, text) in enumerate(((flood, "淹没圩田"), (green, "保住的圩"))):
        ImageDraw.Draw(mask).rectangle((1160, 985 + number * 52, 1220, 1019 + number * 52), fill=255)
        ink.hand(black, 1240, 1002 + number * 52, text, 32, rng)
    warn.line((700 + 680, 992, 700 + 708, 1020), fill=255, width=6)
    warn.line((700 + 680, 1020, 700 + 708, 992), fill=255, width=6)
    ink.hand(black, 1424, 1006, "破口", 32, rng)
    for mask, colour, strength in (
        (water, (120, 162, 176), 0.62),
        (flood, (70, 124, 156), 0.55),
        (green, (150, 168, 92), 0.6),
    ):
        washed = ink.warp(mask, rng, 7, 60).filter(ImageFilter.GaussianBlur(2.5))
        rim = ImageChops.subtract(washed, washed.filter(ImageFilter.GaussianBlur(9)))
        sheet.ink(washed, colour, strength, wear=0.5)
        sheet.ink(rim, colour, 0.5)
    sheet.ink(ink.soften(ink.warp(black, rng, 1.2, 60)), INK, 0.9, wear=0.15)
    sheet.ink(red, RED, 0.85, wear=0.2)
    sheet.fold(0.5, vertical=True)
    sheet.fold(0.5)
    sheet.foxing(60)
    return on_table(sheet, rng, tilt=0.5)


def curve(points: tuple[tuple[float, float], ...], count: int) -> list[tuple[float, float]]:
    """Return a smooth line through points (Catmull–Rom)."""
    data = np.array(points, "float64")
    closed = bool(np.allclose(data[0], data[-1]))
    before = data[-2] if closed else 2 * data[0] - data[1]
    after = data[1] if closed else 2 * data[-1] - data[-2]
    data = np.vstack([before, data, after])
    found = []
    for value in np.linspace(0, len(points) - 1, count):
        index = min(int(value), len(points) - 2)
        t = value - index
        a, b, c, d = data[index : index + 4]
        point = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        found.append((float(point[0]), float(point[1])))
    return found


PICTURES = {"level": level, "section": section, "sketch-map": sketch_map}
