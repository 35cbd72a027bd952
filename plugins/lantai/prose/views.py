"""Figures and records as templates see them: every text chosen for the page's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from lantai.media.rights import rights_name
from lantai.prose.figures import Box, Figure

if TYPE_CHECKING:
    from lantai.prose.rendering import Rendering


@dataclass(frozen=True, slots=True)
class RecordView:
    """A public record as a card or a line shows it, dated as in lists. ``address`` is site-absolute."""

    code: str
    title: str
    date: str
    creators: str
    address: str
    level: str = ""

    @classmethod
    def of(cls, record: Any) -> RecordView:
        """Return the view of a record of the store."""
        creators = "、".join(record.creators)
        return cls(record.ref_code, record.title, record.date_shown, creators, record.address, record.level)


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure on a page: its image, its anchor, and its texts in the page's language."""

    figure: Figure
    image: Any
    anchor: str
    alt: str
    alt_lang: str
    caption: Markup
    caption_lang: str
    credit: Markup
    rights: str
    licence: str
    """Name of the licence whose address ``rights`` is, "" if it is words."""
    record: RecordView | None
    viewer: str
    _rendering: Rendering

    @classmethod
    def of(cls, rendering: Rendering, figure: Figure, image: Any, anchor: str) -> FigureView:
        """Return the view of ``figure`` for the text being rendered; notes the record it shows."""
        language = rendering.context.language
        alt_lang, alt = figure.alt.found(language)
        caption_lang, caption = rendering.text(figure.caption, figure.place)
        viewer = rendering.context.media.zoomable(image, tiles=figure.tiles) if image is not None else ""
        return cls(
            figure=figure,
            image=image,
            anchor=anchor,
            alt="" if figure.decorative else alt,
            alt_lang=alt_lang,
            caption=caption,
            caption_lang=caption_lang,
            credit=rendering.text(figure.credit, figure.place)[1],
            rights=figure.rights.in_(language),
            licence=rights_name(figure.rights.in_(language), language),
            record=rendering.record(figure.record, figure.place) if figure.record else None,
            viewer=viewer,
            _rendering=rendering,
        )

    @property
    def id(self) -> str:
        return self.figure.id

    @property
    def lang(self) -> str:
        return self.figure.lang

    def picture(self, sizes: str = "", crop: Box | None = None, max_width: int | None = None) -> Any:
        """Return the derivatives of the image, or of the region ``crop``, for ``sizes``."""
        from lantai.prose.rendering import TEXT

        options: dict[str, Any] = {"sizes": sizes or TEXT}
        if crop is not None:
            options["crop"] = crop
        if max_width is not None:
            options["max_width"] = max_width
        return self._rendering.context.media.picture(self.image, **options)
