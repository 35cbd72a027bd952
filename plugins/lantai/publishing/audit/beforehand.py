"""What an audit knows before there is a tree to look at: what must not be found, what earlier audits have passed.

All of it follows from the tables of the catalogue, so it is got ready while pages are still being written.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lantai.problems import Problem
from lantai.publishing.audit import balance, leaks, remembered
from lantai.publishing.audit.counts import Totals
from lantai.publishing.audit.remembered import Remembered, Tables
from lantai.publishing.audit.secrets import Secrets
from lantai.records.store import WITHHELD


@dataclass(frozen=True, slots=True)
class Beforehand:
    """What ``examine`` begins with.

    ``cache``    where what was found out about sound files is kept for the next time; None: nowhere
    ``known``    what was kept of the last audit
    ``tables``   those of withheld and of public records; None: only what the tree itself shows is checked
    ``totals``   how many records there are by these tables
    ``lost``     where their own sums do not come out
    ``hidden``   what must not be found, with the digests of all of it
    ``new``      as much of it as was not looked for in the files that are ``known``
    """

    cache: Path | None
    known: Remembered
    tables: Tables | None
    totals: Totals | None
    lost: tuple[Problem, ...]
    hidden: Secrets
    digests: frozenset[str]
    new: Secrets


def of(work: Path | None, cache: Path | None = None) -> Beforehand:
    """Return what is known before an audit. ``work`` is the folder of the tables, ``cache`` a file."""
    known = remembered.load(cache)
    tables = Tables.of(work, cache) if work is not None and (work / WITHHELD).is_file() else None
    hidden = tables.secrets() if tables else Secrets()
    digests = hidden.digests()
    if known.secrets:
        leaks.ready(hidden)  # what has changed since is likely to be so little that it is looked into in this process
    new = Secrets.of((pair for digest, pair in digests.items() if digest not in known.secrets), hidden.usual)
    totals = Totals.of(tables.work) if tables else None
    lost = tuple(balance.check(tables.work)) if tables else ()
    return Beforehand(cache, known, tables, totals, lost, hidden, frozenset(digests), new)
