"""What the gate said of a release, kept for the next build while nothing has changed of what it goes by.

That is all that ``Gate`` knows, the table of the release, what pictures say, and the program itself. The moment counts
only by the records that it lets pass: what is kept holds for every moment that divides the table at the same days.
Whatever cannot be compared or read is gated anew.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from lantai import files
from lantai.parts import digest
from lantai.problems import Problems
from lantai.review import objects, rules
from lantai.review.gating import Gate, Gated
from lantai.site.config import Site

if TYPE_CHECKING:
    from lantai.records.releases import Release

_NOTED, _HELD, _PUBLIC = "gated.json", "held.parquet", "public.parquet"


def gate_kept(
    pieces: Callable[[], Iterator[pl.DataFrame]],
    table: str,
    contents: objects.Contents,
    release: Release,
    site: Site,
    moment: datetime,
    problems: Problems,
    cache: Path,
    program: str,
) -> Gated:
    """Return a release that comes in pieces after the gate (``Gate.through_all``), from ``cache`` if it holds that.

    ``table`` names what ``pieces`` give and changes with it, ``contents`` knows the digital objects and what they say,
    ``program`` changes with the program. Nothing is kept for a program without a name,
    and nothing that gave cause for a problem: it is told again by looking again. Withdrawals are never part of it.
    """
    at = Gate(release, site, moment, problems, contents=contents)
    folder = cache / release.id
    key = digest(program, table, contents.all(), at.known())
    kept = _read(folder, key, moment, site) if program else None
    if kept is None:
        told = len(problems)
        kept = at.through_all(pieces())
        if program and len(problems) == told:
            _write(folder, key, kept, rules.closure(kept.days(), release.access.closure_years, moment, site.zone))
    found = at.taken_down(kept)
    at.report(found.frame.height, found.frame.height + found.public.height)
    return found


def _read(folder: Path, key: str, moment: datetime, site: Site) -> Gated | None:
    try:
        noted = files.read_json(folder / _NOTED)
        closure = noted["closure"]
        same = closure is None or rules.same_closed((closure[0], closure[1], closure[2]), moment, site.zone)
        if noted["key"] != key or not same:
            return None
        held, public = (pl.read_parquet(folder / name, memory_map=False) for name in (_HELD, _PUBLIC))
        if [held.height, public.height] != noted["rows"]:
            return None
        return Gated(held, tuple(noted["extra"]), public)
    except (OSError, ValueError, KeyError, TypeError, IndexError, pl.exceptions.PolarsError):
        return None


def _write(folder: Path, key: str, gated: Gated, closure: rules.Closure | None) -> None:
    """Put down what the gate said, in place of what it said before; the folder is whole or not there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".gated."))
    try:
        gated.frame.write_parquet(temporary / _HELD, compression="lz4")
        gated.public.write_parquet(temporary / _PUBLIC, compression="lz4")
        rows = [gated.frame.height, gated.public.height]
        noted = {"key": key, "closure": closure, "extra": gated.extra, "rows": rows}
        files.write_json(temporary / _NOTED, noted)
        shutil.rmtree(folder, ignore_errors=True)
        temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
