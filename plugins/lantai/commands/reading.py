"""Reading a release for commands that look at it by itself."""

from __future__ import annotations

import polars as pl

from lantai import intake
from lantai.problems import Problems
from lantai.publishing.layout import Layout
from lantai.records import fonds, releases
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
