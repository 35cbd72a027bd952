"""The hall of an exhibition: a room for each section, hung with what that section shows.

The page that these rooms give is a gallery of plain HTML. The script that builds the hall reads it from there, so
that nothing stands in the one that is not in the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from lantai.exhibitions.manifest import unmarked
from lantai.exhibitions.model import Exhibition, SectionText
from lantai.media.rights import rights_name
from lantai.problems import Problems
from lantai.prose.figures import Figure, PublicRecords
from lantai.prose.views import RecordView
from lantai.records.store import Record

SIZES = "(min-width: 64rem) 24rem, (min-width: 40rem) 45vw, 100vw"


@dataclass(frozen=True, slots=True)
class Work:
    """What hangs in a room. ``address`` is its place in the exhibition; a recording without a poster has no picture."""

    figure: Figure
    address: str
    picture: Any
    viewer: str
    alt: str
    alt_lang: str
    caption: str
    caption_lang: str
    credit: str
    rights: str
    licence: str
    record: RecordView | None
    approval: str

    @property
    def kind(self) -> str:
        return self.figure.kind


@dataclass(frozen=True, slots=True)
class Room:
    """A section as a room; ``number`` is 0 for what hangs beside the introduction."""

    number: int
    title: str
    kicker: str
    summary: str
    lang: str
    address: str
    works: tuple[Work, ...]


def rooms(exhibition: Exhibition, language: str, records: PublicRecords, media: Any) -> tuple[Room, ...]:
    """Return the rooms in the order of the walk. A figure hangs once, where it is first shown.

    The introduction is a room only if it shows something. Ornaments are left out, and so is what stands under a
    content notice: its notice would not hang beside it.
    """
    seen: set[str] = set()
    found = []
    texts = [exhibition.intro[language]] if language in exhibition.intro else []
    first = 0 if texts else 1
    for number, text in enumerate([*texts, *(section.texts[language] for section in exhibition.sections)], first):
        works = tuple(_works(exhibition, text, language, records, media, seen))
        if works or number:
            found.append(Room(number, text.title, text.kicker, text.summary, text.written_in, text.address, works))
    return tuple(found)


def _works(
    exhibition: Exhibition, text: SectionText, language: str, records: PublicRecords, media: Any, seen: set[str]
) -> Iterator[Work]:
    surroundings = _Surroundings(text.prose.anchors.values())
    surroundings.feed(str(text.prose.html))
    for name in (*([text.cover] if text.cover else []), *text.prose.figures):
        figure, anchor = exhibition.figures.shown[name], text.prose.anchors.get(name, "")
        if name in seen or figure.decorative or anchor in surroundings.covered:
            continue
        seen.add(name)
        image = _image(figure, media)
        record = records.get(figure.record) if figure.record else None
        alt_lang, alt = figure.alt.found(language)
        caption_lang, caption = figure.caption.found(language)
        rights = figure.rights.in_(language)
        yield Work(
            figure=figure,
            address=f"{text.address}#{anchor}" if anchor else text.address,
            picture=media.picture(image, sizes=SIZES) if image else None,
            viewer=media.zoomable(image, tiles=figure.tiles) if image and figure.kind == "image" else "",
            alt=alt,
            alt_lang=alt_lang,
            caption=unmarked(caption),
            caption_lang=caption_lang,
            credit=unmarked(figure.credit.in_(language)),
            rights=rights,
            licence=rights_name(rights, language),
            record=RecordView.of(record) if isinstance(record, Record) else None,
            approval=surroundings.approvals.get(anchor, ""),
        )


def _image(figure: Figure, media: Any) -> Any:
    """Return the image that hangs for a figure: its own, or the poster of a recording; None if there is none."""
    if figure.kind == "image":
        return media.image(figure.path, figure.place, Problems(), page=figure.page or 1)
    if not figure.poster:
        return None
    folder = figure.path.parents[len(figure.file.split("/")) - 1]
    return media.image(folder / figure.poster, figure.place, Problems())


class _Surroundings(HTMLParser):
    """Reads from a finished text which figures stand under a content notice, and the approval number of a map."""

    _VOID = frozenset({"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"})

    def __init__(self, anchors: Iterable[str]) -> None:
        super().__init__()
        self.covered: set[str] = set()
        self.approvals: dict[str, str] = {}
        self._anchors = set(anchors)
        self._open: list[tuple[str, str, str]] = []
        """Tag, name of the block, and anchor of the figure of each element around the place that is read."""
        self._approval = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        anchor = given.get("id") or ""
        if anchor in self._anchors and any(block == "notice" for _, block, _ in self._open):
            self.covered.add(anchor)
        if tag in self._VOID:
            return
        self._open.append((tag, given.get("data-block") or "", anchor if anchor in self._anchors else ""))
        if "map-approval" in (given.get("class") or "").split():
            self._approval = len(self._open)

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                break
        if len(self._open) < self._approval:
            self._approval = 0

    def handle_data(self, data: str) -> None:
        if self._approval:
            anchor = next((anchor for _, _, anchor in reversed(self._open) if anchor), "")
            self.approvals[anchor] = self.approvals.get(anchor, "") + data
