"""News, newest first, with an Atom feed in each language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from lantai.prose.options import Option
from lantai.site import feed
from lantai.site.pages import Crumb, Page
from lantai.visits.content_files import Shape, read_folder
from lantai.visits.room import Rendered, Room, by_language, check_hidden, page_of, rendered

SHAPE = Shape(
    (
        Option("date", "moment", "日期", "date", required=True),
        Option("source", "text", "来源；不写则为本馆", "source; the archive itself if not given", default=""),
    )
)

FEED_LENGTH = 30
OTHERS_SHOWN = 5


def load(room: Room) -> tuple[Rendered, ...]:
    texts = read_folder(room.site.content / "news", SHAPE, room.site, room.problems)
    dated = [text for text in texts if text.original.head["date"]]
    dated.sort(key=lambda text: (text.original.head["date"], text.slug), reverse=True)
    address = lambda routes, slug: routes.news(slug)  # noqa: E731 - one line says it
    check_hidden(dated, address, room)
    return rendered(dated, "news", address, room)


def day(one: Rendered) -> date:
    moment: datetime = one.text.original.head["date"]
    return moment.date()


def pages(found: tuple[Rendered, ...], publication: Any) -> Iterator[Page]:
    for language in publication.site.languages:
        yield _index(found, language, publication)
    for language in publication.site.languages:
        items = list(by_language(found, language))
        t, routes = publication.translators[language], publication.routes[language]
        for index, one in enumerate(items):
            yield page_of(
                one,
                found,
                template="news-item",
                kind="news",
                group="news",
                trail=(Crumb(t("visits.news_title"), routes.section("news")),),
                jsonld=_jsonld(one, publication) if one.exact else None,
                data={
                    "day": day(one),
                    "others": tuple((day(other), other) for other in items if other is not one)[:OTHERS_SHOWN],
                    "source": one.text.original.head["source"],
                    "newer": items[index - 1] if index else None,
                    "older": items[index + 1] if index + 1 < len(items) else None,
                },
            )


def _index(found: tuple[Rendered, ...], language: str, publication: Any) -> Page:
    t, routes = publication.translators[language], publication.routes
    items = tuple((day(one), one) for one in by_language(found, language))
    return Page(
        address=routes[language].section("news"),
        template="news",
        title=t("visits.news_title"),
        kind="news-index",
        styles=("visits.css",),
        language=language,
        description=t("visits.news_lead"),
        alternates={code: routes[code].section("news") for code in publication.site.languages},
        updated=items[0][0] if items else None,
        data={"items": items, "feed": feed_address(publication, language)},
    )


def feed_address(publication: Any, language: str) -> str:
    return publication.routes[language].section("news") + "feed.xml"


def files(found: tuple[Rendered, ...], publication: Any) -> Iterator[tuple[str, bytes]]:
    """Yield the feed of each language as (address, content)."""
    site = publication.site
    for language in site.languages:
        items = [one for one in by_language(found, language) if one.exact][:FEED_LENGTH]
        entries = [
            feed.Entry(one.title, one.address, one.text.original.head["date"], one.summary or one.prose.opening)
            for one in items
        ]
        address = feed_address(publication, language)
        about = feed.About(
            title=site.name.in_(language),
            subtitle=publication.translators[language]("visits.news_title"),
            language=language,
            address=address,
            page=publication.routes[language].section("news"),
        )
        yield address, feed.atom(about, entries, site)


def _jsonld(one: Rendered, publication: Any) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": one.title,
        "datePublished": day(one).isoformat(),
        "inLanguage": one.language,
        "publisher": {"@type": "ArchiveOrganization", "name": publication.site.name.in_(one.language)},
    }
