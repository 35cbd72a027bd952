"""The tree of phrases: each node is a run of characters, its children are that run and one character more.

A node with more than ``LEAF`` places is divided; a leaf has at most so many, or ends with its stream, or is
``LONGEST`` characters long. Every place at which a phrase can begin belongs to one leaf. So any phrase is
a node (its records are those of all leaves below it), or goes on from a leaf (whose few records are the only
candidates), or stands nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lantai.search.order import ordered
from lantai.search.streams import MARK_BITS
from lantai.search.suffixes import Part, Suffixes, Text

LEAF = 10
"""A phrase that is no node has at most so many candidates."""
LONGEST = 12


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes in the order of their texts, a node before its children.

    Node ``i`` has the characters ``text.phrase(places[i], depths[i])``, its last one has rank ``characters[i]``, and
    the records in ``found[starts[i]:starts[i] + sizes[i]]``: for each place, in any order, its record before the
    ``MARK_BITS`` that tell whether its title begins there and in which field the place is.
    """

    depths: np.ndarray
    characters: np.ndarray
    places: np.ndarray
    starts: np.ndarray
    sizes: np.ndarray
    leaves: np.ndarray
    found: np.ndarray


@dataclass(frozen=True, slots=True)
class _Level:
    """Nodes of one length. The same as in ``Tree``, without records."""

    depth: int
    characters: np.ndarray
    places: np.ndarray
    starts: np.ndarray
    sizes: np.ndarray
    leaves: np.ndarray


def grown(suffixes: Suffixes, part: Part, leaf: int = LEAF) -> Tree:
    """Return the tree of the suffixes in ``part``."""
    text = suffixes.text
    order = ordered(suffixes, part, leaf, LONGEST)
    counts = np.take(text.counts, order.streams)
    ends = np.cumsum(counts, dtype=np.int64)
    count = int(ends[-1])
    ends -= counts
    numbers = np.repeat(np.take(text.begins, order.streams) - ends, counts)
    numbers += np.arange(count)
    numbers = np.take(text.numbers, numbers)
    numbers <<= np.uint32(MARK_BITS)
    numbers |= np.repeat(np.take(text.marks, order.streams) | text.are_titles(order.positions).view(np.uint8), counts)
    apart = np.flatnonzero(order.common < LONGEST)
    return _tree(_levels(text, order.positions[apart], order.common[apart], ends[apart], count, leaf), numbers)


def _levels(
    text: Text, positions: np.ndarray, common: np.ndarray, starts: np.ndarray, count: int, leaf: int
) -> list[_Level]:
    """Return the nodes by their length.

    Given are the first suffix of each run whose members need not be told apart, the characters it has in common
    with the one before it, and where its places begin among ``count``.
    """
    levels: list[_Level] = []
    sizes = np.diff(starts, append=count)
    for depth in range(1, LONGEST + 1):
        begins = np.flatnonzero(common < depth)
        places, own = positions[begins], np.add.reduceat(sizes, begins)
        characters = text.ranks[places + np.uint32(depth - 1)]
        leaves = (own <= leaf) | (characters == text.end) | (depth == LONGEST)
        levels.append(_Level(depth, characters, places, starts[begins], own, leaves))
        inner = np.repeat(~leaves, np.diff(begins, append=len(common)))
        if not inner.any():
            break
        positions, common, starts, sizes = positions[inner], common[inner], starts[inner], sizes[inner]
    return levels


def _tree(levels: list[_Level], found: np.ndarray) -> Tree:
    def column(name: str) -> np.ndarray:
        return np.concatenate([getattr(level, name) for level in levels])

    depths = np.repeat(np.array([level.depth for level in levels], np.uint8), [len(level.sizes) for level in levels])
    starts = column("starts")
    order = np.argsort(starts << 4 | depths)
    columns = {name: column(name)[order] for name in ("characters", "places", "sizes", "leaves")}
    return Tree(depths=depths[order], starts=starts[order], found=found, **columns)
