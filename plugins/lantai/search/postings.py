"""Lists of record numbers, first of one chunk of records, then of all chunks together.

A chunk's lists are encoded as soon as they are known, without their first numbers, so that the lists
of one key in several chunks are joined by copying bytes: only the first number of each piece is
written anew, as a difference to the last of the piece before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lantai.search import varints
from lantai.search.spill import Spill

NUMBER_BITS = 22
"""Records in a chunk at most 4,194,304: a pair (2 × 21 bits) and a number fit 64 bits."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Ascending distinct numbers of one chunk: key ``i`` has ``numbers[starts[i]:starts[i + 1]]``."""

    keys: np.ndarray
    numbers: np.ndarray
    starts: np.ndarray

    @property
    def counts(self) -> np.ndarray:
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The lists of one chunk, encoded: ``data[ends[i]:ends[i + 1]]`` are the differences after ``firsts[i]``."""

    keys: np.ndarray
    counts: np.ndarray
    firsts: np.ndarray
    lasts: np.ndarray
    data: np.ndarray
    ends: np.ndarray


@dataclass(frozen=True, slots=True)
class Level:
    """Keys of one length with their lists in all chunks.

    ``same`` says that a key's list is that of the key without its last character; it has no pieces.
    Key ``i`` has the pieces ``starts[i]`` to ``starts[i + 1]``, in the order of chunks.
    """

    keys: list[str]
    counts: np.ndarray
    same: np.ndarray
    starts: list[int]
    firsts: list[int]
    lasts: list[int]
    sources: list[memoryview]
    source: list[int]
    begins: list[int]
    ends: list[int]

    def body(self, index: int) -> bytes:
        """Return the list of a key: varints, the first number, then differences."""
        parts: list[bytes | memoryview] = []
        previous = 0
        for piece in range(self.starts[index], self.starts[index + 1]):
            parts.append(varints.one(self.firsts[piece] - previous))
            parts.append(self.sources[self.source[piece]][self.begins[piece] : self.ends[piece]])
            previous = self.lasts[piece]
        return b"".join(parts)


def gathered(keys: np.ndarray, numbers: np.ndarray) -> Lists:
    """Return the list of each distinct key. ``keys`` (u64) is overwritten."""
    keys <<= np.uint64(NUMBER_BITS)
    keys |= numbers
    keys.sort()
    if not len(keys):
        return Lists(keys, np.zeros(0, np.uint32), np.zeros(1, np.int64))
    fresh = np.empty(len(keys), bool)
    fresh[0] = True
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    keys = keys[fresh]
    found = (keys & np.uint64((1 << NUMBER_BITS) - 1)).astype(np.uint32)
    keys >>= np.uint64(NUMBER_BITS)
    starts = np.concatenate(([0], np.flatnonzero(keys[1:] != keys[:-1]) + 1, [len(keys)]))
    return Lists(keys[starts[:-1]], found, starts)


def encoded(lists: Lists, base: int, spill: Spill, wanted: np.ndarray | None = None) -> Pieces:
    """Return the lists (of the keys in ``wanted`` alone) encoded; ``base`` is the chunk's first record."""
    keys, numbers, starts = lists.keys, lists.numbers, lists.starts
    if wanted is not None:
        chosen = np.isin(keys, wanted, assume_unique=True)
        sizes = np.diff(starts)
        keys, numbers = keys[chosen], numbers[np.repeat(chosen, sizes)]
        starts = np.concatenate(([0], np.cumsum(sizes[chosen])))
    if not len(keys):
        nothing = np.zeros(0, np.uint32)
        return Pieces(keys, nothing, nothing, nothing, np.zeros(0, np.uint8), np.zeros(1, np.int64))
    inner = np.ones(len(numbers) - 1, bool)
    inner[starts[1:-1] - 1] = False
    data, places = varints.encode((numbers[1:] - numbers[:-1])[inner])
    ends = places[starts - np.arange(len(starts))]
    ends[-1] = len(data)
    first, last = numbers[starts[:-1]], numbers[starts[1:] - 1]
    return Pieces(keys, np.diff(starts), first + np.uint32(base), last + np.uint32(base), spill.keep(data), ends)


def totals(lists: Sequence[Lists | Pieces]) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct keys of all chunks, ascending, and how many records each has."""
    keys = np.unique(np.concatenate([part.keys for part in lists])) if lists else np.zeros(0, np.uint64)
    counts = np.zeros(len(keys), np.int64)
    for part in lists:
        counts[np.searchsorted(keys, part.keys)] += part.counts
    return keys, counts


def level(names: list[str], keys: np.ndarray, counts: np.ndarray, pieces: Sequence[Pieces], same: np.ndarray) -> Level:
    """Return the lists of all chunks by key."""
    places = [np.searchsorted(keys, part.keys) for part in pieces]
    place = np.concatenate(places)
    order = np.argsort(place, kind="stable")
    starts = np.searchsorted(place[order], np.arange(len(keys) + 1))
    source = np.repeat(np.arange(len(pieces)), [len(part.keys) for part in pieces])
    column = {
        "firsts": [part.firsts for part in pieces],
        "lasts": [part.lasts for part in pieces],
        "begins": [part.ends[:-1] for part in pieces],
        "ends": [part.ends[1:] for part in pieces],
    }
    ordered = {name: np.concatenate(parts)[order].tolist() for name, parts in column.items()}
    sources = [memoryview(part.data) for part in pieces]
    return Level(names, counts, same, starts.tolist(), sources=sources, source=source[order].tolist(), **ordered)
