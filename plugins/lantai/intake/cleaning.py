"""Texts without what programs leave in them: of cells of sheets, and of records from EAD and JSON."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from lantai.records.fields import BY_NAME, SEPARATOR

PROSE = (
    "scope",
    "admin_history",
    "custodial_history",
    "arrangement",
    "originals",
    "copies",
    "related",
    "rights",
    "notes",
)
"""Fields of several paragraphs."""

_SOFT_BREAKS = "[\x0b\x0c\x85\u2028\u2029]"
"""What word processors, web pages and mainframes write for a line break within a paragraph."""
_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_GONE = f"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_NO_CHARACTERS}"
"""Controls, also those of ISO 8859 that a wrong encoding leaves, and what Unicode says is no character.

No page may hold them, and XML not most of them.
"""
_CONTROLS = f"[{_GONE}\u200b\ufeff]"
LOST = f"[{_GONE}]"
"""Of these, what a person should hear of: the others are marks that programs put in."""
_UNTIDY = f"[{_GONE}\x09-\x0d\x85\u00a0\u200b\ufeff\u2028\u2029]|^[ \u3000]|[ \u3000]$|  |_x000D_"
NOTHING = r"NULL|\(NULL\)|<NULL>|null|\(null\)|<null>|\\N|None|nan|NaN|NaT|<NA>|N/A|n/a"
"""What databases (NULL, \\N), programs (None, nan) and people (N/A) write into a cell that holds nothing.

In just these letters: Null is a surname, and Nan a name.
"""
ERROR = r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)"
"""What a formula that failed leaves in the text of a cell."""
_EMPTY = rf"^\s*(?:{NOTHING}|{ERROR})\s*$"
ODD = _UNTIDY + rf"|^[=']|{_EMPTY}|NULL\||\|NULL"
"""Cells that may need cleaning: everything that ``clean`` changes matches."""
_PARTED = rf"^{SEPARATOR}|{SEPARATOR}$|{SEPARATOR}\s|\s{SEPARATOR}|{SEPARATOR}{SEPARATOR}"
"""Several values of which one is nothing, or has blanks at its ends."""
_BLANKS = " \t\r\n\x85\u3000\u00a0\ufeff\u200b"


def nothing(cells: pl.DataFrame, nulls: str) -> list[tuple[int, str]]:
    """Return the rows of the cells that hold one of these texts for nothing, with that text."""
    found = cells.filter(pl.col("cell").str.contains(rf"^\s*(?:{nulls})\s*$"))
    return [(row, text.strip()) for row, text in found.iter_rows()]


def clean(value: pl.Expr, prose: bool, many: bool, nulls: str) -> pl.Expr:
    """Return text without what programs leave in cells: line breaks, control characters, ``="0012"``, blanks.

    In ``prose`` a line break ends a paragraph, and stays; where there may be ``many`` values it ends one. ``nulls`` is
    the text that is nothing, as an expression; our own downloads have none and leave a cell empty.
    """
    value = value.str.replace_all("_x000D_", "", literal=True).str.replace_all(_CONTROLS, "")
    value = value.str.replace(r'^="(.*)"$', "${1}").str.replace(r"^'('*\s*[=+\-@＝＋－＠])", "${1}")
    value = _tidy(value, prose, many)
    if not nulls:
        return pl.when(value != "").then(value)
    among = value.str.contains(r"^NULL\||\|NULL(\||$)")  # as AtoM keeps a place among several values
    rest = value
    for _ in range(2):  # neighbours share the bar between them
        rest = rest.str.replace_all(r"(^|\|)NULL(\||$)", "${1}${2}")
    value = pl.when(among).then(rest.str.strip_chars("|")).otherwise(value)
    return pl.when((value != "") & ~value.str.contains(rf"^(?:{nulls})$")).then(value)


def tidied(frame: pl.DataFrame, fields: Iterable[str]) -> pl.DataFrame:
    """Return records with these fields as those of sheets are: without control characters, blanks at their ends, and
    line breaks that end no paragraph.
    """
    for name in fields:
        many = name in BY_NAME and BY_NAME[name].many
        untidy = f"{_UNTIDY}|{_PARTED}" if many else _UNTIDY
        odd = frame.select(pl.col(name).str.contains(untidy).fill_null(False)).to_series().arg_true()
        if len(odd):
            tidy = frame[odd].select(_tidy(pl.col(name), name in PROSE, many)).to_series()
            frame = frame.with_columns(frame[name].scatter(odd, tidy.replace("", None)))
    return frame


def _tidy(value: pl.Expr, prose: bool, many: bool) -> pl.Expr:
    value = value.str.replace_all("_x000D_", "", literal=True)
    value = value.str.replace_all(_SOFT_BREAKS, "\n").str.replace_all(_CONTROLS, "")
    if prose:
        value = value.str.replace_all(r"[ \t\u00a0\u3000]*(\r\n|\r|\n)\s*", "\n").str.strip_chars(_BLANKS)
    else:
        if many:
            value = value.str.strip_chars(_BLANKS).str.replace_all(r"\s*[\r\n]+\s*", SEPARATOR)
            value = value.str.replace_all(rf"\s*{SEPARATOR}[\s{SEPARATOR}]*", SEPARATOR).str.strip_chars(SEPARATOR)
        value = value.str.replace_all(r"([\x21-\x7e])\s*[\r\n]+\s*([\x21-\x7e])", "${1} ${2}")
        value = value.str.replace_all(r"\s*[\r\n]+\s*", "").str.strip_chars(_BLANKS)
    # As a page shows them, and as XML holds them.
    return value.str.replace_all(r"[ \t]{2,}|\t", " ")


def parted(value: pl.Expr, marks: str) -> pl.Expr:
    escaped = "".join("\\" + mark if mark in r"\]^-|[" else mark for mark in marks)
    if "，" in marks and "," not in marks:
        # A comma between Chinese characters separates, as ， does; in “Smith, John” it does not.
        for _ in range(2):  # 甲,乙,丙 share a character with the pair before them
            value = value.str.replace_all(r"(\p{Han}\s*),(\s*\p{Han})", "${1}，${2}")
    between = rf"\s*[{escaped}{SEPARATOR}][\s{escaped}{SEPARATOR}]*"
    joined = value.str.replace_all(between, SEPARATOR).str.strip_chars(SEPARATOR)
    return pl.when(joined != "").then(joined)
