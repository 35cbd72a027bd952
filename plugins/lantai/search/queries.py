"""What a person typed, as terms: the query language of the search page (``query.js``), for the search of staff.

Both are held together by the queries in ``tests/unit/search/test_visitors.py``, which each of them must answer alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lantai import text
from lantai.search.synonyms import Synonyms, alternatives

LONGEST_QUERY = 200
"""Characters that are read of a query."""
MOST_TERMS = 12
FIELD_NAMES = {
    "title": ("title", "题名", "標題", "标题"),
    "creators": ("creator", "creators", "责任者", "責任者"),
    "doc_no": ("no", "文号", "文號"),
    "subjects": ("subject", "主题", "主題", "主题词"),
    "places": ("place", "地名"),
    "": ("档号", "檔號", "年份", "全宗"),
}
"""Fields by what may be written before a colon; of what is found by its own form, none."""
_FIELD_OF = {name: field for field, names in FIELD_NAMES.items() for name in names}

_QUOTES = '"“”＂「」『』'
_NAME = r"[^\W\d_]+"
_TOKENS = re.compile(rf"([-－]?)(?:({_NAME})[:：])?(?:[{_QUOTES}]([^{_QUOTES}]*)(?:[{_QUOTES}]|$)|([^\s{_QUOTES}]+))")
_BEGUN = re.compile(rf"[-－]|({_NAME})[:：]")
_SPREAD = re.compile(r"(\d年?) +([-—～~至到]) +(?=\d)")
_LAST_SIGNS = re.compile(r"[་།*?]+$")
_YEAR = re.compile(r"(\d{3,4})年|(\d{4})")
_YEAR_RANGE = re.compile(r"(\d{4})年?(?:-|\.\.+|至|到)(\d{4})年?")
_SAME_ERA = re.compile(r"^(\D\D)(.+[-至到])(?=.+年$)")
_DATE = re.compile(r"(\d{4})[-./,年]0?(\d+)(?:[-./,月]0?(\d+)日?|月)?")
_DECADE = re.compile(r"^(\d{3})0(?:s|年代)$")
_OF_CENTURY = re.compile(r"^(?:(.+)世纪|(?!0))([二三四五六七八九]?十|\d0)年代$")
"""The twentieth, if none is named."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a query.

    ``written`` are the folded texts of which one must stand in a record, ``field`` where (None: anywhere), ``year``
    is what it is as a year, ``code`` the parts of a reference code with which that of the record may begin instead.
    """

    written: tuple[str, ...]
    exclude: bool = False
    field: str | None = None
    year: int | None = None
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
        if begun and (not begun[1] or begun[1].lower() in _FIELD_OF):
            continue
        field = _FIELD_OF.get(name.lower()) if name else None
        raw = (f"{name}:" if name and field is None else "") + (word if phrase is None else phrase)
        yield raw, bool(minus), field or None, phrase is not None


def _term(folded: str, raw: str, exclude: bool, field: str | None, phrase: bool, synonyms: Synonyms) -> Term:
    written = alternatives(synonyms, folded)
    date = _DATE.fullmatch(folded)
    if date and int(date[2]) <= 12:
        written.append(f"{date[1]}年{date[2]}月" + (f"{date[3]}日" if date[3] else ""))
    both = tuple(dict.fromkeys(form for one in written for form in (one, text.with_years(one))))
    years = [] if field else [year[1] or year[2] for year in map(_YEAR.fullmatch, both) if year]
    code = "" if field or phrase else text.code_parts(raw)
    return Term(both, exclude, field, int(years[0]) if years else None, code if _may_be_code(code) else "")


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
