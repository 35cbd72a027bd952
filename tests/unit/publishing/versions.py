"""Two small versions of a site, and places to publish them to."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from lantai.publishing import manifest
from lantai.publishing.layout import Layout

ONE = {"index.html": "one", "a/index.html": "a", "theme/1111/site.css": "css", "data/catalogue.csv": "1"}
TWO = {"index.html": "two", "b/index.html": "b", "theme/2222/site.css": "css2", "data/catalogue.csv": "1"}


def silent(done: int, total: int) -> None:
    """Report progress to nobody."""


def built(layout: Layout, files: dict[str, str]) -> None:
    shutil.rmtree(layout.output, ignore_errors=True)
    for name, text in files.items():
        path = layout.output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    manifest.save(layout.output / "manifest.json", manifest.of_folder(layout.output))


def found_in(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(paths)}


def behind_rsync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Path]:
    served = tmp_path / "served"
    if shutil.which("rsync") is None:
        pytest.skip("rsync is not installed")
    shell = tmp_path / "shell"
    shell.write_text('#!/bin/sh\nshift\nexec sh -c "$*"\n', encoding="ascii")
    shell.chmod(shell.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    served.mkdir()
    return f"server:{served}", served
