"""How many records have several terms, where their lists are too long to read: said only as exactly as it is known."""

from __future__ import annotations

import random
import shutil
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import pytest
from tests.unit.search.making import MODULES, ask, make, posted, search, table

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
    """Pieces of the lists tell, drawn over all records: also of what stands only in every second fonds.

    Eight times of ten at least, and never off by more than ten.
    """
    words = ("城关镇", "乡", "征兵", "水利", "通知", "报告")
    queries = [f"{a} -{b}" for a, b in permutations(words, 2)]
    queries += [" ".join(each) for size in (2, 3) for each in combinations(words, size)]
    errors = []
    for query, answer in zip(queries, ask(folder, *({"query": query, "all": None} for query in queries)), strict=True):
        told, truth = answer["counted"], right(query)
        if not told["exact"]:
            assert told["total"] == told["high"]
            errors.append(abs(told["total"] - truth) / truth)
    assert len(errors) > 30 and max(errors) < 0.1
    assert sum(error <= 0.05 for error in errors) >= 0.8 * len(errors)


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


def test_what_is_found_is_shown_while_the_rest_is_looked_for(folder: Path) -> None:
    """Few of the records with a rare word have the other: those found first are posted first, each once, in order."""
    messages = posted(folder / "index", search("防汛 报告"))
    parts = [[hit["number"] for hit in each["hits"]] for each in messages if each["type"] == "results"]
    assert 0 < len(parts[0]) < 10 and all(each["more"] for each in messages[1 : len(parts) - 1])
    assert [n for part in parts for n in part] == [n for n in range(COUNT) if "防汛报告" in title(n)]
    starts = [each["from"] for each in messages if each["type"] == "results"]
    assert starts == [sum(map(len, parts[:i])) for i in range(len(parts))]


def test_what_leaves_nothing_is_known_by_how_often_words_stand(folder: Path) -> None:
    """The excluded word is a part of the other, or they overlap wherever the other stands: no list is read for that."""
    queries = ("通知 -通", "镇征 -城关镇", "镇水利 -关镇", "征兵 -镇征", "题名:镇水 -城关镇", "主题:水利 -通知")
    for query, answer in zip(queries, ask(folder, *({"query": query, "all": 5} for query in queries)), strict=True):
        empty = query != "征兵 -镇征"
        assert (answer["counted"]["total"] == 0, answer["counted"]["exact"] or not empty) == (empty, True), query
        assert not empty or (answer["first"]["rounds"] == 1 and answer["first"]["requests"] <= 3), query
    (other,) = ask(folder, {"query": "镇水利 -题名:春耕", "all": None})
    assert other["shown"] == [n for n in range(COUNT) if "镇水利" in title(n)][:10]


def test_a_page_that_takes_too_much_stops_with_what_it_has(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found is shown, and loading on goes on from there."""
    modules = Path(shutil.copytree(MODULES, folder / "modules"))
    worker = modules / "worker.js"
    worker.write_text(
        worker.read_text(encoding="utf-8").replace("PAGE_BYTES = 400_000", "PAGE_BYTES = 6000"), encoding="utf-8"
    )
    monkeypatch.setattr("tests.unit.search.making.MODULES", modules)
    on = {"type": "more", "count": 20, "until": "results"}
    messages = posted(folder / "index", {**search("城关镇 春耕 通知"), "until": "facets"}, *[on] * 6)
    results = [message for message in messages if message["type"] == "results"]
    assert results[0]["more"] and len(results[0]["hits"]) < 10
    numbers = [hit["number"] for message in results for hit in message["hits"]]
    expected = [n for n in range(COUNT) if all(word in title(n) for word in ("城关镇", "春耕", "通知"))]
    assert numbers == expected[: len(numbers)] and len(numbers) >= min(20, len(expected))


def test_a_word_with_signs_around_it_has_its_total_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has 《防汛》 has 防汛, too: one list tells how many there are, which two long ones would not."""
    for name, size in (("WHOLE", 200), ("INLINE_BYTES", 60), ("SLICE_BYTES", 200)):
        monkeypatch.setattr(f"lantai.search.shards.{name}", size)
    chance = random.Random(5)
    titles = [f"{n * 7919 % 9973}{chance.choice(('《防汛》', '防汛', '报告'))}{n}" for n in range(9000)]
    make(tmp_path, table(titles))
    (answer,) = ask(tmp_path, {"query": "《防汛》", "limit": 1})
    assert answer["exact"] and answer["total"] == sum("防汛" in title for title in titles)
