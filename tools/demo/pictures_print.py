"""Printed papers of the flood: the news sheet, meal tickets, the award, relief table, phone note, seal specimens, a stub of a form."""

# ruff: noqa: E501 — lists of coordinates and texts read best on one line each
from __future__ import annotations

import numpy as np
from PIL import ImageDraw
from tools.demo import ink
from tools.demo.paper import AGED, COARSE, INK, NEWSPRINT, OLD, PEN, PURPLE, RED, Sheet, on_table

Random = np.random.Generator

NEWS_LEAD = (
    "二十九日正午，洪峰到达我县，青口水位二十三点零六米，比原来的堤顶高出一米有余。全线民工一万二千人坚守堤上，北堤安然无恙。到下午二时，水位回落一公分。"
    "昨夜北风六级，浪高三尺，北堤第四段背水坡先后发现漏洞三处。柳湾乡第三中队跳入水中，用棉被、草包层层堵塞，又沉下木船一只，上压土袋，经三小时苦战，险情方告消除。"
    "指挥部通知：洪峰虽过，水位仍高，各段不得松劲，夜间照常巡堤。"
)  # fmt: skip
NEWS_SIDE = (
    "石桥乡转移群众四千一百人，已全部住进城关镇学校和祠堂，口粮由粮站按日供给。", "城关镇妇女三日赶制草包二千四百只，昨日装船送往柳湾。",
    "青口水文站来报：上游雨止，预计三日内水位下落二十公分。", "巡堤要诀：先听后看，先摸后踩；背水坡有湿即报，鸣锣一长两短。",
)  # fmt: skip


def news(rng: Random) -> object:
    """The flood bulletin: vertical lead type, a red masthead, rules between the items."""
    sheet = Sheet(1240, 1680, NEWSPRINT, rng, age=1.3)
    red, black = sheet.blank(), sheet.blank()
    draw = ImageDraw.Draw(black)
    frame = ImageDraw.Draw(red)
    frame.rectangle((1010, 70, 1170, 700), outline=255, width=6)
    ink.printed_column(red, 1090, 96, "防汛快报", 128, bold=True, pitch=1.14)
    for number, text in enumerate(("第九期", "澜溪县防汛指挥部编", "一九五四年七月三十日")):
        ink.printed_column(black, 1140 - number * 48, 712, text, 19, face=2)
    head = sheet.blank()
    for column, text in enumerate(("洪峰安全通过北堤", "一万二千民工坚守全线")):
        ink.printed_column(head, 940 - column * 100, 90, text, 78 if column == 0 else 50, bold=True, face=2)
    draw.line((780, 80, 780, 900), fill=255, width=3)
    _set(black, NEWS_LEAD, 740, 90, 880, 34)
    draw.line((70, 930, 1170, 930), fill=255, width=4)
    draw.line((70, 938, 1170, 938), fill=255, width=1)
    x = 1140.0
    for title, text in zip(("群众转移", "妇女支前", "水情", "巡堤要诀"), NEWS_SIDE, strict=True):
        ink.printed_column(black, x, 980, title, 46, bold=True, face=2)
        end = _set(black, text, x - 62, 970, 1600, 32)
        x = end - 62
        if x > 120:
            draw.line((x + 36, 970, x + 36, 1600), fill=200, width=2)
    sheet.ink(ink.soften(red), RED, 0.9, wear=0.4)
    sheet.ink(ink.soften(head), (34, 30, 30), 0.94, wear=0.3)
    sheet.ink(ink.soften(black, 0.6), (48, 43, 40), 0.94, wear=0.3)
    sheet.fold(0.5)
    sheet.fold(0.5, vertical=True)
    sheet.foxing(80)
    return on_table(sheet, rng, tilt=-0.5)


def _set(mask: object, text: str, x: float, top: int, bottom: int, size: int) -> float:
    """Set a text in vertical columns from right to left. Returns the middle of the last column."""
    room = int((bottom - top) / (size * 1.1))
    for start in range(0, len(text), room):
        ink.printed_column(mask, x, top, text[start : start + room], size, face=2, pitch=1.1)  # type: ignore[arg-type]
        x -= size * 1.42
    return x + size * 1.42


def tickets(rng: Random) -> object:
    """A sheet of meal tickets for labourers: morning, noon, evening, perforated."""
    sheet = Sheet(1420, 960, (224, 214, 190), rng)
    masks = {"早": sheet.blank(), "中": sheet.blank(), "晚": sheet.blank()}
    colours = {"早": (54, 112, 92), "中": (184, 62, 46), "晚": (52, 76, 132)}
    black = sheet.blank()
    perforation = ImageDraw.Draw(black)
    for row, meal in enumerate(("早", "中", "晚")):
        for column in range(4):
            x, y = 60 + column * 330, 60 + row * 285
            mask = masks[meal]
            draw = ImageDraw.Draw(mask)
            draw.rectangle((x + 16, y + 16, x + 306, y + 262), outline=255, width=5)
            draw.rectangle((x + 26, y + 26, x + 296, y + 252), outline=180, width=1)
            for step in range(18):
                draw.arc((x + 28 + step * 15, y + 30, x + 43 + step * 15, y + 44), 180, 360, fill=200, width=2)
                draw.arc((x + 28 + step * 15, y + 234, x + 43 + step * 15, y + 248), 0, 180, fill=200, width=2)
            ink.printed(mask, x + 161, y + 58, "澜溪县防汛民工", 28, anchor="ma")
            ink.printed(mask, x + 161, y + 98, f"{meal}饭票", 72, anchor="ma", spacing=0.1)
            ink.printed(mask, x + 161, y + 196, "当日有效　遗失不补", 22, bold=False, anchor="ma")
            ink.printed(black, x + 284, y + 54, f"{4100 + row * 4 + column}", 20, bold=False, hei=True, anchor="ra")
    for x in (60, 390, 720, 1050, 1380):
        for y in range(60, 916, 15):
            perforation.ellipse((x - 3, y, x + 3, y + 6), fill=190)
    for y in (60, 345, 630, 915):
        for x in range(60, 1381, 15):
            perforation.ellipse((x, y - 3, x + 6, y + 3), fill=190)
    seal = sheet.blank()
    for column in range(4):
        ink.stamp(seal, ink.square_seal(74, ("伙食", "之章"), rng), 60 + column * 330 + 250, 575, rng)
    for meal, mask in masks.items():
        sheet.ink(ink.soften(mask), colours[meal], 0.85, wear=0.45)
    sheet.ink(black, (70, 62, 56), 0.8)
    sheet.ink(seal, RED, 0.8, wear=0.3)
    sheet.foxing(30)
    return on_table(sheet, rng, tilt=0.4)


def award(rng: Random) -> object:
    """The award for the third company: a printed border of waves and wheat, brush writing, a seal."""
    sheet = Sheet(1540, 1120, (238, 226, 190), rng)
    red, gold, black = sheet.blank(), sheet.blank(), sheet.blank()
    draw = ImageDraw.Draw(gold)
    draw.rectangle((50, 50, 1490, 1070), outline=255, width=10)
    draw.rectangle((96, 96, 1444, 1024), outline=255, width=3)
    for x in range(70, 1470, 46):
        for y in (62, 1034):
            for ring in (0, 8):
                draw.arc((x + ring, y + ring, x + 46 - ring, y + 46 - ring), 180, 360, fill=230, width=3)
    for y in range(110, 1010, 44):
        for x in (58, 1450):
            draw.ellipse((x + 4, y, x + 26, y + 34), outline=220, width=3)
            draw.line((x + 15, y + 6, x + 15, y + 28), fill=220, width=2)
    ink.printed(red, 770, 150, "奖　状", 150, anchor="ma")
    for number, text in enumerate(
        (
            "柳湾乡民工第三中队在一九五四年防汛斗争中，",
            "坚守永丰圩北堤第四段，抢险有功，保全圩堤，",
            "特发给奖状，以资鼓励。",
        )
    ):
        x = 230 if number == 0 else 160
        for position, character in enumerate(text):
            tile = ink.glyph(character, 52, rng, style="brush")
            black.paste(255, (int(x + position * 56 - tile.width / 2 + 26), 440 + number * 96 - tile.height // 2), tile)
    for number, text in enumerate(("澜溪县防汛指挥部", "一九五四年十一月三日")):
        for position, character in enumerate(text):
            tile = ink.glyph(character, 48, rng, style="brush")
            black.paste(255, (900 + position * 50 - tile.width // 2, 800 + number * 90 - tile.height // 2), tile)
    seal = sheet.blank()
    ink.stamp(seal, ink.square_seal(220, ("澜溪县", "防汛指", "挥部印"), rng), 1120, 850, rng)
    sheet.ink(ink.soften(gold), (178, 118, 36), 0.85, wear=0.35)
    sheet.ink(ink.soften(red), RED, 0.92, wear=0.3)
    sheet.ink(black, INK, 0.93, wear=0.2)
    sheet.ink(seal, RED, 0.8, wear=0.35)
    sheet.fold(0.5, vertical=True)
    sheet.tide(1.02, 1.0, 0.22)
    sheet.foxing(40)
    return on_table(sheet, rng, tilt=0.4)


RELIEF = (
    ("下洲乡", "一等", "2140", "96300", "21400"), ("石桥乡", "一等", "3260", "146700", "32600"), ("上洲乡", "二等", "1880", "67680", "14100"),
    ("白鹭乡", "二等", "1120", "40320", "8400"), ("柳湾乡", "三等", "1460", "36500", "7300"), ("沙河乡", "三等", "690", "17250", "3450"),
)  # fmt: skip


def relief(rng: Random) -> object:
    """The relief grain by township: a hand-ruled table with abacus ticks and a correction."""
    sheet = Sheet(1380, 980, AGED, rng)
    grid, pen, red = sheet.blank(), sheet.blank(), sheet.blank()
    draw = ImageDraw.Draw(grid)
    columns = (90, 310, 500, 730, 1010, 1290)
    for x in columns:
        draw.line((x, 200, x, 200 + 88 * 7), fill=255, width=3)
    for row in range(8):
        draw.line((90, 200 + 88 * row, 1290, 200 + 88 * row), fill=255, width=3)
    ink.hand(pen, 380, 90, "第一批救济粮和种子贷款分配表", 50, rng)
    ink.hand(pen, 960, 160, "一九五四年八月二十五日", 32, rng)
    for head, left in zip(("乡　别", "等　级", "户　数", "大米（斤）", "种子（斤）"), columns, strict=False):
        ink.hand(pen, left + 34, 245, head, 38, rng)
    for number, row in enumerate(RELIEF, start=1):
        for value, left in zip(row, columns, strict=False):
            ink.hand(pen, left + 48, 245 + 88 * number, value, 42, rng)
        ink.hand(red, 1256, 240 + 88 * number, "√", 36, rng)
    ImageDraw.Draw(red).line((556, 422, 660, 424), fill=255, width=4)
    ink.hand(red, 590, 392, "3206", 34, rng)
    ink.hand(pen, 110, 880, "注：每户按三口计，大米先发半月。", 36, rng)
    seal = sheet.blank()
    ink.stamp(seal, ink.square_seal(150, ("民政", "科章"), rng), 1160, 880, rng)
    sheet.ink(ink.soften(ink.warp(grid, rng, 1.4, 100)), (60, 66, 90), 0.7, wear=0.3)
    sheet.ink(pen, PEN, 0.9, wear=0.2)
    sheet.ink(red, (196, 50, 38), 0.85)
    sheet.ink(seal, RED, 0.8, wear=0.35)
    sheet.fold(0.5)
    sheet.foxing(60)
    return on_table(sheet, rng, tilt=-0.7)


def phone(rng: Random) -> object:
    """A telephone note of three in the morning: pencil on the back of an account slip."""
    sheet = Sheet(1000, 1340, COARSE, rng, age=1.2)
    ghost, pen = sheet.blank(), sheet.blank()
    draw = ImageDraw.Draw(ghost)
    for x in (120, 330, 560, 860):
        draw.line((x, 60, x, 1280), fill=110, width=2)
    for y in range(110, 1290, 64):
        draw.line((60, y, 940, y), fill=90, width=1)
    for y in range(140, 1240, 128):
        ink.printed(ghost, 690, y, str(int(rng.integers(100, 9800))), 34, bold=False)
    lines = (
        (90, 120, "电话记录　七月八日三时十分", 44), (90, 220, "来话：柳湾分指挥部", 42), (90, 300, "接话：县指挥部值班室", 42),
        (120, 420, "北堤四段背水坡渗水，", 48), (90, 500, "脱坡长二丈，正在打桩。", 48), (90, 600, "缺桩木、草包，缺灯。", 48),
        (120, 720, "答：城关草包四百只", 48), (90, 800, "四时装船，五时半到。", 48), (90, 880, "灯向水文站借。人不够，", 48),
        (90, 960, "石桥调一个中队。", 48), (120, 1080, "三时二十五分报总指挥。", 44), (560, 1200, "值班　（签名略）", 40),
    )  # fmt: skip
    for x, y, text, size in lines:
        ink.hand(pen, x, y, text, size, rng)
    sheet.ink(ghost, (150, 70, 60), 0.5, wear=0.3)
    sheet.ink(pen, (62, 60, 62), 0.82, wear=0.55)
    sheet.tide(0.1, 0.1, 0.35)
    sheet.fold(0.5)
    sheet.foxing(60)
    return on_table(sheet, rng, tilt=1.0)


def slogans(rng: Random) -> object:
    """Works order of the winter: land for food, typed and mimeographed."""
    sheet = Sheet(1200, 1000, OLD, rng)
    typed, red, seal = sheet.blank(), sheet.blank(), sheet.blank()
    ink.printed(red, 600, 80, "澜溪县人民政府指示", 66, anchor="ma", spacing=0.06)
    ImageDraw.Draw(red).line((110, 182, 1090, 182), fill=255, width=5)
    lines = (
        (770, 206, "（54）水字第88号"), (300, 276, "关于冬季复堤工程以工代赈的指示"), (190, 360, "一、复堤自十二月十五日开工，春节前完成土方七成。"),
        (190, 430, "二、以工代赈，每方土折发大米二斤四两，三日一结，"), (120, 490, "当众公布，不许克扣。"), (190, 560, "三、先险段，后一般；先合龙，后加高。"),
        (190, 630, "四、三合、上洲、下洲三圩破口，一律加宽堤脚一丈。"), (190, 700, "五、女民工同工同酬。"), (640, 820, "一九五四年十二月五日"),
    )  # fmt: skip
    for x, y, text in lines:
        ink.typed(typed, x, y, text, 36, rng, pitch=1.1)
    ink.stamp(seal, ink.square_seal(210, ("澜溪县", "人民政", "府之印"), rng), 860, 830, rng)
    sheet.ink(ink.soften(red), RED, 0.88, wear=0.35)
    sheet.ink(ink.soften(typed, 0.9), PURPLE, 0.9, wear=0.45)
    sheet.ink(seal, RED, 0.8, wear=0.35)
    sheet.fold(0.5)
    sheet.foxing(50)
    return on_table(sheet, rng, tilt=-0.4)


PICTURES = {"news": news, "tickets": tickets, "award": award, "relief": relief, "phone": phone, "order": slogans}
