"""What made a site, as a digest: another version of the program, its theme or a library may write other bytes."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lantai import parts
from lantai.publishing.layout import PACKAGE, ROOT, THEME

_FOLDERS = (PACKAGE, THEME / "templates", THEME / "messages")
_INSTALLED = (".dist-info", ".egg-info")
"""Endings of what describes an installed package; before them stand its name and version (PyPA, recording projects)."""


@cache
def digest() -> str:
    """Return the digest of the program's files, the theme's templates and texts, and every installed version."""
    return parts.digest(platform.python_version(), sorted(_installed()), parts.digest_of_files(ROOT, _sources()))


def _installed() -> set[str]:
    """Return name and version of every installed package, as folders are called: reading all of them takes longer."""
    folders = (Path(each) for each in sys.path if Path(each).is_dir())
    return {path.name for folder in folders for path in folder.iterdir() if path.suffix in _INSTALLED}


def _sources() -> Iterator[Path]:
    for folder in _FOLDERS:
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
