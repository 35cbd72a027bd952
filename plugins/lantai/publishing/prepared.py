"""The catalogue's tables, made anew only when something has changed of which they are made.

Reading, gating and merging a million records takes half a minute, and most edits are of something else. The
tables in ``work`` are kept while their key is the same: the program, site.yaml, every file of the catalogue
but its themes (its digital objects by what is in them), and what the moment decides — which releases are public,
which closures are over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from lantai import files
from lantai.catalogue import model, preparing
from lantai.parts import digest, digest_of_files
from lantai.problems import Problem, Problems
from lantai.publishing import program
from lantai.publishing.layout import Layout
from lantai.records import releases, store
from lantai.review import objects, rules
from lantai.site import inside, sources
from lantai.site.config import Site

TABLES = (store.PUBLIC, store.WITHHELD, store.NAMES, model.TOMBSTONES, model.CHANGES, model.SUMMARY)
_APART = frozenset({"media", "themes"})
"""Folders of the catalogue that its tables do not depend on, or by themselves (``objects.Contents``)."""


def prepare(site: Site, moment: datetime, layout: Layout, problems: Problems) -> None:
    """Let ``layout.work`` hold the tables of the catalogue at ``moment``; what was wrong is told again each time."""
    inside.check(site, problems)
    sources.check(site, problems)
    if problems.errors:
        return
    key = _key(site, layout)
    before = _record(layout.prepared)
    if before.get("key") == key and _holds(before, site, moment) and _untouched(before, layout.work):
        problems.extend(Problem.from_dict(each) for each in before["problems"])
        return
    layout.prepared.unlink(missing_ok=True)
    found = Problems()
    opened = preparing.prepare(site, moment, layout.work, found, program.digest())
    problems.extend(found)
    if not found.errors:
        record = {
            "key": key,
            "standings": _standings(site, moment),
            "closures": opened.closures,
            "tables": _tables(layout.work),
            "problems": [each.as_dict() for each in found],
        }
        files.write_json(layout.prepared, record)


def hold(site: Site, moment: datetime, layout: Layout) -> bool:
    """Return whether tables made before are those of ``moment``, provided that nobody touched the catalogue since."""
    before = _record(layout.prepared)
    return bool(before) and _holds(before, site, moment) and _untouched(before, layout.work)


def _key(site: Site, layout: Layout) -> str:
    shown = objects.Contents(site, layout.work.parent / "cache").all()
    return digest(program.digest(), site, digest_of_files(site.catalogue, _read(site)), shown)


def _read(site: Site) -> Iterator[Path]:
    """Yield every file that may be read for the tables."""
    for path in site.catalogue.rglob("*"):
        if path.is_file() and path.relative_to(site.catalogue).parts[0] not in _APART:
            yield path


def _holds(before: dict[str, Any], site: Site, moment: datetime) -> bool:
    """Return whether ``moment`` decides as that did for which the tables were made."""
    return before["standings"] == _standings(site, moment) and all(
        rules.same_closed(closure, moment, site.zone) for closure in before["closures"]
    )


def _standings(site: Site, moment: datetime) -> dict[str, str]:
    return {each.id: each.showing.at(moment).value for each in releases.load_all(site, Problems())}


def _tables(work: Path) -> list[list[Any]]:
    found = ((name, (work / name).stat()) for name in TABLES)
    return [[name, each.st_ino, each.st_size, each.st_mtime_ns] for name, each in found]


def _untouched(before: dict[str, Any], work: Path) -> bool:
    try:
        return before["tables"] == _tables(work)
    except OSError:
        return False


def _record(path: Path) -> dict[str, Any]:
    try:
        return dict(files.read_json(path))
    except (OSError, ValueError, TypeError):
        return {}
