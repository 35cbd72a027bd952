"""Where files begin, as the directory says it: ascending folded texts, each by what it has not in common with the last.

Nothing folded has a capital letter of ASCII. So one of them begins each key, and tells how many UTF-16 units of the
key before go away at its end: ``A`` none, ``B`` one, … ``Y`` 24, ``Z`` all. What follows is put there instead:
水, 水利, 水库 are ``A水A利B库``.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

_ALL = 25


def joined(keys: Iterable[str]) -> str:
    """Return the keys as one text."""
    found = []
    before = ""
    for key in keys:
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, key, strict=False)))
        gone = len(before[common:].encode("utf-16-le")) // 2
        found.append(chr(ord("A") + gone) + key[common:] if gone < _ALL else "Z" + key)
        before = key
    return "".join(found)


def separator(before: str, key: str) -> str:
    """Return the shortest beginning of ``key`` that comes after ``before``, which comes before ``key``."""
    return next(key[:length] for length in range(1, len(key) + 1) if key[:length] > before)
