"""Searching texts for what was withheld.

A withheld record gives its reference code and its title away. A code is looked for with its
borders, since ``J001-1`` is part of ``J001-12``. One automaton looks for all of them in some megabytes of
text at once; whether there is any is asked first, since it is cheap and the answer is no.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from lantai.problems import Place, Problem
from lantai.publishing.audit import problems as kinds
from lantai.publishing.audit.secrets import Secrets, stands_alone

SHOWN = 20
"""Hits reported before the search stops: one is enough to keep the site from going live."""

_AT_ONCE = 64 << 20
"""Bytes of text searched at once: the automaton is made anew each time."""


class Search:
    """Collects texts and looks through them when there are enough."""

    def __init__(self, secrets: Secrets) -> None:
        self.found: list[Problem] = []
        self._written = secrets.forms()
        self._needles = list(self._written)
        self._bordered = frozenset(secrets.codes)
        self._places: list[str] = []
        self._texts: list[bytes] = []
        self._size = 0

    def add(self, place: str, text: bytes) -> None:
        """Take a text in UTF-8 that stands in the file ``place``."""
        if not self._needles:
            return
        self._places.append(place)
        self._texts.append(text)
        self._size += len(text)
        if self._size > _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Look through what has been collected."""
        if self._texts and len(self.found) < SHOWN:
            series = pl.Series("text", self._texts, dtype=pl.Binary).cast(pl.String)
            self.found.extend(self._hits(series))
        self._places, self._texts, self._size = [], [], 0

    def _hits(self, series: pl.Series) -> Iterator[Problem]:
        hit = series.str.contains_any(self._needles).arg_true()
        if not len(hit):
            return
        texts = series.gather(hit)
        found = texts.str.extract_many(self._needles, overlapping=True).list.unique(maintain_order=True)
        for index, text, needles in zip(hit, texts, found, strict=True):
            told: set[str] = set()
            for needle in needles:
                what = self._written[needle]
                if what not in told and (needle not in self._bordered or stands_alone(text, needle)):
                    told.add(what)
                    yield kinds.LEAK.at(Place(self._places[index]), what=what)


def in_names(names: Iterable[str], secrets: Secrets) -> list[Problem]:
    """Return the leaks in the names of files and folders."""
    search = Search(secrets)
    for name in names:
        search.add(name, name.encode("utf-8", "replace"))
    search.flush()
    return search.found
