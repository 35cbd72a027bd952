"""Trying parsers with what nobody would send: each is one function that takes bytes (``parsers``).

A parser may find as many problems as it likes. It fails the test if anything else leaves it than a problem:
an exception that is not meant for people, or no answer in ``PATIENCE`` seconds. Seconds are of processor time,
so that a busy machine neither shortens a run nor makes a slow answer of a quick one.
"""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from tests.hostile.mutating import mutated, mutated_member

from harness import ROOT
from lantai.problems import LantaiError

CORPUS = ROOT / "tests" / "fixtures" / "fuzz"
PATIENCE = 20


class Hang(Exception):
    """No answer in time."""


@dataclass(frozen=True)
class Parser:
    """A parser under test: what to do with an input, and words that mean something to it."""

    name: str
    run: Callable[[bytes], None]
    words: tuple[bytes, ...] = ()
    packed: bool = False

    @property
    def seeds(self) -> list[bytes]:
        """The corpus kept for it: typical inputs, and every one that once broke it."""
        return [path.read_bytes() for path in sorted((CORPUS / self.name).iterdir())]

    @property
    def typical(self) -> bytes:
        """An input with which nothing is wrong."""
        paths = sorted((CORPUS / self.name).iterdir())
        return next(path for path in paths if not path.name.startswith("broken-")).read_bytes()

    def inputs(self, seed: int) -> Iterator[bytes]:
        """Yield changed inputs without end, the same ones for the same seed."""
        chance, seeds = random.Random(seed), self.seeds
        while True:
            if self.packed and chance.random() < 0.7:
                yield mutated_member(self.typical, self.words, chance)
            else:
                yield mutated(seeds, self.words, chance)


@dataclass(frozen=True)
class Outcome:
    """What a run found: inputs tried, the slowest in seconds, inputs that broke the parser with the reason."""

    tried: int
    slowest: float
    broken: list[tuple[bytes, str]]


def fuzz(parser: Parser, seconds: float, seed: int = 0, most: int = 10**9) -> Outcome:
    """Try changed inputs for so many seconds of processor time (or ``most`` of them)."""
    started, slowest, tried = time.process_time(), 0.0, 0
    broken: list[tuple[bytes, str]] = []
    for data in parser.inputs(seed):
        begun = time.process_time()
        if begun - started > seconds or tried >= most or len(broken) >= 5:
            break
        reason = attempt(parser, data)
        if reason:
            broken.append((data, reason))
        slowest = max(slowest, time.process_time() - begun)
        tried += 1
    return Outcome(tried, slowest, broken)


def attempt(parser: Parser, data: bytes) -> str:
    """Return why an input breaks a parser, "" if it does not."""
    try:
        with _patience():
            parser.run(data)
    except LantaiError:
        return ""
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:300]
    return ""


@contextmanager
def _patience() -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        raise Hang(f"no answer in {PATIENCE} s")

    before = signal.signal(signal.SIGPROF, ring), signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    signal.alarm(PATIENCE * 60)  # for one who waits for something, which takes no processor time
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        signal.signal(signal.SIGPROF, before[0])
        signal.signal(signal.SIGALRM, before[1])
