"""Secrecy markings (密级标志) in any text: 机密★10年, 【秘密】, a star, a class alone in its cell."""

from __future__ import annotations

import polars as pl

_STAR = "[★☆⭐✩✪✭✮✯✰⚝]"
_CLASS = r"(?:绝\s*密|絕\s*密|机\s*密|機\s*密|秘\s*密|祕\s*密)"
_TERM = r"(?:\d+\s*(?:年|个月|個月|月|日|天)|[一二三四五六七八九十]+\s*年|长\s*期|長\s*期)"
_MARKING_NEEDS = "密㊙内內★☆⭐✩✪✭✮✯✰⚝"
_MARKING = (
    "(?m)"
    rf"{_STAR}"
    rf"|(?:{_CLASS}|内\s*部|內\s*部)[\s:]*{_TERM}"
    rf"|[\(\[【〔〖《<「{{]\s*{_CLASS}\s*[\)\]】〕〗》>」}}]"
    rf"|^\s*{_CLASS}(?:级|級|件)?\s*(?:$|[:;,、\-—\s])"
    rf"|[:;,、—\s]{_CLASS}(?:级|級|件)?\s*$"
)
"""A secrecy marking: a star, a class with its term, in brackets, or alone at the beginning or end of a field.
The bare word inside a text (秘密结社) is a trigger word, not a marking."""

_INVISIBLE = r"[\u00ad\u200b-\u200f\u2060\ufeff]"


def marked(texts: pl.Series) -> pl.Series:
    """Return the indices of the texts in which a marking stands.

    The pattern is tried only where one of the characters stands without which it cannot match.
    """
    possible = texts.str.contains_any(list(_MARKING_NEEDS)).fill_null(False).arg_true()
    some = texts.gather(possible).to_frame("text")
    text = pl.col("text")
    plain = text.str.normalize("NFKC").str.replace_all(_INVISIBLE, "")
    found = some.select(plain.str.contains(_MARKING) | text.str.contains("㊙", literal=True)).to_series()
    return possible.filter(found)
