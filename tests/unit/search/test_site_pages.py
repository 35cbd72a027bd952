"""Pages of the site and what records' objects say are found in full text, each in its own group."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.search.making import MODULES, make, table

from lantai.search import quality
from lantai.site.pages import Leaf, Page

NEWS = Page("/news/a/", "page", "防汛消息", "news", "zh-Hans", text="堤上吃飯的人")
RECORD = Page(
    "/catalogue/J001/1/a/", "record", "防汛布告", "record", "zh-Hans",
    leaves=(
        Leaf("text-1", "第 1 页文字", "為布告事"),
        Leaf("text-2", "第 2 页文字", "民工在堤上吃飯，不得擅離\n第二段"),
    ),
)  # fmt: skip
MANY = [
    Page(f"/catalogue/J002/{n}/", "record", "日记", "record", "zh-Hans", leaves=(Leaf("text-1", "", f"第{n}日晴"),))
    for n in range(30)
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("pages"), table(), [RECORD, NEWS, *MANY])


def ask(index: Path, query: str, leaves: int = 20) -> dict[str, Any]:
    (answer,) = quality.measure(MODULES, index / "index", [{"query": query, "leaves": leaves}])
    return answer


def test_a_leaf_is_found_by_its_text_and_opens_at_its_place(index: Path) -> None:
    """Simplified finds traditional; the hit is the page of the document, with its name and the words around them."""
    found = ask(index, "堤上吃饭")
    assert [(each["address"], each["leaf"], each["snippet"]) for each in found["leaves"]] == [
        ("/catalogue/J001/1/a/#text-2", "第 2 页文字", "民工在堤上吃飯，不得擅離 第二段")
    ]
    assert [each["address"] for each in found["pages"]] == ["/news/a/"]
    assert not found["more"]


def test_the_title_of_a_record_finds_none_of_its_leaves(index: Path) -> None:
    """The record itself stands among the records."""
    found = ask(index, "防汛")
    assert found["leaves"] == [] and [each["title"] for each in found["pages"]] == ["防汛消息"]


def test_all_terms_stand_on_one_leaf(index: Path) -> None:
    assert [each["address"][-6:] for each in ask(index, "民工 第二段")["leaves"]] == ["text-2"]
    assert ask(index, "民工 布告")["leaves"] == []


def test_more_leaves_come_when_asked_for(index: Path) -> None:
    first, rest = ask(index, "日晴"), ask(index, "日晴", 40)
    assert (len(first["leaves"]), first["more"], len(rest["leaves"]), rest["more"]) == (20, True, 30, False)
    assert rest["leaves"][:20] == first["leaves"]


def test_below_an_address_are_pages_alone(index: Path) -> None:
    """Who searches one exhibition gets its pages, no leaves, and is promised none."""
    request = {"query": "堤上", "within": "/news/", "leaves": 0}
    (found,) = quality.measure(MODULES, index / "index", [request])
    assert [each["address"] for each in found["pages"]] == ["/news/a/"]
    assert found["leaves"] == [] and not found["more"]


def test_a_range_of_years_finds_pages_by_its_words(tmp_path: Path) -> None:
    """Records have dates, pages do not: what stands there is found as it is written."""
    page = Page("/a/", "page", "水利", "page", "zh-Hans", text="1950年代的水利", group="guides")
    index = make(tmp_path, table(), [page])
    assert [[each["address"] for each in ask(index, query)["pages"]] for query in ("1950年代", "1950-1959")] == [
        ["/a/"],
        [],
    ]


def test_control_characters_are_no_part_of_a_text(tmp_path: Path) -> None:
    """Those that mark streams in the index would part a phrase or join two."""
    page = Page("/a/", "page", "防\x03汛", "page", "zh-Hans", "水\x02利", text="春\x04耕\n秋收", leaves=RECORD.leaves)
    index = make(tmp_path, table(), [page])
    (found,) = quality.measure(MODULES, index / "index", [{"query": "防汛 水利 春耕", "leaves": 20}])
    assert [(each["title"], each["snippet"]) for each in found["pages"]] == [("防 汛", "水 利")]


def test_a_page_taken_over_keeps_its_leaves() -> None:
    """What is noted of pages that are not made again has all that search wants."""
    assert Page.from_stub(RECORD.stub()).leaves == RECORD.leaves
