"""Search at scale: building against tantivy in the same run, then bytes, requests and correctness of queries.

    python bench/search_bench.py [RECORDS] [QUERIES]        (PYTHONPATH=plugins:.)

Prints one table. tantivy indexes the titles alone with ngram(2,2); Lantai's time covers all searchable
fields, the record blocks, codes and facets. It begins when what other runs deleted no longer makes new files dear.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lantai import tuning  # noqa: F401 - before numpy and polars, which it tells of the machine as for everybody (tuning.py)

# isort: split

import numpy as np
import polars as pl
from bench.running import SETTLES
from bench.titles import records

from lantai.search import build, quality

MODULES = Path(__file__).resolve().parents[1] / "theme" / "static" / "js" / "search"

KINDS = tuple(
    """
    县|的|鱼|土地|关于|通知|档案|土地改革|会议记录|人民政府|1937年|1954|一九五四年|民国二十六年|光绪|關於|臺灣
    土地改革 通知|水利 1956|澜溪县 防汛 报告|土地改革 -通知|"会议记录"|责任者:教育局 校舍|文号:12号|澜发〔1951〕12号
    J0001|J0003-000012|J0003/000012/0004|1950-1955|1950-1955 征兵|王建国|同志任职|育工|于做好|年度征
    关于转发清河县粮食局|没有的词语|鼋鼍|<script>|。
    """.replace("\n    ", "|")
    .strip("|\n ")
    .split("|")
)
"""Forty kinds of query."""


def main(count: int = 100_000, random_queries: int = 200) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = records(count)
        table.write_parquet(folder / "public.parquet")
        time.sleep(SETTLES)
        start, cpu = time.perf_counter(), time.process_time()
        report = build(folder / "public.parquet", np.zeros(count, bool), [], folder / "index")
        ours, cpu = time.perf_counter() - start, time.process_time() - cpu
        theirs = tantivy_seconds(table["title"], folder / "tantivy")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        both = f"{ours:.1f} s ({cpu:.1f} of CPU), tantivy {theirs:.1f} s, ratio {ours / theirs:.2f}"
        print(f"{count} records: {both}, peak {peak:.0f} MB")
        print("  " + ", ".join(f"{step} {seconds:.1f} s" for step, seconds in report.seconds.items()))
        print(f"  {report.files} files, {report.bytes / 1e6:.1f} MB: {report.sizes}")
        scan = quality.Scan(folder / "public.parquet")
        queries = quality.random_parts(scan.titles, random_queries)
        found, _ = quality.assess(scan, MODULES, folder / "index", queries)
        print(f"  random parts: recall {found.recall:.4f}, precision {found.precision:.4f}, "
              f"right totals {found.exact_totals:.4f}, directory and table {found.opened / 1000:.0f} KB")  # fmt: skip
        for label in ("bytes", "requests", "rounds", "total_bytes"):
            print(f"  {label} (median, 90 %, max): " + ", ".join(f"{value:.0f}" for value in getattr(found, label)))
        show_kinds(folder / "index")
        show_several(folder / "index", table)


def show_kinds(index: Path) -> None:
    """Print bytes and requests of each kind of query."""
    answers = quality.measure(MODULES, index, [{"query": query} for query in KINDS])
    for query, answer in zip(KINDS, answers, strict=True):
        first, counted = answer["first"], answer["counted"]
        sign = "" if counted["exact"] else "about "
        cost = f"{first['bytes'] / 1000:6.1f} KB, {first['requests']} files, {first['rounds']} rounds"
        print(f"  {query:<14} {sign}{counted['total']:>8}  {cost}; total {counted['bytes'] / 1000:6.1f} KB")


def show_several(index: Path, table: pl.DataFrame, each: int = 40) -> None:
    """Print what a first page of several terms, and of codes, costs: drawn from a record each, always the same."""
    drawn = random.Random(7)
    queries = [(kind, query(drawn, drawn_row(drawn, table))) for kind, query in SEVERAL.items() for _ in range(each)]
    answers = quality.measure(MODULES, index, [{"query": query} for _, query in queries])
    for kind in SEVERAL:
        found = [answer for (of, _), answer in zip(queries, answers, strict=True) if of == kind]
        costs = [sorted(answer["first"][name] for answer in found) for name in ("bytes", "requests", "rounds")]
        parts = (" / ".join(f"{cost[at]:,}" for at in (each // 2, each * 9 // 10, -1)) for cost in costs)
        exact = sum(answer["counted"]["exact"] for answer in found)
        print(f"  {kind}: " + ", ".join(parts) + f" (bytes, files, rounds); totals exact of {exact} in {each}")


def drawn_row(drawn: random.Random, table: pl.DataFrame) -> dict[str, Any]:
    """Return a record whose title has eight Chinese characters or more, and these as its title."""
    while True:
        row = table.row(drawn.randrange(table.height), named=True)
        row["title"] = re.sub(r"[^\u4e00-\u9fff]", "", row["title"])
        if len(row["title"]) >= 8:
            return row


def _part(drawn: random.Random, text: str, length: int = 0) -> str:
    length = min(length or drawn.randint(2, 4), len(text))
    at = drawn.randrange(len(text) - length + 1)
    return text[at : at + length]


SEVERAL: dict[str, Callable[[random.Random, dict[str, Any]], str]] = {
    "two parts": lambda drawn, row: f"{_part(drawn, row['title'])} {_part(drawn, row['title'])}",
    "three parts": lambda drawn, row: " ".join(_part(drawn, row["title"], length) for length in (2, 2, 3)),
    "part and year": lambda drawn, row: f"{_part(drawn, row['title'], 2)} {row['year_start']}",
    "field and part": lambda drawn, row: f"责任者:{_part(drawn, row['creators'], 3)} {_part(drawn, row['title'], 2)}",
    "one excluded": lambda drawn, row: f"{_part(drawn, row['title'], 2)} -{_part(drawn, row['title'], 2)}",
    "code": lambda drawn, row: row["ref_code"][: drawn.choice((2, 3, 4, 5, 7, 9, 12, 17))],
    "code and part": lambda drawn, row: f"{row['ref_code'][: drawn.choice((3, 5, 8))]} {_part(drawn, row['title'], 2)}",
}


def tantivy_seconds(titles: pl.Series, folder: Path) -> float:
    """Return how long tantivy takes to index the titles with ngram(2,2) and two threads."""
    import tantivy

    folder.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", stored=False, tokenizer_name="bigrams", index_option="basic")
    start = time.perf_counter()
    index = tantivy.Index(builder.build(), path=str(folder))
    tokenizer = tantivy.Tokenizer.ngram(2, 2, False)
    index.register_tokenizer("bigrams", tantivy.TextAnalyzerBuilder(tokenizer).build())
    writer = index.writer(heap_size=500_000_000, num_threads=2)
    for title in titles.to_list():
        writer.add_document(tantivy.Document(title=title))
    writer.commit()
    writer.wait_merging_threads()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
