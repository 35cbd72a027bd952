"""Giving files of one folder a second name in another, thousands of them, beside other work.

A thread would wait for the interpreter after each file, and let the rest wait at each as well; so this is a process:
``python -I -S linking.py FORMER COMING`` reads paths from standard input, each ended by a zero byte, and the word that
all have been said. It imports nothing of ours, so that it begins at once.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

_ALL_SAID = "//"
"""No path of a site."""
_AT_ONCE = 1 << 14


class Linker:
    """A process that links files of ``former`` into ``coming``."""

    def __init__(self, former: Path, coming: Path) -> None:
        command = [sys.executable, "-I", "-S", __file__, str(former), str(coming)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE)
        self._saying = ThreadPoolExecutor(1)  # the process reads no faster than it links

    def link(self, paths: Sequence[str]) -> None:
        """Let ``paths`` be linked, some time before ``end``."""
        self._saying.submit(self._say, paths)

    def end(self) -> bool:
        """Wait until all is linked; False if it is not: a file system without links, something else in the way."""
        self.link([_ALL_SAID])
        self._saying.shutdown()
        self._close()
        return self._process.wait() == 0

    def stop(self) -> None:
        """Link no more."""
        self._process.kill()
        self._saying.shutdown(cancel_futures=True)
        self._close()
        self._process.wait()

    def _say(self, paths: Sequence[str]) -> None:
        assert self._process.stdin
        with suppress(BrokenPipeError):  # its exit code tells
            self._process.stdin.write("".join(f"{path}\0" for path in paths).encode())
            self._process.stdin.flush()

    def _close(self) -> None:
        assert self._process.stdin
        with suppress(BrokenPipeError):
            self._process.stdin.close()


class Folders:
    """The folders of a tree that is being made, each made once."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._made: set[str] = set()

    def make(self, folder: str) -> None:
        """Make a folder with those above it."""
        if folder in self._made or not folder:
            return
        try:
            os.mkdir(f"{self._root}/{folder}")  # noqa: PTH102 - by text, as there may be tens of thousands
        except FileNotFoundError:
            self.make(folder.rpartition("/")[0])
            os.makedirs(f"{self._root}/{folder}", exist_ok=True)  # noqa: PTH103
        except FileExistsError:
            pass
        self._made.add(folder)


def main(former: str, coming: str) -> int:
    """Link what is said on standard input; returns 0 if that was all and all of it lies there."""
    folders, rest = Folders(coming), b""
    while read := os.read(0, _AT_ONCE):
        *paths, rest = (rest + read).split(b"\0")
        for path in map(bytes.decode, paths):
            if path == _ALL_SAID:
                return 0
            folders.make(path.rpartition("/")[0])
            try:
                os.link(f"{former}/{path}", f"{coming}/{path}")
            except FileExistsError:  # as the theme's file that search has packed
                os.unlink(f"{coming}/{path}")  # noqa: PTH108
                os.link(f"{former}/{path}", f"{coming}/{path}")
    return 1  # who asked has ended


if __name__ == "__main__":
    try:
        code = main(*sys.argv[1:])
    except OSError as error:  # who asked links the rest; the log of the build tells why
        sys.stderr.write(f"{error!r}\n")
        sys.stderr.flush()
        code = 1
    os._exit(code)  # Python need not be taken apart
