"""Staff search: unfolding the query finds what folding every title would find, and finds it fast."""

from __future__ import annotations

import shlex

import polars as pl
import pytest
from tests.unit.search.making import table

from lantai import text
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
