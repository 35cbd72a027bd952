"""Sending a built site to where it is served, so that no visitor sees a page without what it needs.

Order: files named by their content, other data, pages (deepest first), entry points; then what is gone
is deleted, in the opposite order. A list of what is about to be there is left first, so that after an
interruption the next run knows every file that may be lying about. Files that are not ours are never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Protocol

from lantai.publishing import serving
from lantai.publishing.manifest import Entries

COMING = ".lantai-coming.json"
"""The manifest of a version that is being sent."""

OTHERS = (".well-known", ".htaccess", ".user.ini", "lost+found", "System Volume Information", "$RECYCLE.BIN")
"""What others keep in the folder of a site, and systems in that of a disk; it is neither ours nor in our way."""

_ENTRY_POINTS = ("index.html", "search/index/current.json", "sitemap.xml", "robots.txt")

Say = Callable[[int, int], None]
"""Called with how many files were sent and how many there are to send."""


class Target(Protocol):
    """A place where a site is served."""

    def send(self, source: Path, entries: Entries, say: Say) -> int:
        """Make the place hold exactly ``source`` of all that is ours; returns how many files were sent."""
        ...

    def verify(self, source: Path, entries: Entries) -> list[str]:
        """Return the paths that are not there as they should be, or are there although they were to go."""
        ...


def rank(path: str) -> tuple[int, int, str]:
    """Return the order in which files are sent: what is needed before what needs it."""
    if path in _ENTRY_POINTS:
        stage = 3
    elif path.endswith(".html"):
        stage = 2
    else:
        stage = 0 if serving.BY_CONTENT.match(path) else 1
    return stage, -path.count("/"), path


def stages(names: Iterable[str]) -> list[list[str]]:
    """Return ``names`` in groups: all of one group must have arrived before the next is begun.

    Only pages depend on how deep they lie (a list leads to what is below it); other files of a stage are independent.
    """

    def group(name: str) -> tuple[int, int]:
        stage, depth, _ = rank(name)
        return stage, depth if stage >= _PAGES else 0

    return [list(each) for _, each in groupby(sorted(names, key=lambda name: (group(name), name)), key=group)]


_PAGES = 2
