"""The made-up county of Lanxi: places, agencies and the shape of one row of its catalogue.

No province is named, and every place, agency and person is invented.
"""

# ruff: noqa: E501 — tables of titles read best with one entry after another
from __future__ import annotations

from dataclasses import dataclass, field

SEED = 19540705
"""One seed for everything: the same bytes on every machine."""

TOWNSHIPS = (
    "城关镇",
    "柳湾乡",
    "石桥乡",
    "上洲乡",
    "下洲乡",
    "龙潭乡",
    "白鹭乡",
    "云岭乡",
    "枫林乡",
    "沙河乡",
    "青口乡",
    "竹溪乡",
)
POLDERS = ("永丰圩", "保安圩", "三合圩", "上洲圩", "雁落圩", "天成圩")
DIKES = ("城东大堤", "永丰圩北堤", "柳湾堤", "上洲月堤", "雁落湖东堤", "保安圩南堤")
SLUICES = ("柳湾闸", "石桥闸", "雁落湖进洪闸", "青口涵闸", "三合斗门")
RESERVOIRS = ("龙潭水库", "云岭水库", "枫林水库", "竹溪水库", "红旗水库")
VILLAGES = (
    "周家埠",
    "大陈圩",
    "杨树墩",
    "石婆庙",
    "双板桥",
    "汪家渡",
    "七里墩",
    "姚家湾",
    "荷叶坝",
    "乌柏滩",
    "枣树庄",
    "罗家边",
)
STREETS = ("东门大街", "西门正街", "南门外河街", "北门桥", "十字街", "县前街", "油坊巷", "文庙街")
BRIDGES = ("澜溪大桥", "石桥", "北门桥", "双板桥", "青口渡桥", "永济桥")
PRIMARY_SCHOOLS = ("城关第一小学", "文庙小学", "柳湾小学", "石桥中心小学", "上洲小学", "龙潭小学")
SURNAMES = "陈王李张周吴汪杨胡方江程罗姚许何"
GIVEN = ("万顺", "永昌", "德茂", "正兴", "克俭", "有余", "福田", "应魁", "同春", "世泰", "长发", "思敬", "大有", "宗元")


@dataclass(slots=True)
class Row:
    """One line of an export, before it is given the columns of its release.

    ``ref`` is the reference code as staff write it; ``level`` is 案卷 or 文件. ``date`` is the text of
    the export, or a ``datetime.date`` that the XLSX keeps as a real date cell.
    """

    ref: str
    title: str
    creators: str = ""
    doc_no: str = ""
    date: object = ""
    level: str = "文件"
    pages: int | str = ""
    subjects: str = ""
    places: str = ""
    genre: str = ""
    parallel: str = ""
    scope: str = ""
    cleared: str = ""
    status: str = "开放"
    secrecy: str = ""
    retention: str = "永久"
    category: str = ""
    storage: str = ""
    notes: str = ""
    objects: tuple[str, ...] = ()
    """Files in ``catalogue/media`` that show it."""
    extra: dict[str, str] = field(default_factory=dict)


CHINESE_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """Return a number below 1,000 as in documents: 7 → 七, 12 → 十二, 26 → 二十六, 128 → 一百二十八."""
    if number < 10:
        return CHINESE_DIGITS[number]
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        tail = "" if rest == 0 else ("零" if rest < 10 else "一" if rest < 20 else "") + chinese_number(rest)
        return CHINESE_DIGITS[hundreds] + "百" + tail
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else CHINESE_DIGITS[tens]) + "十" + (CHINESE_DIGITS[ones] if ones else "")


ERAS: dict[str, tuple[int, int]] = {
    # matter → first and last year in which such a document can have been written
    "学堂": (1905, 1911), "教科书分发各": (1905, 1911), "志书": (1870, 1911), "参议会": (1943, 1948), "新生活": (1934, 1937),
    "法币": (1935, 1936), "征实": (1941, 1948), "军粮": (1938, 1948), "县银行": (1940, 1948), "短期小学": (1935, 1937),
    "电化教育": (1936, 1948), "度量衡": (1930, 1937), "粮仓": (1941, 1948), "土地陈报": (1934, 1937), "三定": (1955, 1957),
    "公路": (1929, 1999), "双季稻": (1955, 1966), "私营商业": (1955, 1957), "合作社年终": (1953, 1958), "合作社成立": (1953, 1956),
    "棉布定量": (1954, 1966), "普通话": (1956, 1966), "统购": (1953, 1966), "周转粮": (1956, 1966), "扫盲": (1950, 1958),
    "机电排灌": (1956, 1966), "水库": (1956, 2012), "自来水厂": (1957, 1966), "农业生产合作社": (1953, 1957), "运输合作社": (1954, 1958),
    "承包": (1981, 2012), "音像": (1986, 2012), "电视": (1979, 2012), "澜溪新闻": (1979, 2012), "人畜饮水": (1979, 2012),
    "采砂": (1985, 2012), "清退": (1979, 2012), "水利志": (1981, 1996), "喷灌": (1974, 2012), "小流域": (1981, 2012),
    "第二次文物普查": (1981, 1989), "业余剧团": (1978, 1990), "农民画": (1978, 2000), "水费": (1965, 2012), "古籍": (1978, 2012),
}  # fmt: skip


def fits(text: str, year: int) -> bool:
    """Return whether a document on such a matter can stand in ``year``."""
    return all(first <= year <= last for word, (first, last) in ERAS.items() if word in text)


def local_government(town: str, year: int) -> str:
    """Return what a township's government was called in a year."""
    name = town.removesuffix("镇").removesuffix("乡")
    if year < 1955 or year >= 1984:
        return f"{town}人民政府"
    if year < 1958 or town.endswith("镇"):
        return f"{town}人民委员会" if year < 1968 else f"{town}革命委员会"
    return f"{name}人民公社" if year < 1968 else f"{name}公社革命委员会" if year < 1980 else f"{name}人民公社"
