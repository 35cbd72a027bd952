"""A lock that one process holds at a time: it belongs to the open file, and goes with the process however that ends."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from lantai.problems import CannotFinish, Problem

_LOCKED_BYTE = 1 << 30
"""Which byte Windows locks: one and the same for all, and none of those that say who holds the lock."""


@contextmanager
def holding(lock: Path, busy: Callable[[str], Problem], *, passing: bool = False) -> Iterator[None]:
    """Hold ``lock``; raises CannotFinish with ``busy(process)`` while another process holds it.

    Afterwards the file stays, unless it is a ``passing`` one.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+", encoding="ascii") as stream:
        if not _try_lock(stream.fileno()):
            stream.seek(0)
            raise CannotFinish(busy(stream.read().strip() or "?"))
        stream.truncate(0)
        stream.write(str(os.getpid()))
        stream.flush()
        try:
            yield
        finally:
            if passing and sys.platform != "win32":
                lock.unlink(missing_ok=True)  # while it is held: later it might be another's
    if passing and sys.platform == "win32":
        with suppress(OSError):  # an open file cannot go there, and so not another's either
            lock.unlink()


def _try_lock(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            return True
        return False
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN):
            return False
        raise
    return True
