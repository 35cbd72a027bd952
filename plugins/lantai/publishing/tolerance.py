"""Which errors stop a build: all of them, except that a preview goes on past those in texts and pictures.

Authors see such an error in the page, at its place, beside everything that is right. What may not be published
is decided before and elsewhere: an error of the catalogue, its review or of ``site.yaml`` stops a preview too.
"""

from __future__ import annotations

from lantai.problems import InputError, Problem, Problems
from lantai.site.config import SHELVES, Site

AUTHORS = (
    "exhibitions/",
    *(f"content/{name}/" for name in ("learn", "news", "guides", "pages", "archives-day", *SHELVES)),
)
"""Folders of texts and pictures whose errors a preview shows instead of stopping at them."""


_NEVER = frozenset({"audit-leak", "audit-identifier", "personal-number"})


def stop(problems: Problems, site: Site) -> None:
    """Raise InputError with all problems if one of them stops this build."""
    if any(not (site.preview and of_authors(problem)) for problem in problems.errors):
        raise InputError(problems)


def of_authors(problem: Problem) -> bool:
    """Tell whether an error stands in what authors write, or may be what it left behind in the finished tree.

    A leak is neither, nor is the number of a person.
    """
    if problem.code in _NEVER:
        return False
    return problem.place.file.startswith(AUTHORS) or problem.code.startswith("audit-")
