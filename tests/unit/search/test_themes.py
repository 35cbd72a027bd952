"""Themes as filters: their lists in the index, what a search reads of them, what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from tests.unit.search.making import MODULES, ask, make, posted, search, table

from lantai.search import quality, themes
from lantai.search.container import body_of, file_name
from lantai.search.themes import Theme

COUNT = 9000
FLOOD = [n for n in range(COUNT) if n * 7919 % 9973 % 3 == 0]
"""A theme whose list is cut."""
SCHOOLS = [5, 4001, 8999]
THEMES = [
    Theme("flood", "防汛与水利", np.array(FLOOD, np.uint32)),
    Theme("schools", "办学记", np.array(SCHOOLS, np.uint32)),
    Theme("nothing", "尚无条目", np.zeros(0, np.uint32)),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    titles = [f"澜溪县第{n}区水利{n * 7919 % 9973}号通知之{n * 104729 % 99991}" for n in range(COUNT)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lantai.search.themes.INLINE_BYTES", 100)
        patch.setattr("lantai.search.themes.SLICE_BYTES", 30)
        return make(tmp_path_factory.mktemp("themes"), table(titles), gathered=THEMES)


def directory(index: Path) -> dict:
    pointer = json.loads((index / "current.json").read_text(encoding="utf-8"))
    return json.loads(body_of(index / pointer["index"] / file_name("d", 0)))


def kinds(index: Path) -> set[str]:
    return {path.relative_to(index).parts[1] for path in index.rglob("*.bin")}


def test_a_theme_is_a_filter(site: Path) -> None:
    """Alone, with words, with others of its kind, with words it lacks, and one that does not exist."""
    answers = ask(
        site,
        {"query": "", "theme": ["flood"]},
        {"query": "", "theme": ["schools"]},
        {"query": "水利", "theme": ["schools", "flood"]},
        {"query": "第4001区", "theme": ["flood"]},
        {"query": "-第4001区", "theme": ["schools"]},
        {"query": "水利", "theme": ["gone"]},
        {"query": "", "theme": ["nothing"]},
    )
    right = [FLOOD, SCHOOLS, sorted({*FLOOD, *SCHOOLS}), [], [5, 8999], [], []]
    assert [answer["counted"] | {"bytes": 0} for answer in answers] == [
        {"total": len(numbers), "exact": True, "bytes": 0} for numbers in right
    ]
    assert [answer["hits"] for answer in answers] == [numbers[:1000] for numbers in right]


def test_a_page_of_a_theme_costs_no_more_than_any(site: Path) -> None:
    """One file more than without it: what is cut gives its head, and only slices in which hits may be."""
    queries = ("", "水利", "关于", "水利300")
    for answer in ask(site, *({"query": query, "theme": ["flood"], "all": None} for query in queries)):
        assert answer["first"]["rounds"] <= 3 and answer["first"]["requests"] <= 12
        assert answer["first"]["bytes"] <= 60_000


def test_titles_that_begin_with_the_words_come_first_in_a_theme(tmp_path: Path) -> None:
    """As without the theme, also where its records lie in more blocks than are read at once."""
    titles = [f"澜溪县第{n}区水利" for n in range(3000)]
    titles[2900], titles[2901] = "水利志", "水利"
    theme = Theme("water", "水利", np.arange(0, 3000, 2, np.uint32))
    (answer,) = ask(make(tmp_path, table(titles), gathered=[theme]), {"query": "水利", "theme": ["water"]})
    assert answer["shown"][:3] == [2900, 0, 2] and answer["total"] == 1500


def test_themes_are_counted_with_the_results(site: Path) -> None:
    """By slug and name, in the order of the themes; none without a result; of one that is set, the others, too."""
    asked = search("第4001区水利")
    plain = next(each["counts"] for each in posted(site / "index", asked) if each["type"] == "facets")
    assert plain["theme"] == [["schools", "办学记", 1]]
    asked = search("")
    asked["request"]["theme"] = ["schools"]
    counts = next(each["counts"] for each in posted(site / "index", asked) if each["type"] == "facets")
    assert counts["theme"] == [["schools", "办学记", 3]]
    asked = search("水利")
    asked["request"]["theme"] = ["schools"]
    counts = next(each["counts"] for each in posted(site / "index", asked) if each["type"] == "facets")
    assert counts["theme"] == [["flood", "防汛与水利", len(FLOOD)], ["schools", "办学记", 3]]
    assert counts["decade"] == []


def test_a_site_without_themes_pays_nothing(tmp_path: Path) -> None:
    """No file, no word in the directory, not one request."""
    index = make(tmp_path, table()) / "index"
    assert "theme" not in directory(index)["facets"]["values"] and not kinds(index) & {"m", "n"}
    counts = next(each["counts"] for each in posted(index, search("关于")) if each["type"] == "facets")
    assert counts["theme"] == []


def test_a_new_theme_changes_no_file_of_the_records(tmp_path: Path) -> None:
    """What visitors have of the records stays in their caches; the index is another one all the same."""
    with_one, without = make(tmp_path / "a", table(), gathered=[THEMES[1]]), make(tmp_path / "b", table())
    pointers, known = zip(*[(json.loads((each / "index/current.json").read_text()), directory(each / "index"))
                            for each in (with_one, without)], strict=True)  # fmt: skip
    assert known[0]["records"] == known[1]["records"]
    assert pointers[0]["index"] != pointers[1]["index"] and pointers[0]["stamp"] != pointers[1]["stamp"]


def test_lists_are_read_again_as_they_were_written(site: Path) -> None:
    """Whole, cut and empty ones, without the modules of the page."""
    index = site / "index"
    pointer = json.loads((index / "current.json").read_text(encoding="utf-8"))
    values = directory(index)["facets"]["values"]
    assert "n" in kinds(index)
    read = themes.read(values, lambda kind, ordinal: body_of(index / pointer["index"] / file_name(kind, ordinal)))
    assert [(each.slug, each.title, each.numbers.tolist()) for each in read] == [
        ("flood", "防汛与水利", FLOOD),
        ("schools", "办学记", SCHOOLS),
        ("nothing", "尚无条目", []),
    ]


def test_quality_sees_a_theme_that_is_not_what_it_should_be(site: Path) -> None:
    """The records of a theme come from the catalogue, not from the index: one too few is noticed."""
    scan = quality.Scan(site / "public.parquet")
    index = site / "index"
    good, outcomes = quality.assess(scan, MODULES, index, ["水利"], {"flood": FLOOD, "schools": SCHOOLS})
    assert (good.recall, good.precision, good.wrong_totals, good.queries) == (1.0, 1.0, 0, len(outcomes))
    assert good.queries > 20
    bad, _ = quality.assess(scan, MODULES, index, ["水利"], {"schools": [5, 4001]})
    assert bad.precision < 1 and bad.wrong_totals


@pytest.mark.parametrize("number", [10, 12])
def test_another_format_is_refused(tmp_path: Path, number: int) -> None:
    """By the modules, whatever else the index holds."""
    folder = make(tmp_path, table(), gathered=[THEMES[1]])
    pointer = folder / "index" / "current.json"
    written = pointer.read_text(encoding="utf-8")
    pointer.write_text(re.sub(r'"format": ?11', f'"format": {number}', written), encoding="utf-8")
    assert pointer.read_text(encoding="utf-8") != written
    (answer,) = ask(folder, {"query": "关于", "theme": ["schools"]})
    assert answer["error"] == "format"
