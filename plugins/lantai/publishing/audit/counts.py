"""Whether the same records stand in the lists, in search, in the downloads and in the sitemap."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import polars as pl

from lantai.problems import Kind, Problem
from lantai.publishing.audit import pages
from lantai.publishing.audit import problems as kinds

_EXAMPLES = 20
_HEADER = 16
"""Bytes before the body of a file of the search index."""

_LOCATION = re.compile(r"<loc>([^<]+)</loc>")
_SITEMAP = re.compile(r"^Sitemap:\s*(\S+)/sitemap\.xml\s*$", re.MULTILINE)


def records(root: Path, everything: set[str], places: np.ndarray, work: Path) -> Iterator[Problem]:
    """Yield a problem where the public table in ``work`` and the site disagree."""
    public = pl.scan_parquet(work / "public.parquet")
    count = public.select(pl.len()).collect().item()
    for name, found in _counted(root, everything):
        if found != count:
            yield kinds.COUNT_DIFFERS.at(name, found=found, count=count)
    yield from _listed(public, everything, places, kinds.RECORD_UNLISTED)
    tombstones = work / "tombstones.parquet"
    if tombstones.is_file():
        yield from _listed(pl.scan_parquet(tombstones), everything, places, kinds.TOMBSTONE_MISSING)


def sitemap(root: Path, everything: set[str]) -> Iterator[Problem]:
    """Yield a problem for each address in the sitemap that no file answers."""
    robots = root / "robots.txt"
    match = _SITEMAP.search(robots.read_text(encoding="utf-8")) if robots.is_file() else None
    if match is None:
        return
    base, lost = match.group(1), 0
    for name in sorted(name for name in everything if re.fullmatch(r"sitemap(-\d+)?\.xml", name)):
        for location in _LOCATION.findall((root / name).read_text(encoding="utf-8")):
            path = unquote(unescape(location).removeprefix(base)).removeprefix("/")
            path += "index.html" if path == "" or path.endswith("/") else ""
            if path not in everything and lost < _EXAMPLES:
                lost += 1
                yield kinds.SITEMAP_BROKEN.at(name, link=unescape(location))


def _counted(root: Path, everything: set[str]) -> Iterator[tuple[str, int]]:
    """Yield how many records each whole copy of the catalogue holds."""
    for name in sorted(everything):
        if name == "data/catalogue.jsonl":
            yield name, _lines(root / name)
        elif name == "data/catalogue.parquet":
            yield name, pl.scan_parquet(root / name).select(pl.len()).collect().item()
        elif re.fullmatch(r"search/index/[0-9a-f]+/d/0/0\.bin", name):
            directory = zlib.decompress((root / name).read_bytes(), -zlib.MAX_WBITS)[_HEADER:]
            yield name, int(json.loads(directory)["records"]["count"])


def _lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))


def _listed(table: pl.LazyFrame, everything: set[str], places: np.ndarray, kind: Kind) -> Iterator[Problem]:
    """Yield a problem for records that stand on no list page and have no page of their own, some of them."""
    told = 0
    frame = table.select("ref_code", "list_address", "anchor").collect()
    for part in frame.iter_slices(100_000):
        targets = [_file(address) for address in part["list_address"]]
        keys = np.fromiter(
            (pages.key(target, anchor) for target, anchor in zip(targets, part["anchor"], strict=True)), np.uint64
        )
        for index in np.flatnonzero(~np.isin(keys, places)):
            told += 1
            if told > _EXAMPLES:
                return
            yield kind.at(targets[index], code=part["ref_code"][int(index)])


def _file(address: str | None) -> str:
    path = (address or "/").removeprefix("/")
    return path + "index.html" if path == "" or path.endswith("/") else path
