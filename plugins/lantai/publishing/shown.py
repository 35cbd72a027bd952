"""What a preview shows at the moment: which pages, of which version, and what is wrong in them."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from importlib.resources import files as resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lantai.publishing.layout import Layout
from lantai.site.config import DRAFTS


@dataclass(frozen=True, slots=True)
class View:
    """What an author wants to see: also what is not public yet or only what is, now ("") or at another moment."""

    shows: str = DRAFTS
    at: str = ""


class Preview:
    """What the server shows: a folder, a version that grows with each rebuild, and current problems.

    What is in the folder ``glimpse`` is shown before what is in ``root``: pages made before the whole site is.
    """

    def __init__(self, root: Path, at: str = "") -> None:
        self.root, self.glimpse = root, Layout.of(root.parent, root).glimpse
        self.view = View(at=at)
        self._changed = threading.Condition()
        self._number = 0
        self._state: dict[str, Any] = {"version": 0, "building": False, "problems": []}

    def update(self, **values: Any) -> None:
        with self._changed:
            self._state.update(values)
            self._number += 1
            self._changed.notify_all()

    def rebuilt(
        self,
        problems: list[dict[str, Any]] | None,
        about: Mapping[str, Any] = MappingProxyType({}),
        *,
        changed: bool,
    ) -> None:
        """Note the end of a rebuild: what is wrong (None leaves what is known), what the bar tells, whether the
        site is another one."""
        told = {} if problems is None else {"problems": problems}
        self.update(**about, **told, building=False, version=self._state["version"] + changed)

    def glimpsed(self, folders: tuple[str, ...], problems: list[dict[str, Any]]) -> None:
        """Note that pages of these folders are shown as they will be, and what is wrong in them now."""
        others = [each for each in self._state["problems"] if not each["place"].get("file", "").startswith(folders)]
        self.update(problems=[*others, *problems], version=self._state["version"] + 1)

    def ask(self, view: View) -> None:
        """Ask for another view; whoever rebuilds takes it up."""
        self.view = view
        self.update(building=True)

    def state(self, after: int = -1, patience: float = 0) -> dict[str, Any]:
        """Return the state and its number. Waits at most ``patience`` seconds while that is still ``after``."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != after, patience)
            return {**self._state, "number": self._number}

    def find(self, address: str) -> Path | None:
        """Return the file for an address, or the folder that lacks its slash, or None. Never outside the folders."""
        if "\0" in address or "\\" in address:
            return None
        found = (_inside(folder, address) for folder in (self.glimpse, self.root))
        paths = [path for path in found if path is not None]
        return next((path for path in paths if path.is_file()), next((path for path in paths if path.is_dir()), None))

    def page(self, address: str) -> bytes:
        """Return the page for an address as it is now, that for missing addresses if there is none."""
        path = self.find(address)
        return self.missing()[1] if path is None or not path.is_file() else path.read_bytes()

    def missing(self) -> tuple[HTTPStatus, bytes]:
        """Return the site's own words for a missing page or, before the first build has succeeded, ours."""
        page = self.root / "404.html"
        return (
            (HTTPStatus.NOT_FOUND, page.read_bytes())
            if page.is_file()
            else (HTTPStatus.SERVICE_UNAVAILABLE, own("waiting.html"))
        )


def _inside(folder: Path, address: str) -> Path | None:
    root = folder.resolve()
    path = (root / address.lstrip("/")).resolve()
    if not path.is_relative_to(root):
        return None
    return path / "index.html" if address.endswith("/") else path


def own(name: str) -> bytes:
    """Return a file of the preview itself."""
    return resources("lantai.publishing").joinpath("assets", name).read_bytes()
