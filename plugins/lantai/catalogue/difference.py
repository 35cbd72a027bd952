"""What a release changes: records added, changed field by field, taken down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import polars as pl

from lantai import intake, review
from lantai.catalogue import merging
from lantai.problems import Problems
from lantai.records import releases
from lantai.records.fields import CLEARED, PUBLIC, SEPARATOR
from lantai.review import Gated, objects, reasons
from lantai.site.config import Site

COMPARED = tuple(name for name in (*PUBLIC, *CLEARED) if name not in ("repository_code", "ref_code"))


@dataclass(frozen=True, slots=True)
class Difference:
    """``added`` and ``withdrawn`` have ``fonds ref_code title``; ``changed`` has ``ref_code field before after``."""

    added: pl.DataFrame
    changed: pl.DataFrame
    withdrawn: pl.DataFrame

    @property
    def changed_records(self) -> int:
        return self.changed["ref_code"].n_unique()


def of_release(release: releases.Release, site: Site, moment: datetime, cache: Path, problems: Problems) -> Difference:
    """Return what ``release`` does to the releases before it, as if it were signed and due.

    The gate is asked at the later of ``moment`` and the release's own publication.
    """
    due = release.publish_at
    at = max(moment, due) if due else moment
    before = []
    for earlier in releases.load_all(site, problems):
        if earlier.id == release.id:
            break
        if earlier.showing.public(at):
            before.append((earlier, _gated(earlier, site, at, cache, problems)))
    own = _as_signed(_gated(release, site, at, cache, problems))
    old = merging.merge(before).public
    return between(old, merging.merge([*before, (release, own)]).public)


def of_two(
    first: releases.Release, second: releases.Release, site: Site, moment: datetime, cache: Path, problems: Problems
) -> Difference:
    """Return what the public part of ``second`` adds to, changes in and lacks of that of ``first``."""
    tables = []
    for each in (first, second):
        at = max(moment, each.publish_at) if each.publish_at else moment
        tables.append(merging.merge([(each, _as_signed(_gated(each, site, at, cache, problems)))]).public)
    return between(*tables)


def between(old: pl.DataFrame, new: pl.DataFrame) -> Difference:
    """Compare two public tables by archive and match key."""
    keys = list(merging.KEY)
    named = ["fonds", "ref_code", "title"]
    added = new.join(old, on=keys, how="anti", nulls_equal=True).select(named)
    withdrawn = old.join(new, on=keys, how="anti", nulls_equal=True).select(named)
    both = new.join(old, on=keys, how="inner", suffix="_before", nulls_equal=True, maintain_order="left")
    parts = [
        both.filter(pl.col(name).ne_missing(pl.col(f"{name}_before"))).select(
            "ref_code",
            pl.lit(name).alias("field"),
            pl.col(f"{name}_before").alias("before"),
            pl.col(name).alias("after"),
        )
        for name in COMPARED
    ]
    return Difference(added, pl.concat(parts).sort("ref_code", maintain_order=True), withdrawn)


def _gated(release: releases.Release, site: Site, at: datetime, cache: Path, problems: Problems) -> Gated:
    mapping = releases.mapping_of(release, site, problems)
    problems.raise_errors()
    assert mapping is not None
    taken = intake.read(release, mapping, site, problems, cache)
    contents = objects.Contents(site, cache.parent)
    return review.gate(taken.frame, release, site, at, problems, contents=contents)


def _as_signed(result: Gated) -> Gated:
    """Return the result of the gate without the hold that only signatures are waiting for."""
    codes = pl.col("holds").str.split(SEPARATOR).list.eval(pl.element().filter(pl.element() != reasons.UNAPPROVED.code))
    left = codes.list.join(SEPARATOR)
    return replace(result, frame=result.frame.with_columns(pl.when(left != "").then(left).alias("holds")))
