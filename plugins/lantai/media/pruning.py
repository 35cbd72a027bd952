"""Forgetting what the cache holds for originals that are gone.

The cache notes the day on which each of its files was last wanted. What nobody wanted for ninety days
is removed; a draft taken up again after a month finds its images still made.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from lantai import files

KEPT_DAYS = 90
_NOTE = "last-wanted.json"


def prune(cache: Path, wanted: Iterable[Path], today: date) -> int:
    """Note what was wanted today and remove what was not wanted for long; returns how many were removed."""
    if not cache.is_dir():
        return 0
    note = cache / _NOTE
    known = _read(note)
    present = [path for folder in ("derivatives", "tiles", "recordings") for path in _kept(cache / folder)]
    names = {path.relative_to(cache).as_posix() for path in wanted}
    limit = (today - timedelta(days=KEPT_DAYS)).isoformat()
    days: dict[str, str] = {}
    removed = 0
    for path in present:
        name = path.relative_to(cache).as_posix()
        day = today.isoformat() if name in names else known.get(name, today.isoformat())
        if day < limit:
            removed += 1
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
        else:
            days[name] = day
    if days != known:
        files.write_json(note, dict(sorted(days.items())))
    return removed


def _kept(folder: Path) -> list[Path]:
    """Return the files, and the folders of tiles, that the cache keeps under ``folder``."""
    depth = "*" if folder.name == "recordings" else "*/*"
    return [path for path in folder.glob(depth) if not path.name.startswith(".")]


def _read(note: Path) -> dict[str, str]:
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(day) for name, day in found.items()} if isinstance(found, dict) else {}
