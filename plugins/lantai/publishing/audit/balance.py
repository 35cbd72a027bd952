"""Whether every row that came in is accounted for: published, held, withdrawn or reported, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from lantai import files
from lantai.problems import Problem
from lantai.publishing.audit import problems as kinds
from lantai.records.store import PUBLIC, WITHHELD

FILE = "balance.json"
"""What each step on the way to the public table counted; written by ``catalogue.prepare``."""


def check(work: Path) -> Iterator[Problem]:
    """Yield a problem for each sum in ``work`` that does not come out. No file, nothing to add up."""
    path = work / FILE
    if not path.is_file():
        return
    counted = files.read_json(path)
    for release in counted["releases"]:
        yield from _release(release)
    public = pl.scan_parquet(work / PUBLIC)
    per_release = dict(public.group_by("release").len().collect().iter_rows())
    for release in counted["releases"]:
        yield from _equal(release["id"], PUBLIC, per_release.pop(release["id"], 0), release["listed"])
    yield from _equal(PUBLIC, "releases", sum(per_release.values()), 0)
    withheld = pl.scan_parquet(work / WITHHELD).select(pl.len()).collect().item()
    kept = sum(each["held"] + each["withdrawn"] + each["waiting"] for each in counted["releases"])
    yield from _equal(WITHHELD, "held + withdrawn + waiting", withheld, kept)


def _release(release: Mapping[str, Any]) -> Iterator[Problem]:
    """rows = records + reported; records = public + held + withdrawn + waiting; public = listed + superseded."""
    name = release["id"]
    yield from _equal(name, "records + reported", release["rows"], release["records"] + release["reported"])
    kept = release["public"] + release["held"] + release["withdrawn"] + release["waiting"]
    yield from _equal(name, "public + held + withdrawn + waiting", release["records"], kept)
    yield from _equal(name, "listed + superseded", release["public"], release["listed"] + release["superseded"])


def _equal(place: str, what: str, found: int, wanted: int) -> Iterator[Problem]:
    if found != wanted:
        yield kinds.ROWS_LOST.at(place, what=what, found=found, wanted=wanted)
