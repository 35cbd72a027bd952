"""Grams: which records contain which run of characters.

All pairs of adjacent code points are indexed. Where a pair occurs in more than ``frequent``
records, so may everything made of it: each run of n characters whose first n-1 and last n-1
characters are both frequent is indexed as well, for n = 3, 4 … ``LONGEST``. A phrase is then
either a key itself, and its list is its exact answer, or some part of it is a key with at most
``frequent`` records, which are the only candidates. Characters that are frequent have lists of
their own; for others the lists of their pairs together are short.

Records are worked through in chunks, each sorted by itself in a thread; what a chunk needs later
waits on disk where catalogues are large.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from lantai.search import postings
from lantai.search.postings import Level, Lists, Pieces
from lantai.search.spill import Spill
from lantai.search.streams import END, SEP, YEAR, Streams

CHUNK = 1 << 18
"""Records in a chunk as a rule: small enough that two are sorted at once in little memory."""
_CODE_BITS = 21
LONGEST = 12
_Result = TypeVar("_Result")


class _Chunk:
    """The text of some records while levels are made.

    ``positions`` are those at which a frequent gram of the present level starts, ``ids`` say which.
    """

    def __init__(self, streams: Streams, base: int, spill: Spill) -> None:
        self.base, self._spill = base, spill
        self.present = np.bincount(streams.codes, minlength=0x110000)
        self.pairs = self.encoded(_pairs(streams))
        self.years = self.encoded(postings.gathered(streams.years.astype(np.uint64), streams.dated))
        self.codes, self.numbers = spill.keep(streams.codes), spill.keep(streams.numbers)

    def encoded(self, lists: Lists, wanted: np.ndarray | None = None) -> Pieces:
        return postings.encoded(lists, self.base, self._spill, wanted)

    def characters(self, wanted: np.ndarray) -> Pieces:
        chosen = wanted[self.codes]
        return self.encoded(postings.gathered(self.codes[chosen].astype(np.uint64), self.numbers[chosen]))

    def mark_pairs(self, rank: np.ndarray, table: np.ndarray, width: int) -> None:
        """Note where frequent pairs start; the text itself is not needed after this."""
        ranks = rank[self.codes]
        ids = table[ranks[:-1] * width + ranks[1:]]
        at = np.flatnonzero(ids >= 0)
        self._hold(at.astype(np.int32), ids[at], self.numbers[at])
        self.codes = np.zeros(0, np.uint32)

    def grow(self, last: np.ndarray, width: int) -> Lists:
        """Return the grams one character longer, and keep where they start.

        ``last`` is the rank of each gram's last character, ``width`` the number of ranks: a gram and the
        character after it are one small number.
        """
        follows = np.flatnonzero(self.positions[1:] == self.positions[:-1] + 1)
        joined = self.ids[follows] * width + last[self.ids[follows + 1]]
        self._hold(self.positions[follows], joined, self.numbers[follows])
        return postings.gathered(joined.astype(np.uint64), self.numbers)

    def keep(self, table: np.ndarray) -> None:
        """Keep the grams that have an id (not -1) in ``table``, by the numbers that ``grow`` gave them."""
        ids = table[self.ids]
        hit = np.flatnonzero(ids >= 0)
        self._hold(self.positions[hit], ids[hit], self.numbers[hit])

    def _hold(self, positions: np.ndarray, ids: np.ndarray, numbers: np.ndarray) -> None:
        keep = self._spill.keep
        self.positions, self.ids, self.numbers = keep(positions), keep(ids), keep(numbers)


def levels(parts: Iterable[Streams], frequent: int, spill: Spill, threads: int = 2) -> Iterator[Level]:
    """Yield the lists of years, of pairs, of frequent characters, then of longer grams, level by level.

    ``parts`` are the streams of consecutive records; each is let go once it is read.
    """
    with ThreadPoolExecutor(threads) as pool:
        chunks = _chunks(parts, spill, pool, threads)
        if not chunks:
            return

        def together(work: Callable[[_Chunk], _Result]) -> list[_Result]:
            return list(pool.map(work, chunks))

        yield _level([chunk.years for chunk in chunks], lambda key: f"{YEAR}{key:04d}")
        pairs = _level([chunk.pairs for chunk in chunks], lambda key: chr(key >> _CODE_BITS) + chr(key & 0x1FFFFF))
        often, counts = _frequent(pairs, frequent)
        for chunk in chunks:
            del chunk.pairs
        yield pairs
        del pairs
        wanted = np.sum([chunk.present for chunk in chunks], axis=0) > frequent
        wanted[: ord(YEAR) + 1] = False
        yield _level(together(lambda chunk: chunk.characters(wanted)), chr)
        marks = _pair_table(often)
        together(lambda chunk: chunk.mark_pairs(*marks))
        for _ in range(3, LONGEST + 1):
            if not often:
                return
            grown = _Growth(often, counts)
            lists = together(lambda chunk, grown=grown: chunk.grow(grown.last, grown.width))
            grown.take(lists)
            pieces = list(pool.map(lambda chunk, found, own=grown.own: chunk.encoded(found, own), chunks, lists))
            longer = postings.level(grown.names, grown.keys, grown.counts, pieces, grown.same)
            yield longer
            often, counts = _frequent(longer, frequent)
            if often:
                table = grown.ids(frequent)
                together(lambda chunk, table=table: chunk.keep(table))


class _Growth:
    """From frequent grams to those one character longer: ``gram * width + rank of the last character``."""

    def __init__(self, often: list[str], counts: np.ndarray) -> None:
        self._often, self._often_counts = often, counts
        self._alphabet = sorted({gram[-1] for gram in often})
        rank = {character: index for index, character in enumerate(self._alphabet)}
        self.width = len(self._alphabet)
        self.last = np.array([rank[gram[-1]] for gram in often], np.int32)

    def take(self, lists: list[Lists]) -> None:
        """Note which longer grams there are, and which (``own``) have another list than their beginning."""
        self.keys, self.counts = postings.totals(lists)
        heads, ranks = np.divmod(self.keys.astype(np.int64), self.width)
        often, alphabet = self._often, self._alphabet
        self.names = [often[a] + alphabet[b] for a, b in zip(heads.tolist(), ranks.tolist(), strict=True)]
        self.same = self.counts == self._often_counts[heads]
        self.own = self.keys[~self.same]

    def ids(self, frequent: int) -> np.ndarray:
        """Return ids of the longer grams that are frequent themselves, -1 for all others."""
        table = np.full(len(self._often) * self.width, -1, np.int32)
        chosen = self.keys[self.counts > frequent].astype(np.int64)
        table[chosen] = np.arange(len(chosen))
        return table


def _chunks(parts: Iterable[Streams], spill: Spill, pool: ThreadPoolExecutor, threads: int) -> list[_Chunk]:
    """Return the chunks, made in threads, with few texts in memory at a time."""
    done: list[_Chunk] = []
    waiting: deque[Future[_Chunk]] = deque()
    base = 0
    for part in parts:
        if not part.count:
            continue
        waiting.append(pool.submit(_Chunk, part, base, spill))
        base += part.count
        if len(waiting) > threads:
            done.append(waiting.popleft().result())
    return done + [future.result() for future in waiting]


def _pairs(streams: Streams) -> Lists:
    first, second = streams.codes[:-1], streams.codes[1:]
    valid = (first != ord(END)) & (first != ord(SEP)) & (second != ord(SEP))
    packed = first[valid].astype(np.uint64)
    packed <<= np.uint64(_CODE_BITS)
    packed |= second[valid]
    return postings.gathered(packed, streams.numbers[:-1][valid])


def _level(pieces: list[Pieces], name: Callable[[int], str]) -> Level:
    keys, counts = postings.totals(pieces)
    return postings.level([name(key) for key in keys.tolist()], keys, counts, pieces, np.zeros(len(keys), bool))


def _frequent(level: Level, frequent: int) -> tuple[list[str], np.ndarray]:
    """Return the keys with more than ``frequent`` records, and how many they have."""
    chosen = np.flatnonzero(level.counts > frequent)
    return [level.keys[index] for index in chosen.tolist()], level.counts[chosen]


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
