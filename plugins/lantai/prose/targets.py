"""Where a link leads, as staff write it: ``record:J001-…``, ``lesson:flood``, ``02-dike.md``, ``https://…``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lantai.problems import NOTHING, Place
from lantai.prose import problems as kinds

if TYPE_CHECKING:
    from lantai.prose.rendering import Rendering


def address(target: str, place: Place, rendering: Rendering) -> str | None:
    """Return the link that a target as staff write it leads to; None after reporting a wrong one."""
    scheme, colon, rest = target.partition(":")
    if target.startswith("#"):
        return target
    if target.startswith("/") and not target.startswith("//"):
        return rendering.href(target)
    if colon and re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme.lower()):
        return _schemed(scheme.lower(), unquote(rest.strip()), target, place, rendering)
    name, mark, fragment = target.partition("#")
    if name in rendering.context.siblings:
        return rendering.href(rendering.context.siblings[name]) + mark + fragment
    originals = [each for each in rendering.context.siblings if each.count(".") == 1]
    rendering.report(kinds.LINK_UNKNOWN, place, target=target, hint=nearest(name, originals))
    return None


def _schemed(scheme: str, rest: str, target: str, place: Place, rendering: Rendering) -> str | None:
    if scheme in ("http", "https", "mailto", "tel"):
        return target
    if scheme == "record":
        record = rendering.record(rest, place)
        return rendering.href(record.address) if record else None
    if scheme == "figure":
        if rendering.known_figure(rest, place) is None:
            return None
        return f"#{rendering.context.prefix}figure-{rest}"
    pages = {
        "exhibition": rendering.routes.exhibition,
        "lesson": rendering.routes.lesson,
        "guide": rendering.routes.guide,
        "news": rendering.routes.news,
        "page": rendering.routes.page,
        "release": rendering.routes.release,
    }
    if scheme not in pages:
        rendering.report(kinds.LINK_UNSAFE, place, target=target)
        return None
    slug, mark, fragment = rest.partition("#")
    if rendering.context.exists is not None and not rendering.context.exists(scheme, slug):
        rendering.report(kinds.LINK_HIDDEN, place, target=target)
        return None
    return rendering.href(pages[scheme](slug)) + mark + fragment


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the names most like ``name``, best first, else the first that there are; NOTHING if there are none."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=3)
    return " / ".join(near or names[:12]) or NOTHING
