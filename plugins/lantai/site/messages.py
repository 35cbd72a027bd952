"""The texts of the interface, by language and key: ``theme/messages/<language>/<subject>.yaml``.

A key is ``subject.name`` (``search.placeholder``). Texts are ``str.format`` templates. A number
passed as ``n`` may choose a form: ``{one: "{n} record", other: "{n} records"}``; ``counting`` tells
how within a text.
The texts of a derived language follow from those of another (``languages.DERIVED``), but for what its own
folder says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lantai import counting
from lantai.problems import Problem, Problems
from lantai.site import problems as kinds
from lantai.site import yamls
from lantai.site.languages import DERIVED
from lantai.site.traditional import traditional

Messages = Mapping[str, Any]


def load(folder: Path, languages: tuple[str, ...], problems: Problems) -> dict[str, Messages]:
    """Read the messages of each language. Keys that only some languages have are problems."""
    found: dict[str, Messages] = {}
    for language in dict.fromkeys((*languages, *(DERIVED[each] for each in languages if each in DERIVED))):
        texts: dict[str, Any] = {}
        found[language] = texts
        for path in sorted((folder / language).glob("*.yaml")):
            data, found_wrong = _parsed(path.read_text(encoding="utf-8-sig"), f"theme/messages/{language}/{path.name}")
            problems.extend(found_wrong)
            texts.update({f"{path.stem}.{key}": value for key, value in data.items()})
    for language, source in DERIVED.items():
        if language in found:
            found[language] = Derived(found[source], found[language])
    for language, known in found.items():
        for key in sorted(set().union(*found.values()) - set(known)):
            problems.add(kinds.MESSAGE_MISSING.at(f"theme/messages/{language}", language=language, key=key))
    return found


class Derived(Mapping[str, Any]):
    """The texts of a language made from those of another: each when it is asked for, since few sites ask."""

    def __init__(self, source: Messages, own: Messages) -> None:
        self._source, self._own = source, own

    def __getitem__(self, key: str) -> Any:
        if key in self._own:
            return self._own[key]
        text = self._source[key]
        if isinstance(text, Mapping):
            return {form: traditional(str(each)) for form, each in text.items()}
        return traditional(str(text))

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._source, *self._own)))

    def __len__(self) -> int:
        return len(set(self._source) | set(self._own))


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
        return counting.filled(str(text), **values) if values else str(text)

    return t
