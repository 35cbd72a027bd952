"""The room as a Pelican plugin: its pages, and the feeds, calendars and downloads beside them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican import signals

from lantai import visits
from lantai.files import contained, write
from lantai.media import qr
from lantai.site.pages import Page
from lantai.site.plugin import PageGenerator
from lantai.site.routes import output_path


class VisitsGenerator(PageGenerator):
    subject = "visits"

    def pages(self) -> Iterable[Page]:
        return visits.pages(self.publication.visits, self.publication)

    def generate_output(self, writer: Any) -> None:
        super().generate_output(writer)
        for address, content in visits.files(self.publication.visits, self.publication):
            target = contained(Path(self.output_path), output_path(address))
            if isinstance(content, Path):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(content, target)
            else:
                write(target, content)


def _printed(generator: Any) -> None:
    """Give templates ``qr``: on paper the frame shows a page's address as a code to point a telephone at."""
    generator.env.globals["qr"] = lambda url: Markup(qr(url))


def _generator(pelican: Any) -> type:
    return VisitsGenerator


def register() -> None:
    signals.generator_init.connect(_printed)
    signals.get_generators.connect(_generator)
