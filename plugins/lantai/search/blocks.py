"""Record blocks: what a result shows, for a few dozen records in one file.

Body (kind ``r``): UTF-8, one column after the other in the order of ``COLUMNS``, columns joined by
U+001E and values by U+000A. A value that repeats the one above it stands as U+0001; a missing one
is empty. An address that ends in ``#`` goes on with the reference code; U+0002 as ``date_start`` is
``date_text`` without its hyphens, as ``date_end`` it is ``date_start``. Record ``n`` is row ``n % size``
of block ``n // size``.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from lantai.records import dates
from lantai.search import dated
from lantai.search.streams import FIELDS

KIND = "r"
COLUMNS = ("ref_code", *FIELDS, "date_text", "fonds", "address", "date_start", "date_end", "has_media")
READ = {*COLUMNS, *dates.SHOWN_FROM, *dated.READ, "list_address", "anchor", "page_address"}
"""Columns of the public table that show in blocks."""
SAME = "\x01"
SAME_DATE = "\x02"


def texts(records: pl.DataFrame, own_pages: np.ndarray, size: int) -> list[str]:
    """Return the blocks of consecutive records."""
    part = _display(records, own_pages)
    lines = part.select(_dittoed(part.columns, size)).group_by("block", maintain_order=True)
    none = pl.lit("\n").repeat_by(pl.len() - 1).list.join("").first().alias("none")
    joined = lines.agg(pl.all().str.join("\n"), none)
    columns = [name if name in part.columns else "none" for name in COLUMNS]
    return joined.select(pl.concat_str(columns, separator="\x1e")).to_series().to_list()


def _display(records: pl.DataFrame, own_pages: np.ndarray) -> pl.DataFrame:
    """Return those columns of a block that there are as text without nulls or line breaks."""
    anchor = pl.when(pl.col("anchor") == pl.col("ref_code")).then(pl.lit("")).otherwise(pl.col("anchor"))
    listed = pl.concat_str([pl.col("list_address"), pl.lit("#"), anchor])
    address = pl.when(pl.Series(own_pages)).then(pl.coalesce("page_address", listed)).otherwise(listed)
    chosen = _with_shown_dates(records).with_columns(_found_dates(records), address=address)
    if "has_media" in chosen.columns:
        chosen = chosen.with_columns(has_media=pl.when("has_media").then(pl.lit("1")).otherwise(pl.lit("")))
    shown = chosen.select(_shown(chosen[name]) for name in COLUMNS if name in chosen.columns)
    start, end = pl.col("date_start"), pl.col("date_end")
    plain = pl.col("date_text").str.replace_all("-", "", literal=True) if "date_text" in shown.columns else pl.lit("")
    return shown.with_columns(
        date_start=pl.when((start != "") & (start == plain)).then(pl.lit(SAME_DATE)).otherwise(start),
        date_end=pl.when((start != "") & (start == end)).then(pl.lit(SAME_DATE)).otherwise(end),
    )


def _found_dates(records: pl.DataFrame) -> list[pl.Series]:
    """Return the dates by which records are found, in digits."""
    found = zip(("date_start", "date_end"), dated.begins_and_ends(records), strict=True)
    return [dated.written(days).alias(name) for name, days in found]


def _shown(column: pl.Series) -> pl.Series:
    """Return a column as text; only what came as text can hold controls."""
    texts = column.cast(pl.String).fill_null("")
    return texts.str.replace_all(r"[\x00-\x1f]+", " ") if column.dtype.is_(pl.String) else texts


def _with_shown_dates(records: pl.DataFrame) -> pl.DataFrame:
    """Return the records with dates as people read them: 19540706 → 1954-07-06, 光绪二年 → 光绪二年（1876）."""
    if any(name not in records.columns for name in dates.SHOWN_FROM):
        return records
    return records.with_columns(date_text=dates.shown(records))


def _dittoed(columns: list[str], size: int) -> list[pl.Expr]:
    row = pl.int_range(pl.len())
    repeated = (pl.col(columns) == pl.col(columns).shift(1)) & (pl.col(columns) != "") & (row % size != 0)
    return [pl.when(repeated).then(pl.lit(SAME)).otherwise(pl.col(columns)).name.keep(), (row // size).alias("block")]
