"""Every place in the texts at which a phrase can begin, sorted by three characters, in parts by the first one.

The texts of all records are one array of ranks (positions in the alphabet, code point order). A *suffix* is a
position in it, but that of START; it ends with its stream. Its first three characters are its *gram*, and every place
in the text has the number of the one that begins there: comparing those numbers at every third place compares texts.
Blocks of the text are sorted by gram in threads. A part takes its slice of each block; all parts together are in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lantai.search.runs import run_starts
from lantai.search.spill import Spill
from lantai.search.streams import DATE_LENGTH, END, START, Streams

CHUNK = 1 << 18
"""Records folded at a time as a rule."""
BLOCK = 1 << 19
"""Characters sorted at a time as a rule."""
PART = 1 << 20
"""Places of records in a part as a rule; a character that begins more has a part of its own."""
GRAM = 3
"""Characters of a gram."""
BEYOND = 12
"""Places after the end of the text that may be asked for their gram."""
_CODES = 0x110000


@dataclass(frozen=True, slots=True)
class Grams:
    """All grams in order, packed into numbers of ``bits`` a character. What would follow END is 0."""

    keys: np.ndarray
    bits: int
    ended: np.ndarray

    def common(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Return how many characters (0 to 2) grams that differ have in common at their beginnings."""
        differing = self.keys[one] ^ self.keys[other]
        second = differing < np.uint64(1 << 2 * self.bits)
        return second.view(np.uint8) + (differing < np.uint64(1 << self.bits)).view(np.uint8)


@dataclass(frozen=True, slots=True)
class Text:
    """The streams of all records, each distinct one of a chunk once.

    ``ranks`` and ``gram_at`` are the character and the gram at each place, ``alphabet`` the code point of each rank,
    ``frequency`` how often it occurs, ``start`` and ``end`` the ranks of START and END. Stream ``i`` has
    ``counts[i]`` records, in ``numbers`` from ``begins[i]`` on, and the mark ``marks[i]`` of its field.
    """

    ranks: np.ndarray
    gram_at: np.ndarray
    alphabet: np.ndarray
    frequency: np.ndarray
    start: int
    end: int
    grams: Grams
    counts: np.ndarray
    begins: np.ndarray
    numbers: np.ndarray
    marks: np.ndarray

    def are_titles(self, positions: np.ndarray) -> np.ndarray:
        """Return which suffixes are whole titles."""
        return np.take(self.ranks, positions - np.uint32(1), mode="wrap") == self.start

    def phrase(self, position: int, length: int) -> str:
        """Return the characters of a suffix as far as asked."""
        return "".join(map(chr, self.alphabet[self.ranks[position : position + length]].tolist()))


@dataclass(frozen=True, slots=True)
class Block:
    """Suffixes of a piece of the text in the order of their grams.

    ``grams`` are those that occur, ``sizes`` how many suffixes have each; ``positions`` and ``streams`` are those of
    the suffixes.
    """

    grams: np.ndarray
    sizes: np.ndarray
    positions: np.ndarray
    streams: np.ndarray

    def between(self, low: int, high: int) -> Block:
        """Return the suffixes whose grams are from ``low`` up to ``high``."""
        first, last = np.searchsorted(self.grams, (low, high)).tolist()
        begin = int(self.sizes[:first].sum(dtype=np.int64))
        end = begin + int(self.sizes[first:last].sum(dtype=np.int64))
        return Block(self.grams[first:last], self.sizes[first:last], self.positions[begin:end], self.streams[begin:end])

    def chosen(self, keep: np.ndarray) -> Block:
        """Return some of the suffixes."""
        sizes = np.add.reduceat(keep, self._begins, dtype=np.uint32)
        return Block(self.grams[sizes > 0], sizes[sizes > 0], self.positions[keep], self.streams[keep])

    def weights(self, counts: np.ndarray) -> np.ndarray:
        """Return the places of records for each gram; ``counts`` are the records of each stream."""
        return np.add.reduceat(np.take(counts, self.streams), self._begins, dtype=np.int64)

    def kept(self, spill: Spill) -> Block:
        """Return the same, on disk."""
        return Block(*map(spill.keep, (self.grams, self.sizes, self.positions, self.streams)))

    @property
    def _begins(self) -> np.ndarray:
        return _begins(self.sizes)


@dataclass(frozen=True, slots=True)
class Part:
    """All suffixes that begin with neighbouring characters: those whose grams are from ``low`` up to ``high``.

    ``sizes`` tells how many suffixes have each of these.
    """

    low: int
    high: int
    sizes: np.ndarray


@dataclass(frozen=True, slots=True)
class Suffixes:
    """The text, its suffixes by block, and the parts in which they are worked on."""

    text: Text
    blocks: list[Block]
    parts: list[Part]


def gathered(chunks: Iterable[Streams], spill: Spill, threads: int) -> Suffixes:
    """Return the suffixes of consecutive records."""
    found: list[_Chunk] = []
    size = streams = records = 0
    frequency = np.zeros(_CODES, np.int64)
    for chunk in chunks:
        if chunk.count:
            found.append(_Chunk(chunk, size, streams, records, spill))
            frequency += np.bincount(chunk.codes, minlength=_CODES)
            size += len(chunk.codes)
            streams += len(chunk.counts)
            records += chunk.count
    alphabet = np.flatnonzero(frequency)
    rank = np.zeros(_CODES, np.uint16 if len(alphabet) <= 1 << 16 else np.uint32)
    rank[alphabet] = np.arange(len(alphabet))
    ranks, bits = spill.room(size, rank.dtype), bits_of(len(alphabet))
    start, end = (int(rank[ord(sign)]) for sign in (START, END))
    counts = np.concatenate([np.zeros(0, np.uint32), *(chunk.counts for chunk in found)])
    with ThreadPoolExecutor(threads) as pool:
        lists = pool.map(lambda chunk: list(chunk.blocks(ranks, rank, start, end, bits, spill)), found)
        blocks = [(block, chunk) for chunk, several in zip(found, lists, strict=True) for block in several]
        alone = np.array([end << 2 * bits], np.uint64)
        keys = np.sort(np.concatenate([alone, *(block.grams for block, _ in blocks)]))
        keys = keys[run_starts(keys)]
        gram_at = spill.room(size + BEYOND, np.uint32)
        gram_at[:] = np.searchsorted(keys, alone)

        def numbered(block: Block, chunk: _Chunk) -> tuple[Block, np.ndarray]:
            grams = np.searchsorted(keys, block.grams).astype(np.uint32)
            gram_at[block.positions] = np.repeat(grams, block.sizes)
            block = chunk.beginnings(Block(spill.keep(grams), block.sizes, block.positions, block.streams))
            return block, block.weights(counts)

        settled = []
        sizes, weights = np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64)
        for block, own in pool.map(numbered, *zip(*blocks, strict=True)) if blocks else ():
            settled.append(block)
            sizes[block.grams] += block.sizes
            weights[block.grams] += own
    numbers = np.concatenate([np.zeros(0, np.uint32), *(chunk.numbers for chunk in found)])
    marks = np.concatenate([np.zeros(0, np.uint8), *(chunk.marks for chunk in found)])
    grams = Grams(keys, bits, _ended(keys, bits, end))
    often = frequency[alphabet]
    text = Text(ranks, gram_at, alphabet, often, start, end, grams, counts, _begins(counts), numbers, marks)
    return Suffixes(text, settled, list(_parts(keys >> np.uint64(2 * bits), sizes, weights)))


def _begins(sizes: np.ndarray) -> np.ndarray:
    return np.cumsum(sizes, dtype=np.int64) - sizes


def _ended(keys: np.ndarray, bits: int, end: int) -> np.ndarray:
    """Return which grams contain END."""
    mask = np.uint64((1 << bits) - 1)
    return np.logical_or.reduce([keys >> np.uint64(shift) & mask == end for shift in (2 * bits, bits, 0)])


def _parts(first: np.ndarray, sizes: np.ndarray, weights: np.ndarray) -> Iterator[Part]:
    """Yield the parts. ``first`` is the first character of each gram."""
    borders = [*run_starts(first).tolist(), len(first)]
    low = weight = 0
    for a, b in pairwise(borders):
        own = int(weights[a:b].sum())
        if weight and weight + own > PART:
            yield Part(low, a, sizes[low:a])
            low, weight = a, 0
        weight += own
    if weight:
        yield Part(low, len(first), sizes[low:])


def bits_of(count: int) -> int:
    """Return how many bits the numbers below ``count`` need."""
    return max(1, (count - 1).bit_length())


class _Chunk:
    """The streams of some records until the whole alphabet is known."""

    def __init__(self, streams: Streams, offset: int, first_stream: int, first_record: int, spill: Spill) -> None:
        self._offset, self._first_stream = offset, first_stream
        self._size = len(streams.codes)
        self._text = self._size - streams.dates * DATE_LENGTH
        self._codes = spill.keep(streams.codes)
        self.counts, self.marks = streams.counts, streams.marks
        self.numbers = streams.numbers + np.uint32(first_record)

    def blocks(
        self, ranks: np.ndarray, rank: np.ndarray, start: int, end: int, bits: int, spill: Spill
    ) -> Iterator[Block]:
        """Write the ranks of the chunk and yield its blocks, sorted, with the keys of grams for their numbers."""
        own = np.zeros(self._size + GRAM - 1, rank.dtype)
        np.take(rank, self._codes, out=own[: self._size])
        self._codes = np.zeros(0, np.uint32)
        ranks[self._offset : self._offset + self._size] = own[: self._size]
        going, inside = own != end, own > max(start, end)
        stream = np.cumsum(~going[: self._size], dtype=np.uint32) - ~going[: self._size]
        step = min(BLOCK, 1 << 64 - GRAM * bits)
        borders = [*range(0, self._text, step), *range(self._text, self._size, step), self._size]
        for a, b in pairwise(borders):
            key, at = _sorted(own[a : b + 2], going[a : b + 2], inside[a:b], bits)
            begins = run_starts(key)
            sizes = np.diff(begins, append=len(key)).astype(np.uint32)
            streams = np.take(stream[a:b], at) + np.uint32(self._first_stream)
            yield Block(key[begins], sizes, at + np.uint32(self._offset + a), streams).kept(spill)

    def beginnings(self, block: Block) -> Block:
        """Return the block without what begins inside a date."""
        begin = self._offset + self._text
        if not len(block.positions) or int(block.positions[0]) < begin:
            return block
        return block.chosen((block.positions - np.uint32(begin)) % DATE_LENGTH == 0)


def _sorted(ranks: np.ndarray, going: np.ndarray, inside: np.ndarray, bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the keys of all grams that begin ``inside`` a stream, in order, and where each stands.

    ``ranks`` and ``going`` (where END is not) reach two characters further.
    """
    count = len(ranks) - 2
    width = np.uint64(bits_of(count))
    here = going[:count].copy()
    second = (ranks[1 : count + 1] * here).astype(np.uint64) << np.uint64(bits)
    key = ranks[:count].astype(np.uint64)
    key <<= np.uint64(2 * bits)
    key |= second
    here &= going[1 : count + 1]
    key |= ranks[2:] * here
    key <<= width
    key |= np.arange(count, dtype=np.uint64)
    key = key[inside]
    key.sort()
    at = (key & np.uint64((1 << int(width)) - 1)).astype(np.uint32)
    key >>= width
    return key, at
