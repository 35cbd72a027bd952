"""The cleared pictures of a record: to be seen on a page, and to be opened in the viewer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lantai.catalogue.views import View
from lantai.problems import Problems
from lantai.records import crosswalks

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp"})
"""Endings of files that are shown as pictures."""


def of_record(view: View, record: Mapping[str, Any], sizes: str) -> Iterator[dict[str, Any]]:
    """Yield each picture of a row of the public table as templates show it; ``sizes`` is how wide (HTML, ``img``).

    Recordings are shown by exhibitions and lessons. What is wrong with a file was told when the gate looked at it.
    """
    media = view.publication.media
    for index, name in enumerate(crosswalks.values(record, "media"), start=1):
        path: Path = view.site.catalogue / "media" / name
        if path.suffix.lower() not in SUFFIXES or not path.is_file():
            continue
        image = media.image(path, view.site.shown(path), Problems())
        if image is None:
            continue
        alt = view.t("catalogue.picture_alt", title=record["title"] or record["ref_code"], n=index)
        yield {
            "image": image,
            "picture": media.picture(image, sizes=sizes),
            "alt": alt,
            "viewer": media.zoomable(image),
            "object": name,
        }
