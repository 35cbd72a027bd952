"""Rebuilding the preview when a file is saved. Each rebuild is a process of its own, so no error can end the watch.

What was saved in an exhibition is seen at once (``glimpse``); the whole site is built behind, in a thread that does
nothing but wait for that process.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import threading
from datetime import datetime
from pathlib import Path
from typing import Any

from watchfiles import DefaultFilter, watch

from lantai.publishing import glimpse, swap
from lantai.publishing import problems as kinds
from lantai.publishing.coming import coming
from lantai.publishing.layout import ROOT, SOURCES, THEME, Layout
from lantai.publishing.shown import Preview, View
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
        self._warm, self._glimpses = Warm(), glimpse.Glimpses()
        self._due = threading.Event()
        self._ending = False
        self._program_changed = False
        self._elsewhere = True
        """Whether anything but exhibitions was saved since the site that is shown was built from its input."""
        self._glimpsing = threading.Lock()
        """Held while a glimpse is made, and while what glimpses left is cleared away."""
        self._builder = threading.Thread(target=self._keep_building, daemon=True)

    def watch(self) -> None:
        """Build, and again after every change in the site or the program, or for another view, until interrupted."""
        swap.remove(self.preview.glimpse)  # an earlier preview may have been stopped before its last build ended
        self._due.set()
        self._builder.start()
        folders = [self.folder / name for name in SOURCES]
        folders += [THEME, ROOT / "plugins"]
        present = [folder for folder in folders if folder.is_dir()]
        options: dict[str, Any] = {"debounce": 300, "step": 50, "rust_timeout": _GLANCE, "yield_on_timeout": True}
        shown = self.preview.view
        for changes in watch(*present, watch_filter=_Saved(), raise_interrupt=True, **options):
            view = self.preview.view
            if not changes and view == shown:
                continue
            with self._glimpsing:
                self.preview.update(building=True)
                self._due.set()
                saved = sorted({path for _, path in changes})
                self._note(saved, another_view=view != shown)
                self._glimpse(saved, view)
                shown = view

    def close(self) -> None:
        """End what was started; a build that is running may finish first."""
        self._ending = True
        self._warm.give_up()
        self._glimpses.give_up()
        self._due.set()
        if self._builder.is_alive():
            self._builder.join()
        self._warm.close()
        self._glimpses.close()

    def rebuild(self) -> bool:
        """Build once; returns whether the preview now shows what the input was when it began."""
        self.preview.update(building=True)
        view = self.preview.view
        with tempfile.TemporaryDirectory() as scratch:
            report = Path(scratch) / "report.json"
            command = ["site", "--site", str(self.folder), "--output", str(self.preview.root), "--report", str(report)]
            command += ["--preview", view.shows, *(["--at", view.at] if view.at else [])]
            code = self._warm.run(command, {"LANTAI_LANG": self.language})
            problems = json.loads(report.read_text(encoding="utf-8")) if report.is_file() else []
        shown = [problem for problem in problems if problem["severity"] != "INFO"]
        if code and not any(problem["severity"] == "ERROR" for problem in shown):
            shown.append(kinds.PREVIEW_FAILED.at("", code=code).as_dict(self.language))
        about = self._coming(view)
        with self._glimpsing:
            if code == 0 and not self._due.is_set():
                swap.remove(self.preview.glimpse)
                self._elsewhere = False
            if not self._due.is_set():
                self.preview.rebuilt(shown, about, changed=code == 0)
            elif code == 0:  # something newer is shown already, with what is wrong in it
                self.preview.rebuilt(None, about, changed=True)
        with contextlib.suppress(OSError):
            swap.clear(Layout.of(self.folder, self.preview.root))
        return code == 0

    def _keep_building(self) -> None:
        while True:
            self._due.wait()
            with self._glimpsing:
                self._due.clear()
            if self._ending:
                return
            if self._program_changed:
                self._program_changed = False
                self._warm.close()  # the next one imports the program as it is now
            self.rebuild()

    def _note(self, saved: list[str], *, another_view: bool) -> None:
        """Note what a glimpse must not be made from: another program, another view, the tables of another catalogue."""
        if any(Path(path).is_relative_to(ROOT / "plugins") for path in saved):
            self._program_changed = True
        if any(Path(path).is_relative_to(each) for path in saved for each in (ROOT / "plugins", THEME)):
            self._glimpses.close()
        if another_view:
            swap.remove(self.preview.glimpse)
        if another_view or not glimpse.exhibitions_of(self.folder, saved):
            self._elsewhere = True

    def _glimpse(self, saved: list[str], view: View) -> None:
        """Show at once the pages of the exhibition in which something was saved, and what is wrong in it."""
        exhibitions = glimpse.exhibitions_of(self.folder, saved)
        if self._elsewhere or not exhibitions:
            return
        asked = glimpse.Asked(
            str(self.folder), str(self.preview.root), view.shows, view.at, saved, jobs=os.cpu_count() or 1
        )
        found = self._glimpses.of(asked, self.language)
        if found is not None:
            folders = tuple(f"exhibitions/{slug}/" for slug in exhibitions)
            self.preview.glimpsed(folders, [problem for problem in found if problem["severity"] != "INFO"])

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


class _Saved(DefaultFilter):
    """Ignores what builds, editors and spreadsheets write beside the files people save."""

    def __call__(self, change: object, path: str) -> bool:
        parts = Path(path).parts
        if _IGNORED.intersection(parts) or parts[-1].startswith(("~$", ".~lock", ".#")):
            return False
        return super().__call__(change, path)  # type: ignore[arg-type]
