"""Every address of the site and the file that answers it. Defined here and nowhere else.

An address is site-absolute (``/catalogue/J001/``), without host or prefix; ``relative`` turns it
into a link that works on any host, in a sub-folder and from a USB stick. The first language of a
site has no prefix, others do (``/en/exhibitions/…``).
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import quote

from lantai.site.config import SHELVES


def prefix(language: str, first_language: str) -> str:
    """Return ``""`` for the first language, ``"/en"`` and the like for others."""
    return "" if language == first_language else f"/{language}"


HALL = "hall"
"""How the hall of an exhibition is called where its sections have their names."""


class Routes:
    """The addresses of one site's pages in one language."""

    def __init__(self, language: str, first_language: str) -> None:
        self.language = language
        self.prefix = prefix(language, first_language)

    def home(self) -> str:
        return f"{self.prefix}/"

    def section(self, name: str) -> str:
        """Return the address of a top-level part: ``catalogue``, ``exhibitions``, ``learn`` …"""
        return f"{self.prefix}/{name}/"

    def exhibition(self, slug: str, section: str = "") -> str:
        return f"{self.prefix}/exhibitions/{slug}/" + (f"{section}/" if section else "")

    def hall(self, slug: str) -> str:
        """Return the address of the hall of an exhibition; no section of it may be called so."""
        return self.exhibition(slug, HALL)

    def exhibition_names(self, kind: str = "", name: str = "") -> str:
        """Return the address of the index of names of the exhibitions, or of one name in it."""
        return f"{self.prefix}/exhibitions/names/" + (f"#{name_anchor(kind, name)}" if kind else "")

    def lesson(self, slug: str, part: str = "") -> str:
        return f"{self.prefix}/learn/{slug}/" + (f"{part}/" if part else "")

    def archives_day(self, year: int | str) -> str:
        return f"{self.prefix}/archives-day/{year}/"

    def guide(self, slug: str) -> str:
        return f"{self.prefix}/guides/{slug}/"

    def news(self, slug: str) -> str:
        return f"{self.prefix}/news/{slug}/"

    def shelved(self, shelf: str, slug: str) -> str:
        """Return the address of an institution, a publication, a work of heritage or an appeal."""
        return f"{self.prefix}/{shelf}/{slug}/"

    def page(self, slug: str) -> str:
        """Return the address of a free-standing page such as ``about``."""
        return f"{self.prefix}/{slug}/"

    def theme(self, slug: str) -> str:
        return f"{self.prefix}/themes/{slug}/"

    # What follows has one address whatever the language of the interface.

    @staticmethod
    def fonds(code: str, repository: str = "") -> str:
        """Return the address of a fonds; ``repository`` only on a site of several archives."""
        return "/catalogue/" + (f"{repository}/" if repository else "") + f"{code}/"

    @staticmethod
    def release(identifier: str) -> str:
        return f"/releases/{identifier}/"

    @staticmethod
    def resolver(code: str = "") -> str:
        """Return the permanent address of any record: ``/r/?<档号>``."""
        return "/r/" + (f"?{quote(code, safe='·')}" if code else "")

    @staticmethod
    def data(name: str = "") -> str:
        return f"/data/{name}"

    @staticmethod
    def media(name: str) -> str:
        return f"/media/{name}"

    @staticmethod
    def iiif(name: str) -> str:
        return f"/iiif/{name}"

    @staticmethod
    def search_index(name: str = "") -> str:
        return f"/search/index/{name}"


_DATED: Mapping[str, Callable[[Routes, str], str]] = {
    "exhibition": Routes.exhibition,
    "lesson": Routes.lesson,
    "archives-day": Routes.archives_day,
    "guide": Routes.guide,
    "news": Routes.news,
    "page": Routes.page,
}


def dated(kind: str, name: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses of a thing that a room has scheduled, one a language; none for what has no page of its own.

    ``kind`` is what its room calls it, of a shelf the name of that; a name such as ``about.en`` is a translation's.
    """
    slug, _, only = name.partition(".")
    own = [Routes(each, languages[0]) for each in ((only,) if only else languages)]
    if kind in SHELVES:
        return tuple(routes.shelved(kind, slug) for routes in own)
    return tuple(_DATED[kind](routes, slug) for routes in own) if kind in _DATED else ()


def name_anchor(kind: str, name: str) -> str:
    """Return the anchor of a name in the index of names: another for each name, whatever it is written with."""
    return f"{kind}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def output_path(address: str) -> str:
    """Return the file, relative to the output folder, that answers an address: ``/a/`` → ``a/index.html``."""
    path = address.split("#", 1)[0].split("?", 1)[0].removeprefix("/")
    return path + "index.html" if path == "" or path.endswith("/") else path


def relative(target: str, page: str) -> str:
    """Return a link from the page at address ``page`` to ``target``, percent-encoded where needed.

    Absolute URLs and pure fragments are returned as they are.
    """
    if "://" in target or target.startswith(("#", "mailto:", "tel:", "data:")):
        return target
    path, mark, rest = _split(target)
    if "/." in path or "//" in path:
        path = posixpath.normpath(path) + ("/" if path.endswith("/") else "")
    folder, up = page[: page.rfind("/") + 1], 0
    while not path.startswith(folder) and len(folder) > 1:
        folder = folder[: folder.rfind("/", 0, -1) + 1]
        up += 1
    link = "../" * up + _quoted(path[len(folder) :])
    if not link or ":" in link.partition("/")[0]:  # what stands before a colon would be the scheme of an address
        link = f"./{link}"
    return link + mark + (quote(rest, safe="/?:@!$&'()*+,;=~·-._%#") if rest else "")


@lru_cache(maxsize=65536)
def _quoted(path: str) -> str:
    """Return a path percent-encoded. Links share their ends: the same few hundred on a hundred thousand pages."""
    return quote(path, safe="/:;,@!$&'()*+=~·-._")


def _split(target: str) -> tuple[str, str, str]:
    ends = [index for index in (target.find("?"), target.find("#")) if index >= 0]
    if not ends:
        return target, "", ""
    end = min(ends)
    return target[:end], target[end], target[end + 1 :]
