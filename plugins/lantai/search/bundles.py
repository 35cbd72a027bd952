"""Bundles of record blocks: a folder each, named by what is in it, which stays as it is while its records do.

So a release changes the bundles in which its records stand, and those after them in which numbers shift; all others
need not be made, sent or fetched again. The first eight digits of a name are the stamp of its files.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
import polars as pl

from lantai.parts import digest
from lantai.search import blocks
from lantai.search.container import FORMAT, file_name, packed
from lantai.threads import in_order

MOST, LEAST = 64, 64
"""Bundles, as the directory names all of them; and blocks in one, as each has a folder of its own."""
DIGITS, STAMP = 16, 8
"""Of a name, and those of them that are the stamp of its files."""
AT_ONCE = 1 << 18
"""Records turned into text at a time, to bound memory."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How records are cut: ``block`` records in a block, two to the power of ``shift`` blocks in a bundle."""

    block: int
    shift: int

    @classmethod
    def of(cls, count: int, block: int) -> Cut:
        """Return the cut of ``count`` records, which mostly stays as it is while they are added to."""
        smallest = -(-count // (block * MOST))
        return cls(block, (max(smallest, LEAST) - 1).bit_length())

    @property
    def bundle(self) -> int:
        """Blocks in a bundle."""
        return 1 << self.shift

    @property
    def records(self) -> int:
        """Records in a bundle."""
        return self.block * self.bundle

    def count(self, records: int) -> int:
        """Return how many bundles there are."""
        return -(-records // self.records)


class Fonds(Protocol):
    """The records from number ``first`` on, and a digest of all that the public table says of them."""

    @property
    def first(self) -> int: ...

    @property
    def count(self) -> int: ...

    @property
    def digest(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was written: the name of its folder, its files below that and the bytes in all of them."""

    name: str
    files: tuple[str, ...]
    size: int


def keys(frame: str, cut: Cut, fonds: Sequence[Fonds], cited: Iterable[int]) -> list[str]:
    """Return what each bundle of blocks depends on: the records of the fonds that it has a part of, and which of its
    records have a page because they are ``cited``. ``frame`` stands for the program."""
    last = fonds[-1].first + fonds[-1].count if fonds else 0
    own = sorted(cited)
    ends = [each.first + each.count for each in fonds]
    found = []
    for start in range(0, last, cut.records):
        end = start + cut.records
        there = fonds[bisect_right(ends, start) : bisect_left(fonds, end, key=lambda each: each.first)]
        shown = [(each.first, each.count, each.digest) for each in there]
        found.append(digest(frame, FORMAT, cut, start, shown, own[bisect_left(own, start) : bisect_left(own, end)]))
    return found


def write(
    out: Path, public: Path, own_pages: np.ndarray, cut: Cut, wanted: Sequence[int], threads: int
) -> dict[int, Bundle]:
    """Write those bundles of the records in ``public`` that are ``wanted`` (ascending) into folders in ``out``."""
    texts = _texts(public, own_pages, cut, wanted)
    return dict(in_order(partial(_written, out, cut), texts, threads))


def stamp_of(name: str) -> int:
    """Return the stamp of the files of a bundle."""
    return int(name[:STAMP], 16)


def told(names: Iterable[str]) -> list[dict[str, str | int]]:
    """Return what the directory says of bundles, as it does of the other folders."""
    return [{"index": name, "stamp": stamp_of(name)} for name in names]


def _texts(public: Path, own_pages: np.ndarray, cut: Cut, wanted: Iterable[int]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each bundle that is wanted with the texts of its blocks."""
    table = pl.scan_parquet(public)
    table = table.select(name for name in table.collect_schema().names() if name in blocks.READ)
    for first, last in _runs(wanted, max(1, AT_ONCE // cut.records)):
        start = first * cut.records
        chunk = table.slice(start, (last - first) * cut.records).collect()
        found = blocks.texts(chunk, own_pages[start : start + len(chunk)], cut.block)
        for bundle in range(first, last):
            at = (bundle - first) * cut.bundle
            yield bundle, found[at : at + cut.bundle]


def _runs(wanted: Iterable[int], most: int) -> Iterator[tuple[int, int]]:
    """Yield where runs of consecutive numbers begin and end, each of ``most`` at most."""
    first = last = 0
    for number in wanted:
        if number != last or last - first == most:
            if last > first:
                yield first, last
            first = number
        last = number + 1
    if last > first:
        yield first, last


def _written(out: Path, cut: Cut, given: tuple[int, list[str]]) -> tuple[int, Bundle]:
    bundle, texts = given
    bodies, first = [text.encode() for text in texts], bundle * cut.bundle
    digest = hashlib.sha256(f"{FORMAT} {first}".encode())
    for body in bodies:
        digest.update(f" {len(body)} ".encode() + body)
    name = digest.hexdigest()[:DIGITS]
    stamp, size, names = stamp_of(name), 0, []
    for ordinal, body in enumerate(bodies, first):
        path, data = file_name(blocks.KIND, ordinal), packed(blocks.KIND, ordinal, stamp, body)
        folder = out / name / path.rpartition("/")[0]
        if not names or not names[-1].startswith(path.rpartition("/")[0] + "/"):
            folder.mkdir(parents=True, exist_ok=True)
        with open(f"{out}/{name}/{path}", "wb", buffering=0) as file:  # noqa: PTH123 - a third of the time
            file.write(data)
        names.append(path)
        size += len(data)
    return bundle, Bundle(name, tuple(names), size)
