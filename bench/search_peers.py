"""The same made-up titles in other engines for static sites: time to build, size, what is found, what is loaded.

    python bench/search_peers.py [RECORDS] [QUERIES]        (PYTHONPATH=plugins:.)

What is loaded is what a browser reads for the first ten results of a query, when it has opened the index before: of
SQLite the bytes that a new connection reads of the file, by ranges, for ten in no order; of MiniSearch the whole index.
Titles only, queries are random parts of titles in lengths 2-8, judged by a plain scan. MiniSearch is found
through NODE_PATH, Pagefind is ``pip install pagefind[extended]``, which alone cuts Chinese into words; each is left
out where it is not installed. Pagefind reads a page of HTML for each title: given one by one through its Python API
they take 0.1 s each. Who takes longer than ten minutes is not waited for.
"""

from __future__ import annotations

import functools
import gzip
import html
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from lantai import tuning  # noqa: F401 - before numpy and polars, which it tells of the machine as for everybody (tuning.py)

# isort: split

import numpy as np
from bench.search_bench import MODULES, tantivy_seconds
from bench.titles import records

from lantai.search import build, quality

Found = list[set[int]]
Made = tuple[float, int, Found, list[int]]
"""Seconds to build, bytes of all files, what each query found, bytes that each loads."""
PATIENCE = 600

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
            ("FTS5 pairs", fts5),
            ("FTS5 trigram", functools.partial(fts5, trigrams=True)),
            ("MiniSearch", minisearch),
            ("Pagefind", pagefind),
        ):
            start, before = time.perf_counter(), _cpu()
            try:
                seconds, size, found, loaded = run(scan.titles, queries, folder)
            except (ImportError, OSError, subprocess.SubprocessError) as error:
                print(f"{label:<12} could not run here: {str(error)[-80:]}")
                continue
            middle, most, last = (np.percentile(loaded, part) / 1000 for part in (50, 90, 100))
            print(f"{label:<12} {seconds:6.1f} s to build, {size / 1e6:6.2f} MB, {_judged(found, right)}, "
                  f"{middle:.0f} / {most:.0f} / {last:.0f} KB a query"
                  f" ({time.perf_counter() - start:.0f} s and {_cpu() - before:.0f} CPU s in all)",
                  flush=True)  # fmt: skip
        print(f"{'tantivy':<12} {tantivy_seconds(table['title'], folder / 'tantivy'):6.1f} s to build (on a server)")


def lantai(titles: list[str], queries: list[str], folder: Path) -> Made:
    start = time.perf_counter()
    report = build(folder / "public.parquet", np.zeros(len(titles), bool), [], folder / "index")
    seconds = time.perf_counter() - start
    answers = quality.measure(MODULES, folder / "index", [{"query": query, "all": 5000} for query in queries])
    found, loaded = [set(answer["hits"]) for answer in answers], [answer["first"]["bytes"] for answer in answers]
    return seconds, report.bytes, found, loaded


def fts5(titles: list[str], queries: list[str], folder: Path, trigrams: bool = False) -> Made:
    """Pairs of characters as words and a query as a phrase of them; or SQLite's trigrams, which find three and more."""
    pairs: Callable[[str], str] = lambda text: " ".join(text[at : at + 2].encode().hex() for at in range(len(text) - 1))  # noqa: E731
    words: Callable[[str], str] = (lambda text: text) if trigrams else pairs
    path = folder / f"fts5-{trigrams}.db"
    start = time.perf_counter()
    base = sqlite3.connect(path)
    tokenizer = ", tokenize='trigram'" if trigrams else ""
    base.execute(f"create virtual table t using fts5(title, content=''{tokenizer})")
    base.executemany("insert into t(rowid, title) values (?, ?)", ((i, words(title)) for i, title in enumerate(titles)))
    base.commit()
    base.execute("insert into t(t) values('optimize')")
    base.commit()
    seconds = time.perf_counter() - start
    select = "select rowid from t where t match ?"
    asked = ['"' + words(query).replace('"', '""') + '"' for query in queries]
    found = [{row for (row,) in base.execute(select, (each,))} for each in asked]
    base.close()
    return seconds, path.stat().st_size, found, [_read_for(path, f"{select} limit 10", each) for each in asked]


def _read_for(path: Path, select: str, query: str) -> int:
    """Return the bytes that a query reads of a database which has just been opened (Linux counts them)."""
    base = sqlite3.connect(path)
    base.execute("select count(*) from t_config").fetchone()
    before = _bytes_read()
    base.execute(select, (query,)).fetchall()
    read = _bytes_read() - before
    base.close()
    return read


def _bytes_read() -> int:
    return int(Path("/proc/self/io").read_text(encoding="ascii").split()[1])


def pagefind(titles: list[str], queries: list[str], folder: Path) -> Made:
    """Pagefind's own program over pages of HTML, asked in Chromium. Its results are named by their fragments."""
    from bench.search_browser import CHROMIUM, FLAGS
    from playwright.sync_api import sync_playwright

    site = folder / "pagefind"
    site.mkdir()
    for number, title in enumerate(titles):
        page = f'<html lang="zh"><title>{number}</title><body><p>{html.escape(title)}</p></body></html>'
        (site / f"{number}.html").write_text(page, encoding="utf-8")
    start = time.perf_counter()
    command = [sys.executable, "-m", "pagefind", "--site", str(site)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    seconds = time.perf_counter() - start
    out = site / "pagefind"
    size = sum(path.stat().st_size for kind in ("index", "fragment") for path in (out / kind).iterdir())
    numbers = {}
    for path in (out / "fragment").iterdir():
        content = gzip.decompress(path.read_bytes())
        numbers[path.stem] = int(Path(json.loads(content[content.index(b"{") :])["url"]).stem)
    handler = functools.partial(_Quiet, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ask = """async (query) => {
      const pagefind = await import("/pagefind/pagefind.js");
      const { results } = await pagefind.search(query);
      await Promise.all(results.slice(0, 10).map((each) => each.data()));
      return results.map(({ id }) => id);
    }"""
    found, loaded = [], []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page_ = browser.new_page()
            page_.goto(f"http://127.0.0.1:{server.server_port}/0.html")
            page_.evaluate(ask, "")
            for query in queries:
                before = _Quiet.sent
                found.append({numbers[each] for each in page_.evaluate(ask, query)})
                loaded.append(_Quiet.sent - before)
            browser.close()
    finally:
        server.shutdown()
    return seconds, size, found, loaded


class _Quiet(SimpleHTTPRequestHandler):
    sent = 0

    def copyfile(self, source: Any, outputfile: Any) -> None:
        _Quiet.sent += os.fstat(source.fileno()).st_size
        super().copyfile(source, outputfile)

    def log_message(self, *arguments: object) -> None:
        pass


def minisearch(titles: list[str], queries: list[str], folder: Path) -> Made:
    done = subprocess.run(
        [quality.node(), "--max-old-space-size=12288", "-e", _MINISEARCH],
        timeout=PATIENCE,
        input=json.dumps([titles, queries]),
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    size = answer["bytes"]
    return answer["seconds"], size, [set(hits) for hits in answer["found"]], [size] * len(queries)


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
