"""The digital objects of a release as they were when it was signed: ``objects.sha256`` beside its ``release.yaml``.

A line for each file that a record with cleared content shows, and for the text that lies beside it, as sha256sum writes
and checks them in ``catalogue/media``. The list is part of what is signed (``approval.digest_of``). Pictures with a
file that is not in it, or is another one now, wait for new signatures; that their record is listed does not. So do
those whose text was signed and is gone: nobody could tell any more what they say.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from lantai import files
from lantai.problems import InputError
from lantai.records import objecttexts
from lantai.records.fields import SEPARATOR
from lantai.review import problems as kinds
from lantai.review import rules
from lantai.site.config import Site

if TYPE_CHECKING:
    from lantai.records.releases import Release

NAME = "objects.sha256"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


UNREADABLE = "unreadable"
"""Stands for the digest of what is there and cannot be signed: no plain file, or none of this site."""
_SETTLED = 2.0
"""Seconds after which a change of a file shows in its times, however coarse the clock of the file system is."""


class Contents:
    """The files of ``catalogue/media`` by what is in them.

    A digest is remembered in ``cache`` while its file is untouched. The time of the last change of a file's entry
    counts too: a copy that keeps the time of its original is told by it, and nobody can set it back.
    """

    def __init__(self, site: Site, cache: Path | None = None) -> None:
        self.folder, self._home = site.catalogue / "media", site.folder.resolve()
        self._note = cache / "objects.json" if cache else None
        self._known: dict[str, list[object]] = _remembered(self._note) if self._note else {}
        self._found: dict[str, str] = {}
        self._new = False

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file by its path in the folder; "" where nothing is."""
        if name not in self._found:
            self._found[name] = self._looked(name)
        return self._found[name]

    def of(self, name: str) -> dict[str, str]:
        """Return what is there of the object ``name``, itself and the text beside it, with their digests."""
        beside = objecttexts.beside(self.folder, name)
        names = [name] if beside is None else [name, beside.relative_to(self.folder).as_posix()]
        return {each: digest for each in names if (digest := self.digest(each))}

    def all(self) -> list[tuple[str, str]]:
        """Return every file of the folder with its digest."""
        found = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())
        digests = [(name, self.digest(name)) for name in sorted(found)]
        self.remember()
        return digests

    def remember(self) -> None:
        """Put down what was found out, for the next time."""
        if self._note and self._new:
            files.write_json(self._note, self._known)
            self._new = False

    def _looked(self, name: str) -> str:
        path = self.folder / name
        try:
            if not path.exists():
                return ""
            if not path.is_file() or not path.resolve().is_relative_to(self._home):
                return UNREADABLE
            at = path.stat()
            seen = [at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns]
            known = self._known.get(name)
            if known and known[:-1] == seen:
                return str(known[-1])
            found = files.sha256(path)
        except (OSError, ValueError):
            return UNREADABLE
        if time.time() - at.st_ctime > _SETTLED:
            self._known[name], self._new = [*seen, found], True
        return found


def _remembered(note: Path) -> dict[str, list[object]]:
    try:
        return {name: list(values) for name, values in files.read_json(note).items() if len(values) == 5}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


Seen = Mapping[str, tuple[int, int, int, int]]
"""Files by their path in ``catalogue/media``: inode, size, when the content changed and when the entry did."""


def seen(site: Site) -> Seen:
    """Return all files of ``catalogue/media`` as they are now, without reading them."""
    folder = site.catalogue / "media"
    found = {}
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):  # it is gone in this moment
            at = path.stat()
            found[path.relative_to(folder).as_posix()] = (at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns)
    return found


def must_be_as(before: Seen, site: Site) -> None:
    """Raise InputError with every file that was changed, added or lost since it was ``seen``.

    What was signed is looked at by the gate, what is shown is read later: no picture may come between.
    """
    now = seen(site)
    changed = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    if changed:
        raise InputError([kinds.OBJECT_CHANGED.at(f"catalogue/media/{name}") for name in changed])


class Signed:
    """Tells which objects are those that were signed."""

    def __init__(self, release: Release, contents: Contents) -> None:
        self._contents = contents
        self._listed = dict(_read(listed_in(release)))
        self._known: dict[str, tuple[str, ...]] = {}

    def found(self) -> list[str]:
        """Return all files that ``other`` has returned, by name."""
        return sorted({each for several in self._known.values() for each in several})

    def other(self, name: str) -> tuple[str, ...]:
        """Return which files of the object ``name`` (as the catalogue names it) were not signed as they are now."""
        if name not in self._known:
            now = self._contents.of(name)
            names = now.keys() | {each for each in _texts(name) if each in self._listed}
            self._known[name] = tuple(each for each in sorted(names) if self._listed.get(each) != now.get(each))
        return self._known[name]


def listing(frame: pl.DataFrame, contents: Contents) -> str:
    """Return the list of all objects that rows of a release show, as ``frame`` has them before the gate."""
    if "media" not in frame.columns:
        return ""
    shown = rules.clear(frame)["media"].drop_nulls().unique()
    names = {name for value in shown for name in value.split(SEPARATOR)}
    found = {each: digest for name in names for each, digest in contents.of(name).items()}
    contents.remember()
    return "".join(f"{digest}  {each}\n" for each, digest in sorted(found.items()) if digest != UNREADABLE)


def listed_in(release: Release) -> str:
    """Return the list beside a release; "" if there is none."""
    path = release.folder / NAME
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def write(release: Release, text: str) -> None:
    """Put the list beside a release; none where nothing is in it."""
    path = release.folder / NAME
    if text:
        files.write(path, text)
    else:
        path.unlink(missing_ok=True)


def _read(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if match := _LINE.fullmatch(line):
            yield match[2], match[1]


def _texts(name: str) -> list[str]:
    """Return how files are called that may hold the text of an object (``objecttexts.beside``)."""
    stem, dot, _ = name.rpartition(".")
    return [f"{stem if dot else name}{suffix}" for suffix in objecttexts.SUFFIXES]
