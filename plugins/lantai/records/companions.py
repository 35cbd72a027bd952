"""Files that belong to another: the memo file of a table of FoxPro or dBase, in which its longer texts are.

Neither says anything without the other, so what is copied, signed or kept for the one is so for both.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

TABLE = ".dbf"
MEMOS = (".fpt", ".dbt")
"""What memo files end in: of FoxPro, and of dBase."""


def of(path: Path) -> list[Path]:
    """Return the files beside a data file that belong to it; upper and lower case make no difference."""
    if path.suffix.lower() != TABLE or not path.parent.is_dir():
        return []
    stem = path.stem.casefold()
    beside = (each for each in path.parent.iterdir() if each.suffix.lower() in MEMOS)
    return sorted(each for each in beside if each.stem.casefold() == stem and each.is_file())


def without(paths: Sequence[Path]) -> list[Path]:
    """Return the data files among ``paths``: without those that belong to another of them."""
    belonging = {each.resolve() for path in paths for each in of(path)}
    return [path for path in paths if path.resolve() not in belonging]
