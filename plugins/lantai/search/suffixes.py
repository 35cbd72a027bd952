"""Every place in the texts at which a phrase can begin, in parts by first character.

The texts of all records are one array of ranks (positions in the alphabet, code point order). A *suffix* is a
position in it; it ends with its stream. Parts follow each other in the order of their first characters, so
that each can be sorted by itself, in a thread, and all of them together are in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from lantai.search.spill import Spill
from lantai.search.streams import END, SEP, YEAR, Streams

CHUNK = 1 << 18
"""Records folded at a time as a rule."""
PART = 1 << 21
"""Suffixes in a part as a rule; a character that begins more has a part of its own."""
_CODES = 0x110000


@dataclass(frozen=True, slots=True)
class Text:
    """``ranks`` of all texts, ``alphabet`` the code point of each rank, ``end`` the rank of END."""

    ranks: np.ndarray
    alphabet: np.ndarray
    end: int

    def phrase(self, position: int, length: int) -> str:
        """Return the characters of a suffix as far as asked."""
        return "".join(map(chr, self.alphabet[self.ranks[position : position + length]].tolist()))


@dataclass(frozen=True, slots=True)
class Part:
    """Suffixes that begin with neighbouring characters: positions in the text, ascending, and their records."""

    positions: np.ndarray
    numbers: np.ndarray


def gathered(parts: Iterable[Streams], spill: Spill, threads: int) -> tuple[Text, Iterator[Part]]:
    """Return the text of consecutive records and, in order, the parts of its suffixes."""
    chunks: list[_Chunk] = []
    base = offset = 0
    for streams in parts:
        if streams.count:
            chunks.append(_Chunk(streams, base, offset, spill))
            base += streams.count
            offset += len(chunks[-1].codes)
    present = np.sum([chunk.present for chunk in chunks], axis=0) if chunks else np.zeros(_CODES, np.int64)
    alphabet = np.flatnonzero(present)
    rank = np.zeros(_CODES, np.uint16 if len(alphabet) <= 1 << 16 else np.uint32)
    rank[alphabet] = np.arange(len(alphabet))
    text = Text(spill.room(offset, rank.dtype), alphabet, int(rank[ord(END)]))
    part_of = _parts(present)

    def split(chunk: _Chunk) -> list[Part]:
        return chunk.split(text.ranks, rank, part_of, spill)

    with ThreadPoolExecutor(threads) as pool:
        pieces = list(pool.map(split, chunks))
    return text, _joined(pieces)


def _parts(present: np.ndarray) -> np.ndarray:
    """Return by code point the part of the suffixes that begin with it; -1 where none does."""
    part_of = np.full(_CODES, -1, np.int16)
    part = size = 0
    for code in np.flatnonzero(present).tolist():
        if chr(code) in (SEP, END):
            continue
        count = int(present[code])
        if size and size + count > PART:
            part, size = part + 1, 0
        part_of[code] = part
        size += count
    return part_of


def _joined(pieces: list[list[Part]]) -> Iterator[Part]:
    for index in range(max(map(len, pieces), default=0)):
        found = [chunk[index] for chunk in pieces if index < len(chunk)]
        positions = np.concatenate([piece.positions for piece in found])
        if len(positions):
            yield Part(positions, np.concatenate([piece.numbers for piece in found]))


class _Chunk:
    """The text of some records until the whole alphabet is known. Years follow as streams of their own."""

    def __init__(self, streams: Streams, base: int, offset: int, spill: Spill) -> None:
        self._base, self._offset, self._count = base, offset, streams.count
        years = _year_codes(streams.years)
        self._dated = streams.dated
        self._own = len(streams.codes)
        codes = np.concatenate((streams.codes, years.ravel()))
        self.present = np.bincount(codes, minlength=_CODES)
        self.codes = spill.keep(codes)

    def split(self, ranks: np.ndarray, rank: np.ndarray, part_of: np.ndarray, spill: Spill) -> list[Part]:
        """Write the chunk's ranks and return its suffixes by part."""
        codes = self.codes
        ranks[self._offset : self._offset + len(codes)] = rank[codes]
        parts = part_of[codes]
        parts[self._own :].reshape(-1, 6)[:, 1:] = -1
        numbers = np.cumsum(codes[: self._own] == ord(SEP), dtype=np.uint32)
        numbers = np.concatenate((numbers, np.repeat(self._dated, 6))) + np.uint32(self._base)
        self.codes = np.zeros(0, np.uint32)
        order = np.argsort(parts, kind="stable").astype(np.uint32)
        starts = np.searchsorted(parts[order], np.arange(int(parts.max(initial=-1)) + 2))
        return [
            Part(spill.keep(order[a:b] + np.uint32(self._offset)), spill.keep(numbers[order[a:b]]))
            for a, b in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)
        ]


def _year_codes(years: np.ndarray) -> np.ndarray:
    """Return rows of YEAR, four digits, END."""
    codes = np.empty((len(years), 6), np.uint32)
    codes[:, 0], codes[:, 5] = ord(YEAR), ord(END)
    for column, power in zip(range(1, 5), (1000, 100, 10, 1), strict=True):
        codes[:, column] = years // power % 10 + ord("0")
    return codes
