"""The files of an index: which there are, how many, and that they are the same for the same records."""

from __future__ import annotations

import json
import sys
import zlib
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from tests.unit.search.making import TITLES, ask, make, table

from lantai.search import build, lists
from lantai.site.pages import Page


def test_fewer_files_where_the_host_limits_them(tmp_path: Path) -> None:
    """``file_limit`` is kept, and everything is still found."""
    from bench.titles import records

    made = records(20_000)
    made.write_parquet(tmp_path / "public.parquet")
    for limit in (150, 20):
        report = build(tmp_path / "public.parquet", np.zeros(len(made), bool), [], tmp_path / "index", limit)
        written = [path for path in (tmp_path / "index").rglob("*") if path.is_file()]
        assert report.files == len(written) <= limit
    [answer] = ask(tmp_path, made["title"][777])
    assert 777 in answer["hits"]


def test_a_page_of_results_costs_no_more_in_a_larger_catalogue() -> None:
    """Beyond a million records a block holds half as many of them, unless the host takes few files."""
    plan = sys.modules["lantai.search.plan"].Plan
    assert [plan.of(count).block for count in (1_000_000, 3_000_000, 10_000_000)] == [303, 151, 151]
    assert [plan.of(count).factor for count in (1_000_000, 2_000_000, 10_000_000)] == [1.0, 1.0, 10 / 6]
    assert plan.of(10_000_000, 18_000).block > 303


def test_the_first_slices_of_a_long_list_are_small() -> None:
    """A quarter and half of the others, so that a first page reads little; what fits in one slice is one."""
    chance = np.random.default_rng(1)
    for count, sizes in ((60_000, [4, 8, 16, 16, 16, 16]), (20_000, [4, 8, 9, 9]), (9000, [15])):
        numbers = np.sort(chance.choice(10_000_000, count, replace=False)).astype(np.uint32)
        slices: list[bytes] = []
        lists.listed(numbers, np.zeros(count, np.uint8), slices, 4096, 16 * 1024)
        deflated = [len(zlib.compress(each)) / 1024 for each in slices]
        assert deflated == pytest.approx(sizes, rel=0.1)


def test_a_large_catalogue_waits_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks that are spilled to disk and joined give the same bytes as those that are not."""
    made = table([f"{title}之{i % 7}" for i, title in enumerate(TITLES * 40)])
    make(tmp_path / "a", made)
    monkeypatch.setattr("lantai.search.spill.SMALL", 0)
    monkeypatch.setattr(sys.modules["lantai.search.build"], "LARGE", 0)
    make(tmp_path / "b", made)
    assert (tmp_path / "a/index/current.json").read_bytes() == (tmp_path / "b/index/current.json").read_bytes()


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_chunks_are_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Lists of many small chunks are those of one large one."""
    made = table([f"{title}之{i % 7}" for i, title in enumerate(TITLES * 8)], year_start=[1900 + i for i in range(80)])
    make(tmp_path / "a", made)
    monkeypatch.setattr("lantai.search.suffixes.CHUNK", size)
    make(tmp_path / "b", made)
    assert (tmp_path / "a/index/current.json").read_bytes() == (tmp_path / "b/index/current.json").read_bytes()


def test_dates_are_shown_in_both_forms(tmp_path: Path) -> None:
    """Digits of an export become a date, an era gets its Western year."""
    made = table(
        ["甲", "乙", "丙"],
        date_text=["19540706", "光绪二十六年闰八月初一", None],
        date_start=["1954-07-06", "1900-09-24", None],
        date_end=["1954-07-06", "1900-09-24", None],
        date_precision=["day", "day", None],
        date_calendar=["gregorian", "lunar", None],
    )
    make(tmp_path, made)
    block = next((tmp_path / "index").glob("*/r/0/0.bin"))
    body = zlib.decompress(block.read_bytes(), -15).decode(errors="replace")
    assert "1954-07-06\n光绪二十六年闰八月初一（1900-09-24）\n\x1e" in body


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two builds of one table have the same name, hence the same files."""
    a, b = (make(tmp_path / name, table()) for name in "ab")
    assert (a / "index/current.json").read_bytes() == (b / "index/current.json").read_bytes()


def test_an_older_index_is_removed(tmp_path: Path) -> None:
    """Rebuilding with other records leaves only the new index: a folder of records, one of blocks, one of the rest."""
    make(tmp_path, table())
    make(tmp_path, table(["另一条"]))
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 3


def test_another_page_changes_no_file_of_the_records(tmp_path: Path) -> None:
    """What a visitor's browser has kept of the records stays good when the archive only writes a piece of news."""
    page = Page("/news/a/", "page", "消息", "news", "zh-Hans", text="防汛")
    trees = []
    for pages in ([], [page]):
        make(tmp_path, table(), pages)
        trees.append(
            {path.as_posix() for path in (tmp_path / "index").rglob("*") if path.parent.parent.name in "cfgrs"}
        )
    assert trees[0] == trees[1] and trees[0]
    assert ask(tmp_path, "土地")[0]["total"] > 0


def test_no_internal_field_enters_the_index(tmp_path: Path) -> None:
    """Columns that search does not name are in no file, whatever the table holds."""
    records = table().with_columns(notes=pl.lit("内部备注金丝雀"), storage=pl.lit("库位金丝雀"))
    make(tmp_path, records)
    for path in (tmp_path / "index").rglob("*.bin"):
        assert "金丝雀".encode() not in zlib.decompress(path.read_bytes(), -15)
    assert set(json.loads((tmp_path / "index/current.json").read_text())) == {"format", "index", "stamp"}


@pytest.mark.parametrize("marked", [False, True])
def test_slices_are_small_wherever_a_list_is_dense(marked: bool) -> None:
    """A word of every record of one fonds and of some of all others; in one field, which takes a byte a record, too."""
    chance = np.random.default_rng(1)
    sparse = np.unique(chance.integers(0, 9_000_000, 60_000))
    numbers = np.concatenate((sparse, np.arange(9_000_000, 9_500_000))).astype(np.uint32)
    marks = chance.choice(np.array([2, 4], np.uint8), len(numbers)) if marked else np.zeros(len(numbers), np.uint8)
    slices: list[bytes] = []
    lists.listed(numbers, marks, slices, 4096, 16 * 1024)
    sizes = [len(zlib.compress(each)) for each in slices]
    assert max(sizes) < 20_000 and sum(sizes) / len(sizes) > 4_000 * (2 - marked)
