"""Reading pages of the plainest kind without building their trees: what a few expressions can be sure of.

A page is plain if it is UTF-8, every tag in it is written as templates write tags (quoted values, no ``"`` or ``<`` in
text, no comments) and nothing in it needs to be looked at more closely. Of such a page the expressions see
exactly what a parser sees. Most of them are polars', which goes through many pages at several times Python's speed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

import polars as pl

_BEGINNING = re.compile(rb"\s*<!(?i:doctype html)>\s*(?=<html )")
_DATA = re.compile(rb'<script type="application/(?:ld\+)?json"[^<>]*>[^<]*</script>')
_NAME = "[a-z][a-z0-9-]*"
_ATTRIBUTE = ' +(?:viewBox|preserveAspectRatio|pathLength|[a-z][a-z0-9:_-]*)(?:="[^"<>]*")?'
_PLAIN = rf'\A(?:[^<"]|<(?:/{_NAME} *|{_NAME}(?:{_ATTRIBUTE})* */?)>)*\z'
_PARSED = (
    "<(?:style|iframe|object|embed|video|audio|track|source|picture|template|textarea|noscript|xmp|plaintext|base|use"
    "|image)| (?:style|srcset|on[a-z]+|http-equiv)[= >/]"
)
"""What the parser is left to judge."""
_TAGS = "<(?:html|body|title|h[1-6]|a|area|form|link|script|img|input)(?: [^<>]*)?>"
"""Tags that are looked at one by one."""
_ID = ' id="[^"]*"'
_SOURCE = ' src="[^"]*"'
_TITLE = "<title>([^<]*)</title>"

_DOUBTFUL = re.compile(r"<(?:script(?![^<>]* src=\")|img(?![^<>]* alt[= >])|input[^<>]* src=)")
_LINK = re.compile(r'<a (?:[^<>]*? )??href="([^"]*)"|<area (?:[^<>]*? )??href="([^"]*)"')
_FORM = re.compile(r'<form (?:[^<>]*? )??action="([^"]*)"')
_RELATED = re.compile(r"<link ([^<>]*)>")
_REL = re.compile(r'(?:^| )rel="[^"]*(?:stylesheet|icon|preload|manifest)[^"]*"')
_HREF = re.compile(r'(?:^| )href="([^"]*)"')
_HEADING = re.compile(r"<h([1-6])[ >]")
_LANG = re.compile(r'<html (?:[^<>]*? )??lang="([^"]*)"')


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


def seen(contents: Sequence[bytes]) -> list[Seen | None]:
    """Return what stands in each page, None for one that is not plain."""
    bodies = pl.Series([_body(content) for content in contents], dtype=pl.Binary).cast(pl.String, strict=False)
    plain = (bodies.str.contains(_PLAIN) & ~bodies.str.contains(_PARSED)).fill_null(False)
    text = bodies.filter(plain).str
    columns = (
        text.extract_all(_TAGS).list.join(""),
        text.extract(_TITLE),
        text.extract_all(_ID).list.join("\n"),
        text.extract_all(_SOURCE).list.join("\n"),
    )
    rows = zip(*columns, strict=True)
    return [_seen(*next(rows)) if is_plain else None for is_plain in plain]


def _body(content: bytes) -> bytes | None:
    """Return a page after its declaration, with one kind of space, and without data."""
    start = _BEGINNING.match(content)
    return _DATA.sub(b"", content[start.end() :]).replace(b"\n", b" ").replace(b"\t", b" ") if start else None


def _seen(tags: str, title: str | None, ids: str, sources: str) -> Seen | None:
    language = _LANG.match(tags)
    if title is None or language is None or _DOUBTFUL.search(tags):
        return None
    if tags.count("<title") > 1 or not 0 < tags.find("<title") < tags.find("<body"):
        return None
    return Seen(
        ids=_values(ids, ' id="'),
        links=_texts([*(link or area for link, area in _LINK.findall(tags)), *_FORM.findall(tags)]),
        loaded=[*_values(sources, ' src="'), *_texts(_related(tags))],
        title=unescape(title),
        language=unescape(language[1]),
        headings=[int(level) for level in _HEADING.findall(tags)],
    )


def _values(attributes: str, before: str) -> list[str]:
    """Return the values of some attributes, each in a line and after ``before``."""
    return _texts(attributes[len(before) : -1].split(f'"\n{before}')) if attributes else []


def _related(tags: str) -> list[str]:
    found = (_HREF.search(link) for link in _RELATED.findall(tags) if _REL.search(link))
    return [match[1] for match in found if match]


def _texts(values: list[str]) -> list[str]:
    return [unescape(value) if "&" in value else value for value in values]
