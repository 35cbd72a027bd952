"""Building the index of a site: from the public table and the site's pages to folders of files.

The records have a folder of their own, so that a new piece of news changes none of their files; so have the blocks of
some thousand records each (``bundles``), so that a release changes few of these.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from lantai import files, text
from lantai.search import (
    blocks,
    bundles,
    codes,
    facets,
    keys,
    pinyin,
    queries,
    shards,
    site_pages,
    streams,
    suffixes,
    themes,
)
from lantai.search.bundles import Bundle, Cut
from lantai.search.container import FORMAT, IndexWriter
from lantai.search.names import NAMELESS, Names, named
from lantai.search.plan import Plan
from lantai.search.spill import Spill
from lantai.search.synonyms import Synonyms
from lantai.site.pages import Page
from lantai.threads import in_order

POINTER = "current.json"
"""The one file whose name stays: it names the folder of the index that is in force."""

_OTHERS = 3
"""Files beside those of records and pages: pointer, directory, folding table."""
LARGE = 2_000_000
"""Records above which what is not needed at once waits on disk."""


@dataclass(frozen=True, slots=True)
class Records:
    """The index of the records but their blocks: its folder, the stamp of its files, what the directory says of it.

    ``sizes`` are files and bytes by kind (of blocks only the files), ``factor`` is its plan's; ``coarsest``: it cannot
    have fewer files.
    """

    index: str
    stamp: int
    directory: dict[str, Any]
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    factor: float = 1.0
    coarsest: bool = False

    @property
    def count(self) -> int:
        return self.directory["records"]["count"]

    @property
    def cut(self) -> Cut:
        return Cut(self.directory["records"]["block"], self.directory["records"]["shift"])

    @property
    def files(self) -> int:
        return sum(count for count, _ in self.sizes.values())


@dataclass(frozen=True, slots=True)
class SearchReport:
    """What was built: counts, files and bytes by kind of file, seconds by step, the folder's name."""

    records: int
    pages: int
    index: str
    sizes: dict[str, tuple[int, int]]
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def files(self) -> int:
        """How many files there are, the pointer among them."""
        return 1 + sum(count for count, _ in self.sizes.values())

    @property
    def bytes(self) -> int:
        return sum(size for _, size in self.sizes.values())


def build(
    public: Path,
    own_pages: np.ndarray,
    pages: Iterable[Page],
    out: Path,
    file_limit: int = 0,
    threads: int = 0,
    synonyms: Synonyms = (),
    names: Names = NAMELESS,
    words: Sequence[pinyin.Entry] | None = None,
    gathered: Sequence[themes.Theme] = (),
) -> SearchReport:
    """Build the index of the records in ``public`` (Parquet) and of ``pages`` into the folder ``out``.

    ``own_pages`` tells for each record whether it has a page of its own; ``file_limit`` is the number of
    files that the host leaves for search (0: any number); ``words`` are those that are
    offered for their pinyin (None: there is no such file), ``gathered`` the themes that a search may be filtered by.
    The same input gives the same bytes. Older indexes in ``out`` are removed once the new one is in force.
    """
    clock, pages = _Clock(), list(pages)
    room = file_limit and max(1, file_limit - len(pages) - _OTHERS)
    found = build_records(public, out, room, threads, clock)
    shown = build_bundles(public, own_pages, out, found.cut, range(found.cut.count(found.count)), threads)
    found.sizes[blocks.KIND] = (
        sum(len(each.files) for each in shown.values()),
        sum(each.size for each in shown.values()),
    )
    clock("blocks")
    named = [each.name for each in shown.values()]
    report = build_pages(found, named, pages, out, threads, synonyms, names, words, gathered)
    clock("pages")
    return replace(report, seconds=clock.seconds)


def build_records(
    public: Path,
    out: Path,
    file_limit: int = 0,
    threads: int = 0,
    clock: Callable[[str], None] = lambda step: None,
) -> Records:
    """Build the index of the records without blocks: a folder of its own, which stays as it is while the records do.

    With a ``file_limit`` it is built again, in larger files, as long as there are more of them and they can be larger.
    """
    count = pl.scan_parquet(public).select(pl.len()).collect().item()
    plan = Plan.of(count, file_limit)
    while True:
        found = _planned(plan, count, public, out, threads, clock)
        if not file_limit or found.files <= file_limit or plan.coarsest:
            return found
        shutil.rmtree(out / found.index)
        plan = plan.coarser(found.files / file_limit)


def _planned(
    plan: Plan,
    count: int,
    public: Path,
    out: Path,
    threads: int,
    clock: Callable[[str], None],
) -> Records:
    cut = Cut.of(count, plan.block)
    writer = IndexWriter(out, _stamp(_digest_of(public)), threads)
    with writer:
        directory: dict[str, Any] = {
            "records": {"count": count, "block": cut.block, "shift": cut.shift},
            "facets": facets.write(writer, _columns(public, facets.READ), facets.fonds_names(public)),
        }
        clock("facets")
        written = _columns(public, {"ref_code"})["ref_code"]
        directory["records"]["codes"] = keys.joined(codes.write(writer, written))
        clock("codes")
        first_keys, characters = _phrases(writer, public, count, plan, threads)
        directory["characters"] = "".join(sorted({*characters, *codes.characters(written)}))
        directory["records"]["grams"] = keys.joined(first_keys)
        clock("phrases")
    clock("last files")
    sizes = {**writer.sizes(), blocks.KIND: (-(-count // cut.block), 0)}
    return Records(writer.digest, writer.stamp, directory, sizes, plan.factor, plan.coarsest)


def build_bundles(
    public: Path, own_pages: np.ndarray, out: Path, cut: Cut, wanted: Sequence[int], threads: int = 0
) -> dict[int, Bundle]:
    """Build those bundles of blocks that are ``wanted``, by their numbers, ascending: a folder each."""
    return bundles.write(out, public, np.asarray(own_pages, bool), cut, wanted, threads or os.cpu_count() or 1)


def build_pages(
    found: Records,
    shown: Sequence[str],
    pages: Iterable[Page],
    out: Path,
    threads: int = 0,
    synonyms: Synonyms = (),
    names: Names = NAMELESS,
    words: Sequence[pinyin.Entry] | None = None,
    gathered: Sequence[themes.Theme] = (),
) -> SearchReport:
    """Build the index of pages and themes and the directory, and put them in force; older indexes are removed.

    ``shown`` are the names of all bundles of blocks.
    """
    chosen = site_pages.searchable(pages)
    page_text = site_pages.page_streams(chosen)
    codes_of_text = np.ascontiguousarray(page_text.codes).view(np.uint8)
    digest = hashlib.sha256(codes_of_text.data)
    digest.update(themes.digested(gathered))
    writer = IndexWriter(out, _stamp(digest), threads)
    with writer:
        records = {**found.directory["records"], "index": found.index, "stamp": found.stamp}
        records["bundles"] = bundles.told(shown)
        directory: dict[str, Any] = {
            "format": FORMAT,
            "synonyms": [[text.fold(word) for word in group] for group in synonyms],
            "records": records,
            "facets": named(found.directory["facets"], names),
            "pages": site_pages.write(writer, chosen, page_text, found.factor),
        }
        if gathered:
            directory["facets"]["values"][themes.COLUMN] = themes.write(writer, gathered)
        if words is not None:
            directory["pinyin"] = pinyin.write(writer, words)
        alike = "".join(word for group in (*directory["synonyms"], *queries.FIELD_NAMES.values()) for word in group)
        occurring = {*found.directory["characters"], *map(chr, np.unique(page_text.codes).tolist()), *alike}
        writer.add("v", 0, _json(text.browser_table(occurring)))
        writer.add("d", 0, _json(directory))
    files.write_json(out / POINTER, {"format": FORMAT, "index": writer.digest, "stamp": writer.stamp})
    _remove_others(out, {writer.digest, found.index, *shown})
    return SearchReport(found.count, len(chosen), writer.digest, {**found.sizes, **writer.sizes()})


def _columns(public: Path, wanted: set[str]) -> pl.DataFrame:
    """Return those of the ``wanted`` columns that the table has."""
    return pl.read_parquet(public, columns=[name for name in pl.read_parquet_schema(public) if name in wanted])


def _chunks(public: Path, wanted: set[str], size: int) -> Iterator[pl.DataFrame]:
    """Yield the wanted columns, ``size`` records at a time."""
    table = pl.scan_parquet(public)
    names = [name for name in table.collect_schema().names() if name in wanted]
    start = 0
    while len(chunk := table.select(names).slice(start, size).collect()):
        yield chunk
        start += size


def _phrases(writer: IndexWriter, public: Path, count: int, plan: Plan, threads: int) -> tuple[list[str], str]:
    """Write shards and slices; returns where each shard begins, and the characters that occur."""
    threads = threads or os.cpu_count() or 1
    parts = in_order(streams.of_records, _chunks(public, {*streams.COLUMNS}, suffixes.CHUNK), threads)
    with Spill(count > LARGE, writer.folder) as spill:
        return shards.write(writer, parts, "gs", spill, (plan.factor, plan.slices), threads)


def _digest_of(path: Path) -> Any:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256")


def _stamp(digest: Any) -> int:
    return int.from_bytes(digest.digest()[:4], "little")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _remove_others(out: Path, kept: set[str]) -> None:
    for path in out.iterdir():
        if path.is_dir() and path.name not in kept:
            shutil.rmtree(path)


class _Clock:
    """Seconds since the last step, by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def __call__(self, step: str) -> None:
        now = time.perf_counter()
        self.seconds[step] = self.seconds.get(step, 0.0) + now - self._last
        self._last = now
