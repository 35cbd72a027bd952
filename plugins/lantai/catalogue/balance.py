"""Noting for the audit what each step counted, so that no row can be lost without a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from lantai import files
from lantai.catalogue.merging import Merged
from lantai.intake.reading import Counts
from lantai.records.releases import Release
from lantai.review import Gated

FILE = "balance.json"
"""Read by the audit (``publishing.audit.balance``), which knows the name by itself."""


def write(
    work: Path,
    taken: Mapping[str, Counts],
    gated: Sequence[tuple[Release, Gated]],
    waiting: Sequence[pl.DataFrame],
    merged: Merged,
) -> None:
    """Write, for each release, what intake, the gate and the merging counted, each for itself.

    ``rows records reported`` are intake's; ``public held withdrawn`` the gate's, ``waiting`` rows whose release is not
    public now; ``listed`` and ``superseded`` (by a later release, or taken down with one) are the merging's.
    """
    by_id = {release.id: result for release, result in gated}
    later: dict[str, int] = {}
    for frame in waiting:
        later.update(frame.group_by("release").len().iter_rows())
    listed = {release.id: release.count for release in merged.releases}
    rows = [
        {
            "id": name,
            "rows": counts.rows,
            "records": counts.records,
            "reported": counts.reported,
            **_divided(by_id.get(name)),
            "waiting": later.get(name, 0),
            "listed": listed.get(name, 0),
            "superseded": merged.superseded.get(name, 0),
        }
        for name, counts in taken.items()
    ]
    files.write_json(work / FILE, {"releases": rows}, indent=1)


def _divided(result: Gated | None) -> dict[str, int]:
    if result is None:
        return {"public": 0, "held": 0, "withdrawn": 0}
    names = ("public", "held", "withdrawn")
    return dict(zip(names, (len(part) for part in result.divided()), strict=True))
