"""Exhibitions as a Pelican plugin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pelican import signals

from lantai.exhibitions.further import Themes, named
from lantai.exhibitions.pages import pages
from lantai.site.pages import Page
from lantai.site.plugin import PageGenerator


class ExhibitionPages(PageGenerator):
    """Writes the index, and each exhibition's home and sections."""

    subject = "exhibitions"

    def pages(self) -> Iterable[Page]:
        publication = self.publication
        return pages(
            publication.exhibitions,
            publication.site,
            publication.moment,
            publication.records,
            publication.media,
            publication.links,
            self._themes(),
        )

    def _themes(self) -> Themes:
        texts = self.publication.catalogue.texts
        return named(texts.themes if texts else ())


def _generator(pelican: Any) -> type:
    return ExhibitionPages


def register() -> None:
    signals.get_generators.connect(_generator)
