"""Work in threads whose results are taken in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import TypeVar, cast

Given = TypeVar("Given")
Result = TypeVar("Result")

_END = object()
_TOGETHER = 100
"""Small things that a thread does in one go: handing one over costs as much as opening a file."""


def in_order(work: Callable[[Given], Result], given: Iterable[Given], threads: int) -> Iterator[Result]:
    """Yield ``work(item)`` for all items in order; at most ``threads`` and one more wait to be taken."""
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for item in given:
                waiting.append(pool.submit(work, item))
                if len(waiting) > threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def ahead(given: Iterable[Given]) -> Iterator[Given]:
    """Yield what ``given`` does, the next one of which is made in a thread while one is worked on."""
    items = iter(given)
    with ThreadPoolExecutor(1) as pool:
        coming: Future[Given | object] = pool.submit(next, items, _END)
        while (item := coming.result()) is not _END:
            coming = pool.submit(next, items, _END)
            yield cast(Given, item)


def small(work: Callable[[Given], Result], given: Sequence[Given], threads: int) -> Iterator[Result]:
    """Yield ``work(item)`` for all of many items in order, where each takes no longer than a small file does.

    No thread waits for another whose items take longer, as some files are large: what is done waits to be taken.
    After an error, or the interrupt key, no item is begun any more.
    """
    stopped = Event()
    batches = [given[start : start + _TOGETHER] for start in range(0, len(given), _TOGETHER)]
    with ThreadPoolExecutor(threads) as pool:
        try:
            for done in pool.map(lambda batch: [work(item) for item in batch if not stopped.is_set()], batches):
                yield from done
        finally:
            stopped.set()
