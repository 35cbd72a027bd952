"""Publishing to a folder on another machine, by rsync over ssh; ``RSYNC_RSH`` may name another shell."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from lantai import files
from lantai.problems import CannotFinish, UsageError
from lantai.publishing import manifest
from lantai.publishing.manifest import Entries
from lantai.publishing.sending import problems as kinds
from lantai.publishing.sending.order import COMING, OTHERS, Say, stages
from lantai.publishing.swap import MARKER

_READABLE = ("--perms", "--chmod=D755,F644")
"""A web server reads what is published, however private the files are that the login there makes. Without ``--perms``
rsync would take from these modes what the umask there does not allow."""

_EMPTY_FOLDERS = ("--recursive", "--delete-after", "--include=*/", "--exclude=*")
"""Removes folders that are gone; whatever is not a folder is left alone, and keeps the folder it is in."""

_WILDCARD = re.compile(r"[*?\[]")
"""What a pattern of rsync does not take as it is written."""

_ESCAPED = re.compile(rb"\\#([0-3][0-7]{2})")
"""How rsync writes a byte that is no letter in the locale: in that of a timer's job, every byte of a Chinese name."""

SILENCE = 600
"""Seconds without a byte from there after which nobody waits any longer; comparing files, rsync says that it lives."""

_NOT_THERE = 23
"""How rsync ends when a file that was asked for does not exist ("partial transfer")."""


class Remote:
    """A folder behind rsync. rsync itself finds what changed, by checksum: a build gives every file a new time."""

    def __init__(self, destination: str) -> None:
        if shutil.which("rsync") is None:
            raise CannotFinish(kinds.NO_RSYNC.at(destination))
        self.destination = destination.rstrip("/") + "/"
        self._new = False

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
        return sorted(name for name in done if name in entries)

    def _found(self) -> tuple[Entries, Entries]:
        """Return what was published there and what a broken run had begun; UsageError if the files are others'."""
        listed = self._rsync(["--list-only", self.destination], may_fail=True)
        self._new = not listed
        names = {line.split(maxsplit=4)[-1] for line in listed} - {".", *OTHERS}
        if names and not names & {MARKER, COMING}:
            raise UsageError(kinds.DESTINATION_UNSAFE.at(self.destination))
        with tempfile.TemporaryDirectory() as folder:
            for name in names & {MARKER, COMING}:
                self._rsync([self.destination + name, f"{folder}/"])
            former, coming = (
                manifest.of_destination(Path(folder) / name, self.destination) for name in (MARKER, COMING)
            )
        return former or {}, coming or {}

    def _mark(self, coming: Entries) -> None:
        with tempfile.TemporaryDirectory() as folder:
            manifest.save(Path(folder) / COMING, coming)
            # A folder that was there keeps its mode; one that is not there yet has to be as readable as what is in it.
            self._files(Path(folder), [".", COMING] if self._new else [COMING])

    def _files(self, source: Path, names: Sequence[str]) -> int:
        """Send ``names`` of ``source``; returns how many files differed."""
        command = ["--checksum", "--delay-updates", *_READABLE, "--out-format=%i %n"]
        done = self._rsync([*command, "--files-from=-", "--from0", f"{source}/", self.destination], "\0".join(names))
        return sum(line[:2] in ("<f", ">f") for line in done)

    def _delete(self, names: Sequence[str]) -> None:
        """Delete ``names`` at the destination and nothing else.

        They are missing in a tree that has their folders, and what is not named is no concern of this call. rsync's own
        option for it, ``--delete-missing-args``, ends in an error since the security updates of May 2026.
        """
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name in names:
                files.contained(root, name).parent.mkdir(parents=True, exist_ok=True)
            kept = [f"{path.relative_to(root).as_posix()}/" for path in root.rglob("*")]
            patterns = "\0".join("/" + _WILDCARD.sub(r"\\\g<0>", name) for name in (*kept, *names))
            command = ["--recursive", "--delete", "--from0", "--include-from=-", "--exclude=*"]
            self._rsync([*command, f"{folder}/", self.destination], patterns)

    def _rsync(self, arguments: Sequence[str], names: str = "", *, may_fail: bool = False) -> list[str]:
        """Run rsync and return the lines that it writes; CannotFinish with its first line if it fails.

        ``may_fail`` bears a missing folder only. Names travel as the file system has them, whatever the locale.
        """
        command = ["rsync", f"--timeout={SILENCE}", *arguments]
        done = subprocess.run(command, input=os.fsencode(names), capture_output=True, check=False)
        if done.returncode and not (may_fail and done.returncode == _NOT_THERE):
            said = (
                line.strip("@ ") for line in done.stderr.decode(errors="replace").splitlines()
            )  # ssh frames warnings
            detail = next(filter(None, said), f"exit {done.returncode}")
            raise CannotFinish(kinds.RSYNC_FAILED.at(self.destination, detail=detail[:300]))
        return [os.fsdecode(_ESCAPED.sub(_byte, line)) for line in done.stdout.splitlines()]


def _byte(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 8)])
