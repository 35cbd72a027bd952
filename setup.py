"""What ``pyproject.toml`` cannot say: the wheel holds the theme, the viewer and Pelican's settings beside the code."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
THEME = ROOT / "theme"
VIEWERS = (
    "openseadragon/build/openseadragon/openseadragon.min.js",
    "openseadragon/LICENSE.txt",
    "three/build/three.module.min.js",
    "three/build/three.core.min.js",
    "three/LICENSE",
)
"""What the site needs of ``node_modules``; with it go its licences and nothing else."""


class BuildWithTheme(build_py):
    """Copies what a checkout has beside ``plugins/`` into the package, where ``publishing/layout.py`` finds it."""

    def run(self) -> None:
        super().run()
        package = Path(self.build_lib) / "lantai"
        shutil.copyfile(ROOT / "pelicanconf.py", package / "pelicanconf.py")
        shutil.rmtree(package / "theme", ignore_errors=True)
        shutil.copytree(THEME, package / "theme", ignore=shutil.ignore_patterns("node_modules", ".*"))
        for name in VIEWERS:
            source, target = THEME / "node_modules" / name, package / "theme" / "node_modules" / name
            if not source.is_file():
                sys.exit(f"theme/node_modules/{name} is missing: run npm ci in theme/ first")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


setup(cmdclass={"build_py": BuildWithTheme})
