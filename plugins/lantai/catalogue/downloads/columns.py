"""The columns of downloads: public fields and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import polars as pl

from lantai.records.fields import CLEARED, PUBLIC

NAMES = (*PUBLIC, *(name for name in CLEARED if name != "media"))
"""Fields that leave, in the order of ``fields``. Pictures are published by their pages, not by file name."""


BESIDE = {"release": ("批次", "Release"), "address": ("网址", "Address")}
"""Columns of the downloads that are no fields."""

Table = TypeVar("Table", pl.DataFrame, pl.LazyFrame)


def columns(extra: Iterable[str]) -> tuple[str, ...]:
    """Return the names of all columns, in order; the address is the last."""
    return (*NAMES, *extra, *BESIDE)


def selected(frame: Table, extra: Sequence[str], base_url: str) -> Table:
    """Return the columns of a download: whitelisted fields, declared extra ones, release and address."""
    address = pl.coalesce("page_address", pl.concat_str("list_address", pl.lit("#"), "anchor"))
    return frame.with_columns((pl.lit(base_url) + address).alias("address")).select(columns(extra))
