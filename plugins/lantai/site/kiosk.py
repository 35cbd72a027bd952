"""``kiosk:`` in ``site.yaml``: how a touch screen in the reading room or the hall behaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from lantai.problems import Problems
from lantai.site import problems as kinds
from lantai.site import yamls

SHORTEST, LONGEST = 20, 3600


@dataclass(frozen=True, slots=True)
class KioskSettings:
    """How a touch screen behaves.

    ``idle``      seconds without a touch until it returns home
    ``warning``   the last seconds of these, in which it counts down
    ``home``      address to which it returns; the first page of the edition if empty
    ``keyboard``  whether a keyboard is there, so that search can be typed into
    """

    idle: int = 120
    warning: int = 15
    home: str = ""
    keyboard: bool = False

    @classmethod
    def read(cls, data: Mapping[str, Any], document: yamls.Document, problems: Problems) -> KioskSettings:
        """Return the settings in ``data``, the value of ``kiosk``; what cannot be used is a problem and left out."""
        problems.extend(document.unknown_keys(tuple(each.name for each in fields(cls)), "kiosk") if data else ())
        idle = data.get("idle", cls().idle)
        longest = (idle if _whole(idle, SHORTEST, LONGEST) else cls().idle) - 5
        fits = {
            "idle": (_whole(idle, SHORTEST, LONGEST), f"idle: 120（{SHORTEST}–{LONGEST}）"),
            "warning": (_whole(data.get("warning"), 5, longest), f"warning: 15（5–{longest}）"),
            "home": (_is_address(data.get("home")), "home: /exhibitions/…/"),
            "keyboard": (isinstance(data.get("keyboard"), bool), "keyboard: true / false"),
        }
        for key, (_, hint) in fits.items():
            if key in data and not fits[key][0]:
                problems.add(
                    document.problem(kinds.VALUE_INVALID, "kiosk", key, key=f"kiosk.{key}", value=data[key], hint=hint)
                )
        settings = cls(**{key: data[key] for key, (right, _) in fits.items() if key in data and right})
        return settings if settings.warning < settings.idle else replace(settings, warning=settings.idle // 2)


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and value[:1] == value[-1:] == "/"


def _whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
