"""Atom feeds (RFC 4287)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

from lantai.site.config import Site
from lantai.site.routes import relative

ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00+00:00"
"""``updated`` of a feed without entries: the element is required, and no clock may enter the output."""


@dataclass(frozen=True, slots=True)
class About:
    """The feed itself: ``address`` is its own, ``page`` that of the page it follows."""

    title: str
    subtitle: str
    language: str
    address: str
    page: str


@dataclass(frozen=True, slots=True)
class Entry:
    title: str
    address: str
    updated: datetime
    summary: str


def identifier(site: Site, address: str) -> str:
    """Return the permanent id of an address: the same on any host and under any domain (RFC 4287, 4.2.6)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"lantai:{site.archive.code}:{address}").urn


def atom(about: About, entries: Sequence[Entry], site: Site) -> bytes:
    """Return the feed. Links are absolute once the site has a ``base_url``, else relative to the feed."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": about.language})

    def link(parent: ET.Element, address: str, rel: str) -> None:
        url = site.base_url + address if site.base_url else relative(address, about.address)
        ET.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": url})

    def text(parent: ET.Element, name: str, value: str) -> None:
        ET.SubElement(parent, f"{{{ATOM}}}{name}").text = value

    text(feed, "id", identifier(site, about.address))
    text(feed, "title", about.title)
    text(feed, "subtitle", about.subtitle)
    text(feed, "updated", max(entry.updated for entry in entries).isoformat() if entries else _NEVER)
    link(feed, about.page, "alternate")
    link(feed, about.address, "self")
    author = ET.SubElement(feed, f"{{{ATOM}}}author")
    text(author, "name", site.name.in_(about.language))
    for entry in entries:
        element = ET.SubElement(feed, f"{{{ATOM}}}entry")
        text(element, "id", identifier(site, entry.address))
        text(element, "title", entry.title)
        text(element, "updated", entry.updated.isoformat())
        link(element, entry.address, "alternate")
        text(element, "summary", entry.summary)
    ET.indent(feed)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="utf-8") + b"\n"
