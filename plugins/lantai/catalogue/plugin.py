"""The catalogue as a Pelican plugin: its pages, then its downloads and what leads to withdrawn records."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

from pelican import signals

from lantai import files
from lantai.catalogue import downloads, keys, pages, releasepages, tombstones
from lantai.catalogue.views import View
from lantai.site.pages import Bundle, Page
from lantai.site.plugin import PageGenerator


class CatalogueGenerator(PageGenerator):
    subject = "catalogue"

    @cached_property
    def view(self) -> View:
        return View(self.publication)

    def pages(self) -> Iterable[Page]:
        return pages.all_pages(self.view)

    def bundles(self) -> Iterable[Bundle]:
        return pages.bundles(self.view)

    def generate_output(self, writer: Any) -> None:
        _ = self.view.own_pages  # settled before a second thread asks
        with ThreadPoolExecutor(1) as aside:  # tables and packing need no lock of Python's, pages little else
            downloaded = aside.submit(self._download, View(self.publication))
            super().generate_output(writer)
            downloaded.result()
        output = Path(self.output_path)
        tombstones.write(self.view, output)
        files.write(output / releasepages.FEED.lstrip("/"), releasepages.atom(self.view))

    def _download(self, view: View) -> None:
        """Write the downloads, or take them over."""
        output, parts = Path(self.output_path), self.publication.parts
        key = keys.of_downloads(view)
        if parts.take(keys.DOWNLOADS, key) is None:
            former = downloads.Former(parts, keys.DOWNLOADS, keys.of_pieces(view), keys.of_tables(view))
            noted = downloads.write_all(view, output, former)
            parts.note(keys.DOWNLOADS, key, keys.download_files(output), asdict(noted))


def _generator(pelican: Any) -> type:
    return CatalogueGenerator


def register() -> None:
    signals.get_generators.connect(_generator)
