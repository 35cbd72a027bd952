"""The way back to an earlier version: what must not become public by it, and what does.

An earlier version passed the audit of its own day. What was withdrawn or held since is in it all the same.
"""

from __future__ import annotations

import os
from pathlib import Path

from lantai import files
from lantai.catalogue import tombstones
from lantai.problems import InputError
from lantai.publishing import audit, manifest
from lantai.publishing.audit import beforehand
from lantai.publishing.layout import Layout
from lantai.publishing.sending import problems as kinds
from lantai.publishing.swap import MARKER


def must_be_fit(source: Path, layout: Layout, latest: Path) -> None:
    """Raise InputError if ``source`` shows a record that was withdrawn since, or that the last build withheld.

    ``latest`` is what the place shows now; the last build may know of more.
    """
    stones = _stones(source)
    withdrawn = sorted({code for now in (latest, layout.output) for code in _stones(now) - stones})
    problems = [kinds.BACK_WITHDRAWN.at(MARKER, code=code) for code in withdrawn]
    if not problems:
        before = beforehand.of(layout.work, layout.audited)
        found = audit.leaks_in(source, before, os.cpu_count() or 1)
        problems = [kinds.BACK_SHOWS.at(each.place, what=each.values.get("what", "?")) for each in found]
    if problems:
        raise InputError([kinds.BACK_UNFIT.at(str(source)), *problems])


def _stones(site: Path) -> set[str]:
    """Return the reference codes that are withdrawn in a site, each with an address that says so."""
    try:
        told = files.read_json(site / tombstones.FILE)
    except FileNotFoundError:
        return set()
    return {code for code, addresses in told.items() if addresses}


def pages(source: Path, latest: Path) -> tuple[str, ...]:
    """Return the pages of ``source`` that the version shown now has not: they become public again."""
    then, now = (manifest.read(each / MARKER) for each in (source, latest))
    return tuple(sorted(name for name in then or () if name.endswith(".html") and name not in (now or then or ())))
