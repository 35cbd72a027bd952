"""One page of a finished site, read as a browser reads it: what it names, where it leads, what it lacks.

``plainly`` reads pages of the plainest kind, which list pages are, in a fraction of the time; every other page is
given to a real parser. Both see the same.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from lantai.problems import Problem
from lantai.publishing.audit import plainly
from lantai.publishing.audit import problems as kinds
from lantai.publishing.audit.plainly import Seen

_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)


def _path(expression: str) -> etree.XPath:
    return etree.XPath(expression, smart_strings=False)


_IDS = _path("//@id")
_LINKS = _path("//a/@href | //area/@href | //form/@action")
_LOADED = _path(
    "//img/@src | //source/@src | //script/@src | //video/@src | //video/@poster | //audio/@src | //track/@src"
    " | //iframe/@src | //embed/@src | //object/@data | //input/@src | //use/@href"
    " | //link[contains(@rel, 'stylesheet') or contains(@rel, 'icon') or contains(@rel, 'preload')"
    " or contains(@rel, 'manifest')]/@href"
)
_SRCSETS = _path("//img/@srcset | //source/@srcset")
_HANDLERS = _path("//@*[starts-with(name(), 'on') and not(contains(name(), '-'))]/..")
_STYLED = _path("//@style/..")
_INLINE = _path("//script[not(@src)][not(contains(@type, 'json'))] | //style")
_HEADINGS = _path("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")
_NO_ALT = _path("//img[not(@alt)]")
_REFRESH = _path("boolean(//meta[@http-equiv='refresh'])")
_TITLE = _path("string(//head/title)")
_LANG = _path("string(/html/@lang)")


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the site: as written, the file it names and the place in it."""

    written: str
    target: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Read:
    """A page that was read."""

    page: str
    ids: list[str]
    links: list[Link]
    problems: list[Problem]


_SIMPLE = re.compile(r"((?:\.\./)*)((?:[\w+,=~-][\w+,=~.-]*/)*)([\w+,=~-][\w+,=~.-]*)?(#[\w+,=~.-]*)?", re.ASCII)
"""Most links: up some folders, down some, a name, a fragment. They are resolved in a fifth of the time of others."""


def read(root: Path, page: str) -> Read:
    """Read the page at ``root/page``."""
    return next(parsed([page], [(root / page).read_bytes()]))


def parsed(pages: Sequence[str], contents: Sequence[bytes]) -> Iterator[Read]:
    """Read pages from their bytes; many at once take less time."""
    for page, content, seen in zip(pages, contents, plainly.seen(contents), strict=True):
        yield _read(page, seen or _seen(content))


def _read(page: str, seen: Seen | None) -> Read:
    if seen is None:
        return Read(page, [], [], [kinds.PAGE_INCOMPLETE.at(page, what="<html>")])
    written = dict.fromkeys([*seen.links, *seen.loaded])
    problems = [
        *(kinds.INLINE_CODE.at(page, what=what) for what in seen.inline),
        *_third_parties(page, seen.loaded),
        *_repeated(page, seen.ids),
        *_lacking(page, seen),
        *_executable(page, written),
    ]
    return Read(page, seen.ids, [link for text in written if (link := link_of(page, text))], problems)


def _seen(content: bytes) -> Seen | None:
    """Return what a parser sees in a page; None where there is no element."""
    tree = etree.fromstring(content, _PARSER) if content.strip() else None
    if tree is None:
        return None
    sets = (part.split()[0] for text in _SRCSETS(tree) for part in text.split(",") if part.strip())
    return Seen(
        ids=_IDS(tree),
        links=_LINKS(tree),
        loaded=[*_LOADED(tree), *sets],
        inline=list(_inline(tree)),
        title=_TITLE(tree),
        language=_LANG(tree),
        without_alt=[image.get("src", "") for image in _NO_ALT(tree)],
        headings=[] if _REFRESH(tree) else [int(heading.tag[1]) for heading in _HEADINGS(tree)],
        forwards=_REFRESH(tree),
    )


def link_of(page: str, written: str) -> Link | None:
    """Return where a link leads within the site, None for one that leads out of it."""
    simple = _SIMPLE.fullmatch(written)
    return (_simple_link(page, simple) if simple else None) or _link_of(page, written)


def _simple_link(page: str, written: re.Match[str]) -> Link | None:
    """Return where a link leads in which nothing is to be decoded; None where it does not begin below a folder."""
    up, below, name, fragment = written.groups(default="")
    target, folder = page, page[: page.rfind("/") + 1]
    for _ in range(len(up) // len("../")):
        if not folder:
            return None
        folder = folder[: folder.rfind("/", 0, -1) + 1]
    if up or below or name:
        target = f"{folder}{below}{name or 'index.html'}"
    return Link(written[0], target, fragment[1:]) if written[0] else None


def _link_of(page: str, written: str) -> Link | None:
    written = written.strip()
    if not written or foreign(written) or ":" in written.split("/")[0].split("?")[0].split("#")[0]:
        return None
    parts = urlsplit(written)
    path = unquote(parts.path)
    if path.startswith("/"):
        target = path.lstrip("/")
    elif path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) + ("/" if path.endswith("/") else "")
    else:
        target = page
    target = target.removeprefix("./")
    if target in ("", "."):
        target = "index.html"
    elif target.endswith("/"):
        target += "index.html"
    fragment = unquote(parts.fragment)
    return Link(written, target, "" if fragment.startswith(("/", ":~:", "?")) else fragment)


def foreign(address: str) -> bool:
    """Return whether an address is on another host."""
    return address.startswith("//") or urlsplit(address).scheme in ("http", "https", "ws", "wss", "ftp")


def _third_parties(page: str, loaded: list[str]) -> Iterator[Problem]:
    for address in loaded:
        if foreign(address):
            yield kinds.THIRD_PARTY.at(page, target=address)


def _executable(page: str, written: dict[str, None]) -> Iterator[Problem]:
    for text in written:
        if "script:" in text[:40].lower():
            yield kinds.INLINE_CODE.at(page, what=text[:60])


def _inline(tree: etree._Element) -> Iterator[str]:
    for element in _INLINE(tree):
        if "".join(element.itertext()).strip():
            yield f"<{element.tag}>"
    for element in _STYLED(tree):
        yield f'<{element.tag} style="…">'
    for element in _HANDLERS(tree):
        name = next(name for name in element.attrib if name.startswith("on"))
        yield f"<{element.tag} {name}>"


def _repeated(page: str, ids: list[str]) -> Iterator[Problem]:
    if len(set(ids)) == len(ids):
        return
    seen: set[str] = set()
    for identifier in ids:
        if identifier in seen:
            yield kinds.ID_REPEATED.at(page, name=identifier)
        seen.add(identifier)


def _lacking(page: str, seen: Seen) -> Iterator[Problem]:
    if not seen.title.strip():
        yield kinds.PAGE_INCOMPLETE.at(page, what="<title>")
    if not seen.language:
        yield kinds.PAGE_INCOMPLETE.at(page, what="<html lang>")
    for image in seen.without_alt:
        yield kinds.PAGE_INCOMPLETE.at(page, what=f"alt: {image}")
    if not seen.forwards:
        yield from _headings(page, seen.headings)


def _headings(page: str, levels: list[int]) -> Iterator[Problem]:
    """A page has one main heading, and no level below it is left out (WCAG 2.2, technique H42)."""
    if levels.count(1) != 1:
        yield kinds.PAGE_INCOMPLETE.at(page, what="<h1>") if 1 not in levels else kinds.HEADINGS.at(page, what="h1, h1")
    for above, below in pairwise(levels):
        if below > above + 1:
            yield kinds.HEADINGS.at(page, what=f"h{above} → h{below}")
            return
