"""J021 县水利局 and Z109 县文化局: single documents filed by year, 1956–2012, as DA/T 22 numbers them."""

# ruff: noqa: E501 — tables of titles read best with one entry after another
from __future__ import annotations

import random
from datetime import date

from tools.demo import dates
from tools.demo.world import (
    BRIDGES,
    DIKES,
    POLDERS,
    PRIMARY_SCHOOLS,
    RESERVOIRS,
    SLUICES,
    STREETS,
    TOWNSHIPS,
    VILLAGES,
    Row,
    fits,
)  # fmt: skip

WATER = (
    ("{reservoir}除险加固工程初步设计", "水库"), ("{sluice}启闭机更新改造", "水闸"), ("{dike}护坡块石工程", "堤防"), ("{polder}电力排灌站扩容", "排灌"),
    ("全县度汛方案", "防汛"), ("农田水利基本建设规划", "农田水利"), ("{town}小型水库管理责任制", "水库"), ("雨情水情汇总", "水文"),
    ("水利工程水费计收", "水费"), ("{reservoir}灌区续建配套", "灌区"), ("水土保持小流域治理", "水保"), ("{town}人畜饮水工程", "饮水"),
    ("水利技术员短期训练班", "培训"), ("{village}提水站机泵调拨", "排灌"), ("{reservoir}水产养殖承包", "综合经营"), ("河道采砂管理", "河道"),
    ("雁落湖围垦清退", "湖泊"), ("水利志编纂", "志书"), ("{dike}白蚁防治", "堤防"), ("喷灌滴灌试验", "科技"),
)  # fmt: skip
CULTURE = (
    ("农村文化站建设", "群众文化", "群文股"), ("{town}业余剧团汇演", "戏曲", "群文股"), ("元宵灯会及舞龙活动", "民俗", "群文股"),
    ("农民画展览", "美术", "群文股"), ("{school}少儿书画比赛", "美术", "群文股"), ("民间歌谣搜集整理", "民间文学", "群文股"),
    ("永济桥保护范围划定", "文物", "文物股"), ("{town}古墓葬调查清理", "文物", "文物股"), ("文庙大成殿落架维修", "文物", "文物股"),
    ("洪水题刻拓片征集", "文物", "文物股"), ("第二次文物普查", "文物", "文物股"), ("县图书馆新馆开放", "图书馆", "办公室"),
    ("古籍善本清点编目", "图书馆", "办公室"), ("农村有线广播网整顿", "广播", "广播股"), ("{town}广播放大站设备更新", "广播", "广播股"),
    ("电视差转台建设", "电视", "广播股"), ("自办节目《澜溪新闻》播出", "广播", "广播股"), ("电影放映队承包", "电影", "办公室"),
    ("{street}书店及音像市场检查", "市场", "办公室"), ("黄梅调小戏创作", "戏曲", "群文股"), ("年画年历发行", "出版", "办公室"),
)  # fmt: skip
FORMS = (
    ("{creator}关于{matter}的请示", "请示"), ("{creator}关于{matter}的通知", "通知"), ("{creator}关于{matter}的报告", "报告"),
    ("县政府关于{matter}的批复", "批复"), ("{creator}关于{matter}的总结", "总结"), ("{creator}关于{matter}的意见", "意见"),
    ("地区主管局关于{matter}的批复", "批复"), ("{creator}关于{matter}的会议纪要", "纪要"), ("{creator}关于下达{matter}经费的通知", "通知"),
)  # fmt: skip
IDENTITY_NUMBER_BASE = "82999919000101001"
"""Region 829999 was never given out and nobody alive was born in 1900: fictitious for anyone who looks."""


def identity_number() -> str:
    """Return the made-up number with the check digit of GB 11643-1999, so that the gate must recognise it."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(IDENTITY_NUMBER_BASE, weights, strict=True))
    return IDENTITY_NUMBER_BASE + "10X98765432"[total % 11]


def water(rng: random.Random) -> list[Row]:
    """Return about 560 documents of the water bureau."""
    found: list[Row] = []
    titles: set[str] = set()
    for year in (*range(1957, 1967), *range(1972, 2005)):
        for item in range(1, rng.randrange(10, 17)):
            term = "Y" if item % 3 else "D30"
            ref = f"J021-WS·{year}·{term}-{item:04d}"
            found.append(_document(rng, ref, year, "县水利局", "水", *_matter(rng, year), titles=titles))
    return found + _held_water()


def culture(rng: random.Random) -> list[Row]:
    """Return about 480 documents of the culture bureau."""
    found: list[Row] = [
        Row(
            "Z109-WS·1983·Y·文物股-0031", "县文化局关于澜溪河岸历代洪水题刻调查的报告（附拓片）", "县文化局", "文物〔1983〕7号", "19830916",
            pages=14, subjects="文物", places="石桥乡", genre="报告", category="文化", cleared="是",
            scope="在石桥乡河岸石壁发现题刻四处，最早为明代，最晚为一九五四年；附拓片四幅、位置草图一张。",
        )
    ]  # fmt: skip
    titles: set[str] = {found[0].title}
    for year in range(1978, 2013):
        for item in range(1, rng.randrange(10, 17)):
            matter, subject, section = rng.choice([entry for entry in CULTURE if fits(entry[0], year)])
            ref = f"Z109-WS·{year}·{'Y' if item % 4 else 'D30'}·{section}-{item:04d}"
            row = _document(rng, ref, year, "县文化局", "文", matter, subject, titles=titles)
            if year >= 2001 and subject in ("文物", "戏曲", "民俗") and item % 2:
                row.category = "文化"
            found.append(row)
    return found + _held_culture()


def _matter(rng: random.Random, year: int) -> tuple[str, str]:
    return rng.choice([entry for entry in WATER if fits(entry[0], year)])


def _document(
    rng: random.Random, ref: str, year: int, creator: str, prefix: str, matter: str, subject: str, *, titles: set[str]
) -> Row:
    """Return one document whose title nobody has yet: later ones of the same matter name the year."""
    town, polder = rng.choice(TOWNSHIPS), rng.choice(POLDERS)
    text = matter.format(
        town=town, polder=polder, sluice=rng.choice(SLUICES), dike=rng.choice(DIKES), reservoir=rng.choice(RESERVOIRS),
        village=rng.choice(VILLAGES), school=rng.choice(PRIMARY_SCHOOLS), street=rng.choice(STREETS), bridge=rng.choice(BRIDGES),
    )  # fmt: skip
    form, genre = rng.choice(FORMS)
    title = form.format(creator=creator, matter=text)
    while title in titles:
        form, genre = rng.choice(FORMS)
        title = form.format(creator=creator, matter=f"{year}年{text}")
    titles.add(title)
    day = dates.any_day(rng, year, year)
    number = f"{prefix}〔{year}〕{rng.randrange(1, 120)}号"
    return Row(
        ref=ref,
        title=title,
        creators="澜溪县人民政府"
        if title.startswith("县政府")
        else "地区主管局"
        if title.startswith("地区")
        else creator,
        doc_no=number if rng.random() < 0.85 else "",
        date=day if rng.random() < 0.12 else dates.modern(day, rng),
        pages=rng.randrange(1, 24),
        subjects=subject,
        places="、".join(place for place in (town, polder) if place in title),
        genre=genre,
        retention="永久" if "·Y" in ref else "30年",
        status="控制" if rng.random() < 0.02 else "延期开放" if rng.random() < 0.01 else "开放",
        storage=f"3号库{rng.randrange(1, 12)}列{rng.randrange(1, 30)}格",
    )


def _held_water() -> list[Row]:
    return [
        Row(
            "J021-WS·1988·Y-0021", f"关于补发水利技术员岗位证书的批复（证件号{identity_number()}）", "县水利局", "水〔1988〕41号", "19880607",
            pages=2, subjects="培训", notes="身份证号为虚构号码，仅用于演示拦截",
        ),
        Row(
            "J021-WS·1997·Y-0022", "枫林水库值守电话变更通知（19900000000）", "县水利局", "水〔1997〕18号", "19970422", pages=1, subjects="防汛",
            notes="电话为虚构号码，仅用于演示拦截",
        ),
        Row("J021-WS·1976·Y-0023", "全县大中型水库坝址坐标及控制点成果表", "县水利局", "", "19760310", pages=18, subjects="水库", secrecy="秘密"),
        Row("J021-WS·1979·Y-0024", "澜溪河沿岸地形图测绘成果移交单", "县水利局", "", date(1979, 8, 14), pages=5, subjects="水文"),
        Row("J021-WS·1985·Y-0025", "县水利局职工工资调整审批表汇总", "县水利局", "水〔1985〕66号", "19851211", pages=31, subjects="人事"),
        Row("J021-WS·1992·Y-0026", "县城第二水厂水源地勘察资料", "县水利局", "", "19920518", pages=40, subjects="饮水", status="延期开放"),
        Row("J021-WS·1994·Y-0027", "三合斗门工程施工报价与合同价审核意见", "县水利局", "水〔1994〕30号", "19940402", pages=7, subjects="水闸"),
        Row("J021-WS·1999·Y-0028", "雁落湖东堤渗水巡查原始手记", "县水利局", "", "不详", pages=60, subjects="堤防"),
        Row("J021-WS·1999·Y-0029", "云岭水库放水歌（手抄）", "佚名", "", "", pages=1, subjects="综合经营"),
    ]  # fmt: skip


def _held_culture() -> list[Row]:
    return [
        Row("Z109-WS·1984·Y·办公室-0041", "文化系统一九八四年度考核成绩汇总", "县文化局", "文〔1984〕52号", "19841230", pages=12, subjects="人事"),
        Row("Z109-WS·1987·Y·办公室-0042", "县剧团演职员名单及定级意见", "县文化局", "文〔1987〕15号", "19870519", pages=8, subjects="人事"),
        Row("Z109-WS·1990·Y·广播股-0043", "有线广播战备应急播出预案", "县文化局", "", "19900703", pages=6, subjects="广播", secrecy="秘密"),
        Row("Z109-WS·1993·Y·文物股-0044", "馆藏一级文物库房位置及安防布置", "县文化局", "", "19931015", pages=10, subjects="文物", status="控制"),
        Row("Z109-WS·1996·Y·办公室-0045", "关于群众举报音像店一事的调查报告", "县文化局", "", "19960811", pages=5, subjects="市场"),
        Row("Z109-WS·1986·Y·群文股-0046", "宗教题材民间故事讲述人访谈整理", "县文化局", "", "19860402", pages=22, subjects="民间文学"),
    ]  # fmt: skip
