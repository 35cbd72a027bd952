"""How near totals of several terms are, and what they and a first page cost: by terms of a record each.

    python bench/search_totals.py FOLDER SEED [EACH] [MODULES]        (PYTHONPATH=plugins:.)

FOLDER holds `public.parquet` and its `index`. A scan of titles, creators and numbers says what is right; terms with
Chinese numerals, which mean years too, are left out.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from bench.search_bench import MODULES, SEVERAL, drawn_row

from lantai.search import quality

KINDS = ("two parts", "three parts", "part and year", "field and part", "one excluded")
NEAR = 0.05


def main(folder: Path, seed: int, each: int = 40, modules: Path = MODULES) -> None:
    table = pl.read_parquet(
        folder / "public.parquet", columns=["title", "creators", "doc_no", "ref_code", "year_start"]
    )
    chance = random.Random(seed)
    queries = [(kind, query) for kind in KINDS for query in _drawn(chance, table, kind, each)]
    answers = quality.measure(modules, folder / "index", [{"query": query} for _, query in queries])
    scan = _Scan(table)
    print("exact (wrong), one number (within 5 %), a range (holding), greatest error; costs of a first page")
    for kind in KINDS:
        found = [(a, scan.count(query)) for (of, query), a in zip(queries, answers, strict=True) if of == kind]
        told = [(a["counted"], truth) for a, truth in found]
        exact = [each["total"] != truth for each, truth in told if each["exact"]]
        one = [abs(c["total"] - t) / max(1, t) for c, t in told if not c["exact"] and c.get("high", 0) <= c["total"]]
        ranges = [c["total"] <= t <= c["high"] for c, t in told if not c["exact"] and c.get("high", 0) > c["total"]]
        right = sum(error <= NEAR for error in one)
        costs = [(name, [a["first"][name] for a, _ in found]) for name in ("bytes", "requests", "rounds")]
        costs.append(("bytes in all", [each["bytes"] for each, _ in told]))
        print(f"  {kind}: {len(exact)} ({sum(exact)}), {len(one)} ({right}), {len(ranges)} ({sum(ranges)}), "
              f"{max(one, default=0):.1%}")  # fmt: skip
        for name, values in costs:
            print(f"    {name}: " + " / ".join(f"{value:,.0f}" for value in quality.spread(values)))


def _drawn(chance: random.Random, table: pl.DataFrame, kind: str, each: int) -> list[str]:
    found: list[str] = []
    while len(found) < each:
        query = SEVERAL[kind](chance, drawn_row(chance, table))
        if not re.search("[〇一二三四五六七八九十]", query):
            found.append(query)
    return found


class _Scan:
    """What is right, one term after the other."""

    def __init__(self, table: pl.DataFrame) -> None:
        self.table = table
        columns = ["title", "creators", "doc_no"]
        self.texts = table.select(pl.concat_str(columns, separator="\n", ignore_nulls=True))["title"]

    def count(self, query: str) -> int:
        found = np.ones(self.table.height, bool)
        for term in query.split():
            found &= self._having(term[1:]) ^ True if term.startswith("-") else self._having(term)
        return int(found.sum())

    def _having(self, term: str) -> Any:
        if term.startswith("责任者:"):
            return self.table["creators"].str.contains(term[4:], literal=True).fill_null(False).to_numpy()
        having = self.texts.str.contains(term, literal=True).fill_null(False).to_numpy()
        return having | (self.table["year_start"] == int(term)).to_numpy() if term.isdigit() else having


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *map(int, sys.argv[3:4]), *map(Path, sys.argv[4:5]))
