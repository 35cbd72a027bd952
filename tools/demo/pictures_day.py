"""Pictures for the exhibition on International Archives Day: shelves, a calendar leaf, a row of folders. No logo of anyone."""

# ruff: noqa: E501 — lists of coordinates and texts read best on one line each
from __future__ import annotations

import numpy as np
from PIL import ImageDraw
from tools.demo import ink
from tools.demo.paper import INK, RED, Sheet, on_table

Random = np.random.Generator


def shelves(rng: Random) -> object:
    """Archive boxes on shelves, in ink and a few washes."""
    sheet = Sheet(1640, 1000, (234, 226, 206), rng)
    line, words = sheet.blank(), sheet.blank()
    washes = [sheet.blank() for _ in range(4)]
    draw = ImageDraw.Draw(line)
    for row in range(3):
        floor = 330 + row * 300
        draw.line((40, floor, 1600, floor), fill=255, width=5)
        draw.line((40, floor + 18, 1600, floor + 18), fill=255, width=3)
        x = 60.0
        while x < 1540:
            width, height = float(rng.uniform(34, 74)), float(rng.uniform(176, 236))
            lean = float(rng.uniform(-14, 14)) if rng.random() < 0.12 else 0.0
            box = [(x + lean, floor - height), (x + width + lean, floor - height), (x + width, floor), (x, floor)]
            ImageDraw.Draw(washes[int(rng.integers(0, 4))]).polygon(box, fill=int(rng.integers(130, 230)))
            draw.polygon(box, outline=255)
            draw.rectangle(
                (
                    x + width * 0.2 + lean * 0.6,
                    floor - height * 0.72,
                    x + width * 0.8 + lean * 0.6,
                    floor - height * 0.3,
                ),
                outline=200,
                width=2,
            )
            for mark in range(3):
                y = floor - height * (0.64 - mark * 0.1)
                draw.line((x + width * 0.3 + lean * 0.6, y, x + width * 0.7 + lean * 0.6, y), fill=150, width=2)
            x += width + float(rng.choice((3, 5, 26), p=(0.6, 0.3, 0.1)))
    for mask, colour in zip(washes, ((176, 140, 96), (110, 128, 134), (168, 84, 66), (142, 146, 108)), strict=True):
        sheet.ink(ink.warp(mask, rng, 3, 50), colour, 0.62, wear=0.5)
    sheet.ink(ink.soften(ink.warp(line, rng, 1.8, 50)), INK, 0.85, wear=0.25)
    sheet.ink(words, INK, 0.9)
    return on_table(sheet, rng)


def calendar(rng: Random) -> object:
    """A leaf torn from a calendar: 9 June."""
    sheet = Sheet(1100, 1400, (238, 232, 216), rng)
    red, black = sheet.blank(), sheet.blank()
    draw = ImageDraw.Draw(red)
    draw.rectangle((60, 60, 1040, 240), fill=255)
    ink.printed(black, 550, 300, "国际档案日", 92, anchor="ma", spacing=0.12)
    ink.printed(red, 550, 400, "9", 640, anchor="ma")
    ink.printed(black, 550, 1130, "International Archives Day", 54, bold=False, anchor="ma")
    white = sheet.blank()
    ink.printed(white, 550, 92, "六　月  JUNE", 88, anchor="ma")
    draw.line((160, 1240, 940, 1240), fill=255, width=4)
    ink.printed(black, 550, 1270, "二〇〇七年定　二〇〇八年起", 44, bold=False, anchor="ma")
    teeth = sheet.blank()
    for x in range(20, 1100, 34):
        ImageDraw.Draw(teeth).ellipse((x - 8, 14, x + 8, 30), fill=255)
    sheet.ink(ink.soften(red), RED, 0.92, wear=0.2)
    sheet.cover(ink.soften(white), (246, 238, 220), 0.96)
    sheet.ink(ink.soften(black), INK, 0.92, wear=0.2)
    sheet.cover(teeth, (54, 52, 50))
    return on_table(sheet, rng, tilt=-1.4)


THEMES = (
    ("2013", "档案在你身边"), ("2014", "走进档案"), ("2015", "档案与你相伴"), ("2016", "档案与民生"), ("2017", "档案——我们共同的记忆"), ("2018", "档案见证改革开放"),
    ("2019", "新中国的记忆"), ("2020", "档案见证小康路、聚焦扶贫决胜期"), ("2021", "档案话百年"), ("2022", "喜迎二十大·档案颂辉煌"),
    ("2023", "奋进新征程 兰台谱新篇"), ("2024", "筑梦现代化 奋斗兰台人"), ("2025", "请听档案说"),
)  # fmt: skip


def cards(rng: Random) -> object:
    """A drawer of index cards, one for each year's theme in China."""
    sheet = Sheet(1640, 1240, (188, 162, 122), rng, age=1.2)
    for number, (year, theme) in enumerate(THEMES):
        column, row = number % 2, number // 2
        x, y = 60 + column * 780, 50 + row * 168
        card, black, red = sheet.blank(), sheet.blank(), sheet.blank()
        ImageDraw.Draw(card).polygon(
            [
                (x, y + 30),
                (x + 40, y + 30),
                (x + 56, y),
                (x + 210, y),
                (x + 226, y + 30),
                (x + 740, y + 30),
                (x + 740, y + 160),
                (x, y + 160),
            ],
            fill=255,
        )
        shadow = card.copy()
        sheet.ink(ink.soften(shadow, 9), (96, 72, 40), 0.5)
        sheet.cover(card, (240, 231, 209), 0.96)
        ink.printed(red, x + 133, y + 12, year, 42, anchor="ma")
        ImageDraw.Draw(red).line((x + 20, y + 66, x + 720, y + 66), fill=170, width=2)
        size = 44 if len(theme) < 13 else 37
        ink.typed(black, x + 34, y + 86, theme, size, rng, pitch=1.06)
        sheet.ink(ink.soften(red), RED, 0.85, wear=0.3)
        sheet.ink(ink.soften(black), INK, 0.92, wear=0.2)
    words, seal = sheet.blank(), sheet.blank()
    ink.hand(words, 900, 1130, "国际档案日在中国的主题", 46, rng)
    ink.stamp(seal, ink.square_seal(90, ("示例", "展览"), rng), 1510, 1130, rng)
    sheet.ink(words, (60, 40, 24), 0.9)
    sheet.ink(seal, RED, 0.85)
    return on_table(sheet, rng)


PICTURES = {"shelves": shelves, "calendar": calendar, "cards": cards}
