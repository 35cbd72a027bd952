"""Rows that hang together: the row above each, and codes that continue the one above them.

Rules of systems: AtoM's ISAD CSV names the row above by its ``legacyId``; ArchivesSpace's bulk import
spreadsheet gives a depth. An identifier that does not begin with the code above it continues it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import polars as pl

from lantai.intake import code_problems as code_kinds
from lantai.intake import problems as kinds
from lantai.intake.shaping import SOURCE
from lantai.intake.tables import Reporter
from lantai.problems import Place
from lantai.records.fields import ABOVE, BY_NAME
from lantai.records.mapping import Hierarchy


def nested(frame: pl.DataFrame, hierarchy: Hierarchy, report: Reporter) -> pl.DataFrame:
    """Return a shaped frame with the codes, parents and fonds that follow from how its rows hang together.

    ``_repeats_header`` tells rows that are none.

    Rows of our own downloads that only stand above others (``ABOVE``) are no records, and not among them.
    """
    above = _by_depth(frame, report) if hierarchy.depth else _by_id(frame, hierarchy, report)
    order = _from_above(frame, above, hierarchy, report)
    own, titles = frame["ref_code"].to_list(), frame["title"].to_list()
    codes: list[str | None] = list(own)
    tops: list[str | None] = [None] * frame.height
    places: Counter[int] = Counter()
    made: list[int] = []
    for row in order:
        parent = above[row]
        code_above = codes[parent] if parent >= 0 else None
        if hierarchy.separator and code_above:
            places[parent] += 1
            if not own[row] and titles[row]:
                made.append(row)
                codes[row] = f"{code_above}{hierarchy.separator}{places[parent]:03}"
            elif own[row] and not own[row].startswith(code_above):
                codes[row] = f"{code_above}{hierarchy.separator}{own[row]}"
        tops[row] = tops[parent] if parent >= 0 else codes[row]
    if made:
        place = Place(frame["source_file"][0], frame["source_sheet"][0] or "", frame["source_row"][made[0]])
        report.add(code_kinds.CODE_FROM_PLACE, place, count=len(made), example=codes[made[0]])
    parents = [codes[parent] if parent >= 0 else None for parent in above]
    nested = frame.with_columns(
        pl.Series("ref_code", codes, dtype=pl.String),
        pl.coalesce(pl.Series("parent", parents, dtype=pl.String), "parent_ref").alias("parent_ref"),
        pl.coalesce("fonds", pl.Series("top", tops, dtype=pl.String)).alias("fonds"),
    )
    return nested.filter(~pl.col("_id").fill_null("").str.starts_with(ABOVE)) if hierarchy.id else nested


def _by_id(frame: pl.DataFrame, hierarchy: Hierarchy, report: Reporter) -> list[int]:
    """Return the index of the row above each row, -1 for none."""
    where: dict[str, int] = {}
    for index, identifier in enumerate(frame["_id"]):
        if identifier is not None:
            where.setdefault(identifier, index)
    named = frame["_parent"].to_list()
    above = [where.get(parent, -1) if parent else -1 for parent in named]
    lost = frame.filter(pl.Series([bool(p) and a < 0 for p, a in zip(named, above, strict=True)], dtype=pl.Boolean))
    report.rows(kinds.PARENT_MISSING, lost.select(*SOURCE, value="_parent"), hierarchy.parent)
    return above


def _by_depth(frame: pl.DataFrame, report: Reporter) -> list[int]:
    depths = frame["_depth"].cast(pl.Float64, strict=False)
    odd = frame.filter(depths.is_null() & frame["title"].is_not_null() & ~pl.col("_repeats_header"))
    report.rows(kinds.DEPTH_UNREADABLE, odd.select(*SOURCE, value=pl.col("_depth").fill_null("")))
    above, stack = [], list[tuple[float, int]]()
    for index, depth in enumerate(depths):
        if depth is None:
            above.append(-1)
            continue
        while stack and stack[-1][0] >= depth:
            stack.pop()
        above.append(stack[-1][1] if stack else -1)
        stack.append((depth, index))
    return above


def _from_above(frame: pl.DataFrame, above: list[int], hierarchy: Hierarchy, report: Reporter) -> Sequence[int]:
    """Return the rows so that each comes after the one above it; a circle is reported and cut."""
    done, order = [False] * len(above), []
    for start in range(len(above)):
        path, row, on_path = [], start, set()
        while row >= 0 and not done[row]:
            if row in on_path:
                place = Place(frame["source_file"][row], frame["source_sheet"][row] or "", frame["source_row"][row])
                shown = frame["ref_code"][row] or frame["title"][row] or BY_NAME["parent_ref"].zh
                report.add(kinds.HIERARCHY_CYCLE, place, value=shown, header=hierarchy.parent)
                above[path[-1]] = -1
                break
            on_path.add(row)
            path.append(row)
            row = above[row]
        for each in reversed(path):
            if not done[each]:
                done[each] = True
                order.append(each)
    return order
