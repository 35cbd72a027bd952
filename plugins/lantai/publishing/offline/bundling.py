"""The theme's modules as classic scripts, bundled by esbuild: one script for each set of modules that a page loads.

One for each set and not one for each module, because modules of one page share their parts (the images'
stages, the viewer): bundled apart, each would have its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lantai.problems import CannotFinish
from lantai.publishing.layout import THEME
from lantai.publishing.offline import problems as kinds
from lantai.publishing.offline.wrapping import SUFFIX, wrapped
from lantai.search.quality import node

ASSETS = Path(__file__).parent / "assets"
ESBUILD = THEME / "node_modules" / "esbuild" / "lib" / "main.js"
FOLDER = "js/edition/"
"""Where bundles lie in the theme; assets/page.js finds the edition's first folder from there."""
WORKERS = ("js/search/worker.js",)
"""Modules that are started as workers."""

Modules = tuple[str, ...]
"""Modules of one page by their path in the theme's folder, in the order of its scripts."""


def script_of(modules: Modules) -> str:
    """Return the path in the theme's folder of the bundle of ``modules``."""
    return FOLDER + hashlib.sha256("\n".join(modules).encode()).hexdigest()[:10] + ".js"


def write(theme: Path, out: Path, name: str, wanted: Iterable[Modules], *, kiosk: bool = False) -> None:
    """Write the bundles of all ``wanted`` sets from the modules in ``theme`` into ``out``, both the theme's folder.

    ``name`` is that folder's path in the edition. Raises CannotFinish if the bundler is missing or fails.
    """
    if not ESBUILD.is_file():
        raise CannotFinish(kinds.BUNDLER_MISSING.at("theme/node_modules/esbuild", folder=THEME))
    workers = [module for module in WORKERS if (theme / module).is_file()]
    extra = ["edition/kiosk.js"] if kiosk else []
    # Together in one folder, because bundles name their parts by the way from it: never a path of this machine.
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(theme / "js", Path(folder, "js"))
        shutil.copytree(ASSETS, Path(folder, "edition"))
        _bundle(
            {
                "esbuild": str(ESBUILD),
                "root": folder,
                "out": str(out),
                "page": "./edition/page.js",
                "worker": "./edition/worker.js",
                "bundles": [
                    {"script": script_of(modules), "modules": [*modules, *extra]} for modules in sorted(set(wanted))
                ],
                "workers": workers,
            }
        )
    for module in workers:
        path = out / module
        data = path.read_bytes()
        path.unlink()
        path.with_name(path.name + SUFFIX).write_text(wrapped(name + module, data), encoding="utf-8")


def _bundle(job: dict[str, Any]) -> None:
    done = subprocess.run(
        [node(), str(Path(job["root"], "edition", "bundle.mjs"))],
        input=json.dumps(job).encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
    )
    if done.returncode:
        detail = done.stderr.decode(errors="replace").strip()[-300:]
        raise CannotFinish(kinds.BUNDLER_FAILED.at("esbuild", detail=detail))
