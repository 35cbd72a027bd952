"""The tree of phrases: each node is a run of characters, its children are that run and one character more.

A node with more than ``LEAF`` places is divided; a leaf has at most so many, or ends with its stream, or is
``LONGEST`` characters long. Every place at which a phrase can begin belongs to one leaf. So any phrase is
a node (its records are those of all leaves below it), or goes on from a leaf (whose few records are the only
candidates), or stands nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lantai.search.suffixes import Part, Text

LEAF = 10
"""A phrase that is no node has at most so many candidates."""
LONGEST = 12


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes in the order of their texts, a node before its children.

    Node ``i`` has the characters ``text.phrase(places[i], depths[i])``, its last one has rank ``characters[i]``, and
    the records ``numbers[starts[i]:starts[i] + sizes[i]]``: one for each place, ascending within a leaf.
    """

    depths: np.ndarray
    characters: np.ndarray
    places: np.ndarray
    starts: np.ndarray
    sizes: np.ndarray
    leaves: np.ndarray
    numbers: np.ndarray


@dataclass(frozen=True, slots=True)
class _Level:
    """Nodes of one length. The same as in ``Tree``, without numbers."""

    depth: int
    characters: np.ndarray
    places: np.ndarray
    starts: np.ndarray
    sizes: np.ndarray
    leaves: np.ndarray


def grown(text: Text, part: Part, leaf: int = LEAF) -> Tree:
    """Return the tree of the suffixes in ``part``."""
    positions = part.positions
    active = np.arange(len(positions))
    starts = np.zeros(len(positions), np.uint64)
    order = np.empty(len(positions), np.uint32)
    levels: list[_Level] = []
    for depth in range(1, LONGEST + 1):
        characters = text.ranks[positions[active] + np.uint32(depth - 1)].astype(np.uint64)
        level, active = _divided(text, positions, starts, characters, active, depth, leaf)
        levels.append(level)
        inner = ~level.leaves
        ends = np.cumsum(level.sizes)
        in_leaf = np.repeat(level.leaves, level.sizes)
        target = np.repeat(level.starts - (ends - level.sizes), level.sizes)[in_leaf] + np.flatnonzero(in_leaf)
        order[target] = active[in_leaf]
        active = active[~in_leaf]
        starts = np.repeat(level.starts[inner], level.sizes[inner]).astype(np.uint64)
        if not len(active):
            break
    return _tree(levels, part.numbers[order])


def _divided(
    text: Text, positions: np.ndarray, starts: np.ndarray, characters: np.ndarray, active: np.ndarray,
    depth: int, leaf: int,
) -> tuple[_Level, np.ndarray]:  # fmt: skip
    """Return the nodes into which ``characters`` divide those at ``starts``, and the places in their order."""
    head, active = _sorted(starts, characters, active, len(text.alphabet), len(positions))
    begins = np.concatenate(([0], np.flatnonzero(head[1:] != head[:-1]) + 1))
    width = np.uint64(_bits(len(text.alphabet)))
    parents = (head[begins] >> width).astype(np.int64)
    own = (head[begins] & ((np.uint64(1) << width) - np.uint64(1))).astype(np.uint32)
    first = np.concatenate(([True], parents[1:] != parents[:-1]))
    offsets = begins - begins[first][np.cumsum(first) - 1]
    sizes = np.diff(np.append(begins, len(head)))
    leaves = (sizes <= leaf) | (own == text.end) | (depth == LONGEST)
    return _Level(depth, own, positions[active[begins]], parents + offsets, sizes, leaves), active


def _sorted(
    starts: np.ndarray, characters: np.ndarray, active: np.ndarray, width: int, count: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return start and character as one number, and the places, both in the order of these three."""
    low, middle = np.uint64(_bits(count)), np.uint64(_bits(width))
    head = starts << middle | characters
    if 2 * int(low) + int(middle) > 64:  # some thirty million places that begin with one character
        order = np.lexsort((active, head))
        return head[order], active[order]
    packed = head << low
    packed |= active.view(np.uint64)
    packed.sort()
    head = packed >> low
    packed &= (np.uint64(1) << low) - np.uint64(1)
    return head, packed.view(np.int64)


def _bits(count: int) -> int:
    """Return how many bits the numbers below ``count`` need."""
    return max(1, (count - 1).bit_length())


def _tree(levels: list[_Level], numbers: np.ndarray) -> Tree:
    def column(name: str) -> np.ndarray:
        return np.concatenate([getattr(level, name) for level in levels])

    depths = np.repeat(np.array([level.depth for level in levels], np.uint8), [len(level.sizes) for level in levels])
    starts = column("starts")
    order = np.argsort(starts.astype(np.uint64) << np.uint64(4) | depths, kind="stable")
    columns = {name: column(name)[order] for name in ("characters", "places", "sizes", "leaves")}
    return Tree(depths=depths[order], starts=starts[order], numbers=numbers, **columns)
