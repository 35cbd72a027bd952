"""What every subject of this room is given, and the two things all of them do: rendering a text, naming its pages."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from lantai.links import Citation, Links
from lantai.problems import NOTHING, Place, Problems
from lantai.prose import Prose, ProseContext, render
from lantai.prose.templates import environment, translator
from lantai.records.refcodes import match_key
from lantai.site.config import Site
from lantai.site.pages import Crumb, Page
from lantai.site.routes import Routes
from lantai.visits import problems as kinds
from lantai.visits.content_files import ContentFile, Text

Address = Callable[[Routes], str]
"""The address of a page, given the routes of a language."""

FOLDERS: Mapping[str, tuple[str, str]] = {
    "exhibition": ("exhibitions", "exhibition.yaml"),
    "lesson": ("content/learn", "lesson.yaml"),
    "release": ("catalogue/releases", "release.yaml"),
}
"""Where things of other rooms live: a folder with this file is one. Whether it is public is theirs to say."""

NAMES = {"exhibition": ("展览", "exhibition"), "lesson": ("课", "lesson"), "release": ("目录批次", "release")}


@dataclass(frozen=True, slots=True)
class Room:
    """The site at one moment, and where what is found goes."""

    site: Site
    moment: datetime
    records: Any
    media: Any
    links: Links
    problems: Problems

    def routes(self, language: str) -> Routes:
        return Routes(language, self.site.language)

    def t(self, language: str) -> Callable[..., str]:
        return translator(language)

    def public(self, texts: Iterable[Text]) -> tuple[Text, ...]:
        """Return what of ``texts`` is public at the moment."""
        return tuple(shown for text in texts if (shown := text.at(self.moment, self.site)))

    def render(self, file: ContentFile, language: str, address: str, **changes: Any) -> Prose:
        """Return a file's Markdown as HTML for the page at ``address`` of the interface in ``language``."""
        context = ProseContext(
            site=self.site,
            language=language,
            address=address,
            t=self.t(language),
            templates=environment(),
            folder=file.folder,
            records=self.records,
            media=self.media,
        )
        return render(changes.pop("source", file.source), replace(context, **changes))

    def report(self, prose: Prose) -> None:
        """Take over a text's problems, each once though a text is rendered for several languages."""
        known = set(map(str, map(_key, self.problems)))
        self.problems.extend(problem for problem in prose.problems if str(_key(problem)) not in known)

    def cite(self, kind: str, title: str, address: str, language: str, prose: Prose) -> None:
        """Note the records that a page cites, so that theirs can name it."""
        for code in prose.records:
            self.links.cite("record", match_key(code), Citation(kind, title, address, language))

    def check_targets(self, place: Place, kind: str, names: Iterable[str]) -> None:
        """Report names of exhibitions, lessons or releases that no folder answers to."""
        folder, marker = FOLDERS[kind]
        there = sorted(path.parent.name for path in (self.site.folder / folder).glob(f"*/{marker}"))
        for name in names:
            if name not in there:
                near = difflib.get_close_matches(name, there, n=1)
                what = NAMES[kind][0 if self.site.staff_language == "zh" else 1]
                hint = " / ".join(near or there) or NOTHING
                self.problems.add(kinds.NOT_THERE.at(place, what=what, name=name, folder=folder, hint=hint))


@dataclass(frozen=True, slots=True)
class Said:
    """A fact of a text by the name of its option, and the language in which it is written."""

    name: str
    value: Any
    language: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text in one language of the interface, ready for its page.

    ``exact`` is False where the text is not in that language and stands in its original one.
    """

    text: Text
    file: ContentFile
    language: str
    address: str
    prose: Prose

    @property
    def exact(self) -> bool:
        return self.file.language == self.language

    @property
    def title(self) -> str:
        return self.file.title

    @property
    def summary(self) -> str:
        return self.file.summary

    @property
    def updated(self) -> Any:
        return self.file.updated or self.text.original.updated

    def said(self, name: str) -> Said:
        """Return what an option of the head says; what a translation leaves out is that of the original."""
        own, original = self.file, self.text.original
        told = own if own.head[name] else original
        return Said(name, told.head[name], told.language)


def rendered(
    texts: Iterable[Text], kind: str, address: Callable[[Routes, str], str], room: Room
) -> tuple[Rendered, ...]:
    """Return each public text in every language of the site, and note what it cites."""
    found = []
    for text in room.public(texts):
        for language in room.site.languages:
            one = address(room.routes(language), text.slug)
            file = text.in_(language)
            prose = room.render(file, language, one)
            room.report(prose)
            if file.language == language:
                room.cite(kind, file.title, one, language, prose)
            found.append(Rendered(text, file, language, one, prose))
    return tuple(found)


def check_hidden(texts: Iterable[Text], address: Callable[[Routes, str], str], room: Room) -> None:
    """Render what is not public yet, only for its problems: staff should not meet them at the hour itself."""
    for text in texts:
        for file in (text.original, *text.translations.values()):
            if text.at(room.moment, room.site) is None or not room.site.shows(file.showing, room.moment):
                room.report(room.render(file, file.language, address(room.routes(file.language), text.slug)))


def page_of(
    one: Rendered, room_of: Iterable[Rendered], *, template: str, kind: str, trail: tuple[Crumb, ...] = (), **more: Any
) -> Page:
    """Return the page of a rendered text. A stand-in for a missing translation is not listed and not searched."""
    data = {"text": one.file, "prose": one.prose, **more.pop("data", {})}
    return Page(
        address=one.address,
        template=template,
        title=one.title,
        kind=kind,
        language=one.language,
        description=one.summary or one.prose.opening,
        trail=trail,
        alternates={
            other.language: other.address for other in room_of if other.text.slug == one.text.slug and other.exact
        },
        updated=one.updated,
        text=f"{one.summary}\n{one.prose.text}".strip() if one.exact else None,
        listed=one.exact,
        scripts=one.prose.scripts,
        styles=(*one.prose.styles, "visits.css"),
        source=one.file.file,
        data=data,
        **more,
    )


def by_language(found: Iterable[Rendered], language: str) -> Iterator[Rendered]:
    return (one for one in found if one.language == language)


def _key(problem: Any) -> tuple[str, Any]:
    return problem.code, problem.place
