"""Finishes the media once every page is written, and gives the theme its image viewer and what draws halls."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pelican import signals

from lantai.media.vendor import place_three, place_viewer
from lantai.problems import Problems


def _finish(pelican: Any) -> None:
    publication = pelican.settings["LANTAI"]
    problems: Problems = publication.problems
    output = Path(pelican.output_path)
    publication.media.finish(output, publication.jobs, problems, _show)
    theme = Path(pelican.settings["THEME"])
    target = output / publication.theme_address.strip("/")
    place_viewer(theme, target, problems)
    if any(exhibition.hall for exhibition in publication.exhibitions):
        place_three(theme, target, problems)
    if not publication.site.preview:  # a preview shows them
        problems.raise_errors()


def _show(done: int, total: int) -> None:
    """Show how far the images are: one line that moves on a terminal, every fiftieth elsewhere."""
    if sys.stderr.isatty():
        print(f"\r  {done} / {total} 图片 images", end="\n" if done == total else "", file=sys.stderr, flush=True)
    elif done == total or done % 50 == 0:
        print(f"  {done} / {total} 图片 images", file=sys.stderr, flush=True)


def register() -> None:
    signals.finalized.connect(_finish)
