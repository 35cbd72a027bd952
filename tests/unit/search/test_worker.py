"""What the worker of the search page posts: never a total over a list that lacks what was found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.search.making import make, posted, search, table

from lantai.site.pages import Leaf, Page

COUNT = 9000
LATE = {8001, 8500, 8999}
"""The records that have as a subject what all have in their titles."""
LEAVES = [
    Page(f"/catalogue/J001/{n}/", "record", "日记", "record", "zh-Hans", leaves=(Leaf("text-1", "", f"第{n}日晴"),))
    for n in range(45)
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    titles = [f"澜溪县第{n}区水利{n * 7919 % 9973}号通知之{n * 104729 % 99991}" for n in range(COUNT)]
    subjects = ["水利" if n in LATE else None for n in range(COUNT)]
    return make(tmp_path_factory.mktemp("worker"), table(titles, subjects=subjects), LEAVES) / "index"


def numbers(messages: list[dict[str, Any]]) -> list[int]:
    """Return the records that the page shows in the end, as it puts them together."""
    shown: list[int] = []
    for message in messages:
        if message["type"] == "results":
            shown[message["from"] :] = [hit["number"] for hit in message["hits"]]
    return shown


def test_what_few_records_have_in_a_field_is_there_at_once(index: Path) -> None:
    """Three of nine thousand, in the first answer, with their number."""
    first = next(message for message in posted(index, search("主题:水利")) if message["type"] == "results")
    assert (first["total"], first["exact"], first["more"]) == (3, True, False)
    assert set(numbers([first])) == LATE and first["bytes"] < 30_000


def test_hits_come_once_and_in_order(index: Path) -> None:
    """Ten at first, then the page, then more of them: no record twice, none left out."""
    messages = posted(index, search("水利"), {"type": "more", "count": 40, "until": "results"})
    assert numbers(messages) == list(range(40))
    assert [message["more"] for message in messages if message["type"] == "results"] == [True] * 3


def test_other_values_of_a_chosen_filter_are_counted(tmp_path: Path) -> None:
    """Of the filter that is set all values have the counts that they would have alone; others those of the results."""
    fonds, levels = ["A", "A", "B", "B", "B", "C"], ["file", "item", "item", "item", "file", "item"]
    titles = ["水利", "水利", "水利", "水利", "水利", "教育"]
    index = make(tmp_path, table(titles, fonds=fonds, level=levels)) / "index"
    asked = search("水利")
    asked["request"]["fonds"] = ["A"]
    counts = next(each["counts"] for each in posted(index, asked) if each["type"] == "facets")
    assert [[value, count] for value, _, count in counts["fonds"]] == [["B", 3], ["A", 2]]
    assert sorted([value, count] for value, _, count in counts["level"]) == [["file", 1], ["item", 1]]


def test_leaves_follow_those_that_are_shown(index: Path) -> None:
    """Each answer holds the leaves after those that the page has, until there are no more."""
    asked = {"type": "leaves", "until": "pages"}
    messages = [each for each in posted(index, search("日晴"), asked, asked) if each["type"] == "pages"]
    assert [(each["from"], len(each["leaves"]), each["more"]) for each in messages] == [
        (0, 20, True),
        (20, 20, True),
        (40, 5, False),
    ]
    assert len({leaf["address"] for each in messages for leaf in each["leaves"]}) == 45


def test_nothing_is_suggested_for_what_was_found(index: Path) -> None:
    """Only who finds nothing is offered something else; a site without pinyin reads nothing for letters."""
    kinds = [{message["type"] for message in posted(index, search(query))} for query in ("水利", "鼋鼍", "kg")]
    assert ["suggestions" in found for found in kinds] == [False, True, True]
