"""Whether a site is being previewed already: two previews would build into one folder and fight for what it shows."""

from __future__ import annotations

import contextlib
import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 2
"""Seconds for an answer from this machine."""


def port_of(folder: Path) -> int | None:
    """Return the port at which ``folder`` is previewed now, None if it is not."""
    try:
        port = int(_noted(folder).read_text(encoding="utf-8"))
        request = urllib.request.Request(f"http://127.0.0.1:{port}/__preview__/state")
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=_PATIENCE) as answer:
            return port if json.load(answer).get("site") == str(folder) else None
    except (OSError, ValueError, AttributeError):
        return None


@contextmanager
def noted(folder: Path, port: int) -> Iterator[None]:
    """Note while a preview runs where it is. What a preview that was killed has left is found out by ``port_of``."""
    with contextlib.suppress(OSError):
        _noted(folder).parent.mkdir(exist_ok=True)
        _noted(folder).write_text(str(port), encoding="utf-8")
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            _noted(folder).unlink()


def _noted(folder: Path) -> Path:
    return folder / ".build" / "preview.port"
