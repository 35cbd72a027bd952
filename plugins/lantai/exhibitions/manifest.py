"""The IIIF manifest of an exhibition: every image it shows, with the stops of its tours, rights and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lantai.exhibitions.model import Exhibition, SectionText
from lantai.media import iiif
from lantai.media.rights import rights_uri
from lantai.problems import Problems
from lantai.prose.figures import Figure
from lantai.site.config import Site
from lantai.site.languages import LocalText

_CODE = LocalText((("zh-Hans", "档号"), ("en", "Reference code")))
_EMPHASIS = re.compile(r"(\*\*|\*|==)(\S(?:.*?\S)?)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_CREDITS_JOINED = {"zh": "；", "en": "; "}


def manifest(exhibition: Exhibition, site: Site, media: Any) -> str:
    """Ask for the manifest; returns its address, "" if the exhibition shows no image."""
    canvases = list(_canvases(exhibition, media))
    if not canvases:
        return ""
    pages = {
        language: (exhibition.address(language, site.language), exhibition.title.in_(language))
        for language in exhibition.languages
    }
    about = iiif.About(
        name=f"exhibition/{exhibition.slug}",
        label=exhibition.title,
        summary=exhibition.summary,
        metadata=_credits(exhibition),
        rights="" if any(canvas.rights for canvas in canvases) else site.licence_url,
        attribution=site.archive.name,
        date=min((canvas.date for canvas in canvases if canvas.date), default=""),
        homepages=pages,
    )
    return media.manifest(about, canvases)


def _canvases(exhibition: Exhibition, media: Any) -> Iterator[iiif.Canvas]:
    """Yield one canvas for each image that the original texts show, in their order."""
    notes = _notes(exhibition)
    for name in dict.fromkeys(
        name for text in _texts(exhibition, exhibition.languages[0]) for name in text.prose.figures
    ):
        figure = exhibition.figures.shown[name]
        if figure.kind != "image":
            continue
        image = media.image(figure.path, figure.place, Problems(), page=figure.page or 1)
        if image is not None:
            yield _canvas(figure, image, tuple(notes.get(name, ())))


def _canvas(figure: Figure, image: Any, notes: tuple[iiif.Note, ...]) -> iiif.Canvas:
    code = LocalText((("", figure.record),)) if figure.record else LocalText()
    return iiif.Canvas(
        image,
        LocalText(tuple((language, unmarked(text)) for language, text in figure.caption)),
        figure.alt,
        notes,
        tiles=figure.tiles,
        rights=next((text for _, text in figure.rights if rights_uri(text)), ""),
        attribution=_attribution(figure),
        date=figure.first_day,
        metadata=((_CODE, code),),
    )


def unmarked(text: str) -> str:
    """Return a caption without its Markdown: what is emphasised or linked stays as words."""
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))


def _attribution(figure: Figure) -> LocalText:
    """Return whose the image is and on what terms, in every language that says either."""
    found = []
    for language in dict.fromkeys(language for text in (figure.credit, figure.rights) for language, _ in text):
        said = [text.in_(language) for text in (figure.credit, figure.rights)]
        words = [text for text in said if text and rights_uri(text) is None]
        if words:
            found.append((language, _CREDITS_JOINED["zh" if language.startswith("zh") else "en"].join(words)))
    return LocalText(tuple(found))


def _credits(exhibition: Exhibition) -> tuple[tuple[LocalText, LocalText], ...]:
    return tuple((credit.role, exhibition.authority.text(credit.names)) for credit in exhibition.credits)


def _notes(exhibition: Exhibition) -> dict[str, list[iiif.Note]]:
    """Return the stops of tours by figure, each in every language that has the same stop."""
    said: dict[str, dict[Any, dict[str, str]]] = {}
    for language in exhibition.languages:
        for text in _texts(exhibition, language):
            for name, notes in text.prose.notes.items():
                for note in notes:
                    stop = said.setdefault(name, {}).setdefault(note.region, {})
                    stop.setdefault(text.written_in, note.text.in_(language))
    return {
        name: [iiif.Note(region, LocalText(tuple(texts.items()))) for region, texts in stops.items()]
        for name, stops in said.items()
    }


def _texts(exhibition: Exhibition, language: str) -> list[SectionText]:
    """Return the introduction and the sections as they stand on the pages of a language."""
    intro = [exhibition.intro[language]] if language in exhibition.intro else []
    return [*intro, *(section.texts[language] for section in exhibition.sections)]
