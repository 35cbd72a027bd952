"""Free pages: about the archive, accessibility and whatever else stands in ``content/pages``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lantai.prose.options import Option
from lantai.site.config import SHELVES
from lantai.site.pages import Page
from lantai.visits import problems as kinds
from lantai.visits.content_files import Shape, read_folder
from lantai.visits.room import Rendered, Room, by_language, check_hidden, page_of, rendered

SHAPE = Shape((Option("order", "integer", "在列表中的次序", "place in lists", default=100),))

RESERVED = frozenset(
    {"catalogue", "releases", "exhibitions", "learn", "archives-day", "guides", "news", "search", "sitemap"}
    | {"data", "media", "iiif", "theme", "themes", "r", "requests"}
    | set(SHELVES)
)
"""First parts of addresses that other rooms answer."""

BUILT_IN = ("about", "accessibility")
"""Pages that the frame links to: the theme has words for them where the archive has written none."""


def load(room: Room) -> tuple[Rendered, ...]:
    texts = read_folder(room.site.content / "pages", SHAPE, room.site, room.problems)
    for text in texts:
        if text.slug in RESERVED or text.slug in room.site.languages:
            room.problems.add(kinds.PAGE_RESERVED.at(text.original.file, name=text.slug))
    address = lambda routes, slug: routes.page(slug)  # noqa: E731 - one line says it
    check_hidden(texts, address, room)
    return rendered(texts, "page", address, room)


def pages(found: tuple[Rendered, ...], publication: Any) -> Iterator[Page]:
    for one in found:
        kind = "about" if one.text.slug == "about" else "page"
        jsonld = _about(one, publication) if kind == "about" and one.exact else None
        yield page_of(one, found, template="page", kind="page", jsonld=jsonld, data={"name": one.text.slug})
    for language in publication.site.languages:
        written = {one.text.slug for one in by_language(found, language)}
        for name in BUILT_IN:
            if name not in written:
                yield _built_in(name, language, publication)


def _built_in(name: str, language: str, publication: Any) -> Page:
    t, routes = publication.translators[language], publication.routes
    return Page(
        address=routes[language].page(name),
        template=f"page-{name}",
        title=t(f"visits.{name}_title"),
        kind="page",
        language=language,
        description=publication.site.description.in_(language),
        alternates={code: routes[code].page(name) for code in publication.site.languages},
        text="" if name == "about" else None,
        data={"name": name},
    )


def _about(one: Rendered, publication: Any) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "AboutPage",
        "name": one.title,
        "about": archive_jsonld(publication.site, one.language),
    }


def archive_jsonld(site: Any, language: str) -> dict[str, Any]:
    """Return the archive as schema.org's ArchiveOrganization, with only what is set."""
    contact = site.contact
    facts = {
        "@type": "ArchiveOrganization",
        "name": site.name.in_(language),
        "identifier": site.archive.code,
        "url": site.base_url + "/" if site.base_url else "",
        "description": site.description.in_(language),
        "address": contact.address.in_(language),
        "telephone": contact.phone,
        "email": contact.email,
    }
    return {name: value for name, value in facts.items() if value}
