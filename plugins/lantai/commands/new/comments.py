"""Comments of the files that ``new`` writes: they speak to staff, whatever language the site is in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lantai.site import traditional

_LINE = re.compile(r"^(?P<text>(?:[^#\n]|(?<=\S)#)*)(?P<comment>#\s.*)$", re.MULTILINE)
_KEY = re.compile(r"\s*(?:- )?\{?([\w-]+):")


def in_words_of(files: Mapping[str, str], spoken: Mapping[str, str]) -> dict[str, str]:
    """Return ``files`` with the comments of their YAML taken from ``spoken``, the same files in another language.

    A comment beside a key answers to the one beside the same key, a line of comment to that of the same number.
    """
    return {
        name: _translated(text, _comments(spoken[name])) if name.endswith(".yaml") else text
        for name, text in files.items()
    }


_AS_THEY_ARE = re.compile(
    r"\s*(?:stages|subjects|competences|[^:]+: (?:ref_code|fonds|title|creators|date_text|open_status)$)"
)
"""Lines whose Chinese is a value that the program knows, or a header of an export."""


def in_characters_of(files: Mapping[str, str], language: str) -> dict[str, str]:
    """Return ``files``, which are written in simplified characters if they are Chinese, in those of ``language``."""

    def line(text: str) -> str:
        return text if _AS_THEY_ARE.match(text) else traditional.written(text, language)

    return {name: "\n".join(map(line, text.split("\n"))) for name, text in files.items()}


def _translated(text: str, said: Mapping[str, str]) -> str:
    names = _Names()

    def put(match: re.Match[str]) -> str:
        return match["text"] + said.get(names.of(match), match["comment"])

    return _LINE.sub(put, text)


def _comments(text: str) -> dict[str, str]:
    names = _Names()
    return {names.of(match): match["comment"] for match in _LINE.finditer(text)}


class _Names:
    """Names the comments of one text, in their order."""

    def __init__(self) -> None:
        self.lines = 0

    def of(self, match: re.Match[str]) -> str:
        if key := _KEY.match(match["text"]):
            return key[1]
        self.lines += 1
        return str(self.lines)
