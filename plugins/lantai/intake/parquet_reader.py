"""Tables in Parquet, as our own downloads and data tools write them: every column as text, read piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from lantai.intake import file_problems as file_kinds
from lantai.intake.tables import Grid, Reporter, grid_of
from lantai.problems import Place
from lantai.records.fields import SEPARATOR

SUFFIXES = (".parquet",)
_AS_IF_HARMLESS = r"^'*\s*[=＝]|^'+\s*[+\-@＋－＠]"
PIECE = 500_000
"""Rows that are read at a time."""


def read(path: Path, shown: str, report: Reporter, rows: int = PIECE) -> Iterator[Grid]:
    """Yield the table in pieces of ``rows`` rows; the names of its columns are row 1. A damaged file is reported."""
    try:
        table = pl.scan_parquet(path, glob=False)
        schema = table.collect_schema()
        height = table.select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, OSError) as error:
        report.add(file_kinds.WORKBOOK_UNREADABLE, Place(shown), detail=str(error).splitlines()[0][:120])
        return
    if not height or not schema:
        report.add(file_kinds.FILE_EMPTY, Place(shown))
        return
    texts = [_text(name, kind) for name, kind in schema.items()]
    header = pl.DataFrame({name: [name] for name in schema})
    for start in range(0, height, rows):
        try:
            frame = table.slice(start, rows).select(texts).collect()
        except pl.exceptions.PolarsError as error:
            report.add(file_kinds.WORKBOOK_UNREADABLE, Place(shown), detail=str(error).splitlines()[0][:120])
            return
        if not start:
            frame = pl.concat([header, frame])
        first = start + 2 if start else 1
        numbers = pl.Series("row", range(first, first + frame.height), dtype=pl.UInt32)
        yield grid_of(shown, "", frame.get_columns(), numbers, continued=bool(start))


def _text(name: str, kind: pl.DataType) -> pl.Expr:
    """Return a column as text; lists joined, what has no text (structures, bytes) as nothing."""
    if isinstance(kind, pl.List):
        inner = pl.element().cast(pl.String, strict=False) if not kind.inner.is_nested() else pl.lit(None, pl.String)
        return pl.col(name).list.eval(inner).list.join(SEPARATOR, ignore_nulls=True).alias(name)
    if kind.is_nested() or kind == pl.Binary:
        return pl.lit(None, pl.String).alias(name)
    text = pl.col(name).cast(pl.String)
    # As a CSV of ours holds it, of which reading takes the mark: nothing here was made harmless for a spreadsheet.
    return pl.when(text.str.contains(_AS_IF_HARMLESS)).then(pl.lit("'") + text).otherwise(text).alias(name)
