"""The pages of exhibitions: the index, each exhibition's home, each section, in every language it has."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lantai.exhibitions import hall, jsonld, names
from lantai.exhibitions.further import Themes, further, theme_title
from lantai.exhibitions.load import forms
from lantai.exhibitions.model import Exhibition, Section, SectionText
from lantai.exhibitions.names import Index
from lantai.links import Citation, Links
from lantai.problems import Problems
from lantai.prose.figures import PublicRecords
from lantai.prose.templates import translator
from lantai.prose.views import RecordView
from lantai.records.store import Record
from lantai.site import yamls
from lantai.site.config import Site
from lantai.site.languages import LocalText
from lantai.site.moments import Showing, moment_of
from lantai.site.pages import Crumb, Page
from lantai.site.routes import Routes

STYLES = ("blocks.css", "media.css", "exhibitions.css")
CARD_SIZES = "(min-width: 40rem) 24rem, 100vw"
GROUPS = ("current", "permanent", "touring", "past")


def pages(
    exhibitions: Sequence[Exhibition],
    site: Site,
    moment: datetime,
    records: PublicRecords,
    media: Any,
    links: Links,
    themes: Themes | None = None,
    only: Container[str] | None = None,
) -> Iterator[Page]:
    """Yield the index and every page of the exhibitions that are public at ``moment``, or of ``only`` those named."""
    for language in site.languages:
        maker = _Maker(site, language, moment, records, media, links, tuple(exhibitions), themes)
        yield maker.index()
        if maker.named:
            yield maker.names()
        for exhibition in exhibitions:
            if language in exhibition.languages and (only is None or exhibition.slug in only):
                yield maker.home(exhibition)
                if exhibition.hall:
                    yield maker.hall(exhibition)
                for section in exhibition.sections:
                    yield maker.section(exhibition, section)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the pages in one language."""

    site: Site
    language: str
    moment: datetime
    records: PublicRecords
    media: Any
    links: Links
    every: tuple[Exhibition, ...]
    themes: Themes | None = None

    @property
    def routes(self) -> Routes:
        return Routes(self.language, self.site.language)

    @property
    def named(self) -> Index:
        """The names of which the exhibitions speak, by kind."""
        return names.index(self.every, self.records, self.routes)

    def names(self) -> Page:
        """Return the index of people, places, themes and lenders."""
        t, found = translator(self.language), self.named
        every = {language: Routes(language, self.site.language) for language in self.site.languages}
        return Page(
            address=self.routes.exhibition_names(),
            template="exhibition-names",
            title=t("exhibitions.names"),
            kind="exhibition-names",
            language=self.language,
            description=t("exhibitions.names_lead"),
            trail=self._trail(),
            alternates={
                language: routes.exhibition_names()
                for language, routes in every.items()
                if names.index(self.every, self.records, routes)
            },
            text="\n".join(entry.text for entries in found.values() for entry in entries),
            group="exhibitions",
            scripts=("media/hits.js",),
            styles=STYLES,
            data={"names": found, "themes": {name: address for name, (_, address) in (self.themes or {}).items()}},
        )

    def index(self) -> Page:
        """Return the list of exhibitions: current, permanent, touring and past ones."""
        t = translator(self.language)
        groups: dict[str, list[dict[str, Any]]] = {name: [] for name in GROUPS}
        for exhibition in self.every:
            groups[self._group(exhibition)].append(self.card(exhibition))
        shown = [(name, cards) for name, cards in groups.items() if cards]
        address = self.routes.section("exhibitions")
        return Page(
            address=address,
            template="exhibitions",
            title=t("exhibitions.title"),
            kind="exhibitions",
            language=self.language,
            description=t("exhibitions.description", name=self.site.name.in_(self.language)),
            alternates={lang: Routes(lang, self.site.language).section("exhibitions") for lang in self.site.languages},
            image=next((exhibition.card for exhibition in self.every if exhibition.card), ""),
            styles=STYLES,
            scripts=("exhibitions/filter.js",),
            data={
                "groups": shown,
                "themes": self._themes(),
                "names": self.routes.exhibition_names() if self.named else "",
            },
        )

    def _themes(self) -> list[tuple[str, str]]:
        """Return the themes of the exhibitions, by name, and what each is called in the language of the pages."""
        called = {
            name: theme_title(name, each, self.themes or {}, self.language)
            for each in self.every
            for name in each.themes
        }
        return sorted(called.items())

    def _group(self, exhibition: Exhibition) -> str:
        if exhibition.past(self.moment.astimezone(self.site.zone).date()):
            return "past"
        return "current" if exhibition.kind == "thematic" else exhibition.kind

    def card(self, exhibition: Exhibition) -> dict[str, Any]:
        """Return what a list shows of an exhibition; its address is in a language that it has."""
        language = self.language if self.language in exhibition.languages else exhibition.languages[0]
        image = exhibition.cover_image
        return {
            "title": exhibition.title.in_(language),
            "subtitle": exhibition.subtitle.in_(language),
            "summary": exhibition.summary.in_(language),
            "lang": language,
            "address": Routes(language, self.site.language).exhibition(exhibition.slug),
            "picture": self.media.picture(image, sizes=CARD_SIZES) if image else None,
            "kind": exhibition.kind,
            "opens": exhibition.opens,
            "closes": exhibition.closes,
            "place": exhibition.place.in_(language),
            "sections": len(exhibition.sections),
            "themes": exhibition.themes,
        }

    def home(self, exhibition: Exhibition) -> Page:
        """Return an exhibition's own page: opening image, introduction, contents, credits, what it cites."""
        language = self.language
        title = exhibition.title.in_(language)
        intro = exhibition.intro.get(language)
        summary = exhibition.summary.in_(language)
        image = exhibition.cover_image
        data: dict[str, Any] = {
            "exhibition": exhibition,
            "title": title,
            "subtitle": exhibition.subtitle.in_(language),
            "summary": summary,
            "place": exhibition.place.in_(language),
            "cover": self.media.picture(image, sizes="100vw") if image else None,
            "cover_figure": exhibition.figures.shown.get(exhibition.cover),
            "intro": intro,
            "contents": self._contents(exhibition),
            "credits": exhibition.credited(language),
            "citations": forms(exhibition, self.site, language),
            "lessons": self._lessons(exhibition),
            "related": [self.card(other) for other in self.every if other.slug in self._related(exhibition)],
            "records": self._records(exhibition),
            "further": further(
                exhibition, self.records, self.routes, self.themes, names.translations(self.every, self.language)
            ),
        }
        return Page(
            address=self.routes.exhibition(exhibition.slug),
            template="exhibition",
            title=title,
            kind="exhibition",
            language=language,
            description=summary or (intro.prose.opening if intro else ""),
            trail=self._trail(),
            jsonld=jsonld.event(exhibition, self.site, self.language),
            alternates=self._alternates(exhibition),
            image=exhibition.card,
            updated=exhibition.updated,
            text="\n".join(part for part in (data["subtitle"], summary, intro.prose.text if intro else "") if part),
            group="exhibitions",
            scripts=(*(intro.prose.scripts if intro else ()), "media/hits.js"),
            styles=STYLES,
            source=exhibition.file,
            data=data,
        )

    def hall(self, exhibition: Exhibition) -> Page:
        """Return the page of the hall: a gallery room by room, from which a script builds what one walks through.

        It shows nothing that the sections do not, so search leads to these.
        """
        language, t = self.language, translator(self.language)
        title = exhibition.title.in_(language)
        rooms = hall.rooms(exhibition, language, self.records, self.media)
        summary = exhibition.summary.in_(language)
        return Page(
            address=self.routes.hall(exhibition.slug),
            template="hall",
            title=f"{t('hall.title')} · {title}",
            kind="hall",
            language=language,
            description=summary,
            trail=(*self._trail(), Crumb(title, self.routes.exhibition(exhibition.slug))),
            alternates={lang: Routes(lang, self.site.language).hall(exhibition.slug) for lang in exhibition.languages},
            image=exhibition.card,
            updated=exhibition.updated,
            group="exhibitions",
            scripts=("media/viewer.js", "hall/enter.js"),
            styles=(*STYLES, "hall.css"),
            source=exhibition.file,
            data={
                "crumb": t("hall.title"),
                "title": title,
                "subtitle": exhibition.subtitle.in_(language),
                "summary": summary,
                "address": self.routes.exhibition(exhibition.slug),
                "rooms": rooms,
                "count": sum(len(room.works) for room in rooms),
            },
        )

    def section(self, exhibition: Exhibition, section: Section) -> Page:
        """Return the page of a section, with contents, progress, previous and next."""
        language = self.language
        text = section.texts[language]
        position = exhibition.sections.index(section)
        contents = self._contents(exhibition)
        figure = exhibition.figures.shown.get(text.cover) if text.cover else None
        image = self._image(figure) if figure else None
        data: dict[str, Any] = {
            "exhibition_title": exhibition.title.in_(language),
            "exhibition_address": self.routes.exhibition(exhibition.slug),
            "crumb": text.title,
            "text": text,
            "prose": text.prose,
            "number": position + 1,
            "count": len(exhibition.sections),
            "contents": contents,
            "previous": contents[position - 1] if position else None,
            "next": contents[position + 1] if position + 1 < len(contents) else None,
            "cover": self.media.picture(image, sizes="100vw") if image else None,
            "cover_alt": figure.alt.in_(language) if figure and not figure.decorative else "",
            "cover_focus": "center",
            "original": self._original(exhibition, section, text),
        }
        return Page(
            address=text.address,
            template="section",
            title=f"{text.title} · {data['exhibition_title']}",
            kind="section",
            language=language,
            description=text.summary or text.prose.opening,
            trail=(*self._trail(), Crumb(data["exhibition_title"], data["exhibition_address"])),
            jsonld=jsonld.work(exhibition, text, self.site, self.language),
            alternates=self._alternates(exhibition, section),
            image=self.media.card(image) if image else exhibition.card,
            updated=exhibition.updated,
            text=text.prose.text if text.exact else None,
            group="exhibitions",
            scripts=(*text.prose.scripts, "exhibitions/progress.js", "media/hits.js"),
            styles=STYLES,
            listed=text.exact,
            source=self.site.shown(exhibition.folder / section.file),
            data=data,
        )

    def _image(self, figure: Any) -> Any:
        return self.media.image(figure.path, figure.place, Problems(), page=figure.page or 1)

    def _trail(self) -> tuple[Crumb, ...]:
        return (Crumb(translator(self.language)("exhibitions.title"), self.routes.section("exhibitions")),)

    def _contents(self, exhibition: Exhibition) -> list[dict[str, Any]]:
        found = []
        for number, section in enumerate(exhibition.sections, 1):
            text = section.texts[self.language]
            found.append(
                {
                    "number": number,
                    "title": text.title,
                    "summary": text.summary,
                    "address": text.address,
                    "lang": text.written_in,
                    "toc": text.prose.toc,
                }
            )
        return found

    def _alternates(self, exhibition: Exhibition, section: Section | None = None) -> dict[str, str]:
        """Return the address in each language that has a text of its own."""
        found = {}
        for language in exhibition.languages:
            routes = Routes(language, self.site.language)
            if section is None or section.texts[language].exact:
                found[language] = routes.exhibition(exhibition.slug, section.slug if section else "")
        return found

    def _original(self, exhibition: Exhibition, section: Section, text: SectionText) -> dict[str, str] | None:
        """Return language and address of the text that a page borrows, if it borrows one."""
        if text.exact or text.written_in not in section.texts:
            return None
        return {"language": text.written_in, "address": section.texts[text.written_in].address}

    def _records(self, exhibition: Exhibition) -> list[RecordView]:
        found = (self.records.get(code) for code in exhibition.records)
        return [RecordView.of(record) for record in found if isinstance(record, Record)]

    def _related(self, exhibition: Exhibition) -> set[str]:
        """Return the slugs of exhibitions that this one names or that name it."""
        back = {other.slug for other in self.every if exhibition.slug in other.related}
        return (set(exhibition.related) | back) - {exhibition.slug}

    def _lessons(self, exhibition: Exhibition) -> list[Citation]:
        """Return the public lessons that use the exhibition, whichever side says so."""
        found = {
            cited.address: cited for cited in self.links.of("exhibition", exhibition.slug) if cited.kind == "lesson"
        }
        own = [cited for cited in found.values() if cited.language in ("", self.language)]
        known = {cited.address for cited in own}
        for slug in exhibition.lessons:
            address = self.routes.lesson(slug)
            title = self._lesson_title(slug)
            if title and address not in known:
                own.append(Citation("lesson", title, address, self.language))
        return own

    def _lesson_title(self, slug: str) -> str:
        """Return the title of a lesson that is public, else ""."""
        path = self.site.content / "learn" / slug / "lesson.yaml"
        document = yamls.load(path, self.site.shown(path), Problems()) if path.is_file() else None
        if document is None or not isinstance(document.data, dict):
            return ""
        data = document.data

        def when(name: str) -> datetime | None:
            return moment_of(data[name], self.site.zone) if data.get(name) else None

        try:
            showing = Showing(str(data.get("status") or "ready"), when("publish_at"), when("until"))
        except ValueError:
            return ""
        title = LocalText.of(data.get("title"), self.site.language)
        has_page = self.language == self.site.language or title.has(self.language)
        return title.in_(self.language) if self.site.shows(showing, self.moment) and has_page else ""
