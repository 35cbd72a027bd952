"""What the public does not see, for the bar of the preview: drafts, what is scheduled, what has ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lantai import exhibitions, learning, visits
from lantai.problems import Problems
from lantai.site.config import Site
from lantai.site.moments import Showing, Standing
from lantai.site.routes import dated

_HIDDEN = (Standing.DRAFT, Standing.SCHEDULED, Standing.ENDED)


def coming(site: Site, moment: datetime) -> list[dict[str, Any]]:
    """Return what is a draft, scheduled or ended at ``moment``: title, standing, addresses, moments in ISO 8601."""
    found = []
    for room in (exhibitions, learning, visits):
        for kind, name, title, showing in room.scheduled(site, Problems()):
            addresses = dated(kind, name, site.languages)
            if addresses and showing.at(moment) in _HIDDEN:
                found.append(_told(kind, addresses, title, showing, site, moment))
    return found


def _told(
    kind: str, addresses: tuple[str, ...], title: str, showing: Showing, site: Site, moment: datetime
) -> dict[str, Any]:
    return {
        "kind": kind,
        "title": title,
        "standing": showing.at(moment).value,
        "addresses": list(addresses),
        "from": _local(showing.publish_at, site),
        "until": _local(showing.until, site),
    }


def _local(moment: datetime | None, site: Site) -> str:
    return moment.astimezone(site.zone).isoformat(timespec="minutes") if moment else ""
