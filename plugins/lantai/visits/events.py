"""Events of a campaign: talks, open days, exhibitions; as values, as schema.org, as entries of a calendar file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lantai.problems import Problems
from lantai.prose.options import Option, Values
from lantai.site import problems as yaml_kinds
from lantai.site.config import Site
from lantai.site.languages import LocalText
from lantai.site.moments import STATUSES, Showing
from lantai.visits import problems as kinds
from lantai.visits.content_files import showing

STATES = ("planned", "full", "moved", "cancelled")

OPTIONS = (
    Option("id", "identifier", "编号，用于网址和日历", "id, for its address and in calendars", required=True),
    Option("title", "local", "名称", "title", required=True),
    Option("start", "moment", "开始", "start", required=True),
    Option("end", "moment", "结束", "end"),
    Option("place", "local", "地点", "place"),
    Option("address", "local", "地址；不写则用本馆地址", "address; that of the archive if not given"),
    Option("summary", "local", "内容简介", "what happens"),
    Option("audience", "local", "对象", "for whom"),
    Option(
        "booking",
        "local",
        "预约：网址，或电话等文字",
        "booking: an address, or words such as a telephone number",
    ),
    Option("capacity", "integer", "名额", "number of places", minimum=1),
    Option("livestream", "link", "直播网址", "address of the livestream", default=""),
    Option(
        "state",
        "choice",
        "情况：照常 已约满 改期 取消",
        "planned, full, moved or cancelled",
        default="planned",
        choices=STATES,
    ),
    Option("status", "choice", "状态", "status", default="ready", choices=STATUSES),
    Option("publish_at", "moment", "何时公开", "when it becomes public"),
    Option("until", "moment", "何时撤下", "when it is taken down"),
)

_LOCAL = ("title", "place", "address", "summary", "audience", "booking")
_SCHEMA_STATES = {
    "planned": "EventScheduled",
    "full": "EventScheduled",
    "moved": "EventRescheduled",
    "cancelled": "EventCancelled",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Without an ``end`` it is taken to last two hours in calendars, which need one."""

    id: str
    title: LocalText
    start: datetime
    end: datetime | None
    place: LocalText
    address: LocalText
    summary: LocalText
    audience: LocalText
    booking: LocalText
    capacity: int | None
    livestream: str
    state: str
    showing: Showing

    @property
    def calendar_end(self) -> datetime:
        return self.end or self.start + timedelta(hours=2)

    @property
    def booking_address(self) -> str:
        """The booking's address if it is one, else empty."""
        words = str(self.booking)
        return words if words.startswith(("https://", "http://", "tel:", "mailto:")) else ""


def read(values: Sequence[Values], problems: Problems) -> tuple[Event, ...]:
    """Return the events of a campaign in order of time; what is wrong is reported."""
    events: dict[str, Event] = {}
    for one in values:
        if not one["id"] or not one["title"] or not one["start"]:
            continue  # Reported when the head was read.
        if one["id"] in events:
            problems.add(kinds.EVENT_TWICE.at(one.place("id"), id=one["id"]))
            continue
        if one["end"] and one["end"] < one["start"]:
            problems.add(yaml_kinds.ENDS_BEFORE_START.at(one.place("end"), start=one["start"], end=one["end"]))
        local = {name: one[name] or LocalText() for name in _LOCAL}
        events[one["id"]] = Event(
            id=one["id"],
            start=one["start"],
            end=one["end"],
            capacity=one["capacity"],
            livestream=one["livestream"],
            state=one["state"],
            showing=showing(one),
            **local,
        )
    return tuple(sorted(events.values(), key=lambda event: (event.start, event.id)))


def jsonld(event: Event, site: Site, language: str, url: str) -> Mapping[str, Any]:
    """Return an event as schema.org's Event, with only what is known."""
    found: dict[str, Any] = {
        "@type": "Event",
        "name": event.title.in_(language),
        "startDate": event.start.isoformat(),
        "eventStatus": f"https://schema.org/{_SCHEMA_STATES[event.state]}",
        "eventAttendanceMode": _attendance(event),
        "organizer": {"@type": "ArchiveOrganization", "name": site.name.in_(language)},
    }
    if event.end:
        found["endDate"] = event.end.isoformat()
    if event.summary:
        found["description"] = event.summary.in_(language)
    if event.capacity:
        found["maximumAttendeeCapacity"] = event.capacity
    if url:
        found["url"] = url
    locations = _locations(event, site, language)
    if locations:
        found["location"] = locations[0] if len(locations) == 1 else locations
    return found


def _attendance(event: Event) -> str:
    online, on_site = bool(event.livestream), bool(event.place or event.address)
    mode = ("Mixed" if on_site else "Online") if online else "Offline"
    return f"https://schema.org/{mode}EventAttendanceMode"


def _locations(event: Event, site: Site, language: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    address = (event.address or site.contact.address).in_(language)
    name = event.place.in_(language) or (site.name.in_(language) if not event.livestream else "")
    if name:
        found.append({"@type": "Place", "name": name} | ({"address": address} if address else {}))
    if event.livestream:
        found.append({"@type": "VirtualLocation", "url": event.livestream})
    return found
