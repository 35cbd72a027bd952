"""The same made-up titles in other engines that serve a static site: time to build, size, and what is found.

    python bench/search_peers.py [RECORDS] [QUERIES]        (PYTHONPATH=plugins:.)

Titles only, queries are random parts of titles in lengths 2–8, judged by a plain scan. MiniSearch is found
through NODE_PATH and left out where it is not installed.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from bench.search_bench import MODULES, tantivy_seconds
from bench.titles import records

from lantai.search import build, quality

Found = list[set[int]]

_MINISEARCH = """
const MiniSearch = require("minisearch");
const { gzipSync } = require("zlib");
const [titles, queries] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const tokenize = (text) => [...text].slice(0, -1).map((c, i) => c + [...text][i + 1]);
const start = performance.now();
const index = new MiniSearch({ fields: ["t"], tokenize, searchOptions: { combineWith: "AND" } });
index.addAll(titles.map((t, id) => ({ id, t })));
const seconds = (performance.now() - start) / 1000;
const found = queries.map((q) => index.search(q).map((hit) => hit.id));
console.log(JSON.stringify({ seconds, bytes: gzipSync(JSON.stringify(index)).length, found }));
"""


def main(count: int = 20_000, number: int = 100) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = records(count).select("number", "title", "ref_code", "list_address", "anchor", "page_address")
        table.write_parquet(folder / "public.parquet")
        scan = quality.Scan(folder / "public.parquet")
        queries = quality.random_parts(scan.titles, number, lengths=range(2, 9))
        right = [{row for row, title in enumerate(scan.titles) if query in title} for query in queries]
        for label, run in (
            ("Lantai", lantai),
            ("SQLite FTS5", fts5),
            ("MiniSearch", minisearch),
        ):
            start, before = time.perf_counter(), _cpu()
            try:
                seconds, size, found = run(scan.titles, queries, folder)
            except (ImportError, OSError, subprocess.CalledProcessError) as error:
                print(f"{label:<12} could not run here: {str(error)[:80]}")
                continue
            print(f"{label:<12} {seconds:6.1f} s to build, {size / 1e6:6.2f} MB, {_judged(found, right)}"
                  f" ({time.perf_counter() - start:.0f} s and {_cpu() - before:.0f} CPU s in all)")  # fmt: skip
        print(f"{'tantivy':<12} {tantivy_seconds(table['title'], folder / 'tantivy'):6.1f} s to build (on a server)")


def lantai(titles: list[str], queries: list[str], folder: Path) -> tuple[float, int, Found]:
    start = time.perf_counter()
    report = build(folder / "public.parquet", np.zeros(len(titles), bool), [], folder / "index")
    seconds = time.perf_counter() - start
    answers = quality.measure(MODULES, folder / "index", [{"query": query, "all": 5000} for query in queries])
    return seconds, report.bytes, [set(answer["hits"]) for answer in answers]


def fts5(titles: list[str], queries: list[str], folder: Path) -> tuple[float, int, Found]:
    pairs: Callable[[str], str] = lambda text: " ".join(text[at : at + 2].encode().hex() for at in range(len(text) - 1))  # noqa: E731
    start = time.perf_counter()
    base = sqlite3.connect(folder / "fts5.db")
    base.execute("create virtual table t using fts5(title, content='')")
    base.executemany("insert into t(rowid, title) values (?, ?)", ((i, pairs(title)) for i, title in enumerate(titles)))
    base.commit()
    base.execute("insert into t(t) values('optimize')")
    base.commit()
    seconds = time.perf_counter() - start
    select = "select rowid from t where t match ?"
    found = [{row for (row,) in base.execute(select, (f'"{pairs(query)}"',))} for query in queries]
    base.close()
    return seconds, (folder / "fts5.db").stat().st_size, found


def minisearch(titles: list[str], queries: list[str], folder: Path) -> tuple[float, int, Found]:
    done = subprocess.run(
        [quality.node(), "-e", _MINISEARCH],
        input=json.dumps([titles, queries]),
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    return answer["seconds"], answer["bytes"], [set(hits) for hits in answer["found"]]


def _judged(found: Found, right: Found) -> str:
    """Return recall and precision; hits beyond 300 are not asked for everywhere, so such queries are left out."""
    pairs = [(got, wanted) for got, wanted in zip(found, right, strict=True) if wanted and len(wanted) < 300]
    recall = sum(len(got & wanted) / len(wanted) for got, wanted in pairs) / len(pairs)
    precision = sum(len(got & wanted) / len(got) if got else 1 for got, wanted in pairs) / len(pairs)
    return f"recall {recall:.3f}, precision {precision:.3f} ({len(pairs)} queries)"


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
