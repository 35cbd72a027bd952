"""Postings on disk: shards of keys in order, long lists cut into slices.

Body of a shard (kind ``g``)::

    varint n, varint bytes of the keys
    keys      UTF-8, in code point order, joined by U+000A
    counts    n varints: records of each key
    lengths   n varints: bytes of its list << 1 | 1 if the list is cut into slices
    lists     one after the other: varints, the first number, then differences

A cut list stands as varints: number of slices, ordinal of the first slice file, then for each
slice its first number (as a difference to the one before) and how many numbers it holds.
Body of a slice (kind ``s``): varints, the first number, then differences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from lantai.search import varints
from lantai.search.container import IndexWriter
from lantai.search.grams import Postings

SHARD_BYTES = 24 * 1024
INLINE_BYTES = 12 * 1024
"""A longer list is cut, so that one common word does not make its neighbours dear."""
SLICE_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True)
class Level:
    """One level's lists, encoded: key ``i`` has ``counts[i]`` numbers in ``data[ends[i]:ends[i + 1]]``."""

    keys: list[str]
    counts: np.ndarray
    data: memoryview
    ends: np.ndarray


def encode_level(postings: Postings) -> Level:
    """Encode all lists of a level at once."""
    data, value_starts = varints.encode(varints.deltas(postings.numbers, postings.starts[:-1]))
    return Level(postings.keys, postings.counts, memoryview(data), value_starts[postings.starts])


class ShardWriter:
    """Writes shards and slices, and keeps for the directory where each shard begins."""

    def __init__(self, writer: IndexWriter, kinds: str = "gs", first_ordinal: int = 0, factor: int = 1) -> None:
        self._writer, (self._shard_kind, self._slice_kind) = writer, kinds
        self._shard_bytes = SHARD_BYTES * factor
        self._slices = 0
        self._last_key = ""
        self.first_keys: list[str] = []

    def write(self, found: Iterable[Postings]) -> None:
        """Write all levels, merged into the order of their keys. Only their encoded form is kept meanwhile."""
        encoded = [encode_level(postings) for postings in found]
        keys: list[str] = []
        counts: list[int] = []
        lists: list[tuple[bytes | memoryview, int]] = []
        size = 0
        for key, level, index in _in_order(encoded):
            here = encoded[level]
            start, end = int(here.ends[index]), int(here.ends[index + 1])
            cut = end - start > INLINE_BYTES
            body = self._cut(here, index) if cut else here.data[start:end]
            if keys and size + len(body) > self._shard_bytes:
                self._flush(keys, counts, lists)
                keys, counts, lists, size = [], [], [], 0
            keys.append(key)
            counts.append(int(here.counts[index]))
            lists.append((body, int(cut)))
            size += len(body) + 8
        if keys:
            self._flush(keys, counts, lists)

    def _flush(self, keys: list[str], counts: list[int], lists: list[tuple[bytes | memoryview, int]]) -> None:
        names = "\n".join(keys).encode()
        lengths = [len(body) << 1 | cut for body, cut in lists]
        body = b"".join((
            varints.encoded([len(keys), len(names)]), names, varints.encoded(counts), varints.encoded(lengths),
            *(body for body, _ in lists),
        ))  # fmt: skip
        self._writer.add(self._shard_kind, len(self.first_keys), body)
        self.first_keys.append(separator(self._last_key, keys[0]))
        self._last_key = keys[-1]

    def _cut(self, level: Level, index: int) -> bytes:
        """Write the slices of a long list and return its table of slices."""
        start, end = int(level.ends[index]), int(level.ends[index + 1])
        numbers = np.cumsum(varints.decode(bytes(level.data[start:end])))
        pieces = np.array_split(numbers, -(-(end - start) // SLICE_BYTES))
        table = [len(pieces), self._slices]
        previous = 0
        for piece in pieces:
            first = int(piece[0])
            table += [first - previous, len(piece)]
            previous = first
            self._writer.add(
                self._slice_kind, self._slices, varints.encoded(varints.deltas(piece, np.zeros(1, np.int64)))
            )
            self._slices += 1
        return varints.encoded(table)


def separator(before: str, key: str) -> str:
    """Return the shortest beginning of ``key`` that comes after ``before``, which comes before ``key``."""
    return next(key[:length] for length in range(1, len(key) + 1) if key[:length] > before)


def _in_order(found: list[Level]) -> list[tuple[str, int, int]]:
    """Return (key, level, index) of all levels in code point order of the keys."""
    everything = [(key, level, index) for level, here in enumerate(found) for index, key in enumerate(here.keys)]
    everything.sort()
    return everything
