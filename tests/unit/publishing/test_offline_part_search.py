"""The index of a part of a site: its records alone, with what the site's own index knows of names and words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from tests.unit.search.making import MODULES, make, table

from lantai.publishing.manifest import Entry
from lantai.publishing.offline import part_search
from lantai.publishing.offline.choosing import Choice, Scope
from lantai.publishing.offline.tree import Tree
from lantai.search import pinyin, quality
from lantai.search.container import body_of
from lantai.search.themes import Theme
from lantai.site.pages import Leaf, Page

TITLES = ("成立防汛指挥部的通知", "塘坝蓄水的报告", "商会会员名册")
PAGES = [
    Page("/exhibitions/flood/", "x", "洪水展", "exhibition", "zh-Hans", text="防汛", group="exhibitions"),
    Page("/catalogue/J001/0/", "x", "布告", "record", "zh-Hans", leaves=(Leaf("text-1", "第 1 页", "民工在堤上"),)),
    Page("/exhibitions/trade/", "x", "商会展", "exhibition", "zh-Hans", text="商会", group="exhibitions"),
]
THEMES = [
    Theme("flood", "防汛记", np.array([0, 1], np.uint32)),
    Theme("trade", "商会记", np.array([2], np.uint32)),
]
SYNONYMS = (("防汛", "防洪"),)
NAMES = {"fonds": {"J001": "县人委", "J002": "县商会"}, "release": {"2026": "第二批"}}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site as far as search goes: three records in two fonds, its index, its download."""
    folder = tmp_path_factory.mktemp("site")
    records = table(TITLES, fonds=["J001", "J001", "J002"], subjects=["防汛", "塘坝", "商会"])
    words = pinyin.read({"商会": 2, "防汛": 1, "塘坝": 1})
    make(folder / "search", records, PAGES, synonyms=SYNONYMS, names=NAMES, words=words, gathered=THEMES)
    (folder / "data").mkdir()
    named = ("ref_code", "title", "fonds", "level", "release", "repository_code", "subjects")
    addresses = pl.Series("address", [f"/catalogue/J00{number // 2 + 1}/{number}/" for number in range(3)])
    dates = [pl.lit(None, pl.String).alias(f"date_{end}") for end in ("start", "end")]
    records.select(*named, addresses, *dates).write_parquet(folder / "data" / "catalogue.parquet")
    for address in addresses:
        page = folder / address.strip("/") / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text("<p>", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def part(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of an exhibition on floods that cites the first record."""
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    tree = Tree(site, {name: Entry((site / name).stat().st_size, "") for name in paths}, "")
    cited = "catalogue/J001/0/index.html"
    choice = Choice(Scope("exhibition", "flood"), ["exhibitions/flood/index.html", cited], records=[cited]).settle()
    out = tmp_path_factory.mktemp("part") / "index"
    part_search.build(tree, choice, out)
    return out


def ask(part: Path, **request: Any) -> dict[str, Any]:
    (answer,) = quality.measure(MODULES, part, [request])
    return answer


def test_a_synonym_of_the_site_finds_in_the_part(part: Path) -> None:
    assert ask(part, query="防洪指挥部", all=10)["hits"] == [0]


def test_what_is_not_in_the_part_is_not_found(part: Path) -> None:
    """Nor are its fonds and its words anywhere in the index."""
    assert ask(part, query="商会", all=10)["hits"] == []
    assert [page["title"] for page in ask(part, query="商会", leaves=9)["pages"]] == []
    assert all("商会" not in str(content) for content in contents(part))


def test_filters_are_called_by_their_names(part: Path) -> None:
    [directory] = contents(part, "d")
    assert directory["facets"]["values"]["fonds"] == [["J001", "县人委"]]
    assert directory["facets"]["values"]["release"] == [["2026", "第二批"]]


def test_themes_are_those_of_its_records(part: Path) -> None:
    """A theme holds of the part what it held in the site; one of which the part has nothing is not offered."""
    [directory] = contents(part, "d")
    assert directory["facets"]["values"]["theme"] == [["flood", "防汛记"]]
    assert ask(part, query="", theme=["flood"], all=10)["hits"] == [0]


def test_words_by_pinyin_are_those_of_the_site(part: Path) -> None:
    """They are taken over, not looked for anew: in one record nothing would be frequent enough to be a word."""
    answer = ask(part, query="fangxun", suggest=True)
    assert [each["query"] for each in answer["suggestions"]] == ["防汛"]


def test_a_leaf_keeps_its_name_and_place(part: Path) -> None:
    [leaf] = ask(part, query="民工", leaves=9)["leaves"]
    assert (leaf["address"], leaf["leaf"]) == ("/catalogue/J001/0/#text-1", "第 1 页")


def contents(part: Path, kind: str = "*") -> list[Any]:
    """Return what the files of a kind hold, JSON as what it says."""
    bodies = [body_of(path).decode(errors="replace") for path in sorted(part.glob(f"*/{kind}/0/*.bin"))]
    return [json.loads(body) if body.startswith("{") else body for body in bodies]
