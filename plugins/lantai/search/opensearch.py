"""The OpenSearch description by which a browser offers to search this site from its own search box."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from lantai.site.config import Site
from lantai.site.routes import Routes

LONGEST_NAME = 16
"""Characters of a short name, as OpenSearch 1.1 asks for."""


def address(routes: Routes) -> str:
    """Return the address of the description in one language: ``/opensearch.xml``, ``/en/opensearch.xml``."""
    return routes.section("search").removesuffix("search/") + "opensearch.xml"


def description(site: Site, language: str, routes: Routes) -> str:
    """Return the description. OpenSearch knows full URLs only, so the site must have a ``base_url``."""
    name = site.name.in_(language)
    template = f"{site.base_url}{routes.section('search')}?q={{searchTerms}}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"  <ShortName>{escape(name[:LONGEST_NAME])}</ShortName>\n"
        f"  <Description>{escape(name)}</Description>\n"
        "  <InputEncoding>UTF-8</InputEncoding>\n"
        f"  <Language>{escape(language)}</Language>\n"
        f'  <Url type="text/html" template={quoteattr(template)}/>\n'
        "</OpenSearchDescription>\n"
    )
