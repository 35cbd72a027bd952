"""The pages of lessons: the index, and for each lesson the pupils' page, worksheets, activities and the teachers' page.

Answers and notes stand on the teachers' page and nowhere else: it is not in search, in the sitemap or in the pack.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from lantai import typesetting
from lantai.learning import jsonld, worksheets
from lantai.learning.activities import PICTURED, WEIGHTS, Activity
from lantai.learning.grid import Grid
from lantai.learning.model import COMPETENCES, QUESTION_LEVELS, STAGES, Lesson, LessonText, SourceText
from lantai.learning.pack import pack_address
from lantai.links import Citation
from lantai.media import qr
from lantai.prose import plain
from lantai.site.pages import Crumb, Page

STYLES = ("learning.css",)
_VIEWER = "media/viewer.js"
_PROJECTOR = "learning/projector.js"
_ACTIVITY_SCRIPTS = {kind: f"learning/{kind}.js" for kind in ("find", "reveal", "weigh")}
"""Modules of the kinds that need more than ``activity.js``, which they load."""
_WIDE = "(min-width: 60rem) 38rem, 92vw"
_COVER = "(min-width: 60rem) 30rem, 92vw"
_CARD = "(min-width: 60rem) 22rem, 92vw"
_PICTURED = "(min-width: 50rem) 46rem, 92vw"
_CROP = "(min-width: 50rem) 24rem, 92vw"
_THUMB = "(min-width: 60rem) 16rem, 45vw"


@dataclass(frozen=True, slots=True)
class Card:
    """A lesson on the index. ``text`` is in the index's language where the lesson exists in it."""

    lesson: Lesson
    text: LessonText
    picture: Any
    alt: str
    keys: str
    """Values to filter by, joined by spaces, for the small module that filters without loading."""


def pages(lessons: tuple[Lesson, ...], publication: Any) -> Iterator[Page]:
    """Yield every page of the room, the index of each language first."""
    for language in publication.site.languages:
        yield _index(lessons, publication, language)
    for lesson in lessons:
        for text in lesson.texts.values():
            yield _lesson(lesson, text, publication)
            yield from _worksheets(lesson, text, publication)
            yield from _activities(lesson, text, publication)
            yield _teacher(lesson, text, publication)


def _index(lessons: tuple[Lesson, ...], publication: Any, language: str) -> Page:
    t = publication.translators[language]
    cards = [card for lesson in lessons if (card := _card(lesson, language, publication)) is not None]
    stages = [stage for stage in STAGES if any(stage in card.lesson.stages for card in cards)]
    return Page(
        address=publication.routes[language].section("learn"),
        template="learn",
        title=t("learning.title"),
        kind="learn",
        language=language,
        description=t("learning.lead"),
        alternates={code: publication.routes[code].section("learn") for code in publication.site.languages},
        text=t("learning.lead"),
        group="learn",
        scripts=("learning/filter.js",),
        styles=STYLES,
        source="content/learn",
        data={
            # A lesson for several stages stands under the first; the filter finds it under each.
            "groups": [(stage, [card for card in cards if card.lesson.stages[:1] == (stage,)]) for stage in stages],
            "count": len(cards),
            "filters": _filters(cards),
        },
    )


def _filters(cards: list[Card]) -> list[tuple[str, list[str]]]:
    """Return the values that lessons can be filtered by; a choice of one is no choice and is left out."""
    found = {
        "stage": [stage for stage in STAGES if any(stage in card.lesson.stages for card in cards)],
        "subject": sorted({subject for card in cards for subject in card.lesson.values["subjects"]}),
        "period": sorted({period for card in cards for period in card.lesson.values["periods"]}),
        "competence": [
            name for name in COMPETENCES if any(name in card.lesson.values["competences"] for card in cards)
        ],
        "duration": [f"{hours:g}" for hours in sorted({card.lesson.values["hours"] for card in cards})],
        "kind": sorted({kind for card in cards for kind in card.lesson.kinds}),
    }
    return [(name, values) for name, values in found.items() if len(values) > 1]


def _card(lesson: Lesson, language: str, publication: Any) -> Card | None:
    text = lesson.texts.get(language) or lesson.texts.get(publication.site.language)
    if text is None:
        return None
    shown = _cover(lesson, text)
    values = lesson.values
    keys = [
        *(f"stage:{stage}" for stage in lesson.stages),
        *(f"subject:{subject}" for subject in values["subjects"]),
        *(f"period:{period}" for period in values["periods"]),
        *(f"competence:{name}" for name in values["competences"]),
        f"duration:{values['hours']:g}",
        *(f"kind:{kind}" for kind in lesson.kinds),
    ]
    picture = publication.media.picture(shown.image, sizes=_CARD) if shown else None
    return Card(lesson, text, picture, shown.alt if shown else "", "|".join(keys))


def _cover(lesson: Lesson, text: LessonText) -> SourceText | None:
    """Return the source whose picture stands for the lesson: that of its cover, else the first with a picture."""
    pictured = [source for source in text.sources if source.image is not None]
    covers = [source for source in pictured if lesson.cover and source.source.figure is lesson.cover]
    return next(iter(covers or pictured), None)


def _lesson(lesson: Lesson, text: LessonText, publication: Any) -> Page:
    language, routes = text.language, publication.routes[text.language]
    cover = _cover(lesson, text)
    exhibitions = _exhibitions(lesson, publication, language)
    return Page(
        address=text.address,
        template="lesson",
        title=lesson.title.in_(language),
        kind="lesson",
        language=language,
        description=lesson.summary.in_(language),
        trail=_trail(publication, language),
        jsonld=jsonld.of(lesson, text, publication.site),
        alternates={code: each.address for code, each in lesson.texts.items()},
        image=publication.media.card(cover.image) if cover else "",
        text=_searched(lesson, text),
        group="learn",
        scripts=tuple(dict.fromkeys((*text.body.scripts, *((_VIEWER,) if cover else ()), _PROJECTOR, "media/hits.js"))),
        styles=(*text.body.styles, *STYLES),
        source=lesson.file,
        data=_shared(lesson, text, publication)
        | {
            "pictures": _pictures(text, publication, _WIDE),
            "teacher": routes.lesson(lesson.slug, "teacher"),
            "sheets": [
                (kind, level, routes.lesson(lesson.slug, f"worksheet-{kind}-{level}"))
                for kind in lesson.kinds
                for level in worksheets.LEVELS
            ],
            "activities": [(each, routes.lesson(lesson.slug, f"activity-{each.number}")) for each in lesson.activities],
            "cover": publication.media.picture(cover.image, sizes=_COVER) if cover else None,
            "cover_alt": cover.alt if cover else "",
            "cover_alt_lang": cover.alt_lang if cover else "",
            "pack": pack_address(lesson, text, publication),
            "pdf": pack_address(lesson, text, publication, "pdf") if typesetting.fonts() else "",
            "citing": _citing(lesson, exhibitions, publication, language),
            "exhibitions": exhibitions,
            "levels": QUESTION_LEVELS,
        },
    )


def _worksheets(lesson: Lesson, text: LessonText, publication: Any) -> Iterator[Page]:
    language, routes = text.language, publication.routes[text.language]
    t = publication.translators[language]
    for kind in lesson.kinds:
        sources = [source for source in text.sources if source.source.kind == kind]
        for level in worksheets.LEVELS:
            kind_name, level_name = t(f"learning.kind_{kind}"), t(f"learning.level_{level}")
            yield Page(
                address=routes.lesson(lesson.slug, f"worksheet-{kind}-{level}"),
                template="worksheet",
                title=t("learning.worksheet_title", kind=kind_name, level=level_name),
                kind="lesson",
                language=language,
                trail=(*_trail(publication, language), Crumb(lesson.title.in_(language), text.address)),
                alternates={
                    code: publication.routes[code].lesson(lesson.slug, f"worksheet-{kind}-{level}")
                    for code in lesson.texts
                },
                listed=False,
                styles=STYLES,
                source=lesson.file,
                data=_shared(lesson, text, publication)
                | {
                    "steps": worksheets.sheet(kind, level),
                    "sources": sources,
                    "pictures": _pictures(text, publication, _THUMB),
                    "lines": worksheets.LINES[level],
                },
            )


def _activities(lesson: Lesson, text: LessonText, publication: Any) -> Iterator[Page]:
    language, routes = text.language, publication.routes[text.language]
    for activity in lesson.activities:
        name = f"activity-{activity.number}"
        yield Page(
            address=routes.lesson(lesson.slug, name),
            template="activity",
            title=activity.title.in_(language),
            kind="lesson",
            language=language,
            trail=(*_trail(publication, language), Crumb(lesson.title.in_(language), text.address)),
            alternates={code: publication.routes[code].lesson(lesson.slug, name) for code in lesson.texts},
            listed=False,
            scripts=(_ACTIVITY_SCRIPTS.get(activity.kind, "learning/activity.js"),),
            styles=STYLES,
            source=lesson.file,
            data=_shared(lesson, text, publication)
            | {
                "activity": activity,
                "sources": {source.source.number: source for source in text.sources},
                "pictures": _pictures(text, publication, _PICTURED if activity.kind in PICTURED else _CARD),
                "crops": _crops(activity, text, publication) if activity.kind == "reveal" else (),
                "grid": _grid(activity, text),
                "weights": WEIGHTS,
            },
        )


def _picture_of(activity: Activity, text: LessonText) -> Any:
    """Return the picture that an activity looks at."""
    return next(source.image for source in text.sources if source.source.number == activity.sources[0])


def _grid(activity: Activity, text: LessonText) -> Grid | None:
    """Return the grid over the picture in which details are found."""
    if activity.kind != "find":
        return None
    image = _picture_of(activity, text)
    return Grid.over(image.width, image.height)


def _crops(activity: Activity, text: LessonText, publication: Any) -> tuple[Any, ...]:
    """Return the parts of a picture that are uncovered one by one."""
    image, picture = _picture_of(activity, text), publication.media.picture
    return tuple(picture(image, sizes=_CROP, crop=item.region) for item in activity.items)


def _teacher(lesson: Lesson, text: LessonText, publication: Any) -> Page:
    language, routes = text.language, publication.routes[text.language]
    return Page(
        address=routes.lesson(lesson.slug, "teacher"),
        template="lesson-teacher",
        title=publication.translators[language]("learning.teacher_title", title=lesson.title.in_(language)),
        kind="lesson",
        language=language,
        trail=(*_trail(publication, language), Crumb(lesson.title.in_(language), text.address)),
        alternates={code: publication.routes[code].lesson(lesson.slug, "teacher") for code in lesson.texts},
        listed=False,
        styles=STYLES,
        source=lesson.file,
        data=_shared(lesson, text, publication)
        | {"grids": {activity.number: _grid(activity, text) for activity in lesson.activities}},
    )


def _shared(lesson: Lesson, text: LessonText, publication: Any) -> dict[str, Any]:
    """Return what every page of a lesson needs."""
    base = publication.site.base_url
    return {
        "lesson": lesson,
        "text": text,
        "values": lesson.values,
        "qr": Markup(qr(base + text.address)) if base else "",
    }


def _pictures(text: LessonText, publication: Any, sizes: str) -> dict[int, Any]:
    """Return the derivatives of each source's picture by its number."""
    media = publication.media
    return {
        source.source.number: media.picture(source.image, sizes=sizes)
        for source in text.sources
        if source.image is not None
    }


def _exhibitions(lesson: Lesson, publication: Any, language: str) -> list[Page]:
    """Return the pages of the exhibitions it names that are public: their room has written them before."""
    wanted = {
        publication.routes[code].exhibition(slug)
        for slug in lesson.values["exhibitions"]
        for code in (language, publication.site.language)
    }
    found = [page for page in publication.written if page.kind == "exhibition" and page.address in wanted]
    own = [page for page in found if page.language == language]
    return own or found


def _citing(lesson: Lesson, exhibitions: list[Page], publication: Any, language: str) -> list[Citation]:
    """Return the other pages in this language that name the lesson, its exhibitions apart."""
    own = {page.address for page in exhibitions}
    found = publication.links.of("lesson", lesson.slug)
    return [citation for citation in found if citation.language in ("", language) and citation.address not in own]


def _trail(publication: Any, language: str) -> tuple[Crumb, ...]:
    title = publication.translators[language]("learning.title")
    return (Crumb(title, publication.routes[language].section("learn")),)


def _searched(lesson: Lesson, text: LessonText) -> str:
    """Return what site search finds the lesson by: everything on the pupils' page, nothing of the teachers'."""
    parts = [lesson.question.in_(text.language), text.body.text]
    for source in text.sources:
        html = (source.caption, source.background, source.think, source.transcript, source.simplified)
        parts += [source.title, *(plain(str(each)) for each in html if each)]
    return "\n".join(part for part in parts if part)
