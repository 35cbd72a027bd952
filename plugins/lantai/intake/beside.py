"""Lists that stand side by side in one sheet, as they are printed to save paper: each is a table of its own.

Only where there can be no doubt: the header is the same names over again, and nothing stands between the lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from lantai.intake import problems as kinds
from lantai.intake.aliases import field_of
from lantai.intake.headers import SEARCHED_ROWS, folded
from lantai.intake.tables import Grid, Reporter
from lantai.problems import Place

_NUMBERS = ("ref_code", "item_no", "file_no")
_KNOWN = 2

Lists = list[tuple[int, int]]
"""The first column of each list, and the one after its last."""


def apart(grid: Grid, report: Reporter) -> Iterator[Grid]:
    """Yield each of the lists in a sheet; the sheet itself if there is but one."""
    at, lists = (0, []) if grid.continued else _lists(grid)
    if len(lists) < 2:
        yield grid
        return
    report.add(kinds.LISTS_BESIDE, Place(grid.file, grid.sheet, grid.frame["row"][at]), count=len(lists))
    for number in range(len(lists)):
        yield _one(grid, at, lists, number)


def _lists(grid: Grid) -> tuple[int, Lists]:
    """Return the index of a header that is the same names over again, and where these stand."""
    for at in range(min(SEARCHED_ROWS, grid.frame.height)):
        names = [folded(cell) for cell in grid.cells(at)]
        lists = _repeated(names)
        if lists and _is_header(names[lists[0][0] : lists[0][1]]) and _nothing_between(grid, at, lists):
            return at, lists
    return 0, []


def _repeated(names: Sequence[str]) -> Lists:
    """Return where a row says the same over again, with or without empty cells between."""
    runs: Lists = []
    for at, name in enumerate(names):
        if name and runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        elif name:
            runs.append((at, at + 1))
    if len(runs) == 1:
        first, end = runs[0]
        half = first + (end - first) // 2
        runs = [(first, half), (half, end)]
    said = [list(names[first:end]) for first, end in runs]
    return runs if len(runs) > 1 and all(each == said[0] for each in said) else []


def _is_header(names: Sequence[str]) -> bool:
    fields = [field_of(name) for name in names]
    numbered = any(name in _NUMBERS for name in fields) or "序号" in names
    return len(set(names)) == len(names) and "title" in fields and numbered and sum(map(bool, fields)) >= _KNOWN


def _nothing_between(grid: Grid, at: int, lists: Lists) -> bool:
    """Whether no cell below the header stands in a column that belongs to no list."""
    listed = {column for first, end in lists for column in range(first, end)}
    others = [f"c{column}" for column in range(grid.width) if column not in listed]
    return not others or all(
        grid.frame[name].slice(at + 1).null_count() == grid.frame.height - at - 1 for name in others
    )


def _one(grid: Grid, at: int, lists: Lists, number: int) -> Grid:
    """Return one of the lists. What stands above the header and not over this list is said of all of them."""
    first, end = lists[number]
    own = [f"c{column}" for column in range(first, end)]
    above = [_above(cells, lists, number) for cells in grid.frame.head(at).select(pl.exclude("row")).rows()]
    width = max([end - first, *map(len, above)])
    rows = [[*cells, *[None] * (width - len(cells))] for cells in above]
    names = [f"c{column}" for column in range(width)]
    top = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    below = grid.frame.slice(at).select(pl.col(name).alias(to) for name, to in zip(own, names, strict=False))
    frame = pl.concat([top, below], how="diagonal").select(names)
    frame = frame.insert_column(0, grid.frame["row"])
    kept = frame.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in names))
    merges = [(top, left - first, last, right - first) for top, left, last, right in grid.merges if first <= left < end]
    not_text = {column - first: rows for column, rows in grid.not_text.items() if first <= column < end}
    seen = frozenset(kept["row"])
    return replace(
        grid,
        frame=kept,
        merges=merges,
        not_text=not_text,
        hidden=grid.hidden & seen,
        struck=grid.struck & seen,
        lost=grid.lost if number == 0 else 0,
    )


def _above(cells: Sequence[str | None], lists: Lists, number: int) -> list[str]:
    parts = [[cell for cell in cells[first:end] if cell] for first, end in lists]
    return parts[number] or [cell for cell in cells if cell]
