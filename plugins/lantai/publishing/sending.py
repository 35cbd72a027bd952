"""Sending a built site to where it is served, so that no visitor sees a page without what it needs.

Order: files named by their content, other data, pages, entry points; then what is gone is deleted.
A list of what is about to be there is left first, so that after an interruption the next run knows
every file that may be lying about, and removes it. Files that are not ours are never touched.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from lantai import files
from lantai.problems import CannotFinish, UsageError
from lantai.publishing import manifest
from lantai.publishing import problems as kinds
from lantai.publishing.manifest import Entries
from lantai.publishing.swap import MARKER

COMING = ".lantai-coming.json"
"""The manifest of a version that is being sent."""

_BY_CONTENT = re.compile(r"^(theme|media|iiif)/|^search/index/[0-9a-f]+/")
_ENTRY_POINTS = ("index.html", "search/index/current.json", "sitemap.xml", "robots.txt")

_OTHERS = (".well-known", ".htaccess", ".user.ini")
"""What others keep in the folder of a site; it is neither ours nor in our way."""

Say = Callable[[int, int], None]
"""Called with how many files were sent and how many there are to send."""


class Target(Protocol):
    """A place where a site is served."""

    def send(self, source: Path, entries: Entries, say: Say) -> int:
        """Make the place hold exactly ``source`` of all that is ours; returns how many files were sent."""
        ...

    def verify(self, source: Path, entries: Entries) -> list[str]:
        """Return the paths that are not there as they should be."""
        ...


def rank(path: str) -> tuple[int, int, str]:
    """Return the order in which files are sent: what is needed before what needs it."""
    if _BY_CONTENT.match(path):
        stage = 0
    elif path in _ENTRY_POINTS:
        stage = 3
    else:
        stage = 2 if path.endswith(".html") else 1
    return stage, -path.count("/"), path


def target_of(destination: str) -> Target:
    """Return the place that ``destination`` names: a folder, or ``host:folder`` reached by rsync over ssh."""
    remote = re.match(r"^[^/\\]{2,}:", destination) is not None
    return Remote(destination) if remote else Folder(Path(destination))


class Folder:
    """A folder that this machine can write: a server's own, a network drive, a USB stick."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()

    def send(self, source: Path, entries: Entries, say: Say) -> int:
        former = self._former()
        self.path.mkdir(parents=True, exist_ok=True)
        coming = manifest.read(self.path / COMING) or {}
        manifest.save(self.path / COMING, {**coming, **entries})
        changed = sorted((name for name in entries if former.get(name) != entries[name]), key=rank)
        for number, name in enumerate(changed, 1):
            with (source / name).open("rb") as stream, files.replacing(self.path / name) as copy:
                shutil.copyfileobj(stream, copy, 1 << 20)
            say(number, len(changed))
        files.write(self.path / MARKER, (source / MARKER).read_bytes())
        self._delete(name for name in {**former, **coming} if name not in entries)
        (self.path / COMING).unlink()
        return len(changed)

    def verify(self, source: Path, entries: Entries) -> list[str]:
        return manifest.differing(self.path, entries, os.cpu_count() or 1)

    def _former(self) -> Entries:
        """Return what is there, nothing if the last run was interrupted; UsageError if the files are not ours."""
        if not self.path.exists() or not any(self.path.iterdir()):
            return {}
        found = manifest.read(self.path / MARKER)
        if found is None and manifest.read(self.path / COMING) is None:
            raise UsageError(kinds.DESTINATION_UNSAFE.at(str(self.path)))
        return found or {}

    def _delete(self, names: Iterable[str]) -> None:
        folders: set[Path] = set()
        for name in names:
            path = files.contained(self.path, name)
            path.unlink(missing_ok=True)
            folders.update(parent for parent in path.parents if parent.is_relative_to(self.path))
        for folder in sorted(folders - {self.path}, key=lambda each: -len(each.parts)):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


class Remote:
    """A folder on another machine, by rsync over ssh; ``RSYNC_RSH`` may name another shell."""

    def __init__(self, destination: str) -> None:
        if shutil.which("rsync") is None:
            raise CannotFinish(kinds.NO_RSYNC.at(destination))
        self.destination = destination.rstrip("/") + "/"

    def send(self, source: Path, entries: Entries, say: Say) -> int:
        self._must_be_ours()
        stages: dict[int, list[str]] = {}
        for name in sorted(entries, key=rank):
            stages.setdefault(rank(name)[0], []).append(name)
        sent = 0
        for names in stages.values():
            sent += self._run(source, ["--files-from=-", "--from0"], "\0".join(names))
            say(sent, len(entries))
        return sent + self._run(source, ["--recursive", "--delete-after", *self._protected()])

    def verify(self, source: Path, entries: Entries) -> list[str]:
        with tempfile.TemporaryFile("w+") as output:
            self._rsync(source, ["--recursive", "--dry-run", "--checksum", "--out-format=%n"], output=output)
            output.seek(0)
            return sorted(name for line in output if (name := line.rstrip("\n")) in entries)

    def _run(self, source: Path, options: list[str], names: str = "") -> int:
        with tempfile.TemporaryFile("w+") as output:
            self._rsync(source, [*options, "--out-format=%i %n"], names, output)
            output.seek(0)
            return sum(line[:2] in ("<f", ">f") for line in output)

    def _must_be_ours(self) -> None:
        """Raise UsageError if the folder holds files and no manifest of ours: what is not ours would be deleted."""
        listed = self._asked(["--list-only", self.destination])
        names = [line.split(maxsplit=4)[-1] for line in listed.splitlines()] if listed is not None else []
        if set(names) - {".", MARKER, *_OTHERS} and MARKER not in names:
            raise UsageError(kinds.DESTINATION_UNSAFE.at(self.destination))

    @staticmethod
    def _asked(arguments: list[str]) -> str | None:
        """Return what rsync answers, None if there is no such folder yet."""
        done = subprocess.run(["rsync", *arguments], capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else None

    @staticmethod
    def _protected() -> list[str]:
        return [f"--exclude=/{name}" for name in _OTHERS]

    def _rsync(self, source: Path, options: list[str], names: str = "", output: object = None) -> None:
        # Sizes and checksums decide, not times: a build gives every file a new time.
        command = ["rsync", "--checksum", "--delay-updates", "--chmod=D755,F644", *options]
        done = subprocess.run(
            [*command, f"{source}/", self.destination],
            input=names,
            stdout=output,  # type: ignore[arg-type]
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            lines = done.stderr.strip().splitlines() or [f"exit {done.returncode}"]
            raise CannotFinish(kinds.RSYNC_FAILED.at(self.destination, detail=lines[0][:300]))
