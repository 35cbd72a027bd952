"""Themes (专题) as lists of their records, by which a search is filtered.

A record may be in several themes, so they are no column of the facets. File ``m`` *i* holds the lists (see ``lists``)
of the sixteen themes from number 16 *i* on, in the order of the directory; what is cut lies in slices ``n``. They lie
in the folder of the pages, which changes with what the archive writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lantai.search import varints
from lantai.search.container import IndexWriter
from lantai.search.lists import HEAD, listed, whole
from lantai.search.streams import MARK_BITS

COLUMN = "theme"
KIND, SLICES = "m", "n"
PER_FILE = 16
FILE_BYTES = 16 * 1024
"""Of a file of lists, deflated, at most about: what its themes share."""
INLINE_BYTES = 4 * 1024
"""A list that is longer when deflated is cut, however few themes there are."""
SLICE_BYTES = 20 * 1024
"""Of a slice, deflated, about."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as search knows it: its slug, what it is called, the numbers of its records, ascending."""

    slug: str
    title: str
    numbers: np.ndarray


def write(writer: IndexWriter, themes: Sequence[Theme]) -> list[list[str]]:
    """Write the lists of all themes; returns what the directory says of them."""
    slices: list[bytes] = []
    for ordinal, some in enumerate(_by_file(themes)):
        inline = min(INLINE_BYTES, FILE_BYTES / len(some))
        writer.add(KIND, ordinal, b"".join(_list(theme.numbers, slices, inline) for theme in some))
    for ordinal, body in enumerate(slices):
        writer.add(SLICES, ordinal, body)
    return [[theme.slug, theme.title] for theme in themes]


def _list(numbers: np.ndarray, slices: list[bytes], inline: float) -> bytes:
    numbers = numbers.astype(np.uint32, copy=False)
    marks = np.zeros(len(numbers), np.uint8)
    return listed(numbers, marks, slices, inline, SLICE_BYTES)[0] if len(numbers) else whole(numbers, marks)


def _by_file(themes: Sequence[Any]) -> list[Sequence[Any]]:
    return [themes[start : start + PER_FILE] for start in range(0, len(themes), PER_FILE)]


def digested(themes: Sequence[Theme]) -> bytes:
    """Return bytes that differ if a theme or one of its records does."""
    return b"".join(f"{each.slug} {len(each.numbers)} ".encode() + each.numbers.tobytes() for each in themes)


def read(values: Mapping[str, Sequence[Any]], body_of: Callable[[str, int], bytes]) -> Iterator[Theme]:
    """Yield the themes of an index: ``values`` are those of its directory, ``body_of`` gives the body of a file."""
    for ordinal, some in enumerate(_by_file(values.get(COLUMN, ()))):
        reader = _Reader(varints.decode(body_of(KIND, ordinal)))
        for slug, title in some:
            yield Theme(slug, title, reader.numbers(lambda at: varints.decode(body_of(SLICES, at))))


class _Reader:
    """Lists one after the other, as plain numbers."""

    def __init__(self, values: np.ndarray) -> None:
        self._values, self._at = values, 0

    def numbers(self, slice_of: Callable[[int], np.ndarray]) -> np.ndarray:
        count, cut = divmod(int(self._next(1)[0]), 2)
        if cut:
            slices, first = self._next(2).tolist()
            self._next(2 * slices + 2 * min(HEAD, count) + MARK_BITS - 1)
            found = np.concatenate([np.cumsum(slice_of(at)) for at in range(first, first + slices)])
        else:
            found = np.cumsum(self._next(count))
            self._next(count)
        self._next(int(self._next(1)[0]))
        return found.astype(np.uint32)

    def _next(self, count: int) -> np.ndarray:
        self._at += count
        return self._values[self._at - count : self._at]
