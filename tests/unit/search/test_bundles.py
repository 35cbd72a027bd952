"""Blocks of records lie in folders named by what is in them, which stay while their records do."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.unit.search.making import ask, copied, make, table

from lantai.search import bundles
from lantai.search.bundles import Cut
from lantai.search.container import body_of


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundles of one block, 64 records."""
    monkeypatch.setattr(bundles, "LEAST", 1)


def titles(count: int) -> list[str]:
    return [f"第{number}号案卷" for number in range(count)]


def folders(folder: Path) -> list[str]:
    """Return the folders of the bundles as the directory names them."""
    pointer = json.loads((folder / "index/current.json").read_text(encoding="utf-8"))
    directory = json.loads(body_of(folder / "index" / pointer["index"] / "d/0/0.bin"))
    return [each["index"] for each in directory["records"]["bundles"]]


@pytest.mark.usefixtures("small")
def test_records_that_are_added_leave_the_bundles_before_them_as_they_are(tmp_path: Path) -> None:
    """Of 200 records in four bundles one more changes the last alone; each is found and shown."""
    made = [make(tmp_path / str(count), table(titles(count))) for count in (200, 201)]
    before, after = map(folders, made)
    assert len(set(before)) == len(after) == 4
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, True, True, False]
    for name in before[:3]:
        files = [
            sorted((path.name, path.read_bytes()) for path in (each / "index" / name).rglob("*.bin")) for each in made
        ]
        assert files[0] == files[1] and files[0]
    (answer,) = ask(made[1], "案卷")
    assert answer["total"] == 201 and sorted(answer["hits"]) == list(range(201))


@pytest.mark.usefixtures("small")
def test_a_block_that_strayed_in_from_another_index_is_noticed(tmp_path: Path) -> None:
    """It has the right ordinal and is whole, but the stamp of another bundle."""
    here, there = make(tmp_path / "a", table()), make(tmp_path / "b", table(["关于土地改革的通知"]))
    block = copied(here, 0, "r")
    block.write_bytes(copied(there, 0, "r").read_bytes())
    assert ask(here, {"query": "土地改革", "index": str(here / "0")}) == [{"error": "mismatched"}]


@pytest.mark.usefixtures("small")
def test_what_is_wanted_alone_is_written(tmp_path: Path) -> None:
    """Three of five bundles, two of them neighbours, are those that a whole index has."""
    made = make(tmp_path, table(titles(300)))
    own = [False] * 300
    found = bundles.write(tmp_path / "some", made / "public.parquet", own, Cut(64, 0), [0, 3, 4], 2)
    names = folders(made)
    assert {number: each.name for number, each in found.items()} == {number: names[number] for number in (0, 3, 4)}
    for bundle in found.values():
        for path in bundle.files:
            assert (tmp_path / "some" / bundle.name / path).read_bytes() == (
                made / "index" / bundle.name / path
            ).read_bytes()
    assert len(list((tmp_path / "some").iterdir())) == 3


def test_cuts_grow_by_powers_of_two() -> None:
    """At most 64 bundles, of 64 blocks at least, whatever the number of records."""
    cuts = [Cut.of(count, 303) for count in (0, 1, 1_000_000, 1_010_000, 10_000_000)]
    assert [cut.bundle for cut in cuts] == [64, 64, 64, 64, 1024]
    assert [cut.count(count) for cut, count in zip(cuts[2:], (1_000_000, 1_010_000, 10_000_000), strict=True)] == [
        52, 53, 33,
    ]  # fmt: skip


@dataclass(frozen=True)
class Fonds:
    first: int
    count: int
    digest: str


def test_a_key_is_of_all_that_shows_in_a_bundle() -> None:
    """Fonds of 5, 10 and 5 records in bundles of 4 and what of them is cited: what changes changes these keys alone."""
    fonds = [Fonds(0, 5, "a"), Fonds(5, 10, "b"), Fonds(15, 5, "c")]

    def changed(fonds: list[Fonds], cited: set[int], frame: str = "frame", block: int = 4) -> list[int]:
        now = bundles.keys(frame, Cut(block, 0), fonds, cited)
        assert len(now) >= len(before)
        return [number for number, key in enumerate(now) if number >= len(before) or key != before[number]]

    before: list[str] = []
    before = bundles.keys("frame", Cut(4, 0), fonds, {7})
    assert len(set(before)) == 5
    assert changed(fonds, {7}) == []
    assert changed([replace(fonds[0], digest="x"), *fonds[1:]], {7}) == [0, 1]
    assert changed([*fonds[:2], replace(fonds[2], digest="x")], {7}) == [3, 4]
    assert changed([*fonds, Fonds(20, 1, "d")], {7}) == [5]
    assert changed(fonds, set()) == [1] and changed(fonds, {7, 8}) == [2] and changed(fonds, {6, 7}) == [1]
    assert changed(fonds, {7}, frame="other") == changed(fonds, {7}, block=3)[:5] == [0, 1, 2, 3, 4]
    assert bundles.keys("frame", Cut(4, 0), [], set()) == []
