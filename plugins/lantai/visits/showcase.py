"""Exhibitions, lessons and releases as this room's pages point to them.

They belong to other rooms, which have written their pages by the time that ours are: a thing is
shown here exactly if its page is part of the publication, so nothing can be named before its time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lantai.site.pages import Page


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of another room as a card: ``language`` is that of its words, ``data`` what its room tells of it."""

    title: str
    summary: str
    address: str
    language: str
    image: str
    page: Page

    @classmethod
    def of(cls, page: Page) -> Shown:
        return cls(page.title, page.description, page.address, page.language, page.image, page)


class Showcase:
    """What is public of other rooms, for pages of one language; the original stands in for a translation."""

    def __init__(self, publication: Any, language: str) -> None:
        self._written: Iterable[Page] = publication.written
        self._first = publication.site.language
        self._routes = publication.routes
        self.language = language

    def exhibitions(self, slugs: Iterable[str]) -> tuple[Shown, ...]:
        return self._named("exhibition", slugs, lambda routes, slug: routes.exhibition(slug))

    def lessons(self, slugs: Iterable[str]) -> tuple[Shown, ...]:
        return self._named("lesson", slugs, lambda routes, slug: routes.lesson(slug))

    def release(self, identifier: str) -> Shown | None:
        found = self._named("release", (identifier,), lambda routes, one: routes.release(one)) if identifier else ()
        return found[0] if found else None

    def all(self, kind: str) -> tuple[Shown, ...]:
        """Return all of a kind in the order in which its room wrote them."""
        own = {page.address: page for page in self._written if page.kind == kind and page.language == self.language}
        translated = {address for page in own.values() for address in page.alternates.values()}
        originals = [
            page
            for page in self._written
            if page.kind == kind and page.language == self._first != self.language and page.address not in translated
        ]
        return tuple(Shown.of(page) for page in (*own.values(), *originals))

    def newest_release(self) -> Shown | None:
        """Return the release with the greatest identifier, which is a date or a number."""
        return max(self.all("release"), key=lambda shown: shown.address, default=None)

    def _named(self, kind: str, names: Iterable[str], address: Any) -> tuple[Shown, ...]:
        found = {page.address: page for page in self._written if page.kind == kind}
        shown = []
        for name in names:
            wanted = (address(self._routes[self.language], name), address(self._routes[self._first], name))
            page = next((found[one] for one in wanted if one in found), None)
            if page is not None:
                shown.append(Shown.of(page))
        return tuple(shown)
