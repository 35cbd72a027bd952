"""Whether a site is made of files, and of those in its own folder: a symbolic link may lead to what nobody looked at,
and what is read from a pipe never comes."""

from __future__ import annotations

import os
from pathlib import Path

from lantai.problems import Problems
from lantai.site import problems as kinds
from lantai.site.config import Site

_DATA = ("catalogue", "releases")
"""Exports may lie elsewhere: ``release.yaml`` may name any file, and what is read of it goes through the gate."""


def check(site: Site, problems: Problems) -> None:
    """Report what must not be opened: symbolic links out of the site, in circles, or to nothing; pipes and devices.

    That one of the site's folders as a whole is a link, as to a shared drive, is the archive's own decision.
    """
    for folder in (site.content, site.exhibitions, site.catalogue):
        if folder.is_dir():
            roots = (site.folder.resolve(), folder.resolve())
            links, special = _odd(folder)
            for path in links:
                if path.relative_to(site.folder).parts[:2] != _DATA:
                    _check(path, roots, site, problems)
            for path in special:
                problems.add(kinds.FILE_SPECIAL.at(site.shown(path)))


def _odd(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return what below a folder is a symbolic link, and what leads to neither a file nor a folder. No link is followed
    further than to what it names."""
    links: list[Path] = []
    special: list[Path] = []
    for above, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(above, name)
            if path.is_symlink():
                links.append(path)
            if path.exists() and not path.is_file() and not path.is_dir():
                special.append(path)
    return sorted(links), sorted(special)


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
