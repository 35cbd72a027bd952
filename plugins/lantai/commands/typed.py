"""Commands as they are typed where this one was: with the system's word for Python, and the site they are about."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from lantai.commands import wording

WINDOWS = os.name == "nt"
_WRITTEN = "python3 build.py"
"""How commands stand in texts; on Windows ``python3`` opens the shop, and the launcher is called ``py``."""
_ABOUT_A_SITE = re.compile(rf"{re.escape(_WRITTEN)} (?!new site\b)(?:new )?[a-z]+")


def with_site(command: str, folder: Path) -> str:
    """Return a command (``python3 build.py review 2026``) as it is typed here for the site in ``folder``."""
    site = "" if folder.resolve() == Path.cwd() else f" --site {_quoted(shown(folder))}"
    return _here(f"{command}{site}")


def in_place(advice: str) -> str:
    """Return advice with the commands in it as they are typed for the site that this command is about."""
    folder = wording.site_folder(sys.argv[1:])
    if folder.resolve() != Path.cwd():
        advice = _ABOUT_A_SITE.sub(lambda command: f"{command[0]} --site {_quoted(shown(folder))}", advice)
    return _here(advice)


def shown(folder: Path) -> str:
    """Return the way to a folder from here, or its whole path where that is shorter or on another drive."""
    whole = str(folder.resolve())
    try:
        return min(os.path.relpath(folder), whole, key=len)
    except ValueError:  # Windows knows no way from one drive to another
        return whole


def _quoted(word: str) -> str:
    """Only double quotes hold a word together in both shells of Windows."""
    return subprocess.list2cmdline([word]) if WINDOWS else shlex.quote(word)


def _here(text: str) -> str:
    return text.replace(_WRITTEN, "py build.py") if WINDOWS else text
