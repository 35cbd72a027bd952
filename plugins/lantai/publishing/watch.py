"""Rebuilding the preview when a file is saved. Each rebuild is a process of its own, so no error can end the watch."""

from __future__ import annotations

import contextlib
import json
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from watchfiles import DefaultFilter, watch

from lantai.publishing import problems as kinds
from lantai.publishing import swap
from lantai.publishing.coming import coming
from lantai.publishing.layout import ROOT, THEME, Layout
from lantai.publishing.preview import Preview, View
from lantai.publishing.warm import Warm
from lantai.site import config
from lantai.site.moments import moment_of

_GLANCE = 300
"""Milliseconds between looks at whether another view was asked for."""
_IGNORED = frozenset({".build", "output", "node_modules", ".venv", "__pycache__", ".git"})


class Rebuilder:
    """Builds a site folder into the preview's folder, again and again."""

    def __init__(self, folder: Path, preview: Preview, language: str) -> None:
        self.folder, self.preview, self.language = folder, preview, language
        self.warm = Warm()

    def rebuild(self) -> bool:
        """Build once; returns whether the preview now shows the current input."""
        self.preview.update(building=True)
        with tempfile.TemporaryDirectory() as scratch:
            report = Path(scratch) / "report.json"
            command = ["site", "--site", str(self.folder), "--output", str(self.preview.root), "--report", str(report)]
            view = self.preview.view
            command += ["--preview", view.shows, *(["--at", view.at] if view.at else [])]
            code = self.warm.run(command, {"LANTAI_LANG": self.language})
            problems = json.loads(report.read_text(encoding="utf-8")) if report.is_file() else []
        shown = [problem for problem in problems if problem["severity"] != "INFO"]
        if code and not any(problem["severity"] == "ERROR" for problem in shown):
            shown.append(kinds.PREVIEW_FAILED.at("", code=code).as_dict(self.language))
        self.preview.rebuilt(shown, changed=code == 0)
        self.preview.update(**self._coming(view))
        with contextlib.suppress(OSError):
            swap.clear(Layout.of(self.folder, self.preview.root))
        return code == 0

    def _coming(self, view: View) -> dict[str, Any]:
        """Return what the bar tells: the moment shown, what is not public then. Nothing while site.yaml is wrong."""
        site, _ = config.load(self.folder)
        if site is None:
            return {}
        moment = moment_of(view.at, site.zone) if view.at else datetime.now(site.zone)
        return {
            "shows": view.shows,
            "at": view.at,
            "moment": moment.isoformat(timespec="minutes"),
            "language": self.language,
            "coming": coming(site, moment),
        }

    def watch(self) -> None:
        """Rebuild until interrupted: after every change in the site or the program, or for another view."""
        folders = [self.folder / name for name in ("content", "exhibitions", "catalogue")]
        folders += [THEME, ROOT / "plugins"]
        present = [folder for folder in folders if folder.is_dir()]
        options: dict[str, Any] = {"debounce": 300, "step": 50, "rust_timeout": _GLANCE, "yield_on_timeout": True}
        shown = self.preview.view
        for changes in watch(*present, watch_filter=_Saved(), raise_interrupt=True, **options):
            if any(Path(path).is_relative_to(ROOT / "plugins") for _, path in changes):
                self.warm.close()  # the next one imports the program as it is now
            if changes or self.preview.view != shown:
                shown = self.preview.view
                self.rebuild()


class _Saved(DefaultFilter):
    """Ignores what builds, editors and spreadsheets write beside the files people save."""

    def __call__(self, change: object, path: str) -> bool:
        parts = Path(path).parts
        if _IGNORED.intersection(parts) or parts[-1].startswith(("~$", ".~lock", ".#")):
            return False
        return super().__call__(change, path)  # type: ignore[arg-type]
