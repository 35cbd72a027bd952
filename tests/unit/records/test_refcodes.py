"""Reference codes: one code in many spellings, archival order, parts by pattern."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantai.records import refcodes
from lantai.records.refcodes import Pattern, PatternError, match_key, sort_key

CODES = st.text(alphabet="JjZz019－—-·•．. 　:/档ａＡ〔〕\u200bß", max_size=24)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("J001-002-0345-012", "J001-002-0345-012"),
        ("ｊ００１—002–0345－012", "J001-002-0345-012"),
        (" j001 - 002-0345-012\u3000", "J001-002-0345-012"),
        ("Z109-WS•2011・Y．办公室-0001", "Z109-WS·2011·Y·办公室-0001"),
        ("04-01-35-0399-039", "04-01-35-0399-039"),
        ("全宋詩-000001", "全宋詩-000001"),
    ],
)
def test_spellings_of_one_code_have_one_match_key(written: str, key: str) -> None:
    """Width, case, blanks, dashes and dots do not tell codes apart; everything else does."""
    assert match_key(written) == key


@given(st.lists(CODES, max_size=8))
def test_columns_and_single_codes_agree(codes: list[str]) -> None:
    """The columnar forms of match key and sort key give what the scalar ones give."""
    frame = pl.DataFrame({"code": codes}, schema={"code": pl.String})
    frame = frame.with_columns(key=refcodes.match_key_expr(pl.col("code")))
    frame = frame.with_columns(order=refcodes.sort_key_expr(pl.col("key")))
    assert frame["key"].to_list() == [match_key(code) for code in codes]
    assert frame["order"].to_list() == [sort_key(match_key(code)) for code in codes]


@given(CODES)
def test_a_match_key_is_its_own_match_key(code: str) -> None:
    """Folding twice changes nothing."""
    assert match_key(match_key(code)) == match_key(code)


def test_archival_order_is_by_number_and_parents_come_first() -> None:
    """2 before 10, a file before its items, numbers of eleven digits after those of ten."""
    ordered = ["J1", "J1-2", "J1-2-1", "J1-2-1A", "J1-2-2", "J1-2-10", "J1-10", "J1-9999999999", "J1-10000000000", "J2"]
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


@pytest.mark.parametrize(
    ("pattern", "fonds", "key", "parts"),
    [
        (
            "{fonds}-{series}-{file}-{item}",
            "J001",
            "J001-002-0345-012",
            {"fonds": "J001", "series": "002", "file": "0345", "item": "012"},
        ),
        ("{fonds}-{series}-{file}-{item}", "J001", "J001-002", {"fonds": "J001", "series": "002"}),
        ("{fonds}-{series}-{file}-{item}", "J001", "J002-002", None),
        (
            "{fonds}-{class}·{year:4}·{term}·{office}-{item}",
            "Z109",
            "Z109-WS·2011·Y·办公室-0001",
            {"fonds": "Z109", "class": "WS", "year": "2011", "term": "Y", "office": "办公室", "item": "0001"},
        ),
        ("{fonds}-{item}", "LS031-001", "LS031-001-7", {"fonds": "LS031-001", "item": "7"}),
        ("{year:4}{item}", "", "19850012", {"year": "1985", "item": "0012"}),
    ],
)
def test_a_pattern_gives_the_parts_of_a_code(pattern: str, fonds: str, key: str, parts: dict | None) -> None:
    """A code may end after any part; one that fits otherwise has no parts."""
    assert Pattern.of(pattern, fonds).parse(key) == parts


@pytest.mark.parametrize("pattern", ["", "J001", "{series}{item}", "{item}-{item}", "{fonds}-{Item}", "{fonds}-{"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    """No parts, parts that run together, a part twice, a stray brace."""
    with pytest.raises(PatternError):
        Pattern.of(pattern)
