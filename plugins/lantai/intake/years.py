"""Years that stand out from their fonds: 1020 where all others are of 1949 to 1990 was once written for something else.

A year that is too early opens a record too early, so the gate holds these (``APART``) until a person has looked. Old
archives are no mistake: a fonds that reaches over centuries, as genealogies and rubbings do, has no year far from all
others, and one of which more than a few records are old is an old one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from lantai.intake import year_problems as kinds
from lantai.intake.shaping import SOURCE
from lantai.intake.spool import Spool
from lantai.intake.tables import Reporter
from lantai.problems import Place
from lantai.records.fields import APART

_FAR = 100
"""Years without a record between what stands out and the rest."""
_RARE = 20
"""What stands out is at most one in so many of the rest. Of fewer than these it is one, and much further away."""
_VERY_FAR, _SPANS, _FEW = 300, 3, 3
_LATE = 0.95
"""By when the rest ends: what is behind may be a mistake, too, and the gate closes it."""
_MING = 1368
"""Hardly anything in an archive is older, but for rubbings."""


def mark(spool: Spool, report: Reporter) -> None:
    """Say of the records that stand out how they do, in the table and in the report."""
    year = pl.col("date_end").str.extract(r"^([0-9]{4})-").cast(pl.Int32)
    groups = ["repository_code", "fonds"]
    counts = spool.scan().group_by(*groups, year.alias("year")).len().drop_nulls("year").sort("year").collect()
    cuts = []
    for group, part in counts.partition_by(groups, as_dict=True, maintain_order=True).items():
        years = list(part.select("year", "len").iter_rows())
        cut = stands_out(years)
        if cut is not None:
            rest = [(at, count) for at, count in years if at > cut]
            told = f"{rest[0][0]}—{_late(rest)}"
            cuts.append((*group, cut, told, sum(count for _, count in rest)))
    if cuts:
        schema = {**dict.fromkeys(groups, pl.String), "cut": pl.Int32, "rest": pl.String, "others": pl.Int64}
        known = pl.DataFrame(cuts, schema=schema, orient="row")
        frame = spool.scan().select(*SOURCE, *groups, year.alias("year"), value="date_text").collect()
        frame = frame.join(known, on=groups, how="left", nulls_equal=True, maintain_order="left")
        apart = (pl.col("year") <= pl.col("cut")).fill_null(False)
        said = pl.format("同一全宗其余 {} 条在 {} 年", "others", "rest")
        spool.fill(APART, frame.select(pl.when(apart).then(said)).to_series())
        report.rows(kinds.YEAR_APART, frame.filter(apart).select(*SOURCE, "value", "others", "rest"))
    _report_early(spool, counts, year, report)


def stands_out(years: Sequence[tuple[int, int]]) -> int | None:
    """Return the last of the years that stand out from those after it, None if none does.

    ``years`` are years of a fonds in order, each with how many records are of it.
    """
    found, before = None, 0
    after = sum(count for _, count in years)
    for index, ((year, count), (following, _)) in enumerate(pairwise(years)):
        before, after = before + count, after - count
        gap, span = following - year, _late(years[index + 1 :]) - following
        few = before == 1 and after >= _FEW and gap >= _VERY_FAR and gap > _SPANS * span
        if few or (before * _RARE <= after and gap >= _FAR and gap > span):
            found = year
    return found


def _late(years: Sequence[tuple[int, int]]) -> int:
    """Return the year by which all but a few records of the years are."""
    left = _LATE * sum(count for _, count in years)
    for year, count in years:
        left -= count
        if left <= 0:
            return year
    return years[-1][0]


def _report_early(spool: Spool, counts: pl.DataFrame, year: pl.Expr, report: Reporter) -> None:
    """Report years that are earlier than archives are, once for each file."""
    if not counts["year"].min() or counts["year"].min() >= _MING:  # type: ignore[operator]
        return
    early = spool.scan().filter((year < _MING) & pl.col(APART).is_null()).select(*SOURCE, "date_text")
    frame = early.collect()
    for part in frame.partition_by("source_file", maintain_order=True):
        file, sheet, row, text = part.row(0)
        place = Place(file, sheet or "", row or 0, report.column("date_text"))
        report.add(kinds.YEARS_EARLY, place, count=part.height, value=text, year=_MING)
