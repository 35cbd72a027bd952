"""LS001 清澜溪县署: single documents of the six offices (房), as a register of a Qing county would list them."""

# ruff: noqa: E501 — tables of titles read best with one entry after another
from __future__ import annotations

import random

from tools.demo import dates
from tools.demo.world import DIKES, GIVEN, POLDERS, SURNAMES, TOWNSHIPS, VILLAGES, Row, fits

OFFICES = {"001": "吏房", "002": "户房", "003": "礼房", "004": "兵房", "005": "刑房", "006": "工房"}
PREFECTURE = "澜州府"

SUBJECTS: dict[str, tuple[tuple[str, str], ...]] = {
    "001": (
        ("接署县印并启用钤记日期", "到任"), ("造送本县佐杂各员应领养廉银数", "俸廉"), ("申送书吏役满考职文结", "书吏"),
        ("遵札裁革各房白役", "吏役"), ("修理衙署头门二堂需用工料", "衙署"), ("添设柜书二名专司征册", "书吏"),
        ("移交前任经手仓谷钱粮册档", "交代"), ("申覆本县并无捐升冒籍人员", "捐例"),
    ),
    "002": (
        ("依限完纳上忙钱粮", "钱粮"), ("勘报{polder}被水田亩请缓征下忙银两", "灾赈"), ("清丈{village}新涨洲地升科", "田赋"),
        ("开仓平粜以济春荒", "仓储"), ("采买仓谷运回交仓", "仓储"), ("给发推收过割印契", "契税"), ("严禁私宰耕牛", "农政"),
        ("{town}牙行请领牙帖", "牙税"), ("劝谕殷户捐输赈米", "灾赈"), ("查明{village}坍江田地除粮", "田赋"),
        ("劝种蓝靛桑麻", "农政"), ("盐引到岸行销数目", "盐务"), ("禁革柜书浮收钱粮陋规", "钱粮"),
    ),
    "003": (
        ("重修文庙大成殿捐资", "文庙"), ("县试取录文童榜示", "科举"), ("春秋丁祭动支银两", "祀典"),
        ("{town}设立义学延请塾师", "学务"), ("求雨禁屠三日", "祈雨"), ("详请旌表{town}节孝坊", "旌表"),
        ("改设官立高等小学堂于试院旧址", "学堂"), ("购买教科书分发各学堂", "学堂"), ("采访志书事实限期送局", "志书"),
    ),
    "004": (
        ("驿站倒毙马匹买补", "驿递"), ("整饬铺递公文毋许迟误", "驿递"), ("{town}设卡巡缉水贼", "巡防"),
        ("冬防期内各街巷设立栅栏更夫", "冬防"), ("护送过境饷鞘", "解饷"), ("修理{village}塘汛营房", "营汛"),
    ),
    "005": (
        ("{village}民人{name}控{name2}强占塘埂", "水利"), ("{name}呈控{name2}越界放牛伤禾", "田土"), ("{town}行户{name}欠交租稻", "租佃"),
        ("禁止{town}地方聚赌", "禁赌"), ("查拿{village}窃贼并起获原赃", "缉捕"), ("{name}等公恳和息田界讼案", "田土"),
        ("{village}渡口船户勒索渡资", "渡船"), ("清厘积讼设立循环簿", "词讼"), ("保甲门牌按户悬挂", "保甲"),
    ),
    "006": (
        ("估修{dike}需用土方工料", "堤工"), ("{polder}按亩派夫培修圩堤", "堤工"), ("{polder}决口抢堵情形", "堤工"),
        ("疏浚澜溪河{village}淤浅", "河工"), ("捐修永济桥桥栏石墩", "桥梁"), ("{polder}圩长公举更换", "圩务"),
        ("禁止{dike}堤身垦种埋葬", "堤工"), ("添设义渡船只", "渡船"), ("{village}斗门启闭章程", "水利"), ("采办{dike}桩木石料", "堤工"),
    ),
}  # fmt: skip

FORMS = (
    ("澜溪县正堂为{matter}事告示", "告示", "澜溪县署"), ("澜溪县为{matter}事给{town}地保谕", "谕", "澜溪县署"),
    ("{prefecture}正堂为{matter}事给澜溪县札", "札", PREFECTURE + "署"), ("澜溪县为{matter}事申{prefecture}文", "申文", "澜溪县署"),
    ("{town}职员{name}等为{matter}事禀", "禀", "{name}"), ("{town}地保为{matter}事禀状", "禀", "{town}地保"),
    ("澜溪县为{matter}事详稿", "详文", "澜溪县署"), ("邻县为{matter}事移澜溪县文", "移文", "邻县正堂"),
    ("{town}圩董{name}等为{matter}事公呈", "呈", "{name}"), ("澜溪县为{matter}事批", "批", "澜溪县署"),
)  # fmt: skip


def name(rng: random.Random) -> str:
    """Return an invented name."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def rows(rng: random.Random) -> list[Row]:
    """Return about 520 documents in 40 files."""
    found: list[Row] = list(fixed())
    taken = {row.ref for row in found}
    titles: set[str] = {row.title for row in found}
    for number in range(1, 41):
        series = f"{(number - 1) // 7 + 1:03d}"
        for item in range(1, rng.randrange(10, 17)):
            ref = f"LS001-{series}-{number:04d}-{item:03d}"
            if ref in taken:
                continue
            row = document(rng, ref, series)
            while row.title in titles:
                row = document(rng, ref, series)
            titles.add(row.title)
            found.append(row)
    return sorted(found, key=lambda row: row.ref)


def document(rng: random.Random, ref: str, series: str) -> Row:
    """Return one document of an office."""
    first, second = name(rng), name(rng)
    town, village = rng.choice(TOWNSHIPS), rng.choice(VILLAGES)
    town = town.removesuffix("乡") + "乡" if town != "城关镇" else "在城坊"
    matter, subject = rng.choice(SUBJECTS[series])
    polder = rng.choice(POLDERS)
    matter = matter.format(polder=polder, village=village, town=town, dike=rng.choice(DIKES), name=first, name2=second)
    day = dates.any_day(rng, 1766, 1911)
    while not fits(matter, day.year):
        day = dates.any_day(rng, 1766, 1911)
    form, genre, creator = rng.choice(FORMS)
    title = form.format(matter=matter, town=town, prefecture=PREFECTURE, name=first)
    return Row(
        ref=ref,
        title=title,
        creators=creator.format(name=first, town=town),
        date=dates.lunar(day, rng),
        pages=rng.randrange(1, 9),
        subjects=subject,
        places="、".join(place for place in (polder, village) if place in title),
        genre=genre,
        storage=f"1号库{rng.randrange(1, 9)}列{rng.randrange(1, 30)}格",
    )


def fixed() -> tuple[Row, ...]:
    """Documents that the exhibitions show."""
    return (
        Row(
            "LS001-006-0038-004", "柳湾乡圩董陈正兴等为永丰圩北堤决口恳请勘验借帑兴修事禀", "陈正兴", date="光绪二十六年闰八月初一日",
            pages=3, subjects="堤工；灾赈", places="永丰圩；柳湾乡", genre="禀", cleared="是",
            scope="圩董十一人联名，陈述六月大雨、七月江水倒灌、北堤决口四十余丈的经过，请求借支库款，分三年摊还。",
        ),
        Row(
            "LS001-006-0038-005", "澜溪县正堂为永丰圩按亩出夫克期培堤事告示", "澜溪县署", date="光绪二十六年九月十二日",
            pages=1, subjects="堤工", places="永丰圩", genre="告示", cleared="是",
            scope="规定每田十亩出夫一名，自备锹筐，十月初一上堤，逾期者由圩董禀究。",
        ),
        Row(
            "LS001-002-0011-007", "石桥乡陈万顺卖田文契（附契尾）", "陈万顺", date="道光十二年三月", pages=2,
            subjects="契税", places="石桥乡", genre="契", cleared="是", scope="水田三亩二分，坐落石桥乡双板桥，价纹银二十四两，钤县印。",
        ),
        Row(
            "LS001-001-0002-001", "澜溪县册档存查簿（满汉合璧封面）", "澜溪县署", date="乾隆四十年", pages=46, subjects="文书",
            genre="簿册", parallel="ᡩᠠᠩᠰᡝ",
        ),
        Row("LS001-005-0031-002", "澜溪县刑房案犯解审递回清折", "澜溪县署", date="嘉庆十九年二月", pages=6, subjects="词讼", genre="清折"),
        Row(
            "LS001-004-0024-003", "沿江塘汛驻军更替及修造营房估册", "澜溪县署", date="咸丰三年四月", pages=12,
            subjects="营汛", genre="册",
        ),
    )  # fmt: skip
