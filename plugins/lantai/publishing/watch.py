"""Rebuilding the preview when a file is saved. Each rebuild is a process of its own, so no error can end the watch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from watchfiles import DefaultFilter, watch

from lantai.publishing import problems as kinds
from lantai.publishing.layout import ROOT, THEME
from lantai.publishing.preview import Preview

_IGNORED = frozenset({".build", "output", "node_modules", ".venv", "__pycache__", ".git"})


class Rebuilder:
    """Builds a site folder into the preview's folder, again and again."""

    def __init__(self, folder: Path, preview: Preview, language: str, at: str | None) -> None:
        self.folder, self.preview, self.language, self.at = folder, preview, language, at

    def rebuild(self) -> bool:
        """Build once; returns whether the preview now shows the current input."""
        self.preview.update(building=True)
        with tempfile.TemporaryDirectory() as scratch:
            report = Path(scratch) / "report.json"
            command = [sys.executable, "-m", "lantai", "site", "--site", str(self.folder)]
            command += ["--output", str(self.preview.root), "--report", str(report)]
            if self.at:
                command += ["--at", self.at]
            environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "LANTAI_LANG": self.language}
            done = subprocess.run(command, env=environment, check=False)
            problems = json.loads(report.read_text(encoding="utf-8")) if report.is_file() else []
        shown = [problem for problem in problems if problem["severity"] != "INFO"]
        if done.returncode and not any(problem["severity"] == "ERROR" for problem in shown):
            shown.append(kinds.PREVIEW_FAILED.at("", code=done.returncode).as_dict(self.language))
        self.preview.rebuilt(shown, changed=done.returncode == 0)
        return done.returncode == 0

    def watch(self) -> None:
        """Rebuild after every change in the site or the program until interrupted."""
        folders = [self.folder / name for name in ("content", "exhibitions", "catalogue")]
        folders += [THEME, ROOT / "plugins"]
        present = [folder for folder in folders if folder.is_dir()]
        for _changes in watch(*present, watch_filter=_Saved(), debounce=300, step=50, raise_interrupt=True):
            self.rebuild()


class _Saved(DefaultFilter):
    """Ignores what builds, editors and spreadsheets write beside the files people save."""

    def __call__(self, change: object, path: str) -> bool:
        parts = Path(path).parts
        if _IGNORED.intersection(parts) or parts[-1].startswith(("~$", ".~lock", ".#")):
            return False
        return super().__call__(change, path)  # type: ignore[arg-type]
