"""Reading a page of the plainest kind without building its tree: what a few expressions can be sure of.

A page is plain if it is UTF-8, every tag in it is written as templates write tags (quoted values, no ``"`` or ``<`` in
text, no comments) and nothing in it needs to be looked at more closely. Of such a page the expressions see
exactly what a parser sees; ``seen`` returns None for every other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

_DOCTYPE = re.compile(rb"\s*<!doctype html>", re.IGNORECASE)
_DATA = re.compile(rb'<script type="application/(?:ld\+)?json"[^<>]*>[^<]*</script>')
_NAME = rb"[a-z][a-z0-9-]*+"
_ATTRIBUTE = rb' +(?:viewBox|preserveAspectRatio|pathLength|[a-z][a-z0-9:_-]*+)(?:="[^"<>]*+")?'
_PLAIN = re.compile(rb'(?:[^<"]++|<(?:/' + _NAME + rb" *|" + _NAME + rb"(?:" + _ATTRIBUTE + rb")*+ */?)>)*+")
_ELEMENTS = re.compile(
    rb"<(?:style|iframe|object|embed|video|audio|track|source|picture|template|textarea|noscript|xmp|plaintext|base|use"
    rb"|image|script(?![^<>]* src=\")|img(?![^<>]* alt[= >])|input[^<>]* src=)"
)
_ATTRIBUTES = re.compile(rb" (?:style|srcset|on[a-z]+|http-equiv)[= >/]")
"""What the parser is left to judge. Every expression begins with a fixed character: so it is found fastest."""


_ID = re.compile(rb' id="([^"]*)"')
_LINK = re.compile(rb'<a (?:[^<>]*? )??href="([^"]*)"|<area (?:[^<>]*? )??href="([^"]*)"')
_FORM = re.compile(rb'<form (?:[^<>]*? )??action="([^"]*)"')
_SOURCE = re.compile(rb' src="([^"]*)"')
_RELATED = re.compile(rb"<link ([^<>]*)>")
_REL = re.compile(rb'(?:^| )rel="[^"]*(?:stylesheet|icon|preload|manifest)[^"]*"')
_HREF = re.compile(rb'(?:^| )href="([^"]*)"')
_HEADING = re.compile(rb"<h([1-6])[ >]")
_TITLE = re.compile(rb"<title>([^<]*)</title>")
_LANG = re.compile(rb'<html (?:[^<>]*? )??lang="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in a page. ``loaded`` are addresses that a browser asks for by itself."""

    ids: list[str]
    links: list[str]
    loaded: list[str]
    inline: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""
    without_alt: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    forwards: bool = False
    """Whether it sends its reader on at once."""


def seen(content: bytes) -> Seen | None:
    """Return what stands in a plain page, None for a page that is not plain."""
    start = _DOCTYPE.match(content)
    if start is None:
        return None
    body = _DATA.sub(b"", content[start.end() :]).replace(b"\n", b" ").replace(b"\t", b" ")
    if not _PLAIN.fullmatch(body) or _ELEMENTS.search(body) or _ATTRIBUTES.search(body):
        return None
    title, language = _TITLE.search(body), _LANG.match(body.lstrip())
    if title is None or language is None or title.start() > body.find(b"<body") or body.count(b"<title") > 1:
        return None
    try:
        return Seen(
            ids=_texts(_ID.findall(body)),
            links=_texts([*(link or area for link, area in _LINK.findall(body)), *_FORM.findall(body)]),
            loaded=_texts([*_SOURCE.findall(body), *_related(body)]),
            title=unescape(title[1].decode()),
            language=unescape(language[1].decode()),
            headings=[int(level) for level in _HEADING.findall(body)],
        )
    except UnicodeDecodeError:
        return None


def _related(body: bytes) -> list[bytes]:
    found = (_HREF.search(link) for link in _RELATED.findall(body) if _REL.search(link))
    return [match[1] for match in found if match]


def _texts(values: list[bytes]) -> list[str]:
    if not values:
        return []
    text = b"\n".join(values).decode()
    return (unescape(text) if "&" in text else text).split("\n")
