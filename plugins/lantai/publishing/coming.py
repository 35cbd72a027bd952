"""What the public does not see, for the bar of the preview: drafts, what is scheduled, what has ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from lantai import exhibitions, learning, visits
from lantai.problems import Problems
from lantai.site.config import Site
from lantai.site.moments import Showing, Standing
from lantai.site.routes import Routes

_HIDDEN = (Standing.DRAFT, Standing.SCHEDULED, Standing.ENDED)


def coming(site: Site, moment: datetime) -> list[dict[str, Any]]:
    """Return what is a draft, scheduled or ended at ``moment``: title, standing, addresses, moments in ISO 8601."""
    found = []
    for room in (exhibitions, learning, visits):
        for kind, name, title, showing in room.scheduled(site, Problems()):
            if kind in _ADDRESSES and showing.at(moment) in _HIDDEN:
                found.append(_told(kind, name, title, showing, site, moment))
    return found


_ADDRESSES: dict[str, Callable[[Routes, str], str]] = {
    "exhibition": lambda routes, name: routes.exhibition(name),
    "lesson": lambda routes, name: routes.lesson(name),
    "news": lambda routes, name: routes.news(name),
    "guide": lambda routes, name: routes.guide(name),
    "page": lambda routes, name: routes.page(name),
    "archives-day": lambda routes, name: routes.archives_day(name),
}


def _told(kind: str, name: str, title: str, showing: Showing, site: Site, moment: datetime) -> dict[str, Any]:
    return {
        "kind": kind,
        "title": title,
        "standing": showing.at(moment).value,
        "addresses": [_ADDRESSES[kind](Routes(language, site.language), name) for language in site.languages],
        "from": _local(showing.publish_at, site),
        "until": _local(showing.until, site),
    }


def _local(moment: datetime | None, site: Site) -> str:
    return moment.astimezone(site.zone).isoformat(timespec="minutes") if moment else ""
