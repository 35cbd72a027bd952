"""Records are found by code, in any spelling, and by field; what is held back is known but not shown."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from lantai.records import store as of_store
from lantai.records.store import Record, RecordStore, Withheld


@pytest.fixture
def store(tmp_path: Path) -> RecordStore:
    rows = [
        (0, "LX", "J001-1", "甲", "县府；水利局", 1954, 1954, None),
        (1, "LX", "J001-2", "乙", "水利局", 1960, 1962, "/p/"),
        (2, "LY", "J001-2", "丙", None, None, None, None),
    ]
    names = ["number", "repository_code", "ref_code", "title", "creators", "year_start", "year_end", "page_address"]
    frame = pl.DataFrame(rows, schema=names, orient="row").with_columns(
        match_key=pl.col("ref_code"), list_address=pl.lit("/catalogue/J001/1-200/"), anchor=pl.col("ref_code")
    )
    frame.write_parquet(tmp_path / "public.parquet")
    pl.DataFrame({"match_key": ["J001-9"], "ref_code": ["J001—9"], "reason": ["too-young"]}).write_parquet(
        tmp_path / "withheld.parquet"
    )
    return RecordStore.open(tmp_path / "public.parquet", tmp_path / "withheld.parquet")


def test_a_record_is_found_by_any_spelling_of_its_code(store: RecordStore) -> None:
    """Its fields come as text, its creators one by one, its address is the page that it gets by being asked for."""
    record = store.get("ｊ001 — 1")
    assert isinstance(record, Record)
    assert (record.title, record.creators, record.date_text) == ("甲", ("县府", "水利局"), "")
    assert record.address == "/catalogue/J001/1-200/J001-1/"


def test_what_is_cited_has_a_page_until_pages_are_settled(store: RecordStore) -> None:
    """What a query finds leads to the list; what is asked for by code to its page; late askers to the list again."""
    assert [r.address for r in store.query(title="甲")] == ["/catalogue/J001/1-200/#J001-1"]
    assert store.settle() == frozenset()
    late = store.get("J001-1")
    assert isinstance(late, Record) and late.address == "/catalogue/J001/1-200/#J001-1"


def test_two_archives_may_use_one_code(store: RecordStore) -> None:
    """Without an archive the first in order is meant; with one, its own."""
    first, second = store.get("J001-2"), store.get("J001-2", "LY")
    assert isinstance(first, Record) and isinstance(second, Record)
    assert (first.title, first.address, second.title) == ("乙", "/p/", "丙")


def test_what_is_held_back_is_told_apart_from_what_is_unknown(store: RecordStore) -> None:
    """So that a message can say which."""
    assert store.many(["J001-9", "J001-10"]) == [Withheld("J001—9", "too-young"), None]


def test_records_are_found_by_field(store: RecordStore) -> None:
    """One value of several, any of a list, years that meet, a part of the title; in archival order."""
    assert [r.number for r in store.query(creators="水利局")] == [0, 1]
    assert [r.number for r in store.query(title=["乙", "丙"], limit=1)] == [1]
    assert [r.number for r in store.query(years=(1955, 1960))] == [1]
    assert store.count(contains="甲", repository_code="LX") == 1
    with pytest.raises(KeyError):
        store.query(secret="x")


def test_a_site_without_a_catalogue_has_an_empty_store() -> None:
    """It finds nothing and does not fail."""
    assert (len(RecordStore.empty()), RecordStore.empty().get("J001"), RecordStore.empty().query()) == (0, None, [])


def test_records_are_counted_by_the_values_of_a_field(store: RecordStore) -> None:
    """Each value of a field that has several counts; what has none does not; the most frequent comes first."""
    assert store.tally("creators") == [("水利局", 2), ("县府", 1)]
    assert store.tally("year_start") == [("1954", 1), ("1960", 1)]
    assert store.tally("creators", title="甲") == [("县府", 1), ("水利局", 1)]
    assert RecordStore.empty().tally("creators") == []


def test_an_unknown_code_is_answered_with_those_most_like_it(store: RecordStore) -> None:
    """Never with one that is withheld."""
    assert store.near("J001-12")[0] == "J001-1"
    assert "J001—9" not in store.near("J001-9")
    assert store.near("Z999-1") == [] and RecordStore.empty().near("J001-1") == []


def test_many_codes_are_found_as_one_is(store: RecordStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """From some number of questions on the table is put in order first; the answers stay the same."""
    codes = ["J001-2", "J001-1", "J001-3", "J001-9"]
    singly = store.many(codes)
    monkeypatch.setattr(of_store, "_GONE_THROUGH", 0)
    again = RecordStore.open(store._public, store._withheld)  # type: ignore[arg-type]
    assert again.many(codes) == singly
    assert [isinstance(each, Record) for each in singly] == [True, True, False, False]
