"""Papers of the Qing yamen for reading practice: petition in three pages, proclamation, deed, rubbing, cover."""

# ruff: noqa: E501 — lists of coordinates and texts read best on one line each
from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from tools.demo import ink
from tools.demo.paper import AGED, INK, OLD, RED, SONG_BOLD, TRADITIONAL, Sheet, font, on_table, smooth

Random = np.random.Generator

PETITION: tuple[tuple[str, ...], ...] = (
    ("具禀柳灣鄉圩董陳正興等", "為永豐圩北隄沖決懇請", "勘驗借帑興修以保民命事竊董等", "世居柳灣環圩而耕有田一萬二千", "畝丁口八千有奇全賴北隄一線"),
    ("為障本年六月霪雨連旬七月江水", "倒灌風浪晝夜搏擊至八月十三日", "夜三更北隄第四段沖決四十餘丈", "水頭丈許直灌圩心廬舍漂沒禾稼", "無存董等率眾搶堵力竭無功"),
    ("伏思隄不早修來春桃汛一至全圩", "終成澤國惟大災之後民力已竭", "懇請", "大老爺恩准勘驗借支庫款紋銀二千", "兩分作三年按畝攤還實為公便上禀", "光緒二十六年閏八月初一日"),
)  # fmt: skip


def _page(number: int, rng: Random) -> Image.Image:
    sheet = Sheet(1000, 1560, (228, 212, 178), rng, age=1.2)
    grid = sheet.blank()
    draw = ImageDraw.Draw(grid)
    columns = PETITION[number]
    count = 6
    step = 820 / count
    draw.rectangle((90, 150, 910, 1440), outline=255, width=4)
    for line in range(1, count):
        draw.line((90 + step * line, 150, 90 + step * line, 1440), fill=200, width=2)
    sheet.ink(ink.soften(ink.warp(grid, rng, 1.2, 150)), (178, 66, 52), 0.55, wear=0.4)
    written, seal, red = sheet.blank(), sheet.blank(), sheet.blank()
    for line, text in enumerate(columns):
        x = 910 - step * (line + 0.5)
        raised = text.startswith(("大老爺", "勘驗"))
        top = 104 if raised else 176
        if text.startswith("光緒"):
            top = 420
        ink.column(written, x, top, text, 66, rng, pitch=1.13)
    if number == 2:
        ink.stamp(seal, ink.square_seal(210, ("瀾溪", "縣印"), rng), int(910 - step * 5.5), 860, rng)
        ink.column(red, 574, 700, "准勘", 104, rng, pitch=1.1)
    else:
        for line in range(len(columns)):
            x = 910 - step * (line + 0.5) + 40
            for position in (5, 9, 12):
                y = 176 + 66 * 1.13 * (position + int(rng.integers(0, 2)))
                if position < len(columns[line]):
                    ImageDraw.Draw(red).ellipse((x - 6, y - 10, x + 6, y + 4), outline=255, width=3)
    sheet.ink(written, INK, 0.94, wear=0.25)
    sheet.ink(seal, RED, 0.78, wear=0.4)
    sheet.ink(red, (200, 40, 28), 0.85, wear=0.3)
    sheet.fold(0.5, vertical=True)
    sheet.foxing(100)
    if number == 1:
        sheet.tide(0.1, 1.5, 0.45)
    for _ in range(3):
        _wormhole(sheet, rng)
    return on_table(sheet, rng, tilt=0.4 - number * 0.4)


def _wormhole(sheet: Sheet, rng: Random) -> None:
    """Let a bookworm eat a short winding channel."""
    mask = sheet.blank()
    draw = ImageDraw.Draw(mask)
    x, y, angle = (
        float(rng.uniform(20, sheet.width - 20)),
        float(rng.uniform(20, sheet.height - 20)),
        float(rng.uniform(0, 6.28)),
    )
    for _ in range(int(rng.integers(4, 16))):
        draw.ellipse((x - 2.4, y - 2.4, x + 2.4, y + 2.4), fill=255)
        angle += float(rng.normal(0, 0.5))
        x, y = x + np.cos(angle) * 5, y + np.sin(angle) * 5
    sheet.cover(mask.filter(ImageFilter.GaussianBlur(0.8)), (66, 58, 50))


PROCLAMATION = (
    "瀾溪縣正堂為", "曉諭事照得永豐圩北隄本年沖決亟應", "趁冬水落克期培修以禦來春桃汛為此", "示仰該圩業佃人等知悉每田十畝出夫一名", "自備鍬筐定於十月初一日上隄聽候圩董",
    "分段派工如有推諉逾期許圩董指名稟究", "決不姑寬其各凜遵毋違特示",
)  # fmt: skip


def proclamation(rng: Random) -> Image.Image:
    """A proclamation as pasted on a wall: large characters, vermilion ticks, the seal over the date."""
    sheet = Sheet(1500, 1180, (224, 206, 166), rng, age=1.4)
    frame, written, red, seal = (sheet.blank() for _ in range(4))
    draw = ImageDraw.Draw(frame)
    draw.rectangle((70, 70, 1430, 1110), outline=255, width=12)
    draw.rectangle((96, 96, 1404, 1084), outline=255, width=3)
    for x in range(100, 1400, 60):
        for y in (70, 1096):
            draw.arc((x, y - 2, x + 60, y + 20), 0, 180, fill=180, width=3)
    tile = sheet.blank()
    for position, character in enumerate("告示"):
        picture = ink.glyph(character, 170, rng, face=TRADITIONAL)
        tile.paste(255, (1290 - picture.width // 2, 230 + position * 210 - picture.height // 2), picture)
    for line, text in enumerate(PROCLAMATION):
        x = 1120 - line * 122
        size = 70 if line == 0 else 48
        ink.column(written, x, 130 if line != 1 else 116, text, size, rng, pitch=1.08)
    ink.column(written, 232, 150, "光緒二十六年九月十二日", 62, rng, pitch=1.14)
    ink.column(red, 150, 720, "實貼柳灣渡口", 44, rng)
    for x, y in ((1164, 420), (1040, 560), (918, 700), (796, 460), (674, 600)):
        ImageDraw.Draw(red).ellipse((x - 13, y - 15, x + 11, y + 9), fill=230)
    ImageDraw.Draw(red).line((1210, 120, 1196, 640), fill=255, width=10)
    ink.stamp(seal, ink.square_seal(240, ("瀾溪", "縣印"), rng), 232, 590, rng)
    sheet.ink(ink.soften(frame), (64, 52, 44), 0.75, wear=0.5)
    sheet.ink(tile, INK, 0.95, wear=0.3)
    sheet.ink(written, INK, 0.94, wear=0.28)
    sheet.ink(red, (204, 44, 30), 0.88, wear=0.35)
    sheet.ink(seal, RED, 0.76, wear=0.45)
    for at in (0.25, 0.5, 0.75):
        sheet.fold(at, vertical=True)
    sheet.fold(0.5)
    sheet.foxing(120)
    sheet.tide(0.5, -0.2, 0.3)
    return on_table(sheet, rng, tilt=0.5)


DEED = (
    "立賣田文契人陳萬順今因缺用情願將", "祖遺水田三畝二分坐落石橋鄉雙板橋", "東至大路西至圩溝南至本宅北至汪田", "四至分明央中出賣與胡有餘名下為業",
    "三面議定時值紋銀二十四兩整當日收足", "自賣之後任從買主過割管業永無異言", "今欲有憑立此賣契存照",
)  # fmt: skip


def deed(rng: Random) -> Image.Image:
    """A contract for the sale of a field, its tax receipt pasted to the left, seals across the seam."""
    sheet = Sheet(1620, 1100, AGED, rng, age=1.3)
    form, written, seal = sheet.blank(), sheet.blank(), sheet.blank()
    for line, text in enumerate(DEED):
        ink.column(written, 1530 - line * 92, 110, text, 50, rng, pitch=1.1)
    ink.column(written, 880, 300, "道光十二年三月　日立", 46, rng, pitch=1.1)
    for line, text in enumerate(("立契人陳萬順　十", "憑中周世泰　押", "代筆許思敬　押")):
        ink.column(written, 820 - line * 50, 640, text, 36, rng, pitch=1.08)
    draw = ImageDraw.Draw(form)
    draw.rectangle((70, 60, 650, 1040), outline=255, width=10)
    draw.rectangle((92, 170, 628, 1020), outline=255, width=3)
    ink.printed(form, 360, 84, "契　尾", 68, anchor="ma", face=TRADITIONAL)
    text = "布政使司為遵旨議奏事凡民間置買田房須於契後粘連契尾該管官鈐印其契價稅銀數目照例登填於後業戶收執毋得隱漏如有不粘契尾者照例治罪須至契尾者"
    for line in range(0, len(text), 17):
        ink.printed_column(form, 596 - (line // 17) * 48, 190, text[line : line + 17], 32, pitch=1.16)
    for line, words in enumerate(("業戶胡有餘買陳萬順田三畝二分", "用價紋銀二十四兩", "納稅銀七錢二分")):
        ink.column(written, 320 - line * 70, 200, words, 44, rng, pitch=1.1)
    ink.stamp(seal, ink.square_seal(200, ("瀾溪", "縣印"), rng), 660, 420, rng, tilt=1)
    ink.stamp(seal, ink.square_seal(200, ("瀾溪", "縣印"), rng), 1330, 520, rng, tilt=-2)
    ink.stamp(seal, ink.square_seal(200, ("瀾溪", "縣印"), rng), 300, 860, rng, tilt=2)
    seam = sheet.blank()
    ImageDraw.Draw(seam).line((684, 0, 690, 1100), fill=150, width=4)
    sheet.ink(seam.filter(ImageFilter.GaussianBlur(2)), (90, 70, 40), 0.6)
    sheet.ink(ink.soften(form), (52, 46, 44), 0.85, wear=0.45)
    sheet.ink(written, INK, 0.93, wear=0.25)
    sheet.ink(seal, RED, 0.72, wear=0.5)
    for at in (0.2, 0.4, 0.6, 0.8):
        sheet.fold(at, vertical=True)
    sheet.foxing(110)
    for _ in range(3):
        _wormhole(sheet, rng)
    return on_table(sheet, rng, tilt=-0.3)


def rubbing(rng: Random) -> Image.Image:
    """An ink rubbing of a flood mark cut into the river rock: white characters in black, the stone's grain."""
    sheet = Sheet(1000, 1520, OLD, rng)
    height, width = sheet.height, sheet.width
    stone = (
        0.83
        + smooth(rng, height, width, 60) * 0.16
        + smooth(rng, height, width, 9) * 0.22
        + smooth(rng, height, width, 3) * 0.14
    )
    rows, columns = np.mgrid[0:height, 0:width].astype("float32")
    ragged = smooth(rng, height, width, 60) * 24 + smooth(rng, height, width, 15) * 9
    inside = np.minimum.reduce([columns - 96, width - 96 - columns, rows - 96, height - 150 - rows]) + ragged
    black = Image.fromarray((np.clip(stone, 0, 1) * np.clip(inside / 10, 0, 1) * 255).astype("uint8"))
    cut = sheet.blank()
    for line, (text, size, top) in enumerate((("光緒二十六年八月十三日", 84, 170), ("大水至此", 176, 330))):
        x = 740 if line == 0 else 430
        for position, character in enumerate(text):
            ImageDraw.Draw(cut).text(
                (x, top + position * size * 1.16 + size / 2),
                character,
                255,
                font(SONG_BOLD, size, TRADITIONAL),
                anchor="mm",
            )
    ImageDraw.Draw(cut).line((180, 1250, 820, 1238), fill=255, width=16)
    for _number in range(30):
        x, y = float(rng.uniform(110, 880)), float(rng.uniform(110, 1340))
        ImageDraw.Draw(cut).line(
            (x, y, x + float(rng.normal(0, 30)), y + float(rng.normal(0, 40))), fill=190, width=int(rng.integers(1, 5))
        )
    cut = ink.warp(cut, rng, 4, 22).filter(ImageFilter.GaussianBlur(1.4))
    data = np.asarray(black, "float32") * (1 - np.asarray(cut, "float32") / 255 * 0.93)
    sheet.ink(Image.fromarray(data.astype("uint8")), (24, 24, 26), 0.95)
    written, seal = sheet.blank(), sheet.blank()
    ink.column(written, 46, 330, "石橋鄉河岸第三處　一九八三年九月拓", 30, rng)
    ink.stamp(seal, ink.square_seal(70, ("文物", "之章"), rng), 48, 1010, rng)
    sheet.ink(written, INK, 0.85, wear=0.2)
    sheet.ink(seal, RED, 0.85)
    sheet.fold(0.5)
    return on_table(sheet, rng, tilt=0.3)


def cover(rng: Random) -> Image.Image:
    """The cover of the yamen's register with its Manchu word for register, dangse, written down the column."""
    sheet = Sheet(1000, 1420, (150, 132, 96), rng, age=1.4)
    label = sheet.blank()
    ImageDraw.Draw(label).rectangle((610, 110, 880, 1220), fill=255)
    sheet.cover(ink.soften(label, 1.4), (226, 208, 168), 0.95)
    frame, written, seal = sheet.blank(), sheet.blank(), sheet.blank()
    draw = ImageDraw.Draw(frame)
    draw.rectangle((628, 128, 862, 1202), outline=255, width=5)
    draw.rectangle((640, 140, 850, 1190), outline=255, width=2)
    ink.column(written, 745, 190, "瀾溪縣冊檔存查簿", 92, rng, pitch=1.16)
    ink.column(written, 420, 760, "乾隆四十年立", 66, rng)
    for y in (150, 420, 990, 1260):
        draw.line((0, y, 70, y), fill=255, width=5)
    draw.line((70, 0, 70, 1420), fill=255, width=4)
    ink.stamp(seal, ink.square_seal(190, ("瀾溪", "縣印"), rng), 745, 1120, rng)
    sheet.ink(ink.soften(frame), (52, 42, 34), 0.8, wear=0.3)
    sheet.ink(written, INK, 0.93, wear=0.25)
    sheet.ink(seal, RED, 0.75, wear=0.4)
    sheet.foxing(120)
    sheet.tide(0.1, 1.3, 0.4)
    return on_table(sheet, rng, tilt=-0.4)


PICTURES = {
    "petition-1": lambda rng: _page(0, rng),
    "petition-2": lambda rng: _page(1, rng),
    "petition-3": lambda rng: _page(2, rng),
    "proclamation": proclamation,
    "deed": deed,
    "rubbing": rubbing,
    "cover": cover,
}
