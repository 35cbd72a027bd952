"""What a format does: head, a piece for each fonds, tail. A format is bytes only, it opens no file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import polars as pl

from lantai.catalogue.downloads.cells import Cells
from lantai.catalogue.model import FondsSummary
from lantai.records import fonds as described
from lantai.site.languages import LocalText


@dataclass(frozen=True, slots=True)
class Scope:
    """What one download covers. At most one of ``fonds``, ``archive`` and ``release`` is set."""

    stem: str
    title: str
    count: int = 0
    extensions: tuple[str, ...] = ()
    fonds: FondsSummary | None = None
    archive: str = ""
    release: str = ""
    packed: frozenset[str] = frozenset()
    """Extensions of those of its files that are compressed."""


@dataclass(frozen=True)
class Part:
    """The records of one fonds (in the scope), with what is known of it."""

    fonds: FondsSummary
    title: str
    archive: str
    description: described.Fonds | None
    frame: pl.DataFrame
    series: dict[str, LocalText] | None = None
    """Names of series by the address of their list page."""

    def has(self, name: str) -> bool:
        """Whether any record has a value in a column."""
        return self.frame[name].null_count() < self.frame.height

    @cached_property
    def cells(self) -> Cells:
        """The columns as formats write them: what several formats need of them is made once."""
        return Cells.of(self.frame)


class Format(Protocol):
    """A format of downloads. ``prepare`` and ``body`` are called once for records that several files share."""

    extension: str

    def prepare(self, part: Part) -> pl.Series:
        """Return the text of each record of a part."""

    def head(self, scope: Scope) -> str: ...

    def before(self, scope: Scope, part: Part) -> str:
        """Return what a file has before the records of a fonds."""

    def body(self, part: Part, prepared: pl.Series) -> bytes:
        """Return the records of a part, the same in every file."""

    def after(self, scope: Scope, part: Part) -> str: ...

    def tail(self, scope: Scope) -> str: ...


class Plain:
    """A format whose records need nothing around them."""

    def head(self, scope: Scope) -> str:
        return ""

    def before(self, scope: Scope, part: Part) -> str:
        return ""

    def body(self, part: Part, prepared: pl.Series) -> bytes:
        # As bytes at once: to and from Python's own text would cost more than making it.
        return prepared.str.join("").cast(pl.Binary).item() or b""

    def after(self, scope: Scope, part: Part) -> str:
        return ""

    def tail(self, scope: Scope) -> str:
        return ""
