"""Addresses that answered once: where what stood there is now, or that it is gone.

``content/moved.yaml`` of a site::

    - {from: /exhibitions/old-name/, to: /exhibitions/flood-1954/}
    - {from: /news/2024-01-01-notice/}          # taken down: a page says so, and not why

What ended because its own ``until`` has passed needs no entry: its address says so by itself. Whatever is
taken down is taken down at once; that its address still answers is a promise to those who kept it, of which the
audit reminds, and never a reason to keep showing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lantai import exhibitions, learning, visits
from lantai.problems import Problems
from lantai.publishing import problems as kinds
from lantai.site import yamls
from lantai.site.config import Site
from lantai.site.moments import Standing
from lantai.site.pages import Page
from lantai.site.routes import dated

FILE = "content/moved.yaml"
KIND = "gone"
"""Kind of these pages, by which the audit knows them."""

_ADDRESS = re.compile(r"/(?:[^/\s?#]+/)+")
_ROOMS = (exhibitions, learning, visits)


@dataclass(frozen=True, slots=True)
class Moved:
    """An address that answered, and where to go from there; ``to`` is "" for what is gone."""

    address: str
    to: str = ""


def load(site: Site, problems: Problems) -> tuple[Moved, ...]:
    """Return what ``moved.yaml`` says; an entry that says nothing usable is an error."""
    path = site.folder / FILE
    document = yamls.load(path, FILE, problems) if path.is_file() else None
    entries = document.data if document is not None else []
    found: dict[str, Moved] = {}
    for index, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        known = isinstance(entry, Mapping) and set(entry) <= {"from", "to"}
        address, to = (str(entry.get("from") or ""), str(entry.get("to") or "")) if known else ("", "")
        right = _ADDRESS.fullmatch(address) and (not to or _ADDRESS.fullmatch(to)) and address != to
        if not right or ".." in address.split("/") or address in found:
            assert document is not None
            problems.add(document.problem(kinds.MOVED_INVALID, index, value=entry))
            continue
        found[address] = Moved(address, to)
    return tuple(found.values())


def pages(publication: Any) -> Iterator[Page]:
    """Yield a page for each such address; an entry for what is public after all is left to the pages of that."""
    site = publication.site
    entries = {each.address: each for each in (*_ended(publication), *load(site, publication.problems))}
    for entry in sorted(entries.values(), key=lambda each: each.address):
        if not publication.has(entry.address):
            yield _page(entry, publication)


def _ended(publication: Any) -> Iterator[Moved]:
    """Yield the address, in every language, of each thing that has ended by its own ``until``."""
    for room in _ROOMS:
        for kind, slug, _, showing in room.scheduled(publication.site, Problems()):
            if showing.at(publication.moment) is Standing.ENDED:
                yield from map(Moved, dated(kind, slug, publication.site.languages))


def _page(entry: Moved, publication: Any) -> Page:
    first = entry.address.split("/")[1]
    language = first if first in publication.routes else publication.site.language
    t = publication.translators[language]
    title = t("visits.moved_title") if entry.to else t("visits.gone_title")
    return Page(
        address=entry.address,
        template="moved",
        title=title,
        kind=KIND,
        language=language,
        listed=False,
        source=FILE,
        data={"to": entry.to},
    )
