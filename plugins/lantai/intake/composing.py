"""Codes that an export has only in parts: which columns they are made of, and which of these repeat the row above.

Documents filed by piece (DA/T 22) are numbered within a year, a retention period and an office or subject:
``全宗号-年度-保管期限-机构（问题）-件号``; without these the same number would come again every year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from lantai.intake.headers import loosely

ABOVE = ("fonds", "series", "file_no")
"""Fields of the parts of a code that many items share, from the top."""

_OTHER_PARTS = {
    "kind": ("档案门类代码", "档案门类", "门类代码", "门类"),
    "year": ("年度", "归档年度", "年份", "nd"),
    "retention": ("保管期限", "bgqx"),
    "class": ("机构（问题）", "机构或问题", "机构问题", "问题", "机构", "处室", "科室", "问题代码", "机构代码"),
}
"""Parts between fonds and item, in their order in a code, and what exports call them."""
_NAMES = {part: tuple(map(loosely, names)) for part, names in _OTHER_PARTS.items()}


def pattern(fields: Mapping[str, str], whole: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return the pattern of codes made of these columns, and the headers of its parts that are no field.

    ``fields`` are the headers by field, ``whole`` those of all columns that are filled in every row.
    """
    between: dict[str, str] = {}
    if "file_no" not in fields:
        for part, names in _NAMES.items():
            header = next((each for name in names for each in whole if loosely(each.rpartition("/")[2]) == name), "")
            if header:
                between[part] = header
    names = [name for field, name in (("fonds", "fonds"), ("series", "series"), ("file_no", "file")) if field in fields]
    # A list of files, of which no item is described, has codes that end with the file.
    last = ("item",) if "item_no" in fields or "file_no" not in fields else ()
    text = "-".join(f"{{{name}}}" for name in (*names, *between, *last)).replace("{kind}-", "{kind}·")
    return text, {part: header for part, header in between.items() if part not in fields}


def filled_down(
    sheets: Sequence[Sequence[tuple[str, pl.Series]]], names: Sequence[str], below: Sequence[str]
) -> list[str]:
    """Return the columns among ``names`` that are filled only where their value changes.

    Such a column is filled at the top and has blanks in rows where a number ``below`` it (of the item) stands.
    """
    found = []
    for name in names:
        repeats = [_repeats(dict(sheet), name, [each for each in below if each != name]) for sheet in sheets]
        if any(repeats) and None not in repeats:
            found.append(name)
    return found


def _repeats(sheet: Mapping[str, pl.Series], name: str, below: Sequence[str]) -> bool | None:
    """Whether a sheet leaves out what repeats; None if its first row leaves it out too.

    A column that repeats its values where they are the same has a blank only where one was forgotten.
    """
    numbers = [sheet[each] for each in below if each in sheet]
    if name not in sheet or not numbers or not len(sheet[name]):
        return False
    blank = sheet[name].is_null() & numbers[0].is_not_null()
    again = int((sheet[name] == sheet[name].shift(1)).sum())
    return None if blank[0] else int(blank.sum()) > again
