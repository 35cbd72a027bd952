"""Beginnings of codes that many records have: little is read of them, and still all is found and counted right."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from tests.unit.search.making import MODULES, make, table

from lantai.search import codes, quality

WORDS = ("防汛", "水库", "通知", "会议", "春耕")
DRAWN = random.Random(9)
CODES = sorted(
    {f"9J{DRAWN.randint(1, 21)}-{DRAWN.randint(1, 30)}-{DRAWN.randint(1, 400):04d}" for _ in range(400)},
    key=lambda code: [int(part) for part in code[2:].split("-")],
)
TITLES = [f"关于{DRAWN.choice(WORDS)}的{DRAWN.choice(WORDS)}{'甲' * (i % 97 == 0)}" for i in range(len(CODES))]
YEARS = [DRAWN.randint(1950, 1980) for _ in CODES]
QUERIES = (
    *("9J1", "9J2", "9J", "9J1-1", "9J12-3", "9j21", "9J9-", "9J0"),
    *(
        f"{code} {rest}"
        for code in ("9J", "9J1", "9J2", "9J1-2", "9J7")
        for rest in ("防汛", "甲", "乙", "-通知", "1955")
    ),
    *("9J1 9J2", "防汛 -9J1", "9J 1950-1955"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten codes in a file: forty files stand for the many of a large catalogue."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(codes, "PER_SHARD", 10)
        records = table(TITLES, ref_code=CODES, year_start=YEARS, year_end=YEARS)
        return make(tmp_path_factory.mktemp("codes"), records) / "index"


def _begins(code: str, asked: str) -> bool:
    asked = asked.lower().strip("-")
    return code.lower().startswith(asked) if "-" in asked else code.lower().replace("-", "").startswith(asked)


def _expected(query: str) -> list[int]:
    """What plain comparing finds."""
    found = []
    for number, (code, title, year) in enumerate(zip(CODES, TITLES, YEARS, strict=True)):
        right = True
        for term in query.split():
            word = term.removeprefix("-")
            if word[0] == "9":
                has = _begins(code, word)
            elif "-" in word:
                has = 1950 <= year <= 1955
            else:
                has = word in title or word == str(year)
            right &= has != term.startswith("-")
        if right:
            found.append(number)
    return found


@pytest.fixture(scope="module")
def answers(index: Path) -> list[dict[str, Any]]:
    return quality.measure(MODULES, index, [{"query": query, "all": 1000} for query in QUERIES])


def test_all_is_found_and_what_is_called_exact_is(answers: list[dict[str, Any]]) -> None:
    """Also what has its place in the order of records far from where the order of codes puts it (9J2 before 9J10)."""
    for query, answer in zip(QUERIES, answers, strict=True):
        expected = _expected(query)
        if answer["counted"]["exact"]:
            assert (query, answer["counted"]["total"]) == (query, len(expected))
        assert (query, sorted(answer["hits"])) == (query, expected)


def test_a_beginning_alone_is_counted_by_its_first_and_last_file(answers: list[dict[str, Any]]) -> None:
    counted = {query: answer["counted"] for query, answer in zip(QUERIES, answers, strict=True)}
    assert (counted["9J"]["total"], counted["9J"]["exact"]) == (len(CODES), True)
    assert answers[QUERIES.index("9J")]["first"]["requests"] < 8 < len(CODES) / 10


def test_codes_are_read_together_with_phrases(answers: list[dict[str, Any]]) -> None:
    """A code takes two rounds at most: what may be it, then records."""
    for query in ("9J12-3", "9J", "9j21"):
        assert answers[QUERIES.index(query)]["first"]["rounds"] <= 2


@pytest.mark.parametrize("query", ["9J1 防汛", "9J2", "9J"])
def test_by_date_the_first_stands_first_wherever_its_code_is(index: Path, query: str) -> None:
    [answer] = quality.measure(MODULES, index, [{"query": query, "sort": "oldest", "page": 3}])
    expected = sorted(_expected(query), key=lambda number: (YEARS[number], number))
    assert answer["shown"] == expected[:3]
