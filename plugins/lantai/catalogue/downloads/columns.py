"""The columns of downloads: public fields and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import polars as pl

from lantai.records.fields import CLEARED, PUBLIC

NAMES = (*PUBLIC, *(name for name in CLEARED if name != "media"))
"""Fields that leave, in the order of ``fields``. Pictures are published by their pages, not by file name."""


Table = TypeVar("Table", pl.DataFrame, pl.LazyFrame)


def selected(frame: Table, extra: Sequence[str], base_url: str) -> Table:
    """Return the columns of a download: whitelisted fields, declared extra ones, release and address."""
    address = pl.coalesce("page_address", pl.concat_str("list_address", pl.lit("#"), "anchor"))
    return frame.select(*NAMES, *extra, "release", (pl.lit(base_url) + address).alias("address"))
