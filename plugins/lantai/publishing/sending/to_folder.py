"""Publishing to a folder that this machine can write: a server's own, a network drive, a USB stick."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from lantai import files, threads
from lantai.problems import UsageError
from lantai.publishing import manifest
from lantai.publishing.manifest import Entries
from lantai.publishing.sending import problems as kinds
from lantai.publishing.sending.order import COMING, OTHERS, Say, rank, stages
from lantai.publishing.swap import MARKER

_READABLE = 0o022
"""A web server reads what is published, however private the files of the person are who publishes."""


class Folder:
    """A folder; each file in it is replaced by renaming, so that a reader sees the old one or the new one."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()

    def send(self, source: Path, entries: Entries, say: Say) -> int:
        before = os.umask(_READABLE)
        try:
            return self._send(source, entries, say)
        finally:
            os.umask(before)

    def _send(self, source: Path, entries: Entries, say: Say) -> int:
        former, coming = self._found()
        self.path.mkdir(parents=True, exist_ok=True)
        manifest.save(self.path / COMING, {**coming, **entries})
        changed = self._changed(entries, former, interrupted=bool(coming))
        cores = os.cpu_count() or 1
        arrivals = chain.from_iterable(
            threads.small(lambda name: self._put(source, name), group, cores) for group in stages(changed)
        )
        for number, _ in enumerate(arrivals, 1):
            say(number, len(changed))
        files.write(self.path / MARKER, (source / MARKER).read_bytes())
        self._delete(name for name in {**former, **coming} if name not in entries)
        (self.path / COMING).unlink()
        return len(changed)

    def verify(self, source: Path, entries: Entries) -> list[str]:
        wrong = manifest.differing(self.path, entries, os.cpu_count() or 1)
        if wrong:  # the manifest there is not true, so the next run has to compare files
            manifest.save(self.path / COMING, entries)
        return wrong

    def _put(self, source: Path, name: str) -> None:
        with (source / name).open("rb") as stream, files.replacing(self.path / name) as copy:
            shutil.copyfileobj(stream, copy, 1 << 20)

    def _changed(self, entries: Entries, former: Entries, *, interrupted: bool) -> list[str]:
        """Return what must be sent. After an interruption the manifest is no longer true, so files are compared."""
        if interrupted:
            return manifest.differing(self.path, entries, os.cpu_count() or 1)
        return [name for name in entries if former.get(name) != entries[name]]

    def _found(self) -> tuple[Entries, Entries]:
        """Return what was published there and what a broken run had begun; UsageError if the files are others'."""
        blocked = next((each for each in (self.path, *self.path.parents) if each.exists() and not each.is_dir()), None)
        if blocked:
            raise UsageError(kinds.DESTINATION_NO_FOLDER.at(str(self.path), path=blocked))
        former, coming = (manifest.of_destination(self.path / name, str(self.path)) for name in (MARKER, COMING))
        there = (path.name for path in self.path.iterdir()) if self.path.exists() else ()
        if former is None and coming is None and any(name not in OTHERS for name in there):
            raise UsageError(kinds.DESTINATION_UNSAFE.at(str(self.path)))
        return former or {}, coming or {}

    def _delete(self, names: Iterable[str]) -> None:
        folders: set[Path] = set()
        for name in sorted(names, key=rank, reverse=True):
            path = files.contained(self.path, name)
            path.unlink(missing_ok=True)
            folders.update(parent for parent in path.parents if parent.is_relative_to(self.path))
        for folder in sorted(folders - {self.path}, key=lambda each: -len(each.parts)):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
