"""Calendar files (iCalendar, RFC 5545) that a telephone opens with one tap."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from lantai.site.config import Site
from lantai.visits.events import Event

LINE = 75
"""Octets of a content line, RFC 5545, 3.1."""


def calendar(events: Iterable[Event], site: Site, name: str, language: str, page: str) -> bytes:
    """Return events as a calendar. ``page`` is the full URL of their page, or empty."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lantai//Lantai//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for event in events:
        lines += _event(event, site, language, page)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines).encode("utf-8")


def _event(event: Event, site: Site, language: str, page: str) -> list[str]:
    place = "，".join(
        part for part in (event.place.in_(language), (event.address or site.contact.address).in_(language)) if part
    )
    said = (event.summary.in_(language), event.booking.in_(language), event.livestream)
    notes = "\n".join(part for part in said if part)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.id}.{event.start.year}.{site.archive.code or 'archive'}@lantai",
        # A property that RFC 5545 requires; the clock of the build has no business in the output.
        f"DTSTAMP:{_utc(event.showing.publish_at or event.start)}",
        f"DTSTART:{_utc(event.start)}",
        f"DTEND:{_utc(event.calendar_end)}",
        f"SUMMARY:{_escaped(event.title.in_(language))}",
    ]
    if place:
        lines.append(f"LOCATION:{_escaped(place)}")
    if notes:
        lines.append(f"DESCRIPTION:{_escaped(notes)}")
    if page:
        lines.append(f"URL:{page}#{event.id}")
    lines.append(f"STATUS:{'CANCELLED' if event.state == 'cancelled' else 'CONFIRMED'}")
    return [*lines, "END:VEVENT"]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """Escape a TEXT value (RFC 5545, 3.3.11)."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, escaped)
    return "".join(character for character in text if character >= " ")


def _folded(line: str) -> str:
    """Break a line after at most 75 octets, never inside a character (RFC 5545, 3.1)."""
    pieces, piece, room = [], "", LINE
    for character in line:
        size = len(character.encode("utf-8"))
        if size > room:
            pieces.append(piece)
            piece, room = "", LINE - 1  # The space that continues a line counts.
        piece += character
        room -= size
    return "\r\n ".join([*pieces, piece])
