"""Checking the HTML of a finished site: links and anchors, requests to others, inline code, completeness."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html import unescape
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lantai.problems import Problem
from lantai.publishing.audit import problems as kinds

_TAG = re.compile(r"""<([a-zA-Z][a-zA-Z0-9-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>""")
_ATTRIBUTE = re.compile(r"([^\s=>\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SCRIPT_BODY = re.compile(r"(<(script|style)\b[^>]*>)(.*?)(</\2>)", re.DOTALL | re.IGNORECASE)

_LOADS = {"img": ("src", "srcset"), "source": ("src", "srcset"), "script": ("src",), "video": ("src", "poster")} | {
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
}
_LINKS = {"a": ("href",), "area": ("href",), "form": ("action",)}
_LINK_RELATIONS_THAT_LOAD = frozenset(
    {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"}
)
_EXAMPLES = 50


@dataclass(frozen=True, slots=True)
class _Found:
    """What one page says: its ids, its links into the site with fragments, and its own problems."""

    page: str
    ids: frozenset[str]
    links: tuple[tuple[str, str, str], ...]
    problems: tuple[Problem, ...]


def check(root: Path, jobs: int = 1) -> list[Problem]:
    """Return what is wrong with the pages under ``root``; at most some examples of each kind and target."""
    everything = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    pages = sorted(path for path in everything if path.endswith(".html"))
    found = list(_read_all(root, pages, jobs))
    ids = {page.page: page.ids for page in found}
    problems = [problem for page in found for problem in page.problems]
    reported: set[tuple[str, str]] = set()
    for page in found:
        for link, target, fragment in page.links:
            problem = _resolve(page.page, link, target, fragment, everything, ids)
            if problem and (problem.code, link) not in reported and len(reported) < _EXAMPLES:
                reported.add((problem.code, link))
                problems.append(problem)
    return problems


def _read_all(root: Path, pages: list[str], jobs: int) -> Iterator[_Found]:
    if jobs > 1 and len(pages) > 500:
        # Spawned, not forked: a fork copies the locks that polars' threads may hold, and waits for them for ever.
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            yield from pool.map(_read, [root] * len(pages), pages, chunksize=100)
    else:
        yield from (_read(root, page) for page in pages)


def _read(root: Path, page: str) -> _Found:
    text = _COMMENT.sub("", (root / page).read_text(encoding="utf-8"))
    problems: list[Problem] = []
    ids: set[str] = set()
    links: list[tuple[str, str, str]] = []
    titles = headings = 0
    for match in _SCRIPT_BODY.finditer(text):
        problems.extend(_inline(page, match))
    for match in _TAG.finditer(_SCRIPT_BODY.sub(r"\1\4", text)):
        name = match.group(1).lower()
        attributes = _attributes(match.group(2))
        titles += name == "title"
        headings += name == "h1"
        if (identifier := attributes.get("id")) is not None:
            if identifier in ids:
                problems.append(kinds.ID_REPEATED.at(page, name=identifier))
            ids.add(identifier)
        problems.extend(_tag_problems(page, name, attributes))
        links.extend(_links(page, name, attributes))
    if titles == 0:
        problems.append(kinds.PAGE_INCOMPLETE.at(page, what="<title>"))
    if headings == 0 and 'http-equiv="refresh"' not in text:
        problems.append(kinds.PAGE_INCOMPLETE.at(page, what="<h1>"))
    return _Found(page, frozenset(ids), tuple(dict.fromkeys(links)), tuple(problems))


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): unescape(double or single or bare) for name, double, single, bare in _ATTRIBUTE.findall(text)}


def _inline(page: str, match: re.Match[str]) -> Iterator[Problem]:
    tag, body = match.group(1).lower(), match.group(3).strip()
    data = "json" in tag
    if body and not data:
        yield kinds.INLINE_CODE.at(page, what=f"<{match.group(2).lower()}>")


def _tag_problems(page: str, name: str, attributes: dict[str, str]) -> Iterator[Problem]:
    if "style" in attributes:
        yield kinds.INLINE_CODE.at(page, what=f'<{name} style="…">')
    for attribute in attributes:
        if attribute.startswith("on") and attribute.isalpha():
            yield kinds.INLINE_CODE.at(page, what=f"<{name} {attribute}>")
    if name == "html" and not attributes.get("lang"):
        yield kinds.PAGE_INCOMPLETE.at(page, what="<html lang>")
    if name == "img" and "alt" not in attributes:
        yield kinds.PAGE_INCOMPLETE.at(page, what=f"alt: {attributes.get('src', '')}")
    for address in _loaded(name, attributes):
        if _foreign(address):
            yield kinds.THIRD_PARTY.at(page, target=address)


def _loaded(name: str, attributes: dict[str, str]) -> Iterator[str]:
    """Yield the addresses that a browser fetches for this tag without being asked."""
    for attribute in _LOADS.get(name, ()):
        value = attributes.get(attribute, "")
        if attribute == "srcset":
            yield from (part.split()[0] for part in value.split(",") if part.strip())
        elif value:
            yield value
    if name == "link" and _LINK_RELATIONS_THAT_LOAD.intersection(attributes.get("rel", "").lower().split()):
        yield attributes.get("href", "")


def _links(page: str, name: str, attributes: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield (link as written, file it names, fragment) for everything within the site."""
    written = [attributes.get(attribute, "") for attribute in _LINKS.get(name, ())]
    for link in (*written, *_loaded(name, attributes)):
        if not link or _foreign(link) or ":" in link.split("/")[0].split("?")[0].split("#")[0]:
            continue
        parts = urlsplit(link)
        path = unquote(parts.path)
        base = posixpath.dirname(page)
        if path.startswith("/"):
            target = path.lstrip("/")
        elif path:
            target = posixpath.normpath(posixpath.join(base, path)) + ("/" if path.endswith("/") else "")
        else:
            target = page
        if target in ("", "./", "."):
            target = "index.html"
        elif target.endswith("/"):
            target += "index.html"
        yield link, target.removeprefix("./"), unquote(parts.fragment)


def _resolve(
    page: str, link: str, target: str, fragment: str, everything: set[str], ids: dict[str, frozenset[str]]
) -> Problem | None:
    if target not in everything:
        if page == "404.html" and link.startswith("/"):
            return None  # its links start at the root of the host, which may hold a prefix
        return kinds.LINK_BROKEN.at(page, link=link, target=target)
    if fragment and target in ids and fragment not in ids[target] and not fragment.startswith(("/", ":~:", "?")):
        return kinds.ANCHOR_BROKEN.at(page, link=link)
    return None


def _foreign(address: str) -> bool:
    return address.startswith("//") or urlsplit(address).scheme in ("http", "https", "ws", "wss", "ftp")
