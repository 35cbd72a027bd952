"""Looking at the finished tree as a stranger would: leaks, links, policy.

The audit knows the files and the list of what must not be in them. It does not know how they were
made, so it also catches what the program itself does wrong.
"""

from __future__ import annotations

from pathlib import Path

from lantai.problems import Problem, Problems
from lantai.publishing.audit import leaks, markup

WITHHELD = "withheld.parquet"
PUBLIC = "public.parquet"


def audit(root: Path, work: Path | None, jobs: int = 1) -> list[Problem]:
    """Return everything wrong with the site in ``root``.

    ``work`` holds the tables of withheld and of public records; without it only what the tree
    itself shows is checked.
    """
    problems = Problems()
    problems.extend(markup.check(root, jobs))
    if work is not None and (work / WITHHELD).is_file():
        problems.extend(leaks.check(root, work / WITHHELD, work / PUBLIC, jobs))
    return list(problems)


__all__ = ["audit"]
