"""Exhibitions as JSON-LD, in the terms of schema.org. What is not known is left out."""

from __future__ import annotations

from typing import Any

from lantai.exhibitions.model import Exhibition, SectionText
from lantai.site.config import Site
from lantai.site.routes import Routes


def event(exhibition: Exhibition, site: Site, language: str) -> dict[str, Any]:
    """Return an exhibition as an ExhibitionEvent that is also the work shown online."""
    base = site.base_url
    place = exhibition.place.in_(language)
    return _known(
        {
            "@context": "https://schema.org",
            "@type": ["ExhibitionEvent", "CreativeWork"],
            "name": exhibition.title.in_(language),
            "description": exhibition.summary.in_(language),
            "inLanguage": language,
            "url": base + Routes(language, site.language).exhibition(exhibition.slug) if base else "",
            "image": base + exhibition.card if base and exhibition.card else "",
            "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
            "startDate": exhibition.opens.isoformat() if exhibition.opens else "",
            "endDate": exhibition.closes.isoformat() if exhibition.closes else "",
            "location": {"@type": "Place", "name": place} if place else None,
            "organizer": _archive(site, language),
            "hasPart": [
                {"@type": "CreativeWork", "name": section.texts[language].title, "position": number}
                for number, section in enumerate(exhibition.sections, 1)
            ],
        }
    )


def work(exhibition: Exhibition, text: SectionText, site: Site, language: str) -> dict[str, Any]:
    """Return a section as a CreativeWork that is part of its exhibition."""
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "CreativeWork",
            "name": text.title,
            "description": text.summary,
            "inLanguage": text.written_in,
            "url": site.base_url + text.address if site.base_url else "",
            "isPartOf": {"@type": "ExhibitionEvent", "name": exhibition.title.in_(language)},
            "publisher": _archive(site, language),
        }
    )


def _archive(site: Site, language: str) -> dict[str, str]:
    return {"@type": "ArchiveOrganization", "name": site.archive.name.in_(language)}


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
