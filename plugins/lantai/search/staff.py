"""Staff search: one scan over tables on disk, with the folding and operators of the public search.

Folding a million titles takes seconds, so the query is unfolded instead: each of its characters becomes the class of
all characters that fold to it, and the table is searched as it stands. Where that class would be too wide (Latin
letters with accents, years in words) it lets too much through, and what it let through is folded and looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from itertools import product

import polars as pl

from lantai import text
from lantai.search import dated, queries
from lantai.search.streams import FIELDS, year_hint
from lantai.search.synonyms import Synonyms

_GAP = r"[\p{M}\p{Cf}\p{Zs}\t]*"
"""What may stand between two characters and means nothing."""
_SEVERAL = (
    "[\u00bc-\u00be\u00c6\u00de\u00df\u00e6\u00fe\u0152\u0153\u01e2\u01e3\u01fc\u01fd\u0132\u0133\u01c4-\u01cc\u01f1-\u01f3"
    "\u2025\u2026\u2100-\u218b\u2474-\u24b5\u3200-\u33ff\ufb00-\ufb4f]"
)
"""Characters that fold to several (㎏, …, ﬁ): rows with them are always looked at."""
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)年?")
_OF_DATE = re.compile(r"[年月][0-9]|[0-9][月日]")
"""Parts of a date in digits, which may stand in words or with other signs between: such rows are looked at."""
_NUMERAL = "元〇一二三四五六七八九十廿卅"
_NO_LETTERS = "\u2010-\u2025\u2027\u3000-\u303f（），．：；！？"
"""Punctuation of Chinese texts, which folds to no letter and no digit."""
_COMPATIBLE = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
"""Radicals and compatibility ideographs, which fold to common characters."""


def find(
    table: pl.LazyFrame,
    query: str,
    limit: int | None = None,
    shown: Sequence[str] = (),
    synonyms: Synonyms = (),
) -> tuple[pl.DataFrame, int]:
    """Return the first ``limit`` rows that meet ``query``, in archival order, and how many there are.

    Of the rows only the columns ``shown`` are returned, which is faster; all of them if none is named.

    A row must contain every term, or one of its ``synonyms``, and none of those with ``-``;
    ``queries`` tells what may be written.
    """
    names = table.collect_schema().names()
    columns = [name for name in FIELDS if name in names]
    everything = pl.concat_str([pl.col(name) for name in columns], separator="\n", ignore_nulls=True).alias("text")
    asked = queries.parse(query, synonyms)
    fields = {term.field for term in asked.terms if term.field in columns}
    also = [name for name in names if name in ("ref_code", *dated.READ, *fields, *shown)]
    frame = table.select(everything, *also).collect()
    keep = _dated(frame, *asked.years) if asked.years else pl.repeat(True, frame.height, eager=True)
    for term in asked.terms:
        here = _matching(frame, term)
        keep = keep & (~here if term.exclude else here)
    numbers = keep.arg_true()
    chosen = numbers if limit is None else numbers.head(limit)
    if shown:
        return frame.select(name for name in also if name in shown)[chosen], len(numbers)
    rows = table.with_row_index("_row").filter(pl.col("_row").is_in(chosen.implode())).drop("_row").collect()
    return rows, len(numbers)


def _dated(frame: pl.DataFrame, first: int, last: int) -> pl.Series:
    if "year_start" not in frame.columns:
        return pl.repeat(False, frame.height, eager=True)
    begin = frame["year_start"]
    end = frame["year_end"].fill_null(begin) if "year_end" in frame.columns else begin
    return ((begin <= last) & (end >= first)).fill_null(False)


def _matching(frame: pl.DataFrame, term: queries.Term) -> pl.Series:
    found = pl.repeat(False, frame.height, eager=True)
    column = term.field or "text"
    if column not in frame.columns:
        return found
    for wanted in term.written:
        found = found | _containing(frame[column], wanted)
    if term.code and "ref_code" in frame.columns:
        begins = r"^[\W_]*" + r"[\W_]*".join(map(_class, term.code.replace("-", "")))
        codes = frame["ref_code"]
        found = found | _looked_at(codes, codes.str.contains(begins), lambda code: _begins(code, term.code))
    return found | dated.dated(frame, term.date) if term.date else found


def _begins(code: str, asked: str) -> bool:
    """Whether a code begins with the parts asked for; where one has no punctuation any division fits."""
    parts, plain = text.code_parts(code), asked.replace("-", "")
    if asked == plain:
        return parts.replace("-", "").startswith(plain)
    return parts.startswith(asked) or ("-" not in parts and parts.startswith(plain))


def _containing(texts: pl.Series, wanted: str) -> pl.Series:
    possible = texts.str.contains(_pattern(wanted)).fill_null(False)
    if all(text.is_han(character) for character in wanted) and text.with_years(wanted) == wanted:
        return possible
    return _looked_at(texts, possible, lambda value: any(wanted in part for part in _both(value)))


def _looked_at(texts: pl.Series, possible: pl.Series, test: Callable[[str], bool]) -> pl.Series:
    rows = possible.fill_null(False).arg_true()
    good = [row for row, value in zip(rows, texts.gather(rows), strict=True) if test(value)]
    return pl.repeat(False, len(texts), eager=True, dtype=pl.Boolean).scatter(good, True)


def _both(value: str) -> list[str]:
    lines = [text.fold(line) for line in value.split("\n")]
    return [*lines, *map(text.with_years, lines)]


def _pattern(wanted: str) -> str:
    """Return what finds every text that contains ``wanted`` once folded, and perhaps some others."""
    parts, done = [], 0
    for year in _YEAR.finditer(wanted):
        parts += map(_class, wanted[done : year.start()])
        parts.append(_year(year.group()))
        done = year.end()
    parts += map(_class, wanted[done:])
    pattern = _GAP.join(parts)
    if _OF_DATE.search(wanted):
        pattern = f"{pattern}|{year_hint()}"
    return pattern if all(text.is_han(character) for character in wanted) else f"{pattern}|{_SEVERAL}"


def _year(written: str) -> str:
    """A year in digits may stand in words (一九五四), or as a year of a reign."""
    number = int(written[:4])
    eras = [
        "".join(map(_class, name)) + f"(?:{'|'.join(_numerals()[number - first + 1])})年"
        for name, (first, length) in text.eras().items()
        if 1 <= number - first + 1 <= length
    ]
    digits = _GAP.join(map(_class, written[:4]))
    words = "".join(_class("〇一二三四五六七八九"[int(digit)]) for digit in written[:4])
    plain = f"(?:{digits}|{words})" + (_class("年") if len(written) > 4 else "")
    return f"(?:{'|'.join([plain, *eras])})"


@cache
def _numerals() -> dict[int, list[str]]:
    """Return the patterns of all numerals of years of a reign, by their number: 26, 二十六, 廿六, 二六."""
    found = defaultdict(list)
    for length in range(1, 4):
        for signs in product(_NUMERAL, repeat=length):
            if number := text.numeral("".join(signs)):
                found[number].append("".join(map(_class, signs)))
    for number in range(1, 100):
        found[number] += ["".join(map(_class, digits)) for digits in (str(number), f"{number:02}")]
    return found


def _class(character: str) -> str:
    if text.is_han(character):
        members = sorted(_unfolded().get(character, set()) | {character})
        return "[" + "".join(map(re.escape, members)) + "]"
    if character == " ":
        return r"\s"
    if character.isascii() and character.isalnum():
        return rf"(?:(?i:{character})|[^\x00-\x7f\p{{Han}}{_NO_LETTERS}])"
    return "."


@cache
def _unfolded() -> dict[str, set[str]]:
    """Return all characters that fold to each Chinese character."""
    found: dict[str, set[str]] = defaultdict(set)
    compatible = (chr(code) for first, last in _COMPATIBLE for code in range(first, last + 1))
    for character in (*text.variants(), *compatible, *"零○◯〇"):
        folded = text.fold(character)
        if len(folded) == 1:
            found[folded].add(character)
    return found
