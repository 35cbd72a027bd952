"""What the downloads of the public site lend to those being made: the records of fonds that are as they were.

A download is a head, a piece for each fonds, a tail. A piece depends on its fonds alone, so it is noted where it
stands in its file, and while the key of the fonds stays the same its bytes are copied instead of made again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lantai.parts import Parts

Places = dict[str, dict[str, tuple[int, int]]]
"""Where the piece of a fonds (by its address) stands in a file (by its path): first byte and length."""

Place = tuple[Path, int, int]
"""The same with the file."""


@dataclass(slots=True)
class Noted:
    """What is noted of the downloads for next time."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """On what the pieces of a fonds depend, by its address."""
    whole: dict[str, str] = field(default_factory=dict)
    """On what the files of a fonds, and the tables (Parquet) of the whole and of releases, depend, by their stem."""
    places: Places = field(default_factory=dict)


class Former:
    """The downloads of the public site, as far as ``keys`` (of each fonds, by its address) say the same of them.

    ``tables`` are those of the tables (Parquet) of the whole ("") and of releases.
    """

    def __init__(
        self, parts: Parts, name: str, keys: Mapping[str, str], tables: Mapping[str, str] | None = None
    ) -> None:
        self.parts, self.keys, self.tables = parts, keys, tables or {}
        self._noted = _read(parts.before(name))
        self.same = {address for address, key in keys.items() if self._noted.keys.get(address) == key}

    @classmethod
    def nothing(cls) -> Former:
        """Return downloads that lend nothing, of which nothing need be noted."""
        return cls(Parts.nothing(), "", {})

    def places(self, path: str) -> dict[str, tuple[int, int]]:
        """Return where the pieces stand in a file that was kept whole."""
        return self._noted.places.get(path, {})

    def keep(self, stem: str, key: str, paths: Sequence[str]) -> bool:
        """Put the files of a fonds, or a table, into the new tree; returns whether they are the same."""
        return self._noted.whole.get(stem) == key and self.parts.keep(paths)

    def place(self, path: str, fonds: str) -> Place | None:
        """Return where the records of a fonds stand, ready packed if the file is; None if they must be made."""
        place = self.places(path).get(fonds) if fonds in self.same else None
        source = self.parts.public(path) if place else None
        return None if place is None or source is None else (source, place[0], place[1])


def _read(noted: Any) -> Noted:
    return Noted(**noted) if noted else Noted()
