"""What forms state above their table: 案卷号：0345 over the list of what is in the file. It holds for the rows below.

A sheet may have many such forms below each other, or a workbook one on each sheet. What they state becomes a column at
the right of the table, called as it is there, wherever a mapping names such a column and the table has none. It takes
no part in telling records from notes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import polars as pl

from lantai.intake import code_problems as kinds
from lantai.intake import guards
from lantai.intake.aliases import field_of
from lantai.intake.headers import SEARCHED_ROWS, folded
from lantai.intake.tables import Grid, Reporter
from lantai.problems import Place
from lantai.records.mapping import Mapping as ColumnMapping
from lantai.records.refcodes import template_parts

WHOLE = "案卷档号"
"""What a whole code above a table is: that of the file, in which the records below it are."""
_NAMES = {
    "全宗号": "全宗号",
    "目录号": "目录号",
    "案卷号": "案卷号",
    "档号": WHOLE,
    "案卷档号": WHOLE,
    "案卷级档号": WHOLE,
}
_LABEL = r"(?:全\s*宗\s*号|目\s*录\s*号|案\s*卷\s*号|案\s*卷\s*级?\s*档\s*号|档\s*号)"
_VALUE = r"(?=[^\s：:，,；;]*[0-9])[^\s：:，,；;]+?"
_STATED = re.compile(rf"({_LABEL})\s*[：:]\s*(?:({_VALUE})(?=[\s，,；;]|$|{_LABEL}))?")
YEAR, PERIOD, OFFICE = "年度", "保管期限", "机构（问题）"
"""What forms for documents filed one by one state, instead of a file (归档文件目录, DA/T 22): parts of their codes."""
_WORDED = {
    YEAR: (r"年\s*度", r"(?:1[89]|20)[0-9]{2}(?=\s*(?:年度?)?(?:[\s，,；;]|$))"),
    PERIOD: (r"(?:保\s*管\s*)?期\s*限", r"永\s*久|长\s*期|短\s*期|(?:定期)?[0-9]{1,3}\s*年|[YC]|D[0-9]{1,2}"),
    OFFICE: (
        r"机\s*构(?:\s*[（(]?\s*或?\s*问\s*题\s*[)）]?)?|问\s*题",
        r"[\u4e00-\u9fffA-Za-z]{2,20}(?![\u4e00-\u9fff：:])",
    ),
}
"""What each is called, and how it reads."""
_WORDS = re.compile(
    "|".join(
        rf"(?P<n{at}>{label})\s*[：:]\s*(?P<v{at}>{value})?(?:\s*年?度)?"
        for at, (label, value) in enumerate(_WORDED.values())
    )
)
_SAYS = r"(?:号|年\s*度|期\s*限|机\s*构|问\s*题\s*[)）]?)\s*[：:]"
_ALONE = {name: re.compile(rf"(?:{value})(?:\s*年?度)?") for name, (_, value) in _WORDED.items()}
_ALONE |= dict.fromkeys(_NAMES.values(), re.compile(_VALUE))
_KNOWN, _NEAR, _CELLS = 3, 4, 6
"""A header has so many names that are known, stands at most so many rows below what is stated, and this in so many
cells."""


def for_mapping(grid: Grid, mapping: ColumnMapping, report: Reporter) -> Grid:
    """Return a grid with what is stated above its table, as far as a mapping names columns that it lacks."""
    wanted = {folded(header) for headers in mapping.columns.values() for header in headers}
    wanted |= {folded(header) for headers in mapping.parts.values() for header in headers}
    wanted |= {*template_parts(mapping.template)[1]} if mapping.template else set()
    found = _with(grid, wanted.intersection(_ALONE))
    if found.stated:
        at, said = _states(grid)[0]
        example = "、".join(f"{name}：{value}" for name, value in said.items() if name in wanted)
        report.add(kinds.STATED_ABOVE, Place(grid.file, grid.sheet, grid.frame["row"][at]), example=example)
    return found


def for_proposal(grids: Sequence[Grid]) -> list[Grid]:
    """Return grids with what is stated in them of files: what is stated of all of them may as well be a constant."""
    found = [_states(grid) for grid in grids]
    values: dict[str, set[str]] = {}
    for states in found:
        for _, said in states:
            for name, value in said.items():
                values.setdefault(name, set()).add(value)
    of_files = {"案卷号", WHOLE}.intersection(values)
    wanted = {name for name, said in values.items() if len(said) > 1 or of_files or YEAR in values}
    return [_with(grid, wanted) for grid in grids]


def _with(grid: Grid, wanted: Collection[str]) -> Grid:
    """Return a grid with a column for each name that is wanted and stated in it, and that no header of it has."""
    states = _states(grid) if wanted and not grid.continued and not grid.stated else []
    headers = dict(headers_of(grid)) if states else {}
    named = {folded(cell) for cells in headers.values() for cell in cells if cell}
    there = set(map(field_of, named)) - {""}
    names = [name for name in _ALONE if name in wanted and name not in named and field_of(name) not in there]
    names = [name for name in names if any(name in said for _, said in states)]
    if not names or "ref_code" in there or (names == [WHOLE] and "file_no" in there):
        return grid
    height, first = grid.frame.height, min(headers)
    columns = []
    for number, name in enumerate(names, grid.width):
        cells: list[str | None] = [None] * height
        for at, said in states:
            cells[at] = said.get(name, cells[at])
        filled = pl.Series(f"c{number}", cells, dtype=pl.String).forward_fill().to_list()
        columns.append(pl.Series(f"c{number}", [name if at in headers else each for at, each in enumerate(filled)]))
    within = {at for at, _ in states if at > first}
    frame = grid.frame.with_columns(columns)
    rows = pl.Series([at not in within for at in range(height)], dtype=pl.Boolean)
    return replace(grid, frame=frame.filter(rows), stated=len(names))


def _states(grid: Grid) -> list[tuple[int, dict[str, str]]]:
    """Return the rows above a header that state something, by their index, with what they state."""
    top = grid.frame.head(SEARCHED_ROWS)
    if not grid.width or not top.select(_may_state(grid)).to_series().any():
        return []
    headers = [at for at, _ in headers_of(grid)]
    rows = grid.frame.select(_may_state(grid).arg_true()).to_series().to_list()
    near = [at for at in rows if headers and (at < headers[0] or any(0 < head - at <= _NEAR for head in headers))]
    found = [(at, _said([cell for cell in grid.cells(at) if cell])) for at in near]
    return [(at, said) for at, said in found if said]


def _may_state(grid: Grid) -> pl.Expr:
    return pl.any_horizontal(pl.col(f"c{at}").str.contains(_SAYS) for at in range(grid.width)).fill_null(False)


def headers_of(grid: Grid) -> Iterable[tuple[int, list[str | None]]]:
    """Yield the rows that are headers, by their index: nothing else has several names of fields."""
    titles = r"^.{0,8}(题\s*名|标\s*题|名\s*称)\s*$"
    text = pl.any_horizontal(pl.col(f"c{at}").str.contains(titles) for at in range(grid.width))
    for at in grid.frame.select(text.fill_null(False).arg_true()).to_series():
        cells = grid.cells(at)
        if sum(1 for cell in cells if cell and field_of(folded(cell))) >= _KNOWN:
            yield at, cells


def _said(cells: Sequence[str]) -> dict[str, str]:
    """Return what a row states; nothing if there is more in it than that and a title without figures.

    What says that something is not open is told as that.
    """
    said: dict[str, str] = {}
    name = ""
    for cell in cells:
        if name and _ALONE[name].fullmatch(cell.strip()):
            said[name], name = _plain(name, cell), ""
            continue
        name = ""
        for _, called, value in sorted(_found(cell)):
            name = called
            if value:
                said[name], name = _plain(name, value), ""
        if re.search("[0-9]", _WORDS.sub("", _STATED.sub("", cell))):
            return {}
    closes = pl.Series([" ".join(cells)]).str.contains(f"{guards.CLOSED_HEADING}|{guards.SECRET_HEADING}")
    return said if len(cells) <= _CELLS and not closes[0] else {}


def _found(cell: str) -> Iterable[tuple[int, str, str]]:
    """Yield what a cell states: where, what it is called, and its value if it stands in the same cell."""
    for found in _STATED.finditer(cell):
        yield found.start(), _NAMES[re.sub(r"\s", "", found[1])], found[2] or ""
    for found in _WORDS.finditer(cell):
        at, name = next((at, name) for at, name in enumerate(_WORDED) if found[f"n{at}"])
        yield found.start(), name, found[f"v{at}"] or ""


def _plain(name: str, value: str) -> str:
    return re.sub(r"\s", "", value).removesuffix("度").removesuffix("年") if name == YEAR else value.strip()
