"""Writing pages into the folder that is being filled: whole, each once, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

from lantai import files
from lantai.site.routes import output_path


class PageFiles:
    """The pages of one output folder. There may be a hundred thousand, so each takes as few calls as possible."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._folders: set[str] = set()

    def write(self, address: str, html: str) -> None:
        """Write a page to the file that answers ``address``.

        Raises PathEscapes where that would not lie in the folder, FileExistsError where a file stands already: it
        may be one that was linked from the public site.
        """
        path = files.checked(output_path(address))
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(f"{self._root}/{folder}", exist_ok=True)  # noqa: PTH103 - by text, as it is thrice as fast
            self._folders.add(folder)
        with open(f"{self._root}/{path}", "xb", buffering=0) as stream:  # noqa: PTH123
            stream.write(html.encode())
