"""The moment of publication, and whether a thing is public at it.

Visibility is a pure function of what staff wrote and one moment T. Every kind of thing
(release, exhibition, page, lesson, event, figure) uses this one, before anything is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from enum import Enum


class Standing(Enum):
    """Where a thing stands at a moment."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLIC = "public"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


STATUSES = ("draft", "ready", "withdrawn")
"""What staff may write as ``status``. Without one a thing is ``ready``."""


@dataclass(frozen=True, slots=True)
class Showing:
    """When something is shown: its status and the moments between which it is public."""

    status: str = "ready"
    publish_at: datetime | None = None
    until: datetime | None = None

    def at(self, moment: datetime) -> Standing:
        """Return the standing at ``moment``: public from ``publish_at`` on, ended from ``until`` on."""
        if self.status == "withdrawn":
            return Standing.WITHDRAWN
        if self.status != "ready":
            return Standing.DRAFT
        if self.publish_at is not None and moment < self.publish_at:
            return Standing.SCHEDULED
        if self.until is not None and moment >= self.until:
            return Standing.ENDED
        return Standing.PUBLIC

    def public(self, moment: datetime) -> bool:
        return self.at(moment) is Standing.PUBLIC


def moment_of(value: object, zone: tzinfo) -> datetime:
    """Return the moment a YAML value means: a date is its first instant in ``zone``.

    Accepts a datetime, a date or ISO 8601 text. A time without an offset is in ``zone``.
    Raises ValueError for anything else.
    """
    if isinstance(value, str):
        value = datetime.fromisoformat(value.strip())
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime.combine(value, time.min, zone)
    raise ValueError(f"not a moment: {value!r}")
