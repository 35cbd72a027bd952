"""J001 澜溪县人民委员会: files with their documents, 1949–1967, and the flood of 1954 that the exhibition tells."""

# ruff: noqa: E501 — tables of titles read best with one entry after another
from __future__ import annotations

import random

from tools.demo import dates
from tools.demo.flood import flood_rows
from tools.demo.world import (
    BRIDGES,
    DIKES,
    POLDERS,
    PRIMARY_SCHOOLS,
    RESERVOIRS,
    SLUICES,
    STREETS,
    TOWNSHIPS,
    Row,
    fits,
    local_government,
)  # fmt: skip

SERIES = {"001": "永久", "002": "长期"}

THEMES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("水利", "水字", (
        "冬修水利任务安排", "{polder}联圩并圩工程", "{sluice}改建工程设计", "{dike}培修加固", "{reservoir}枢纽工程开工", "机电排灌站布点",
        "汛前堤防检查", "塘坝蓄水保水", "{reservoir}移民迁安补助",
    )),
    ("农业", "农字", (
        "早稻育秧技术要点", "推广双季稻种植面积", "{town}农业生产合作社年终分配", "耕牛过冬防疫", "绿肥留种", "蚕桑生产恢复", "新式农具推广站设立",
        "稻螟虫害防治", "棉花良种繁殖区划定",
    )),
    ("粮食", "粮字", ("统购统销“三定”到户", "{town}粮站修缮", "种子粮调剂", "灾区口粮供应", "晒场仓库防潮", "农村周转粮安排")),
    ("商业", "商字", (
        "供销合作社网点设置", "{street}私营商业改造规划", "农副产品收购价格", "棉布定量供应", "节日副食品供应", "竹木器手工业合作社成立", "物资交流大会筹备",
    )),
    ("文教", "教字", (
        "{school}扩建校舍", "扫盲运动冬学开学", "{town}民办小学经费补助", "电影放映队下乡巡回放映", "农村俱乐部活动", "县文化馆图书下乡", "推广普通话",
        "中等师范招生名额分配", "学生课间操推行",
    )),
    ("卫生", "卫字", ("血吸虫病防治", "爱国卫生运动检查评比", "{town}联合诊所设立", "接种牛痘", "饮水井消毒", "血防灭螺突击")),
    ("交通", "交字", ("澜溪至青口公路养护", "{bridge}加固", "木帆船运输合作社组建", "渡口安全管理", "民间运输工具调查", "{town}乡村道路修补")),
    ("民政", "民字", ("{town}优抚代耕", "灾民生产自救", "烈军属慰问", "{town}寒衣募集发放", "乡镇驻地变更", "敬老院设立")),
    ("城建", "建字", ("{street}下水道翻修", "县城自来水厂筹建", "县人民礼堂工程", "{street}公房修缮租金", "县城绿化行道树补植")),
    ("综合", "办字", ("年度工作要点", "公文处理办法", "机关节约办公用品", "档案立卷归档", "人民代表大会提案办理", "县人委会议议程", "机关作息时间调整")),
)  # fmt: skip
FORMS = (
    ("{creator}关于{matter}的通知", "通知"), ("{creator}关于{matter}的指示", "指示"), ("{creator}关于{matter}的报告", "报告"),
    ("{creator}批转县农林科关于{matter}的意见", "批转"), ("{creator}关于{matter}的批复", "批复"), ("{local}关于{matter}的请示", "请示"),
    ("{creator}关于{matter}情况的总结", "总结"), ("{creator}关于召开{matter}会议的通知", "通知"), ("{creator}关于{matter}的布告", "布告"),
    ("{creator}关于{matter}的补充通知", "通知"), ("{creator}转发专署关于{matter}的通报", "通报"),
)  # fmt: skip

HELD = (
    ("县人委关于机关干部任免事项的批复（十二件）", "人事", "开放"), ("县人民委员会干部工资级别评定表", "人事", "开放"),
    ("城关镇失业工人登记表及审核意见", "劳动", "开放"), ("县直机关工作人员花名册", "人事", "开放"), ("县人委关于给予粮站失职人员处分的通知", "监察", "控制"),
    ("关于柳湾乡某粮站短少粮食一事的检举材料及处理", "监察", "控制"), ("县人委关于处理群众来信来访中申诉问题的意见", "信访", "开放"),
    ("县兵役局关于冬季征兵工作的总结", "军事", "控制"), ("城关镇离婚案件统计及说明", "民政", "控制"), ("云岭乡麻风病隔离治疗情况", "卫生", "控制"),
    ("县城区水源地保护及取水口位置的报告", "城建", "延期开放"), ("县邮电局机要交通班次安排", "邮电", "控制"),
)  # fmt: skip
ALLOWED = (
    ("县人民政府关于宣传贯彻婚姻法运动月的工作报告", "民政"), ("县人民政府宣传贯彻婚姻法运动月展览会筹备计划", "民政"),
    ("县人委关于公有房产处分及拍卖旧料的规定", "城建"), ("县人委关于农药喷雾器配方肥料示范试验的通知", "农业"),
)  # fmt: skip


def rows(rng: random.Random) -> list[Row]:
    """Return about 900 rows: each file (案卷) followed by its documents."""
    found: list[Row] = []
    titles: set[str] = set()
    for index in range(58):
        series = "001" if index < 22 else "002"
        number = index + 12 if index < 22 else 301 + index
        if series == "002" and number == 345:
            continue
        subject, prefix, matters = THEMES[index % len(THEMES)]
        year = 1950 + index % 17
        file = f"J001-{series}-{number:04d}"
        items = rng.randrange(11, 19)
        found.append(
            Row(
                file,
                f"本会{year}年关于{subject}工作的通知、报告、批复",
                creator_of(year),
                date=f"{year}",
                level="案卷",
                pages=items * 5 + rng.randrange(9),
                subjects=subject,
                storage=shelf(rng),
            )
        )
        for item in range(1, items):
            row = document(rng, f"{file}-{item:03d}", year, subject, prefix, matters)
            while row.title in titles:
                row = document(rng, row.ref, year, subject, prefix, matters)
            titles.add(row.title)
            found.append(row)
    found += extra(rng) + flood_rows()
    return sorted(found, key=lambda row: row.ref)


def creator_of(year: int) -> str:
    """Return the name the county's government bore in a year."""
    return "澜溪县人民政府" if year < 1955 else "澜溪县人民委员会"


def shelf(rng: random.Random) -> str:
    return f"2号库{rng.randrange(1, 16)}列{rng.randrange(1, 30)}格"


def document(rng: random.Random, ref: str, year: int, subject: str, prefix: str, matters: tuple[str, ...]) -> Row:
    """Return one document of a file."""
    town, polder = rng.choice(TOWNSHIPS), rng.choice(POLDERS)
    matter = rng.choice([text for text in matters if fits(text, year)]).format(
        town=town, polder=polder, sluice=rng.choice(SLUICES), dike=rng.choice(DIKES), reservoir=rng.choice(RESERVOIRS),
        street=rng.choice(STREETS), school=rng.choice(PRIMARY_SCHOOLS), bridge=rng.choice(BRIDGES),
    )  # fmt: skip
    form, genre = rng.choice(FORMS)
    creator = creator_of(year)
    title = form.format(creator=creator, matter=matter, local=local_government(town, year))
    if genre == "请示":
        creator = local_government(town, year)
    elif rng.random() < 0.06:
        creator += "、中共澜溪县委员会"
    day = dates.any_day(rng, year, year)
    return Row(
        ref=ref,
        title=title,
        creators=creator,
        doc_no=f"（{year % 100}）{prefix}第{rng.randrange(1, 260)}号" if rng.random() < 0.75 else "",
        date=dates.modern(day, rng),
        pages=rng.randrange(1, 14),
        subjects=subject,
        places="、".join(place for place in (town, polder) if place in title),
        genre=genre,
        retention="永久" if ref[5:8] == "001" else "长期",
        storage=shelf(rng),
        status="控制" if rng.random() < 0.02 else "开放",
    )


def extra(rng: random.Random) -> list[Row]:
    """Return what the gate must hold, what the overlay allows, and what bears no date."""
    found = []
    for number, (title, subject, status) in enumerate(HELD, start=1):
        day = dates.any_day(rng, 1952, 1965)
        found.append(
            Row(
                f"J001-002-0372-{number:03d}",
                title,
                creator_of(day.year),
                date=f"{day:%Y%m%d}",
                pages=rng.randrange(2, 30),
                subjects=subject,
                status=status,
                retention="长期",
                storage=shelf(rng),
            )
        )
    for number, (title, subject) in enumerate(ALLOWED, start=1):
        found.append(
            Row(
                f"J001-002-0373-{number:03d}",
                title,
                "澜溪县人民政府",
                date="19530328" if number < 3 else "19580511",
                pages=6,
                subjects=subject,
                retention="长期",
                storage=shelf(rng),
            )
        )
    for number, title in enumerate(
        ("县人委会议室平面草图", "县城河街水位石刻位置抄件", "机关食堂开饭时间牌示", "各乡渡口渡资比照单"), start=1
    ):
        date = ("不详", "", "无日期", "不详")[number - 1]
        found.append(
            Row(f"J001-002-0374-{number:03d}", title, "不详", date=date, pages=1, retention="长期", storage=shelf(rng))
        )
    for number, mark in enumerate(("秘密", "机密", "秘密★10年", "秘密"), start=1):
        title = ("全县粮食库存底数汇总表", "防空疏散物资储备方案", "专区对口支援物资调拨计划", "县际物资调拨往来底账")[
            number - 1
        ]
        found.append(
            Row(
                f"J001-002-0375-{number:03d}",
                title,
                "澜溪县人民委员会",
                date="19621120",
                pages=9,
                secrecy=mark,
                retention="长期",
                storage=shelf(rng),
            )
        )
    return found
