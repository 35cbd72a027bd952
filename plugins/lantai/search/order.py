"""Suffixes in the order of their texts, as far as the tree of phrases asks: twelve characters, three at a time.

A group of suffixes that have all characters so far in common is sorted on only if it is more than a leaf. Every sort is
one of plain numbers: group, gram, and the place it had before, packed together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lantai.search.runs import run_starts
from lantai.search.suffixes import GRAM, Block, Part, Suffixes, Text, bits_of

RANGE = 1 << 19
"""Suffixes sorted at a time as a rule."""


@dataclass(frozen=True, slots=True)
class Order:
    """Suffixes in order: positions, streams, and how many characters each has in common with the one before it.

    ``common`` is ``longest`` for those that need not be told apart: they have so many in common, or
    all until END, or are in one leaf.
    """

    positions: np.ndarray
    streams: np.ndarray
    common: np.ndarray


@dataclass(frozen=True, slots=True)
class _Groups:
    """Runs of suffixes that have all characters so far in common: at least two, more than a leaf, none at its END."""

    starts: np.ndarray
    sizes: np.ndarray


def ordered(suffixes: Suffixes, part: Part, leaf: int, longest: int) -> Order:
    """Return the suffixes of a part in order; groups of at most ``leaf`` places of records are left as they are."""
    found: list[Order] = []
    before = -1
    for low, high in _pieces(part.sizes):
        blocks = [block.between(part.low + low, part.low + high) for block in suffixes.blocks]
        blocks = [block for block in blocks if len(block.positions)]
        if not blocks:
            continue
        order, first, last = _sorted(suffixes.text, blocks, part.low + low, part.low + high, leaf, longest)
        order.common[0] = suffixes.text.grams.common(before, first) if before >= 0 else 0
        before = last
        found.append(order)
    return Order(*(np.concatenate([getattr(order, name) for order in found]) for name in Order.__slots__))


def _pieces(sizes: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield runs of groups with about ``RANGE`` suffixes; a larger group is alone."""
    ends = np.cumsum(sizes, dtype=np.int64)
    low = 0
    while low < len(ends):
        begin = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(ends, begin + RANGE, "right")))
        yield low, high
        low = high


def _sorted(text: Text, blocks: list[Block], low: int, high: int, leaf: int, longest: int) -> tuple[Order, int, int]:
    """Return the suffixes of some blocks, whose grams are from ``low`` up to ``high``, and the first and last gram."""
    grams = text.grams
    going = ~grams.ended
    positions = np.concatenate([block.positions for block in blocks])
    first = np.concatenate([np.repeat(block.grams, block.sizes) for block in blocks])
    second = np.take(text.gram_at, positions + np.uint32(GRAM))
    second *= np.concatenate([np.repeat(going[block.grams], block.sizes) for block in blocks])
    first -= np.uint32(low)
    first, second, order = _packed_sort(first, high - low, second, len(grams.keys))
    starts = run_starts(first, second)
    first, second = first[starts] + np.uint64(low), second[starts]
    common = np.full(len(positions), longest, np.uint8)
    common[starts[1:]] = np.where(
        first[1:] != first[:-1],
        grams.common(first[1:], first[:-1]),
        grams.common(second[1:], second[:-1]) + np.uint8(GRAM),
    )
    streams = np.concatenate([block.streams for block in blocks])
    found = Order(np.take(positions, order), np.take(streams, order), common)
    weights = np.add.reduceat(np.take(text.counts, found.streams), starts, dtype=np.int64)
    groups = _open(starts, len(positions), weights, going[first] & going[second], leaf)
    for depth in range(2 * GRAM, longest, GRAM):
        pieces = [
            _divided(text, found, _Groups(groups.starts[a:b], groups.sizes[a:b]), depth, leaf)
            for a, b in _pieces(groups.sizes)
        ]
        if not pieces:
            break
        groups = _Groups(*(np.concatenate([getattr(piece, name) for piece in pieces]) for name in _Groups.__slots__))
    return found, int(first[0]), int(first[-1])


def _open(starts: np.ndarray, count: int, weights: np.ndarray, going: np.ndarray, leaf: int) -> _Groups:
    """Return which of the groups that fill ``count`` suffixes are sorted on."""
    sizes = np.diff(starts, append=count)
    chosen = going & (sizes > 1) & (weights > leaf)
    return _Groups(starts[chosen], sizes[chosen])


def _divided(text: Text, order: Order, groups: _Groups, depth: int, leaf: int) -> _Groups:
    """Sort groups that have ``depth`` characters in common by the next three; returns the groups to be sorted on."""
    ends = np.cumsum(groups.sizes)
    count = int(ends[-1])
    group = np.repeat(np.arange(len(ends), dtype=np.uint32), groups.sizes)
    at = np.arange(count) + np.repeat(groups.starts - (ends - groups.sizes), groups.sizes)
    positions, streams = np.take(order.positions, at), np.take(order.streams, at)
    gram = np.take(text.gram_at, positions + np.uint32(depth))
    group, gram, moved = _packed_sort(group, len(ends), gram, len(text.grams.keys))
    streams = np.take(streams, moved)
    order.positions[at], order.streams[at] = np.take(positions, moved), streams
    starts = run_starts(group, gram)
    group, gram = group[starts], gram[starts]
    inner = np.flatnonzero(group[1:] == group[:-1]) + 1
    order.common[at[starts[inner]]] = text.grams.common(gram[inner], gram[inner - 1]) + np.uint8(depth)
    weights = np.add.reduceat(np.take(text.counts, streams), starts, dtype=np.int64)
    found = _open(starts, count, weights, ~text.grams.ended[gram], leaf)
    return _Groups(at[found.starts], found.sizes)


def _packed_sort(
    group: np.ndarray, groups: int, gram: np.ndarray, grams: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return groups and grams in order, and which place each had before; those that are alike keep their order."""
    places, width = bits_of(len(group)), bits_of(grams)
    if bits_of(groups) + width + places > 64:
        order = np.lexsort((gram, group))
        return group[order].astype(np.uint64), gram[order].astype(np.uint64), order
    key = group.astype(np.uint64)
    key <<= np.uint64(width)
    key |= gram
    key <<= np.uint64(places)
    key |= np.arange(len(key), dtype=np.uint64)
    key.sort()
    order = (key & np.uint64((1 << places) - 1)).view(np.int64)
    key >>= np.uint64(places)
    gram = key & np.uint64((1 << width) - 1)
    key >>= np.uint64(width)
    return key, gram, order
