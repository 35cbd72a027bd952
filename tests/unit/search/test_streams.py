"""What of a record is searched: its folded texts."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from lantai import text
from lantai.search import streams


@settings(max_examples=30)
@given(st.lists(st.text("土改地 aB1九五四年〇〔–", max_size=12), min_size=1, max_size=8))
def test_columns_fold_like_single_texts(titles: list[str]) -> None:
    """Folding by the column gives what folding each title gives."""
    found = streams.of_texts([[title] for title in titles])
    joined = found.codes.astype("<u4").tobytes().decode("utf-32-le")
    assert joined == "".join(f"\x02{text.fold(title)}\x03" for title in titles)


@settings(max_examples=200)
@given(st.lists(st.text("1９2五〇0年月日号.-—／ 民國康德", min_size=5, max_size=14), min_size=1, max_size=20))
def test_no_title_with_another_writing_of_its_dates_is_passed_over(titles: list[str]) -> None:
    """By the column, years and days are written as in a single title, and nothing where that changes nothing."""
    found = streams.titles_with_years(pl.Series(titles))
    written = [(text.fold(title), text.with_years(text.fold(title))) for title in titles]
    expected = [years if years != folded else None for folded, years in written]
    assert (found.to_list() if found is not None else [None] * len(titles)) == expected


def test_titles_with_another_writing_of_a_day_are_not_passed_over() -> None:
    signs = ["1954.3.5", "１９５４－０３－０５", "1954—3—5", "1954／3／5"]
    writings = [*signs, "1954年03月05日", "1954 年 3 月 5 號", "一九五四年三月五日"]
    found = streams.titles_with_years(pl.Series([*writings, "1954年3月5日", "1954.3"]))
    assert found is not None and found.to_list() == ["1954年3月5日"] * len(writings) + [None, None]
