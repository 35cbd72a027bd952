"""What columns say that the mapping does not read: nothing of it is published, and nothing that it closes either.

A secrecy marking in any of them, or that a record is not open, holds the row. A column by which all records are held
stops the release until a person has said what it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from lantai.intake import column_problems as kinds
from lantai.intake import gone, guards
from lantai.intake.aliases import field_of
from lantai.intake.headers import Header, folded, labels
from lantai.intake.tables import Grid, Reporter
from lantai.problems import Place
from lantai.records import markings
from lantai.records.fields import OPEN_STATUSES
from lantai.records.mapping import Mapping

OPEN, CLOSED = OPEN_STATUSES[:2]

_SAMPLE, _FEW = 2_000, 30
"""Cells at the beginning of a column of which no more than so few may differ, if all of it is to be looked at for what
guards records.
"""


def titles(grid: Grid, header: Header, report: Reporter) -> None:
    """Report what is said above a table, or by the name of its sheet or file: that it is not open.

    Where every row says it for itself, that counts.
    """
    above = grid.frame.filter(pl.col("row") < header.row)
    lines = [(row, text) for row, *cells in above.iter_rows() for text in cells if text]
    for row, text in [(0, Path(grid.file).stem), (0, grid.sheet), *lines]:
        place = Place(grid.file, grid.sheet, row)
        if _has(text, gone.HEADING):
            report.once(kinds.HEADING_GONE, place, value=text[:60])
        if _has(text, guards.CLOSED_BY_SIGN):
            report.once(kinds.SIGN_CLOSES, place, value=text[:60])
        elif "open_status" not in header.fields and _has(text, guards.CLOSED_HEADING):
            report.once(kinds.HEADING_CLOSES, place, value=text[:60])
        if "secrecy" not in header.fields and _has(text, guards.SECRET_HEADING):
            report.once(kinds.HEADING_SECRET, place, value=text[:60])


def _has(text: str, pattern: str) -> bool:
    return bool(pl.Series([text]).str.contains(pattern)[0])


@dataclass(slots=True)
class Columns:
    """The columns of a table, and which of them are ``used`` by a mapping."""

    grid: Grid
    header: Header
    mapping: Mapping
    frame: pl.DataFrame
    used: frozenset[int]
    told: set[int] = field(default_factory=set)
    """Columns of which something has been reported that says more than that nobody reads them."""

    def secrecy(self, report: Reporter) -> pl.Series | None:
        """Return the secrecy of rows that a column marks which the mapping does not read; None where there is none.

        Such a column is not published, but what it says of a record holds whatever the column is called.
        """
        secret = None
        for index, name in enumerate(self.header.names):
            cells = self.frame[f"c{index}"] if index not in self.used else self.frame[f"c{index}"].head(0)
            marked = markings.marked(cells.fill_null(""))
            if not len(marked):
                continue
            # Otherwise the column itself is an error.
            if field_of(name) not in guards.GUARDS or name in self._ignored:
                self._report(kinds.COLUMN_MARKED, index, cells, marked, report)
            blank = pl.Series("secret", [None] * self.frame.height, pl.String) if secret is None else secret
            secret = blank.scatter(marked, cells.gather(marked))
        return secret

    def status(self, status: pl.Expr, frame: pl.DataFrame, report: Reporter) -> pl.Expr:
        """Return the open status, closed in the rows of which a column says so that the mapping does not read.

        Remarks are looked at, too, mapped or not, for 附件二不予开放; and titles, for （控制） at their end.
        """
        is_open = frame.select(status == OPEN).to_series().fill_null(False)
        closed = pl.Series("closed", [False], pl.Boolean).new_from_index(0, frame.height)
        notes, titles = (set(self.header.fields.get(field, ())) for field in ("notes", "title"))
        for index, name in enumerate(self.header.names):
            field = field_of(name)
            # Read as the open status, or told as unread; what only a second column says closes like any other.
            known = field in guards.GUARDS and not (guards.closes(name) and field in self.header.fields)
            if name in self._ignored or known or (index in self.used and index not in notes | titles):
                continue
            here = is_open & self._closing(index, name, index in titles)
            if here.any():
                self._report(kinds.COLUMN_CLOSES, index, self.frame[f"c{index}"], here.arg_true(), report)
                closed = closed | here
        return pl.when(pl.lit(closed)).then(pl.lit(CLOSED)).otherwise(status) if closed.any() else status

    def tell(self, report: Reporter) -> None:
        """Report the columns that nobody reads, above all those by which records would be held."""
        public = {extra.name for extra in self.mapping.extra}
        guarding = {column for name in guards.GUARDS for column in self.header.fields.get(name, ())}
        for index, name in enumerate(self.header.names):
            if name in self._ignored or index in guarding or name == guards.OF_FILE:
                continue
            cells = self.frame[f"c{index}"].drop_nulls()
            some = cells.unique() if cells.head(_SAMPLE).n_unique() <= _FEW else cells.head(0)
            different = sorted(set(some.str.strip_chars())) if len(some) <= _FEW else []
            if index in self.used or name in public:
                if guards.hold(different):
                    self._reports_guard(index, different, report)
                continue
            # A few cells without a header above them are slipped rows, reported as such.
            if not len(cells) or (not name and len(cells) * 2 < self.frame.height):
                continue
            if not self._reports_guard(index, different, report) and index not in self.told:
                example = cells[0][:40]
                report.once(kinds.COLUMN_UNMAPPED, self._place(index), header=self._shown(index), example=example)

    def _closing(self, index: int, name: str, is_title: bool) -> pl.Series:
        cells = self.frame[f"c{index}"].fill_null("")
        if is_title:
            return cells.str.contains(guards.CLOSED_IN_TITLE)
        if (guards.REMARKS.search(name) or field_of(name) == "notes") and not guards.closes(name):
            return cells.str.contains(f"{guards.CLOSED_ALONE}|{guards.CLOSED_IN_REMARK}")
        if not guards.closes(name):
            return cells.str.replace_all(r"\s", "").str.contains(guards.CLOSED_ALONE)
        said = {text: bool(text) and not guards.is_nothing(text) for text in cells.unique()}
        return cells.replace_strict(said, return_dtype=pl.Boolean)

    def _report(self, kind: kinds.Kind, index: int, cells: pl.Series, rows: pl.Series, report: Reporter) -> None:
        self.told.add(index)
        place = self._place(index, self.frame["row"][rows[0]])
        report.add(kind, place, header=self._shown(index), count=len(rows), example=cells[rows[0]][:40])

    def _reports_guard(self, index: int, values: list[str], report: Reporter) -> bool:
        """Report a column that seems to decide what may be published and is not read so; False if it does not."""
        name = self.header.names[index]
        guarded = guards.of_column(name, values)
        kind = kinds.COLUMN_GUARDS
        if guarded in self.header.fields:
            # A second column is no harm as long as it holds nothing.
            guarded, kind = guarded if guards.hold(values) else "", kinds.COLUMN_GUARDS_TOO
        elif guarded != field_of(name) and not guards.by_values(values):
            kind = kinds.COLUMN_GUARDS_UNCLEAR
        if guarded:
            said = {"header": self._shown(index), "name": guarded, **labels(guarded)}
            example = values[0][:40] if values else "…"
            report.once(kind, self._place(index), **said, example=example, values="、".join(values[:5]))
        return bool(guarded)

    @property
    def _ignored(self) -> set[str]:
        return {folded(name) for name in self.mapping.ignore}

    def _shown(self, index: int) -> str:
        return self.header.names[index] or f"#{index + 1}"

    def _place(self, index: int, row: int = 0) -> Place:
        return Place(self.grid.file, self.grid.sheet, row or self.header.row, self._shown(index))
