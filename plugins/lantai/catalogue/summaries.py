"""What is known of each fonds as a whole: how many records, from when to when, and a digest of all that they say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import polars as pl

from lantai.catalogue.model import FondsSummary
from lantai.records import addresses
from lantai.site.config import Site

_PIECE = 500_000


def of(table: pl.LazyFrame, site: Site, several: bool) -> tuple[FondsSummary, ...]:
    """Return a summary of each fonds in the public table, in its order."""
    groups = (
        table.group_by("repository_code", "fonds")
        .agg(
            pl.col("number").min().alias("first"),
            pl.len().alias("count"),
            pl.col("year_start").min(),
            pl.col("year_end").max(),
            pl.col("release").unique().sort(),
            pl.col("has_media").sum(),
        )
        .sort("first")
        .collect(engine="streaming")
    )
    years: dict[tuple[str, str], dict[str, int]] = {}
    dated = table.filter(pl.col("year_start").is_not_null()).group_by("repository_code", "fonds", "year_start").len()
    for repository, code, year, count in dated.collect(engine="streaming").sort("year_start").iter_rows():
        years.setdefault((repository, code), {})[str(year)] = count
    digests = _digests(table, dict(zip(groups["first"], groups["count"], strict=True)))
    return tuple(
        FondsSummary(
            repository=repository or site.archive.code,
            code=code or "",
            address=addresses.fonds_address(code or "", (repository or "") if several else ""),
            first=first,
            count=count,
            year_start=start,
            year_end=end,
            years=years.get((repository, code), {}),
            digest=digests[first],
            releases=tuple(named),
            pictured=pictured,
        )
        for repository, code, first, count, start, end, named, pictured in groups.iter_rows()
    )


def _digests(table: pl.LazyFrame, ranges: dict[int, int]) -> dict[int, str]:
    """Return a digest of every value in each range of records, numbers left out: they follow from other fonds.

    Every value counts by its 64-bit hash, column by column, which is much faster than putting the text of
    rows together; how the table is cut into pieces does not show.
    """
    columns = [name for name in table.collect_schema().names() if name != "number"]
    hashers = {first: [hashlib.sha256(name.encode()) for name in columns] for first in ranges}
    for start, piece in _pieces(table):
        hashed = piece.select(pl.col(columns).hash(0))
        for first, count in ranges.items():
            begin, end = max(first, start), min(first + count, start + piece.height)
            if begin < end:
                for hasher, values in zip(hashers[first], hashed.slice(begin - start, end - begin), strict=True):
                    hasher.update(values.to_numpy().tobytes())
    joined = {first: b"".join(each.digest() for each in of_columns) for first, of_columns in hashers.items()}
    return {first: hashlib.sha256(found).hexdigest() for first, found in joined.items()}


def _pieces(table: pl.LazyFrame) -> Iterator[tuple[int, pl.DataFrame]]:
    count = table.select(pl.len()).collect().item()
    for start in range(0, count, _PIECE):
        yield start, table.slice(start, _PIECE).collect()
