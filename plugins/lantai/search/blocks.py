"""Record blocks: what a result shows, for a few dozen records in one file.

Body (kind ``r``): UTF-8, one column after the other in the order of ``COLUMNS``, columns joined by
U+001E and values by U+000A. A value that repeats the one above it stands as U+0001; a missing one
is empty. An address that ends in ``#`` goes on with the reference code; U+0002 for ``year_end`` is the
value of ``year_start``. Record ``n`` is row ``n % size`` of block ``n // size``.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from lantai.records.dates import display
from lantai.search.container import IndexWriter
from lantai.search.streams import FIELDS

COLUMNS = ("ref_code", *FIELDS, "date_text", "fonds", "address", "year_start", "year_end", "has_media")
DATES = ("date_text", "date_start", "date_end", "date_precision", "date_calendar")
"""Of these the shown form of a date is made."""
SAME = "\x01"
SAME_YEAR = "\x02"
AT_ONCE = 1 << 18
"""Records turned into text at a time, to bound memory."""


def write(writer: IndexWriter, records: pl.DataFrame, own_pages: np.ndarray, size: int, first: int = 0) -> int:
    """Write the blocks of consecutive records, numbered from ``first``; returns how many."""
    part = _display(records, own_pages)
    lines = part.with_columns(_dittoed(size)).group_by("block", maintain_order=True).agg(pl.all().str.join("\n"))
    texts = lines.select(pl.concat_str(COLUMNS, separator="\x1e")).to_series().to_list()
    for block, text in enumerate(texts, first):
        writer.add("r", block, text.encode())
    return len(texts)


def _display(records: pl.DataFrame, own_pages: np.ndarray) -> pl.DataFrame:
    """Return the columns of a block as text without nulls or line breaks."""
    anchor = pl.when(pl.col("anchor") == pl.col("ref_code")).then(pl.lit("")).otherwise(pl.col("anchor"))
    listed = pl.concat_str([pl.col("list_address"), pl.lit("#"), anchor])
    address = pl.when(pl.Series(own_pages)).then(pl.coalesce("page_address", listed)).otherwise(listed)
    chosen = _with_shown_dates(records).with_columns(address=address)
    missing = [pl.lit("").alias(name) for name in COLUMNS if name not in chosen.columns]
    if "has_media" in chosen.columns:
        chosen = chosen.with_columns(has_media=pl.when("has_media").then(pl.lit("1")).otherwise(pl.lit("")))
    texts = pl.col(COLUMNS).cast(pl.String).fill_null("").str.replace_all(r"[\x00-\x1f]+", " ")
    shown = chosen.with_columns(missing).select(texts)
    one_year = (pl.col("year_end") == pl.col("year_start")) & (pl.col("year_start") != "")
    return shown.with_columns(year_end=pl.when(one_year).then(pl.lit(SAME_YEAR)).otherwise(pl.col("year_end")))


def _with_shown_dates(records: pl.DataFrame) -> pl.DataFrame:
    """Return the records with dates as people read them: 19540706 → 1954-07-06, 光绪二年 → 光绪二年（1876）."""
    if any(name not in records.columns for name in DATES):
        return records
    distinct = records.select(DATES).unique(maintain_order=True)
    shown = pl.Series([display(*row) or None for row in distinct.iter_rows()], dtype=pl.String)
    table = distinct.with_columns(shown=shown)
    joined = records.join(table, on=DATES, how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(date_text=pl.col("shown")).drop("shown")


def _dittoed(size: int) -> list[pl.Expr]:
    row = pl.int_range(pl.len())
    repeated = (pl.col(COLUMNS) == pl.col(COLUMNS).shift(1)) & (pl.col(COLUMNS) != "") & (row % size != 0)
    return [pl.when(repeated).then(pl.lit(SAME)).otherwise(pl.col(COLUMNS)).name.keep(), (row // size).alias("block")]
