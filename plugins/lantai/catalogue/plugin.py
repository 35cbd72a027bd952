"""The catalogue as a Pelican plugin: its pages, then its downloads and what leads to withdrawn records."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from pelican import signals

from lantai import files
from lantai.catalogue import downloads, pages, releasepages, tombstones
from lantai.catalogue.views import View
from lantai.site.pages import Page
from lantai.site.plugin import PageGenerator


class CatalogueGenerator(PageGenerator):
    subject = "catalogue"

    @cached_property
    def view(self) -> View:
        return View(self.publication)

    def pages(self) -> Iterable[Page]:
        return pages.all_pages(self.view)

    def generate_output(self, writer: Any) -> None:
        super().generate_output(writer)
        output = Path(self.output_path)
        downloads.write_all(self.view, output)
        tombstones.write(self.view, output)
        files.write(output / releasepages.FEED.lstrip("/"), releasepages.atom(self.view))


def _generator(pelican: Any) -> type:
    return CatalogueGenerator


def register() -> None:
    signals.get_generators.connect(_generator)
