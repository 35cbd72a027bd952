"""Staff search: unfolding the query finds what folding every title would find, and finds it fast."""

from __future__ import annotations

import re
import shlex

import polars as pl
import pytest
from tests.unit.search.making import MODULES, table

from lantai import text
from lantai.search.queries import FIELD_NAMES
from lantai.search.staff import find

TITLES = (
    *("關於防汛會議的通知", "关于防汛会议的通知", "民国二十六年度预算", "1937年預算", "一九三七年的事", "Café ﬁnances"),
    *(
        "ＣＡＦＥ",
        "防 汛\u200b办法",
        "重量５㎏",
        "零售與〇售",
        "不相干",
        "Æsop in Łódź",
        "光緒廿六年八月",
        "民國卅七年冊",
        "民国３７年度",
        "民国三七年",
        "昭和二十三年の冊",
        "1900年八月",
    ),
)
QUERIES = (
    *("防汛", "會議", "会议通知", "1937年", "1937", "一九三七", "民国26年", "cafe", "CAFÉ", "finance", "kg", "5kg"),
    *(
        "零售",
        "防汛办法",
        "-防汛",
        "预算 -民国",
        "'的 通知'",
        "年",
        "的事",
        "光绪二十六年",
        "1948",
        "1948年",
        "民国三十七年",
        "1900年八月",
        "(",
        "a.c",
        "aesop",
        "esop",
        "lodz",
    ),
)


@pytest.mark.parametrize("query", QUERIES)
def test_staff_find_what_folding_every_title_would_find(query: str) -> None:
    """Simplified and traditional, width, accents, years in words and of reigns, minus and phrases."""
    frame = pl.DataFrame({"title": TITLES, "ref_code": [f"A-{index}" for index in range(len(TITLES))]})
    terms = [(word.startswith("-"), text.fold(word.strip("-"))) for word in shlex.split(query)]
    wanted = []
    for title in TITLES:
        forms = [text.fold(title), text.with_years(text.fold(title))]
        has = [any(t in f for t in {term, text.with_years(term)} for f in forms) != minus for minus, term in terms]
        wanted += [title] * all(has)
    found, count = find(frame.lazy(), query.replace("'", '"'))
    assert found["title"].to_list() == wanted and count == len(wanted)
    assert find(frame.lazy(), query.replace("'", '"'), 1)[0].height == min(count, 1)


def test_staff_find_everything() -> None:
    """The staff search has the same operators and finds by code, too."""
    frame = table().lazy()
    assert find(frame, "會議 -教育")[0]["title"].to_list() == ["育工会议记录"]
    assert find(frame, "1954")[0]["title"].to_list() == ["关于一九五四年春耕生产的报告"]
    assert find(frame, "j001/ws/1950")[0]["number"].to_list() == [0]


def test_staff_have_the_fields_years_and_synonyms_of_visitors() -> None:
    """A term in one field, a range of years or a decade, a word of the same meaning: as on the search page."""
    titles = ["水利局文件", "防汛会议", "水库移民", "1950年代照片", "关于1950-1959年的材料"]
    creators = ["民政局", "水利局", None, None, None]
    years = {"year_start": [1948, 1951, 1958, 1962, None], "year_end": [1949, 1951, 1961, 1962, None]}
    frame = table(titles, creators=creators, **years).lazy()
    alike = (("水利", "水庫"),)
    for query, found in {
        "责任者:水利": [1], "creator：水利": [1], "题名:水利": [0], "-题名:水利 水利": [1], "主题:水利": [],
        "unknown:水利": [], "1950-1960": [1, 2], "1950至1951年": [1], "1960年代": [2, 3], "1960s 水": [2],
        '"1950-1959"': [4], "题名:1950年代": [3], "1949": [0], "1961年": [2], "水利 -": [0, 1],
        "题名: 水利": [0, 1], "一九六一年": [2], "水库*": [2],
    }.items():  # fmt: skip
        assert find(frame, query)[0]["number"].to_list() == found, query
    assert find(frame, "水利", synonyms=alike)[0]["number"].to_list() == [0, 1, 2]
    assert find(frame, "水利局", synonyms=alike)[0]["number"].to_list() == [0, 1]


def test_staff_and_visitors_call_fields_the_same() -> None:
    """What the page's program has between FIELD_NAMES and its end."""
    program = (MODULES / "query.js").read_text(encoding="utf-8")
    block = re.search(r"FIELD_NAMES = \{(.*?)\n\};", program, re.DOTALL)
    assert block
    names = {
        field.strip('"'): re.findall(r'"(.*?)"', rest) for field, rest in re.findall(r'(\w+|""): \[(.*?)\]', block[1])
    }
    assert names == {field: list(each) for field, each in FIELD_NAMES.items()}
