"""Search as a Pelican plugin: the search pages, then, when all pages are written, the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import polars as pl
from pelican import signals

from lantai import files
from lantai.parts import digest
from lantai.processes import Aside
from lantai.records.store import PUBLIC
from lantai.search import bundles, names, opensearch, pinyin, site_pages, synonyms
from lantai.search import problems as kinds
from lantai.search.build import POINTER, Records, build_bundles, build_pages, build_records
from lantai.search.bundles import Bundle, Cut
from lantai.search.client import pack
from lantai.search.container import FORMAT
from lantai.search.plan import Plan
from lantai.search.themes import Theme
from lantai.site.pages import Page
from lantai.site.plugin import PageGenerator
from lantai.site.routes import output_path

INDEX = "search/index"
RECORDS = "search/records"
BUNDLES = "search/blocks/{}"
PROGRAM = "search/program"
WORDS = "search/words"
MANY = 20_000
"""Records from which on their index is worth a process of its own."""


class SearchGenerator(PageGenerator):
    """Writes ``/search/`` in every language and the index that all of them use."""

    subject: ClassVar[str] = "search"
    _build: Callable[[], tuple[Records | None, dict[int, Bundle]]] | None = None
    """What makes that of the index of the records which cannot be taken over."""

    def pages(self) -> Iterable[Page]:
        publication = self.publication
        alternates = {language: routes.section("search") for language, routes in publication.routes.items()}
        for language in publication.site.languages:
            called = {theme.slug: theme.title.in_(language) for theme in self._themes}
            yield search_page(language, publication.translators[language], alternates, called, self._pointer)

    @property
    def _themes(self) -> Iterable[Any]:
        texts = self.publication.catalogue.texts
        return texts.themes if texts else ()

    def generate_context(self) -> None:
        """Begin with the index of the records: it needs their table only, and is done while pages are written.

        Where the host limits the number of files, how many pages leave for it has to be known first.
        """
        self._index = self.publication.output / INDEX
        self._cited = self.publication.records.settle()
        if not self.publication.site.search.file_limit:
            self._begin()

    def _begin(self, limit: int = 0) -> None:
        """Take the index of the records over from the public site or begin to build it, of ``limit`` files if not 0."""
        publication, parts = self.publication, self.publication.parts
        public, count = publication.work / PUBLIC, publication.catalogue.count
        self._public = files.sha256(public)
        self._key = digest(publication.frame, FORMAT, self._public, limit)
        self._taken = parts.take(RECORDS, self._key)
        self._cut = None if limit else Cut.of(count, Plan.of(count).block)
        if self._taken is not None:
            self._cut = Records(**self._taken.notes).cut
        missing = self._bundles_taken()
        if self._taken is not None and not missing:
            return
        own_pages = pl.read_parquet(public, columns=["page_address"])["page_address"].is_not_null().to_numpy().copy()
        own_pages[list(self._cited)] = True  # what is cited has a page even in a large catalogue
        self._asked = (public, own_pages, self._index)
        asked = (*self._asked, limit, publication.jobs, self._taken is None, self._cut, missing)
        beside = publication.jobs > 1 and len(own_pages) >= MANY and not limit
        self._build = Aside(_build, *asked).result if beside else partial(_build, *asked)

    def _bundles_taken(self) -> list[int]:
        """Take over the bundles of blocks that are the same on the public site; return the numbers of the others.

        None is taken while nobody knows how many records a block has.
        """
        self._keys: list[str] = []
        self._shown: dict[int, str] = {}
        publication = self.publication
        if self._cut is None:
            return []
        self._keys = bundles.keys(publication.frame, self._cut, publication.catalogue.fonds, self._cited)
        for number, key in enumerate(self._keys):
            if (taken := publication.parts.take(BUNDLES.format(number), key)) is not None:
                self._shown[number] = taken.notes
        return [number for number in range(len(self._keys)) if number not in self._shown]

    def _bundles_made(self, found: Records) -> None:
        """Make all bundles, of which none is taken over, as blocks may have to be larger still."""
        self._keys = bundles.keys(self.publication.frame, found.cut, self.publication.catalogue.fonds, self._cited)
        self._note_bundles(build_bundles(*self._asked, found.cut, range(len(self._keys)), self.publication.jobs))

    def _note_bundles(self, made: Mapping[int, Bundle]) -> None:
        for number, bundle in made.items():
            paths = [f"{INDEX}/{bundle.name}/{path}" for path in bundle.files]
            self.publication.parts.note(BUNDLES.format(number), self._keys[number], paths, bundle.name)
            self._shown[number] = bundle.name

    @property
    def _all_shown(self) -> list[str]:
        return [self._shown[number] for number in range(len(self._keys))]

    def generate_output(self, writer: Any) -> None:
        """Build the index of what all others wrote, then write the search pages, which name it."""
        publication = self.publication
        if limit := publication.site.search.file_limit:
            self._begin(max(1, limit - _reserved(publication.written)))
        alike = synonyms.load(publication.site, publication.problems)
        called, found = names.of_site(publication.site), self._records()
        words = self._words(found, called) if publication.site.search.pinyin else None
        language, records = publication.site.language, publication.records
        gathered = [Theme(each.slug, each.title.in_(language), each.numbers(records)) for each in self._themes]
        given = (publication.written, self._index, publication.jobs, alike, called, words, gathered)
        report = build_pages(found, self._all_shown, *given)
        if limit and report.files > limit:
            own = report.files - found.files
            if not found.coarsest and self._taken is None:
                public, _, index = self._asked
                found = self._noted(build_records(public, index, max(1, limit - own), publication.jobs))
                self._bundles_made(found)
                report = build_pages(found, self._all_shown, *given)
            if report.files > limit:
                told = kinds.FILE_LIMIT.at("content/site.yaml", limit=limit, files=report.files, pages=own)
                publication.problems.add(told)
        self._pointer = files.read_json(self._index / POINTER)
        super().generate_output(writer)
        if publication.site.base_url:
            for language in publication.site.languages:
                address = opensearch.address(publication.routes[language])
                description = opensearch.description(publication.site, language, publication.routes[language])
                files.write(publication.output / output_path(address), description)

    def _words(self, found: Records, called: names.Names) -> list[pinyin.Entry]:
        """Return the words that are found by their pinyin: of the public site while records and names are the same."""
        publication, values = self.publication, names.named(found.directory["facets"], called)["values"]
        given = [name for column in pinyin.NAMED for _, name in values.get(column, ())]
        key = digest(publication.frame, self._public, given)
        if (taken := publication.parts.take(WORDS, key)) is not None:
            return [tuple(entry) for entry in taken.notes]
        words = pinyin.words(publication.work / PUBLIC, given)
        publication.parts.note(WORDS, key, (), words)
        return words

    def _records(self) -> Records:
        """Return the index of the records: what is the same of that of the public site, else anew."""
        found, made = self._build() if self._build else (None, {})
        self._note_bundles(made)
        if self._taken is not None:
            return Records(**self._taken.notes)
        assert found is not None
        if self._cut is None:
            self._bundles_made(found)
        return self._noted(found)

    def _noted(self, found: Records) -> Records:
        written = (path for path in (self._index / found.index).rglob("*") if path.is_file())
        paths = sorted(path.relative_to(self.publication.output).as_posix() for path in written)
        self.publication.parts.note(RECORDS, self._key, paths, asdict(found))
        return found


def _build(
    public: Path,
    own_pages: np.ndarray,
    out: Path,
    limit: int,
    jobs: int,
    records: bool,
    cut: Cut | None,
    missing: list[int],
) -> tuple[Records | None, dict[int, Bundle]]:
    """Build what is asked for of the index of the records."""
    found = build_records(public, out, limit, jobs) if records else None
    return found, build_bundles(public, own_pages, out, cut, missing, jobs) if cut else {}


def _reserved(pages: Iterable[Page]) -> int:
    """Return how many files to leave for pages: round, so that a new page leaves the index of the records as it is."""
    count = len(site_pages.searchable(pages))
    return -(-(count * 5 // 4 + 10) // 50) * 50


def search_page(
    language: str,
    t: Any,
    alternates: dict[str, str],
    themes: Mapping[str, str] | None = None,
    pointer: Mapping[str, Any] | None = None,
) -> Page:
    """Return the search page of one language; ``data.messages`` are the texts its script shows.

    ``themes`` are their titles by their slugs, so that one that is chosen has its name at once. ``pointer`` is what
    the index says of itself (``POINTER``), so that a browser asks for it together with the program.
    """
    called = {f"theme_{slug}": title for slug, title in (themes or {}).items()}
    return Page(
        address=alternates[language],
        template="search",
        title=t("search.title"),
        kind="search",
        language=language,
        description=t("search.description"),
        alternates=alternates,
        data={"messages": {key: t(f"search.{key}") for key in SCRIPT_TEXTS} | called, "pointer": pointer},
    )


SCRIPT_TEXTS = [
    "found",
    "found_one",
    "found_about",
    "found_between",
    "counting",
    "slow",
    "query_cut",
    "suggestion",
    "suggestion_one",
    "has_media",
    "remove_filter",
    "more_choices",
    "decade",
    "filter_fonds",
    "filter_repository_code",
    "filter_level",
    "filter_release",
    "filter_theme",
    "filter_decade",
    "filter_media",
    "filter_within",
    "level_fonds",
    "level_series",
    "level_file",
    "level_item",
    "group_exhibitions",
    "group_learn",
    "group_guides",
    "group_pages",
    "group_news",
    "group_archives-day",
    "group_institutions",
    "group_publications",
    "group_heritage",
    "group_appeals",
    "field_title_parallel",
    "field_title_sub",
    "field_creators",
    "field_doc_no",
    "field_subjects",
    "field_places",
    "field_alt_refs",
    "error_network",
    "error_missing",
    "error_damaged",
    "error_mismatched",
    "error_format",
    "error_old-browser",
    "error_internal",
]


def _generator(pelican: Any) -> type:
    return SearchGenerator


def _pack(pelican: Any) -> None:
    publication = pelican.settings["LANTAI"]
    folder = publication.output / publication.theme_address.strip("/") / "js" / "search"
    modules = list(folder.glob("*.js"))
    if (taken := publication.parts.take(PROGRAM, publication.frame)) is not None:
        packed = {publication.output / path for path in taken.files}
        for module in set(modules) - packed:
            module.unlink()
    elif pack(folder, Path(pelican.settings["THEME"])):
        paths = (path.relative_to(publication.output).as_posix() for path in folder.glob("*.js"))
        publication.parts.note(PROGRAM, publication.frame, sorted(paths))


def register() -> None:
    signals.get_generators.connect(_generator)
    signals.finalized.connect(_pack)
