"""What the archive writes about its catalogue — introductions of fonds, notices of releases, themes — as pages' HTML.

Rendered while loading, so that ``check`` finds every problem and records cited there are linked both ways
before any page is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lantai import prose
from lantai.catalogue import themes
from lantai.catalogue.model import Catalogue
from lantai.catalogue.themes import Theme
from lantai.links import Citation, Links
from lantai.problems import Problems
from lantai.prose import templates
from lantai.records import fonds, releases
from lantai.records.refcodes import match_key
from lantai.records.store import RecordStore
from lantai.site import yamls
from lantai.site.config import Site
from lantai.site.routes import Routes

_NOTHING: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Texts:
    """Rendered texts: introductions by address of the fonds, notices by id of the release, themes in their order.

    ``sources`` are the files that they were written in.
    """

    fonds: Mapping[str, prose.Prose] = field(default_factory=lambda: _NOTHING)
    releases: Mapping[str, prose.Prose] = field(default_factory=lambda: _NOTHING)
    themes: tuple[Theme, ...] = ()
    sources: tuple[str, ...] = ()


def load(
    catalogue: Catalogue,
    site: Site,
    moment: datetime,
    records: RecordStore,
    media: Any,
    links: Links,
    problems: Problems,
) -> Texts:
    """Render every text of the catalogue that is public at ``moment``; what is wrong goes to ``problems``."""
    return _Loader(catalogue, site, moment, records, media, links, problems).texts()


@dataclass(frozen=True)
class _Loader:
    catalogue: Catalogue
    site: Site
    moment: datetime
    records: RecordStore
    media: Any
    links: Links
    problems: Problems
    sources: list[str] = field(default_factory=list)

    def texts(self) -> Texts:
        return Texts(self._introductions(), self._notices(), tuple(self._themes()), tuple(self.sources))

    def _introductions(self) -> dict[str, prose.Prose]:
        described = fonds.load_all(self.site, Problems())  # its problems were reported by ``prepare``
        found = {}
        for summary in self.catalogue.fonds:
            about = described.get((summary.repository, match_key(summary.code)))
            if about and about.text.strip():
                title = about.title.in_(self.site.language)
                source = prose.ProseSource(about.text, about.file, about.text_line, self.site.language)
                found[summary.address] = self._render(source, Citation("fonds", title, summary.address))
        return found

    def _notices(self) -> dict[str, prose.Prose]:
        public = {each.id for each in self.catalogue.releases}
        found = {}
        for release in releases.load_all(self.site, Problems()):
            language, text = release.notice.found(self.site.language)
            if release.id in public and text.strip():
                source = prose.ProseSource(text, release.file, _line_of_notice(release, language), language)
                title = release.title.in_(self.site.language)
                found[release.id] = self._render(source, Citation("release", title, Routes.release(release.id)))
        return found

    def _themes(self) -> list[Theme]:
        found = []
        for theme in themes.load(self.site, self.moment, self.records, self.problems):
            source = prose.ProseSource(theme.text, theme.file, theme.text_line, self.site.language)
            citation = Citation("theme", theme.title.in_(self.site.language), theme.address)
            for code in theme.records:
                self._cite(code, citation)
            found.append(theme.with_prose(self._render(source, citation)))
        return found

    def _render(self, source: prose.ProseSource, citation: Citation) -> prose.Prose:
        """Render one text and note what it cites. Files it names lie beside it."""
        self.sources.append(source.file)
        context = prose.ProseContext(
            site=self.site,
            language=self.site.language,
            address=citation.address,
            t=templates.translator(self.site.language),
            templates=templates.environment(),
            folder=(self.site.folder / source.file).parent,
            records=self.records,
            media=self.media,
        )
        rendered = prose.render(source, context)
        self.problems.extend(rendered.problems)
        for code in rendered.records:
            self._cite(code, citation)
        return rendered

    def _cite(self, code: str, citation: Citation) -> None:
        self.links.cite("record", match_key(code), citation)


def _line_of_notice(release: releases.Release, language: str) -> int:
    """Return the line on which the text of a notice starts, for reports: after ``notice: |``, else its own."""
    path: Path = release.folder / "release.yaml"
    document = yamls.load(path, release.file, Problems())
    if document is None:
        return 1
    line = document.place("notice", language).line
    written = path.read_text(encoding="utf-8-sig").splitlines()
    block = 0 < line <= len(written) and written[line - 1].rstrip().endswith(("|", ">", "|-", ">-", "|+", ">+"))
    return line + 1 if block else line
