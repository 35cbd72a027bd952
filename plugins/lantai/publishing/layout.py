"""Where a build keeps its things: beside the site, never inside what is public."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
"""The folder of our Python."""

ROOT = PACKAGE if (PACKAGE / "theme").is_dir() else PACKAGE.parents[1]
"""The folder that holds theme and pelicanconf.py: the package where it was installed as a wheel, else the checkout."""

THEME = ROOT / "theme"

SOURCES = ("content", "exhibitions", "catalogue")
"""Folders of a site that hold what it is made of."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders of one build.

    ``work`` is filled by this build, ``cache`` survives builds and may be deleted at any time,
    ``next`` becomes ``output`` by renaming, ``previous`` is what ``output`` was.
    """

    build: Path
    output: Path

    @classmethod
    def of(cls, site_folder: Path, output: Path | None = None) -> Layout:
        site_folder = site_folder.resolve()
        return cls(site_folder / ".build", (output or site_folder / "output").resolve())

    @classmethod
    def for_check(cls, site_folder: Path) -> Layout:
        """Return the folders of a check, which disturbs no build that runs at the same time."""
        return cls.of(site_folder, site_folder / ".build" / "check")

    def inside(self, path: Path) -> str:
        """Return the folder of the site, source or made by builds, that ``path`` is or lies in; "" if it is none."""
        site = self.build.parent
        made = (self.build, self.output, self.next, self.previous, self.gone, self.glimpse)
        path = path.resolve()
        for folder in (*(site / name for name in SOURCES), *made):
            if path.is_relative_to(folder):
                return folder.name
        return ""

    @property
    def work(self) -> Path:
        """Each output folder has its own, so that a preview and a build never mix their tables."""
        if self.output == self.build.parent / "output":
            return self.build / "work"
        return self.build / f"work-{hashlib.sha256(str(self.output).encode()).hexdigest()[:8]}"

    @classmethod
    def latest_work(cls, site_folder: Path, table: str) -> Path:
        """Return the ``work`` in which ``table`` was written last, wherever its output lies."""
        usual = cls.of(site_folder).work
        made = [folder for folder in usual.parent.glob("work*") if (folder / table).is_file()]
        return max(made, key=lambda folder: (folder / table).stat().st_mtime_ns, default=usual)

    @property
    def prepared(self) -> Path:
        """What the catalogue's tables in ``work`` were made of."""
        return self.work / "prepared.json"

    @property
    def parts(self) -> Path:
        """The parts of the tree that is being made."""
        return self.work / "parts.json"

    @property
    def tree(self) -> Path:
        """What is known of the tree that is public: its files and parts."""
        return self.work / "tree.json"

    @property
    def taken_down(self) -> Path:
        """What was withdrawn when the tree was made that is public."""
        return self.work / "taken-down.json"

    @property
    def cache(self) -> Path:
        return self.build / "cache"

    @property
    def audited(self) -> Path:
        """What the audit of this output folder remembers."""
        return self.cache / "audit" / f"{self.work.name}.seen"

    @property
    def next(self) -> Path:
        """Beside the output folder, so that renaming never crosses file systems."""
        return self.output.parent / f".{self.output.name}.next"

    @property
    def previous(self) -> Path:
        return self.output.parent / f".{self.output.name}.previous"

    @property
    def glimpse(self) -> Path:
        """What a preview shows before ``output``: the pages of what was just saved."""
        return self.output.parent / f".{self.output.name}.glimpse"

    @property
    def gone(self) -> Path:
        """What ``previous`` was, until it is deleted."""
        return self.output.parent / f".{self.output.name}.gone"

    @property
    def lock(self) -> Path:
        return self.output.parent / f".{self.output.name}.lock"

    @property
    def log(self) -> Path:
        return self.build / "render.log"
