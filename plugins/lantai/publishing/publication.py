"""What is published at one moment: every room's part, loaded and linked, before a page is written."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from lantai import catalogue, exhibitions, learning, visits
from lantai.links import Links
from lantai.media import MediaStore
from lantai.parts import Parts, digest
from lantai.problems import InputError, Place, Problems
from lantai.publishing import personal, program
from lantai.publishing.layout import THEME, Layout
from lantai.records.store import PUBLIC, WITHHELD, RecordStore
from lantai.search import synonyms
from lantai.site import messages
from lantai.site import problems as kinds
from lantai.site.config import Site
from lantai.site.languages import INTERFACE
from lantai.site.pages import Page
from lantai.site.routes import Routes


@dataclass
class Publication:
    """Everything the generators need. ``written`` grows while pages are written; search reads it last.

    ``problems`` is where rooms note what they find only then.
    """

    site: Site
    moment: datetime
    layout: Layout
    catalogue: Any
    records: RecordStore
    exhibitions: Any
    lessons: Any
    visits: Any
    media: MediaStore
    links: Links
    routes: dict[str, Routes]
    translators: dict[str, Any]
    theme_address: str
    problems: Problems
    jobs: int = 1
    parts: Parts = field(default_factory=Parts.nothing)
    written: list[Page] = field(default_factory=list)
    _addresses: dict[str, str] = field(default_factory=dict)

    @property
    def output(self) -> Path:
        """The folder being filled, not yet the public one."""
        return self.layout.next

    @property
    def work(self) -> Path:
        return self.layout.work

    @cached_property
    def frame(self) -> str:
        """The digest of what every page depends on: the program and its templates, site.yaml, the theme's files."""
        return digest(program.digest(), self.site, self.theme_address)

    def begin(self) -> None:
        """Forget the pages noted so far: they are about to be written."""
        self.written.clear()
        self._addresses.clear()

    def register(self, page: Page) -> None:
        """Note a page before it is written; raises InputError if its address is taken.

        Addresses that differ only by case, or by how an accent is encoded, are one address on Windows and macOS.
        """
        key = _alike(page.address)
        if key in self._addresses:
            first = self._addresses[key]
            raise InputError(
                [
                    kinds.ADDRESS_TAKEN.at(
                        page.source or page.address, address=page.address, first=first, second=page.source or page.title
                    )
                ]
            )
        self._addresses[key] = page.source or page.title
        if page.text is not None or page.listed:
            self.written.append(page)

    def has(self, address: str) -> bool:
        """Return whether a page has been noted at an address, also one that no list and no search shows."""
        return _alike(address) in self._addresses


def _alike(address: str) -> str:
    return unicodedata.normalize("NFC", address).casefold()


def load(
    site: Site, moment: datetime, layout: Layout, problems: Problems, jobs: int = 1, parts: Parts | None = None
) -> Publication:
    """Load every room's part for ``moment`` from a site whose public table is already in ``layout.work``.

    ``parts`` are those of the tree that is being made; without them nothing is taken over.
    """
    texts = messages.load(THEME / "messages", INTERFACE, problems)
    records = RecordStore.open(layout.work / PUBLIC, layout.work / WITHHELD)
    media = MediaStore(layout.cache / "media", site)
    media.mark(site.folder, site.mark, site.content, Place("content/site.yaml"), problems)
    links = Links()
    known = (site, moment, records, media, links, problems)
    shows = exhibitions.load(*known)
    lessons = learning.load(*known)
    visited = visits.load(*known)
    opened = catalogue.load(*known, layout.work)
    exhibitions.check_themes(shows, exhibitions.named(opened.texts.themes if opened.texts else ()), problems)
    personal.check(site, problems)
    synonyms.load(site, problems)  # read again when the index is built
    records.settle()  # describing pages may ask for records again: that is not another citation
    return Publication(
        site=site,
        moment=moment,
        layout=layout,
        catalogue=opened,
        records=records,
        exhibitions=shows,
        lessons=lessons,
        visits=visited,
        media=media,
        links=links,
        routes={language: Routes(language, site.language) for language in site.languages},
        translators={language: messages.translator(texts[language]) for language in site.languages},
        theme_address=theme_address(),
        problems=problems,
        jobs=jobs,
        parts=parts or Parts.nothing(),
    )


def theme_address() -> str:
    """Return where the theme's files go: a name that changes when one of them, or a viewer's version, does."""
    digest = hashlib.sha256((THEME / "package-lock.json").read_bytes())
    static = THEME / "static"
    for path in sorted(path for path in static.rglob("*") if path.is_file()):
        digest.update(path.relative_to(static).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"/theme/{digest.hexdigest()[:10]}/"
