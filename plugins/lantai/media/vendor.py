"""The libraries that the theme ships, as installed from their packages: OpenSeadragon, and three.js for halls."""

from __future__ import annotations

from pathlib import Path

from lantai import files
from lantai.media import problems as kinds
from lantai.problems import Problems

OPENSEADRAGON = (
    ("openseadragon/build/openseadragon/openseadragon.min.js", "openseadragon.min.js"),
    ("openseadragon/LICENSE.txt", "LICENSE.txt"),
)
THREE = (
    ("three/build/three.module.min.js", "three.module.min.js"),
    ("three/build/three.core.min.js", "three.core.min.js"),  # which the other asks for beside itself
    ("three/LICENSE", "LICENSE.txt"),
)


def place_viewer(theme: Path, target: Path, problems: Problems) -> None:
    """Copy the image viewer and its licence from ``theme/node_modules`` to ``target/vendor/openseadragon``."""
    _place(theme, target / "vendor" / "openseadragon", OPENSEADRAGON, "OpenSeadragon", problems)


def place_three(theme: Path, target: Path, problems: Problems) -> None:
    """Copy what draws halls and its licence to ``target/vendor/three``; sites without a hall need none of it."""
    _place(theme, target / "vendor" / "three", THREE, "three.js", problems)


def _place(theme: Path, target: Path, wanted: tuple[tuple[str, str], ...], library: str, problems: Problems) -> None:
    for source, name in wanted:
        path = theme / "node_modules" / source
        if not path.is_file():
            problems.add(kinds.VIEWER_MISSING.at(f"theme/node_modules/{source}", name=library))
            return
        data = path.read_bytes()
        if name.endswith(".js"):  # its map is not shipped, so nothing should ask for it
            data = data[:cut] if (cut := data.rfind(b"\n//# sourceMappingURL=")) > 0 else data
        files.write(target / name, data)
