"""Records read one by one (EAD, JSON Lines) as the same table that sheets become."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from typing import Any

import polars as pl

from lantai.intake import problems as kinds
from lantai.intake.cleaning import LOST, tidied
from lantai.intake.shaping import SOURCE
from lantai.intake.tables import Reporter
from lantai.records.fields import EXTRA, MAPPABLE
from lantai.records.mapping import Mapping


def table_of(rows: Sequence[MappingType[str, Any]], shown: str, mapping: Mapping, report: Reporter) -> pl.DataFrame:
    """Return the table of records that have a code and a title; the others are reported.

    ``rows`` hold ``source_row`` and fields as text. Constants and values of the mapping apply.
    """
    names = [*MAPPABLE, *(EXTRA + extra.label for extra in mapping.extra if extra.public)]
    frame = pl.DataFrame(rows, schema={"source_row": pl.UInt32} | dict.fromkeys(names, pl.String), orient="row")
    _report_controls(frame, names, shown, report)
    frame = tidied(frame, names)
    for name, values in mapping.values.items():
        frame = frame.with_columns(pl.col(name).replace(dict(values)))
    frame = frame.with_columns(pl.col(name).fill_null(value) for name, value in mapping.constants.items())
    frame = frame.with_columns(source_file=pl.lit(shown), source_sheet=pl.lit(None, dtype=pl.String))
    nameless = frame.filter(pl.col("ref_code").is_null())
    report.rows(kinds.ROW_WITHOUT_CODE, nameless.select(*SOURCE, value=pl.col("title").fill_null("…")))
    untitled = frame.filter(pl.col("ref_code").is_not_null() & pl.col("title").is_null())
    report.rows(kinds.ROW_WITHOUT_TITLE, untitled.select(*SOURCE, value="ref_code"))
    return frame.filter(pl.col("ref_code").is_not_null() & pl.col("title").is_not_null())


def _report_controls(frame: pl.DataFrame, names: Sequence[str], shown: str, report: Reporter) -> None:
    """Report the values from which characters are dropped that cannot be seen and are no part of any text."""
    odd = frame.filter(pl.any_horizontal(pl.col(names).str.contains(LOST).fill_null(False)))
    for name in names if odd.height else ():
        here = odd.filter(pl.col(name).str.contains(LOST).fill_null(False))
        place = {"source_file": pl.lit(shown), "source_sheet": pl.lit(None, pl.String)}
        told = here.select(**place, source_row="source_row", value=pl.col(name).str.replace_all(LOST, "□"))
        report.rows(kinds.CONTROL_DROPPED, told, name)
