"""The search program as visitors load it: few small files instead of two dozen readable modules.

The modules in ``theme/static/js/search`` stay as they are written; what is packed is the copy in the built site, by
esbuild, which the theme installs for the offline edition. Without it the copy stays as it is, which works as well and
takes a visitor's browser a few more requests.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from lantai.problems import CannotFinish
from lantai.search import problems as kinds
from lantai.search.quality import node

GROUPS = (("page.js",), ("worker.js",), ("ahead.js",), ("engine.js", "locate.js"))
"""Modules that are loaded by name: as page, worker, before a search, by `quality` and other modules of the theme."""
ENTRIES = tuple(entry for group in GROUPS for entry in group)
_SCRIPT = Path(__file__).with_name("pack.mjs")


def pack(folder: Path, theme: Path) -> bool:
    """Replace the modules in ``folder`` by packed ones; returns whether ``theme`` has what is needed.

    Raises CannotFinish if esbuild does not understand the modules.
    """
    esbuild = theme / "node_modules" / "esbuild" / "lib" / "main.js"
    if not esbuild.is_file() or not all((folder / entry).is_file() for entry in ENTRIES):
        return False
    try:
        program = node()
    except CannotFinish:
        return False
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run(
            [program, str(_SCRIPT), str(esbuild), str(folder), out, *map(",".join, GROUPS)],
            capture_output=True,
            check=False,
        )
        if done.returncode:
            detail = done.stderr.decode(errors="replace").strip()[-300:]
            raise CannotFinish(kinds.NODE_FAILED.at("esbuild", detail=detail))
        for module in folder.glob("*.js"):
            module.unlink()
        for part in sorted(Path(out).iterdir()):
            shutil.copyfile(part, folder / part.name)
    return True
