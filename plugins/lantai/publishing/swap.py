"""Putting a finished tree in the place of the public one, so that no one ever sees half of either.

Linux exchanges two folders in one system call. Elsewhere two renames do it, and ``recover`` puts
things right if the machine stopped between them.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from contextlib import AbstractContextManager
from pathlib import Path

from lantai.problems import InputError
from lantai.publishing import locks
from lantai.publishing import problems as kinds
from lantai.publishing.layout import SOURCES, Layout

MARKER = "manifest.json"
"""A folder that holds this file, or nothing, may be replaced."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap(layout: Layout) -> None:
    """Make ``layout.next`` the output folder; the former one becomes ``layout.previous``.

    Only renames, which take no longer for a million files than for one; ``clear`` deletes afterwards.
    """
    if not layout.output.exists():
        layout.next.rename(layout.output)
        return
    if layout.previous.exists():
        layout.previous.rename(layout.gone)
    if _exchange(layout.next, layout.output):
        layout.next.rename(layout.previous)
        return
    layout.output.rename(layout.previous)
    try:
        layout.next.rename(layout.output)
    except OSError:  # on Windows, a file of it that is open
        layout.previous.rename(layout.output)
        raise


def clear(layout: Layout) -> None:
    """Delete what a build leaves that is neither public nor the way back."""
    remove(layout.next)
    remove(layout.gone)


def recover(layout: Layout) -> None:
    """Undo what a stopped build left: an output folder that was moved away but not replaced."""
    if not layout.output.exists() and (layout.previous / MARKER).is_file():
        layout.previous.rename(layout.output)
    clear(layout)


def check_replaceable(layout: Layout) -> None:
    """Raise InputError if the output folder holds files that are not a site of ours, or cannot be exchanged at all."""
    output = layout.output
    inside = next((name for name in SOURCES if output.is_relative_to(layout.build.parent / name)), "")
    if inside:
        raise InputError([kinds.OUTPUT_AMONG_SOURCES.at(str(output), path=output, inside=inside)])
    if os.path.ismount(output):
        raise InputError([kinds.OUTPUT_MOUNTED.at(str(output), path=output)])
    if output.is_dir() and any(output.iterdir()) and not (output / MARKER).is_file():
        raise InputError([kinds.OUTPUT_UNSAFE.at(str(output), path=output)])


def remove(folder: Path) -> None:
    """Delete a folder, or do nothing if there is none."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)


def only_build(layout: Layout, *, passing: bool = False) -> AbstractContextManager[None]:
    """Hold the lock of an output folder; raises CannotFinish while another build holds it."""
    return locks.holding(layout.lock, lambda pid: kinds.BUILD_RUNNING.at(str(layout.output), pid=pid), passing=passing)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; returns False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    return renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0
