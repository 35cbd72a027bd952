"""Reading ``content/learn/<slug>/``: lesson.yaml, lesson.md (and lesson.en.md …), figures.yaml."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lantai import typesetting
from lantai.learning import activities
from lantai.learning import problems as kinds
from lantai.learning.activities import Activity
from lantai.learning.model import CLASS_HOUR, OPTIONS, SOURCES, Lesson, LessonText, Question, Source, Term
from lantai.learning.texts import Writer
from lantai.links import Citation, Links
from lantai.problems import Problems
from lantai.prose import Figure, Figures, figures
from lantai.prose.options import IDENTIFIER, Reader, Values
from lantai.records.refcodes import match_key
from lantai.records.store import Record
from lantai.site import yamls
from lantai.site.config import Site
from lantai.site.languages import LocalText
from lantai.site.moments import Showing

_HEAD = ("title", "question", "summary")
_HEAD_LISTS = ("objectives",)
"""What the head of a text may say in its language instead of lesson.yaml."""


def load(
    site: Site, moment: datetime, records: Any, media: Any, links: Links, problems: Problems
) -> tuple[Lesson, ...]:
    """Return the lessons that are public at ``moment``, by slug. Everything wrong is in ``problems``."""
    room = _Room(site, records, media, problems)
    found = []
    for folder in _folders(site):
        lesson = room.lesson(folder, moment)
        if lesson is not None:
            found.append(lesson)
            _cite(lesson, links)
    return tuple(found)


def scheduled(site: Site, problems: Problems) -> Iterator[tuple[str, str, str, Showing]]:
    """Yield (kind, slug, title, when it is shown) of every lesson, public or not."""
    for folder in _folders(site):
        values = _read(folder, site, problems)
        if values is not None:
            yield "lesson", folder.name, str(values["title"]), _showing(values)


def _folders(site: Site) -> list[Path]:
    return sorted(path.parent for path in (site.content / "learn").glob("*/lesson.yaml"))


def _read(folder: Path, site: Site, problems: Problems) -> Values | None:
    """Return the values of a folder's lesson.yaml, None where it cannot be read at all."""
    shown_as = site.shown(folder / "lesson.yaml")
    if not IDENTIFIER.fullmatch(folder.name):
        problems.add(kinds.LESSON_NAME.at(shown_as, name=folder.name))
        return None
    document = yamls.load(folder / "lesson.yaml", shown_as, problems)
    if document is None:
        return None
    before = len(problems.errors)
    values = Reader(document, problems, site.language, site.zone).read(OPTIONS)
    return None if len(problems.errors) > before and not values["title"] else values


def _showing(values: Values) -> Showing:
    return Showing(values["status"], values["publish_at"], values["until"])


@dataclass(frozen=True, slots=True)
class _Room:
    """What every lesson of a site is read with."""

    site: Site
    records: Any
    media: Any
    problems: Problems

    def lesson(self, folder: Path, moment: datetime) -> Lesson | None:
        """Return the lesson in ``folder`` if it is public at ``moment``; a draft's problems are not reported."""
        values = _read(folder, self.site, Problems())
        if values is not None and not self.site.shows(_showing(values), moment):
            return None
        values = _read(folder, self.site, self.problems)
        if values is None:
            return None
        shown = self._figures(folder, values)
        sources = self._sources(values, shown)
        self._check(values, sources)
        pictured = _pictured(sources)
        gone = frozenset(item["figure"] for item in values["sources"] if item["figure"]) - pictured.keys()
        heads = {language: self._head(folder, language) for language in self.site.languages}
        lesson = Lesson(
            slug=folder.name,
            folder=folder,
            file=self.site.shown(folder / "lesson.yaml"),
            **{key: _with_heads(values[key], heads, key) for key in _HEAD},
            showing=_showing(values),
            stages=tuple(values["stages"]),
            values=values,
            glossary=_terms(values["glossary"]),
            sources=sources,
            activities=activities.read(folder.name, values["activities"], pictured, gone, self.problems),
            cover=shown.shown.get(values["cover"] or ""),
            texts={},
        )
        if typesetting.fonts() is None:
            self.problems.add(kinds.PDF_FONT.at(lesson.file, lesson=folder.name))
        texts = self._texts(lesson, shown, heads)
        return replace(lesson, texts=texts, activities=_possible(lesson.activities, texts.values()))

    # Sources

    def _figures(self, folder: Path, values: Values) -> Figures:
        """Return the figures of the lesson's folder and of the exhibitions it draws on; its own come first.

        What is wrong with an exhibition's figures is reported where the exhibition is read.
        """
        own = figures.load(folder, self.site, self.records, self.problems)
        for figure in own.shown.values():
            self.media.mark(figure.path, figure.mark, folder, figure.place, self.problems)
        shown, held = dict(own.shown), set(own.held)
        for slug in values["figures_from"]:
            home = self.site.exhibitions / slug
            if not (home / "figures.yaml").is_file():
                self.problems.add(kinds.FIGURES_FROM.at(values.place("figures_from"), name=slug))
                continue
            lent = figures.load(home, self.site, self.records, Problems())
            shown = {**lent.shown, **shown}
            held |= lent.held - set(own.shown)
        held -= set(shown)
        return Figures(MappingProxyType(shown), frozenset(held), own.held_files, own.wrong, own.unread)

    def _sources(self, values: Values, shown: Figures) -> tuple[Source, ...]:
        found: list[Source] = []
        for number, item in enumerate(values["sources"], 1):
            source = self._source(len(found) + 1, number, item, shown)
            if source is not None:
                found.append(source)
        return tuple(found)

    def _source(self, number: int, written: int, item: Values, shown: Figures) -> Source | None:
        """Return a source, or None where its figure is unknown or its record is not public."""
        place, name = item.place(), item["figure"] or ""
        code = item["record"] or ""
        if not name and not code:
            self.problems.add(kinds.SOURCE_EMPTY.at(place, number=written))
            return None
        figure = shown.shown.get(name)
        if name in shown.held:
            self.problems.add(kinds.SOURCE_HELD.at(item.place("figure"), ref=name))
            return None
        if name and figure is None:
            near = difflib.get_close_matches(name, sorted(shown.shown), n=1)
            hint = f" → {near[0]}" if near else ""
            self.problems.add(kinds.SOURCE_FIGURE_UNKNOWN.at(item.place("figure"), figure=name, near=hint))
            return None
        code = code or (figure.record if figure else "")
        record = self.records.get(code) if code else None
        if code and not isinstance(record, Record):
            self.problems.add(kinds.SOURCE_HELD.at(place, ref=code))
            return None
        if not item["copy"]:
            self.problems.add(kinds.SOURCE_NOT_CLEARED.at(place, ref=code or name))
        return Source(
            number=number,
            kind=item["kind"],
            figure=figure,
            record=record,
            title=item["title"] or LocalText.of(record.title if record else "", self.site.language),
            words=_terms(item["words"]),
            questions=tuple(
                Question(each["level"] or "", each["text"] or LocalText(), each["answer"] or LocalText())
                for each in item["questions"]
            ),
            values=item,
        )

    def _check(self, values: Values, sources: tuple[Source, ...]) -> None:
        if len(sources) not in SOURCES:
            self.problems.add(kinds.SOURCE_COUNT.at(values.place("sources"), count=len(sources)))
        minutes = sum(step["minutes"] or 0 for step in values["steps"])
        length = min((CLASS_HOUR.get(stage, 45) for stage in values["stages"]), default=45)
        if minutes and not (length * values["hours"] * 0.85 <= minutes <= 45 * values["hours"] * 1.15):
            place = values.place("steps")
            self.problems.add(kinds.MINUTES.at(place, minutes=minutes, hours=f"{values['hours']:g}", length=length))

    # Texts

    def _path(self, folder: Path, language: str) -> Path:
        return folder / ("lesson.md" if language == self.site.language else f"lesson.{language}.md")

    def _head(self, folder: Path, language: str) -> Mapping[str, Any]:
        """Return the YAML head of the text in ``language``: a translation may bring its title along."""
        path = self._path(folder, language)
        if not path.is_file():
            return {}
        head, _, _ = yamls.split_front_matter(path.read_bytes().decode("utf-8-sig", errors="replace"))
        document = yamls.parse(head, self.site.shown(path), self.problems, first_line=2)
        if document is None or not isinstance(document.data, Mapping):
            return {}
        self.problems.extend(document.unknown_keys((*_HEAD, *_HEAD_LISTS)))
        return document.data

    def _texts(
        self, lesson: Lesson, shown: Figures, heads: Mapping[str, Mapping[str, Any]]
    ) -> Mapping[str, LessonText]:
        """Render the lesson for every language of the site in which it has a title and a text."""
        found = {}
        writer = Writer(self.site, self.records, self.media, self.problems)
        for language in self.site.languages:
            path = self._path(lesson.folder, language)
            if language == self.site.language and not path.is_file():
                self.problems.add(kinds.LESSON_TEXT_MISSING.at(self.site.shown(path), file=path.name))
            if path.is_file() and (language == self.site.language or lesson.title.has(language)):
                text = writer.text(lesson, shown, language, path)
                found[language] = replace(text, objectives=_objectives(lesson, heads[language]))
        return MappingProxyType(found)


def _with_heads(value: LocalText | None, heads: Mapping[str, Mapping[str, Any]], key: str) -> LocalText:
    """Return a text of lesson.yaml completed by the heads of the texts in other languages."""
    texts = dict(value or ())
    for language, head in heads.items():
        if head.get(key):
            texts.setdefault(language, str(head[key]))
    return LocalText(tuple(texts.items()))


def _pictured(sources: tuple[Source, ...]) -> Mapping[str, tuple[int, Figure]]:
    """Return the number and the figure of each source that has one, by the id of the figure."""
    return {source.figure.id: (source.number, source.figure) for source in sources if source.figure is not None}


def _possible(found: tuple[Activity, ...], texts: Iterable[LessonText]) -> tuple[Activity, ...]:
    """Return the activities but those whose one picture cannot be read, which is reported where it is described."""
    unread = {source.source.number for text in texts for source in text.sources if source.image is None}
    return tuple(each for each in found if each.kind not in activities.PICTURED or unread.isdisjoint(each.sources))


def _objectives(lesson: Lesson, head: Mapping[str, Any]) -> tuple[str, ...]:
    own = head.get("objectives")
    return tuple(map(str, own)) if isinstance(own, list) else tuple(lesson.values["objectives"])


def _terms(items: tuple[Values, ...]) -> tuple[Term, ...]:
    return tuple(Term(item["term"], item["meaning"]) for item in items if item["term"] and item["meaning"])


def _cite(lesson: Lesson, links: Links) -> None:
    """Let records and exhibitions name the lesson that uses them."""
    for text in lesson.texts.values():
        citation = Citation("lesson", lesson.title.in_(text.language), text.address, text.language)
        codes = {match_key(code) for code in text.body.records}
        for code in codes - {source.record.match_key for source in lesson.sources if source.record}:
            links.cite("record", code, citation)
        for source in lesson.sources:
            if source.record is not None:
                there = replace(citation, address=f"{text.address}#source-{source.number}")
                links.cite("record", source.record.match_key, there)
        for slug in lesson.values["exhibitions"]:
            links.cite("exhibition", slug, citation)
