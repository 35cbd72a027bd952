"""A pool of processes that ends with the process that started it.

Python's own workers wait for ever for the next task when their parent is killed; these watch it.
They are spawned, not forked: a fork copies the locks that polars' threads may hold.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor

_PARENT_GONE = 3


def pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool of ``workers`` spawned processes."""
    return ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent, initargs=()
    )


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(_PARENT_GONE)

    threading.Thread(target=wait, daemon=True).start()
