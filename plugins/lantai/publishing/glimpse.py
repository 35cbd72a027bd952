"""The first sight of what an author saved: the pages that show it, made at once, while the whole site is built behind.

A process of its own keeps the program, the templates and the index of records in memory and is asked again and
again. It makes the pages of the exhibition whose files were saved from the tables of the last build, byte for byte
as that would make them, and puts them into a folder that the preview shows before the site. Nothing of it is ever
published, and the build that follows puts the site in its place.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from lantai import catalogue, exhibitions, files, learning
from lantai.exhibitions.further import Themes, named
from lantai.exhibitions.pages import pages as exhibition_pages
from lantai.exhibitions.reading import section_of
from lantai.links import Links
from lantai.media import MediaStore, qr
from lantai.problems import Place, Problem, Problems
from lantai.prose.templates import translator
from lantai.publishing import prepared, standby
from lantai.publishing.layout import THEME, Layout
from lantai.publishing.publication import theme_address
from lantai.publishing.standby import Standby, own_streams
from lantai.records.store import PUBLIC, WITHHELD, RecordStore
from lantai.site import compiled, config
from lantai.site.moments import moment_of
from lantai.site.pages import Page
from lantai.site.rendering import HELPERS, shared
from lantai.site.routes import Routes, output_path


@dataclass(frozen=True, slots=True)
class Asked:
    """What the parent asks: the site, where its preview is, what is shown of it, and the files that were saved."""

    site: str
    output: str
    shows: str
    at: str
    saved: Sequence[str]
    jobs: int = 1


class Glimpses(Standby):
    """The parent's side."""

    def __init__(self) -> None:
        super().__init__("lantai.publishing.glimpse")

    def of(self, asked: Asked, language: str) -> list[dict[str, Any]] | None:
        """Make the pages that show what was saved; returns the problems in them, None if only a build can tell."""
        answer = self.ask(json.dumps(dataclasses.asdict(asked)).encode())
        found = json.loads(answer or b"null")
        return None if found is None else [Problem.from_dict(each).as_dict(language) for each in found]


def exhibitions_of(site: Path, saved: Sequence[str]) -> frozenset[str]:
    """Return the exhibitions to which the files belong; none if one of them belongs to something else."""
    found = set()
    for path in saved:
        parts = Path(path).parts[len((site / "exhibitions").parts) :]
        if not Path(path).is_relative_to(site / "exhibitions") or len(parts) < 2:
            return frozenset()
        found.add(parts[0])
    return frozenset(found)


# The process's side


def main() -> None:
    """Answer, for each question on standard input, the problems found; null where there is nothing to show."""
    questions, answers = own_streams()
    for line in questions:
        try:
            found = _Glimpse(Asked(**json.loads(line))).make()
        except Exception:  # whatever is wrong, the build behind finds and tells it
            if os.environ.get("LANTAI_DEBUG"):
                traceback.print_exc(file=sys.stderr)
            found = None
        told = None if found is None else [problem.as_dict() for problem in found]
        standby.answer(answers, json.dumps(told).encode())


class _Glimpse:
    """One glimpse. It stands in for a ``Publication`` where templates are filled."""

    def __init__(self, asked: Asked) -> None:
        self.folder = Path(asked.site)
        self.layout = Layout.of(self.folder, Path(asked.output))
        self.asked, self.problems, self.links = asked, Problems(), Links()
        self.theme_address = _theme()

    def make(self) -> Problems | None:
        site, problems = config.load(self.folder)
        if site is None or problems.errors:
            return None
        self.site = dataclasses.replace(site, preview=self.asked.shows)
        at = self.asked.at
        self.moment = moment_of(at, site.zone) if at else datetime.now(site.zone)
        slugs = exhibitions_of(self.folder, self.asked.saved)
        if not slugs or not prepared.hold(self.site, self.moment, self.layout):
            return None
        pages = list(self._pages(slugs))
        self.media.encode(self.asked.jobs, self.problems)
        self.media.place(self.layout.glimpse, beyond=self.layout.output)
        for page in pages:
            self._write(page)
        return self.problems

    def _pages(self, slugs: frozenset[str]) -> Iterator[Page]:
        """Yield the pages that show what was saved: those of the sections, or all if more than texts was saved."""
        told = {path: section_of(path.name) for path in map(Path, self.asked.saved)}
        site, known = self.site, (self.site, self.moment, self.records, self.media, self.links, self.problems)
        self.media.mark(site.folder, site.mark, site.content, Place("content/site.yaml"), Problems())
        texts_only = all(told.values())
        saved = {site.shown(path.with_name(name)) for path, name in told.items() if name}
        shows = exhibitions.load(*known, only=slugs if texts_only else None)
        themes: Themes = {}
        if not texts_only:
            learning.load(*known[:5], Problems())
            texts = catalogue.load(*known[:5], Problems(), self.layout.work).texts
            themes = named(texts.themes if texts else ())
        self.problems = Problems(each for each in self.problems if _slug(each) in slugs)
        for page in exhibition_pages(shows, site, self.moment, self.records, self.media, self.links, themes, slugs):
            if not texts_only or (page.kind == "section" and page.source in saved):
                yield page

    def _write(self, page: Page) -> None:
        template = _templates().get_template(f"{page.template}.html")
        html = template.render({"page": page, **shared(page.language, self)})
        files.write(self.layout.glimpse / output_path(page.address), html)

    @cached_property
    def media(self) -> MediaStore:
        return MediaStore(self.layout.cache / "media", self.site)

    @cached_property
    def records(self) -> RecordStore:
        tables = self.layout.work / PUBLIC, self.layout.work / WITHHELD
        return _records(*tables, *(path.stat().st_mtime_ns for path in tables))

    @cached_property
    def routes(self) -> dict[str, Routes]:
        return {language: Routes(language, self.site.language) for language in self.site.languages}

    @cached_property
    def translators(self) -> dict[str, Any]:
        return {language: translator(language) for language in self.site.languages}


def _slug(problem: Problem) -> str:
    parts = problem.place.file.split("/")
    return parts[1] if parts[0] == "exhibitions" and len(parts) > 2 else ""


@cache
def _theme() -> str:
    return theme_address()


@cache
def _templates() -> Any:
    environment = compiled.environment(THEME)
    environment.globals.update(HELPERS, qr=lambda url: Markup(qr(url)))
    return environment


_opened: dict[tuple[Any, ...], RecordStore] = {}


def _records(public: Path, withheld: Path, *changed: int) -> RecordStore:
    """Return the records of the tables, opened once as long as they are the same."""
    key = (public, withheld, *changed)
    if key not in _opened:
        _opened.clear()
        _opened[key] = RecordStore.open(public, withheld)
    return _opened[key]


if __name__ == "__main__":
    main()
