"""Lists of several fonds are made at once, and each page gets its own."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from tests.unit.catalogue.publishing import view_of, write_release

from lantai.catalogue import lists
from lantai.catalogue.model import FondsSummary


def fonds(*counts: int) -> list[FondsSummary]:
    first = 0
    found = []
    for index, count in enumerate(counts):
        found.append(FondsSummary("", f"J{index}", f"/catalogue/J{index}/", first, count, None, None))
        first += count
    return found


def test_fonds_are_taken_together_until_they_are_many_records() -> None:
    """A large fonds stands alone, small ones share; none is left out and their order stays."""
    found = [[each.code for each in batch] for batch in lists.batches(fonds(60_000, 10, 49_990, 1, 80_000))]
    assert found == [["J0"], ["J1", "J2"], ["J3"], ["J4"]]
    together = [[each.code for each in batch] for batch in lists.batches(fonds(2, 1, 1, 3), at_once=3)]
    assert together == [["J0", "J1"], ["J2"], ["J3"]]
    assert list(lists.batches([])) == []


def test_a_fonds_is_not_one_whose_code_begins_with_its_own() -> None:
    """Withdrawn records of J1 belong to J1, those of J12 do not."""
    frame = pl.DataFrame({"list_address": ["/catalogue/J1/1/1-10/", "/catalogue/J12/1/1-10/"]})
    assert frame.filter(lists.below(fonds(1, 1)[1:])).height == 1


def test_pages_of_their_own_are_known_by_fonds() -> None:
    """Record 12 has a page: it is the third of the second fonds."""
    first, second, third = fonds(10, 5, 5)
    found = lists.Lists({}, {}, pl.Series([12], dtype=pl.UInt32))
    assert [found.pages_in(each) for each in (first, second, third)] == [False, True, False]


def test_many_years_are_gathered_into_decades() -> None:
    """24 years stand each by themselves; of more only decades do, with the first record of each."""
    years = [*range(1950, 1975)]
    frame = pl.DataFrame(
        {"list_address": ["/a/"] * 25 + ["/b/"] * 2 + ["/c/"], "year_start": [*years, 1950, 1951, 1950]}
    ).with_columns(anchor=pl.concat_str(pl.lit("x"), pl.col("year_start")))
    assert lists.jumps(frame, "{}s".format) == {
        "/a/": [("1950s", "x1950"), ("1960s", "x1960"), ("1970s", "x1970")],
        "/b/": [("1950", "x1950"), ("1951", "x1951")],
    }


def test_places_of_withdrawn_records_stand_in_the_order_of_their_codes(tmp_path: Path) -> None:
    """However they were withdrawn and read: pages that lead from list to list are the same in every build."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("name: 某馆\ncode: AR1\n", encoding="utf-8")
    codes = ["J001-10-1-1", "J001-9-1-1", "J001-2-1-12", "J001-2-1-3", "J001-1-1-1"]
    rows = [("AR1", "J001", code, "件", f"题{code}", "", "1954") for code in codes]
    write_release(tmp_path, "2026-01-01", rows)
    gone = "".join(f"- {{ref: {code}, on: 2026-06-01, reason: error}}\n" for code in codes[:-1])
    (tmp_path / "catalogue" / "withdrawals.yaml").write_text(gone, encoding="utf-8")
    view, _ = view_of(tmp_path)
    assert view.catalogue.tombstones["ref_code"].to_list() == ["J001-2-1-3", "J001-2-1-12", "J001-9-1-1", "J001-10-1-1"]
