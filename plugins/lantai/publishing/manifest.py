"""The list of everything in a built site: path, size and SHA-256 of each file."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lantai import files, threads
from lantai.parts import Known
from lantai.problems import CannotFinish
from lantai.publishing import problems as kinds
from lantai.publishing.audit import tree
from lantai.publishing.swap import MARKER

FORMAT = "lantai-manifest-1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a site."""

    size: int
    sha256: str


Entries = Mapping[str, Entry]
"""Files by their path in the site, ``manifest.json`` itself not among them."""


def write(root: Path, jobs: int = 1, known: Mapping[str, Known] | None = None) -> dict[str, Entry]:
    """Write ``manifest.json`` into ``root`` and return what it lists (see ``of_folder``)."""
    entries = of_folder(root, jobs, known)
    save(root / MARKER, entries)
    return entries


def save(path: Path, entries: Entries) -> None:
    """Write a manifest to ``path``."""
    listed = {name: {"size": entry.size, "sha256": entry.sha256} for name, entry in entries.items()}
    files.write_json(path, {"format": FORMAT, "files": listed})


def read(path: Path) -> dict[str, Entry] | None:
    """Return what a manifest lists, None if ``path`` is not a manifest of ours."""
    try:
        data = files.read_json(path)
        if data["format"] != FORMAT:
            return None
        return {name: Entry(int(entry["size"]), str(entry["sha256"])) for name, entry in data["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def of_destination(path: Path, place: str) -> dict[str, Entry] | None:
    """Return what a manifest found at a destination lists, None if it is not one of ours.

    Others can write there: raises CannotFinish if it names what cannot lie in the folder.
    """
    entries = read(path)
    for name in entries or ():
        try:
            files.checked(name)
        except files.PathEscapes:
            told = kinds.DESTINATION_MANIFEST.at(place, manifest=path.name, name=ascii(name)[:100])
            raise CannotFinish(told) from None
    return entries


def of_folder(root: Path, jobs: int = 1, known: Mapping[str, Known] | None = None) -> dict[str, Entry]:
    """Return the files under ``root`` as they are. What is ``known`` of a file by its path spares reading it again."""
    found = tree.walk(root, known).digested(jobs)
    return {name: Entry(file.size, file.sha256) for name, file in found.items() if name != MARKER}


def differing(root: Path, entries: Entries, jobs: int = 1) -> list[str]:
    """Return the paths among ``entries`` whose file under ``root`` is missing or has other content, sorted."""

    def same(item: tuple[str, Entry]) -> bool:
        name, entry = item
        path = f"{root}/{name}"
        try:
            found = os.stat(path)  # noqa: PTH116
            is_file = stat.S_ISREG(found.st_mode) and found.st_size == entry.size
            return is_file and files.sha256(path) == entry.sha256
        except (FileNotFoundError, NotADirectoryError):
            return False

    items = sorted(entries.items(), key=lambda item: item[0])
    return [name for (name, _), is_same in zip(items, threads.small(same, items, jobs), strict=True) if not is_same]
