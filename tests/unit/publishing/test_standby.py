"""A process that stands by is replaced when it is lost, but not when the interrupt key has ended it."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from lantai.publishing.standby import Standby

ANSWERS = """\
import os, sys

import polars  # takes the interrupt key for itself

with open("{starts}", "a") as starts:
    starts.write("started\\n")
for line in sys.stdin:
    if line.startswith("end by "):
        os.kill(os.getpid(), int(line.split()[-1]))
    print("answer to", line, end="", flush=True)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals end no process there")


@pytest.fixture
def starts(tmp_path: Path) -> Path:
    """The file in which each start of the process is noted."""
    return tmp_path / "starts"


@pytest.fixture
def standby(tmp_path: Path, starts: Path) -> Standby:
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "stands.py").write_text(ANSWERS.format(starts=starts), encoding="utf-8")
    return Standby("stands", tmp_path)


def _count(starts: Path) -> int:
    return len(starts.read_text(encoding="utf-8").splitlines())


def test_one_process_answers_every_question_and_ends_well(standby: Standby, starts: Path) -> None:
    assert [standby.ask(b"one"), standby.ask(b"two")] == [b"answer to one\n", b"answer to two\n"]
    assert standby.close() == 0 and _count(starts) == 1


def test_what_was_never_started_ended_well(standby: Standby) -> None:
    assert standby.close() == 0


def test_a_process_that_was_killed_is_replaced_once(standby: Standby, starts: Path) -> None:
    assert standby.ask(f"end by {signal.SIGKILL:d}".encode()) == b""
    assert _count(starts) == 2
    assert standby.ask(b"one") == b"answer to one\n"
    standby.close()


def test_what_the_interrupt_key_has_ended_is_not_begun_again(standby: Standby, starts: Path) -> None:
    """The key reaches this process and that one; whichever notices first, no build begins after it."""
    assert standby.ask(f"end by {signal.SIGINT:d}".encode()) == b""
    assert standby.ask(b"one") == b""
    assert _count(starts) == 1


def test_closing_tells_how_the_process_ended(standby: Standby) -> None:
    standby.ask(b"one")
    assert standby._process is not None
    standby._process.send_signal(signal.SIGINT)
    assert standby.close() == -signal.SIGINT
