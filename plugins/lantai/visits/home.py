"""The home page: one search box, then what is newest and nearest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from lantai.prose.options import Option, Reader, Values
from lantai.site import yamls
from lantai.site.config import SHELVES
from lantai.site.pages import Page
from lantai.visits import news
from lantai.visits.campaigns import Campaign
from lantai.visits.pages import archive_jsonld
from lantai.visits.room import Rendered, Room, by_language
from lantai.visits.shelves import Shelved
from lantai.visits.showcase import Showcase, Shown

OPTIONS = (
    Option("lead", "local", "检索框上方的一句话", "a sentence above the search box"),
    Option("examples", "list", "检索示例", "examples of searching", default=()),
    Option(
        "exhibition",
        "identifier",
        "首页展览；不写则为最新的一个",
        "exhibition on the home page; the newest if not given",
    ),
    Option(
        "archives_day",
        "integer",
        "一直放在首页的国际档案日年份",
        "year of the campaign to keep on the home page",
        minimum=2008,
    ),
    Option("notice", "local", "临时通知，如闭馆", "a notice, such as closing days"),
)
"""What may stand under ``home`` in site.yaml."""

NEWS_SHOWN, LESSONS_SHOWN, GUIDES_SHOWN, FONDS_SHOWN = 4, 2, 4, 4


@dataclass(frozen=True, slots=True)
class Home:
    """The archive's own words and choices for its home page."""

    values: Values


def load(room: Room) -> Home:
    document = yamls.Document("content/site.yaml", {"home": room.site.home})
    path = room.site.content / "site.yaml"
    if path.is_file():
        # The settings were read and checked before; this reading is for the lines of the keys alone.
        document = yamls.load(path, "content/site.yaml", room.problems) or document
    if not isinstance(document.data, Mapping) or not isinstance(document.data.get("home"), Mapping):
        document = yamls.Document("content/site.yaml", {"home": {}})
    reader = Reader(document, room.problems, room.site.language, room.site.zone)
    home = Home(reader.read(OPTIONS, "home"))
    chosen = home.values["exhibition"]
    room.check_targets(home.values.place("exhibition"), "exhibition", (chosen,) if chosen else ())
    return home


def pages(
    home: Home,
    campaigns: tuple[Campaign, ...],
    guides: tuple[Rendered, ...],
    items: tuple[Rendered, ...],
    shelved: Shelved,
    publication: Any,
) -> Iterator[Page]:
    for language in publication.site.languages:
        yield _page(home, campaigns, guides, items, shelved, language, publication)


def _page(
    home: Home,
    campaigns: tuple[Campaign, ...],
    guides: tuple[Rendered, ...],
    items: tuple[Rendered, ...],
    shelved: Shelved,
    language: str,
    publication: Any,
) -> Page:
    site, routes = publication.site, publication.routes
    showcase = Showcase(publication, language)
    chosen = home.values["exhibition"]
    shows = (showcase.exhibitions((chosen,)) if chosen else ()) or showcase.all("exhibition")
    release = showcase.newest_release()
    near = _campaign(home, campaigns, publication.moment)
    return Page(
        address=routes[language].home(),
        template="home",
        title=site.name.in_(language),
        kind="home",
        language=language,
        description=site.description.in_(language) or site.tagline.in_(language),
        alternates={code: routes[code].home() for code in site.languages},
        image=shows[0].image if shows else "",
        jsonld=_jsonld(site, language),
        styles=("home.css",),
        data={
            "home": home.values,
            "exhibition": shows[0] if shows else None,
            "other_exhibitions": tuple(show for show in showcase.all("exhibition") if not shows or show != shows[0])[
                :3
            ],
            "release": release,
            "release_facts": _release_facts(release, publication),
            "release_fonds": _release_fonds(release),
            "campaign": near,
            "campaign_address": routes[language].archives_day(near.year) if near else "",
            "lessons": showcase.all("lesson")[:LESSONS_SHOWN],
            "guides": tuple(by_language(guides, language))[:GUIDES_SHOWN],
            "news": tuple((news.day(one), one) for one in by_language(items, language))[:NEWS_SHOWN],
            "feed": news.feed_address(publication, language),
            "shelves": _shelves(shelved, language),
        },
    )


def _release_facts(release: Shown | None, publication: Any) -> tuple[tuple[str, int], ...]:
    """Return how many records the release added and how many are public in all."""
    if release is None:
        return ()
    count = getattr(release.page.data.get("summary"), "added", 0)
    added = (("added", count),) if count else ()
    return (*added, ("total", len(publication.records)))


def _shelves(shelved: Shelved, language: str) -> tuple[tuple[str, Rendered], ...]:
    """Return the first of what stands on each shelf, with the shelf's name."""
    return tuple((name, one) for name in SHELVES for one in islice(by_language(shelved.items[name], language), 1))


def _release_fonds(release: Shown | None) -> tuple[Any, ...]:
    """Return the fonds to which the release added most, with what it added."""
    changes = release.page.data.get("changes", ()) if release else ()
    added = [item for item in changes if item["address"] and item["change"].added]
    return tuple(sorted(added, key=lambda item: (-item["change"].added, item["address"]))[:FONDS_SHOWN])


def _campaign(home: Home, campaigns: tuple[Campaign, ...], moment: datetime) -> Campaign | None:
    """Return the campaign for the home page: the one that is near, else the one that the archive chose."""
    chosen = home.values["archives_day"]
    near = [campaign for campaign in campaigns if campaign.near(moment)]
    return next(iter(near or [campaign for campaign in campaigns if campaign.year == chosen]), None)


def _jsonld(site: Any, language: str) -> dict[str, Any]:
    graph: list[dict[str, Any]] = [archive_jsonld(site, language)]
    if site.base_url:
        search = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": site.base_url + "/search/?q={search_term_string}"},
            "query-input": "required name=search_term_string",
        }
        graph.append(
            {
                "@type": "WebSite",
                "name": site.name.in_(language),
                "url": site.base_url + "/",
                "inLanguage": language,
                "potentialAction": search,
            }
        )
    return {"@context": "https://schema.org", "@graph": graph}
