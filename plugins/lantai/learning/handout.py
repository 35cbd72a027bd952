"""What the PDF of a lesson says: everything of the pupils' pages that a class can use on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from lantai.learning import worksheets
from lantai.learning.activities import WEIGHTS, Activity
from lantai.learning.grid import Grid
from lantai.learning.model import Lesson, LessonText, SourceText
from lantai.prose import plain
from lantai.typesetting import REGIONS

_PARAGRAPH = re.compile(r"</(?:p|li|blockquote|tr|h\d)>|<br ?/?>")
_PARTS = ("background", "think", "transcript", "simplified")
LONG = 320
"""Characters of a source's texts beyond which its picture gives way a little, so that both fit on one page."""

Picture = Mapping[str, str] | None


def of(lesson: Lesson, text: LessonText, publication: Any, names: Mapping[int, str]) -> dict[str, Any]:
    """Return the pack as ``pack.typ`` reads it. ``names`` are the files of pictures by the number of their source."""
    t, language, site = publication.translators[text.language], text.language, publication.site
    pictures = {
        source.source.number: {"file": names[source.source.number], "alt": _alt(source, t)}
        for source in text.sources
        if source.source.number in names
    }
    cover = next((source for source in text.sources if lesson.cover and source.source.figure is lesson.cover), None)
    shown = pictures.get(cover.source.number) if cover else next(iter(pictures.values()), None)
    licence = lesson.values["licence"]
    return {
        "title": lesson.title.in_(language),
        "question": lesson.question.in_(language),
        "kicker": " · ".join(t(f"learning.stage_{stage}") for stage in lesson.stages),
        "summary": [lesson.summary.in_(language)],
        "archive": site.name.in_(language),
        "address": site.base_url + text.address if site.base_url else "",
        "notice": t("learning.pack_notice"),
        "licence": licence.in_(language) if licence else "",
        "lang": language.partition("-")[0],
        "region": REGIONS.get(language),
        "source_lang": site.language.partition("-")[0],
        "cover": shown,
        "qr": None,
        "words": {name: t(f"learning.{name}") for name in ("question", "sources", "words", "questions", "choose")}
        | {"pupil": [t(f"learning.{name}") for name in ("class", "name", "date")]},
        "sources": [_source(source, t, language, pictures) for source in text.sources],
        "sheets": [_sheet(kind, level, text, t) for kind in lesson.kinds for level in worksheets.LEVELS],
        "activities": [_activity(each, text, t, pictures) for each in lesson.activities],
    }


def _source(
    source: SourceText, t: Callable[..., str], language: str, pictures: Mapping[int, Picture]
) -> dict[str, Any]:
    item = source.source
    texts = {name: _paragraphs(getattr(source, name)) for name in _PARTS}
    credit = (plain(str(source.credit)).strip(), source.rights)
    return {
        "number": item.number,
        "label": t("learning.source_n", n=item.number),
        "title": source.title or t("learning.source_n", n=item.number),  # PDF/UA knows no empty heading
        "code": item.code,
        "date": item.record.date_shown if item.record is not None else "",
        "caption": plain(str(source.caption)).strip(),
        "rights": " ".join(part for part in credit if part),
        "picture": pictures.get(item.number),
        "long": sum(len(line) for lines in texts.values() for line in lines) > LONG,
        "parts": [
            {"kind": name, "title": t(f"learning.{name}"), "texts": lines} for name, lines in texts.items() if lines
        ],
        "words": [(word.term.in_(language), word.meaning.in_(language)) for word in item.words],
        "questions": [(t(f"learning.ask_{each.level}"), each.text.in_(language)) for each in item.questions],
    }


def _alt(source: SourceText, t: Callable[..., str]) -> str:
    """Return what a picture shows; never empty, since PDF/UA asks every picture for it."""
    return source.alt or source.title or t("learning.source_n", n=source.source.number)


def _paragraphs(html: Markup) -> list[str]:
    """Return the words of each paragraph, list item and line."""
    return [words for part in _PARAGRAPH.split(str(html)) if (words := plain(part).strip())]


def _sheet(kind: str, level: str, text: LessonText, t: Callable[..., str]) -> dict[str, Any]:
    names = {"kind": t(f"learning.kind_{kind}"), "level": t(f"learning.level_{level}")}
    return {
        "title": t("learning.worksheet_title", **names),
        "sources": [
            f"{t('learning.source_n', n=source.source.number)} {source.title}"
            for source in text.sources
            if source.source.kind == kind
        ],
        "lines": worksheets.LINES[level],
        "steps": [
            {"title": step.title.in_(text.language), "questions": [each.in_(text.language) for each in step.questions]}
            for step in worksheets.sheet(kind, level)
        ],
    }


def _activity(
    activity: Activity, text: LessonText, t: Callable[..., str], pictures: Mapping[int, Picture]
) -> dict[str, Any]:
    language = text.language
    titles = {source.source.number: source.title for source in text.sources}
    items = [("", item.text.in_(language)) for item in activity.items]
    if activity.kind == "order":
        items = [(activity.letters[index], activity.items[index].text.in_(language)) for index in activity.mixed]
    elif activity.kind == "weigh":
        said = [t("learning.source_n", n=item.source) if item.source else "" for item in activity.items]
        items = [(name, item.text.in_(language)) for name, item in zip(said, activity.items, strict=True)]
    images = {source.source.number: source.image for source in text.sources}
    image = images.get(activity.sources[0]) if activity.sources else None
    grid = Grid.over(image.width, image.height) if image is not None and activity.kind == "find" else None
    return {
        "kind": activity.kind,
        "label": t("learning.activity"),
        "title": activity.title.in_(language),
        "text": [activity.text.in_(language)] if activity.text else [],
        "how": t(f"learning.paper_{activity.kind}"),
        "items": items,
        "pairs": [(activity.letters[index], activity.pairs[index].in_(language)) for index in activity.mixed]
        if activity.pairs
        else [],
        "pictures": [pictures.get(number) for number in activity.sources],
        "titles": [titles.get(number, "") for number in activity.sources],
        "ratio": image.width / image.height if image is not None else 1,
        "regions": [item.region for item in activity.items if item.region],
        "grid": [grid.columns, grid.rows] if grid else [],
        "weights": [t(f"learning.weight_{weight}") for weight in WEIGHTS] if activity.kind == "weigh" else [],
        "conclusion": t("learning.conclusion"),
    }
