"""What Markdown cannot be asked to read: where it looks for the end of what never ends, from every beginning anew.

Its time grows with the square of such a text, so some pages of brackets would keep a build busy for minutes. No one
writes them; a file that went wrong on its way, or ill will, does.
"""

from __future__ import annotations

import re

MOST_OPEN = 300
"""Brackets that may be open at a time in a paragraph."""
LONGEST_RUN = 100
"""Backticks in a row."""
MOST_NAMED = 1000
"""Abbreviations, footnotes and addresses of links that a text may explain."""

_PAIRS = (("[", "]"), ("(", ")"))
_RUN = re.compile(rf"(`){{{LONGEST_RUN},}}")
_NAMED = re.compile(r"\s{0,3}\*?\[[^\]]*\]:")


def exceeded(text: str) -> tuple[int, str] | None:
    """Return the line (from 0) at which a text goes beyond a limit, and the mark of which there is too much."""
    opened, named = dict.fromkeys("[(", 0), 0
    for number, line in enumerate(text.split("\n")):
        if not line.strip():
            opened = dict.fromkeys("[(", 0)
            continue
        if run := _RUN.search(line):
            return number, run[1]
        named += bool(_NAMED.match(line))
        if named > MOST_NAMED:
            return number, "[…]:"
        for begin, end in _PAIRS:
            opened[begin] = max(0, opened[begin] + line.count(begin) - line.count(end))
            if opened[begin] > MOST_OPEN:
                return number, begin
    return None
