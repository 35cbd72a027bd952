"""The list of everything in a built site: path, size and SHA-256 of each file."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lantai import files
from lantai.parts import Known
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


def of_folder(root: Path, jobs: int = 1, known: Mapping[str, Known] | None = None) -> dict[str, Entry]:
    """Return the files under ``root`` as they are. What is ``known`` of a file by its path spares reading it again."""
    known = known or {}

    def entry(name: str) -> Entry:
        path, before = root / name, known.get(name)
        if before is not None and before.describes(path):
            return Entry(before.size, before.sha256)
        return Entry(path.stat().st_size, files.sha256(path))

    found = (path for path in root.rglob("*") if path.is_file() and path != root / MARKER)
    names = sorted(path.relative_to(root).as_posix() for path in found)
    with ThreadPoolExecutor(jobs) as pool:
        return dict(zip(names, pool.map(entry, names), strict=True))


def differing(root: Path, entries: Entries, jobs: int = 1) -> list[str]:
    """Return the paths among ``entries`` whose file under ``root`` is missing or has other content, sorted."""

    def wrong(item: tuple[str, Entry]) -> bool:
        path = root / item[0]
        same = path.is_file() and path.stat().st_size == item[1].size and files.sha256(path) == item[1].sha256
        return not same

    with ThreadPoolExecutor(jobs) as pool:
        found = list(pool.map(wrong, entries.items()))
    return sorted(name for name, is_wrong in zip(entries, found, strict=True) if is_wrong)
