"""A sentence that counts says “1 row” and “2 rows”, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml
from tools import reference

from harness import ROOT
from lantai import counting
from lantai.problems import Kind, all_kinds

ONE_OF_MANY = re.compile(
    r"\b1 (?:more |other |such )?(?!is\b|was\b|has\b|does\b|bears\b|others\b)[a-z]+s\b|\b1 (?:are|were|have)\b"
)

COUNTS = ("n", "count", "total", "held", "found", "days", "rows", "records", "files", "pages", "lines", "cells")
"""What numbers are called that count."""


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 rows were left out"), (1, "1 row was left out"), (2, "2 rows were left out"), ("1", "1 row was left out")],
)
def test_a_number_chooses_its_form_also_as_text(count: int | str, said: str) -> None:
    assert counting.filled("{count:# row was|# rows were} left out", count=count) == said


def test_everything_else_is_formatted_as_ever() -> None:
    assert counting.filled("{size:.1f} MB, {n:,} {name}", size=1.25, n=12000, name="甲") == "1.2 MB, 12,000 甲"


def kinds() -> Iterator[Kind]:
    reference.import_everything()
    yield from all_kinds()


def test_who_looks_a_sentence_up_sees_its_plural() -> None:
    assert counting.of_several("{n:# row of {x}|# rows} of {x}") == "{n:# row of {x}|# rows} of {x}"
    assert counting.of_several("{n:# row was|# rows were} at {x}") == "{n} rows were at {x}"


def test_no_report_says_one_rows() -> None:
    """Every sentence and every advice of a problem, with 1 for each number."""
    for kind in kinds():
        named = re.findall(r"\{(\w+)", " ".join(kind.en))
        problem = kind.at("x", **{name: 1 if name in COUNTS else "甲" for name in named})
        for text in (problem.what("en"), problem.advice("en")):
            assert not ONE_OF_MANY.search(text), text


def test_no_page_says_one_records() -> None:
    """Texts of the interface, in the form for one where they have two; nothing is found “about 1” times."""
    for path in sorted((ROOT / "theme" / "messages" / "en").glob("*.yaml")):
        texts = yaml.safe_load(path.read_text(encoding="utf-8"))
        for key, text in texts.items():
            one = (
                text.get("one", "")
                if isinstance(text, dict)
                else ""
                if f"{key}_one" in texts or key == "found_about"
                else str(text)
            )
            said = re.sub(r"\{(n|count)(?::,)?\}", "1", one)
            assert not ONE_OF_MANY.search(said), (path.name, key)
