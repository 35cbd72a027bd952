"""Codes that an export has only in parts: which columns they are made of, and which of these repeat the row above.

Documents filed by piece (DA/T 22) are numbered within a year, a retention period and an office or subject:
``全宗号-年度-保管期限-机构（问题）-件号``; without these the same number would come again every year. Documents in
files are often listed by the whole code of the file and a number in it: ``案卷档号-顺序号``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from lantai.intake import code_problems as code_kinds
from lantai.intake.headers import Header, loosely
from lantai.intake.tables import Grid, Reporter
from lantai.problems import Place
from lantai.records.mapping import Mapping as ColumnMapping
from lantai.records.refcodes import PART_FIELDS, SEPARATORS, placeholders, template_parts, widths

ROW, SHEET = "row", "sheet"
"""Parts of a composed code that stand for the number of the row, and for the name of its sheet, or else of its file."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How codes are composed: ``{fonds}-{series}-{file}-{item}``, or a template that names columns.

    A code by a pattern may end after any part, as those of files do in a list of files and documents; by a template it
    has all of them (``is_whole``).
    """

    text: str
    literals: list[str]
    names: list[str]
    is_whole: bool

    @classmethod
    def of(cls, mapping: ColumnMapping) -> Recipe:
        text = mapping.template or (mapping.patterns.get("") or ("{fonds}-{series}-{file}-{item}",))[0]
        return cls(text, *(template_parts(text) if mapping.template else placeholders(text)), bool(mapping.template))

    def columns(self, name: str, header: Header) -> tuple[int, ...]:
        """Return the columns that hold a part."""
        return header.parts.get(name, ()) or header.fields.get(PART_FIELDS.get(name, name), ())

    def code(
        self, fields: Mapping[str, pl.Expr], columns: Mapping[str, pl.Expr], sheet: str
    ) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
        """Return the code; which part is blank in rows that have no code for it; which one the others end before.

        ``columns`` are the parts that are no field.
        """
        parts = {**fields, **{part: fields[name] for part, name in PART_FIELDS.items()}}
        parts |= {ROW: pl.col("row").cast(pl.String), SHEET: pl.lit(sheet)} | dict(columns)
        for name, width in widths(self.text).items():
            if name in parts:
                number = parts[name].str.contains(r"^[0-9]+$")
                parts[name] = pl.when(number).then(parts[name].str.zfill(width)).otherwise(parts[name])
        nothing = pl.lit(None, dtype=pl.String)
        code, missing, gap, some = pl.lit(self.literals[0]), nothing, nothing, pl.lit(False)
        for index, name in enumerate(self.names):
            part = parts.get(name, nothing)
            lead = self.literals[index] if index else ""
            complete = part.is_not_null() & gap.is_null()
            code = pl.when(complete).then(pl.concat_str(code, pl.lit(lead), part.fill_null(""))).otherwise(code)
            # The number of a row is always there, and so is its sheet: neither shows that a part before was forgotten.
            if name not in (ROW, SHEET) or name in columns:
                missing = pl.when(part.is_not_null()).then(pl.coalesce(missing, gap)).otherwise(missing)
                some = some | part.is_not_null()
            gap = pl.when(part.is_null()).then(pl.coalesce(gap, pl.lit(name))).otherwise(gap)
        if self.is_whole:
            code = pl.concat_str(code, pl.lit(self.literals[-1]))
            return pl.when(gap.is_null()).then(code), pl.when(some).then(gap), nothing
        first = parts.get(self.names[0], fields["fonds"])
        return pl.when(first.is_not_null() & missing.is_null()).then(code), missing, gap


def label(grid: Grid) -> str:
    """Return what ``SHEET`` stands for."""
    return grid.sheet or Path(grid.file).stem


def report_numbers(recipe: Recipe, grid: Grid, header: Header, report: Reporter) -> None:
    """Report parts of codes that are numbers in the sheet, whose zeros in front are shown and not there."""
    for part in recipe.names:
        columns = recipe.columns(part, header)
        numbers = [row for at in columns for row, what in grid.not_text.get(at, {}).items() if what == "number"]
        first = min((row for row in numbers if row >= header.data_row), default=0)
        if part not in widths(recipe.text) and first:
            name = header.names[columns[0]]
            report.once(code_kinds.PART_IS_NUMBER, Place(grid.file, grid.sheet, first, name), header=name, part=part)


# ---- what import proposes ----------------------------------------------------------------------

ABOVE = ("fonds", "series", "file_no")
"""Fields of the parts of a code that many items share, from the top."""

_OTHER_PARTS = {
    "kind": ("档案门类代码", "档案门类", "门类代码", "门类", "damldm", "mldm"),
    "year": ("年度", "归档年度", "年份", "nd", "gdnd"),
    "retention": ("保管期限", "bgqx"),
    "class": (
        "机构（问题）",
        "机构或问题",
        "机构问题",
        "问题",
        "机构",
        "处室",
        "科室",
        "问题代码",
        "机构代码",
        "jgwt",
        "jghwt",
    ),
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


def by_sheet(
    pattern: str, labels: Sequence[str], sheets: Sequence[Sequence[tuple[str, pl.Series]]], parts: Sequence[str]
) -> str:
    """Return the pattern with the name of the sheet in it if numbers begin again in each: 永久, 30年, 10年.

    ``parts`` are the columns of which codes are made; none if it is the row.
    """
    if len(labels) < 2 or len(set(labels)) < len(labels):
        return pattern
    codes = [_rows(dict(sheet), parts) for sheet in sheets]
    alone = sum(len(set(each)) for each in codes)
    if parts and (alone < sum(map(len, codes)) or len({code for each in codes for code in each}) == alone):
        return pattern
    head, last = pattern.rsplit("{", 1)
    return f"{head}{{{SHEET}}}-{{{last}"


def _rows(sheet: Mapping[str, pl.Series], parts: Sequence[str]) -> list[tuple[str, ...]]:
    *above, last = [sheet[name] for name in parts if name in sheet] or [pl.Series()]
    rows = zip(*(column.forward_fill() for column in above), last, strict=True)
    return [row for row in rows if row[-1] is not None]


_WHOLE_CODE = rf"^[A-Za-z0-9][^\s]*[{re.escape(SEPARATORS)}][^\s]*[0-9][^\s]*$"
"""Codes of files that name more than the file: J001-001-0012, not 12."""


def by_file(sheets: Sequence[Sequence[tuple[str, pl.Series]]], file: str, item: str, named: bool) -> str:
    """Return the template for a column of whole codes of files and one of numbers in them, ``""`` if they are none.

    Where the header does not say so (``named``) they are if files have several numbers, which differ, for half of the
    list at least: where codes of documents come twice by mistake, most do not.
    """
    pairs = [_pairs(dict(sheet), file, item) for sheet in sheets]
    both = pl.concat(pair for pair in pairs if pair is not None) if any(pair is not None for pair in pairs) else None
    if both is None or both["file"].str.contains(_WHOLE_CODE).sum() <= (0.5 if named else 0.9) * both.height:
        return ""
    shared = both.filter(pl.len().over("file") > 1)
    if not named and (both.is_duplicated().any() or 2 * shared.height < both.height):
        return ""
    signs = Counter(sign for code in both["file"].unique() for sign in re.findall(f"[{re.escape(SEPARATORS)}]", code))
    between = "-" if "-" in signs else max(sorted(signs), key=signs.__getitem__)
    return f"{{{file}}}{between}{{{item}}}"


def _pairs(sheet: Mapping[str, pl.Series], file: str, item: str) -> pl.DataFrame | None:
    if file not in sheet or item not in sheet:
        return None
    pairs = pl.DataFrame({"file": sheet[file].forward_fill(), "item": sheet[item]})
    return pairs.filter(pl.col("item").is_not_null() & pl.col("file").is_not_null())


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
