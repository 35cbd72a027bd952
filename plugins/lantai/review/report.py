"""What the gate holds, counted and explained: the figures behind the command ``review``."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from lantai.problems import Place
from lantai.records.fields import SEPARATOR
from lantai.review.gating import Gated
from lantai.review.identifiers import hidden
from lantai.review.reasons import MEDIA_REASONS, REASONS, Reason

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A held record: its code, title and what was found in it; identifiers are masked in both."""

    ref_code: str
    title: str
    detail: str
    place: Place


@dataclass(frozen=True, slots=True)
class Line:
    """One reason: how many records it holds, how many it alone holds, and a few of them."""

    reason: Reason
    count: int
    alone: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """``total`` = ``public`` + ``held`` + ``withdrawn``; a record held for two reasons counts in two lines."""

    total: int
    public: int
    held: int
    withdrawn: int
    lines: tuple[Line, ...]
    words: tuple[tuple[str, int], ...]


def of(gated: Gated) -> Report:
    """Return the report of a release after the gate."""
    frame = gated.frame
    lines = [_line(frame, reason, "holds") for reason in REASONS] + [
        _line(frame, reason, "media_holds") for reason in MEDIA_REASONS
    ]
    held, withdrawn = gated.held, gated.withdrawn
    return Report(
        frame.height,
        frame["holds"].is_null().sum(),
        held.height,
        withdrawn.height,
        tuple(line for line in lines if line.count),
        _words(held),
    )


def _line(frame: pl.DataFrame, reason: Reason, column: str) -> Line:
    codes = pl.col(column).str.split(SEPARATOR)
    rows = frame.filter(codes.list.contains(reason.code).fill_null(False))
    alone = rows.filter(pl.col(column) == reason.code).height
    return Line(reason, rows.height, alone, tuple(_example(row) for row in rows.head(EXAMPLES).iter_rows(named=True)))


def _example(row: dict) -> Example:
    place = Place(row.get("source_file") or "", row.get("source_sheet") or "", row.get("source_row") or 0)
    return Example(row.get("ref_code") or "", hidden(row.get("title") or ""), row.get("hold_detail") or "", place)


def _words(held: pl.DataFrame) -> tuple[tuple[str, int], ...]:
    """Return how many held records each word stands in, the most frequent first."""
    words = held.select(pl.col("words").drop_nulls().str.split(SEPARATOR).explode().alias("word"))
    counts = words.drop_nulls().group_by("word").len().sort(["len", "word"], descending=[True, False])
    return tuple(counts.iter_rows())
