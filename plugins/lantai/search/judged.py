"""Queries that a person has judged: ``catalogue/judged.txt``, one a line, with the codes that must come first.

防汛指挥部 => J001-002-0345-001, J001-002-0345-004     # the title that begins so, then the others
土地改革                                               # any order: the scan alone judges
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lantai.problems import NOTHING, Place, Problem
from lantai.search import problems as kinds

FILE = "catalogue/judged.txt"
_ARROW = "=>"


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, and the reference codes of its first results in their order: none where only the scan judges."""

    query: str
    first: tuple[str, ...]
    line: int


def read(path: Path) -> list[Judged]:
    """Return the judged queries of a file. What follows a ``#`` after white space is a remark."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        said = f" {line}".split(" #", 1)[0]
        query, _, codes = said.partition(_ARROW)
        if query.strip():
            first = tuple(code.strip() for code in codes.split(",") if code.strip())
            found.append(Judged(query.strip(), first, number))
    return found


def otherwise(
    file: str, judged: Sequence[Judged], answers: Sequence[dict[str, Any]], codes: Sequence[str]
) -> list[Problem]:
    """Return a problem for each query whose first results are others than a person wants. ``codes`` by number."""
    found = []
    for each, answer in zip(judged, answers, strict=True):
        shown = tuple(codes[number] for number in answer.get("shown", ()))[: len(each.first)]
        if shown != each.first:
            values = {"query": each.query, "shown": ", ".join(shown) or NOTHING, "wanted": ", ".join(each.first)}
            found.append(kinds.JUDGED_OTHERWISE.at(Place(file, line=each.line), **values))
    return found
