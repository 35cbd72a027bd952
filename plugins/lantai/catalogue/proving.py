"""Looking at the pictures of records before pages are made, when it would be too late to tell."""

from __future__ import annotations

from typing import Any

from lantai.catalogue import problems as kinds
from lantai.catalogue.pictures import SUFFIXES
from lantai.problems import Problems
from lantai.records.fields import SEPARATOR


def prove(publication: Any, problems: Problems) -> None:
    """Ask for every picture of a public record; what is missing or broken goes to ``problems``."""
    shown = publication.catalogue.scan().filter("has_media").select("ref_code", "media").collect()
    site, media = publication.site, publication.media
    folder = site.catalogue / "media"
    missing: list[tuple[str, str]] = []
    for code, names in shown.iter_rows():
        for name in (names or "").split(SEPARATOR):
            path = folder / name
            if not path.is_file():
                missing.append((code, name))
            elif path.suffix.lower() in SUFFIXES:
                image = media.image(path, site.shown(path), problems)
                if image is not None:
                    media.picture(image)
    if missing:
        code, name = missing[0]
        problems.add(kinds.PICTURES_MISSING.at("catalogue/media", n=len(missing), code=code, name=name))
