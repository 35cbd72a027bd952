"""Rows of list pages."""

from __future__ import annotations

import polars as pl
from tests.unit.catalogue.conftest import gated, release

from lantai.catalogue.merging import merge
from lantai.catalogue.rows import list_rows

LIST = "/catalogue/J001/1/1-10/"


def texts(key: str, **values: object) -> str:
    return {"catalogue.withdrawn": "该条目已撤下", "frame.record_media": "有图", "frame.between": "、"}[key]


def table(*records: dict) -> pl.DataFrame:
    merged = merge([(release("one"), gated(*records))]).public
    return merged.with_columns(
        list_address=pl.lit(LIST),
        anchor=pl.col("match_key"),
        page_address=pl.lit(None, pl.String),
        has_media=pl.lit(False),
    )


def nothing() -> pl.DataFrame:
    names = ("ref_code", "match_key", "list_address", "anchor")
    return pl.DataFrame(schema=dict.fromkeys(names, pl.String))


def test_markup_in_the_data_stays_text() -> None:
    """Titles, codes and anchors are escaped."""
    found = list_rows(table({"ref_code": 'J"1', "title": "<script>alert(1)</script>&"}), nothing(), texts, "zh-Hans")
    assert "<script>" not in found[LIST]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in found[LIST]
    assert 'id="J&#34;1"' in found[LIST]


def test_a_code_of_a_hundred_characters_may_break() -> None:
    """So that a list is no wider than its page; codes of the usual length stay on one line."""
    found = list_rows(table({"ref_code": "Z" * 100}, {"ref_code": "J001-1"}), nothing(), texts, "zh-Hans")
    assert f'<td class="long">{"Z" * 100}' in found[LIST]
    assert "<td>J001-1" in found[LIST]


def test_a_record_without_a_page_shows_its_details_in_the_row() -> None:
    """Fields that a page would show stand under the title; a record with a page links to it instead."""
    record = {"ref_code": "J001-1", "title": "题", "doc_no": "（50）水字第1号", "subjects": "水利；防汛"}
    assert "水利、防汛" in list_rows(table(record), nothing(), texts, "zh-Hans")[LIST]
    paged = table(record).with_columns(page_address=pl.lit(LIST + "J001-1/"))
    row = list_rows(paged, nothing(), texts, "zh-Hans")[LIST]
    assert '<a href="J001-1/">题</a>' in row
    assert "水利、防汛" not in row


def test_a_withdrawn_record_keeps_its_place_and_says_nothing_else() -> None:
    """The tombstone stands in order with its anchor and code, without title or reason."""
    gone = pl.DataFrame({"ref_code": ["J001-2"], "match_key": ["J001-2"], "list_address": [LIST], "anchor": ["J001-2"]})
    records = [{"ref_code": "J001-10", "title": "十"}, {"ref_code": "J001-1", "title": "一"}]
    row = list_rows(table(*records), gone, texts, "zh-Hans")[LIST]
    assert row.index('id="J001-1"') < row.index('id="J001-2"') < row.index('id="J001-10"')
    assert '<tr id="J001-2" class="withdrawn"><td>J001-2<th scope="row">该条目已撤下<td><td></tr>' in row


def test_both_forms_of_a_date_are_shown() -> None:
    """A lunar date has its Gregorian day beside it."""
    record = {"ref_code": "J001-1", "title": "题", "date_text": "光绪二十六年闰八月初一"}
    assert "光绪二十六年闰八月初一（1900-09-24）" in list_rows(table(record), nothing(), texts, "zh-Hans")[LIST]


def test_several_values_are_told_apart_as_the_language_does() -> None:
    """An English list has no 、."""
    record = {"ref_code": "J001-1", "title": "Map", "creators": "Li；Wang", "subjects": "dikes；floods"}
    english = {"frame.record_media": "images", "frame.between": ", "}
    row = list_rows(table(record), nothing(), lambda key, **_: english[key], "en")[LIST]
    assert "<td>Li, Wang" in row and "dikes, floods" in row and "、" not in row
