"""The files of a finished site: each content once, with its digest, under all the names it has."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lantai import files
from lantai.parts import Known


@dataclass(frozen=True, slots=True)
class File:
    """One file: its path in the site, bytes and SHA-256."""

    name: str
    size: int
    sha256: str

    @property
    def content(self) -> str:
        """What decides what can be read out of it: its bytes, and the ending that says how to."""
        own = self.name[self.name.rfind("/") + 1 :].lstrip(".")
        return ".".join((self.sha256, *own.split(".")[1:][-2:])).lower()


@dataclass(frozen=True, slots=True)
class Walked:
    """The files under a folder by path, in order, before they are read; of some the digest is known already."""

    root: Path
    found: Mapping[str, os.stat_result]
    known: Mapping[tuple[int, int], str]
    unread: Mapping[tuple[int, int], str]
    """One name of each file whose digest is not known."""

    def digested(self, jobs: int = 1) -> dict[str, File]:
        """Read what is not known. What has several names is read once."""
        with ThreadPoolExecutor(jobs) as pool:
            read = pool.map(lambda name: files.sha256(self.root / name), self.unread.values())
            digests = {**self.known, **dict(zip(self.unread, read, strict=True))}
        return {name: File(name, each.st_size, digests[_identity(each, name)]) for name, each in self.found.items()}


def walk(root: Path, known: Mapping[str, Known] | None = None) -> Walked:
    """Return every file under ``root``.

    One that is ``known`` by its path and has not been touched since (the same inode, size and time) need not be read.
    """
    found = {name: entry.stat() for name, entry in sorted(_walk(root), key=lambda each: each[0])}
    untouched = known or {}
    digests: dict[tuple[int, int], str] = {}
    unread: dict[tuple[int, int], str] = {}
    for name, status in found.items():
        file, before = _identity(status, name), untouched.get(name)
        if before and (before.inode, before.size, before.modified) == _signature(status):
            digests[file] = before.sha256
        else:
            unread.setdefault(file, name)
    return Walked(root, found, digests, {file: name for file, name in unread.items() if file not in digests})


def _signature(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _identity(status: os.stat_result, name: str) -> tuple[int, int]:
    """Return what two names of one file share; where the system does not say, every name is a file of its own."""
    return (status.st_dev, status.st_ino) if status.st_ino else (-1, hash(name))


def _walk(root: Path, below: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(root) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{below}{entry.name}/")
            else:
                yield below + entry.name, entry


def distinct(found: Mapping[str, File]) -> dict[str, File]:
    """Return one file for each content, the first by name."""
    chosen: dict[str, File] = {}
    for file in found.values():
        chosen.setdefault(file.content, file)
    return chosen
