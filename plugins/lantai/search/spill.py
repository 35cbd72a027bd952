"""Arrays that wait on disk: a catalogue of ten million records is indexed in the memory of one."""

from __future__ import annotations

import contextlib
import itertools
import tempfile
from pathlib import Path
from types import TracebackType

import numpy as np

SMALL = 1 << 16
"""Bytes below which an array stays in memory."""


class Spill:
    """A temporary folder of arrays. ``active`` false, everything stays in memory."""

    def __init__(self, active: bool, beside: Path | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(dir=beside, ignore_cleanup_errors=True) if active else None
        self._names = itertools.count()

    def keep(self, array: np.ndarray) -> np.ndarray:
        """Return the same values, on disk if that is worth it. Safe in threads."""
        if self._folder is None or array.nbytes <= SMALL:
            return array
        path = Path(self._folder.name) / f"{next(self._names)}"
        array.tofile(path)
        mapped = np.memmap(path, array.dtype, "r", shape=array.shape)
        with contextlib.suppress(OSError):  # Windows keeps a mapped file; it goes with the folder
            path.unlink()
        return mapped

    def room(self, size: int, dtype: np.dtype | type) -> np.ndarray:
        """Return room for an array that is written piece by piece, on disk if that is worth it."""
        if self._folder is None or not size:
            return np.empty(size, dtype)
        path = Path(self._folder.name) / f"{next(self._names)}"
        return np.memmap(path, dtype, "w+", shape=(size,))

    def __enter__(self) -> Spill:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._folder is not None:
            self._folder.cleanup()
