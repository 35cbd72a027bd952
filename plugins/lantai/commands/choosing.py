"""What outputs of an exhibition are asked for: which exhibition, which sections, in which language, as of when."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from lantai.commands.options import moment_at, moment_option, open_site, site_option
from lantai.exhibitions.outputs.choosing import Chosen, choose
from lantai.publishing.outputs import opened
from lantai.site.config import Site


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """The site as it is at ``moment`` and what was chosen of it; ``sections`` are the names given, if any."""

    site: Site
    moment: datetime
    chosen: Chosen
    sections: tuple[str, ...]

    def path(self, output: Path | None, name: str) -> Path:
        """Return where the output goes: ``output``, else under ``name`` in outputs/ of the site folder."""
        return (output or self.site.folder / "outputs" / self.chosen.exhibition.slug / name).resolve()


def exhibition_options(function: Callable[..., None]) -> Callable[..., None]:
    """``EXHIBITION`` with ``--section`` ``--language`` ``--base-url`` ``--at`` ``--site``, given as ``asked``."""

    @click.argument("exhibition", metavar="EXHIBITION")
    @site_option
    @click.option("--section", "sections", multiple=True, metavar="NAME", help="Only this section; may be given again.")
    @click.option("--language", default="", help="Its language; that of the exhibition if not given.")
    @click.option("--base-url", help="Public address of the site, for codes to scan and pictures.")
    @moment_option
    @wraps(function)
    def command(
        exhibition: str,
        folder: Path,
        sections: tuple[str, ...],
        language: str,
        base_url: str | None,
        at: str | None,
        **own: Any,
    ) -> None:
        site = open_site(folder)
        if base_url is not None:
            site = dataclasses.replace(site, base_url=base_url.rstrip("/"))
        moment = moment_at(at, site)
        chosen = choose(opened(site, moment), exhibition, sections, language)
        function(Asked(site, moment, chosen, sections), **own)

    return command
