"""What stands in every template beside the page itself. Pelican's generators and the preview fill templates alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from jinja2 import pass_context

from lantai.site.languages import direction
from lantai.site.routes import relative


@pass_context
def href(context: Any, address: str) -> str:
    """Return a link from the page being rendered to ``address``.

    The page for a missing address answers at any depth, so its links start at the root.
    """
    page = context["page"]
    if page.kind == "not-found" and address.startswith("/"):
        return urlsplit(context["site"].base_url).path.rstrip("/") + address
    return relative(address, page.address)


@pass_context
def asset(context: Any, path: str) -> str:
    """Return a link to a file of the theme."""
    return href(context, context["theme_address"] + path)


@pass_context
def absolute(context: Any, address: str) -> str:
    """Return the full URL of an address, or "" while the site has no ``base_url``."""
    base = context["site"].base_url
    return base + address if base else ""


HELPERS: Mapping[str, Callable[..., str]] = {"href": href, "asset": asset, "absolute": absolute}


def shared(language: str, publication: Any) -> dict[str, Any]:
    """Return what all pages in ``language`` know; ``publication`` is what is being published."""
    return {
        "site": publication.site,
        "lang": language,
        "dir": direction(language),
        "t": publication.translators[language],
        "routes": publication.routes[language],
        "local": lambda text: text.in_(language),
        "theme_address": publication.theme_address,
    }
