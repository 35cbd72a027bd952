"""Drawn papers of the flood: level curve, blueprint, sketch map, the two views of the polder, woodcut, poster."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tools.demo import ink
from tools.demo.paper import HEI, INK, OLD, PEN, RED, SONG, SONG_BOLD, Sheet, font, on_table, smooth

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
    for start, end in zip(raised, raised[1:], strict=False):
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
    for number, text in enumerate(("一、单位：米。高程用假定基面。", "二、虚线为抢险加高部分，土料取自圩内，分层夯实。", "三、险段背水坡打桩压草包，桩距八十公分。")):
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


RIVER = ((1500, 120), (1380, 190), (1240, 210), (1120, 300), (1000, 330), (900, 430), (760, 470), (640, 560), (540, 590), (420, 700), (300, 760), (180, 880))
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
    draw.line(_curve(((-20, 700), (80, 760), (150, 900), (240, 1000), (400, 1080), (560, 1140)), 60), fill=255, width=96, joint="curve")
    for width, points in ((20, RIVER),):
        draw.line(_curve(points, 80), fill=255, width=width, joint="curve")
    draw.ellipse((980, 690, 1330, 930), fill=255)
    draw.ellipse((1160, 640, 1420, 820), fill=255)
    for polygon in FLOODED:
        ImageDraw.Draw(flood).polygon(_curve((*polygon, polygon[0]), 60), fill=255)
    ImageDraw.Draw(green).polygon(_curve((*SAVED, SAVED[0]), 60), fill=255)
    pen = ImageDraw.Draw(black)
    for polygon in (*FLOODED, SAVED):
        pen.line(_curve((*polygon, polygon[0]), 60), fill=255, width=3)
        for x, y in _curve((*polygon, polygon[0]), 12):
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
    road = _curve(((880, 380), (690, 640), (262, 745)), 40)
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
    warn.line(_curve(((520, 447), (600, 438), (664, 440)), 20), fill=255, width=8)
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
    for mask, colour, strength in ((water, (120, 162, 176), 0.62), (flood, (70, 124, 156), 0.55), (green, (150, 168, 92), 0.6)):
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


def _curve(points: tuple[tuple[float, float], ...], count: int) -> list[tuple[float, float]]:
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


def _polder(flooded: bool, rng: Random) -> Image.Image:
    """The polder from the same hill, in ink and wash: fields in June, and water after the breach."""
    sheet = Sheet(1500, 980, (232, 222, 198), rng)
    line, grey, dark, blue, green = (sheet.blank() for _ in range(5))
    draw = ImageDraw.Draw(line)
    fixed = np.random.default_rng(7)
    horizon = 330
    for depth, shade in ((0, 90), (1, 140)):
        ridge = [(x, horizon - 40 - depth * -22 - 70 * abs(np.sin(x / (210 + depth * 90) + depth)) ) for x in range(-20, 1540, 20)]
        ImageDraw.Draw(grey).polygon([*ridge, (1540, horizon), (-20, horizon)], fill=shade)
        draw.line(ridge, fill=150 + depth * 60, width=2)
    dike = _curve(((-20, 470), (300, 430), (640, 420), (980, 450), (1240, 520), (1520, 640)), 60)
    lower = [(x, y + 34 + (x / 1500) * 20) for x, y in dike]
    ImageDraw.Draw(blue).polygon([(-20, horizon), (1520, horizon), *reversed(dike)], fill=190 if flooded else 120)
    for number in range(60):
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
        for number in range(130):
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
        for number in range(900):
            x, y = float(fixed.uniform(0, 1500)), float(fixed.uniform(520, 970))
            if y > np.interp(x, range(0, 1501, 10), top) + 10:
                height = 3 + (y - 480) / 40
                draw.line((x, y, x + 2, y - height), fill=140, width=1)
        ImageDraw.Draw(green).polygon([*lower, (1520, 1000), (-20, 1000)], fill=150)
    for x, y, size in ((240, 640, 1.0), (380, 610, 0.8), (1000, 660, 1.0), (1130, 700, 1.15), (880, 600, 0.75), (520, 800, 1.4), (1290, 860, 1.5)):
        _house(draw, ImageDraw.Draw(dark), x, y, size, flooded)
    for x, y, size in ((150, 640, 1), (470, 620, 0.8), (1220, 700, 1.2), (690, 810, 1.5), (1420, 850, 1.6), (940, 640, 0.9)):
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
    sheet.ink(ink.warp(blue, rng, 5, 60).filter(ImageFilter.GaussianBlur(3)), (104, 142, 158), 0.6 if flooded else 0.5, wear=0.5)
    sheet.ink(green.filter(ImageFilter.GaussianBlur(3)), (146, 162, 92), 0.55, wear=0.5)
    sheet.ink(dark.filter(ImageFilter.GaussianBlur(1)), (56, 52, 50), 0.75, wear=0.3)
    sheet.ink(ink.soften(ink.warp(line, rng, 1.8, 40)), INK, 0.88, wear=0.25)
    sheet.ink(note, INK, 0.9, wear=0.2)
    seal = sheet.blank()
    ink.stamp(seal, ink.square_seal(64, ("建设", "科印"), rng), 1416, 470, rng)
    sheet.ink(seal, RED, 0.85)
    sheet.foxing(30)
    return on_table(sheet, rng, tilt=0.0)


def _house(draw: ImageDraw.ImageDraw, fill: ImageDraw.ImageDraw, x: float, y: float, size: float, flooded: bool) -> None:
    wall, width, roof = 46 * size, 92 * size, 40 * size
    fill.polygon([(x - 10 * size, y), (x + 20 * size, y - roof), (x + width - 20 * size, y - roof), (x + width + 10 * size, y)], fill=200)
    draw.polygon([(x - 10 * size, y), (x + 20 * size, y - roof), (x + width - 20 * size, y - roof), (x + width + 10 * size, y)], outline=255)
    if flooded:
        draw.line((x - 24 * size, y + 6, x + width + 24 * size, y + 6), fill=255, width=2)
        return
    draw.rectangle((x, y, x + width, y + wall), outline=255, width=3)
    draw.rectangle((x + width * 0.4, y + wall * 0.35, x + width * 0.6, y + wall), outline=255, width=2)


def _tree(draw: ImageDraw.ImageDraw, wash: ImageDraw.ImageDraw, x: float, y: float, size: float, rng: Random, flooded: bool) -> None:
    if not flooded:
        draw.line((x, y + 50 * size, x + 4, y - 20 * size), fill=255, width=int(4 * size) + 1)
    for _ in range(16):
        dx, dy, radius = float(rng.normal(0, 20 * size)), float(rng.normal(-34 * size, 14 * size)), float(rng.uniform(8, 18)) * size
        wash.ellipse((x + dx - radius, y + dy - radius, x + dx + radius, y + dy + radius), fill=150)
        draw.arc((x + dx - radius, y + dy - radius, x + dx + radius, y + dy + radius), 180, 320, fill=190, width=2)


def _boat(draw: ImageDraw.ImageDraw, x: float, y: float) -> None:
    draw.arc((x, y - 40, x + 120, y + 26), 15, 165, fill=255, width=5)
    draw.line((x + 6, y + 2, x + 114, y + 2), fill=255, width=3)
    draw.arc((x + 30, y - 26, x + 84, y + 30), 180, 360, fill=255, width=4)
    draw.line((x + 100, y - 50, x + 92, y + 4), fill=255, width=3)


def woodcut(rng: Random) -> Image.Image:
    """A woodcut of labourers on the dike with their flag: black, cut with a gouge, one colour for the flag."""
    sheet = Sheet(1560, 1000, (230, 216, 184), rng)
    black, red = sheet.blank(), sheet.blank()
    draw = ImageDraw.Draw(black)
    draw.rectangle((70, 70, 1490, 850), fill=255)
    white = 0
    for number in range(70):
        y = 96 + number * 6.2
        points = [(x, y + 10 * np.sin(x / 90 + number / 3) + float(rng.normal(0, 1.4))) for x in range(78, 1486, 18)]
        draw.line(points, fill=white, width=int(rng.integers(1, 4)))
    for number in range(28):
        x, y = float(rng.uniform(100, 1450)), float(rng.uniform(90, 380))
        draw.line((x, y, x - 22, y + 74), fill=white, width=3)
    dike = [(70, 640), (420, 560), (900, 530), (1490, 590), (1490, 850), (70, 850)]
    draw.polygon(dike, fill=255)
    for number in range(240):
        x, y = float(rng.uniform(80, 1470)), float(rng.uniform(600, 836))
        edge = np.interp(x, [70, 420, 900, 1490], [640, 560, 530, 590])
        if y > edge + 24:
            draw.line((x, y, x + float(rng.uniform(20, 60)), y + float(rng.uniform(10, 26))), fill=white, width=int(rng.integers(2, 5)))
    draw.line([(70, 640), (420, 560), (900, 530), (1490, 590)], fill=white, width=10)
    for x, y, size, load in ((290, 600, 1.5, True), (560, 566, 1.35, False), (800, 548, 1.4, True), (1180, 566, 1.45, True), (1410, 600, 1.5, False)):
        _worker(draw, x, y, size, load)
    draw.line((940, 130, 962, 540), fill=white, width=13)
    draw.line((941, 130, 961, 540), fill=255, width=4)
    flag = [(950, 146), (1040, 128), (1130, 156), (1220, 134), (1330, 160), (1334, 300), (1230, 276), (1130, 300), (1040, 270), (956, 290)]
    draw.polygon(flag, fill=white)
    ImageDraw.Draw(red).polygon(flag, fill=255)
    words = sheet.blank()
    for number, character in enumerate("与堤共存亡"):
        ImageDraw.Draw(words).text((985 + number * 72, 214 + (number % 2) * 5), character, 255, font(SONG_BOLD, 66), anchor="mm")
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
    return on_table(sheet, rng, tilt=-0.6)


def _worker(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, load: bool) -> None:
    """A labourer cut in a few facets: straw hat, bent back, legs; with a shoulder pole or a ram."""
    s = size
    draw.polygon([(x - 44 * s, y - 176 * s), (x, y - 214 * s), (x + 44 * s, y - 176 * s)], fill=0)
    draw.ellipse((x - 17 * s, y - 182 * s, x + 17 * s, y - 144 * s), fill=0)
    draw.polygon([(x - 32 * s, y - 142 * s), (x + 30 * s, y - 146 * s), (x + 40 * s, y - 66 * s), (x - 28 * s, y - 58 * s)], fill=0)
    draw.line((x - 12 * s, y - 62 * s, x - 34 * s, y - 6 * s), fill=0, width=int(21 * s))
    draw.line((x + 18 * s, y - 66 * s, x + 44 * s, y - 8 * s), fill=0, width=int(21 * s))
    for number in range(5):
        draw.line((x - 20 * s + number * 11 * s, y - 134 * s, x - 16 * s + number * 11 * s, y - 74 * s), fill=255, width=3)
    if load:
        draw.line((x - 108 * s, y - 128 * s, x + 108 * s, y - 152 * s), fill=0, width=int(9 * s))
        for side in (-1, 1):
            top = y - (128 if side < 0 else 152) * s
            bx = x + side * 100 * s
            draw.line((bx, top, bx - 22 * s, top + 62 * s), fill=0, width=4)
            draw.line((bx, top, bx + 22 * s, top + 62 * s), fill=0, width=4)
            draw.polygon([(bx - 36 * s, top + 60 * s), (bx + 36 * s, top + 60 * s), (bx + 24 * s, top + 98 * s), (bx - 24 * s, top + 98 * s)], fill=0)
            draw.pieslice((bx - 34 * s, top + 36 * s, bx + 34 * s, top + 82 * s), 180, 360, fill=0)
            for line in range(3):
                draw.line((bx - 26 * s, top + (68 + line * 10) * s, bx + 26 * s, top + (68 + line * 10) * s), fill=255, width=2)
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
        points = [(x, crest + 120 * np.sin((x - 300 + number * 90) / 240) * (1 - number * 0.1) + (x - 580) * 0.16) for x in range(60, 1101, 8)]
        wave.polygon([*points, (1100, 1130), (60, 1130)], fill=90 + number * 30)
        for shift in range(0, 5):
            foam = [(x, y + 16 + shift * 15) for x, y in points[shift * 9 : -1 - shift * 12]]
            wave.line(foam, fill=40 + number * 30, width=4)
    flag = ImageDraw.Draw(red)
    flag.polygon([(640, 150), (800, 118), (930, 168), (1040, 140), (1060, 380), (940, 400), (810, 352), (662, 384)], fill=255)
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
    draw.polygon([(x - 62 * s, y - 96 * s), (x - 30 * s, y - 118 * s), (x + 30 * s, y - 118 * s), (x + 62 * s, y - 96 * s), (x + 48 * s, y + 70 * s), (x - 48 * s, y + 70 * s)], fill=255)
    draw.line((x - 70 * s, y - 60 * s, x + 70 * s, y - 72 * s), fill=255, width=int(26 * s))


PICTURES = {
    "level": level,
    "section": section,
    "sketch-map": sketch_map,
    "polder-before": lambda rng: _polder(False, rng),
    "polder-after": lambda rng: _polder(True, rng),
    "dike": woodcut,
    "poster": poster,
}
