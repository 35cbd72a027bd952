"""The finished site that an edition is made of: its files, and where the links of its pages lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from lantai import files
from lantai.problems import CannotFinish, UsageError
from lantai.publishing import manifest
from lantai.publishing import problems as publishing_problems
from lantai.publishing.offline import problems as kinds
from lantai.publishing.swap import MARKER
from lantai.site.languages import INTERFACE

INDEX = "index.html"
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_THEME = re.compile(r'href="(?:\./)?(theme/[0-9a-f]+/)css/')
_UPDATED = re.compile(r'<meta name="PubDate" content="(\d{4}-\d{2}-\d{2})"')
_LANGUAGE = re.compile(r'<html lang="([^"]+)"')
_KIND = re.compile(r'<body class="kind-([a-z-]+)')
_HEAD_BYTES = 16_384


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads within the site: a file, and what follows ``?`` or ``#`` as it was written."""

    file: str
    rest: str


@dataclass(frozen=True)
class Tree:
    """A built site. ``entries`` are its files as its manifest lists them, ``version`` names exactly this state."""

    root: Path
    entries: manifest.Entries
    version: str

    @classmethod
    def open(cls, root: Path, jobs: int = 1) -> Tree:
        """Return the site in ``root``. Raises UsageError if there is none, CannotFinish if it was changed since."""
        entries = manifest.read(root / MARKER)
        if entries is None:
            raise UsageError(publishing_problems.NOTHING_BUILT.at(str(root)))
        wrong = manifest.differing(root, entries, jobs)
        if wrong:
            examples = "、".join(wrong[:3])
            raise CannotFinish(publishing_problems.BUILT_CHANGED.at(str(root), n=len(wrong), examples=examples))
        if INDEX not in entries or "search/" + INDEX not in entries:
            raise CannotFinish(kinds.TREE_UNREADABLE.at(str(root), path=root))
        return cls(root, entries, files.sha256(root / MARKER)[:8])

    def text(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def head(self, name: str) -> str:
        """Return the beginning of a page, which holds everything that its frame knows of it."""
        with (self.root / name).open("rb") as stream:
            return stream.read(_HEAD_BYTES).decode("utf-8", "replace")

    def kind(self, name: str) -> str:
        """Return the kind of a page: ``record``, ``exhibition`` …"""
        found = _KIND.search(self.head(name))
        return found[1] if found else ""

    @cached_property
    def base_url(self) -> str:
        """The public address without a slash at its end, "" if the site does not know it."""
        found = _CANONICAL.search(self.head(INDEX))
        return found[1].rstrip("/") if found else ""

    @cached_property
    def language(self) -> str:
        """The site's first language."""
        found = _LANGUAGE.search(self.head(INDEX))
        return found[1] if found else INTERFACE[0]

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The folder of each language that the site has: ``{"zh-Hans": "", "en": "en/"}``."""
        others = (code for code in INTERFACE if code != self.language)
        return {self.language: ""} | {code: f"{code}/" for code in others if f"{code}/{INDEX}" in self.entries}

    @cached_property
    def theme(self) -> str:
        """The folder of the theme, ``theme/<digest>/``."""
        found = _THEME.search(self.head(INDEX))
        if found is None:
            raise CannotFinish(kinds.TREE_UNREADABLE.at(str(self.root), path=self.root))
        return found[1]

    @cached_property
    def as_of(self) -> str:
        """The newest date that the site gives for its own content (ISO), "" if it gives none."""
        pages = (name for name in self.entries if name.endswith(INDEX) and not name.startswith("catalogue/"))
        dates = [match[1] for name in pages if (match := _UPDATED.search(self.head(name)))]
        return max(dates, default="")

    def pages(self) -> Iterator[str]:
        return (name for name in self.entries if name.endswith(".html"))

    def target(self, page: str, link: str) -> Target | None:
        """Return where ``link`` leads from ``page`` within the site, None if it leaves it or stays on the page.

        The file need not exist.
        """
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or (not parts.path and not parts.query):
            return None
        path = unquote(parts.path)
        folder = "/" + posixpath.dirname(page)
        joined = posixpath.normpath(posixpath.join(folder, path)) if path else "/" + page
        if path.endswith(("/", "/.", "/..")) or path in (".", ".."):
            joined = posixpath.join(joined, INDEX)
        rest = link[len(link.split("?")[0].split("#")[0]) :]
        return Target(joined.lstrip("/"), rest)

    def public(self, page: str, link: str) -> str:
        """Return the address of a link on the public website; only where ``base_url`` is known."""
        own = page.removesuffix(INDEX)
        return urljoin(f"{self.base_url}/{quote(own)}", link)
