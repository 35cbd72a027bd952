"""What a sheet of a workbook hides, or marks as not to be read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Hidden:
    """What a sheet hides: numbers of rows, and the first and last of columns beside each other."""

    rows: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)
    """Rows with a cell that is struck through, which everybody sees and nobody should publish."""
    comments: dict[str, str] = field(default_factory=dict)
    """What people have noted, by the cell it is at."""
    rules: dict[str, None] = field(default_factory=dict)
    """Ranges in which rules strike cells through, which only a program that calculates can apply."""
    columns: list[tuple[int, int]] = field(default_factory=list)
    valueless: dict[str, None] = field(default_factory=dict)
    """Cells whose formula came to an error or to nothing, in the order of the sheet."""
