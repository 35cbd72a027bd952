"""Grams and their postings: which records contain which run of characters.

All pairs of adjacent code points are indexed. Where a pair occurs in more than ``frequent``
records, so may everything made of it: each run of n characters whose first n-1 and last n-1
characters are both frequent is indexed as well, for n = 3, 4 … as far as that goes. A phrase is
then either a key itself, and its list is its exact answer, or some part of it is a key with at
most ``frequent`` records, which are the only candidates. Characters that are frequent have lists
of their own; for others the lists of their pairs together are short.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lantai.search.streams import END, SEP, Streams

NUMBER_BITS = 22
"""Records in one pass at most 4,194,304: a pair (2 × 21 bits) and a number fit 64 bits."""
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


def levels(streams: Streams, frequent: int) -> list[Postings]:
    """Return postings of pairs, of frequent characters, then of longer grams, level by level."""
    codes, numbers = streams.codes, streams.numbers
    found = [_pairs(codes, numbers)]
    found.append(_characters(codes, numbers, frequent))
    ids, names = _frequent_pairs(found[0], frequent, codes)
    length = 3
    while len(names) and length <= LONGEST:
        postings, ids, names = _longer(ids, names, numbers, frequent)
        if postings is None:
            break
        found.append(postings)
        length += 1
    return found


def _pairs(codes: np.ndarray, numbers: np.ndarray) -> Postings:
    first, second = codes[:-1], codes[1:]
    valid = (first != ord(END)) & (first != ord(SEP)) & (second != ord(SEP))
    packed = first[valid].astype(np.uint64)
    packed <<= np.uint64(_CODE_BITS)
    packed |= second[valid]
    keys, found, starts = _lists(packed, numbers[:-1][valid])
    names = [chr(key >> _CODE_BITS) + chr(key & 0x1FFFFF) for key in keys.tolist()]
    return Postings(names, found, starts)


def _characters(codes: np.ndarray, numbers: np.ndarray, frequent: int) -> Postings:
    counts = np.bincount(codes, minlength=4)
    wanted = counts > frequent
    wanted[:4] = False
    chosen = wanted[codes]
    keys, found, starts = _lists(codes[chosen].astype(np.uint64), numbers[chosen])
    return Postings([chr(key) for key in keys.tolist()], found, starts)


def _lists(keys: np.ndarray, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return distinct keys in order, the numbers of each without repetition, and where lists start.

    ``keys`` is overwritten.
    """
    keys <<= np.uint64(NUMBER_BITS)
    keys |= numbers
    keys.sort()
    if len(keys):
        fresh = np.empty(len(keys), bool)
        fresh[0] = True
        np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
        keys = keys[fresh]
    found = (keys & np.uint64((1 << NUMBER_BITS) - 1)).astype(np.uint32)
    keys >>= np.uint64(NUMBER_BITS)
    changes = np.flatnonzero(keys[1:] != keys[:-1]) + 1 if len(keys) else np.zeros(0, np.int64)
    starts = np.concatenate(([0], changes, [len(keys)])) if len(keys) else np.zeros(1, np.int64)
    return keys[starts[:-1]], found, starts


def _frequent_pairs(pairs: Postings, frequent: int, codes: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Return for each position the id of the frequent pair that starts there, or -1; and their names."""
    names = [pairs.keys[i] for i in np.flatnonzero(pairs.counts > frequent)]
    alphabet = sorted({character for name in names for character in name})
    rank = np.full(0x110000, len(alphabet), np.int32)
    for index, character in enumerate(alphabet):
        rank[ord(character)] = index
    width = len(alphabet) + 1
    table = np.full(width * width, -1, np.int32)
    for index, name in enumerate(names):
        table[rank[ord(name[0])] * width + rank[ord(name[1])]] = index
    ranks = rank[codes]
    ids = np.full(len(codes), -1, np.int32)
    ids[:-1] = table[ranks[:-1] * width + ranks[1:]]
    return ids, names


def _longer(
    ids: np.ndarray, names: list[str], numbers: np.ndarray, frequent: int
) -> tuple[Postings | None, np.ndarray, list[str]]:
    """Return the postings one character longer, and the frequent ones among them as ids and names."""
    positions = np.flatnonzero((ids[:-1] >= 0) & (ids[1:] >= 0))
    if not len(positions):
        return None, ids, []
    width = len(names)
    joined = ids[positions].astype(np.uint64) * np.uint64(width) + ids[positions + 1].astype(np.uint64)
    keys, found, starts = _lists(joined.copy(), numbers[positions])
    heads, tails = np.divmod(keys, np.uint64(width))
    grown = [names[a] + names[b][-1] for a, b in zip(heads.tolist(), tails.tolist(), strict=True)]
    often = np.flatnonzero(np.diff(starts) > frequent)
    next_ids = np.full(len(ids), -1, np.int32)
    if len(often):
        often_keys = keys[often]
        slot = np.minimum(np.searchsorted(often_keys, joined), len(often) - 1)
        hit = often_keys[slot] == joined
        next_ids[positions[hit]] = slot[hit]
    return Postings(grown, found, starts), next_ids, [grown[i] for i in often]
