"""Reading a release for commands that look at it by itself."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from lantai import intake
from lantai.catalogue.problems import RELEASE_UNKNOWN
from lantai.problems import NOTHING, Problems, UsageError
from lantai.publishing.layout import Layout
from lantai.records import fonds, releases
from lantai.records.problems import RELEASE_OVERDUE
from lantai.site.config import Site


def records_of(release: releases.Release, site: Site, problems: Problems) -> pl.DataFrame:
    """Return the records of a release as delivered, before the gate; no rows if its mapping is unusable.

    Uses and fills the same cache as a build.
    """
    mapping = releases.mapping_of(release, site, problems)
    if mapping is None:
        return pl.DataFrame()
    cache = Layout.of(site.folder).cache / "intake"
    described = fonds.load_all(site, Problems())
    return intake.read(release, mapping, site, problems, cache, described).frame


def must_exist(identifier: str, site: Site) -> None:
    """End the command, naming the releases there are, if there is none of this name."""
    known = sorted(path.parent.name for path in (site.catalogue / "releases").glob("*/release.yaml"))
    if identifier not in known:
        raise UsageError(
            RELEASE_UNKNOWN.at("catalogue/releases", release=identifier, known="、".join(known) or NOTHING)
        )


def overdue(site: Site, moment: datetime) -> Problems:
    """Return the reminder that a release is overdue, if it is."""
    due = releases.next_due(releases.load_all(site, Problems()), site.release_every, moment)
    today = moment.astimezone(site.zone).date()
    if due is None or today <= due:
        return Problems()
    return Problems([RELEASE_OVERDUE.at("catalogue/releases", due=due.isoformat(), days=(today - due).days)])
