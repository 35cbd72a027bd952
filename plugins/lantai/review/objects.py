"""The digital objects of a release as they were when it was signed: ``objects.sha256`` beside its ``release.yaml``.

A line for each file that a record with cleared content shows, and for the text that lies beside it, as sha256sum writes
and checks them in ``catalogue/media``. The list is part of what is signed (``approval.digest_of``). Pictures with a
file that is not in it, or is another one now, wait for new signatures; that their record is listed does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from lantai import files
from lantai.records import objecttexts
from lantai.records.fields import SEPARATOR
from lantai.review import rules
from lantai.site.config import Site

if TYPE_CHECKING:
    from lantai.records.releases import Release

NAME = "objects.sha256"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


class Signed:
    """Tells which objects are those that were signed; each file is read once."""

    def __init__(self, release: Release, site: Site) -> None:
        self._folder = site.catalogue / "media"
        self._listed = dict(_read(listed_in(release)))
        self._known: dict[str, tuple[str, ...]] = {}

    def found(self) -> list[str]:
        """Return all files that ``other`` has returned, by name."""
        return sorted({each for several in self._known.values() for each in several})

    def other(self, name: str) -> tuple[str, ...]:
        """Return which files of the object ``name`` (as the catalogue names it) were not signed as they are now."""
        if name not in self._known:
            found = _files(self._folder, name)
            self._known[name] = tuple(each for each, path in found if self._listed.get(each) != files.sha256(path))
        return self._known[name]


def listing(frame: pl.DataFrame, site: Site) -> str:
    """Return the list of all objects that rows of a release show, as ``frame`` has them before the gate."""
    if "media" not in frame.columns:
        return ""
    shown = rules.clear(frame)["media"].drop_nulls().unique()
    names = {name for value in shown for name in value.split(SEPARATOR)}
    folder = site.catalogue / "media"
    found = {each: path for name in names for each, path in _files(folder, name)}
    return "".join(f"{files.sha256(path)}  {each}\n" for each, path in sorted(found.items()))


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


def states(site: Site) -> list[tuple[str, int, int, int, int]]:
    """Return what tells that a file of ``catalogue/media`` is another one than before, without reading any.

    Path, inode, bytes, and nanoseconds of the last change of content and of inode: a copy that keeps the time of its
    original is told by the last.
    """
    folder = site.catalogue / "media"
    found = ((path.relative_to(folder).as_posix(), path.stat()) for path in folder.rglob("*") if path.is_file())
    return sorted((name, at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns) for name, at in found)


def _read(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if match := _LINE.fullmatch(line):
            yield match[2], match[1]


def _files(folder: Path, name: str) -> Iterable[tuple[str, Path]]:
    """Return the files of an object that exist by their path below ``folder``: itself, and its text."""
    try:
        itself = files.contained(folder, name)
    except files.PathEscapes:
        return []
    paths = {path for path in (itself, objecttexts.beside(folder, name)) if path is not None and path.is_file()}
    return [(path.relative_to(folder).as_posix(), path) for path in sorted(paths)]
