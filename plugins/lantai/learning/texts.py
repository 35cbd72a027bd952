"""A lesson in one language: what staff wrote as Markdown and YAML, rendered for its pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from lantai.learning.model import Lesson, LessonText, Source, SourceText
from lantai.problems import Problems
from lantai.prose import Figure, Figures, Prose, ProseContext, ProseSource, render
from lantai.prose.templates import environment, translator
from lantai.site import yamls
from lantai.site.config import Site
from lantai.site.languages import LocalText
from lantai.site.routes import Routes

_PARTS = ("background", "differentiation", "assessment", "visit")
_SOURCE_TEXTS = ("background", "think", "transcript", "simplified", "notes")


@dataclass(frozen=True, slots=True)
class Writer:
    """What every text of a site's lessons is rendered with."""

    site: Site
    records: Any
    media: Any
    problems: Problems

    def text(self, lesson: Lesson, shown: Figures, language: str, path: Path) -> LessonText:
        """Return the lesson in ``language``, of which ``path`` is the text; ``shown`` are the figures it may use."""
        address = Routes(language, self.site.language).lesson(lesson.slug)
        context = ProseContext(
            site=self.site,
            language=language,
            address=address,
            t=translator(language),
            templates=environment(),
            folder=lesson.folder,
            records=self.records,
            media=self.media,
            figures=shown,
        )
        shown_as = self.site.shown(path)
        written = yamls.read_text(path, shown_as, self.problems) or ""
        _, text, line = yamls.front_matter(written, shown_as, self.problems)
        body = self._render(ProseSource(text, shown_as, line, language), context)
        teachers = replace(context, address=Routes(language, self.site.language).lesson(lesson.slug, "teacher"))

        def local(value: LocalText | None, values: Any, key: str, around: ProseContext = context) -> Markup:
            return self._local(value, values, key, around)

        return LessonText(
            language=language,
            address=address,
            body=body,
            sources=tuple(self._source_text(source, context, teachers) for source in lesson.sources),
            parts={key: local(lesson.values[key], lesson.values, key, teachers) for key in _PARTS},
            steps=tuple(local(step["text"], step, "text", teachers) for step in lesson.values["steps"]),
        )

    def _source_text(self, source: Source, context: ProseContext, teachers: ProseContext) -> SourceText:
        figure, values, language = source.figure, source.values, context.language
        image = None
        if figure is not None and figure.kind == "image":
            image = self.media.image(figure.path, figure.place, self.problems, language, page=figure.page or 1)
        context = replace(context, prefix=f"s{source.number}-")
        texts = {
            key: self._local(values[key], values, key, teachers if key == "notes" else context) for key in _SOURCE_TEXTS
        }
        return SourceText(
            source=source,
            title=source.title.in_(language),
            image=image,
            alt=figure.alt.in_(language) if figure and not figure.decorative else "",
            alt_lang=figure.alt.found(language)[0] if figure and not figure.decorative else "",
            caption=self._figure_text(figure, "caption", context),
            credit=self._figure_text(figure, "credit", context),
            rights=figure.rights.in_(language) if figure else "",
            viewer=self.media.zoomable(image, tiles=figure.tiles) if image is not None else "",
            **texts,
        )

    def _figure_text(self, figure: Figure | None, key: str, context: ProseContext) -> Markup:
        if figure is None:
            return Markup("")
        language, text = getattr(figure, key).found(context.language)
        source = ProseSource(text, figure.place.file, figure.place.line, language)
        html = _line(self._render(source, context).html)
        if not html or language == context.language:
            return html
        return Markup('<span lang="{}">{}</span>').format(language, html)

    def _local(self, value: LocalText | None, values: Any, key: str, context: ProseContext) -> Markup:
        """Return a Markdown text of lesson.yaml as HTML, empty where nothing is said."""
        if not value:
            return Markup("")
        language, text = value.found(context.language)
        place = values.place(key)
        html = self._render(ProseSource(text, place.file, place.line, language), context).html
        if language == context.language:
            return html
        return Markup('<div lang="{}">{}</div>').format(language, html)

    def _render(self, source: ProseSource, context: ProseContext) -> Prose:
        prose = render(source, context)
        self.problems.extend(prose.problems)
        return prose


def _line(html: Markup) -> Markup:
    """Return a text of one paragraph without its paragraph, as captions need it."""
    text = str(html).strip()
    if text.startswith("<p>") and text.endswith("</p>") and text.count("<p>") == 1:
        text = text[3:-4]
    return Markup(text)
