"""Made-up catalogue records like those of a Chinese county archive, any number, the same every time.

Agencies, places and topics follow Zipf's law; titles follow the patterns that open catalogues
show (关于…的通知, …会议记录, …花名册); files of five to forty items share agency, year and topic,
as archival order makes them. No name is a real person's.
"""

from __future__ import annotations

import numpy as np
import polars as pl

PLACES = ["澜溪", "清河", "石门", "临江", "永安", "太平", "新丰", "长乐", "东阳", "西林", "南山", "北镇", "白水", "青田", "龙泉", "凤山", "双桥", "三汇", "金川", "银坑", "梅岭", "松林", "柳河", "桃源", "杏花", "枫桥", "竹山", "兰溪", "菊潭", "荷塘", "云台", "雾江", "霞浦", "虹桥", "星子", "月湖", "日照岩", "沙洲", "海门", "湖口"]
UNITS = ["县", "区", "镇", "乡", "公社", "地区", "专区"]
ORGANS = ["人民政府", "人民委员会", "革命委员会", "县委办公室", "人民代表大会常务委员会", "民政局", "财政局", "教育局", "卫生局", "粮食局", "水利局", "农业局", "林业局", "商业局", "供销合作社", "公安局", "人事局", "劳动局", "计划委员会", "经济委员会", "建设委员会", "科学技术委员会", "文化局", "广播事业局", "交通局", "邮电局", "税务局", "工商行政管理局", "统计局", "档案馆", "共青团委员会", "妇女联合会", "总工会", "工商业联合会", "手工业管理局", "畜牧局", "气象局", "物资局", "外贸局", "二轻工业局", "知识青年上山下乡办公室", "爱国卫生运动委员会", "土地改革委员会", "抗美援朝分会", "征粮委员会", "合作化办公室", "防汛抗旱指挥部", "血吸虫病防治站", "人民武装部", "中心小学", "第一中学", "人民医院", "农业机械管理局", "乡镇企业局", "侨务办公室", "宗教事务科", "民族事务委员会", "地方志编纂委员会", "绿化委员会", "老龄工作委员会"]
TOPICS = ["土地改革", "春耕生产", "抗旱救灾", "兴修水利", "粮食统购统销", "农业合作化", "扫除文盲", "爱国卫生运动", "血吸虫病防治", "植树造林", "公私合营", "手工业社会主义改造", "整党整风", "干部任免", "机构设置", "人员编制", "经费预算", "财务决算", "工资改革", "劳动保护", "救济粮款发放", "优抚安置", "复员退伍军人安置", "婚姻登记", "户口管理", "选举工作", "人民代表大会代表名额分配", "五好社员评比", "先进生产者表彰", "农田基本建设", "化肥农药供应", "棉花收购", "生猪派购", "茶叶生产", "桑蚕养殖", "渔业捕捞", "林木采伐", "山林权属纠纷调处", "河道疏浚", "桥梁修建", "公路养护", "电话线路架设", "农村广播网建设", "电影放映", "群众文艺汇演", "中小学招生", "民办教师转正", "校舍修缮", "勤工俭学", "计划生育", "预防接种", "合作医疗", "赤脚医生培训", "地方病普查", "环境保护", "城镇规划", "房屋拆迁补偿", "征用土地", "基本建设投资", "企业扭亏增盈", "产品质量检查", "物价调整", "市场管理", "税收征管", "信用社贷款", "国库券推销", "增产节约", "清产核资", "仓库清查", "知识青年安置", "平反冤假错案", "落实政策", "侨房退还", "文物保护", "地名普查", "人口普查", "工业普查", "农业区划", "气象预报", "防火护林", "民兵训练", "征兵工作", "拥军优属", "战备疏散", "反空袭演习", "治安保卫", "禁烟禁赌", "取缔反动会道门", "镇压反革命", "收音机登记", "报刊发行", "邮路调整", "汽车运输", "船舶检验", "搬运装卸", "盐业专卖", "糖酒供应", "煤炭调拨", "木材统配"]
NATURES = ["通知", "批复", "报告", "请示", "函", "决定", "指示", "意见", "总结", "计划", "规定", "通报", "命令", "布告", "方案", "办法"]
FORMS = (
    "关于{topic}的{nature}",
    "关于{topic}工作的{nature}",
    "关于做好{year}年度{topic}工作的{nature}",
    "关于转发{place}{unit}{organ}《关于{topic}的{nature}》的通知",
    "关于{other}同志任职的{nature}",
    "关于成立{topic}领导小组的{nature}",
    "关于召开{topic}会议的{nature}",
    "{year}年{topic}情况统计表",
    "{year}年{topic}工作总结",
    "{topic}会议记录",
    "{place}{unit}{topic}花名册",
    "关于{place}{unit}{topic}情况的{nature}",
    "关于要求拨给{topic}经费的{nature}",
    "关于{topic}中若干问题的{nature}",
    "{cjk}年{topic}卷宗",
    "民国{era}年{topic}案",
    "与{place}{unit}{organ}关于{topic}的往来信函",
)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "明华国强建军秀英志伟永福春生德贵文斌玉兰凤云海涛金龙树林光荣小平"
_CJK = "〇一二三四五六七八九"


def records(count: int, seed: int = 20260609) -> pl.DataFrame:
    """Return ``count`` records with the columns of the public table that search and lists use."""
    random = np.random.default_rng(seed)
    sizes = random.integers(5, 41, size=count // 8 + 8)
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), count)) + 1]
    folders = len(sizes)
    fonds_of = np.sort(_zipf(random, max(5, min(1200, count // 2500)), folders, 0.7))
    year_of = random.integers(1912, 1996, size=folders)
    topic_of = _zipf(random, len(TOPICS), folders, 0.9)
    folder = np.repeat(np.arange(folders), sizes)[:count]
    fonds, year = fonds_of[folder], year_of[folder]
    topic = np.where(random.random(count) < 0.7, topic_of[folder], _zipf(random, len(TOPICS), count, 0.8))
    place = _zipf(random, len(PLACES), count, 1.0)
    organ = _zipf(random, len(ORGANS), count, 0.9)
    draws = random.integers(0, 1 << 30, size=count)
    forms = _zipf(random, len(FORMS), count, 0.6)
    home = PLACES[0] + "县"
    titles = [
        _title(*row, home)
        for row in zip(fonds.tolist(), year.tolist(), topic.tolist(), place.tolist(), organ.tolist(),
                       draws.tolist(), forms.tolist(), strict=True)
    ]  # fmt: skip
    first = np.concatenate(([0], np.cumsum(sizes)))[folder]
    return _table(titles, fonds, year, folder, np.arange(count) - first + 1, draws)


def _title(fonds: int, year: int, topic: int, place: int, organ: int, draw: int, form: int, home: str) -> str:
    own = (
        home + ORGANS[fonds % len(ORGANS)]
        if fonds < 2 * len(ORGANS)
        else PLACES[fonds % 40] + "乡" + ORGANS[fonds % 58]
    )
    era = year - 1911
    values = {
        "topic": TOPICS[topic],
        "nature": NATURES[draw % 16 if draw % 3 else 0],
        "place": PLACES[place],
        "unit": UNITS[draw // 16 % 7],
        "organ": ORGANS[organ],
        "year": year,
        "cjk": "".join(_CJK[int(digit)] for digit in str(year)),
        "era": _chinese(era) if era < 38 else str(era),
        "other": SURNAMES[draw // 7 % 20] + GIVEN[draw // 140 % len(GIVEN)] + GIVEN[draw // 4480 % len(GIVEN)],
    }
    text = FORMS[form].format_map(values)
    return own + text if draw % 5 else text


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else ("十" if tens == 1 else _CJK[tens] + "十")) + (_CJK[ones] if ones else "")


def _table(
    titles: list[str], fonds: np.ndarray, year: np.ndarray, folder: np.ndarray, item: np.ndarray, draws: np.ndarray
) -> pl.DataFrame:
    count = len(titles)
    frame = pl.DataFrame({
        "number": np.arange(count, dtype=np.uint32), "title": titles, "f": fonds, "year_start": year.astype(np.int32),
        "folder": folder, "item": item, "draw": draws,
    })  # fmt: skip
    code = pl.format(
        "{}-{}-{}",
        pl.format("J{}", (pl.col("f") + 1).cast(pl.String).str.zfill(4)),
        (pl.col("folder") + 1).cast(pl.String).str.zfill(6),
        pl.col("item").cast(pl.String).str.zfill(4),
    )
    organ = pl.Series(ORGANS)
    return frame.with_columns(
        ref_code=code,
        match_key=code,
        fonds=pl.format("J{}", (pl.col("f") + 1).cast(pl.String).str.zfill(4)),
        repository_code=pl.lit("Z001"),
        level=pl.lit("item"),
        creators=pl.lit("澜溪县")
        + pl.col("f").map_batches(lambda f: organ.gather(f % len(ORGANS)), return_dtype=pl.String),
        date_text=pl.format("{}-{}", "year_start", (pl.col("draw") % 12 + 1).cast(pl.String).str.zfill(2)),
        doc_no=pl.when(pl.col("draw") % 4 == 0).then(
            pl.format("澜发〔{}〕{}号", "year_start", pl.col("draw") % 200 + 1)
        ),
        year_end=pl.col("year_start"),
        release=pl.when(pl.col("draw") % 10 == 0).then(pl.lit("2026-06-09")).otherwise(pl.lit("2025-06-09")),
        has_media=pl.col("draw") % 50 == 0,
        list_address=pl.format(
            "/catalogue/J{}/{}/", (pl.col("f") + 1).cast(pl.String).str.zfill(4), pl.col("folder") + 1
        ),
        anchor=code,
        page_address=pl.lit(None, dtype=pl.String),
    ).drop("f", "folder", "item", "draw")


def _zipf(random: np.random.Generator, size: int, count: int, exponent: float) -> np.ndarray:
    weights = 1 / np.arange(1, size + 1) ** exponent
    return np.searchsorted(np.cumsum(weights / weights.sum()), random.random(count)).clip(0, size - 1)
