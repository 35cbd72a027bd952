"""The texts of the interface, by language and key: ``theme/messages/<language>/<subject>.yaml``.

A key is ``subject.name`` (``search.placeholder``). Texts are ``str.format`` templates. A number
passed as ``n`` may choose a form: ``{one: "{n} record", other: "{n} records"}``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lantai.problems import Problems
from lantai.site import problems as kinds
from lantai.site import yamls

Messages = Mapping[str, Any]


def load(folder: Path, languages: tuple[str, ...], problems: Problems) -> dict[str, Messages]:
    """Read the messages of each language. Keys that only some languages have are problems."""
    found: dict[str, dict[str, Any]] = {}
    for language in languages:
        texts = found.setdefault(language, {})
        for path in sorted((folder / language).glob("*.yaml")):
            document = yamls.load(path, f"theme/messages/{language}/{path.name}", problems)
            if document is not None:
                texts.update({f"{path.stem}.{key}": value for key, value in document.data.items()})
    for language, texts in found.items():
        for key in sorted(set().union(*found.values()) - set(texts)):
            problems.add(kinds.MESSAGE_MISSING.at(f"theme/messages/{language}", language=language, key=key))
    return found


def translator(messages: Messages) -> Callable[..., str]:
    """Return ``t(key, **values)`` for one language. An unknown key raises KeyError at build time."""

    def t(key: str, **values: Any) -> str:
        text = messages[key]
        if isinstance(text, Mapping):
            text = text["one"] if values.get("n") == 1 and "one" in text else text["other"]
        return str(text).format(**values) if values else str(text)

    return t
