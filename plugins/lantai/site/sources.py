"""Which texts a site is written in, and where each is expected: what lies elsewhere is read by nobody, and told.

A list of withdrawals under another name would take nothing down, a guide in another folder would never appear; neither
would be missed by anybody before it matters.
"""

from __future__ import annotations

import difflib
import os
from fnmatch import fnmatchcase
from pathlib import Path

from lantai.problems import Problems
from lantai.site import problems as kinds
from lantai.site.config import SHELVES, Site

GATE = ("catalogue/withdrawals.yaml", "catalogue/review/words.yaml")
"""What keeps records from being published."""

READ = (
    *GATE,
    *("catalogue/mapping.yaml", "catalogue/synonyms.yaml", "catalogue/fonds/*.md", "catalogue/fonds/*/*.md"),
    *("catalogue/themes/*.md", "catalogue/releases/*/release.yaml", "catalogue/releases/*/*.yaml"),
    *("content/site.yaml", "content/moved.yaml", "content/learn/*/*.md"),
    *("content/learn/*/lesson.yaml", "content/learn/*/figures.yaml"),
    *(f"content/{name}/*" for name in ("archives-day", "guides", "news", "pages", *SHELVES)),
    *("exhibitions/names.yaml", "exhibitions/*/exhibition.yaml", "exhibitions/*/figures.yaml", "exhibitions/*/*.md"),
)
"""Patterns of paths from the site's folder, in which * stands for one name. What else is wrong with the name of such a
file is told by the room that reads it."""

HEADS = {"exhibitions": "exhibition.yaml", "content/learn": "lesson.yaml", "catalogue/releases": "release.yaml"}
"""Folders of folders, and the file without which one of these is nothing."""

_TEXTS = (".yaml", ".yml", ".md", ".markdown")
_ANYWHERE = frozenset({"readme", "license", "changelog"})
_OWN = frozenset({"media", "node_modules"})
"""Folders whose files are named by others and are not told here."""


def check(site: Site, problems: Problems) -> None:
    """Report every text that nobody reads, and every folder where a text is expected.

    One that seems to be meant for the gate is an error: what it says would not be done.
    """
    for folder in (site.folder, site.content, site.exhibitions, site.catalogue):
        for path in _texts(folder, deep=folder != site.folder):
            _check(path, site, problems)
    for above, first in HEADS.items():
        for folder in sorted((site.folder / above).glob("[!._]*/")):
            if not (folder / first).exists():
                problems.add(kinds.SOURCE_HEADLESS.at(site.shown(folder), first=first))


def changed_since(site: Site, seconds: float) -> list[str]:
    """Return what was written since a moment (seconds since 1970): texts of the site and all that releases hold."""
    found = []
    for folder in (site.content, site.exhibitions, site.catalogue):
        found += [path for path in _texts(folder, deep=True) if path.is_file() and path.stat().st_mtime > seconds]
    releases = site.catalogue / "releases"
    found += [path for path in releases.rglob("*") if path.is_file() and path.stat().st_mtime > seconds]
    return sorted({path.relative_to(site.folder).as_posix() for path in found if not path.name.startswith((".", "~"))})


def _texts(folder: Path, *, deep: bool) -> list[Path]:
    """Return what is named as a text in a folder, or below it, too; what begins with a point or a line is put aside."""
    found: list[Path] = []
    for above, folders, names in os.walk(folder):
        found += (Path(above, name) for name in (*folders, *names) if _is_text(name))
        folders[:] = [name for name in folders if deep and name not in _OWN and not name.startswith((".", "_"))]
    return sorted(found)


def _is_text(name: str) -> bool:
    plain = name.lower().removesuffix(".txt")  # which an editor adds where endings are hidden
    return plain.endswith(_TEXTS) and not name.startswith((".", "_", "~")) and plain.partition(".")[0] not in _ANYWHERE


def _check(path: Path, site: Site, problems: Problems) -> None:
    shown = path.relative_to(site.folder).as_posix()
    misplaced = [place for place in GATE if shown != place and _alike(shown, place)]
    read = any(_matches(shown, pattern) for pattern in READ)
    if misplaced:
        problems.add(kinds.SOURCE_MISPLACED.at(shown, expected=misplaced[0]))
    elif read and path.is_dir():
        problems.add(kinds.SOURCE_IS_FOLDER.at(shown))
    elif not read and (path.parent != site.folder or shown in _NAMES):
        problems.add(kinds.SOURCE_UNREAD.at(shown, expected=_nearest(shown)))


def _matches(shown: str, pattern: str) -> bool:
    return shown.count("/") == pattern.count("/") and fnmatchcase(shown, pattern)


def _alike(shown: str, place: str) -> bool:
    """Tell whether a file is called as, or almost as, the one at ``place``, wherever it lies."""
    name, wanted = (each.rpartition("/")[2].lower().partition(".")[0] for each in (shown, place))
    return difflib.SequenceMatcher(None, name, wanted).ratio() > _ALMOST


_ALMOST = 0.85
_NAMES = frozenset(name for name in (pattern.rpartition("/")[2] for pattern in READ) if "*" not in name)
"""What is told beside the three folders, too, where others keep files of their own."""


def _nearest(shown: str) -> str:
    """Return the place that was meant most likely, as people write a pattern."""
    best = max(READ, key=lambda pattern: difflib.SequenceMatcher(None, shown.lower(), pattern).ratio())
    return (best + ".md" if best.endswith("/*") else best).replace("*", "…")
