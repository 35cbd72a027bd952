"""From releases to the public table: read, gate, merge, order, address, write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import polars as pl

from lantai import files, intake, parts, review
from lantai.catalogue import merging
from lantai.catalogue import problems as kinds
from lantai.catalogue.model import CHANGES, PUBLIC, TOMBSTONES, WITHHELD, Catalogue, FondsSummary
from lantai.problems import Problems
from lantai.records import addresses, fonds, releases
from lantai.records.refcodes import match_key_expr, sort_key_expr
from lantai.review import Gated, rules
from lantai.site.config import SMALL_CATALOGUE, Site
from lantai.site.moments import Standing

ROW_GROUP = 65_536
SCHEDULED = "scheduled"
"""The hold of a record whose release is not public at this moment; only ever seen by staff."""


def prepare(site: Site, moment: datetime, work: Path, problems: Problems) -> Catalogue:
    """Write the tables of the catalogue as it is at ``moment`` into ``work`` and return it.

    ``public.parquet`` is the only source of everything that is published; ``withheld.parquet``
    is for the audit and for messages to staff. A site without releases has an empty catalogue.
    """
    work.mkdir(parents=True, exist_ok=True)
    described = fonds.load_all(site, problems)
    public, waiting = _gated(site, moment, work.parent / "cache" / "intake", described, problems)
    extra = tuple(sorted({name for _, result in public for name in result.extra}))
    merged = merging.merge(public, extra)
    patterns = {(each.archive, each.code): each.patterns for each in described.values()}
    several = len(site.archives) > 1
    table = _addressed(_ordered(merged.public, site), patterns, several)
    _report_collisions(table, problems)
    table = _own_pages(table, site)
    _write(table.drop("sort_key"), work / PUBLIC)
    _write(pl.concat([merged.withheld, *_waiting(waiting)]), work / WITHHELD)
    _write(merged.changes, work / CHANGES)
    _write(_tombstones(merged.gone, patterns, several), work / TOMBSTONES)
    catalogue = Catalogue(
        work=work,
        count=table.height,
        releases=merged.releases,
        fonds=_fonds(table, site, several),
        extra=extra,
        own_pages=_all_own_pages(table.height, site),
        closures=_closures(public, site, moment),
    )
    catalogue.save()
    return catalogue


def _gated(
    site: Site, moment: datetime, cache: Path, described: fonds.FondsByCode, problems: Problems
) -> tuple[list[tuple[releases.Release, Gated]], list[tuple[releases.Release, pl.DataFrame]]]:
    """Return the gated releases that are public at ``moment``, and the rows of those that are not.

    Drafts and releases that have ended are read too, so that the audit knows what must not be found;
    what is wrong with a draft is nobody's problem yet.
    """
    public, waiting = [], []
    for release in releases.load_all(site, problems):
        standing = release.showing.at(moment)
        report = Problems() if standing is Standing.DRAFT else problems
        mapping = releases.mapping_of(release, site, report)
        if mapping is None:
            continue
        taken = intake.read(release, mapping, site, report, cache, described)
        if standing is Standing.PUBLIC:
            public.append((release, review.gate(taken.frame, release, site, moment, problems)))
        else:
            waiting.append((release, taken.frame))
    return public, waiting


def _closures(
    public: Sequence[tuple[releases.Release, Gated]], site: Site, moment: datetime
) -> tuple[rules.Closure, ...]:
    found = (rules.closure(gated.frame, each.access.closure_years, moment, site.zone) for each, gated in public)
    return tuple(each for each in found if each is not None)


def _waiting(waiting: Sequence[tuple[releases.Release, pl.DataFrame]]) -> list[pl.DataFrame]:
    later = [(release, Gated(frame.with_columns(pl.lit(SCHEDULED).alias("holds")))) for release, frame in waiting]
    return [merging.withheld([each]) for each in later]


def _ordered(frame: pl.DataFrame, site: Site) -> pl.DataFrame:
    """Return the records in archival order: by archive as the site names them, fonds, code; numbered."""
    rank = {archive.code: index for index, archive in enumerate(site.archives)}
    archive = pl.col("repository_code").replace_strict(rank, default=len(rank), return_dtype=pl.Int32)
    by_fonds = sort_key_expr(match_key_expr(pl.col("fonds")))
    ordered = frame.sort(archive, "repository_code", by_fonds, "sort_key", "match_key", nulls_last=True)
    years = {
        f"year_{side}": pl.col(f"date_{side}").str.slice(0, 4).cast(pl.Int32, strict=False) for side in ("start", "end")
    }
    media = pl.col("media").is_not_null()
    return ordered.with_columns(has_media=media, **years).with_row_index("number")


def _addressed(frame: pl.DataFrame, patterns: addresses.Patterns, several: bool) -> pl.DataFrame:
    if not frame.height:
        empty = dict.fromkeys(("list_address", "anchor", "page_address"), pl.lit(None, pl.String))
        return frame.with_columns(**empty)
    return addresses.add_columns(frame, patterns, several)


def _report_collisions(table: pl.DataFrame, problems: Problems) -> None:
    if not table.height:
        return
    twins = addresses.collisions(table)
    for _, rows in twins.group_by("list_address", "anchor", maintain_order=True):
        first, second = rows["ref_code"][0], rows["ref_code"][1]
        problems.add(kinds.ADDRESS_COLLISION.at("catalogue/releases", first=first, second=second))


def _all_own_pages(count: int, site: Site) -> bool:
    return site.record_pages == "all" or (site.record_pages == "auto" and count <= SMALL_CATALOGUE)


def _own_pages(table: pl.DataFrame, site: Site) -> pl.DataFrame:
    """Keep ``page_address`` where a record has a page of its own; what is cited gets one when it is cited."""
    if _all_own_pages(table.height, site):
        return table
    return table.with_columns(pl.when("has_media").then("page_address").alias("page_address"))


def _fonds(table: pl.DataFrame, site: Site, several: bool) -> tuple[FondsSummary, ...]:
    groups = table.group_by("repository_code", "fonds", maintain_order=True).agg(
        pl.col("number").first(),
        pl.len().alias("count"),
        pl.col("year_start").min(),
        pl.col("year_end").max(),
        pl.col("release").unique().sort(),
        pl.col("has_media").sum(),
    )
    years: dict[tuple[str, str], dict[str, int]] = {}
    counted = table.filter(pl.col("year_start").is_not_null()).group_by("repository_code", "fonds", "year_start").len()
    for repository, code, year, count in counted.sort("repository_code", "fonds", "year_start").iter_rows():
        years.setdefault((repository, code), {})[str(year)] = count
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
            digest=_said_of(table.slice(first, count)),
            releases=tuple(named),
            pictured=pictured,
        )
        for repository, code, first, count, start, end, named, pictured in groups.iter_rows()
    )


def _said_of(records: pl.DataFrame) -> str:
    """Return a digest of every value in ``records``, numbers left out: they follow from other fonds.

    Values are told apart by two control characters, and these by a backslash where a value holds one.
    """
    marks, escapes = ["\\", "\x1e", "\x1f"], ["\\\\", "\\e", "\\f"]
    said = records.drop("number").select(pl.all().cast(pl.String).fill_null("").str.replace_many(marks, escapes))
    lines = said.select(pl.concat_str(pl.all(), separator="\x1f").str.join("\x1e").cast(pl.Binary)).item()
    return parts.digest(said.columns, lines)


def _tombstones(gone: pl.DataFrame, patterns: addresses.Patterns, several: bool) -> pl.DataFrame:
    placed = _addressed(gone, patterns, several)
    return placed.select("ref_code", "fonds", "repository_code", "match_key", "list_address", "anchor", "page_address")


def _write(frame: pl.DataFrame, path: Path) -> None:
    with files.replacing(path) as stream:
        frame.write_parquet(stream, row_group_size=ROW_GROUP, statistics=True)
