"""Searching texts for what was withheld.

A withheld record gives its reference code and its title away. A code is looked for with its
borders, since ``J001-1`` is part of ``J001-12``. All are looked for at once in some megabytes of text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from functools import lru_cache

from lantai.problems import Place, Problem
from lantai.publishing.audit import edges
from lantai.publishing.audit import problems as kinds
from lantai.publishing.audit.secrets import AROUND, Secrets, stands_alone
from lantai.publishing.audit.sieve import Sieve

SHOWN = 20
"""Hits reported before the search stops: one is enough to keep the site from going live."""

_AT_ONCE = 4 << 20
"""Bytes of short texts that are searched together."""

_BETWEEN = b"\0"
"""Stands between two texts: no secret holds it."""


class Search:
    """Collects texts and looks through them when there are enough."""

    def __init__(self, secrets: Secrets) -> None:
        self.found: list[Problem] = []
        self._sieve, self._needles, self._written = _sieve(secrets) if secrets else (None, (), ())
        self._codes = frozenset(secrets.codes)
        self._told: set[tuple[str, str]] = set()
        self._places: list[str] = []
        self._texts: list[bytes] = []
        self._size = 0

    def add(self, place: str, text: bytes) -> None:
        """Take a text in UTF-8 that stands in the file ``place``; where it is not UTF-8 nothing can stand in it."""
        if self._sieve is None:
            return
        self._places.append(place)
        self._texts.append(text)
        self._size += len(text)
        if self._size > _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Look through what has been collected."""
        if self._sieve is not None and self._texts and len(self.found) < SHOWN:
            self._look(self._sieve)
        self._places, self._texts, self._size = [], [], 0

    def _look(self, sieve: Sieve) -> None:
        whole = self._texts[0] if len(self._texts) == 1 else _BETWEEN.join(self._texts)
        hits = sorted((start, index) for index, start in sieve.found(whole))
        if not hits:
            return
        begins, at = [], 0
        for text in self._texts:
            begins.append(at)
            at += len(text) + len(_BETWEEN)
        for start, index in hits:
            place, what = self._places[bisect_right(begins, start) - 1], self._written[index]
            end = start + len(self._needles[index])
            around = whole[max(start - AROUND, 0) : start], whole[end : end + AROUND]
            if (place, what) in self._told or (what in self._codes and not stands_alone(what, *around)):
                continue
            if edges.of_syntax(self._needles[index], whole, start, end, place):
                continue
            self._told.add((place, what))
            self.found.append(kinds.LEAK.at(Place(place), what=what))
            if len(self.found) >= SHOWN:
                return


@lru_cache(maxsize=2)
def _sieve(secrets: Secrets) -> tuple[Sieve, tuple[bytes, ...], tuple[str, ...]]:
    """Return what finds the secrets, each way in which one may be written, and the secret for each."""
    forms = secrets.forms()
    needles = tuple(form.encode("utf-8", "replace") for form in forms)
    return Sieve(needles, secrets.usual), needles, tuple(forms.values())


def ready(secrets: Secrets) -> None:
    """Make what finds the secrets, so that the next search in this process begins at once."""
    if secrets:
        _sieve(secrets)


def in_names(names: Collection[str], secrets: Secrets) -> list[Problem]:
    """Return the leaks in the names of files and folders."""
    search = Search(secrets if names else Secrets())
    for name in sorted(names):
        search.add(name, name.encode("utf-8", "replace"))
    search.flush()
    return search.found
