"""Finding any of many thousands of needles in bytes: which of them stand there, and where.

An automaton follows a text byte by byte, at some 150 MB a second once it is larger than the processor's cache. This
looks only at every eighth byte. Of each needle a *region* of 15 bytes is chosen: wherever it stands in a text, one of
the text's words of 8 bytes (as they follow each other from the beginning) lies in it whole, and only 8 words can be
that one. Words that lie in no region are passed over some thousand at a time; where one does, the half of a word
beside it that the region holds too is looked at, then the region, then the needle. Shorter needles have regions of 7
bytes and words of 4, the shortest an automaton. Which region is chosen decides the speed alone: its words should be
rare in a sample of what usually stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

Found = tuple[int, int]
"""The index of a needle, and the byte at which it begins."""

_WIDTHS = (8, 4)
"""Bytes of a word. A needle of at least twice as many less one holds a word however it lies."""

_BITS = 21
"""A table of 2^21 bytes stays in the cache of a processor."""

_AT_ONCE = 1 << 15
"""Words compared in one call: few enough to stay in the cache."""

_BIT = np.zeros(256, np.int64)
_BIT[1 << np.arange(8)] = np.arange(8)
"""The number of the bit that is set in a byte that has one."""

_MIX = np.uint64(0x9E3779B97F4A7C15)
_MIX_END = np.uint64(0xC2B2AE3D27D4EB4F)
"""Odd numbers without pattern (of xxHash), by which products spread over all of 64 bits."""


class Sieve:
    """Finds ``needles`` (none of them empty). ``usual`` is a sample of what is to be looked through."""

    def __init__(self, needles: Sequence[bytes], usual: bytes = b"") -> None:
        self._needles = needles
        self._meshes: list[_Mesh] = []
        left = list(range(len(needles)))
        for width in _WIDTHS:
            long = [index for index in left if len(needles[index]) >= 2 * width - 1]
            left = [index for index in left if len(needles[index]) < 2 * width - 1]
            if long:
                self._meshes.append(_Mesh(width, needles, np.array(long), usual))
        self._short = {needles[index].decode("utf-8", "replace"): index for index in left}

    def found(self, text: bytes) -> Iterator[Found]:
        """Yield every place where one of the needles stands in ``text``, in no particular order."""
        for mesh in self._meshes:
            for index, start in zip(*(each.tolist() for each in mesh.candidates(text)), strict=True):
                needle = self._needles[index]
                if text.startswith(needle, start):
                    yield index, start
        if self._short:
            yield from self._found_short(text)

    def _found_short(self, text: bytes) -> Iterator[Found]:
        series = pl.Series([text.decode("utf-8", "replace")])
        if not series.str.contains_any(list(self._short)).item():
            return
        for needle in series.str.extract_many(list(self._short), overlapping=True).item().unique():
            index = self._short[needle]
            for match in re.finditer(b"(?=" + re.escape(self._needles[index]) + b")", text):
                yield index, match.start()


@dataclass(frozen=True, slots=True)
class _Regions:
    """The different regions of some needles in the order of their digests, and the needles of each."""

    digests: np.ndarray
    first: np.ndarray
    """Of each region the index of its first needle in what follows; one more at the end."""
    needles: np.ndarray
    before: np.ndarray
    """Bytes of the needle before the region."""


class _Mesh:
    """The sieve for needles that hold a word of ``width`` bytes (8 or 4) however they lie."""

    def __init__(self, width: int, needles: Sequence[bytes], chosen: np.ndarray, usual: bytes) -> None:
        self._width = width
        self._region = 2 * width - 1
        lengths = np.array([len(needles[index]) for index in chosen])
        joined = b"".join(needles[index] for index in chosen) + bytes(2 * width)
        starts = np.cumsum(lengths) - lengths
        words = self._hashed(_sliding(joined, width))
        regions = _rarest(words, starts, lengths, width, self._hashed(_sliding(usual, width)))
        self._known = np.zeros(1 << _BITS, np.bool_)
        self._offsets = np.zeros(1 << _BITS, np.uint8)
        """By the hash of a word and the half beside it a bit for each place in a region at which the word may stand."""
        products, halves = _sliding(joined, width).astype(np.uint64) * _MIX, _sliding(joined, width // 2)
        for offset in range(width):
            at = regions + offset
            self._known[words[at]] = True
            half = halves[at + width if offset < width // 2 else at - width // 2]
            np.bitwise_or.at(self._offsets, _with_half(products[at], half), np.uint8(1 << offset))
        self._following = np.uint8((1 << width // 2) - 1)
        """The bits of places after which the region holds the next half; at the others it holds the one before."""
        self._regions = self._grouped(joined, regions, starts, chosen)
        self._likely = np.zeros(1 << _BITS, np.bool_)
        self._likely[_top(self._regions.digests)] = True
        # The bytes with which each needle begins and ends, to compare without looking at it.
        sliding, edges = _sliding(joined, width), np.zeros((2, len(needles)), f"<u{width}")
        edges[0, chosen], edges[1, chosen] = sliding[starts], sliding[starts + lengths - width]
        self._first, self._last = edges
        self._lengths = np.zeros(len(needles), np.int64)
        self._lengths[chosen] = lengths

    def candidates(self, text: bytes) -> tuple[np.ndarray, np.ndarray]:
        """Return needles that stand in ``text`` with very few exceptions, and where."""
        places = self._places(text)
        sliding = _sliding(text, self._width)
        digests = self._digests(sliding, places)
        likely = self._likely[_top(digests)]
        places, digests = places[likely], digests[likely]
        at = np.minimum(np.searchsorted(self._regions.digests, digests), len(self._regions.digests) - 1)
        same = self._regions.digests[at] == digests
        places, at = places[same], at[same]
        first, counts = self._regions.first[at], self._regions.first[at + 1] - self._regions.first[at]
        entries = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        needles, starts = self._regions.needles[entries], np.repeat(places, counts) - self._regions.before[entries]
        lengths = self._lengths[needles]
        within = (starts >= 0) & (starts + lengths <= len(text))
        needles, starts, lengths = needles[within], starts[within], lengths[within]
        edges = sliding[starts] == self._first[needles]
        edges &= sliding[starts + lengths - self._width] == self._last[needles]
        return needles[edges], starts[edges]

    def _places(self, text: bytes) -> np.ndarray:
        """Return where regions may begin: every place at which one does, and some others."""
        words = np.frombuffer(text, f"<u{self._width}", len(text) // self._width)
        hashes, hits = np.empty(_AT_ONCE, np.uint64), np.empty(_AT_ONCE, np.bool_)
        found = [np.zeros(0, np.int64)]
        for start in range(0, len(words), _AT_ONCE):
            piece = words[start : start + _AT_ONCE]
            hashed, hit = hashes[: len(piece)], hits[: len(piece)]
            np.multiply(piece, _MIX, out=hashed, dtype=np.uint64)
            np.right_shift(hashed, np.uint64(64 - _BITS), out=hashed)
            self._known.take(hashed.view(np.int64), mode="clip", out=hit)
            found.append(np.flatnonzero(hit) + start)
        indexes = np.concatenate(found)
        indexes, offsets = self._beside(text, words[indexes].astype(np.uint64) * _MIX, indexes)
        several = offsets & (offsets - np.uint8(1)) != 0
        rows, offset = np.nonzero(np.unpackbits(offsets[several, None], axis=1, bitorder="little"))
        places = np.concatenate(
            (
                indexes[~several] * self._width - _BIT[offsets[~several]],
                indexes[several][rows] * self._width - offset,
            )
        )
        return places[(places >= 0) & (places <= len(text) - self._region)]

    def _beside(self, text: bytes, products: np.ndarray, indexes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return those words (by index) beside which there is what a region holds, and at which places in one they lie.

        ``products`` are the words mixed.
        """
        half = self._width // 2
        halves = np.frombuffer(text, f"<u{half}", len(text) // half)
        after, before = (halves.take(2 * indexes + step, mode="clip") for step in (2, -1))
        offsets = self._offsets[_with_half(products, after)] & self._following
        offsets |= self._offsets[_with_half(products, before)] & ~self._following
        found = np.flatnonzero(offsets)
        return indexes[found], offsets[found]

    def _grouped(self, joined: bytes, regions: np.ndarray, starts: np.ndarray, chosen: np.ndarray) -> _Regions:
        digests = self._digests(_sliding(joined, self._width), regions)
        order = np.argsort(digests, kind="stable")
        unique, first = np.unique(digests[order], return_index=True)
        return _Regions(unique, np.append(first, len(order)), chosen[order], (regions - starts)[order])

    def _digests(self, sliding: np.ndarray, places: np.ndarray) -> np.ndarray:
        """Return a digest of each region, of which two words hold all bytes."""
        first, last = sliding[places].astype(np.uint64), sliding[places + (self._width - 1)].astype(np.uint64)
        mixed = first * _MIX ^ last * _MIX_END
        return (mixed ^ mixed >> np.uint64(29)) * _MIX

    def _hashed(self, words: np.ndarray) -> np.ndarray:
        return _top(words.astype(np.uint64) * _MIX)


def _top(digests: np.ndarray) -> np.ndarray:
    return (digests >> np.uint64(64 - _BITS)).view(np.int64)


def _with_half(products: np.ndarray, halves: np.ndarray) -> np.ndarray:
    """Return hashes of words, already mixed, each together with half a word."""
    return _top(products ^ halves.astype(np.uint64) * _MIX_END)


def _sliding(data: bytes, width: int) -> np.ndarray:
    """Return the words that begin at every byte of ``data``, without copying it."""
    return np.ndarray((max(len(data) - width + 1, 0),), f"<u{width}", buffer=data, strides=(1,))


def _rarest(words: np.ndarray, starts: np.ndarray, lengths: np.ndarray, width: int, usual: np.ndarray) -> np.ndarray:
    """Return where in the joined needles the region of each begins.

    ``words`` and ``usual`` are hashes of the words at every byte of the needles and of the sample.
    """
    often = np.bincount(usual, minlength=1 << _BITS)
    summed = np.concatenate(([0], np.cumsum(often[words])))
    size = int(lengths.sum())
    costs = summed[width : width + size] - summed[:size]
    position = np.arange(size)
    costs[np.repeat(starts + lengths, lengths) - position < 2 * width - 1] = np.iinfo(np.int32).max
    return np.minimum.reduceat(costs << 32 | position, starts) & 0xFFFFFFFF
