"""Work in a process of its own."""

from __future__ import annotations

import os
from operator import floordiv

import pytest

from lantai.processes import Aside


def test_a_call_beside_this_process_answers_like_a_call_in_it() -> None:
    """What it returns comes back, and what it raises is raised where its result is asked for."""
    right, wrong, other = Aside(floordiv, 7, 2), Aside(floordiv, 7, 0), Aside(os.getpid)
    assert right.result() == 3
    assert other.result() != os.getpid()
    with pytest.raises(ZeroDivisionError):
        wrong.result()


def test_a_process_that_ends_without_an_answer_is_told() -> None:
    with pytest.raises(ChildProcessError, match="9"):
        Aside(os._exit, 9).result()
