"""Running Pelican, and publishing as a plugin of it: the sitemap, when every page is written."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.log import init as init_log
from pelican.settings import read_settings

from lantai.files import contained, write
from lantai.publishing import moved, sitemap
from lantai.publishing.layout import ROOT
from lantai.publishing.publication import Publication
from lantai.site.pages import Page
from lantai.site.plugin import PageGenerator
from lantai.site.routes import output_path


def run(published: Publication) -> None:
    """Let Pelican write ``published`` into its output folder. Whatever Pelican warns about is fatal (RuntimeError)."""
    init_log(level=logging.WARNING, fatal="warnings")
    os.environ["LANTAI_SITE"] = str(published.site.folder)
    override: dict[str, Any] = {
        "OUTPUT_PATH": str(published.output),
        "SITEURL": published.site.base_url,
        "LANTAI": published,
    }
    Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=override)).run()


def _finish(pelican: Any) -> None:
    publication = pelican.settings["LANTAI"]
    for address, content in sitemap.files(publication.written, publication.site.base_url):
        write(contained(Path(pelican.output_path), output_path(address)), content)


class MovedGenerator(PageGenerator):
    """Last of all: only what no other room has written is moved or gone."""

    subject = "moved"

    def pages(self) -> Iterable[Page]:
        return moved.pages(self.publication)


def _generator(pelican: Any) -> type:
    return MovedGenerator


def register() -> None:
    signals.get_generators.connect(_generator)
    signals.finalized.connect(_finish)
