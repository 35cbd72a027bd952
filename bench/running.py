"""Running the program as on the machine of someone who uses it: its modules are compiled once, and what it says is seen
when it is said."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SETTLES = 60
"""Seconds for which ext4 passes over inodes that were deleted lately: until then each new file costs 250 µs, not 33."""


def environment() -> dict[str, str]:
    """Return the environment for a run."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**own, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONUNBUFFERED": "1", "LANTAI_LANG": "en", "COLUMNS": "200"}


def emptied(folder: Path) -> None:
    """Delete a folder; if there was anything, wait until that no longer makes new files dear."""
    if folder.exists():
        shutil.rmtree(folder)
        time.sleep(SETTLES)
