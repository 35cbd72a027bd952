"""What is known of each fonds as a whole: how many records, from when to when, and a digest of all that they say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import polars as pl

from lantai.catalogue.model import FondsSummary
from lantai.records import addresses
from lantai.records.refcodes import match_key
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
    titles = _titles(table)
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
            title=titles.get((repository, match_key(code or "")), ""),
        )
        for repository, code, first, count, start, end, named, pictured in groups.iter_rows()
    )


def _titles(table: pl.LazyFrame) -> dict[tuple[str | None, str], str]:
    """Return the titles of the records that describe a whole fonds, by archive and match key."""
    whole = table.filter((pl.col("level") == "fonds") & pl.col("title").is_not_null())
    rows = whole.select("repository_code", "match_key", "title").collect(engine="streaming")
    return {(repository, key): title for repository, key, title in rows.iter_rows()}


def digest_of(rows: pl.DataFrame) -> str:
    """Return a digest of some rows of the public table: what that of a fonds would be if these were all it has."""
    return _digests(rows.lazy(), {0: rows.height})[0]


def _digests(table: pl.LazyFrame, ranges: dict[int, int]) -> dict[int, str]:
    """Return a digest of every value in each range of records, numbers left out: they follow from other fonds.

    Every value counts by its 64-bit hash, column by column, which is much faster than putting the text of
    rows together; how the table is cut into pieces does not show.
    """
    kinds = {name: kind for name, kind in table.collect_schema().items() if name != "number"}
    columns = list(kinds)
    nothing = {name: pl.Series([None], dtype=kind).hash(0).to_numpy().tobytes() for name, kind in kinds.items()}
    found = {first: {name: _Values(name, nothing[name]) for name in columns} for first in ranges}
    for start, piece in _pieces(table):
        there = [name for name in columns if piece[name].null_count() < piece.height]
        hashed = piece.select(pl.col(there).hash(0))
        for first, count in ranges.items():
            begin, end = max(first, start), min(first + count, start + piece.height)
            if begin < end:
                own, length = found[first], end - begin
                for name in columns:
                    if name in there and piece[name].slice(begin - start, length).null_count() < length:
                        own[name].add(hashed[name].slice(begin - start, length))
                    else:
                        own[name].lacking += length
    joined = {first: b"".join(each.digest() for each in of_columns.values()) for first, of_columns in found.items()}
    return {first: hashlib.sha256(texts).hexdigest() for first, texts in joined.items()}


class _Values:
    """The digest of a column in the making. One without any value takes no work: most are so."""

    def __init__(self, name: str, nothing: bytes) -> None:
        self.hasher, self.nothing, self.any, self.lacking = hashlib.sha256(name.encode()), nothing, False, 0

    def add(self, hashes: pl.Series) -> None:
        self._nothing()
        self.any = True
        self.hasher.update(hashes.to_numpy().tobytes())

    def digest(self) -> bytes:
        if self.any:
            self._nothing()
        return self.hasher.digest()

    def _nothing(self) -> None:
        """Count rows without a value, which stand before those that come."""
        self.hasher.update(self.nothing * self.lacking)
        self.lacking = 0


def _pieces(table: pl.LazyFrame) -> Iterator[tuple[int, pl.DataFrame]]:
    count = table.select(pl.len()).collect().item()
    for start in range(0, count, _PIECE):
        yield start, table.slice(start, _PIECE).collect()
