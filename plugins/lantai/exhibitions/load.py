"""Loading the exhibitions that are public at a moment: definitions first, then texts, then who cites what."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sized
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from lantai.exhibitions import authority, reading, untranslated
from lantai.exhibitions import names as naming
from lantai.exhibitions import problems as kinds
from lantai.exhibitions.further import releases
from lantai.exhibitions.manifest import manifest
from lantai.exhibitions.model import Exhibition, Section, SectionText
from lantai.exhibitions.reading import Written, WrittenSection
from lantai.links import Citation, Links
from lantai.problems import Kind, Place, Problem, Problems, Severity
from lantai.prose import ProseContext, citations, figures, render
from lantai.prose.figures import PublicRecords
from lantai.prose.rendering import nearest
from lantai.prose.templates import environment, translator
from lantai.records.refcodes import match_key
from lantai.site.config import Site
from lantai.site.moments import Showing
from lantai.site.routes import HALL, Routes


def load(
    site: Site,
    moment: datetime,
    records: PublicRecords,
    media: Any,
    links: Links,
    problems: Problems,
    only: Container[str] | None = None,
) -> tuple[Exhibition, ...]:
    """Return the exhibitions public at ``moment``, newest first. Everything wrong goes to ``problems``.

    Texts are rendered here, so that a check finds what a build would. Of all exhibitions, ``only`` those named
    are returned, if given; texts may lead to the others as well.
    """
    defined = _defined(site, problems)
    public = [exhibition for exhibition in defined if site.shows(exhibition.showing, moment)]
    slugs = {exhibition.slug for exhibition in public}
    named = authority.load(site, problems)
    public = [replace(exhibition, authority=named) for exhibition in public]
    loader = _Loader(site, records, media, links, problems, slugs, {exhibition.slug for exhibition in defined})
    loaded = [loader.load(exhibition) for exhibition in public if only is None or exhibition.slug in only]
    shown = tuple(sorted((found for found in loaded if found), key=_newest_first))
    naming.cite(shown, records, Routes(site.language, site.language), links)
    return shown


def scheduled(site: Site, problems: Problems) -> Iterator[tuple[str, str, str, Showing]]:
    """Yield (kind, slug, title, when it is shown) of every exhibition, public or not."""
    for exhibition in _defined(site, problems):
        yield "exhibition", exhibition.slug, str(exhibition.title), exhibition.showing


def _defined(site: Site, problems: Problems) -> list[Exhibition]:
    folders = (folder for folder in sorted(site.exhibitions.glob("*/")) if not folder.name.startswith((".", "_")))
    return [found for folder in folders if (found := reading.definition(folder, site, problems))]


def _newest_first(exhibition: Exhibition) -> tuple[Any, ...]:
    since = exhibition.showing.publish_at
    return (-since.timestamp() if since else 0, exhibition.slug)


@dataclass(frozen=True, slots=True)
class _Loader:
    site: Site
    records: PublicRecords
    media: Any
    links: Links
    problems: Problems
    public: set[str]
    known: set[str]

    def load(self, exhibition: Exhibition) -> Exhibition | None:
        """Return the exhibition with figures and rendered texts, or None if there is nothing to show."""
        folder = exhibition.folder
        shown = figures.load(folder, self.site, self.records, self.problems)
        self._mark(exhibition, shown)
        sections, intro = reading.texts(folder, self.site, self.problems)
        if not sections:
            self.problems.add(kinds.NO_SECTIONS.at(self.site.shown(folder)))
            return None
        for section in sections:
            if exhibition.hall and section.slug == HALL:
                self.problems.add(kinds.SECTION_HALL.at(self.site.shown(folder / section.file), name=HALL))
        languages = self._languages(exhibition, sections)
        exhibition = replace(exhibition, figures=shown, languages=languages)
        exhibition = replace(exhibition, **self._cover(exhibition))
        rendered = tuple(self._section(exhibition, section, sections) for section in sections)
        introduction = {lang: self._text(exhibition, intro, lang, "", sections) for lang in languages if intro}
        exhibition = replace(exhibition, sections=rendered, intro=MappingProxyType(introduction))
        exhibition = replace(
            exhibition, records=_cited(exhibition), manifest=manifest(exhibition, self.site, self.media)
        )
        self._cite(exhibition)
        self._check(exhibition, sections, intro)
        return exhibition

    def _mark(self, exhibition: Exhibition, shown: figures.Figures) -> None:
        """Let the images bear the mark of the exhibition, and single ones their own."""
        folder = exhibition.folder
        self.media.mark(folder, exhibition.mark, folder, exhibition.places["mark"], self.problems)
        for figure in shown.shown.values():
            self.media.mark(figure.path, figure.mark, folder, figure.place, self.problems)

    def _languages(self, exhibition: Exhibition, sections: list[WrittenSection]) -> tuple[str, ...]:
        """Return the site's languages in which the exhibition has pages, its original first."""
        for language in exhibition.languages:
            if language not in self.site.languages:
                known, place = "、".join(self.site.languages), exhibition.places["languages"]
                self.problems.add(kinds.LANGUAGE_UNKNOWN.at(place, language=language, known=known))
        written = {language for section in sections for language in section.texts}
        wanted = set(exhibition.languages) or {lang for lang, _ in exhibition.title if lang in written}
        original = next(iter(sections[0].texts), "")
        found = [lang for lang in self.site.languages if lang in wanted or lang == original]
        return tuple(found or self.site.languages[:1])

    def _cover(self, exhibition: Exhibition) -> dict[str, Any]:
        """Return the cover's image and the share card; a held cover is simply absent."""
        shown = exhibition.figures.shown
        if not exhibition.cover or exhibition.cover in exhibition.figures.held:
            return {}
        figure = shown.get(exhibition.cover)
        if figure is None and exhibition.cover in exhibition.figures:
            return {}
        if figure is None:
            hint = nearest(exhibition.cover, shown)
            self.problems.add(kinds.COVER_UNKNOWN.at(exhibition.places["cover"], name=exhibition.cover, hint=hint))
            return {}
        image = self.media.image(figure.path, figure.place, self.problems, self.site.language, page=figure.page or 1)
        if image is None:
            return {}
        return {"cover_image": image, "card": self.media.card(image, _FOCUS[exhibition.focus])}

    def _section(self, exhibition: Exhibition, section: WrittenSection, every: list[WrittenSection]) -> Section:
        texts = {
            lang: self._text(exhibition, section.texts, lang, section.slug, every) for lang in exhibition.languages
        }
        return Section(section.slug, section.number, section.file, MappingProxyType(texts))

    def _text(
        self, exhibition: Exhibition, written: dict[str, Written], language: str, slug: str, every: list[WrittenSection]
    ) -> SectionText:
        """Return a section's text for the page in ``language``, in the original where there is none in it."""
        exact = language in written
        written_in = language if exact else next(iter(written))
        chosen = written[written_in]
        routes = Routes(language, self.site.language)
        context = ProseContext(
            site=self.site,
            language=language,
            address=routes.exhibition(exhibition.slug, slug),
            t=translator(language),
            templates=environment(),
            folder=exhibition.folder,
            records=self.records,
            media=self.media,
            figures=exhibition.figures,
            exists=self._exists(),
            siblings=_siblings(routes, exhibition, every),
            extras=self._extras(exhibition, language),
            indexed=True,
        )
        prose = render(chosen.source, context)
        self._take(prose.problems)
        head = chosen.head
        summary, cover = head["summary"] or "", head["cover"] or ""
        if cover and cover not in exhibition.figures.shown:
            if cover not in exhibition.figures:
                hint = nearest(cover, exhibition.figures.shown)
                self._take([kinds.COVER_UNKNOWN.at(head.place("cover"), name=cover, hint=hint)])
            cover = ""
        title = head.get("title") or exhibition.title.in_(language)
        return SectionText(title, head["kicker"] or "", summary, cover, prose, written_in, exact, context.address)

    def _take(self, found: Iterable[Problem]) -> None:
        """Take over problems, each once though a text is rendered for several languages."""
        known = {(problem.code, problem.place, str(problem.values)) for problem in self.problems}
        for problem in found:
            if (problem.code, problem.place, str(problem.values)) not in known:
                self.problems.add(problem)

    def _exists(self) -> Callable[[str, str], bool]:
        content = self.site.content

        def exists(kind: str, slug: str) -> bool:
            if not re.fullmatch(r"[\w-]+", slug):
                return False
            if kind == "exhibition":
                return slug in self.public
            if kind == "lesson":
                return (content / "learn" / slug / "lesson.yaml").is_file()
            if kind == "release":
                return (self.site.catalogue / "releases" / slug / "release.yaml").is_file()
            folder = {"guide": "guides", "news": "news", "page": "pages"}[kind]
            return any((content / folder).glob(f"*{slug}.md"))

        return exists

    def _extras(self, exhibition: Exhibition, language: str) -> dict[str, Any]:
        return {"credits": exhibition.credited(language), "citations": forms(exhibition, self.site, language)}

    def _cite(self, exhibition: Exhibition) -> None:
        """Note what the exhibition cites, so that records, lessons and exhibitions can name it."""
        for language in exhibition.languages:
            title = exhibition.title.in_(language)
            home = Citation("exhibition", title, exhibition.address(language, self.site.language), language)
            for kind, names in (("lesson", exhibition.lessons), ("exhibition", exhibition.related)):
                for name in names:
                    self.links.cite(kind, name, home)
            for release in releases(exhibition, self.records):
                self.links.cite("release", release, home)
            for theme in exhibition.themes:
                self.links.cite("theme", theme, home)
            intro = exhibition.intro.get(language)
            sections = [section.texts[language] for section in exhibition.sections]
            for text, part in (*([(intro, "")] if intro else []), *((each, each.title) for each in sections)):
                for code, address in _citing(text, exhibition):
                    self.links.cite("record", match_key(code), Citation("exhibition", title, address, language, part))

    def _check(self, exhibition: Exhibition, sections: list[WrittenSection], intro: dict[str, Written]) -> None:
        """Report what is missing or left over: translations, figures, files, lessons, related exhibitions."""
        place = Place(exhibition.file)
        self.problems.extend(untranslated.report(exhibition, sections, intro))
        self._check_figures(exhibition, place)
        self.problems.extend(naming.unpaired(exhibition))
        taught = [path.parent.name for path in self.site.content.glob("learn/*/lesson.yaml")]
        for name in exhibition.lessons:
            if name not in taught:
                hint = nearest(name, taught)
                self.problems.add(kinds.LESSON_UNKNOWN.at(exhibition.places["lessons"], name=name, hint=hint))
        for name in exhibition.related:
            if name not in self.known:
                hint = nearest(name, self.known - {exhibition.slug})
                self.problems.add(kinds.RELATED_UNKNOWN.at(exhibition.places["related"], name=name, hint=hint))
        shown = {name for text in _every(exhibition) for name in text.prose.figures}
        shown |= {text.cover for text in _every(exhibition)} | {exhibition.cover}
        wrong = any(
            problem.severity is Severity.ERROR for text in _every(exhibition) for problem in text.prose.problems
        )
        for name, figure in exhibition.figures.shown.items():
            if name not in shown and not wrong:  # a block in error shows none of its figures
                self.problems.add(kinds.FIGURE_UNUSED.at(figure.place, figure=name))
        used = {name for figure in exhibition.figures.shown.values() for name in figure.files}
        used |= exhibition.figures.held_files
        written = "\n".join(text.source.text for section in sections for text in section.texts.values())
        used |= set(re.findall(r"media/[^\s)\"'>]+", written))
        if exhibition.figures.unread is None:  # else all of them would be
            reading.unused_files(exhibition.folder, used, self.site, self.problems)

    def _check_figures(self, exhibition: Exhibition, place: Place) -> None:
        """Report, each in one sentence, which figures lack words in a language and which say nothing of rights."""
        shown = [figure for figure in exhibition.figures.shown.values() if not figure.decorative]
        for language in exhibition.languages:
            wanting = [
                figure.id
                for figure in shown
                if any(text and not text.has(language) for text in (figure.caption, figure.alt))
            ]
            self._count(kinds.FIGURES_UNTRANSLATED, place, wanting, shown, language=language)
        if not self.site.licence:
            own = [figure for figure in shown if not figure.of_example]
            self._count(kinds.RIGHTS_UNSAID, place, [figure.id for figure in own if not figure.rights], own)

    def _count(self, kind: Kind, place: Place, wanting: list[str], every: Sized, **values: str) -> None:
        if wanting:
            names = "、".join(wanting[:6]) + ("……" if len(wanting) > 6 else "")
            self.problems.add(kind.at(place, count=len(wanting), total=len(every), names=names, **values))


_FOCUS = {"center": (50, 50), "top": (50, 20), "bottom": (50, 80), "left": (20, 50), "right": (80, 50)}


def forms(exhibition: Exhibition, site: Site, language: str) -> citations.Forms:
    """Return the ways to cite an exhibition."""
    people = [name for credit in exhibition.credits if credit.cited for name in credit.names]
    people = exhibition.authority.all(people, language)
    published = exhibition.showing.publish_at
    url = site.base_url + exhibition.address(language, site.language) if site.base_url else ""
    joined = ", ".join(people)
    day = published.date() if published else None
    return citations.of_exhibition(exhibition.title.in_(language), joined, day, url, site, language, exhibition.slug)


def _siblings(routes: Routes, exhibition: Exhibition, sections: list[WrittenSection]) -> dict[str, str]:
    """Return the address of each section by the names under which texts may call it."""
    found = {"index.md": routes.exhibition(exhibition.slug)}
    for section in sections:
        stem = section.file.removesuffix(".md")
        for name in (section.file, *(f"{stem}.{lang}.md" for lang in section.texts)):
            found[name] = routes.exhibition(exhibition.slug, section.slug)
    return found


def _every(exhibition: Exhibition) -> list[SectionText]:
    sections = [text for section in exhibition.sections for text in section.texts.values()]
    return [*exhibition.intro.values(), *sections]


def _originals(exhibition: Exhibition) -> list[SectionText]:
    first = exhibition.languages[0]
    return [
        *(text for lang, text in exhibition.intro.items() if lang == first),
        *(s.texts[first] for s in exhibition.sections),
    ]


def _cited(exhibition: Exhibition) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for text in _originals(exhibition) for code in text.prose.records))


def _citing(text: SectionText, exhibition: Exhibition) -> list[tuple[str, str]]:
    """Return the records a text cites with the address of the place: a figure's anchor where one shows it."""
    shown = exhibition.figures.shown
    anchors = {shown[name].record: anchor for name, anchor in text.prose.anchors.items() if shown[name].record}
    keys = {match_key(code): anchor for code, anchor in anchors.items()}
    found = []
    for code in text.prose.records:
        anchor = keys.get(match_key(code))
        found.append((code, f"{text.address}#{anchor}" if anchor else text.address))
    return found
