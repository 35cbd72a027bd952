"""Looking at the finished tree as a stranger would: leaks, links, counts, promises, policy.

The audit knows the files and the list of what must not be in them. It does not know how they were
made, so it also catches what the program itself does wrong.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

from lantai import processes
from lantai.problems import Problem, Problems
from lantai.publishing.audit import counts, leaks, markup, promises

WITHHELD = "withheld.parquet"
PUBLIC = "public.parquet"
MANIFEST = "manifest.json"

_WORTH_A_POOL = 1500
"""Files from which starting processes pays."""


def audit(root: Path, work: Path | None, jobs: int = 1, former: Path | None = None) -> list[Problem]:
    """Return everything wrong with the site in ``root``.

    ``work`` holds the tables of withheld and of public records; without it only what the tree
    itself shows is checked. ``former`` is the site that this one is to replace.
    """
    everything = set(_files(root))
    problems = Problems()
    with ExitStack() as stack:
        many = jobs > 1 and len(everything) > _WORTH_A_POOL
        pool = stack.enter_context(processes.pool(jobs)) if many else None
        read = markup.check(root, everything, pool)
        problems.extend(read.problems)
        if work is not None and (work / WITHHELD).is_file():
            problems.extend(leaks.check(root, everything, work / WITHHELD, work / PUBLIC, pool))
            problems.extend(counts.records(root, everything, read.places, work))
    problems.extend(counts.sitemap(root, everything))
    problems.extend(promises.weights(root, everything))
    if former is not None:
        problems.extend(promises.former_addresses(former / MANIFEST, everything))
    return list(problems)


def _files(root: Path, below: str = "") -> list[str]:
    """Return the path in the site of every file under ``root``."""
    found: list[str] = []
    with os.scandir(root) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                found.extend(_files(Path(entry.path), f"{below}{entry.name}/"))
            else:
                found.append(below + entry.name)
    return found


__all__ = ["audit"]
