"""Whether every link in a finished site leads somewhere.

Names and links travel as 64-bit digests, so that a site of a million anchors fits in memory; only
where one is missing are its pages read again to say which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from lantai.problems import Problem
from lantai.publishing.audit import pages
from lantai.publishing.audit import problems as kinds
from lantai.publishing.audit.looking import digested

EXAMPLES = 50
"""Broken links that are named; the first is enough to keep a site from going live."""


def broken(root: Path, everything: Iterable[str], facts: pl.DataFrame) -> Iterator[Problem]:
    """Yield the links that lead nowhere, each address once, reading again only pages that have one."""
    lost_files = _missing(facts, "files", digested([list(everything)]).explode())
    lost_places = _missing(facts, "anchors", facts["places"].explode())
    reported: set[str] = set()
    for name in sorted({*lost_files["name"], *lost_places["name"]}):
        for link in pages.read(root, name).links:
            if len(reported) >= EXAMPLES:
                return
            problem = _problem(name, link, set(lost_files["digest"]), set(lost_places["digest"]))
            if problem and link.written not in reported:
                reported.add(link.written)
                yield problem


def _missing(facts: pl.DataFrame, column: str, known: pl.Series) -> pl.DataFrame:
    """Return ``name`` and ``digest`` of what the files name in ``column`` and is not among ``known``."""
    named = facts.lazy().select("name", pl.col(column).alias("digest")).explode("digest", empty_as_null=True)
    there = pl.LazyFrame({"digest": known.unique()}, schema={"digest": pl.UInt64})
    return named.drop_nulls().join(there, on="digest", how="anti").collect()


def _problem(page: str, link: pages.Link, lost_files: set[int], lost_places: set[int]) -> Problem | None:
    place = f"{link.target}#{link.fragment}"
    target, place_digest = digested([[link.target, place]])[0].to_list()
    if target in lost_files:
        if page == "404.html" and link.written.startswith("/"):
            return None  # its links start at the root of the host, which may hold a prefix
        return kinds.LINK_BROKEN.at(page, link=link.written, target=link.target)
    if link.fragment and link.target.endswith(".html") and place_digest in lost_places:
        return kinds.ANCHOR_BROKEN.at(page, link=link.written)
    return None
