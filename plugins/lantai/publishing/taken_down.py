"""What was taken down after the last build is still in it: such a build is not sent, and no earlier one either.

Withdrawing a record only notes it; with the next build it is gone. Who publishes in between would believe that it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from lantai import files
from lantai.problems import InputError, Problems
from lantai.publishing import problems as kinds
from lantai.publishing.layout import Layout
from lantai.review import withdrawals
from lantai.review.withdrawals import Withdrawal
from lantai.site.config import Site


def noted(site: Site) -> list[list[str]]:
    """Return what is withdrawn by now: the key of each code, and the archive if it is withdrawn in one alone."""
    return _named(withdrawals.load(site, Problems()))


def remember(layout: Layout, before: list[list[str]]) -> None:
    """Write what had been noted before the tree was made that is public now."""
    files.write_json(layout.taken_down, before)


def must_be_built(site: Site, layout: Layout) -> None:
    """Raise InputError with every record that was withdrawn since the last build began, or that it knew nothing of.

    What is wrong in the list of withdrawals is raised, too: an entry that nobody can read may be one of them.
    """
    problems = Problems()
    found = withdrawals.load(site, problems)
    problems.raise_errors()
    try:
        built = files.read_json(layout.taken_down)
    except (FileNotFoundError, ValueError):
        built = []
    known = built if isinstance(built, list) else []
    since = [each for each in found if _named([each])[0] not in known]
    if since:
        raise InputError([kinds.WITHDRAWN_SINCE.at(withdrawals.FILE, code=each.ref) for each in since])


def _named(found: Iterable[Withdrawal]) -> list[list[str]]:
    return [[each.key, each.repository] for each in found]
