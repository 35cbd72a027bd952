"""Publishing to a folder on another machine, by rsync over ssh; ``RSYNC_RSH`` may name another shell."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from lantai import files
from lantai.problems import CannotFinish, UsageError
from lantai.publishing import manifest
from lantai.publishing import problems as kinds
from lantai.publishing.manifest import Entries
from lantai.publishing.sending.order import COMING, OTHERS, Say, stages
from lantai.publishing.swap import MARKER

_EMPTY_FOLDERS = ("--recursive", "--delete-after", "--include=*/", "--exclude=*")
"""Removes folders that are gone; whatever is not a folder is left alone, and keeps the folder it is in."""

_NOT_THERE = 23
"""How rsync ends when a file that was asked for does not exist ("partial transfer")."""


class Remote:
    """A folder behind rsync. rsync itself finds what changed, by checksum: a build gives every file a new time."""

    def __init__(self, destination: str) -> None:
        if shutil.which("rsync") is None:
            raise CannotFinish(kinds.NO_RSYNC.at(destination))
        self.destination = destination.rstrip("/") + "/"

    def send(self, source: Path, entries: Entries, say: Say) -> int:
        former, coming = self._found()
        self._mark({**coming, **entries})
        sent = 0
        for names in stages(entries):
            sent += self._files(source, names)
            say(sent, len(entries))
        self._files(source, [MARKER])
        gone = [name for name in {**former, **coming} if name not in entries]
        for names in reversed(stages(gone)):
            self._delete(names)
        self._rsync([*_EMPTY_FOLDERS, *(f"--exclude=/{name}" for name in OTHERS), f"{source}/", self.destination])
        self._delete([COMING])
        return sent

    def verify(self, source: Path, entries: Entries) -> list[str]:
        done = self._rsync(
            ["--checksum", "--recursive", "--dry-run", "--out-format=%n", f"{source}/", self.destination]
        )
        return sorted(name for name in done.stdout.splitlines() if name in entries)

    def _found(self) -> tuple[Entries, Entries]:
        """Return what was published there and what a broken run had begun; UsageError if the files are others'."""
        listed = self._rsync(["--list-only", self.destination], may_fail=True).stdout
        names = {line.split(maxsplit=4)[-1] for line in listed.splitlines()} - {".", *OTHERS}
        if names and not names & {MARKER, COMING}:
            raise UsageError(kinds.DESTINATION_UNSAFE.at(self.destination))
        with tempfile.TemporaryDirectory() as folder:
            for name in names & {MARKER, COMING}:
                self._rsync([self.destination + name, f"{folder}/"])
            former, coming = (manifest.read(Path(folder) / name) for name in (MARKER, COMING))
        return former or {}, coming or {}

    def _mark(self, coming: Entries) -> None:
        with tempfile.TemporaryDirectory() as folder:
            manifest.save(Path(folder) / COMING, coming)
            self._files(Path(folder), [COMING])

    def _files(self, source: Path, names: Sequence[str], *options: str) -> int:
        """Send ``names`` of ``source``; returns how many files differed."""
        command = ["--checksum", "--delay-updates", "--chmod=D755,F644", "--out-format=%i %n", *options]
        done = self._rsync([*command, "--files-from=-", "--from0", f"{source}/", self.destination], "\0".join(names))
        return sum(line[:2] in ("<f", ">f") for line in done.stdout.splitlines())

    def _delete(self, names: Sequence[str]) -> None:
        """Delete ``names`` at the destination and nothing else: they are missing in a tree that has their folders."""
        with tempfile.TemporaryDirectory() as folder:
            for name in names:
                files.contained(Path(folder), name).parent.mkdir(parents=True, exist_ok=True)
            self._files(Path(folder), names, "--delete-missing-args")

    def _rsync(
        self, arguments: Sequence[str], names: str = "", *, may_fail: bool = False
    ) -> subprocess.CompletedProcess[str]:
        """Run rsync; CannotFinish with its first line if it fails. ``may_fail`` bears a missing folder only."""
        done = subprocess.run(["rsync", *arguments], input=names, capture_output=True, text=True, check=False)
        if done.returncode and not (may_fail and done.returncode == _NOT_THERE):
            lines = done.stderr.strip().splitlines() or [f"exit {done.returncode}"]
            raise CannotFinish(kinds.RSYNC_FAILED.at(self.destination, detail=lines[0][:300]))
        return done
