"""How many records have several terms, where their lists are too long to read: said only as exactly as it is known."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from tests.unit.search.making import ask, make, posted, search, table

COUNT = 60_000
CHANCE = random.Random(11)
KINDS = ["通知" if CHANCE.random() < 0.5 else "报告" for _ in range(COUNT)]
"""Half of them are notices, all the same everywhere."""
PLACES = ["城关镇" if n // 6000 % 2 and CHANCE.random() < 0.9 else "乡" for n in range(COUNT)]
"""In every second fonds nearly all are of the town."""
RARE = {*CHANCE.sample(range(COUNT), 40)}
SPRING = {*range(30_030, 30_060), *range(51_000, 51_400)}
"""Records that stand together."""


def title(n: int) -> str:
    topic = "防汛" if n in RARE else "春耕" if n in SPRING else "征兵" if n % 3 else "水利"
    return f"{PLACES[n]}{topic}{KINDS[n]}{n * 7919 % 9973}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patched:
        for name, size in (("WHOLE", 200), ("INLINE_BYTES", 60), ("SLICE_BYTES", 200)):
            patched.setattr(f"lantai.search.shards.{name}", size)
        return make(tmp_path_factory.mktemp("totals"), table([title(n) for n in range(COUNT)]))


def right(query: str) -> int:
    terms = query.split()
    return sum(all((term.strip("-") in title(n)) != term.startswith("-") for term in terms) for n in range(COUNT))


def test_a_total_that_is_reckoned_is_within_five_percent(folder: Path) -> None:
    """Pieces of the lists tell, drawn over all records: also of what stands only in every second fonds."""
    queries = ("征兵 通知", "城关镇 通知", "城关镇 水利 报告", "城关镇 -通知")
    for query, answer in zip(queries, ask(folder, *({"query": query, "all": None} for query in queries)), strict=True):
        told, truth = answer["counted"], right(query)
        assert not told["exact"] and told["total"] == told["high"]
        assert abs(told["total"] - truth) <= 0.05 * truth, (query, truth)


def test_few_results_are_counted(folder: Path) -> None:
    """What some forty records have, and half of these: these are looked at, however long the other list is."""
    (answer,) = ask(folder, {"query": "防汛 通知", "all": None})
    assert (answer["counted"]["total"], answer["counted"]["exact"]) == (right("防汛 通知"), True)


def test_what_pieces_cannot_tell_is_said_as_a_range(folder: Path) -> None:
    """Of few pieces, where the records stand together: from a number to another, and what is right lies between."""
    (answer,) = ask(folder, {"query": "城关镇 水利 通知", "all": None, "limit": 1})
    told = answer["counted"]
    assert not told["exact"] and told["total"] < right("城关镇 水利 通知") < told["high"]


def test_every_total_is_exact_on_demand(folder: Path) -> None:
    """Who asks for the exact total gets it, however it was reckoned before."""
    asked = {**search("城关镇 水利 报告"), "until": "facets"}
    messages = posted(folder / "index", asked, {"type": "count", "until": "facets"})
    totals = [message for message in messages if "exact" in message and message["type"] in ("results", "total")]
    assert (totals[-1]["total"], totals[-1]["exact"]) == (right("城关镇 水利 报告"), True)


def test_nothing_is_said_of_a_total_before_it_is_known(folder: Path) -> None:
    """With the first results no number comes that nobody has counted or reckoned yet."""
    messages: list[dict[str, Any]] = posted(folder / "index", search("城关镇 通知"))
    first = next(message for message in messages if message["type"] == "results")
    assert len(first["hits"]) == 10 and not first["exact"] and "high" not in first
    assert any("high" in message for message in messages if message["type"] == "total")
