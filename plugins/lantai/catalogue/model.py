"""The catalogue at one moment, as later steps see it: counts and addresses beside the public table."""

from __future__ import annotations

import json
import sys
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from lantai import files
from lantai.records.store import PUBLIC
from lantai.review.rules import Closure

if TYPE_CHECKING:
    from lantai.catalogue.texts import Texts

TOMBSTONES = "tombstones.parquet"
CHANGES = "changes.parquet"
SUMMARY = "catalogue.json"


@dataclass(frozen=True, slots=True)
class Change:
    """What one release did to one fonds."""

    repository: str
    fonds: str
    added: int = 0
    changed: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class ReleaseSummary:
    """A release that is public. ``count`` is how many public records it published last."""

    id: str
    number: int | None
    publish_at: str
    kind: str
    count: int
    changes: tuple[Change, ...] = ()
    changed_fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Match key of each changed record and the fields that say something else now, the first few hundred."""
    withdrawn_codes: tuple[str, ...] = ()
    """Codes of records it withdrew, the first few hundred."""

    @property
    def added(self) -> int:
        return sum(change.added for change in self.changes)

    @property
    def changed(self) -> int:
        return sum(change.changed for change in self.changes)

    @property
    def withdrawn(self) -> int:
        return sum(change.withdrawn for change in self.changes)


@dataclass(frozen=True, slots=True)
class FondsSummary:
    """The public records of one fonds: rows ``first`` … ``first + count - 1`` of the public table."""

    repository: str
    code: str
    address: str
    first: int
    count: int
    year_start: int | None
    year_end: int | None
    years: Mapping[str, int] = field(default_factory=dict)
    """Published records by the year in which they begin."""
    digest: str = ""
    """Digest of all that the public table says of its records, except their numbers."""
    releases: tuple[str, ...] = ()
    """Ids of the releases that published its records last, sorted."""
    pictured: int = 0
    """How many of its records show pictures."""
    title: str = ""
    """Its title as its own record says it, if it has one: a finding aid describes the whole first."""


@dataclass(frozen=True)
class Catalogue:
    """The catalogue at one moment. ``work`` holds its tables; nothing here is a secret."""

    work: Path
    count: int = 0
    releases: tuple[ReleaseSummary, ...] = ()
    fonds: tuple[FondsSummary, ...] = ()
    extra: tuple[str, ...] = ()
    own_pages: bool = True
    """Whether every record has a page of its own."""
    closures: tuple[Closure, ...] = ()
    """Between which days the gate divided the releases: at another moment between them it would say the same."""
    texts: Texts | None = None
    """What the archive writes about its catalogue, rendered; None in a catalogue that was only opened."""

    @property
    def public_path(self) -> Path:
        return self.work / PUBLIC

    def scan(self) -> pl.LazyFrame:
        """The public table, of which only what is collected gets into memory."""
        return pl.scan_parquet(self.public_path)

    @cached_property
    def tombstones(self) -> pl.DataFrame:
        """Withdrawn records: ``ref_code fonds repository_code list_address anchor page_address``, nothing else."""
        return pl.read_parquet(self.work / TOMBSTONES)

    def tombstones_below(self, address: str) -> list[tuple[str | None, ...]]:
        """Return the rows of ``tombstones`` whose list page is ``address`` or lies below it, ordered by that."""
        lists, rows = self._tombstones_by_list
        return rows[bisect_left(lists, address) : bisect_left(lists, address + chr(sys.maxunicode))]

    @cached_property
    def _tombstones_by_list(self) -> tuple[list[str], list[tuple[str | None, ...]]]:
        frame = self.tombstones.sort("list_address", "anchor")
        return frame["list_address"].to_list(), frame.rows()

    @cached_property
    def changes(self) -> pl.DataFrame:
        """What releases did to records of earlier ones: ``release ref_code change``: updated, unchanged or deleted."""
        return pl.read_parquet(self.work / CHANGES)

    @property
    def newest(self) -> ReleaseSummary | None:
        return self.releases[-1] if self.releases else None

    def save(self) -> None:
        """Write the summary beside the tables."""
        summary = {
            "count": self.count,
            "releases": [asdict(release) for release in self.releases],
            "fonds": [asdict(each) for each in self.fonds],
            "extra": list(self.extra),
            "own_pages": self.own_pages,
            "closures": self.closures,
        }
        files.write_json(self.work / SUMMARY, summary, indent=1)


def open(work: Path) -> Catalogue:
    """Return the catalogue that ``prepare`` left in ``work``."""
    data = json.loads((work / SUMMARY).read_text(encoding="utf-8"))
    return Catalogue(
        work=work,
        count=data["count"],
        releases=tuple(_release(each) for each in data["releases"]),
        fonds=tuple(FondsSummary(**each | {"releases": tuple(each["releases"])}) for each in data["fonds"]),
        extra=tuple(data["extra"]),
        own_pages=data["own_pages"],
        closures=tuple((years, open_until, closed_from) for years, open_until, closed_from in data["closures"]),
    )


def _release(data: dict) -> ReleaseSummary:
    changes = tuple(Change(**change) for change in data.pop("changes"))
    changed = tuple((key, tuple(names)) for key, names in data.pop("changed_fields"))
    withdrawn = tuple(data.pop("withdrawn_codes"))
    return ReleaseSummary(**data, changes=changes, changed_fields=changed, withdrawn_codes=withdrawn)
