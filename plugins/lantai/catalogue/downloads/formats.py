"""What a format does: head, a piece for each fonds, tail. A format is bytes only, it opens no file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import polars as pl

from lantai.catalogue.model import FondsSummary
from lantai.records import fonds as described


@dataclass(frozen=True, slots=True)
class Scope:
    """What one file covers. ``fonds`` is set where it is a single fonds."""

    stem: str
    title: str
    fonds: FondsSummary | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The records of one fonds (in the scope), with what is known of it."""

    fonds: FondsSummary
    title: str
    archive: str
    description: described.Fonds | None
    frame: pl.DataFrame


class Format(Protocol):
    """A format of downloads; ``prepare`` is called once per part, its result is sliced for every scope."""

    extension: str

    def prepare(self, part: Part) -> pl.Series: ...

    def head(self, scope: Scope) -> bytes: ...

    def piece(self, scope: Scope, part: Part, prepared: pl.Series) -> bytes: ...

    def tail(self, scope: Scope) -> bytes: ...
