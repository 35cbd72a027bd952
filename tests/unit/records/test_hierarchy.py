"""What a code says of its record, a column at a time, is what the pattern says of it alone."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantai.records.addresses import fitting
from lantai.records.hierarchy import with_parts
from lantai.records.refcodes import match_key

SERIES = "{fonds}-{series}-{file}-{item}"
YEARS = "{fonds}-WS·{year:4}-D{file}-{item}"
COLUMNS = ("series", "file_no", "item_no", "level", "parent_ref")


def _frame(rows: list[tuple[str | None, str, str]]) -> pl.DataFrame:
    """A table of (fonds, code, archive) with nothing filled in."""
    return pl.DataFrame(
        {
            "match_key": [match_key(code) for _, code, _ in rows],
            "fonds": [fonds for fonds, _, _ in rows],
            "repository_code": [archive for _, _, archive in rows],
        },
        schema={"match_key": pl.String, "fonds": pl.String, "repository_code": pl.String},
    ).with_columns(*(pl.lit(None, dtype=pl.String).alias(name) for name in COLUMNS))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("J001-002-0345-012", ("002", "0345", "012", "item", "J001-002-0345")),
        ("J001-002-0345", ("002", "0345", None, "file", "J001-002")),
        ("J001-002", ("002", None, None, "series", "J001")),
        ("J001-WS·1986-D3-12", (None, "3", "12", "item", "J001-WS·1986-D3")),
        ("J001-WS·1986-D3", (None, "3", None, "file", "J001-WS·1986")),
        ("J001-WS·1986", (None, None, None, "series", "J001")),
        ("J001", (None, None, None, "fonds", None)),
        ("乱号", (None, None, None, "item", None)),
    ],
)
def test_several_patterns_of_a_fonds(code: str, said: tuple[str | None, ...]) -> None:
    """A pattern of which a code has all parts goes before one that it only begins; then the first one goes first."""
    frame, fits = with_parts(_frame([("J001", code, "A")]), {("", "J001"): (YEARS, SERIES)})
    assert frame.select(COLUMNS).row(0) == said
    assert fits.to_list() == [code != "乱号"]


def test_patterns_without_the_fonds_and_fonds_without_patterns() -> None:
    """A code need not begin with its fonds; where nothing is said of a fonds nothing is judged."""
    rows = [("J001", "全宗J001-0007", "A"), ("M003", "M003-0007", "A"), ("J001", "0008", "A")]
    frame, fits = with_parts(_frame(rows), {("", "J001"): ("全宗{fonds}-{file}", "{file}")})
    assert frame["file_no"].to_list() == ["0007", None, "0008"]
    assert fits.to_list() == [True, None, True]


def test_no_rows() -> None:
    """An empty table stays one."""
    frame, fits = with_parts(_frame([]), {("", ""): (SERIES, YEARS)})
    assert frame.height == 0 and fits.len() == 0


_PATTERNS = [SERIES, YEARS, "{fonds}{series:2}.{file}", "{fonds}·{year}-{item}", "旧{fonds}-{file}", "{class}-{file}号"]
_code = st.lists(
    st.sampled_from(["J001", "J1", "-", "·", ".", "WS", "1986", "D", "003", "旧", "号", "甲"]), min_size=1, max_size=9
).map("".join)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.sampled_from(["J001", "J1", "甲"]), _code), min_size=1, max_size=12),
    st.lists(st.sampled_from(_PATTERNS), min_size=1, max_size=4, unique=True),
)
def test_the_column_says_what_one_code_says(rows: list[tuple[str, str]], patterns: list[str]) -> None:
    """Whatever the codes and patterns, with ``addresses.fitting`` as the judge."""
    frame, fits = with_parts(_frame([(fonds, code, "A") for fonds, code in rows]), {("", ""): tuple(patterns)})
    for index, (fonds, code) in enumerate(rows):
        found = fitting(match_key(code), match_key(fonds), tuple(patterns))
        assert fits[index] == (found is not None)
        parts = found[1] if found else {}
        assert frame.select("series", "file_no", "item_no").row(index) == tuple(
            parts.get(name) for name in ("series", "file", "item")
        )
