"""YAML from many hands: safe, bounded, and every problem with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantai.problems import Problems
from lantai.site import yamls


def _parse(text: str) -> tuple[yamls.Document | None, list[tuple[str, int]]]:
    problems = Problems()
    document = yamls.parse(text, "x.yaml", problems)
    return document, [(problem.code, problem.place.line) for problem in problems]


def test_each_key_knows_its_line() -> None:
    document, found = _parse("a: 1\nb:\n  - c: 2\n  - c: 3\n")
    assert found == [] and document is not None
    assert document.place("b", 1, "c").line == 4
    assert document.place("b", 1, "missing").line == 4


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: [1, 2\n", "yaml-syntax", 3),
        ("a: &x [1]\nb: *x\n", "yaml-too-complex", 1),
        ("a: 1\na: 2\n", "yaml-too-complex", 2),
        ("a: " + "[" * 60 + "]" * 60, "yaml-too-complex", 1),
        ("a: !!python/object:os.system x\n", "yaml-syntax", 1),
        ("a: 2026-13-45\n", "yaml-syntax", 1),
        ("a: \x01\n", "yaml-syntax", 1),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, code: str, line: int) -> None:
    document, found = _parse(text)
    assert document is None and found == [(code, line)]


def test_an_unknown_key_names_the_nearest_right_one() -> None:
    document, _ = _parse("titel: x\n")
    assert document is not None
    (problem,) = document.unknown_keys(["title", "summary"])
    assert problem.place.line == 1 and "written here: title. Correct" in problem.advice("en")


def test_front_matter_is_split_and_the_body_knows_its_first_line() -> None:
    assert yamls.split_front_matter("---\na: 1\n---\nText") == ("a: 1", "Text", 4)
    assert yamls.split_front_matter("\ufeff---\r\na: 1\r\n---\r\nText") == ("a: 1", "Text", 4)
    assert yamls.split_front_matter("Text\n---\nmore") == ("", "Text\n---\nmore", 1)


@given(st.text(max_size=200))
def test_no_text_gives_a_traceback(text: str) -> None:
    _parse(text)
