"""Lists on disk: shards of keys in order, long lists cut into slices.

Body of a shard (kind ``g``)::

    varint n, varint bytes of the keys
    keys      UTF-8, in code point order, joined by U+000A
    counts    n varints: records of each key
    lengths   n varints: bytes of its list << 1 | 1 if the list is cut into slices;
              0: the list is that of the key without its last character, which stands in the same shard
    lists     one after the other: varints, the first number, then differences

A cut list stands as varints: number of slices, ordinal of the first slice file, then for each
slice its first number (as a difference to the one before) and how many numbers it holds.
Body of a slice (kind ``s``): varints, the first number, then differences.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import numpy as np

from lantai.search import varints
from lantai.search.container import IndexWriter
from lantai.search.postings import Level

SHARD_BYTES = 10 * 1024
"""Of a shard, deflated, about."""
LONG_BYTES = 8 * 1024
"""A longer list is looked at: how small does it get?"""
INLINE_BYTES = 3 * 1024
"""A list that is longer when deflated is cut, so that one common word does not make its neighbours dear."""
SLICE_BYTES = 17 * 1024
"""Of a slice, deflated, about."""
_SHARE = 0.42
"""To which short lists and keys deflate."""


class ShardWriter:
    """Writes shards and slices, and keeps for the directory where each shard begins."""

    def __init__(self, writer: IndexWriter, kinds: str = "gs", factor: float = 1) -> None:
        self._writer, (self._shard_kind, self._slice_kind) = writer, kinds
        self._factor = factor
        self._slices = 0
        self._last_key = ""
        self._levels: list[Level] = []
        self._where: dict[str, tuple[int, int]] = {}
        self._tables: dict[str, bytes] = {}
        self.first_keys: list[str] = []

    def write(self, found: Iterable[Level]) -> None:
        """Write all levels, merged into the order of their keys."""
        self._levels = list(found)
        everything = [(key, at, i) for at, level in enumerate(self._levels) for i, key in enumerate(level.keys)]
        everything.sort()
        self._where = {key: (at, i) for key, at, i in everything}
        shard = _Shard()
        for key, at, i in everything:
            level = self._levels[at]
            count = int(level.counts[i])
            root = self._root(key) if level.same[i] else key
            if root != key and key[:-1] in shard.present:
                shard.add(key, count, b"", False, 2)
                continue
            body, cut, size = self._list(root)
            if shard.keys and shard.size + size > SHARD_BYTES * self._factor:
                self._flush(shard)
                shard = _Shard()
            shard.add(key, count, body, cut, size)
        if shard.keys:
            self._flush(shard)

    def _root(self, key: str) -> str:
        """Return the shortest beginning of ``key`` that has the same list."""
        at, i = self._where[key]
        while self._levels[at].same[i]:
            key = key[:-1]
            at, i = self._where[key]
        return key

    def _list(self, key: str) -> tuple[bytes, bool, float]:
        """Return what a shard holds of a list, whether it is cut, and how large that is when deflated."""
        if key in self._tables:
            table = self._tables[key]
            return table, True, len(table)
        at, i = self._where[key]
        body = self._levels[at].body(i)
        if len(body) <= LONG_BYTES:
            return body, False, len(body) * _SHARE + 6
        size = len(zlib.compress(body, 1))
        if size <= INLINE_BYTES * self._factor:
            return body, False, size
        table = self._tables[key] = self._cut(body, -(-size // int(SLICE_BYTES * self._factor)))
        return table, True, len(table)

    def _flush(self, shard: _Shard) -> None:
        self._writer.add(self._shard_kind, len(self.first_keys), shard.body())
        self.first_keys.append(separator(self._last_key, shard.keys[0]))
        self._last_key = shard.keys[-1]

    def _cut(self, body: bytes, count: int) -> bytes:
        """Write a long list as ``count`` slices and return its table of slices."""
        pieces = np.array_split(np.cumsum(varints.decode(body)), count)
        table = [len(pieces), self._slices]
        previous = 0
        for piece in pieces:
            first = int(piece[0])
            table += [first - previous, len(piece)]
            previous = first
            differences = varints.deltas(piece, np.zeros(1, np.int64))
            self._writer.add(self._slice_kind, self._slices, varints.encoded(differences))
            self._slices += 1
        return varints.encoded(table)


class _Shard:
    """Keys and lists on their way into one file; ``size`` is how large it gets, about."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.present: set[str] = set()
        self.size = 0.0
        self._counts: list[int] = []
        self._lengths: list[int] = []
        self._lists: list[bytes] = []

    def add(self, key: str, count: int, body: bytes, cut: bool, size: float) -> None:
        self.keys.append(key)
        self.present.add(key)
        self._counts.append(count)
        self._lengths.append(len(body) << 1 | cut)
        self._lists.append(body)
        self.size += size

    def body(self) -> bytes:
        names = "\n".join(self.keys).encode()
        head = varints.encoded([len(self.keys), len(names)]) + names
        return b"".join((head, varints.encoded(self._counts), varints.encoded(self._lengths), *self._lists))


def separator(before: str, key: str) -> str:
    """Return the shortest beginning of ``key`` that comes after ``before``, which comes before ``key``."""
    return next(key[:length] for length in range(1, len(key) + 1) if key[:length] > before)
