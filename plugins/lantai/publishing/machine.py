"""What the machine does to us, told apart from what a person wrote and from faults of the program.

Libraries report a full disk in their own ways: Python with an ``errno``, polars with
``(os error 28)`` in an exception of its own, an image encoder with a number. ``explain`` finds the
machine's reason behind any of them, so that a command can say it in a sentence.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lantai.problems import CannotFinish, LantaiError
from lantai.publishing import problems as kinds

_KINDS = {
    errno.ENOSPC: kinds.DISK_FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): kinds.DISK_FULL,
    errno.EFBIG: kinds.FILE_TOO_LARGE,
    errno.EROFS: kinds.NOT_WRITABLE,
    errno.EACCES: kinds.NOT_WRITABLE,
    errno.EPERM: kinds.NOT_WRITABLE,
    errno.EMFILE: kinds.TOO_MANY_FILES,
    errno.ENFILE: kinds.TOO_MANY_FILES,
    errno.ENOMEM: kinds.OUT_OF_MEMORY,
    errno.EIO: kinds.DISK_BROKEN,
}
_NUMBER = re.compile(r"\(os error (\d+)\)|\[Errno (\d+)\]")
_NOTHING_LEFT = 64 * 1024
LOG = "error.log"


def explain(error: BaseException, place: str = "") -> CannotFinish | None:
    """Return in words what the machine did, or None if the machine is not the reason.

    Looks through the errors behind ``error`` as well, the nearest first. ``place`` is the folder or file
    that was being written, if that is known.
    """
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        if isinstance(current, MemoryError):
            return CannotFinish(kinds.OUT_OF_MEMORY.at(place))
        number = _number(current)
        if number is not None:
            where = str(getattr(current, "filename", None) or place)
            kind = _KINDS.get(number, kinds.FILE_TROUBLE)
            return CannotFinish(kind.at(where, detail=os.strerror(number)))
        current = current.__cause__ or current.__context__
    return CannotFinish(kinds.DISK_FULL.at(place)) if place and disk_is_full(Path(place)) else None


def disk_is_full(path: Path) -> bool:
    """Return whether the disk that holds ``path`` has no room left: some libraries fail on it without saying why."""
    folder = next((each for each in (path, *path.parents) if each.is_dir()), None)
    try:
        return folder is not None and shutil.disk_usage(folder).free < _NOTHING_LEFT
    except OSError:
        return False


@contextmanager
def in_words(place: str = "") -> Iterator[None]:
    """Let what the machine causes leave the block as CannotFinish; everything else leaves as it is."""
    try:
        yield
    except (LantaiError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        told = explain(error, place)
        if told is None:
            raise
        raise told from error


def unexpected(error: BaseException, folders: Sequence[Path]) -> CannotFinish:
    """Return a sentence for a fault of the program; its traceback goes to a log in the first folder that takes it."""
    text = "".join(traceback.format_exception(error))
    detail = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    for folder in (*folders, Path(tempfile.gettempdir())):
        path = folder / LOG
        try:
            if folder.is_dir():
                path.write_text(text, encoding="utf-8")
                return CannotFinish(kinds.UNEXPECTED.at(str(path), detail=detail))
        except OSError:
            continue
    return CannotFinish(kinds.UNEXPECTED.at("", detail=detail))


def _number(error: BaseException) -> int | None:
    """Return the ``errno`` of an error, read from its text where a library tells it only there."""
    if isinstance(error, OSError):
        return error.errno
    match = _NUMBER.search(str(error))
    return int(match.group(1) or match.group(2)) if match else None
