"""Worksheets: which questions a sheet asks. They are data (``worksheets.yaml``), for eight kinds at two levels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lantai.problems import Problems
from lantai.site import yamls
from lantai.site.languages import LocalText
from lantai.site.traditional import HANT, traditional

LEVELS = ("basic", "advanced")
LINES = {"basic": 2, "advanced": 3}
"""Lines to write on under each question."""
STEPS = ("meet", "observe", "understand", "evidence")


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four steps of a sheet, with its questions."""

    title: LocalText
    questions: tuple[LocalText, ...]


def sheet(kind: str, level: str) -> tuple[Step, ...]:
    """Return the four steps of the sheet for a kind of source at a level."""
    data = _data()
    asked = data["kinds"][kind][level]
    return tuple(
        Step(_local(data["steps"][step]), tuple(_local(question) for question in asked[step])) for step in STEPS
    )


def _local(value: Any) -> LocalText:
    texts = dict(LocalText.of(value, "zh-Hans"))
    return LocalText((*texts.items(), (HANT, traditional(texts["zh-Hans"]))))


@cache
def _data() -> Any:
    problems = Problems()
    document = yamls.load(Path(__file__).with_name("worksheets.yaml"), "worksheets.yaml", problems)
    problems.raise_errors()
    assert document is not None
    return document.data
