"""What stands on list pages, made for several fonds at once: many have few records, and each query costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl
from markupsafe import Markup

from lantai.catalogue import rows
from lantai.catalogue.model import FondsSummary
from lantai.records import addresses

AT_ONCE = 50_000
"""Records whose rows are in memory together; one fonds may have more."""
JUMPS = 24
"""A list page offers at most so many years to jump to; more are gathered into decades."""
COLUMNS = frozenset({*rows.COLUMNS, "number", "year_start"})
"""What is read of the public table for lists."""

Jumps = Mapping[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of some fonds: ``rows`` and ``jumps`` by the address of their page, numbers of ``paged`` records.

    A jump is a year or a decade with the anchor of its first record; records that are ``paged`` have a page of
    their own. ``interleaved`` are the rows of lists of which one goes on within another, by the address of their
    container.
    """

    rows: Mapping[str, Markup]
    jumps: Jumps
    paged: pl.Series
    interleaved: Mapping[str, Markup] = field(default_factory=dict)

    def pages_in(self, summary: FondsSummary) -> bool:
        """Return whether a record of a fonds has a page of its own."""
        return bool(self.paged.is_between(summary.first, summary.first + summary.count - 1).any())


def batches(fonds: Iterable[FondsSummary], at_once: int = AT_ONCE) -> Iterator[tuple[FondsSummary, ...]]:
    """Yield fonds that stand beside each other in the public table, about ``at_once`` records at a time."""
    batch: list[FondsSummary] = []
    count = 0
    for summary in fonds:
        if batch and count + summary.count > at_once:
            yield tuple(batch)
            batch, count = [], 0
        batch.append(summary)
        count += summary.count
    if batch:
        yield tuple(batch)


def below(summaries: Sequence[FondsSummary]) -> pl.Expr:
    """Return whether ``list_address`` lies in one of some fonds."""
    return pl.any_horizontal(pl.col("list_address").str.starts_with(each.address) for each in summaries)


def interleaved(frame: pl.DataFrame) -> dict[str, str]:
    """Return the container of each list for all containers of which one list has records between those of another.

    Files without a pattern for their codes do: ``F/1`` and ``F/2`` are a list, what is in them (``F/1/1``) another.
    """
    number = pl.col("number")
    spans = frame.group_by("list_address").agg(number.min().alias("first"), number.max().alias("last")).sort("first")
    containers: dict[str, str] = {}
    reached: dict[str, int] = {}
    mixed: set[str] = set()
    for address, first, last in spans.iter_rows():
        head, _, name = address.rstrip("/").rpartition("/")
        if addresses.is_block(name):
            containers[address] = f"{head}/"
            if first < reached.get(head, -1):
                mixed.add(f"{head}/")
            reached[head] = max(last, reached.get(head, -1))
    return {address: container for address, container in containers.items() if container in mixed}


def jumps(frame: pl.DataFrame, decade: Callable[[int], str]) -> Jumps:
    """Return, for each list page of several years, each year (or decade) with the anchor of its first record.

    ``decade`` names one by its first year.
    """
    firsts = (
        frame.filter(pl.col("year_start").is_not_null())
        .group_by("list_address", "year_start", maintain_order=True)
        .agg(pl.col("anchor").first())
        .sort("list_address", "year_start")
    )
    found: dict[str, dict[int, str]] = {}
    for address, year, anchor in firsts.iter_rows():
        found.setdefault(address, {})[year] = anchor
    return {address: _by_period(years, decade) for address, years in found.items() if len(years) > 1}


def _by_period(years: dict[int, str], decade: Callable[[int], str]) -> list[tuple[str, str]]:
    if len(years) <= JUMPS:
        return [(str(year), anchor) for year, anchor in years.items()]
    decades: dict[str, str] = {}
    for year, anchor in years.items():
        decades.setdefault(decade(year // 10 * 10), anchor)
    return list(decades.items())
