"""What a person typed, as terms: the query language of the search page (``query.js``), for the search of staff.

Both are held together by the queries in ``tests/unit/search/test_visitors.py``, which each of them must answer alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lantai import text
from lantai.search.synonyms import Synonyms, alternatives

LONGEST_QUERY = 200
"""Characters that are read of a query."""
MOST_TERMS = 12
FIELD_NAMES = {
    "title": ("title", "题名", "标题"),
    "creators": ("creator", "creators", "责任者"),
    "doc_no": ("no", "文号"),
    "subjects": ("subject", "主题", "主题词"),
    "places": ("place", "地名"),
    "": ("档号", "年份", "全宗"),
}
"""Fields by what may be written before a colon, folded; of what is found by its own form, none."""
_FIELD_OF = {name: field for field, names in FIELD_NAMES.items() for name in names}

_QUOTES = '"“”＂「」『』'
_NAME = r"[^\W\d_]+"
_TOKENS = re.compile(rf"([-－]?)(?:({_NAME})[:：])?(?:[{_QUOTES}]([^{_QUOTES}]*)(?:[{_QUOTES}]|$)|([^\s{_QUOTES}]+))")
_BEGUN = re.compile(rf"[-－–—+]|({_NAME})[:：]")
_SPREAD = re.compile(r"(\d年?) +([-—～~至到]) +(?=\d)")
_LAST_SIGNS = re.compile(r"[་།*?]+$")
_YEAR_RANGE = re.compile(r"(\d{4})年?(?:-|\.\.+|至|到)(\d{4})年?")
_SAME_ERA = re.compile(r"^(\D\D)(.+[-至到])(?=.+年$)")
_DATE = re.compile(r"(\d{4}|\d{3}(?=年))(?:[-./,年](.*?)(?:[-./,月](.*?)[日号]?)?)?", re.ASCII)
"""Its numerals may be any."""
_DIGITS = re.compile(r"^(\d{4})(\d\d)(\d\d)$", re.ASCII)
"""Of a day."""
_DECADE = re.compile(r"^(\d{3})0(?:s|年代)$")
_OF_CENTURY = re.compile(r"^(?:(.+)世纪|(?!0))([二三四五六七八九]?十|\d0)年代$")
"""The twentieth, if none is named."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a query.

    ``written`` are the folded texts of which one must stand in a record, ``field`` where (None: anywhere), ``date``
    the digits of the year, month or day that it is (see ``dated``), ``code`` the parts of a reference code with which
    that of the record may begin instead.
    """

    written: tuple[str, ...]
    exclude: bool = False
    field: str | None = None
    date: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all be met, and the first and last year between which dates must lie, if any are named."""

    terms: tuple[Term, ...]
    years: tuple[int, int] | None = None


def parse(typed: str, synonyms: Synonyms = ()) -> Query:
    """Return what was typed; what makes no sense is looked for as it is written."""
    terms: list[Term] = []
    years = None
    for raw, exclude, field, phrase in _tokens(typed):
        folded = _LAST_SIGNS.sub("", text.fold(raw))
        span = None if phrase or exclude or field else _years(folded)
        if span:
            years = span
        elif folded and len(terms) < MOST_TERMS:
            terms.append(_term(folded, raw, exclude, field, phrase, synonyms))
    return Query(tuple(terms), years)


def _tokens(typed: str) -> Iterator[tuple[str, bool, str | None, bool]]:
    """Yield what each term says, whether it excludes, in which field, whether it stands in quotation marks."""
    for match in _TOKENS.finditer(_SPREAD.sub(r"\1\2", typed[:LONGEST_QUERY])):
        minus, name, phrase, word = match.groups()
        begun = _BEGUN.fullmatch(word or "")  # and not typed to its end
        if begun and (not begun[1] or text.fold(begun[1]) in _FIELD_OF):
            continue
        field = _FIELD_OF.get(text.fold(name)) if name else None
        raw = (f"{name}:" if name and field is None else "") + (word if phrase is None else phrase)
        yield raw, bool(minus), field or None, phrase is not None


def _term(folded: str, raw: str, exclude: bool, field: str | None, phrase: bool, synonyms: Synonyms) -> Term:
    written = alternatives(synonyms, folded)
    if not phrase:
        written.append(bare(folded))
    date, in_titles = next(filter(None, map(date_of, written)), ("", ""))
    if in_titles:
        written.append(in_titles)
    both = tuple(dict.fromkeys(form for one in written for form in (one, text.with_years(one))))
    code = "" if field or phrase else text.code_parts(raw)
    return Term(both, exclude, field, "" if field else date, code if _may_be_code(code) else "")


def bare(folded: str) -> str:
    """Return a term without the signs around it: 《防汛》, 防汛。; one of nothing but signs as it is."""
    meant = [i for i, sign in enumerate(folded) if not _is_sign(sign)]
    return folded[meant[0] : meant[-1] + 1] if meant else folded


def _is_sign(character: str) -> bool:
    category = unicodedata.category(character)
    return category.startswith("P") or category == "So"


def date_of(folded: str) -> tuple[str, str] | None:
    """Return the digits of a year, month or day, and a month or day as titles write it: 195403, 1954年3月."""
    found = _DATE.fullmatch(text.with_years(_DIGITS.sub(r"\1-\2-\3", folded)))
    in_titles = found and text.date_text(*found.groups())
    if not found or not in_titles:
        return None
    year, month, _ = found.groups()
    if month and int(year) < 1912 and not folded[0].isdecimal():
        return None  # months of reigns are those of the moon
    numbers = re.findall(r"\d+", in_titles)
    return numbers[0].zfill(4) + "".join(each.zfill(2) for each in numbers[1:]), in_titles if month else ""


def _may_be_code(parts: str) -> bool:
    """Whether parts may begin a reference code: with Chinese in it only if they are three or more (J001-永久-12)."""
    if not re.search(r"\d", parts) or not re.search(r"^0|[^\W\d_]|-", parts):
        return False
    return not any(map(text.is_han, parts)) or re.match(r"[a-z0-9]+-.+-", parts) is not None


def _years(folded: str) -> tuple[int, int] | None:
    """Return the first and the last year of a range or a decade."""
    named = _OF_CENTURY.fullmatch(folded)
    decade = f"{(text.numeral(named[1] or '20') - 1) * 100 + text.numeral(named[2])}年代" if named else folded
    for written in (_DECADE.sub(r"\g<1>0-\g<1>9", decade), _SAME_ERA.sub(r"\1\2\1", folded)):
        span = _YEAR_RANGE.fullmatch(text.with_years(written))
        if span and int(span[1]) <= int(span[2]):
            return int(span[1]), int(span[2])
    return None
