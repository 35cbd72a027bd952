"""Pages of International Archives Day: one a year with its events and calendar file, and the list of all years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lantai.site.pages import Crumb, Page
from lantai.visits import calendar_file, events
from lantai.visits.campaigns import Campaign, themes
from lantai.visits.room import Rendered, page_of
from lantai.visits.showcase import Showcase


@dataclass(frozen=True, slots=True)
class Year:
    """A line of the list of years: ``address`` is empty where the archive kept no page of that year."""

    year: int
    ordinal: int
    theme: str
    theme_language: str
    ica: str
    address: str


def pages(campaigns: tuple[Campaign, ...], publication: Any) -> Iterator[Page]:
    for language in publication.site.languages:
        yield _index(campaigns, language, publication)
    for campaign in campaigns:
        for one in campaign.texts:
            yield _page(campaign, one, campaigns, publication)


def years(campaigns: tuple[Campaign, ...], language: str, publication: Any) -> tuple[Year, ...]:
    """Return every year with a known theme, the newest first."""
    own = {campaign.year: campaign for campaign in campaigns}
    found = []
    for year in sorted({*own, *themes()}, reverse=True):
        known = themes().get(year, {})
        code, theme = own[year].theme_in(language) if year in own else ("zh-Hans", known.get("zh", ""))
        address = publication.routes[language].archives_day(year) if year in own else ""
        found.append(Year(year, year - 2007, theme, code, known.get("ica", ""), address))
    return tuple(found)


def _index(campaigns: tuple[Campaign, ...], language: str, publication: Any) -> Page:
    t, routes = publication.translators[language], publication.routes
    return Page(
        address=routes[language].section("archives-day"),
        template="archives-days",
        title=t("visits.archives_day_title"),
        kind="archives-days",
        styles=("visits.css",),
        language=language,
        description=t("visits.archives_day_lead"),
        alternates={code: routes[code].section("archives-day") for code in publication.site.languages},
        text=t("visits.archives_day_lead"),
        data={"years": years(campaigns, language, publication), "newest": campaigns[0] if campaigns else None},
    )


def calendar_address(campaign: Campaign, language: str, publication: Any, event: str = "") -> str:
    """Return the address of the calendar file of a campaign, or of one of its events."""
    return publication.routes[language].archives_day(campaign.year) + (f"{event}.ics" if event else "events.ics")


def _page(campaign: Campaign, one: Rendered, campaigns: tuple[Campaign, ...], publication: Any) -> Page:
    language = one.language
    t, routes = publication.translators[language], publication.routes[language]
    showcase = Showcase(publication, language)
    others = [other for other in campaigns if other is not campaign]
    newer = [other for other in others if other.year > campaign.year]
    older = [other for other in others if other.year < campaign.year]
    return page_of(
        one,
        campaign.texts,
        template="archives-day",
        kind="archives-day",
        group="archives-day",
        trail=(Crumb(t("visits.archives_day_title"), routes.section("archives-day")),),
        jsonld=_jsonld(campaign, one, publication),
        data={
            "campaign": campaign,
            "theme": campaign.theme_in(language),
            "calendar": calendar_address(campaign, language, publication) if campaign.events else "",
            "event_calendar": lambda event: calendar_address(campaign, language, publication, event.id),
            "release": showcase.release(campaign.release),
            "exhibitions": showcase.exhibitions(campaign.exhibitions),
            "lessons": showcase.lessons(campaign.lessons),
            "press": campaign.press[language],
            "newer": newer[-1] if newer else None,
            "older": older[0] if older else None,
        },
    )


def _jsonld(campaign: Campaign, one: Rendered, publication: Any) -> dict[str, Any]:
    site, language = publication.site, one.language
    url = site.base_url + one.address if site.base_url else ""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "EventSeries",
        "name": one.title,
        "startDate": campaign.first_day.isoformat(),
        "endDate": campaign.last_day.isoformat(),
        "organizer": {"@type": "ArchiveOrganization", "name": site.name.in_(language)},
    }
    if url:
        found["url"] = url
    if campaign.events:
        found["subEvent"] = [
            events.jsonld(event, site, language, f"{url}#{event.id}" if url else "") for event in campaign.events
        ]
    return found


def files(campaigns: tuple[Campaign, ...], publication: Any) -> Iterator[tuple[str, bytes | Path]]:
    """Yield calendar files and downloads as (address, content or the file to copy)."""
    for campaign in campaigns:
        for download in campaign.downloads:
            yield download.address, download.content
        if campaign.events:
            for one in campaign.texts:
                yield from _calendars(campaign, one, publication)


def _calendars(campaign: Campaign, one: Rendered, publication: Any) -> Iterator[tuple[str, bytes]]:
    site, language = publication.site, one.language
    page = site.base_url + one.address if site.base_url else ""
    everything = calendar_file.calendar(campaign.events, site, one.title, language, page)
    yield calendar_address(campaign, language, publication), everything
    for event in campaign.events:
        alone = calendar_file.calendar((event,), site, event.title.in_(language), language, page)
        yield calendar_address(campaign, language, publication, event.id), alone
