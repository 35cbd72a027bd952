"""A page to be written, as subjects describe it. Templates and Pelican turn it into a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumb: what it is called and its address."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the frame of a page needs to know; ``data`` is for the page's own template.

    ``address``      site-absolute address (see ``routes``)
    ``template``     file in ``theme/templates`` without ``.html``
    ``kind``         ``home`` ``catalogue`` ``fonds`` ``list`` ``record`` ``release`` ``search``
                     ``exhibitions`` ``exhibition`` ``section`` ``learn`` ``lesson`` ``archives-day``
                     ``guide`` ``news`` ``page`` ``theme`` ``not-found``: for style and the audit
    ``trail``        breadcrumb above this page, without home and the page itself
    ``jsonld``       JSON-LD object, or None
    ``alternates``   address of this page in each language it exists in (hreflang)
    ``image``        address of a picture for share cards
    ``text``         plain text for site search; None keeps the page out of search
    ``group``        heading under which site search shows it: ``exhibitions`` ``learn`` ``guides`` ``pages``
    ``scripts``      module files under ``theme/static/js`` that the page loads
    ``styles``       files under ``theme/static/css`` beside the site's own
    ``listed``       False keeps it out of the sitemap and of robots
    """

    address: str
    template: str
    title: str
    kind: str
    language: str
    description: str = ""
    trail: tuple[Crumb, ...] = ()
    jsonld: Mapping[str, Any] | None = None
    alternates: Mapping[str, str] = field(default_factory=dict)
    image: str = ""
    updated: date | None = None
    text: str | None = None
    group: str = "pages"
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    listed: bool = True
    source: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
