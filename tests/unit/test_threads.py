"""Small work is done a hundred at a time, in order, and no longer than it is wanted; the next thing is made ahead."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Barrier, Event

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


def test_items_that_take_long_hold_up_no_others() -> None:
    """As a batch of large files: all others are done before its first is."""
    last = Event()

    def work(item: int) -> int:
        if item == 0:
            assert last.wait(20)
        if item == 999:
            last.set()
        return item

    assert list(threads.small(work, range(1000), 2)) == list(range(1000))


def test_the_next_is_made_while_one_is_worked_on() -> None:
    made = [Event() for _ in range(3)]

    def given() -> Iterator[int]:
        for number, event in enumerate(made):
            event.set()
            yield number

    taken = []
    for number in threads.ahead(given()):
        assert number == 2 or made[number + 1].wait(20)
        taken.append(number)
    assert taken == [0, 1, 2]


def test_what_fails_ahead_fails_where_it_is_taken() -> None:
    def given() -> Iterator[int]:
        yield 1
        raise OSError("gone")

    found = threads.ahead(given())
    assert next(found) == 1
    with pytest.raises(OSError, match="gone"):
        next(found)
