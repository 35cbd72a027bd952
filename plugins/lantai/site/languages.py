"""Languages of a site, and texts that exist in several of them.

Languages are BCP 47 tags. The interface is complete in ``INTERFACE``; content may be in any
language. A text in YAML is a string (then it is in the site's first language) or a map
``{zh-Hans: …, en: …}``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

INTERFACE = ("zh-Hans", "zh-Hant", "en")
"""Languages with a complete interface in ``theme/messages/<language>/``."""

DERIVED = {"zh-Hant": "zh-Hans"}
"""Languages whose texts follow from those of another; their own folder has only what is said otherwise."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ug", "ur", "kk-Arab", "ky-Arab"})
VERTICAL = frozenset({"mnc", "mn-Mong", "sjo"})
"""Manchu, Mongolian in its own script, Sibe: columns from left to right."""


def is_blank(text: str) -> bool:
    """Return whether nobody would see anything of a text: it has only spaces, line breaks, invisible characters."""
    return all(unicodedata.category(character) in _UNSEEN for character in text)


_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text in one or more languages, the first being the original."""

    texts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, value: str | Mapping[str, str] | None, default_language: str) -> LocalText:
        """Return the text for a YAML value: nothing, a string, or a map by language."""
        texts = value.items() if isinstance(value, Mapping) else ((default_language, value),)
        said = ((str(lang), str(text).replace("\r\n", "\n")) for lang, text in texts if text is not None)
        return cls(tuple((lang, text) for lang, text in said if not is_blank(text)))

    def in_(self, language: str) -> str:
        """Return the text in ``language``, else the nearest to it, else an empty string."""
        return self.found(language)[1]

    def found(self, language: str) -> tuple[str, str]:
        """Return ``(language actually used, text)`` so that a page can set ``lang`` rightly."""
        for lang, text in self.texts:
            if lang == language:
                return lang, text
        if not self.texts:
            return language, ""
        near = nearest(language, [lang for lang, _ in self.texts])
        return next(found for found in self.texts if found[0] == near)

    def has(self, language: str) -> bool:
        return any(lang == language for lang, _ in self.texts)

    def __bool__(self) -> bool:
        return bool(self.texts)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.texts)

    def __str__(self) -> str:
        return self.texts[0][1] if self.texts else ""


def nearest(language: str, existing: Iterable[str]) -> str:
    """Return which of the ``existing`` languages stands in for ``language``: itself, its other script, the first."""
    found = tuple(existing)
    if language in found:
        return language
    own = language.partition("-")[0]
    return next((one for one in found if one.partition("-")[0] == own), found[0])


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a language tag."""
    return "rtl" if language in RIGHT_TO_LEFT or language.split("-")[0] in RIGHT_TO_LEFT else "ltr"
