"""Chinese of our own in traditional characters, derived from the simplified: one definition of every text.

OpenCC's tables (s2tw: phrases, characters, the forms of Taiwan) convert; ``traditional.yaml`` has the words that
are said otherwise. It is for texts of the program only: what an archive wrote stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from opencc import OpenCC

from lantai.problems import Problems
from lantai.site import yamls

HANT = "zh-Hant"


@cache
def traditional(text: str) -> str:
    """Return a text in simplified characters as it is written in Taiwan. Fields such as ``{n}`` stay."""
    pattern, words = _words()
    # OpenCC comes back to a word of two scripts (只存在 → 隻存在), so what is between the words is converted alone.
    pieces = pattern.split(text)
    return "".join(words[piece] if piece in words else _converter().convert(piece) for piece in pieces if piece)


def written(text: str, language: str) -> str:
    """Return a Chinese text of the program in the characters of ``language``."""
    return traditional(text) if language == HANT else text


@cache
def _converter() -> OpenCC:
    return OpenCC("s2tw")


@cache
def _words() -> tuple[re.Pattern[str], Mapping[str, str]]:
    problems = Problems()
    path = Path(__file__).with_name("traditional.yaml")
    document = yamls.load(path, path.name, problems)
    problems.raise_errors()
    assert document is not None
    words = {str(plain): str(other) for plain, other in document.data.items()}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(f"({'|'.join(map(re.escape, longest_first))})"), words
