"""Small work is done a hundred at a time, in order, and no longer than it is wanted."""

from __future__ import annotations

import time
from threading import Barrier

import pytest

from lantai import threads


def test_small_things_come_in_order() -> None:
    assert list(threads.small(lambda item: item * 2, range(1234), 3)) == list(range(0, 2468, 2))


def test_after_an_error_nothing_more_is_begun() -> None:
    """A hundred large files on a slow drive would else be copied before the interrupt key is heeded."""
    both, begun = Barrier(2, timeout=20), []

    def work(item: int) -> None:
        if item in (0, 100):
            both.wait()  # two batches are under way
        if item == 0:
            raise KeyboardInterrupt
        begun.append(item)
        time.sleep(0.2)

    with pytest.raises(KeyboardInterrupt):
        list(threads.small(work, range(200), 2))
    assert len(begun) < 10
