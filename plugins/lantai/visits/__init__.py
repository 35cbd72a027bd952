"""What visitors come for besides the catalogue: home, guides, news, Archives Day, publications, free pages.

``load`` reads ``content/`` as it is at one moment and collects every problem; ``pages`` and
``files`` give what is to be written, after the other rooms have written theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from lantai.links import Citation, Links
from lantai.problems import Problems
from lantai.site.config import Site
from lantai.site.pages import Page
from lantai.visits import archives_day, campaigns, guides, home, news, shelves, signposts
from lantai.visits import pages as free_pages
from lantai.visits.campaigns import Campaign
from lantai.visits.home import Home
from lantai.visits.room import Rendered, Room
from lantai.visits.schedule import scheduled
from lantai.visits.shelves import Shelved

__all__ = ["Visits", "files", "load", "pages", "scheduled"]


@dataclass(frozen=True, slots=True)
class Visits:
    """Everything of this room that is public at the moment, in every language of the site."""

    home: Home
    free_pages: tuple[Rendered, ...]
    guides: tuple[Rendered, ...]
    news: tuple[Rendered, ...]
    campaigns: tuple[Campaign, ...]
    shelved: Shelved


def load(site: Site, moment: datetime, records: Any, media: Any, links: Links, problems: Problems) -> Visits:
    """Read the room's part of ``content/``. What is wrong goes to ``problems``; nothing is raised."""
    room = Room(site, moment, records, media, links, problems)
    visits = Visits(
        home=home.load(room),
        free_pages=free_pages.load(room),
        guides=guides.load(room),
        news=news.load(room),
        campaigns=campaigns.load(room),
        shelved=shelves.load(room),
    )
    _cite(visits, links)
    return visits


def pages(visits: Visits, publication: Any) -> Iterator[Page]:
    """Yield the room's pages; the map of the site comes last, so that it knows all others."""
    yield from free_pages.pages(visits.free_pages, publication)
    yield from guides.pages(visits.guides, publication)
    yield from news.pages(visits.news, publication)
    yield from archives_day.pages(visits.campaigns, publication)
    yield from shelves.pages(visits.shelved, publication)
    yield from home.pages(visits.home, visits.campaigns, visits.guides, visits.news, visits.shelved, publication)
    yield from signposts.pages(publication)


def files(visits: Visits, publication: Any) -> Iterator[tuple[str, bytes | Path]]:
    """Yield the files beside the pages (feeds, calendars, downloads) as (address, content or file to copy)."""
    yield from news.files(visits.news, publication)
    yield from archives_day.files(visits.campaigns, publication)


def _cite(visits: Visits, links: Links) -> None:
    """Let exhibitions, lessons and releases know the campaigns that show them."""
    for campaign in visits.campaigns:
        for one in campaign.texts:
            if not one.exact:
                continue
            citation = Citation("archives-day", one.title, one.address, one.language)
            for slug in campaign.exhibitions:
                links.cite("exhibition", slug, citation)
            for slug in campaign.lessons:
                links.cite("lesson", slug, citation)
            if campaign.release:
                links.cite("release", campaign.release, citation)
