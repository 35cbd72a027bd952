"""Facet columns: one small number per record, in runs, for filters, counts and sorting.

Body (kind ``f``): varints, how many runs there are in ``CHUNK`` records, the value of each, the length of each. The
ordinal is ``index of the column << 16 | chunk``. Archival order makes runs long, so a column of a
million records is a few dozen kilobytes. Values are positions in the directory's list of values
plus one, or the year; 0 is none. ``year_more`` is how many years after ``year_start`` a date ends, which is mostly 0.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from lantai.search import varints
from lantai.search.container import IndexWriter
from lantai.search.runs import run_starts

CHUNK = 1 << 20
COLUMNS = ("fonds", "repository_code", "level", "release", "has_media", "year_start", "year_more")
READ = {*COLUMNS, "year_end"}
"""Columns of the public table that are needed."""
_LISTED = ("fonds", "repository_code", "level", "release")


def write(writer: IndexWriter, records: pl.DataFrame, names: dict[str, str]) -> dict[str, Any]:
    """Write all columns; returns what the directory says of them. ``names`` are those of fonds by code."""
    listed: dict[str, list[Any]] = {}
    for index, name in enumerate(COLUMNS):
        values = _values(records, name, listed)
        for chunk, start in enumerate(range(0, len(values), CHUNK)):
            writer.add("f", index << 16 | chunk, _runs(values[start : start + CHUNK]))
    if "fonds" in listed:
        listed["fonds"] = [[code, names.get(code, "")] for code in listed["fonds"]]
    return {"chunk": CHUNK, "columns": list(COLUMNS), "values": listed}


def _values(records: pl.DataFrame, name: str, listed: dict[str, list[Any]]) -> np.ndarray:
    if name == "year_more" and {"year_start", "year_end"} <= {*records.columns}:
        return _small(records["year_end"] - records["year_start"])
    if name not in records.columns:
        return np.zeros(len(records), np.uint32)
    column = records[name]
    if name in _LISTED:
        found = column.drop_nulls().unique(maintain_order=True).cast(pl.String).to_list()
        listed[name] = found
        if not found:
            return np.zeros(len(records), np.uint32)
        return column.cast(pl.String).replace_strict(
            found, range(1, len(found) + 1), default=0, return_dtype=pl.UInt32
        ).fill_null(0).to_numpy()  # fmt: skip
    return _small(column)


def _small(column: pl.Series) -> np.ndarray:
    return column.cast(pl.Int32).fill_null(0).clip(0, 9999).cast(pl.UInt32).to_numpy()


def _runs(values: np.ndarray) -> bytes:
    starts = run_starts(values)
    lengths = np.diff(starts, append=len(values))
    return varints.encoded(np.concatenate(([len(starts)], values[starts], lengths)))


def fonds_names(public: Path) -> dict[str, str]:
    """Return the name of each fonds that has a record of its own, by code."""
    table = pl.scan_parquet(public)
    if "level" not in table.collect_schema().names():
        return {}
    return dict(table.filter(level="fonds").select("fonds", "title").drop_nulls().collect().iter_rows())
