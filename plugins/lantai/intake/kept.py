"""The table of a release, kept beside its report while nothing changes of which it is made.

Its folder is named after all of that, the program among it: another one must not take over what this one let through.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lantai import files
from lantai.parts import digest, digest_of_files
from lantai.problems import Place, Problem, Problems, all_kinds
from lantai.records import companions
from lantai.records.fonds import FondsByCode
from lantai.records.mapping import Mapping
from lantai.records.releases import Release, Source
from lantai.site.config import Site

_NOTED = "report.json"
_ROOMS, _FILES = ("intake", "records"), ("text.py", "variants.txt")
_LIBRARIES = ("polars", "python-calamine", "lxml", "numpy")
"""What decides which table the files of a release give."""


def folder_of(
    cache: Path,
    release: Release,
    sources: Iterable[tuple[Source, Path]],
    mapping: Mapping,
    site: Site,
    described: FondsByCode,
) -> Path:
    """Return the folder of a table. What is signed has a digest of its own, in ``review``."""
    used = [
        _program(),
        release.kind,
        [(site.shown(path), _digests(path), repr(source)) for source, path in sources],
        (mapping.file, mapping.digest),
        site.archive.code,
        [(archive, one.code, one.patterns) for (archive, _), one in described.items()],
    ]
    name = hashlib.sha256(json.dumps(used, ensure_ascii=False).encode()).hexdigest()[:24]
    return cache / f"{release.id}-{name}"


def _digests(path: Path) -> list[str]:
    """Return digests of a data file and of those that belong to it."""
    return [files.sha256(each) for each in (path, *companions.of(path))]


@cache
def _program() -> str:
    """Return a digest of what reads."""
    package = Path(__file__).parents[1]
    paths = [*(path for room in _ROOMS for path in (package / room).rglob("*")), *(package / name for name in _FILES)]
    sources = [path for path in paths if path.is_file() and "__pycache__" not in path.parts]
    return digest(digest_of_files(package, sources), [(name, version(name)) for name in _LIBRARIES])


def note(folder: Path, counts: dict[str, int], problems: Problems) -> None:
    """Write beside a table how many rows it is made of and what was wrong with them."""
    files.write_json(folder / _NOTED, {"counts": counts, "problems": to_plain(problems)})


def noted(folder: Path) -> tuple[dict[str, int], list[Problem]] | None:
    """Return what was noted beside a table; None where there is none, or what is there cannot be read."""
    try:
        found = json.loads((folder / _NOTED).read_text(encoding="utf-8"))
        return dict(found["counts"]), from_plain(found["problems"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remove_older(release: Release, folder: Path) -> None:
    """Remove what the release was before: each is kept once."""
    for path in folder.parent.glob(f"{release.id}-*"):
        if path != folder and re.fullmatch(r"[0-9a-f]{24}", path.name.removeprefix(f"{release.id}-")):
            shutil.rmtree(path, ignore_errors=True)


def to_plain(problems: Problems) -> list[dict[str, Any]]:
    """Return JSON-ready values from which ``from_plain`` makes the same problems."""
    return [
        {
            "code": problem.code,
            "place": [getattr(problem.place, name) for name in Place.__dataclass_fields__],
            "values": {key: value if isinstance(value, int) else str(value) for key, value in problem.values.items()},
        }
        for problem in problems
    ]


def from_plain(values: list[dict[str, Any]]) -> list[Problem]:
    """Return the problems; KeyError if a kind no longer exists (the cache is then stale)."""
    kinds = {kind.code: kind for kind in all_kinds()}
    return [kinds[value["code"]].at(Place(*value["place"]), **value["values"]) for value in values]
