"""Dates of a whole table: each distinct text is read once, days in digits (most of them) all together."""

from __future__ import annotations

from typing import Any

import polars as pl

from lantai.problems import Kind
from lantai.records.dates import days
from lantai.records.dates.reading import DateReading, combined

SOURCES = ("date_text", "date_from", "date_to", "date_edtf")
DERIVED = ("date_start", "date_end", "date_precision", "date_calendar", "date_certainty", "edtf")

Odd = tuple[int, Kind, dict[str, Any]]
"""Row index in the frame, kind of oddity, values for its sentence."""


def derive(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Odd]]:
    """Return ``frame`` with the DERIVED columns (text; ISO dates; null where nothing is known), and what is odd.

    Reads ``date_text`` and, where they exist, ``date_from`` and ``date_to``. A record that has
    only the latter gets a ``date_text`` made of them. Rows keep their order.
    """
    present = [name for name in SOURCES if name in frame.columns]
    for name in SOURCES:
        if name not in frame.columns:
            frame = frame.with_columns(pl.lit(None, pl.String).alias(name))
    keyed = (
        frame.select(pl.struct(SOURCES).rank("dense").alias("id"))["id"]
        if frame.height
        else pl.Series("id", [], pl.UInt32)
    )
    distinct = frame.select(SOURCES).with_columns(keyed.alias("id")).unique("id", keep="first").sort("id")
    day = days.in_digits(pl.when(pl.all_horizontal(_lacking(name) for name in SOURCES[1:])).then("date_text"))
    distinct = distinct.with_columns(day.alias("_day"))
    others = distinct.filter(pl.col("_day").is_null())
    readings = [combined(*texts) for texts in others.select(SOURCES).iter_rows()]
    written = pl.coalesce("date_text", _pair_text()).alias("date_text")
    table = pl.concat([
        distinct.filter(pl.col("_day").is_not_null()).select("id", "date_text", *_of_days()),
        others.select("id", written, *_columns(readings)),
    ])  # fmt: skip
    kept = frame.drop("date_text", *(name for name in DERIVED if name in frame.columns)).with_columns(
        keyed.alias("_date")
    )
    joined = kept.join(table, left_on="_date", right_on="id", how="left", maintain_order="left").drop("_date")
    order = [name for name in frame.columns if name not in DERIVED and (name in present or name not in SOURCES[1:])]
    return joined.select(*order, *DERIVED), _odd(keyed, others, readings)


def _lacking(name: str) -> pl.Expr:
    return pl.col(name).fill_null("") == ""


def _of_days() -> list[pl.Expr]:
    """Return the DERIVED columns of records dated by a day in digits."""
    said = {"date_precision": "day", "date_calendar": "gregorian", "date_certainty": "certain"}
    return [(pl.lit(said[name]) if name in said else pl.col("_day")).alias(name) for name in DERIVED]


def _pair_text() -> pl.Expr:
    first, last = pl.col("date_from"), pl.col("date_to")
    both = pl.when(first == last).then(first).otherwise(pl.concat_str(first, last, separator="—"))
    return pl.coalesce(both, first, last)


def _columns(readings: list[DateReading]) -> list[pl.Series]:
    def text(name: str, values: list[str | None]) -> pl.Series:
        return pl.Series(name, values, dtype=pl.String)

    return [
        text("date_start", [reading.start and reading.start.isoformat() for reading in readings]),
        text("date_end", [reading.end and reading.end.isoformat() for reading in readings]),
        text("date_precision", [reading.precision for reading in readings]),
        text("date_calendar", [reading.calendar for reading in readings]),
        text("date_certainty", [reading.certainty for reading in readings]),
        text("edtf", [reading.edtf for reading in readings]),
    ]


def _odd(keyed: pl.Series, distinct: pl.DataFrame, readings: list[DateReading]) -> list[Odd]:
    warned = {
        identifier: (reading, " / ".join(dict.fromkeys(filter(None, texts))))
        for identifier, *texts, reading in zip(
            distinct["id"], *(distinct[name] for name in SOURCES), readings, strict=True
        )
        if reading.warnings
    }
    if not warned:
        return []
    rows = keyed.to_frame().with_row_index("row").filter(pl.col("id").is_in(list(warned)))
    return [
        (row, kind, {"value": warned[identifier][1]})
        for row, identifier in rows.iter_rows()
        for kind in warned[identifier][0].warnings
    ]
