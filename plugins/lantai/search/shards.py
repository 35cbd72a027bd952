"""The tree of phrases on disk: shards of nodes in order, long lists cut into slices.

Body of a shard (kind ``g``); ``docs/developers/search-format.md`` says how it is read::

    varint   ordinal of the slice that its lists count from
    varint n, varint and UTF-8: the characters of the first node but its last
    n bytes  characters of each node
    varint and UTF-8: the last character of each node
    n varints, what a node has: 0 the records of all leaves below it, 1 the list of the node without its last
             character, 2 a list of its own, 2 + k a leaf with k records
    a byte for each number in lists of leaves, its mark (see ``streams``): whether that record's title begins so, and
             in which fields the leaf stands
    lists of the leaves: varints, the first number, then differences
    lists of their own (see ``lists``)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from lantai.search import varints
from lantai.search.container import IndexWriter
from lantai.search.keys import separator
from lantai.search.lists import fields_of, listed, whole
from lantai.search.spill import Spill
from lantai.search.streams import MARK_BITS, Streams
from lantai.search.suffixes import Part, Suffixes, gathered
from lantai.search.tree import LEAF, Tree, grown
from lantai.threads import in_order

SHARD_BYTES = 8 * 1024
"""Of a shard, deflated, about."""
WHOLE = 6000
"""Places above which a node has a list of its own, as has one whose leaves do not all stand in its shard."""
INLINE_BYTES = 4 * 1024
"""A list that is longer when deflated is cut, so that one common word does not make its neighbours dear."""
SLICE_BYTES = 16 * 1024
"""Of a slice, deflated, about."""
_NODE_BYTES, _LEAF_SHARE = 1.9, 0.75
"""What a node takes when deflated, and to which share the lists of leaves deflate, about."""
_PLAY = 0.3
"""A shard may be so much smaller or larger, to end between two nodes that have little in common."""
_ALL, _SAME, _OWN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _Packed:
    """Shards and slices of one part of the tree. Slices count from 0."""

    keys: list[tuple[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    slices: list[bytes] = field(default_factory=list)


def write(
    writer: IndexWriter,
    parts: Iterable[Streams],
    kinds: str,
    spill: Spill,
    factors: tuple[float, float] = (1, 1),
    threads: int = 2,
) -> tuple[list[str], str]:
    """Write shards and slices (files of ``kinds``) of consecutive records.

    Returns where each shard begins, and the characters that occur.
    ``factors`` make shards and slices larger, for hosts that limit the number of files.
    """
    suffixes = gathered(parts, spill, threads)
    first_keys: list[str] = []
    slices = 0
    last_key = ""
    for packed in in_order(lambda part: _packed(suffixes, part, *factors), suffixes.parts, threads):
        for body in packed.slices:
            writer.add(kinds[1], slices, body)
            slices += 1
        base = varints.one(slices - len(packed.slices))
        for (first, last), body in zip(packed.keys, packed.bodies, strict=True):
            writer.add(kinds[0], len(first_keys), base + body)
            first_keys.append(separator(last_key, first))
            last_key = last
    return first_keys, "".join(map(chr, suffixes.text.alphabet.tolist()))


def _packed(suffixes: Suffixes, part: Part, factor: float, slices: float) -> _Packed:
    tree = grown(suffixes, part, LEAF)
    packed = _Packed()
    own, same = _own_lists(tree, packed.slices, INLINE_BYTES * factor, SLICE_BYTES * slices)
    kinds = np.full(len(tree.sizes), _ALL, np.uint32)
    leaves, counts, lists, places, marks = _leaf_lists(tree)
    kinds[leaves] = counts + 2
    sizes = np.full(len(kinds), _NODE_BYTES)
    sizes[leaves] += np.diff(places) * _LEAF_SHARE
    for node, (_, size) in own.items():
        sizes[node] += size
    dearness = (tree.depths.astype(np.int64) << 40) - suffixes.text.frequency[tree.characters]
    borders = _borders(dearness, np.cumsum(sizes), SHARD_BYTES * factor)
    for node in _parted(tree.depths, borders):
        if kinds[node] == _ALL and node not in own and node not in same:
            own[node] = whole(*_records(tree, node)), 0
    bodies = _placed(own, same, borders, kinds)
    begins = np.array([0, *borders])
    edges = [*begins.tolist(), len(kinds)]
    written, lengths = varints.encode(kinds)
    kind_edges = _edges(lengths, begins)
    codes = suffixes.text.alphabet[tree.characters].astype("<u4")
    characters = codes.tobytes().decode("utf-32-le").encode()
    character_edges = _edges(1 + sum((codes >= limit).view(np.uint8) for limit in (0x80, 0x800, 0x10000)), begins)
    at = np.searchsorted(leaves, edges)
    list_edges, mark_edges = places[at].tolist(), np.concatenate(([0], np.cumsum(counts)))[at].tolist()
    for shard, (a, b) in enumerate(pairwise(edges)):
        first, last = (suffixes.text.phrase(int(tree.places[at]), int(tree.depths[at])) for at in (a, b - 1))
        packed.keys.append((first, last))
        packed.bodies.append(b"".join((
            varints.one(b - a), _counted(first[:-1].encode()), tree.depths[a:b].tobytes(),
            _counted(characters[slice(*character_edges[shard : shard + 2])]),
            written[slice(*kind_edges[shard : shard + 2])].tobytes(),
            marks[slice(*mark_edges[shard : shard + 2])].tobytes(),
            lists[slice(*list_edges[shard : shard + 2])].tobytes(), *bodies[shard],
        )))  # fmt: skip
    return packed


def _placed(
    own: dict[int, tuple[bytes, float]], same: dict[int, int], borders: list[int], kinds: np.ndarray
) -> list[list[bytes]]:
    """Note what large nodes have; returns the lists of each shard. A shared list stands in each shard that needs it."""
    bodies: list[list[bytes]] = [[] for _ in range(len(borders) + 1)]
    for node in sorted({*own, *same}):
        root, shard = same.get(node, node), bisect_right(borders, node)
        if root == node or bisect_right(borders, root) < shard:
            kinds[node] = _OWN
            bodies[shard].append(own[root][0])
        else:
            kinds[node] = _SAME
    return bodies


def _edges(lengths: np.ndarray, begins: np.ndarray) -> list[int]:
    """Return where the bytes of each run begin and, at last, end; runs of nodes begin at ``begins``."""
    return [0, *np.cumsum(np.add.reduceat(lengths, begins, dtype=np.int64)).tolist()]


def _borders(dearness: np.ndarray, ends: np.ndarray, size: float) -> list[int]:
    """Return before which nodes a new shard begins.

    Short ones part few nodes from what is below them, and frequent characters make the directory small.
    """
    borders: list[int] = []
    begin = 0.0
    while len(ends) and ends[-1] - begin > size * (1 + _PLAY):
        low, high = np.searchsorted(ends, (begin + size * (1 - _PLAY), begin + size * (1 + _PLAY)))
        low, high = max(int(low), borders[-1] + 1 if borders else 1), int(high)
        if low == len(ends):
            break
        border = low + int(np.argmin(dearness[low : high + 1])) if high > low else low
        borders.append(border)
        begin = float(ends[border - 1])
    return borders


def _parted(depths: np.ndarray, borders: list[int]) -> list[int]:
    """Return the nodes below which there is a border: those on the way to the first node of each shard."""
    above = {border: int(depths[border]) for border in borders}
    last = np.full((int(depths.max(initial=0)) + 1, len(borders)), -1)
    for depth in range(1, len(last)):
        nodes = np.flatnonzero(depths == depth)
        found = np.searchsorted(nodes, borders) - 1
        deeper = depth < np.fromiter(above.values(), np.int64)
        last[depth] = np.where(deeper & (found >= 0), nodes[found], -1)
    return np.unique(last[last >= 0]).tolist()


def _counted(data: bytes) -> bytes:
    return varints.one(len(data)) + data


def _leaf_lists(tree: Tree) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the leaves with lists in their shard, records of each, all lists, where each begins and ends, marks.

    The last are those of each record of each leaf.
    """
    chosen = tree.leaves & (tree.sizes <= WHOLE)
    leaves = np.flatnonzero(chosen)
    if not len(leaves):
        return leaves, np.zeros(0, np.int64), np.zeros(0, np.uint8), np.zeros(1, np.int64), np.zeros(0, np.uint8)
    sizes = tree.sizes[leaves]
    found = tree.found
    if int(sizes.sum()) < len(found):
        found = found[np.repeat(chosen[tree.leaves], tree.sizes[tree.leaves])]
    key = np.repeat(np.arange(len(leaves), dtype=np.uint64) << np.uint64(32), sizes)
    key |= found
    key.sort()
    first = _first(key)
    counts = np.add.reduceat(first, np.cumsum(sizes) - sizes, dtype=np.int64)
    starts = np.concatenate(([0], np.cumsum(counts)))
    numbers, marks = _numbered(np.bitwise_or.reduceat(key, np.flatnonzero(first)).astype(np.uint32))
    data, lengths = varints.encode(varints.deltas(numbers, starts[:-1]))
    ends = np.cumsum(np.add.reduceat(lengths, starts[:-1], dtype=np.int64))
    return leaves, counts, data, np.concatenate(([0], ends)), marks


def _own_lists(
    tree: Tree, slices: list[bytes], inline: float, slice_bytes: float
) -> tuple[dict[int, tuple[bytes, float]], dict[int, int]]:
    """Return what a shard holds of each large node's list, with its size when deflated; and whose list others share."""
    own: dict[int, tuple[bytes, float]] = {}
    same: dict[int, int] = {}
    above: list[tuple[int, int, list[int]]] = [(-1, -1, [])] * (int(tree.depths.max(initial=0)) + 1)
    for node in np.flatnonzero(tree.sizes > WHOLE).tolist():
        depth, size = int(tree.depths[node]), int(tree.sizes[node])
        root, places, counts = above[depth - 1] if depth > 1 else (-1, -1, [])
        if size != places:
            numbers, marks = _records(tree, node)
            own_counts = [len(numbers), int(np.count_nonzero(marks & np.uint8(1))), *fields_of(marks)]
            if own_counts != counts:
                root, counts = node, own_counts
                own[node] = listed(numbers, marks, slices, inline, slice_bytes)
        above[depth] = (root, size, counts)
        if root != node:
            same[node] = root
    return own, same


def _records(tree: Tree, node: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the records of a node, and their marks."""
    found = np.sort(tree.found[tree.starts[node] :][: tree.sizes[node]])
    return _numbered(np.bitwise_or.reduceat(found, np.flatnonzero(_first(found))))


def _first(found: np.ndarray) -> np.ndarray:
    """Return which of some sorted records (see ``Tree``) are the first of their number."""
    first = np.ones(len(found), bool)
    np.greater(found[1:] ^ found[:-1], (1 << MARK_BITS) - 1, out=first[1:])
    return first


def _numbered(found: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the numbers of records (see ``Tree``), and their marks."""
    return found >> np.uint32(MARK_BITS), (found & np.uint32((1 << MARK_BITS) - 1)).astype(np.uint8)
