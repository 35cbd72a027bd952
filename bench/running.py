"""Running the program as on the machine of someone who uses it: its modules are compiled once, and what it says is seen
when it is said."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def environment() -> dict[str, str]:
    """Return the environment for a run."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**own, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONUNBUFFERED": "1", "LANTAI_LANG": "en", "COLUMNS": "200"}
