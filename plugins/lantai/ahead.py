"""The process that will render is started before the command that wants it is imported, so both import side by side."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_RENDERING = [sys.executable, "-m", "lantai.publishing.render"]
_started: list[subprocess.Popen[bytes]] = []


def start(arguments: Sequence[str]) -> None:
    """Start it if this is a build. It ends by itself if nobody asks it: when this process does."""
    if arguments[:1] == ["site"]:
        _started.append(begin())


def begin() -> subprocess.Popen[bytes]:
    """Return a process that imports, then waits to be asked (``publishing.child``). What it says till then is piped."""
    package = Path(__file__).resolve().parents[1]
    environment = {**os.environ, "PYTHONPATH": str(package), "PYTHONHASHSEED": "0", "TZ": "UTC"}
    pipe = subprocess.PIPE
    return subprocess.Popen(_RENDERING, env=environment, stdin=pipe, stdout=pipe, stderr=pipe)


def taken() -> subprocess.Popen[bytes]:
    """Return the process that was started ahead, once; else another."""
    return _started.pop() if _started else begin()
