"""Publishing as a Pelican plugin: the sitemap, when every page is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals

from lantai.files import contained, write
from lantai.publishing import sitemap
from lantai.site.routes import output_path


def _finish(pelican: Any) -> None:
    publication = pelican.settings["LANTAI"]
    for address, content in sitemap.files(publication.written, publication.site.base_url):
        write(contained(Path(pelican.output_path), output_path(address)), content)


def register() -> None:
    signals.finalized.connect(_finish)
