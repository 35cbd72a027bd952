"""Draw the facsimiles of the demonstration exhibitions: ``python -m tools.demo.facsimiles [NAME …]``.

Each picture says 仿真示例. One seed per name, so that redrawing one changes no other.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import numpy as np
from tools.demo import pictures_day, pictures_flood, pictures_graphic, pictures_print, pictures_views, pictures_yamen
from tools.demo.world import SEED

QUALITY = 74
FOLDERS = {
    "exhibitions/lanxi-flood-1954/media": (pictures_flood, pictures_graphic, pictures_views, pictures_print),
    "exhibitions/lanxi-yamen/media": (pictures_yamen,),
    "exhibitions/archives-day-history/media": (pictures_day,),
}


def main(names: list[str]) -> None:
    """Draw the named pictures, or all."""
    for folder, modules in FOLDERS.items():
        Path(folder).mkdir(parents=True, exist_ok=True)
        for module in modules:
            for name, draw in module.PICTURES.items():
                if names and name not in names:
                    continue
                image = draw(np.random.default_rng([SEED, zlib.crc32(name.encode())]))
                path = Path(folder) / f"{name}.jpg"
                image.convert("RGB").save(path, quality=QUALITY, optimize=True, progressive=True)
                print(f"{path} {image.width}×{image.height} {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
