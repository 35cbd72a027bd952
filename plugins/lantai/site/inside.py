"""Whether all that a site is made of lies in its own folder: a symbolic link may lead to files nobody looked at."""

from __future__ import annotations

import os
from pathlib import Path

from lantai.problems import Problems
from lantai.site import problems as kinds
from lantai.site.config import Site

_DATA = ("catalogue", "releases")
"""Exports may lie elsewhere: ``release.yaml`` may name any file, and what is read of it goes through the gate."""


def check(site: Site, problems: Problems) -> None:
    """Report symbolic links in the site's folders that lead out of the site, in circles, or nowhere.

    That one of these folders as a whole is a link, as to a shared drive, is the archive's own decision.
    """
    for folder in (site.content, site.exhibitions, site.catalogue):
        if folder.is_dir():
            roots = (site.folder.resolve(), folder.resolve())
            for path in _links(folder):
                if path.relative_to(site.folder).parts[:2] != _DATA:
                    _check(path, roots, site, problems)


def _links(folder: Path) -> list[Path]:
    """Return the symbolic links below a folder, without following any."""
    found: list[Path] = []
    for above, folders, names in os.walk(folder):
        found += (path for name in (*folders, *names) if (path := Path(above, name)).is_symlink())
    return sorted(found)


def _check(path: Path, roots: tuple[Path, ...], site: Site, problems: Problems) -> None:
    shown = path.relative_to(site.folder).as_posix()
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # Python tells a circle by the one or the other
        problems.add(kinds.LINK_BROKEN.at(shown))
        return
    if not any(target.is_relative_to(root) for root in roots):
        problems.add(kinds.LINK_OUTSIDE.at(shown, target=target))
    elif target.is_dir() and path.parent.resolve().is_relative_to(target):
        problems.add(kinds.LINK_BROKEN.at(shown))
