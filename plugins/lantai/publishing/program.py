"""What made a site, as a digest: another version of the program, its theme or a library may write other bytes."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from lantai import parts
from lantai.publishing.layout import PACKAGE, ROOT, THEME

_FOLDERS = (PACKAGE, THEME / "templates", THEME / "messages")


@cache
def digest() -> str:
    """Return the digest of the program's files, the theme's templates and texts, and every installed version."""
    installed = sorted({(each.metadata["Name"], each.version) for each in metadata.distributions()})
    return parts.digest(platform.python_version(), installed, parts.digest_of_files(ROOT, _sources()))


def _sources() -> Iterator[Path]:
    for folder in _FOLDERS:
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
