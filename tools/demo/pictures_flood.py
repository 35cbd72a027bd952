"""Written and typed papers of the flood file: telegram, notice, petition, log, tables, receipt, pass."""

# ruff: noqa: E501 — lists of coordinates and texts read best on one line each
from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw
from tools.demo import ink
from tools.demo.paper import AGED, COARSE, GREY, INK, OLD, PEN, PURPLE, RED, Sheet, on_table

Random = np.random.Generator
RULE = (176, 70, 58)


def telegram(rng: Random) -> Image.Image:
    """A telegram: the printed form, the number groups, the message pencilled above them, the office's stamp."""
    sheet = Sheet(1420, 930, (222, 206, 170), rng)
    sheet.tide(0.98, 0.62, 0.3)
    form, written, red = sheet.blank(), sheet.blank(), sheet.blank()
    draw = ImageDraw.Draw(form)
    ink.printed(form, 710, 44, "电　　报", 58, anchor="ma")
    ink.printed(form, 70, 58, "澜溪县邮电局", 28, bold=False)
    ink.printed(form, 1350, 58, "第　　　　号", 28, bold=False, anchor="ra")
    ink.printed(form, 70, 880, "（一九五三年印）", 20, bold=False)
    draw.rectangle((60, 130, 1360, 860), outline=255, width=4)
    for y in (200, 270):
        draw.line((60, y, 1360, y), fill=255, width=2)
    for x, label in ((72, "发报局"), (400, "日期"), (730, "字数"), (1010, "时刻")):
        ink.printed(form, x, 150, label, 28, bold=False)
        if x > 72:
            draw.line((x - 14, 130, x - 14, 200), fill=255, width=2)
    ink.printed(form, 72, 220, "收报人", 28, bold=False)
    groups = (
        "7230 0656 3055 2429 4541 0001 0059 2480", "3055 0143 0055 0577 0001 7820 0934 0355", "4720 0678 2535 0934 0355 6329 6638 2069",
        "0934 0355 4164 4814 0577 0355 0031 3341", "6151 5280 0948 1653 7115 1035 1089",
    )  # fmt: skip
    words = (
        "青口水文站急　今晚二十时",
        "水位二十一点四八米　超过警",
        "戒零点九八　江水倒灌入溪",
        "雨仍未止　预计夜半再涨三十",
        "公分　请速告北堤各段",
    )
    for row in range(5):
        top = 290 + row * 112
        for cell in range(8):
            draw.rectangle((84 + cell * 158, top + 56, 84 + cell * 158 + 146, top + 100), outline=170, width=2)
        ink.hand(written, 96, top + 28, words[row], 44, rng)
        for cell, group in enumerate(groups[row].split()):
            ink.hand(written, 100 + cell * 158, top + 79, group, 37, rng)
    ink.hand(written, 190, 168, "青口", 38, rng)
    ink.hand(written, 480, 168, "七月五日", 38, rng)
    ink.hand(written, 822, 168, "55", 38, rng)
    ink.hand(written, 1100, 168, "20时40分", 36, rng)
    ink.hand(written, 190, 236, "澜溪县防汛指挥部", 42, rng)
    ink.hand(written, 1180, 76, "0231", 38, rng)
    ink.stamp(red, ink.round_seal(230, "澜溪县邮电局", "七月五日", rng), 1210, 700, rng, tilt=-12)
    ink.stamp(red, ink.square_seal(96, ("急电",), rng), 300, 92, rng, tilt=5)
    sheet.ink(ink.soften(form), (86, 92, 64), 0.85, wear=0.3)
    sheet.ink(written, PEN, 0.88, wear=0.25)
    sheet.ink(red, RED, 0.85, wear=0.3)
    sheet.fold(0.5, vertical=True)
    sheet.fold(0.5)
    sheet.foxing(40)
    return on_table(sheet, rng, tilt=-0.5)


def notice(rng: Random) -> Image.Image:
    """A typed emergency notice under a red heading, with the square seal of the headquarters."""
    sheet = Sheet(1250, 1720, OLD, rng)
    sheet.tide(0.05, 1.32, 0.28)
    red, typed = sheet.blank(), sheet.blank()
    ink.printed(red, 625, 130, "澜溪县防汛指挥部", 82, anchor="ma", spacing=0.08)
    ImageDraw.Draw(red).rectangle((110, 268, 1140, 275), fill=255)
    ImageDraw.Draw(red).rectangle((110, 282, 1140, 284), fill=255)
    lines = (
        (790, 300, "（54）防字第17号"), (330, 400, "关于全线上堤、日夜防守的"), (420, 460, "紧　急　通　知"),
        (130, 560, "各区、乡防汛分指挥部："),
        (200, 630, "据青口水文站七月五日二十时电报，江水倒灌，水"),
        (130, 690, "位已达二十一点四八米，超过警戒线，雨势未止。为确"),
        (130, 750, "保堤防，特作紧急通知如下："),
        (200, 830, "一、自本日起全线上堤。每里驻守民工一百二十人，"),
        (130, 890, "分三班轮换，险段加倍，夜间不得离堤。"),
        (200, 950, "二、每五十步设灯一盏、锣一面。发现渗漏、管涌、"),
        (130, 1010, "脱坡，鸣锣为号，就近先抢后报。"),
        (200, 1070, "三、各圩桩木、草包、麻袋登记集中，由指挥部统一"),
        (130, 1130, "调用；民船一律编号待命。"),
        (200, 1190, "四、低洼村庄老人、小孩先行转移，牲畜、种子随人。"),
        (200, 1250, "五、水情每两小时报一次，超过二十二米每小时一报。"),
        (200, 1340, "人在堤在，毋得懈怠。"),
        (700, 1450, "总指挥　　（签名略）"), (700, 1520, "一九五四年七月六日"),
    )  # fmt: skip
    for x, y, text in lines:
        size = 46 if y in (400, 460) else 38
        ink.typed(typed, x, y, text, size, rng, pitch=1.12)
    pen, seal = sheet.blank(), sheet.blank()
    ink.hand(pen, 160, 1580, "即发各乡　电话先通知北堤四段", 40, rng)
    ink.hand(pen, 900, 1600, "七·六", 40, rng)
    ink.stamp(seal, ink.square_seal(270, ("澜溪县", "防汛指", "挥部印"), rng), 960, 1480, rng)
    sheet.ink(ink.soften(red), RED, 0.9, wear=0.25)
    sheet.ink(ink.soften(typed, 0.8), (46, 40, 44), 0.95, wear=0.2)
    sheet.ink(pen, PEN, 0.85, wear=0.2)
    sheet.ink(seal, RED, 0.82, wear=0.4)
    sheet.fold(0.34)
    sheet.fold(0.67)
    sheet.foxing(60)
    _holes(sheet, 60, (760, 960))
    return on_table(sheet, rng, tilt=0.4)


def _holes(sheet: Sheet, x: int, heights: tuple[int, ...]) -> None:
    """Punch the holes of the string that binds a file."""
    mask = sheet.blank()
    for y in heights:
        ImageDraw.Draw(mask).ellipse((x - 11, y - 11, x + 11, y + 11), fill=255)
    sheet.cover(ink.soften(mask, 1.2), (60, 54, 48))


def ruled(
    sheet: Sheet, columns: int, box: tuple[int, int, int, int], colour: tuple[int, int, int] = RULE
) -> list[float]:
    """Print the red rules of letter paper (八行笺) and return the middle of each column from the right."""
    mask = sheet.blank()
    draw = ImageDraw.Draw(mask)
    left, top, right, bottom = box
    draw.rectangle(box, outline=255, width=5)
    draw.rectangle((left - 10, top - 10, right + 10, bottom + 10), outline=255, width=2)
    step = (right - left) / columns
    for number in range(1, columns):
        draw.line((left + number * step, top, left + number * step, bottom), fill=255, width=2)
    sheet.ink(ink.soften(ink.warp(mask, sheet.rng, 1.2, 200)), colour, 0.62, wear=0.35)
    return [right - (number + 0.5) * step for number in range(columns)]


PETITION = (
    ("请求书", "具请求书人柳湾乡永丰圩全体群众为险工缺料", "请求速拨桩木草包事　窃我圩北堤第四段自七", "月八日夜背水坡渗漏脱坡以来　全圩男女日夜", "抢护　拆门板六百余扇　用棉被三百床　堵住",
     "漏洞两处　惟现存桩木不足二百根　草包已尽", "江水日涨二三寸　风浪打坡　土不能立　我等", "誓与堤共存亡"),
    ("然手无寸木　心实焦急　恳请", "县防汛指挥部速拨杉木桩八百根　草包五千只", "铁丝二百斤　船运柳湾渡口　由我等自行搬运", "不费公家人力　水退之后　所用木料如数起还", "谨呈", "澜溪县防汛指挥部", "柳湾乡永丰圩群众公具",
     "一九五四年七月十四日"),
)  # fmt: skip


def _petition(page: int, rng: Random) -> Image.Image:
    sheet = Sheet(1180, 1640, AGED, rng, age=1.3)
    sheet.tide(0.9, 1.34, 0.42)
    middles = ruled(sheet, 8, (90, 150, 1090, 1500))
    written, seal = sheet.blank(), sheet.blank()
    for middle, text in zip(middles, PETITION[page], strict=True):
        title = text == "请求书"
        signed = page == 1 and text.endswith(("公具", "十四日"))
        top = 170 if not title else 230
        top = 560 if signed else 240 if text == "谨呈" else top
        size = 84 if title else 58
        ink.column(written, middle, top, text, size, rng, pitch=1.25 if title else 1.03, face=2)
    if page == 1:
        ink.stamp(seal, ink.square_seal(190, ("永丰", "圩印"), rng), int(middles[6]), 1270, rng)
        for number in range(5):
            _fingerprint(seal, int(middles[7]) + int(rng.integers(-24, 25)), 1180 + number * 62, rng)
    sheet.ink(written, INK, 0.93, wear=0.28)
    sheet.ink(seal, RED, 0.8, wear=0.3)
    sheet.fold(0.5)
    sheet.fold(0.26, vertical=True)
    sheet.fold(0.74, vertical=True)
    sheet.foxing(90)
    return on_table(sheet, rng, tilt=0.6 - page)


def _fingerprint(mask: Image.Image, x: int, y: int, rng: Random) -> None:
    """Press a thumb: arcs that bend around a centre."""
    tile = Image.new("L", (60, 76), 0)
    draw = ImageDraw.Draw(tile)
    for radius in range(3, 34, 4):
        draw.ellipse((30 - radius * 0.8, 40 - radius, 30 + radius * 0.8, 40 + radius), outline=235, width=2)
    tile = ink.warp(tile, rng, 5, 14).rotate(float(rng.uniform(-30, 30)))
    mask.paste(tile, (x - 30, y - 38))


def log(page: int, rng: Random) -> Image.Image:
    """A page of the gauge station's log of July: a ruled book, written in ink by lamplight."""
    sheet = Sheet(1180, 1120, (230, 220, 196), rng)
    grid, pen = sheet.blank(), sheet.blank()
    draw = ImageDraw.Draw(grid)
    ink.printed(grid, 590, 44, "水文站值班日记", 46, anchor="ma", spacing=0.3)
    for row in range(14):
        draw.line((80, 270 + row * 60, 1110, 270 + row * 60), fill=200, width=2)
    for x in (80, 250, 400, 520, 660, 1110):
        draw.line((x, 180, x, 1050), fill=255, width=2)
    draw.line((80, 180, 1110, 180), fill=255, width=4)
    for x, label in ((165, "时刻"), (325, "水位（米）"), (460, "风"), (590, "雨量"), (885, "记　事")):
        ink.printed(grid, x, 226, label, 28, bold=False, anchor="mm")
    day, entries = LOG[page]
    ink.hand(pen, 120, 138, day, 40, rng)
    for row, (hour, level, wind, rain, words) in enumerate(entries):
        y = 300 + row * 60
        for x, text, size in ((104, hour, 36), (274, level, 38), (416, wind, 34), (546, rain, 34), (676, words, 36)):
            ink.hand(pen, x, y, text, size, rng)
    sheet.ink(ink.soften(grid), (92, 118, 130), 0.6, wear=0.3)
    sheet.ink(pen, PEN, 0.9, wear=0.25)
    if page == 2:
        sheet.tide(0.62, 1.08, 0.3)
    sheet.foxing(40)
    _holes(sheet, 36, (300, 560, 820))
    return on_table(sheet, rng, tilt=(0.3, -0.4, 0.5)[page])


LOG = (
    ("七月五日　星期一　阴转大雨", (
        ("八时", "20.87", "东北2", "4.0", "溪水清　江水浑"), ("十四时", "21.12", "东3", "18.5", "江水倒灌　渡口停航"), ("十七时", "21.30", "东3", "22.0", "闸门全关"),
        ("十八时", "21.36", "东4", "9.5", ""), ("十九时", "21.42", "东4", "11.0", "水尺第五根没顶　改读六根"), ("二十时", "21.48", "东4", "12.5", "过警戒0.98　发急电"),
        ("二十二时", "21.60", "东4", "15.0", "电话线断　派人去柳湾"), ("二十四时", "21.71", "东5", "20.5", "浪打站房台阶"),
    )),
    ("七月八日　星期四　雨", (
        ("二时", "22.04", "北4", "6.0", "夜间巡堤"), ("三时", "22.06", "北4", "5.5", "锣声　北堤四段"), ("四时", "22.07", "北4", "2.0", "来借马灯六盏　全给"),
        ("六时", "22.09", "北3", "0.5", "渗漏堵住　天亮"), ("八时", "22.11", "北3", "0", "民工在堤上吃饭"), ("十四时", "22.15", "北2", "3.5", "加土牛　堤顶高出三尺"),
        ("二十时", "22.19", "东2", "8.0", ""), ("二十四时", "22.22", "东2", "10.5", "一夜无事"),
    )),
    ("七月二十九日　星期四　大风", (
        ("二时", "22.91", "北5", "0", "警报　全线上堤"), ("六时", "22.97", "北6", "0", "浪高三尺"), ("九时", "23.01", "北6", "0", "四段漏洞三处"),
        ("十时", "23.03", "北6", "0", "沉船堵口"), ("十一时", "23.05", "北5", "0", "草包九千只用尽"), ("十二时", "23.06", "北5", "0", "洪峰"),
        ("十三时", "23.06", "北4", "0", "平"), ("十四时", "23.05", "北3", "0", "落一公分　堤上欢呼"), ("二十时", "23.02", "北2", "0", ""),
    )),
)  # fmt: skip


def labour(rng: Random) -> Image.Image:
    """A table of labourers by township, ruled by hand and mimeographed in purple."""
    sheet = Sheet(1500, 1080, GREY, rng)
    grid = sheet.blank()
    draw = ImageDraw.Draw(grid)
    ink.printed(grid, 750, 60, "各乡民工出工人数统计表", 56, anchor="ma", spacing=0.12)
    ink.printed(grid, 1420, 140, "一九五四年七月　　单位：工日", 28, bold=False, anchor="ra")
    rows = LABOUR
    columns = (80, 300, 520, 740, 960, 1180, 1420)
    for x in columns:
        draw.line((x, 190, x, 190 + 78 * (len(rows) + 1)), fill=255, width=3)
    for row in range(len(rows) + 2):
        draw.line((80, 190 + 78 * row, 1420, 190 + 78 * row), fill=255, width=3 if row in (0, 1, len(rows) + 1) else 2)
    heads = ("乡别", "上旬", "中旬", "下旬", "合计", "折土方（方）")
    for head, left, right in zip(heads, columns, columns[1:], strict=False):
        ink.printed(grid, (left + right) / 2, 229, head, 34, anchor="mm")
    for number, row in enumerate(rows, start=1):
        for value, left, right in zip(row, columns, columns[1:], strict=False):
            x = (left + right) / 2 - len(value) * 19
            ink.typed(grid, x + (16 if value[0].isdigit() else 0), 190 + 78 * number + 20, value, 36, rng, pitch=1.0)
    ink.typed(grid, 90, 1000, "填表：防汛指挥部工务组　　　　一九五四年八月一日", 30, rng, pitch=1.02)
    seal = sheet.blank()
    ink.stamp(seal, ink.square_seal(150, ("工务", "组章"), rng), 1270, 985, rng)
    sheet.ink(ink.soften(ink.warp(grid, rng, 1.6, 120), 1.0), PURPLE, 0.86, wear=0.45)
    sheet.ink(seal, RED, 0.75, wear=0.4)
    sheet.fold(0.5, vertical=True)
    sheet.foxing(30)
    return on_table(sheet, rng, tilt=-0.3)


LABOUR = (
    ("柳湾乡", "14200", "17800", "21600", "53600", "48900"), ("石桥乡", "9800", "12100", "14300", "36200", "31700"),
    ("上洲乡", "8600", "10900", "12700", "32200", "28400"), ("下洲乡", "7900", "9600", "11500", "29000", "25100"),
    ("白鹭乡", "6400", "8200", "9700", "24300", "20600"), ("沙河乡", "5100", "6900", "7800", "19800", "16900"),
    ("城关镇", "5600", "7300", "8400", "21300", "17200"), ("合　计", "57600", "72800", "86000", "216400", "188800"),
)  # fmt: skip


def receipt(rng: Random) -> Image.Image:
    """The stub of a receipt for a requisitioned boat, torn along its perforation."""
    sheet = Sheet(1240, 720, COARSE, rng, age=1.2)
    form, pen, red = sheet.blank(), sheet.blank(), sheet.blank()
    draw = ImageDraw.Draw(form)
    draw.rectangle((60, 60, 1180, 650), outline=255, width=4)
    draw.rectangle((72, 72, 1168, 638), outline=255, width=1)
    ink.printed(form, 620, 104, "征用木船收据", 60, anchor="ma", spacing=0.3)
    ink.printed(form, 1130, 190, "存　根", 30, bold=False, anchor="ra")
    ink.printed(form, 110, 190, "柳防船字第　　　　　　号", 30, bold=False)
    lines = (
        (270, "今收到　　　　　　　　　　　　　　　　　自有木船"),
        (350, "　　　　只，载重　　　　　　　担，供防汛抢险使用。"),
        (430, "水退归还，损坏照价。此据。"),
    )
    for y, text in lines:
        ink.printed(form, 120, y, text, 36, bold=False)
    ink.printed(form, 680, 520, "柳湾乡人民政府", 36)
    ink.printed(form, 680, 580, "一九五四年　　月　　日", 32, bold=False)
    for x, y, text, size in ((300, 205, "柒拾贰", 40), (270, 288, "下圩埠渔户（姓名略）", 44), (150, 368, "壹", 48), (470, 368, "捌拾", 48),
                             (856, 596, "七", 38), (950, 596, "十一", 38)):  # fmt: skip
        ink.hand(pen, x, y, text, size, rng)
    ink.stamp(red, ink.square_seal(170, ("柳湾乡", "政府印"), rng), 880, 520, rng)
    _fingerprint(red, 250, 545, rng)
    for y in range(20, 720, 26):
        draw.ellipse((18, y, 26, y + 8), fill=255)
    sheet.ink(ink.soften(form), (58, 82, 66), 0.85, wear=0.4)
    sheet.ink(pen, INK, 0.9, wear=0.2)
    sheet.ink(red, RED, 0.82, wear=0.35)
    sheet.fold(0.46, vertical=True)
    sheet.foxing(60)
    return on_table(sheet, rng, tilt=0.9)


def permit(rng: Random) -> Image.Image:
    """A pass for carts and boats, printed in red on thick paper."""
    sheet = Sheet(1150, 820, (232, 214, 176), rng)
    red, black, pen = sheet.blank(), sheet.blank(), sheet.blank()
    draw = ImageDraw.Draw(red)
    draw.rectangle((44, 44, 1106, 776), outline=255, width=12)
    draw.rectangle((66, 66, 1084, 754), outline=255, width=3)
    for x in range(90, 1070, 49):
        for y in (84, 718):
            draw.arc((x, y, x + 40, y + 22), 180, 360, fill=200, width=3)
    ink.printed(red, 575, 128, "防汛车船通行证", 92, anchor="ma", spacing=0.08)
    ink.printed(black, 575, 268, "沿途渡口、闸坝验证放行，不得留难", 38, bold=False, anchor="ma")
    ink.printed(black, 130, 370, "第　　　　　号", 42, bold=False)
    ink.printed(black, 130, 450, "车船种类", 42, bold=False)
    ink.printed(black, 130, 530, "装　　载", 42, bold=False)
    ink.printed(black, 130, 610, "有效期限　七月十日至八月三十一日", 42, bold=False)
    for x, y, text in ((190, 392, "0127"), (350, 472, "木船　八十担"), (350, 552, "杉桩　草包　往北堤四段")):
        ink.hand(pen, x, y, text, 48, rng)
    seal = sheet.blank()
    ink.stamp(seal, ink.round_seal(280, "澜溪县防汛指挥部", "交通组", rng), 890, 560, rng, tilt=8)
    sheet.ink(ink.soften(red), RED, 0.9, wear=0.35)
    sheet.ink(ink.soften(black), INK, 0.85, wear=0.25)
    sheet.ink(pen, PEN, 0.9, wear=0.2)
    sheet.ink(seal, (150, 34, 90), 0.75, wear=0.45)
    sheet.fold(0.5, vertical=True)
    sheet.foxing(50)
    return on_table(sheet, rng, tilt=-0.8)


PICTURES = {
    "telegram": telegram,
    "notice": notice,
    "petition-1": lambda rng: _petition(0, rng),
    "petition-2": lambda rng: _petition(1, rng),
    "log-1": lambda rng: log(0, rng),
    "log-2": lambda rng: log(1, rng),
    "log-3": lambda rng: log(2, rng),
    "labour": labour,
    "receipt": receipt,
    "permit": permit,
}
