"""What visitors load to search."""

from __future__ import annotations

import gzip
import random
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from tests.unit.search.making import MODULES, ROOT, make, table

from lantai.search import client, quality
from lantai.search.themes import Theme


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packed") / "search"
    shutil.copytree(MODULES, folder)
    assert client.pack(folder, ROOT / "theme")
    return folder


def test_packed_modules_answer_the_same(packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What visitors load is small and finds what the readable modules find."""
    monkeypatch.setattr("lantai.search.codes.PER_SHARD", 2)  # a beginning is in more files than are read at first
    theme = Theme("odd", "单数", np.arange(1, 10, 2, np.uint32))
    folder = make(tmp_path / "site", table(), synonyms=[("报告", "通知")], gathered=[theme])
    queries = (
        "会议 -教育",
        "J002-WS",
        "J0",
        "一九五四",
        "没有这个",
        "题名:关于 通知",
        "1950-1960",
        "民国二十六年",
        "题名:会",
        "1954年3月",
    )
    requests = [{"query": query, "all": 100} for query in queries]
    requests += [{"query": query, "theme": ["odd"], "all": 100} for query in ("", "关于")]
    requests += [{"query": "育工 报告", "suggest": True}, {"query": "关于", "leaves": 9}]
    answers = [quality.measure(modules, folder / "index", requests) for modules in (MODULES, packed)]
    for found in (*answers[0], *answers[1]):
        found.get("first", {}).pop("ms", None)
    assert answers[0] == answers[1]
    assert [found["hits"] for found in answers[0] if "hits" in found][-1] == [1, 9]
    assert len(answers[0][queries.index("J0")]["hits"]) == 10
    first = {"page.js", "worker.js"}
    assert needed(packed, first, AT_ONCE) == first
    assert weight(packed, first) < 15_000
    assert len(needed(packed, first, AT_ONCE, LATER)) > len(first)
    assert weight(packed, needed(packed, first, AT_ONCE, LATER)) < 22_000
    assert weight(packed, needed(packed, {"ahead.js"}, AT_ONCE, LATER)) < 700


def test_packed_modules_reckon_the_same(packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A total of two words that nobody has read all lists for: the number that the readable modules tell."""
    for name, size in (("WHOLE", 200), ("INLINE_BYTES", 60), ("SLICE_BYTES", 200)):
        monkeypatch.setattr(f"lantai.search.shards.{name}", size)
    chance = random.Random(3)
    titles = [f"{chance.choice(('城关镇', '乡'))}{chance.choice(('报告', '通知'))}{n}" for n in range(9000)]
    folder = make(tmp_path / "site", table(titles))
    requests = [{"query": query, "limit": 1} for query in ("城关镇 通知", "城关镇 -通知")]
    one, other = (quality.measure(modules, folder / "index", requests) for modules in (MODULES, packed))
    assert [found["counted"] for found in one] == [found["counted"] for found in other]
    assert all(not found["counted"]["exact"] and found["counted"]["high"] > 100 for found in one)


AT_ONCE = re.compile(r'(?:from|import)"\./([^"]+)"')
LATER = re.compile(r'import\("\./([^"]+)"\)')


def needed(folder: Path, modules: set[str], *ways: re.Pattern[str]) -> set[str]:
    """Return the packed modules and all that they load in some ways, whatever loads it."""
    found = set(modules)
    waiting = [*modules]
    while waiting:
        text = (folder / waiting.pop()).read_text(encoding="utf-8")
        more = {name for way in ways for name in way.findall(text)} - found
        found |= more
        waiting += more
    return found


def weight(folder: Path, names: set[str]) -> int:
    return sum(len(gzip.compress((folder / name).read_bytes())) for name in names)
