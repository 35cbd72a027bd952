"""``sitemap.xml`` and ``robots.txt``, for search engines (sitemaps.org protocol 0.9, RFC 9309).

The protocol wants full addresses, so a site that does not know its own has no sitemap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote
from xml.sax.saxutils import escape

from lantai.site.pages import Page

MOST = 50_000
"""Addresses that one file may list."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def files(pages: Iterable[Page], base_url: str, most: int = MOST) -> Iterator[tuple[str, str]]:
    """Yield (address, content) of ``robots.txt`` and, if the site knows its address, of its sitemap.

    More than ``most`` pages go into several files, which ``sitemap.xml`` then lists.
    """
    if not base_url:
        yield "/robots.txt", _robots("")
        return
    yield "/robots.txt", _robots(base_url)
    listed = sorted((page for page in pages if page.listed), key=lambda page: page.address)
    starts = range(0, max(len(listed), 1), most)
    parts = [
        _document("urlset", "url", (_entry(page, base_url) for page in listed[start : start + most]))
        for start in starts
    ]
    if len(parts) == 1:
        yield "/sitemap.xml", parts[0]
        return
    names = [f"/sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield from zip(names, parts, strict=True)
    yield "/sitemap.xml", _document("sitemapindex", "sitemap", (f"<loc>{base_url}{name}</loc>" for name in names))


def _robots(base_url: str) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if base_url:
        lines.append(f"Sitemap: {base_url}/sitemap.xml")
    return "\n".join(lines) + "\n"


def _entry(page: Page, base_url: str) -> str:
    location = escape(base_url + quote(page.address, safe="/:;,@!$&'()*+=~·-._"))
    changed = f"<lastmod>{page.updated.isoformat()}</lastmod>" if page.updated else ""
    return f"<loc>{location}</loc>{changed}"


def _document(root: str, item: str, entries: Iterable[str]) -> str:
    body = "".join(f"<{item}>{entry}</{item}>\n" for entry in entries)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{body}</{root}>\n'
