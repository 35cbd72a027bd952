"""From releases to the public table: read, gate, merge, order, address, write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from lantai import files, intake, review
from lantai.catalogue import balance, merging, summaries
from lantai.catalogue import problems as kinds
from lantai.catalogue.model import CHANGES, TOMBSTONES, Catalogue
from lantai.intake.reading import Counts
from lantai.problems import Problems
from lantai.records import addresses, fonds, releases
from lantai.records.fields import CLEARED as FIELDS_CLEARED
from lantai.records.fields import PUBLIC as FIELDS_PUBLIC
from lantai.records.refcodes import match_key_expr, sort_key_expr
from lantai.records.store import NAMES, PUBLIC, WITHHELD
from lantai.review import Gated, objects, rules
from lantai.site.config import SMALL_CATALOGUE, Site
from lantai.site.moments import Standing
from lantai.threads import ahead

PIECE = 250_000
"""Records whose addresses are made at a time, while those before are written."""

DERIVED = {
    "has_media": pl.Boolean,
    **dict.fromkeys(("year_start", "year_end"), pl.Int32),
    **dict.fromkeys(("list_address", "anchor", "page_address"), pl.String),
}
"""Columns of the public table that follow from the others."""

ROW_GROUP = 65_536
SCHEDULED = "scheduled"
"""The hold of a record whose release is not public at this moment; only ever seen by staff."""


def prepare(site: Site, moment: datetime, work: Path, problems: Problems, program: str = "") -> Catalogue:
    """Write the tables of the catalogue as it is at ``moment`` into ``work`` and return it.

    What the gate said of a release is taken from the cache if ``program`` and all else is what it was.
    ``public.parquet`` is the only source of everything that is published; ``withheld.parquet``
    is for the audit and for messages to staff. A site without releases has an empty catalogue.
    """
    work.mkdir(parents=True, exist_ok=True)
    described = fonds.load_all(site, problems)
    counts: dict[str, Counts] = {}
    patterns: dict[tuple[str, str], tuple[str, ...]] = {}
    public, waiting = _gated(site, moment, work.parent / "cache", described, problems, counts, patterns, program)
    extra = tuple(sorted({name for _, result in public for name in result.extra}))
    closures = _closures(public, site, moment)
    later = [merging.withheld([each]) for each in waiting]
    merged = merging.merge(public, extra, sparse=True)
    balance.write(work, counts, public, later, merged)
    public.clear()
    _write(pl.concat([merged.withheld, *later]), work / WITHHELD)
    files.write_json(work / NAMES, _names(site, described))
    _write(merged.changes, work / CHANGES)
    several = len(site.archives) > 1
    _write(_tombstones(merged.gone, patterns, several), work / TOMBSTONES)
    own_pages = _all_own_pages(merged.public.height, site)
    count, releases_ = merged.public.height, merged.releases
    _write_public(merged.public, _order(merged.public, site), patterns, several, own_pages, extra, work / PUBLIC)
    del merged
    table = pl.scan_parquet(work / PUBLIC)
    _report_collisions(table, problems)
    catalogue = Catalogue(
        work=work,
        count=count,
        releases=releases_,
        fonds=summaries.of(table, site, several),
        extra=extra,
        own_pages=own_pages,
        closures=closures,
    )
    catalogue.save()
    return catalogue


def _gated(
    site: Site,
    moment: datetime,
    cache: Path,
    described: fonds.FondsByCode,
    problems: Problems,
    counts: dict[str, Counts],
    patterns: dict[tuple[str, str], tuple[str, ...]],
    program: str,
) -> tuple[list[tuple[releases.Release, Gated]], list[tuple[releases.Release, Gated]]]:
    """Return the gated releases that are public at ``moment``, and those that are not, as held.

    Drafts and releases that have ended are read too, so that the audit knows what must not be found;
    what is wrong with a draft is nobody's problem yet. What intake counted goes to ``counts``, how the codes of a fonds
    are built to ``patterns``: as its own file says, else the mapping of the first public release with records of it, so
    that no later one moves a record from its address.
    """
    public, waiting = [], []
    contents = objects.Contents(site, cache)
    for release in releases.load_all(site, problems):
        standing = release.showing.at(moment)
        report = Problems() if standing is Standing.DRAFT else problems
        mapping = releases.mapping_of(release, site, report)
        if mapping is None:
            continue
        taken = intake.read(release, mapping, site, report, cache / "intake", described)
        counts[release.id] = taken.counts
        if standing is Standing.PUBLIC:
            for archive, code in taken.fonds():
                said = addresses.patterns_of(mapping.code_patterns(described), archive, code)
                patterns.setdefault((archive, code), said)
            table, kept = taken.folder.name, cache / "gated"
            gated = review.gate_kept(taken.pieces, table, contents, release, site, moment, problems, kept, program)
            public.append((release, gated))
        else:
            named = taken.scan().select("repository_code", "match_key", "ref_code", "fonds", "title")
            review.tell_waiting(release, taken.counts.records, site, moment, problems)
            waiting.append((release, Gated(named.with_columns(holds=pl.lit(SCHEDULED)).collect())))
    return public, waiting


def _names(site: Site, described: fonds.FondsByCode) -> list[str]:
    """Return the names that staff give to archives, fonds, their creators and series, in every language."""
    given = [site.name, *(archive.name for archive in site.archives)]
    for each in described.values():
        given += [each.title, each.creator, *each.series.values()]
    return sorted({text for name in given for _, text in name})


def _closures(
    public: Sequence[tuple[releases.Release, Gated]], site: Site, moment: datetime
) -> tuple[rules.Closure, ...]:
    found = (rules.closure(gated.days(), each.access.closure_years, moment, site.zone) for each, gated in public)
    return tuple(each for each in found if each is not None)


def _order(frame: pl.DataFrame, site: Site) -> pl.Series:
    """Return the indexes of the records in archival order: by archive as the site names them, fonds, code."""
    place = {archive.code: index for index, archive in enumerate(site.archives)}
    groups = frame.select("repository_code", "fonds").unique()
    archive = pl.col("repository_code").replace_strict(place, default=len(place), return_dtype=pl.Int32)
    by_fonds = sort_key_expr(match_key_expr(pl.col("fonds")))
    ranks = groups.sort(archive, "repository_code", by_fonds, "fonds", nulls_last=True).with_row_index("_rank")
    rank = frame.select("repository_code", "fonds").join(
        ranks, on=["repository_code", "fonds"], how="left", nulls_equal=True, maintain_order="left"
    )["_rank"]
    keys = frame.select("sort_key", "match_key").with_columns(rank)
    return keys.select(pl.arg_sort_by("_rank", "sort_key", "match_key", nulls_last=True)).to_series()


def _write_public(
    frame: pl.DataFrame,
    order: pl.Series,
    patterns: addresses.Patterns,
    several: bool,
    own_pages: bool,
    extra: Sequence[str],
    path: Path,
) -> None:
    """Write the public table in ``order``, some hundred thousand records at a time.

    So neither the records in order nor what is derived of them is ever in memory for all.
    """
    frame = frame.drop("sort_key")
    wanted = [*FIELDS_PUBLIC, *FIELDS_CLEARED, *extra]
    schema = {"number": pl.UInt32, **dict.fromkeys((*wanted, "match_key", "release"), pl.String), **DERIVED}

    def piece_from(start: int) -> pl.DataFrame:
        piece = frame[order.slice(start, PIECE)].with_row_index("number", start)
        piece = _addressed(_with_years(piece), patterns, several)
        if not own_pages:
            piece = piece.with_columns(pl.when("has_media").then("page_address"))
        absent = [pl.lit(None, kind).alias(name) for name, kind in schema.items() if name not in piece.columns]
        return piece.with_columns(absent).select(list(schema))

    def pieces() -> Iterator[pl.DataFrame]:
        return ahead(map(piece_from, range(0, max(frame.height, 1), PIECE)))

    temporary = path.with_suffix(".new")
    table = register_io_source(lambda *_: pieces(), schema=schema, is_pure=True)
    table.sink_parquet(temporary, row_group_size=ROW_GROUP, statistics=True, maintain_order=True)
    temporary.replace(path)


def _with_years(frame: pl.DataFrame) -> pl.DataFrame:
    """Add what follows from a record's own fields: its years, and whether it shows pictures."""
    years = {
        f"year_{side}": rules.text(frame, f"date_{side}").str.slice(0, 4).cast(pl.Int32, strict=False)
        for side in ("start", "end")
    }
    return frame.with_columns(has_media=pl.col("media").is_not_null(), **years)


def _addressed(frame: pl.DataFrame, patterns: addresses.Patterns, several: bool) -> pl.DataFrame:
    if not frame.height:
        empty = dict.fromkeys(("list_address", "anchor", "page_address"), pl.lit(None, pl.String))
        return frame.with_columns(**empty)
    return addresses.add_columns(frame, patterns, several)


def _report_collisions(table: pl.LazyFrame, problems: Problems) -> None:
    """Report places that two records share. Digests find them, so that not all places need be in memory as text."""
    place = pl.concat_str("list_address", pl.lit("#"), "anchor").hash(0)
    twice = table.group_by(place.alias("place")).len().filter(pl.col("len") > 1).collect(engine="streaming")["place"]
    if not len(twice):
        return
    rows = table.filter(place.is_in(twice.implode())).select("list_address", "anchor", "ref_code").collect()
    twins = rows.filter(pl.struct("list_address", "anchor").is_duplicated()).sort("list_address", "anchor")
    for _, group in twins.group_by("list_address", "anchor", maintain_order=True):
        first, second = group["ref_code"][0], group["ref_code"][1]
        problems.add(kinds.ADDRESS_COLLISION.at("catalogue/releases", first=first, second=second))


def _all_own_pages(count: int, site: Site) -> bool:
    return site.record_pages == "all" or (site.record_pages == "auto" and count <= SMALL_CATALOGUE)


def _tombstones(gone: pl.DataFrame, patterns: addresses.Patterns, several: bool) -> pl.DataFrame:
    """Return where withdrawn records lay, in archival order, by which what is left of a list has its place."""
    fonds, code = sort_key_expr(match_key_expr(pl.col("fonds"))), sort_key_expr(pl.col("match_key"))
    placed = _addressed(gone, patterns, several)
    placed = placed.sort("repository_code", fonds, code, "match_key", "ref_code", nulls_last=True)
    return placed.select("ref_code", "fonds", "repository_code", "match_key", "list_address", "anchor", "page_address")


def _write(frame: pl.DataFrame, path: Path) -> None:
    with files.replacing(path) as stream:
        frame.write_parquet(stream, row_group_size=ROW_GROUP, statistics=True)
