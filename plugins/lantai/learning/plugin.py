"""Lessons as a Pelican plugin: their pages, and the document packs beside them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican import signals

from lantai import learning
from lantai.files import contained, write
from lantai.site.pages import Page
from lantai.site.plugin import PageGenerator
from lantai.site.routes import output_path


class LearningGenerator(PageGenerator):
    """Writes the index, the pages of each lesson and its packs."""

    subject = "learning"

    def pages(self) -> Iterable[Page]:
        return learning.pages(self.publication.lessons, self.publication)

    def generate_output(self, writer: Any) -> None:
        super().generate_output(writer)
        for address, content in learning.packs(self.publication.lessons, self.publication):
            write(contained(Path(self.output_path), output_path(address)), content)


def _generator(pelican: Any) -> type:
    return LearningGenerator


def register() -> None:
    signals.get_generators.connect(_generator)
