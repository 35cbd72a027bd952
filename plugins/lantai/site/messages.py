"""The texts of the interface, by language and key: ``theme/messages/<language>/<subject>.yaml``.

A key is ``subject.name`` (``search.placeholder``). Texts are ``str.format`` templates. A number
passed as ``n`` may choose a form: ``{one: "{n} record", other: "{n} records"}``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lantai.problems import Problem, Problems
from lantai.site import problems as kinds
from lantai.site import yamls

Messages = Mapping[str, Any]


def load(folder: Path, languages: tuple[str, ...], problems: Problems) -> dict[str, Messages]:
    """Read the messages of each language. Keys that only some languages have are problems."""
    found: dict[str, dict[str, Any]] = {}
    for language in languages:
        texts = found.setdefault(language, {})
        for path in sorted((folder / language).glob("*.yaml")):
            data, found_wrong = _parsed(path.read_text(encoding="utf-8-sig"), f"theme/messages/{language}/{path.name}")
            problems.extend(found_wrong)
            texts.update({f"{path.stem}.{key}": value for key, value in data.items()})
    for language, texts in found.items():
        for key in sorted(set().union(*found.values()) - set(texts)):
            problems.add(kinds.MESSAGE_MISSING.at(f"theme/messages/{language}", language=language, key=key))
    return found


@cache
def _parsed(text: str, shown_as: str) -> tuple[Mapping[str, Any], tuple[Problem, ...]]:
    """Return what a file says and what is wrong with it; parsed once in a process, however often it is asked for."""
    problems = Problems()
    document = yamls.parse(text, shown_as, problems)
    return (document.data if document is not None else {}), tuple(problems)


def translator(messages: Messages) -> Callable[..., str]:
    """Return ``t(key, **values)`` for one language. An unknown key raises KeyError at build time."""

    def t(key: str, **values: Any) -> str:
        text = messages[key]
        if isinstance(text, Mapping):
            text = text["one"] if values.get("n") == 1 and "one" in text else text["other"]
        return str(text).format(**values) if values else str(text)

    return t
