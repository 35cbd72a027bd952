"""The tree of phrases is what a scan of all texts gives, however finely the work is cut."""

from __future__ import annotations

from collections import Counter, defaultdict

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantai.search import order, streams, suffixes
from lantai.search.spill import Spill
from lantai.search.tree import LONGEST, grown
from lantai.threads import in_order

CREATORS = st.sampled_from([None, "土地", "土地改革", "A土土土土土土土土土土土土土B"])
ROWS = st.tuples(st.text("土地改革A", max_size=16), CREATORS)


Nodes = dict[str, tuple[int, bool, set[int], dict[str, set[int]]]]
MARKS = {"begins": 1, "title": 2, "creators": 4, "doc_no": 8, "subjects": 16, "places": 32}


def nodes_of(rows: list[tuple[str, str | None]], leaf: int, chunk: int) -> Nodes:
    """Return what the builder finds: each node's places, whether it is a leaf, its records, those with each mark."""
    table = pl.DataFrame(rows, schema={"title": pl.String, "creators": pl.String}, orient="row")
    table = table.with_columns(year_start=pl.lit(1954), year_end=pl.lit(1954))
    found: Nodes = {}
    with Spill(False) as spill:
        gathered = suffixes.gathered(map(streams.of_records, table.iter_slices(chunk)), spill, 2)
        for part in gathered.parts:
            tree = grown(gathered, part, leaf)
            for place, depth, start, size, ends in zip(
                tree.places, tree.depths, tree.starts, tree.sizes, tree.leaves, strict=True
            ):
                here = tree.found[start : start + size].tolist()
                marked = {name: {each >> 6 for each in here if each & bit} for name, bit in MARKS.items()}
                phrase = gathered.text.phrase(int(place), int(depth))
                found[phrase] = int(size), bool(ends), {each >> 6 for each in here}, marked
    assert list(found) == sorted(found)
    return found


def scanned(rows: list[tuple[str, str | None]], leaf: int) -> Nodes:
    """Return the same by looking at every place of every text."""
    places: Counter[str] = Counter()
    records, marked = defaultdict(set), defaultdict(lambda: {name: set() for name in MARKS})
    for number, (title, creator) in enumerate(rows):
        texts = {"title": f"{title.lower()}\x03", **({"creators": f"{creator.lower()}\x03"} if creator else {})}
        starts = [(name, at, text[at:]) for name, text in texts.items() for at in range(len(text) - 1)]
        for name, at, rest in [*starts, ("", 0, "\x0419540000\x03")]:
            for length in range(1, min(len(rest), LONGEST) + 1):
                places[rest[:length]] += 1
                records[rest[:length]].add(number)
                here = marked[rest[:length]]
                if name:
                    here[name].add(number)
                if name == "title" and at == 0:
                    here["begins"].add(number)
    ends = {node: count <= leaf or node[-1] == "\x03" or len(node) == LONGEST for node, count in places.items()}
    return {
        node: (count, ends[node], records[node], marked[node])
        for node, count in places.items()
        if len(node) == 1 or not any(ends[node[:length]] for length in range(1, len(node)))
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=25), st.integers(1, 4), st.sampled_from([1, 4, 100]))
def test_nodes_are_those_of_a_scan(rows: list[tuple[str, str | None]], leaf: int, chunk: int) -> None:
    """Places, leaves and records of every node, with repeated texts, in chunks of any size."""
    assert nodes_of(rows, leaf, chunk) == scanned(rows, leaf)


@pytest.mark.parametrize("size", [1, 2, 7, 30])
def test_nodes_do_not_depend_on_how_the_work_is_cut(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Small blocks, parts and ranges give the nodes of a scan, too."""
    rows = [(f"土地改革{'地改' * (i % 5)}土地A{i % 3}", "土地改革" if i % 2 else None) for i in range(40)]
    for module, name in ((suffixes, "BLOCK"), (suffixes, "PART"), (order, "RANGE")):
        monkeypatch.setattr(module, name, size)
    assert nodes_of(rows, 3, 9) == scanned(rows, 3)


def test_results_come_in_the_order_of_what_was_given() -> None:
    """However many threads work and whatever ends first."""
    assert list(in_order(lambda number: number * number, range(50), 3)) == [number * number for number in range(50)]
