"""Lists of files, each followed by what is in it (全引目录), as archives print them: made into one table.

    案卷号 案卷题名 年度 页数            层级 案卷题名 页数 顺序号 责任者 题名  日期     案卷号 年度
    12     防汛     1954 80             案卷 防汛     80                      1954     12     1954
    顺序号 责任者 题名  日期     →                      1      县府   请示  3月1日   12     1954
    1      县府   请示  3月1日

Only where there can be no doubt: two headers take turns, and below that of files stands one file. What is said of the
file as a whole – its number or code, how it is closed – holds for its documents, too, and stands at the right of the
table, as what forms state above theirs does (``stated``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from lantai.intake import code_problems as kinds
from lantai.intake import gone, guards, stated
from lantai.intake.aliases import field_of
from lantai.intake.headers import SEARCHED_ROWS, folded
from lantai.intake.tables import Grid, Reporter
from lantai.problems import Place
from lantai.records import markings

NUMBER, LEVEL = "顺序号", "层级"
"""Columns that the table gets if its headers have none of that name."""
_OF_ALL = frozenset({"fonds", "series", "file_no", "secrecy", "open_status", "review_on"})
"""Fields of a file that are those of its documents as well."""
_YEAR = re.compile("年度|年份")
_CLOSING = "|".join(
    (guards.CLOSED_ALONE, guards.CLOSED_IN_REMARK, guards.CLOSED_IN_TITLE, gone.LOST, gone.MOVED, gone.IN_TITLE)
)

Row = dict[str, str | None]


def as_one(grid: Grid, report: Reporter) -> Grid:
    """Return the grid as one table if it is such a list; else as it is."""
    found = _List.of(grid)
    if found is None:
        return grid
    place = Place(grid.file, grid.sheet, grid.frame["row"][found.first])
    report.add(kinds.FILES_AND_ITEMS, place, count=len(found.files))
    return found.table()


@dataclass(slots=True)
class _List:
    """Such a list as it stands in a grid; its rows by their index."""

    whole: Grid
    first: int
    """Its first header, which is that of files."""
    file_names: list[str]
    item_names: list[str]
    files: dict[int, int] = field(default_factory=dict)
    """The rows that are files, each with itself."""
    below: dict[int, int] = field(default_factory=dict)
    """All other rows, each with the file above it (-1 for none)."""

    @classmethod
    def of(cls, grid: Grid) -> _List | None:
        top = replace(grid, frame=grid.frame.head(SEARCHED_ROWS))
        if grid.continued or not grid.width or len({tuple(each) for each in _headers(top).values()}) != 2:
            return None
        headers = _headers(grid)
        first = min(headers)
        others = [names for names in headers.values() if names != headers[first]]
        if any(names != others[0] for names in others) or not _are(headers[first], others[0]):
            return None
        found = cls(grid, first, headers[first], others[0])
        return found if found._sort(headers) else None

    def _sort(self, headers: dict[int, list[str]]) -> bool:
        """Say of each row what it is; False where that is not certain."""
        cells = [f"c{column}" for column in range(self.whole.width - self.whole.stated)]
        filled = self.whole.frame.select(pl.sum_horizontal(pl.col(cell).is_not_null() for cell in cells)).to_series()
        file, of_files = -1, False
        for at in range(self.first, self.whole.frame.height):
            if at in headers:
                if of_files and file < 0:
                    return False  # no file between two headers
                of_files = headers[at] == self.file_names
                file = -1 if of_files else file
            elif of_files and filled[at] > 1:
                if file >= 0:
                    return False  # a second file, or something else
                self.files[at] = file = at
            else:
                self.below[at] = file
        return not of_files or file >= 0

    def table(self) -> Grid:
        """Return it as one table, whose header stands in the row of the first."""
        own = self.whole.width - self.whole.stated
        files, items = self.file_names[:own], _numbered(self.item_names[:own])
        code = next((name for name in items if field_of(name) == "ref_code"), "")
        files = [(code or stated.WHOLE) if field_of(name) in ("ref_code", "parent_ref") else name for name in files]
        date, year = _date(files, items)
        files = [date if date and field_of(name) == "date_text" else name for name in files]
        right = [name for name in files if name and name not in items and _is_of_all(name)]
        right += [stated.WHOLE] if code in files and code else []
        left = [LEVEL, *(name for name in dict.fromkeys([*files, *items]) if name and name not in (*right, LEVEL))]
        right.append(guards.OF_FILE)
        frame = self.whole.unmerged(self.whole.frame["row"][self.first])
        every = [list(cells) for cells in frame.select(pl.exclude("row")).iter_rows()]
        said: dict[int, Row] = {}
        for at in sorted({**self.files, **self.below}):
            names = files if at in self.files else items
            row = {
                name or f"#{column}": cell for column, (name, cell) in enumerate(zip(names, every[at], strict=False))
            }
            above = said.get(self.below.get(at, -1))
            if at in self.files:
                row |= {LEVEL: "案卷"} | ({date: row.get(year)} if date and year else {})
            elif above is not None:
                row |= {name: _inherited(name, above) for name in right}
                row |= {stated.WHOLE: above.get(code)} if code else {}
                blank = [name for name in items if _is_of_all(name) and row.get(name) is None]
                row |= {name: _inherited(name, above) for name in blank}
                row[guards.OF_FILE] = _closed(above)
            said[at] = row
        odd = sorted({name for row in said.values() for name, cell in row.items() if name.startswith("#") and cell})
        return self._grid([*left, *odd, *right], len(right), said, every, files, items)

    def _grid(
        self, names: list[str], right: int, said: dict[int, Row], every: list[list], files: list[str], items: list[str]
    ) -> Grid:
        own = self.whole.width - self.whole.stated
        width = max(len(names), own)
        names = [*names[: len(names) - right], *[""] * (width - len(names)), *names[len(names) - right :]]
        kept = [*range(self.first + 1), *said]
        rows = []
        for at in kept:
            if at < self.first:
                cells = [*every[at][:own], *[None] * (width - own)]
            elif at == self.first:
                cells = [None if name.startswith("#") else name or None for name in names]
            else:
                cells = [said[at].get(name) if name else None for name in names]
            rows.append([*cells, *every[at][own:]])
        columns = dict.fromkeys((f"c{column}" for column in range(width + self.whole.stated)), pl.String)
        frame = pl.DataFrame(rows, schema=columns, orient="row")
        numbers = self.whole.frame["row"]
        frame = frame.insert_column(0, numbers.gather(kept))
        not_text: dict[int, dict[int, str]] = {}
        for column, odd in self.whole.not_text.items():
            for at, row in enumerate(numbers):
                if row in odd and at in said and column < own:
                    name = (files if at in self.files else items)[column]
                    place = names.index(name) if name in names else column
                    not_text.setdefault(place, {})[row] = odd[row]
        return replace(
            self.whole,
            frame=frame,
            merges=[merge for merge in self.whole.merges if merge[0] == merge[2]],
            not_text=not_text,
            stated=right + self.whole.stated,
            files=frozenset(numbers.gather(list(self.files))),
            struck=self.whole.struck | self._below_struck(),
        )

    def _below_struck(self) -> frozenset[int]:
        """Return the rows whose file is struck through: who takes a file out does not leave its documents."""
        rows = self.whole.frame["row"].to_list()
        return frozenset(rows[at] for at, file in self.below.items() if file >= 0 and rows[file] in self.whole.struck)


def _headers(grid: Grid) -> dict[int, list[str]]:
    return {at: [folded(cell) for cell in cells] for at, cells in stated.headers_of(grid)}


def _are(files: Sequence[str], items: Sequence[str]) -> bool:
    """Whether two headers are those of a list of files and of lists of what is in them."""
    of_file, of_item = ({field_of(name) for name in names if name} for names in (files, items))
    return (
        any("卷" in name and "卷内" not in name for name in files)
        and not any("案卷" in name for name in items)
        and not of_file.isdisjoint({"file_no", "ref_code", "parent_ref"})
        and "item_no" not in of_file
        and ("item_no" in of_item or "序号" in items)
        and all(len(set(filter(None, names))) == sum(map(bool, names)) for names in (files, items))
    )


def _numbered(items: Sequence[str]) -> list[str]:
    """Return the names of the columns of documents; where these have but a 序号, it is their number in the file."""
    if any(field_of(name) == "item_no" for name in items if name):
        return list(items)
    return [NUMBER if name == "序号" else name for name in items]


def _date(files: Sequence[str], items: Sequence[str]) -> tuple[str, str]:
    """Return the column of the dates of documents, and that of the years of files if these have no other date."""
    dated = any(field_of(name) in ("date_text", "date_from", "date_to") for name in files if name)
    date = next((name for name in items if name and field_of(name) == "date_text"), "")
    return date, "" if dated else next((name for name in files if _YEAR.search(name)), "")


def _is_of_all(name: str) -> bool:
    known = field_of(name) in _OF_ALL or name == stated.WHOLE or guards.closes(name)
    return known or bool(_YEAR.search(name))


def _inherited(name: str, file: Row) -> str | None:
    """Return what is said of a file and holds for its documents; that they are open is to be said of themselves."""
    cell = file.get(name)
    is_open = cell and field_of(name) == "open_status" and guards.status_of(name, cell) == "开放"
    return None if is_open else cell


def _closed(file: Row) -> str | None:
    """Return what a file says, in whatever column, that closes it or that it is gone: in its title, in a remark."""
    cells = pl.Series([cell for name, cell in file.items() if cell and not _is_of_all(name)], dtype=pl.String)
    marked = set(markings.marked(cells))
    closing = [cell for at, cell in enumerate(cells) if at in marked or cells.str.contains(_CLOSING)[at]]
    return "；".join(closing) or None
