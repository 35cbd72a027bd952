"""M003 民国澜溪县政府: whole files (案卷), as most county archives list their holdings of 1912–1949."""

# ruff: noqa: E501 — tables of titles read best with one entry after another
from __future__ import annotations

import random
from datetime import timedelta

from tools.demo import dates
from tools.demo.world import (
    BRIDGES,
    DIKES,
    POLDERS,
    PRIMARY_SCHOOLS,
    SLUICES,
    STREETS,
    TOWNSHIPS,
    VILLAGES,
    Row,
    chinese_number,
    fits,
)  # fmt: skip

SECTIONS = {"1": "秘书室", "2": "民政科", "3": "财政科", "4": "教育科", "5": "建设科", "6": "田赋粮食管理处"}

MATTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "1": (
        ("县政会议第{n}次会议记录", "县政"), ("县参议会第一届第{n}次大会提案办理情形", "县政"), ("各机关公文收发及归档办法", "文书"),
        ("{year}年度施政计划及工作报告", "县政"), ("更改公文用纸格式并推行标点", "文书"), ("县政府迁回原址办公日期通告", "县政"),
        ("整理旧存案卷及移交清单", "文书"),
    ),
    "2": (
        ("{town}乡镇区划调整及更名", "区划"), ("{polder}水灾勘报及急赈款支配", "赈灾"), ("冬令救济施粥厂开办", "救济"), ("{town}义仓积谷盘查", "仓储"),
        ("禁止妇女缠足宣传劝导", "风俗"), ("推行新生活清洁大扫除", "卫生"), ("夏令防疫注射霍乱疫苗", "卫生"), ("筹设县立医院购置药械", "卫生"),
        ("{street}更夫口粮筹给", "治安"), ("取缔{street}摊贩占道", "市政"),
    ),
    "3": (
        ("{year}年度地方岁入岁出概算", "预算"), ("屠宰税招商认包投标", "税务"), ("营业税征收及商会请减", "税务"), ("{town}公产田租清理", "公产"),
        ("旧币兑换法币布告", "金融"), ("筹设县银行招募股本", "金融"), ("牙行登记换领牙帖", "税务"), ("房捐铺捐改订捐率", "税务"),
    ),
    "4": (
        ("{school}校舍修建及添置课桌", "学校"), ("义务教育实施计划及短期小学设立", "教育"), ("民众教育馆图书流通及壁报", "社教"),
        ("塾师训练及改良私塾", "教育"), ("县立初级中学迁校", "学校"), ("小学教科书采购分发", "学校"), ("{school}秋季运动会", "体育"),
        ("县志采访及古物保存", "文献"), ("电化教育巡回施教幻灯放映", "社教"),
    ),
    "5": (
        ("{dike}培修工程征工征料", "堤工"), ("{polder}民堤岁修及圩董改选", "堤工"), ("{sluice}修建工程估算及验收", "水利"),
        ("澜溪至青口公路路基土方工程", "公路"), ("{bridge}改建木面桥工程", "桥梁"), ("县城{street}翻修石板路面", "市政"),
        ("植树节分发苗木及造林成绩", "林业"), ("农业推广所改良稻种示范", "农业"), ("电话环境电话线路架设", "电信"),
        ("{village}义渡船只修造", "渡船"), ("雨量站设立及逐月雨量报表", "水文"), ("{polder}防汛抢险及善后", "防汛"),
        ("度量衡检定及旧器取缔", "度政"), ("合作社登记及贷款", "合作"),
    ),
    "6": (
        ("田赋征实折价及开征日期", "田赋"), ("{town}粮仓修缮及谷物损耗", "粮政"), ("军粮运输民船雇用运费", "粮政"),
        ("{polder}水冲田地减免田赋", "田赋"), ("土地陈报复查及编号", "田赋"),
    ),
}  # fmt: skip
FORMS = (
    "关于{matter}的训令、呈文", "关于{matter}案", "{matter}卷", "县政府{section}办理{matter}的文件",
    "省府训令及本县呈报{matter}", "关于{matter}的布告、会议记录、来往公函",
)  # fmt: skip

HELD = (
    ("2", "关于编查户口、换发国民身份证的训令、呈文", "户政"), ("2", "各乡镇户籍册造报及抽查复核卷", "户政"),
    ("2", "关于办理结婚登记及集团结婚仪式案", "礼俗"), ("1", "县政府职员任免及铨叙审查卷", "人事"),
    ("1", "县政府职员录及履历送审文件", "人事"), ("2", "关于调解龙潭、云岭两姓械斗经过的呈文", "治安"),
    ("4", "县立初级中学历届毕业生学籍底册", "学籍"), ("2", "县境与邻县界务会勘记录及插标情形", "区划"),
    ("3", "自卫队枪支弹药经费领销清单", "经费"), ("2", "关于天主堂教会产业调查的公函", "礼俗"),
)  # fmt: skip


def rows(rng: random.Random) -> list[Row]:
    """Return about 560 files."""
    found = list(fixed())
    taken = {row.ref for row in found}
    titles = {row.title for row in found}
    number = 0
    for section in SECTIONS:
        for _ in range(92):
            number += 1
            ref = f"M003-{section}-{number:04d}"
            if ref in taken:
                continue
            row = file(rng, ref, section)
            while row.title in titles:
                row = file(rng, ref, section)
            titles.add(row.title)
            found.append(row)
    for offset, (section, title, subject) in enumerate(HELD, start=number + 1):
        row = file(rng, f"M003-{section}-{offset:04d}", section)
        row.title, row.subjects, row.places = title, subject, ""
        found.append(row)
    return sorted(found, key=lambda row: row.ref)


def file(rng: random.Random, ref: str, section: str) -> Row:
    """Return one file of a section of the county government."""
    town, polder, village = rng.choice(TOWNSHIPS), rng.choice(POLDERS), rng.choice(VILLAGES)
    matter, subject = rng.choice(MATTERS[section])
    start = dates.any_day(rng, 1941 if section == "6" else 1927, 1948)
    while not fits(matter, start.year):
        matter, subject = rng.choice(MATTERS[section])
    end = start + timedelta(days=rng.choice((0, 30, 120, 300, 400)))
    matter = matter.format(
        n=chinese_number(rng.randrange(2, 30)), year="民国" + chinese_number(start.year - 1911),
        town=town, polder=polder, village=village, street=rng.choice(STREETS), school=rng.choice(PRIMARY_SCHOOLS),
        dike=rng.choice(DIKES), sluice=rng.choice(SLUICES), bridge=rng.choice(BRIDGES),
    )  # fmt: skip
    title = rng.choice(FORMS).format(matter=matter, section=SECTIONS[section])
    spans = end - start > timedelta(days=60)
    return Row(
        ref=ref,
        title=title,
        level="案卷",
        creators=rng.choice(
            ("澜溪县政府", "澜溪县政府", f"澜溪县政府{SECTIONS[section]}", "澜溪县政府、澜溪县党政军联席会议秘书处")
        )
        if rng.random() < 0.97
        else "不详",
        doc_no=f"{'秘民财教建田'[int(section) - 1]}字第{rng.randrange(11, 990)}号" if rng.random() < 0.3 else "",
        date=dates.republic_span(start, end) if spans else dates.republic(start, rng),
        pages=rng.randrange(12, 180),
        subjects=subject,
        places="、".join(place for place in (town, polder, village) if place in title),
        storage=f"1号库{rng.randrange(9, 20)}列{rng.randrange(1, 30)}格",
    )


def fixed() -> tuple[Row, ...]:
    """Files that the exhibitions and the lesson show."""
    return (
        Row(
            "M003-5-0399", "关于永丰圩北堤春修征工征料的训令、呈文", "澜溪县政府", "建字第128号", "民国二十三年三月至民国二十四年五月",
            level="案卷", pages=86, subjects="堤工", places="永丰圩", cleared="是",
            scope="民国二十三年春修北堤三里，每亩征土半方；卷内有工程处呈文、用料单和完工验收记录。",
        ),
        Row(
            "M003-5-0412", "关于民国二十年水灾后重修柳湾闸的合同、图样、验收记录", "澜溪县政府建设科", date="民国二十一年", level="案卷",
            pages=54, subjects="水利", places="柳湾闸", cleared="是",
        ),
    )  # fmt: skip
