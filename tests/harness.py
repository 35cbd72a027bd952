"""Running Lantai as its users do: as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import warmed

ROOT = Path(__file__).resolve().parents[1]
"""The folder of the program, which is also the demonstration site."""
PATIENCE = 600.0
"""Seconds after which a command is taken to hang."""
_OURS = {"PYTHONPATH": str(ROOT / "plugins"), "NO_COLOR": "1", "COLUMNS": "200"}
_quick = warmed.Commands({**os.environ, **_OURS, "PYTHONHASHSEED": "0"}, PATIENCE)


def run_lantai(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of Lantai as a process of its own and return what it said.

    The process is a fork of one that has everything imported, which halves the time of a small build. Where a test
    says anything of the environment, it is a fresh interpreter.
    """
    words = [str(word) for word in arguments]
    if not environment and _quick.fit(os.environ):
        return _quick.run(words, cwd)
    return subprocess.run(
        [sys.executable, "-m", "lantai", *words],
        cwd=cwd,
        env={**os.environ, **_OURS, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
