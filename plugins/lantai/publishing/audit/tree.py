"""The files of a finished site: each content once, with its digest, under all the names it has."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lantai import files, threads
from lantai.parts import Known
from lantai.problems import InputError
from lantai.publishing.audit import problems as kinds


@dataclass(frozen=True, slots=True)
class File:
    """One file: its path in the site, and what is known of it as it was when it was looked at."""

    name: str
    known: Known

    @property
    def size(self) -> int:
        return self.known.size

    @property
    def sha256(self) -> str:
        return self.known.sha256

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
    known: Mapping[str, Known]
    unread: Mapping[tuple[int, int], str]
    """One name of each file whose digest is not known."""

    def digested(self, jobs: int = 1) -> dict[str, File]:
        """Read what is not known. What has several names is read once."""
        read = threads.small(lambda name: files.sha256(f"{self.root}/{name}"), list(self.unread.values()), jobs)
        digests = dict(zip(self.unread, read, strict=True))
        found = {}
        for name, status in self.found.items():
            known = self.known.get(name)
            found[name] = File(name, known or Known(*_signature(status), digests[_identity(status, name)]))
        return found


def walk(root: Path, known: Mapping[str, Known] | None = None) -> Walked:
    """Return every file under ``root``; raises InputError if there is what no site holds: no plain file, no plain name.

    One that is ``known`` by its path and has not been touched since (the same inode, size and time) need not be read.
    """
    found = dict(sorted(_walk(str(root))))
    odd = [name for name, status in found.items() if not stat.S_ISREG(status.st_mode) or not _is_text(name)]
    if odd:
        raise InputError([kinds.NO_PLAIN_FILE.at(name.encode(errors="backslashreplace").decode()) for name in odd])
    untouched: dict[str, Known] = {}
    unread: dict[tuple[int, int], str] = {}
    for name, status in found.items():
        before = known.get(name) if known else None
        if before and (before.inode, before.size, before.modified) == _signature(status):
            untouched[name] = before
        else:
            unread.setdefault(_identity(status, name), name)
    return Walked(root, found, untouched, unread)


def _signature(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _identity(status: os.stat_result, name: str) -> tuple[int, int]:
    """Return what two names of one file share; where the system does not say, every name is a file of its own."""
    return (status.st_dev, status.st_ino) if status.st_ino else (-1, hash(name))


def _walk(root: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield path and status of every file; as texts, since there may be a hundred thousand."""
    folders = [""]
    while folders:
        below = folders.pop()
        with os.scandir(f"{root}/{below}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{below}{entry.name}/")
                elif os.name == "nt":  # there a folder does not say which file an entry is
                    yield below + entry.name, os.stat(entry.path, follow_symlinks=False)  # noqa: PTH116
                else:
                    yield below + entry.name, entry.stat(follow_symlinks=False)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:  # bytes that are no UTF-8
        return False
    return True


def distinct(found: Mapping[str, File]) -> dict[str, File]:
    """Return one file for each content, the first by name."""
    chosen: dict[str, File] = {}
    for file in found.values():
        chosen.setdefault(file.content, file)
    return chosen
