"""The image viewer that the theme ships: OpenSeadragon, as installed from its package."""

from __future__ import annotations

from pathlib import Path

from lantai import files
from lantai.media import problems as kinds
from lantai.problems import Problems

FILES = (
    ("openseadragon/build/openseadragon/openseadragon.min.js", "openseadragon.min.js"),
    ("openseadragon/LICENSE.txt", "LICENSE.txt"),
)


def place_viewer(theme: Path, target: Path, problems: Problems) -> None:
    """Copy the viewer and its licence from ``theme/node_modules`` to ``target/vendor/openseadragon``."""
    for source, name in FILES:
        path = theme / "node_modules" / source
        if not path.is_file():
            problems.add(kinds.VIEWER_MISSING.at(f"theme/node_modules/{source}", name="OpenSeadragon"))
            return
        data = path.read_bytes()
        if name.endswith(".js"):  # its map is not shipped, so nothing should ask for it
            data = data[:cut] if (cut := data.rfind(b"\n//# sourceMappingURL=")) > 0 else data
        files.write(target / "vendor" / "openseadragon" / name, data)
