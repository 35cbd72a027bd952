"""The catalogue as a Pelican plugin: its pages, then its downloads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican import signals

from lantai.catalogue import downloads, listing, recordpages, releasepages
from lantai.catalogue.views import View
from lantai.site.pages import Page
from lantai.site.plugin import PageGenerator


class CatalogueGenerator(PageGenerator):
    subject = "catalogue"

    def pages(self) -> Iterable[Page]:
        view = View(self.publication)
        yield listing.home(view)
        yield from listing.pages(view)
        yield from recordpages.pages(view)
        yield from releasepages.pages(view)

    def generate_output(self, writer: Any) -> None:
        super().generate_output(writer)
        downloads.write_all(View(self.publication), Path(self.output_path))


def _generator(pelican: Any) -> type:
    return CatalogueGenerator


def register() -> None:
    signals.get_generators.connect(_generator)
