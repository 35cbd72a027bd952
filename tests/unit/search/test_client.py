"""What visitors load to search."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

from tests.unit.search.making import MODULES, ROOT, make, table

from lantai.search import client, quality


def test_packed_modules_answer_the_same(tmp_path: Path) -> None:
    """What visitors load is small and finds what the readable modules find."""
    packed = tmp_path / "search"
    shutil.copytree(MODULES, packed)
    assert client.pack(packed, ROOT / "theme")
    folder = make(tmp_path / "site", table())
    requests = [{"query": query, "all": 100} for query in ("会议 -教育", "J002-WS", "一九五四", "没有这个")]
    answers = [
        [answer["hits"] for answer in quality.measure(modules, folder / "index", requests)]
        for modules in (MODULES, packed)
    ]
    assert answers[0] == answers[1]
    first = {"page.js", "worker.js"}
    later = {name for module in first for name in loaded(packed / module, r'import\("\./([^"]+)"\)')}
    assert [loaded(packed / module, r'(?:from|import)"\./([^"]+)"') for module in first] == [[], []]
    assert weight(packed, first) < 15_000
    assert weight(packed, first | later) < 18_600


def loaded(module: Path, pattern: str) -> list[str]:
    """Return the modules that a packed one loads in one way: at once, or later."""
    return re.findall(pattern, module.read_text(encoding="utf-8"))


def weight(folder: Path, names: set[str]) -> int:
    return sum(len(gzip.compress((folder / name).read_bytes())) for name in names)
