"""The list of everything in a built site: path, size and SHA-256 of each file."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lantai import files
from lantai.publishing.swap import MARKER

FORMAT = "lantai-manifest-1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a site."""

    size: int
    sha256: str


Entries = Mapping[str, Entry]
"""Files by their path in the site, ``manifest.json`` itself not among them."""


def write(root: Path, jobs: int = 1) -> dict[str, int]:
    """Write ``manifest.json`` into ``root``. Returns the number of files and of bytes listed."""
    entries = of_folder(root, jobs)
    save(root / MARKER, entries)
    return {"files": len(entries), "bytes": sum(entry.size for entry in entries.values())}


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


def of_folder(root: Path, jobs: int = 1) -> dict[str, Entry]:
    """Return the files under ``root`` as they are."""
    paths = sorted(
        (path for path in root.rglob("*") if path.is_file() and path != root / MARKER),
        key=lambda path: path.relative_to(root).as_posix(),
    )
    with ThreadPoolExecutor(jobs) as pool:
        digests = list(pool.map(files.sha256, paths))
    return {
        path.relative_to(root).as_posix(): Entry(path.stat().st_size, digest)
        for path, digest in zip(paths, digests, strict=True)
    }


def differing(root: Path, entries: Entries, jobs: int = 1) -> list[str]:
    """Return the paths among ``entries`` whose file under ``root`` is missing or has other content, sorted."""

    def wrong(item: tuple[str, Entry]) -> bool:
        path = root / item[0]
        same = path.is_file() and path.stat().st_size == item[1].size and files.sha256(path) == item[1].sha256
        return not same

    with ThreadPoolExecutor(jobs) as pool:
        found = list(pool.map(wrong, entries.items()))
    return sorted(name for name, is_wrong in zip(entries, found, strict=True) if is_wrong)
