"""Processes that end with the process that started them: a pool, and one beside it for one piece of work.

Python's own workers wait for ever for the next task when their parent is killed; these watch it.
They are spawned, not forked: a fork copies the locks that polars' threads may hold.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

from lantai import cluster

_PARENT_GONE = 3


def pool(workers: int) -> Executor:
    """Return a pool of ``workers`` spawned processes, or of a cluster if this build uses one."""
    if cluster.address():
        return cluster.executor()
    return ProcessPoolExecutor(workers, mp_context=_Context(), initializer=_end_with_parent, initargs=())


class Aside:
    """A call that runs in a process of its own while this one goes on; it ends when this one does, however that is.

    ``function`` and what it is given and returns travel between processes.
    """

    def __init__(self, function: Callable[..., Any], *arguments: Any) -> None:
        context = _Context()
        self._answer, told = context.Pipe(duplex=False)
        self._process = context.Process(target=_tell, args=(told, function, arguments), daemon=True)
        self._process.start()
        told.close()

    def result(self) -> Any:
        """Wait for the call to end; returns what it returned and raises what it raised."""
        try:
            value, error = self._answer.recv()
        except EOFError:
            self._process.join()
            raise ChildProcessError(f"a process ended with {self._process.exitcode}") from None
        self._process.join()
        if error is not None:
            raise error
        return value


def _tell(told: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    _end_with_parent()
    try:
        answer = function(*arguments), None
    except Exception as error:  # told to whoever asked, as if the call had been made there
        answer = None, error
    told.send(answer)


class _Process(SpawnProcess):
    """A spawned process that does not begin by importing the parent's main module again.

    That would be the whole program, a second of work for each process; what it is to run, it imports.
    """

    @staticmethod
    def _Popen(process: Any) -> Any:
        with _no_main_module():
            return SpawnProcess._Popen(process)  # type: ignore[attr-defined]


class _Context(SpawnContext):
    Process = _Process  # type: ignore[assignment]


@contextmanager
def _no_main_module() -> Iterator[None]:
    main = sys.modules["__main__"]
    kept = {name: vars(main)[name] for name in ("__spec__", "__file__") if name in vars(main)}
    main.__spec__ = None
    main.__dict__.pop("__file__", None)
    try:
        yield
    finally:
        vars(main).update(kept)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(_PARENT_GONE)

    threading.Thread(target=wait, daemon=True).start()
