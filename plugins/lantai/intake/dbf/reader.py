"""Tables of dBase and FoxPro (DBF), in which archives kept their catalogues until about 2010, with their memo files.

A reader of our own, because no library that is looked after reads the Chinese names of columns: they are cut after ten
bytes, often within a character. Records that are marked as deleted are none. What the mark of the code page says is
believed only as far as the text agrees with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl

from lantai.intake import disguises, encodings
from lantai.intake import file_problems as file_kinds
from lantai.intake.dbf import cells as cells_of
from lantai.intake.dbf import problems as kinds
from lantai.intake.dbf import table as tables
from lantai.intake.dbf.memo import Memo
from lantai.intake.dbf.table import DELETED, KEPT, Column, Table
from lantai.intake.tables import Grid, Reporter, grid_of
from lantai.problems import Place
from lantai.records import companions
from lantai.records.releases import Source

SUFFIXES = (companions.TABLE,)
PIECE = 500_000
"""Records that are read at a time."""
_SURVEYED = 50_000
_SAMPLE = 1 << 16
"""Bytes of cells by which the encoding is told."""
_SHOWN = 20


def read(path: Path, shown: str, source: Source, report: Reporter, rows: int = PIECE) -> Iterator[Grid]:
    """Yield the table in pieces of ``rows`` records; the names of its columns are row 0. What is wrong is reported.

    Records that are deleted or cannot be read are counted in ``Grid.lost``.
    """
    other = disguises.of_table(path)
    if other:
        report.add(file_kinds.WORKBOOK_IS_OTHER, Place(shown), suffix=Path(shown).suffix.lower(), **other)
        return
    table = tables.opened(path, shown, report)
    survey = _Survey.of(table, shown, report) if table is not None else None
    if table is None or survey is None:
        return
    if source.encoding and not encodings.holds_ascii(source.encoding):
        report.add(file_kinds.ENCODING_WRONG, Place(shown), offset=0, encoding=source.encoding)
        return
    encoding = source.encoding or encodings.of_cells(survey.sample, table.page)
    names = [cells_of.decoded(column.name, encoding)[0] or "" for column in table.columns]
    suffix = ".fpt" if table.memo_layout == "fpt" else ".dbt"
    memos = [each for each in companions.of(path) if each.suffix.lower() == suffix]
    if survey.pointing and not memos:
        columns = "、".join(names[at] for at in survey.pointing)
        report.add(kinds.DBF_MEMO_MISSING, Place(shown), columns=columns, name=Path(shown).stem + suffix)
        return
    report.add(kinds.DBF_READ, Place(shown), encoding=encodings.NAMES.get(encoding, encoding))
    if survey.deleted:
        examples = "、".join(map(str, survey.examples))
        report.add(kinds.DBF_DELETED, Place(shown), count=survey.deleted, examples=examples)
    if not table.count:
        report.add(file_kinds.FILE_EMPTY, Place(shown))
        return
    with Memo.opened(memos[0], table.memo_layout) if memos else nullcontext() as memo:
        pieces = _Pieces(table, names, encoding, memo, shown, report)
        for start in range(0, table.count, min(rows, table.count)):
            yield pieces.grid(start, min(start + rows, table.count))
        pieces.finish()


@dataclass(frozen=True, slots=True)
class _Survey:
    """What is to be known of all records before the first is read."""

    sample: list[bytes]
    """Names and cells with other letters than those of ASCII."""
    pointing: list[int]
    """Which columns have text in the memo file."""
    deleted: int
    examples: list[int]

    @classmethod
    def of(cls, table: Table, shown: str, report: Reporter) -> _Survey | None:
        """Look through a table; None, reported, where its records are not where its header says."""
        sample = [column.name for column in table.columns if not column.name.isascii()]
        size, deleted, examples = 0, 0, list[int]()
        memos = [(at, column) for at, column in enumerate(table.columns) if column.type == "M"]
        pointing = list[int]()
        for start in range(0, table.count, _SURVEYED):
            records = table.records(start, start + _SURVEYED)
            odd = ((records[:, 0] != KEPT) & (records[:, 0] != DELETED)).nonzero()[0]
            if len(odd):
                report.add(kinds.DBF_SHIFTED, Place(shown, row=start + int(odd[0]) + 1))
                return None
            gone = (records[:, 0] == DELETED).nonzero()[0]
            deleted += len(gone)
            examples += (gone[:5] + start + 1).tolist() if len(examples) < 5 else []
            kept = records[records[:, 0] == KEPT]
            for at, column in memos:
                if at not in pointing and any(cells_of.pointers(_cells(column, kept))):
                    pointing.append(at)
            for column in table.columns if size < _SAMPLE else ():
                cells = _cells(column, kept) if column.is_text else kept[:0]
                foreign = cells[(cells >= 0x80).any(axis=1)][: _SAMPLE // max(column.width, 1) + 1]
                sample += [cell.tobytes().rstrip(b" \0") for cell in foreign]
                size += foreign.size
        return cls(sample, pointing, deleted, examples[:5])


@dataclass(frozen=True, slots=True)
class _Part:
    """Some records as rows of bytes, with their numbers, the bits of ``_NullFlags``, and which cannot be read."""

    records: np.ndarray
    numbers: np.ndarray
    bits: np.ndarray | None
    broken: np.ndarray


@dataclass(slots=True)
class _Pieces:
    """What goes along while a table is read piece by piece."""

    table: Table
    names: list[str]
    encoding: str
    memo: Memo | None
    shown: str
    report: Reporter
    cut: dict[int, tuple[int, int, str]] = field(default_factory=dict)
    """Of each column how many cells seem to be cut off, and the first with its record."""

    def grid(self, start: int, stop: int) -> Grid:
        """Return some records as a grid; those that cannot be read are reported."""
        every = self.table.records(start, stop)
        rows = (every[:, 0] == KEPT).nonzero()[0]
        records, numbers = every[rows], rows + start + 1
        part = _Part(records, numbers, _bits(self.table.flags, records), np.zeros(len(records), bool))
        columns = [self._column(at, part) for at in range(len(self.table.columns))]
        broken = part.broken
        numbered = pl.Series(numbers, dtype=pl.UInt32).filter(pl.Series(~broken))
        kept = [column.filter(pl.Series(~broken)) for column in columns]
        if not start:
            numbered = pl.concat([pl.Series([0], dtype=pl.UInt32), numbered])
            heads = [pl.Series([name], dtype=pl.String) for name in self.names]
            kept = [pl.concat(both) for both in zip(heads, kept, strict=True)]
        return grid_of(self.shown, "", kept, numbered, continued=bool(start), lost=len(every) - int((~broken).sum()))

    def _column(self, at: int, part: _Part) -> pl.Series:
        column = self.table.columns[at]
        if column.is_unread:
            self.report.once(kinds.DBF_COLUMN_UNREAD, Place(self.shown, column=self.names[at]), header=self.names[at])
            return pl.Series([None] * len(part.records), dtype=pl.String)
        cells = _cells(column, part.records)
        if part.bits is not None and column.length_bit >= 0:
            cells = cells_of.without_rest(cells, part.bits[:, column.length_bit])
        found = cells_of.read(column, cells, self.encoding, self.memo)
        empty = part.bits[:, column.null_bit] if part.bits is not None and column.null_bit >= 0 else None
        said = {row for row in (*found.broken, *found.cut) if empty is None or not empty[row]}
        for row in (each for each in found.broken if each in said):
            part.broken[row] = True
            self._report_broken(at, int(part.numbers[row]))
        cut = [row for row in found.cut if row in said]
        if cut:
            count, first, example = self.cut.get(at, (0, int(part.numbers[cut[0]]), found.texts[cut[0]] or ""))
            self.cut[at] = (count + len(cut), first, example)
        return cells_of.series(found.texts, empty)

    def _report_broken(self, at: int, row: int) -> None:
        place = Place(self.shown, row=row, column=self.names[at])
        if self.memo is not None and self.table.columns[at].type == "M":
            self.report.add(kinds.DBF_MEMO_BROKEN, place, name=self.memo.name)
        else:
            self.report.add(kinds.DBF_CELL_BROKEN, place, encoding=encodings.NAMES.get(self.encoding, self.encoding))

    def finish(self) -> None:
        """Report the columns in which cells seem to be cut off."""
        for at, (count, row, example) in self.cut.items():
            place = Place(self.shown, row=row, column=self.names[at])
            width = self.table.columns[at].width
            shown = f"…{example[-_SHOWN:]}" if len(example) > _SHOWN else example
            said = {"header": self.names[at], "row": row, "example": shown}
            self.report.add(kinds.DBF_CELL_CUT, place, width=width, count=count, **said)


def _cells(column: Column, records: np.ndarray) -> np.ndarray:
    return records[:, column.start : column.start + column.width]


def _bits(flags: Column | None, records: np.ndarray) -> np.ndarray | None:
    if flags is None:
        return None
    return np.unpackbits(_cells(flags, records), axis=1, bitorder="little").astype(bool)
