"""Pages that lead to others: the map of the site, and the page for addresses that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lantai.site.config import SHELVES
from lantai.site.pages import Page
from lantai.visits.showcase import Showcase, Shown

PARTS = (
    ("catalogue", ("catalogue", "fonds")),
    ("releases", ("releases", "release")),
    ("exhibitions", ("exhibitions", "exhibition")),
    ("learn", ("learn", "lesson")),
    ("archives-day", ("archives-days", "archives-day")),
    ("guides", ("guides", "guide")),
    ("news", ("news-index", "news")),
    *((name, ("shelf", "shelf-item")) for name in SHELVES),
    ("pages", ("", "page")),
)
"""Parts of the map: name, and the kinds of its index page and of its pages."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the map. ``index`` is its own page, if it has one."""

    name: str
    index: Shown | None
    pages: tuple[Shown, ...]


def pages(publication: Any) -> Iterator[Page]:
    """Yield the map of the site in each language, and the one page for missing addresses. Must come last."""
    for language in publication.site.languages:
        yield _sitemap(language, publication)
    yield _not_found(publication)


def _sitemap(language: str, publication: Any) -> Page:
    t, routes = publication.translators[language], publication.routes
    showcase = Showcase(publication, language)
    parts = []
    for name, (index, kind) in PARTS:
        own = showcase.all(index) if index else ()
        shown = showcase.all(kind)
        if name in SHELVES:
            own, shown = (tuple(one for one in each if f"/{name}/" in one.address) for each in (own, shown))
        found = Part(name, own[0] if own else None, shown)
        if found.index or found.pages:
            parts.append(found)
    return Page(
        address=routes[language].page("sitemap"),
        template="sitemap",
        title=t("frame.sitemap"),
        kind="sitemap",
        styles=("visits.css",),
        language=language,
        alternates={code: routes[code].page("sitemap") for code in publication.site.languages},
        data={"parts": tuple(parts)},
    )


def _not_found(publication: Any) -> Page:
    """Return ``/404.html``, in the first language with a line in each other one: a server has only one such page."""
    site = publication.site
    t = publication.translators[site.language]
    return Page(
        address="/404.html",
        template="not-found",
        title=t("visits.not_found_title"),
        kind="not-found",
        styles=("visits.css",),
        language=site.language,
        listed=False,
        data={
            "others": tuple(
                (code, publication.translators[code]("visits.not_found_title"), publication.routes[code].home())
                for code in site.languages[1:]
            )
        },
    )
