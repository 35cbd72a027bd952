"""Workers on other machines, for a site that is too large for one: a Dask cluster that sees the same folders.

``site --scheduler ADDRESS`` names it. What it is given are functions of paths with small answers, as the processes of
this machine are (``processes.pool``): making the sizes of pictures, looking through the finished tree.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from concurrent.futures import Executor
from functools import cache
from pathlib import Path
from typing import Any

SCHEDULER = "LANTAI_SCHEDULER"
"""The variable in which a process of a build has the address."""

_PATIENCE = 10
"""Seconds in which a scheduler answers."""

_LARGE = "1GiB"
"""What is sent with a task and is not worth a warning: what must not be found is some megabytes."""


class Unfit(Exception):
    """The cluster cannot be used: ``reason`` is missing, unreachable, empty, program or folder; ``where``, of whom."""

    def __init__(self, reason: str, where: str = "") -> None:
        super().__init__(f"{reason} {where}".strip())
        self.reason, self.where = reason, where


def address() -> str:
    """Return the address of the scheduler that this build uses; "" if it uses this machine alone."""
    return os.environ.get(SCHEDULER, "")


def go_on_with(scheduler: str) -> None:
    """Use the cluster that the process which asked this one uses; none if it uses none."""
    os.environ[SCHEDULER] = scheduler


def executor() -> Executor:
    """Return what runs calls on the cluster. One that ends with a worker is made again by another, three times."""
    return _client(address()).get_executor(pure=False)


def use(scheduler: str, folders: list[Path], program: Callable[[], str]) -> int:
    """Let this process, and what it asks to render, use the cluster at ``scheduler``; returns how much it
    does at once.

    Raises Unfit unless ``program``, which says what a program is, says the same on every worker as here, and all see
    the same ``folders``.
    """
    client = _client(scheduler)
    cores = sum(client.nthreads().values())
    if not cores:
        raise Unfit("empty", scheduler)
    word = secrets.token_hex(8)
    marks = [folder / f".lantai-{word}" for folder in folders]
    try:
        for mark in marks:
            mark.write_text(word, encoding="ascii")
        answers = client.run(_seen, program, [str(mark) for mark in marks], on_error="return")
    finally:
        for mark in marks:
            mark.unlink(missing_ok=True)
    for worker, answer in sorted(answers.items()):
        theirs, read = answer if isinstance(answer, tuple) else ("", [])
        if theirs != program():
            raise Unfit("program", worker)
        if read != [word] * len(marks):
            raise Unfit("folder", worker)
    go_on_with(scheduler)
    return cores


def _seen(program: Callable[[], str], marks: list[str]) -> tuple[str, list[str]]:
    """Return, on a worker, which program it has and what it reads under these paths."""
    return program(), [Path(mark).read_text(encoding="ascii") if Path(mark).is_file() else "" for mark in marks]


@cache
def _client(scheduler: str) -> Any:
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise Unfit("missing") from None
    dask.config.set({"distributed.admin.large-graph-warning-threshold": _LARGE})
    try:
        return Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError):
        raise Unfit("unreachable", scheduler) from None
