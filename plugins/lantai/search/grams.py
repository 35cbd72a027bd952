"""Grams and their postings: which records contain which run of characters.

All pairs of adjacent code points are indexed. Where a pair occurs in more than ``frequent``
records, so may everything made of it: each run of n characters whose first n-1 and last n-1
characters are both frequent is indexed as well, for n = 3, 4 … ``LONGEST``. A phrase is then
either a key itself, and its list is its exact answer, or some part of it is a key with at most
``frequent`` records, which are the only candidates. Characters that are frequent have lists of
their own; for others the lists of their pairs together are short.

Records are worked through in chunks, each sorted by itself in a thread; lists of one gram in
several chunks stand one after the other, because numbers ascend from chunk to chunk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from lantai.search.streams import END, SEP, Streams

NUMBER_BITS = 22
"""Records in a chunk at most 4,194,304: a pair (2 × 21 bits) and a number fit 64 bits."""
CHUNK = 1 << 17
"""Records in a chunk as a rule: small enough that two are sorted at once in little memory."""
_CODE_BITS = 21
LONGEST = 12


@dataclass(frozen=True, slots=True)
class Postings:
    """Lists of ascending record numbers: key ``i`` has ``numbers[starts[i]:starts[i + 1]]``."""

    keys: list[str]
    numbers: np.ndarray
    starts: np.ndarray

    @property
    def counts(self) -> np.ndarray:
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True)
class _Lists:
    """Postings of one chunk with keys as integers; numbers count from the chunk's first record."""

    keys: np.ndarray
    numbers: np.ndarray
    starts: np.ndarray


class _Chunk:
    """The text of some records while levels are made.

    ``positions`` are those at which a frequent gram of the present level starts, ``ids`` say which.
    """

    def __init__(self, streams: Streams, base: int) -> None:
        self.codes, self.numbers, self.base = streams.codes, streams.numbers, base
        self.positions = self.ids = np.zeros(0, np.int32)

    def pairs(self) -> _Lists:
        first, second = self.codes[:-1], self.codes[1:]
        valid = (first != ord(END)) & (first != ord(SEP)) & (second != ord(SEP))
        packed = first[valid].astype(np.uint64)
        packed <<= np.uint64(_CODE_BITS)
        packed |= second[valid]
        return _lists(packed, self.numbers[:-1][valid])

    def characters(self, wanted: np.ndarray) -> _Lists:
        chosen = wanted[self.codes]
        return _lists(self.codes[chosen].astype(np.uint64), self.numbers[chosen])

    def mark_pairs(self, rank: np.ndarray, table: np.ndarray, width: int) -> None:
        """Note where frequent pairs start; the text itself is not needed after this."""
        ranks = rank[self.codes]
        ids = table[ranks[:-1] * width + ranks[1:]]
        self.positions = np.flatnonzero(ids >= 0).astype(np.int32)
        self.ids = ids[self.positions]
        self.numbers = self.numbers[self.positions]
        self.codes = np.zeros(0, np.uint32)

    def grow(self, width: int) -> _Lists:
        """Return the grams one character longer, and keep where they start."""
        follows = np.flatnonzero(self.positions[1:] == self.positions[:-1] + 1)
        joined = self.ids[follows].astype(np.uint64)
        joined *= np.uint64(width)
        joined += self.ids[follows + 1].astype(np.uint64)
        self.positions, self.numbers, self.joined = self.positions[follows], self.numbers[follows], joined
        return _lists(joined.copy(), self.numbers)

    def keep(self, often: np.ndarray) -> None:
        """Keep the grams whose integer keys are in ``often`` (ascending); their index becomes their id."""
        slot = np.minimum(np.searchsorted(often, self.joined), len(often) - 1)
        hit = often[slot] == self.joined
        self.positions, self.numbers, self.ids = self.positions[hit], self.numbers[hit], slot[hit].astype(np.int32)
        self.joined = np.zeros(0, np.uint64)


def levels(parts: Sequence[Streams], frequent: int, threads: int = 2) -> Iterator[Postings]:
    """Yield postings of pairs, of frequent characters, then of longer grams, level by level.

    ``parts`` are the streams of consecutive records.
    """
    bases = np.cumsum([0, *(part.count for part in parts)]).tolist()
    chunks = [_Chunk(part, base) for part, base in zip(parts, bases, strict=False) if part.count]
    with ThreadPoolExecutor(threads) as pool:

        def together(work: Callable[[_Chunk], _Lists]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
            return _merged(list(pool.map(work, chunks)), [chunk.base for chunk in chunks])

        keys, numbers, starts = together(_Chunk.pairs)
        names = [chr(key >> _CODE_BITS) + chr(key & 0x1FFFFF) for key in keys.tolist()]
        yield Postings(names, numbers, starts)
        often = [names[i] for i in np.flatnonzero(np.diff(starts) > frequent)]
        del numbers
        wanted = sum(np.bincount(chunk.codes, minlength=0x110000) for chunk in chunks) > frequent
        wanted[:4] = False
        keys, numbers, starts = together(lambda chunk: chunk.characters(wanted))
        yield Postings([chr(key) for key in keys.tolist()], numbers, starts)
        marks = _pair_table(often)
        list(pool.map(lambda chunk: chunk.mark_pairs(*marks), chunks))
        for _ in range(3, LONGEST + 1):
            if not often:
                return
            width = len(often)
            keys, numbers, starts = together(lambda chunk, width=width: chunk.grow(width))
            heads, tails = np.divmod(keys, np.uint64(width))
            names = [often[a] + often[b][-1] for a, b in zip(heads.tolist(), tails.tolist(), strict=True)]
            yield Postings(names, numbers, starts)
            chosen = np.flatnonzero(np.diff(starts) > frequent)
            often = [names[i] for i in chosen]
            if often:
                list(pool.map(lambda chunk, kept=keys[chosen]: chunk.keep(kept), chunks))


def _lists(keys: np.ndarray, numbers: np.ndarray) -> _Lists:
    """Return distinct keys in order, the numbers of each without repetition. ``keys`` is overwritten."""
    keys <<= np.uint64(NUMBER_BITS)
    keys |= numbers
    keys.sort()
    if not len(keys):
        return _Lists(keys, numbers[:0], np.zeros(1, np.int64))
    fresh = np.empty(len(keys), bool)
    fresh[0] = True
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    keys = keys[fresh]
    found = (keys & np.uint64((1 << NUMBER_BITS) - 1)).astype(np.uint32)
    keys >>= np.uint64(NUMBER_BITS)
    starts = np.concatenate(([0], np.flatnonzero(keys[1:] != keys[:-1]) + 1, [len(keys)]))
    return _Lists(keys[starts[:-1]], found, starts)


def _merged(parts: list[_Lists], bases: list[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the lists of all chunks: keys, numbers, starts."""
    keys = np.unique(np.concatenate([part.keys for part in parts])) if parts else np.zeros(0, np.uint64)
    places = [np.searchsorted(keys, part.keys) for part in parts]
    counts = np.zeros(len(keys), np.int64)
    for part, place in zip(parts, places, strict=True):
        counts[place] += np.diff(part.starts)
    starts = np.concatenate(([0], np.cumsum(counts)))
    numbers = np.empty(int(starts[-1]), np.uint32)
    filled = starts[:-1].copy()
    for part, place, base in zip(parts, places, bases, strict=True):
        sizes = np.diff(part.starts)
        target = np.repeat(filled[place] - part.starts[:-1], sizes)
        target += np.arange(len(part.numbers))
        numbers[target] = part.numbers + np.uint32(base)
        filled[place] += sizes
    return keys, numbers, starts


def _pair_table(pairs: list[str]) -> tuple[np.ndarray, np.ndarray, int]:
    """Return rank by code point, id by two ranks (-1: not frequent), and the number of ranks."""
    alphabet = sorted({character for pair in pairs for character in pair})
    width = len(alphabet) + 1
    rank = np.full(0x110000, width - 1, np.int32)
    rank[[ord(character) for character in alphabet]] = np.arange(width - 1)
    table = np.full(width * width, -1, np.int32)
    for index, pair in enumerate(pairs):
        table[rank[ord(pair[0])] * width + rank[ord(pair[1])]] = index
    return rank, table, width
