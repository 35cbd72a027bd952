"""Guides to the archive's services (办事指南): on what basis, for whom, with what papers, how, how long, how much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lantai.prose.options import Option
from lantai.site.pages import Crumb, Page
from lantai.visits.content_files import Shape, read_folder
from lantai.visits.pages import archive_jsonld
from lantai.visits.room import Rendered, Room, Said, by_language, check_hidden, page_of, rendered

LISTS = ("basis", "conditions", "materials", "process")
FACTS = ("time", "fee", "place", "hours", "phone")

SHAPE = Shape(
    (
        Option("basis", "list", "依据", "legal basis", default=()),
        Option("conditions", "list", "条件：谁可以办", "conditions: who may ask", default=()),
        Option("materials", "list", "材料：要带什么", "papers to bring", default=()),
        Option("process", "list", "流程", "steps", default=()),
        Option("time", "text", "时限", "how long it takes", default=""),
        Option("fee", "text", "费用", "fee", default=""),
        Option("place", "text", "地点；不写则用本馆地址", "place; the archive's address if not given", default=""),
        Option("hours", "text", "时间；不写则用本馆开放时间", "hours; those of the archive if not given", default=""),
        Option("phone", "text", "电话；不写则用本馆电话", "telephone; that of the archive if not given", default=""),
        Option("order", "integer", "在列表中的次序", "place in lists", default=100),
    ),
    translated=(*LISTS, *FACTS),
)


def load(room: Room) -> tuple[Rendered, ...]:
    texts = read_folder(room.site.content / "guides", SHAPE, room.site, room.problems)
    texts = tuple(sorted(texts, key=lambda text: (text.original.head["order"], text.slug)))
    address = lambda routes, slug: routes.guide(slug)  # noqa: E731 - one line says it
    check_hidden(texts, address, room)
    return rendered(texts, "guide", address, room)


def pages(found: tuple[Rendered, ...], publication: Any) -> Iterator[Page]:
    for language in publication.site.languages:
        yield _index(found, language, publication)
    for one in found:
        t, routes = publication.translators[one.language], publication.routes[one.language]
        page = page_of(
            one,
            found,
            template="guide",
            kind="guide",
            trail=(Crumb(t("visits.guides_title"), routes.section("guides")),),
            group="guides",
            jsonld=_jsonld(one, publication) if one.exact else None,
            data={"lists": lists(one), "facts": facts(one, publication)},
        )
        yield page


def _index(found: tuple[Rendered, ...], language: str, publication: Any) -> Page:
    t, routes = publication.translators[language], publication.routes
    return Page(
        address=routes[language].section("guides"),
        template="guides",
        title=t("visits.guides_title"),
        kind="guides",
        styles=("visits.css",),
        language=language,
        description=t("visits.guides_lead"),
        alternates={code: routes[code].section("guides") for code in publication.site.languages},
        data={"guides": tuple(by_language(found, language)), "booking": publication.site.booked()},
    )


def lists(one: Rendered) -> tuple[Said, ...]:
    """Return the lists that are written, in the order in which people need them."""
    return tuple(said for name in LISTS if (said := one.said(name)).value)


def facts(one: Rendered, publication: Any) -> tuple[Said, ...]:
    """Return time, fee, place, hours and telephone: the guide's own, else the archive's, else nothing."""
    contact = publication.site.contact
    archive = {
        "place": contact.address.found(one.language),
        "hours": contact.hours.found(one.language),
        "phone": (one.language, contact.phone),
    }
    found = []
    for said in map(one.said, FACTS):
        language, value = archive.get(said.name, (one.language, ""))
        found.append(said if said.value else Said(said.name, value, language))
    return tuple(each for each in found if each.value)


def _jsonld(one: Rendered, publication: Any) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": one.title,
        "description": one.summary,
        "inLanguage": one.language,
        "provider": archive_jsonld(publication.site, one.language),
    }
