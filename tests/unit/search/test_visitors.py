"""Queries as people type them: what finds the record they mean, for staff, too, and what is offered instead."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.unit.search.making import MODULES, make, table

from lantai.search import quality
from lantai.search.staff import find

TITLES = (
    "澜溪县土地改革的报告",  # 0, 澜发〔1951〕12号
    "1954年3月5日会议记录",  # 1
    "民国二六年征粮册",  # 2
    "关于“三反”“五反”运动的通知",  # 3
    "阿卜杜拉·买买提任职",  # 4
    "中共澜溪县委来信",  # 5
    "澜溪县防汛指挥部名单",  # 6
    "ཡིག་ཚགས",  # 7
    "一九五五年总结",  # 8
    "昭和十六年统计",  # 9
    "人事任免",  # 10
    "甲事",  # 11, 1964-10-16
    "乙事",  # 12, 1964-10
    "丙事",  # 13, 1964-10-16 to 1965-01-02
    "丁事",  # 14, 1964
    "戊事",  # 15, 1972-02-28
    "己事",  # 16, October and November 1964
    "庚事",  # 17, the autumn of 1964
    "辛事",  # 18, the eighth month of the 26th year of Guangxu
    "一九六五年五月一日游行",  # 19
    "1965.05.01 合影",  # 20
    "合影 １９６５—５—１",  # 21
)
CODES = [
    "J001-002-0345",
    "M003-1-0007",
    "0012-003-01",
    "J3-1",
    "J3-2",
    "J3-3",
    "J3-4",
    "J3-5",
    "J3-6",
    "G1-9",
    "J4-永久-0012",
    *(f"K1-{number}" for number in range(11)),
]
YEARS = (
    1951,
    1954,
    1937,
    1952,
    None,
    None,
    1954,
    None,
    1955,
    None,
    None,
    *[1964] * 4,
    1972,
    1964,
    1964,
    1900,
    None,
    None,
    None,
)
DATES = (
    *[(None, None, None)] * 11,
    ("1964-10-16", "1964-10-16", "day"),
    ("1964-10-01", "1964-10-31", "month"),
    ("1964-10-16", "1965-01-02", "range"),
    ("1964-01-01", "1964-12-31", "year"),
    ("1972-02-28", "1972-02-28", "day"),
    ("1964-10-01", "1964-11-30", "range"),
    ("1964-09-01", "1964-11-30", "season"),
    ("1900-08-25", "1900-09-23", "month"),
    *[(None, None, None)] * 3,
)


NUMBERS = ("澜发〔1951〕12号", *[None] * 21)


@pytest.fixture(scope="module")
def records() -> pl.DataFrame:
    ends = [date[1] and int(date[1][:4]) for date in DATES]
    last = [end or year for end, year in zip(ends, YEARS, strict=True)]
    names = ("date_start", "date_end", "date_precision")
    dates = dict(zip(names, map(list, zip(*DATES, strict=True)), strict=True))
    return table(TITLES, ref_code=CODES, doc_no=NUMBERS, year_start=YEARS, year_end=last, **dates)


@pytest.fixture(scope="module")
def index(records: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = [("fang xun", "防汛", 9), ("lan xi", "澜溪", 8), ("xi cheng", "西城", 7)]
    return make(tmp_path_factory.mktemp("visitors"), records, words=words) / "index"


FOUND = {
    "1954.3.5": [1],
    "1954/3/5": [1],
    "1954-03-05": [1],
    "1954年03月05日": [1],
    "民国二十六年": [2],
    "民国26年": [2],
    "1954、3、5": [1],
    "1954.3": [1],
    "1954-03": [1],
    "1954年03月": [1],
    "1964-10-16": [11, 13],
    "1964年10月16日": [11, 13],
    "１９６４／１０／１６": [11, 13],
    "一九六四年十月十六日": [11, 13],
    "1964年十月16": [11, 13],
    "1964-10": [11, 12, 13, 16],
    "1964年10月": [11, 12, 13, 16],
    "一九六四年十月": [11, 12, 13, 16],
    "1964年10月 -丙": [11, 12, 16],
    "1964.11": [16],
    "1964-12": [],
    "1964-10-01": [],
    "1964-10-31": [],
    "1964年10月32日": [],
    "1964-00": [],
    "1964年": [11, 12, 13, 14, 16, 17],
    "1965年元月": [13],
    "1965-01-02": [13],
    "题名:1964年10月": [],
    "民国六十一年二月廿八日": [15],
    "民国61年2月": [15],
    "1900年8月": [18],
    "光绪二十六年八月": [],
    "19641016": [11, 13],
    "19641032": [],
    "19650501": [19, 20, 21],
    "1965-05-01": [19, 20, 21],
    "1965年5月1日": [19, 20, 21],
    "一九六五年五月一日": [19, 20, 21],
    "1965.5": [19, 20, 21],
    "一九六五年五月 -合影": [19],
    "五月一日": [19],
    "1954 - 1955": [1, 6, 8],
    "一九五四年至一九五五年": [1, 6, 8],
    "民国二十六年至四十一年": [0, 2, 3],
    "民国26年-民国41年": [0, 2, 3],
    "20世纪50年代": [0, 1, 3, 6, 8],
    "二十世纪五十年代 会议": [1],
    "20世纪30年代": [2],
    "五十年代": [0, 1, 3, 6, 8],
    "50年代 会议": [1],
    "三十年代": [2],
    "21世纪00年代": [],
    "新年代": [],
    "00年代": [],
    "1954 -会议": [6],
    "「三反」": [3],
    "『五反』 三反": [3],
    "档号:J001-002": [0],
    "檔號：m003": [1],
    "全宗:J3": [3, 4, 5, 6, 7, 8],
    "年份:1955": [8],
    "0012": [2],
    "ཡིག།": [7],
    "土地改革?": [0],
    "《土地改革》": [0],
    "（土地改革）。": [0],
    "——土地改革": [0],
    "😀土地改革": [0],
    "土地改革 — 报告": [0],
    "土地改革 + 报告": [0],
    "1964-10-16。": [11, 13],
    "--三反 通知": [],
    "“三反”“五反”运动的通知。": [3],
    "澜发【1951】12号": [0],
    "Ｊ００１—００２": [0],
    "J4-永久-0012": [10],
    "j4 · 永久 · 12": [],
    "昭和16年": [9],
    "1941年": [9],
    "通知 -三反": [],
    "-1954 会议": [],
}


def test_what_they_mean_is_found(index: Path) -> None:
    answers = quality.measure(MODULES, index, [{"query": query, "all": 100} for query in FOUND])
    assert {query: sorted(answer["hits"]) for query, answer in zip(FOUND, answers, strict=True)} == FOUND


@pytest.mark.parametrize("query", FOUND)
def test_staff_find_the_same(records: pl.DataFrame, query: str) -> None:
    """By a program of their own, which reads what is typed as the page does."""
    assert find(records.lazy(), query)[0]["number"].to_list() == FOUND[query]


OFFERED = {
    "土地改革的档案": "土地改革",
    "有没有土地改革的报告": "土地改革 报告",
    "三反、五反": "三反 五反",
    "阿卜杜拉买买提": "阿卜杜拉 买买提",
    "中共县委": "中共 县委",
    "澜发〔1951〕第12号": "澜发 1951 12号",
    "M003-1-7": "m003-1-0007",
    "J001 002 0345": "j001-002-0345",
    "档号J001-002-0345": "j001-002-0345",
    "檔號 J001 002 0345": "j001-002-0345",
    "澜西县防汛": "澜溪县防汛",
    "（ 土地改革 ）": "土地改革",
}


def test_what_they_may_mean_is_offered_first(index: Path) -> None:
    """Each offer says how many it finds, and nothing is replaced."""
    answers = quality.measure(MODULES, index, [{"query": query, "suggest": True} for query in OFFERED])
    offers = [answer["suggestions"][0] for answer in answers]
    assert {query: offer["query"] for query, offer in zip(OFFERED, offers, strict=True)} == OFFERED
    assert {offer["total"] for offer in offers} == {1}


def test_numbers_are_not_cut_into_pieces(index: Path) -> None:
    """An identity number, or a day in digits alone, has no parts that mean anything."""
    requests = [{"query": query, "suggest": True} for query in ("110101195403078515", "19540305", "1951001")]
    answers = quality.measure(MODULES, index, requests)
    assert [answer["suggestions"] for answer in answers] == [[], [], []]


@pytest.mark.parametrize("query", ["(((", "<b>", "-", "——", "( 7 )"])
def test_signs_alone_are_offered_nothing(index: Path, query: str) -> None:
    [answer] = quality.measure(MODULES, index, [{"query": query, "suggest": True}])
    assert answer["suggestions"] == []
