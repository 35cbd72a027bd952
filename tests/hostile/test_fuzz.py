"""No input, however broken, gets more out of a parser than problems: no traceback, no hang, nothing dangerous.

A fraction of a second for each here; ``bench/fuzz.py`` runs the same harness for minutes.
"""

from __future__ import annotations

import os
import random

import pytest
from tests.hostile import fuzzing, mutating, parsers

SECONDS = float(os.environ.get("LANTAI_FUZZ_SECONDS", "0.2"))


@pytest.mark.parametrize("name", parsers.PARSERS)
def test_the_corpus_breaks_nothing(name: str) -> None:
    """Typical inputs, and every input that once broke a parser."""
    parser = parsers.PARSERS[name]
    assert parser.seeds
    assert [reason for data in parser.seeds if (reason := fuzzing.attempt(parser, data))] == []


@pytest.mark.parametrize("name", parsers.PARSERS)
def test_changed_inputs_break_nothing(name: str) -> None:
    outcome = fuzzing.fuzz(parsers.PARSERS[name], SECONDS, seed=1)
    assert outcome.broken == [] and outcome.tried > 0


def test_the_same_seed_gives_the_same_inputs() -> None:
    """What breaks a parser here breaks it on the next machine too."""
    first, again = ([next(parsers.PARSERS["csv"].inputs(seed)) for seed in range(5)] for _ in range(2))
    assert first == again


def test_the_harness_notices_an_exception_and_a_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzzing, "PATIENCE", 1)

    def stuck(data: bytes) -> None:
        while True:
            pass

    assert fuzzing.attempt(fuzzing.Parser("x", lambda data: data.index(b"?")), b"").startswith("ValueError")
    assert fuzzing.attempt(fuzzing.Parser("x", stuck), b"").startswith("Hang")


def test_a_changed_archive_can_still_be_opened() -> None:
    chance = random.Random(1)
    book = parsers.PARSERS["xlsx"].typical
    assert all(mutating.mutated_member(book, (), chance)[:2] == b"PK" for _ in range(5))
