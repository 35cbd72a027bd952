"""Releases that are not public yet: an editor who has signed one must not wonder why the site lacks it."""

from __future__ import annotations

from datetime import datetime

from lantai.problems import Problems
from lantai.records.releases import Release
from lantai.review import problems as kinds
from lantai.site.config import Site
from lantai.site.moments import Standing


def tell_waiting(release: Release, count: int, site: Site, moment: datetime, problems: Problems) -> None:
    """Note that none of the ``count`` records of a draft, or of a release to come, is published at ``moment``."""
    standing, opens = release.showing.at(moment), release.showing.publish_at
    if standing is Standing.DRAFT:
        problems.add(kinds.RELEASE_DRAFT.at(release.file, release=release.id, n=count))
    elif standing is Standing.SCHEDULED and opens is not None:
        local = opens.astimezone(site.zone).isoformat(timespec="minutes")
        problems.add(kinds.RELEASE_SCHEDULED.at(release.file, release=release.id, n=count, moment=local))
