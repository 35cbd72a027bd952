"""Dates against sources that know nothing of this code: another calendar, dated events, a table of reigns."""

from __future__ import annotations

import csv
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
import sxtwl

from lantai.records.dates import cycle, eras, lunar, parse

SHARED = Path(os.environ.get("LANTAI_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))


def test_the_lunar_calendar_agrees_with_sxtwl_day_by_day() -> None:
    """Every day from 1600 to 1949 has the lunar date that sxtwl gives it, and the day's cyclic name."""
    day, last = lunar.lunar_year(1600).new_year, date(1949, 12, 31)  # type: ignore[union-attr]
    while day <= last:
        known = sxtwl.fromSolar(day.year, day.month, day.day)
        year = lunar.lunar_year(known.getLunarYear())
        assert year is not None
        assert year.day(known.getLunarMonth(), known.getLunarDay(), known.isLunarLeap()) == day
        stem = known.getDayGZ()
        assert cycle.of_day(day) == cycle.place_of(cycle.STEMS[stem.tg] + cycle.BRANCHES[stem.dz])
        day += timedelta(days=1)


def _rows(name: str) -> list[dict[str, str]]:
    path = SHARED / name
    if not path.is_file():
        pytest.skip("shared test data is not here")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_dated_events_fall_on_their_days() -> None:
    """Events whose day is known from reference works fall on it."""
    rows = _rows("dates/date_anchors.csv")
    assert {row["original"]: str(parse(row["original"]).start) for row in rows} == {
        row["original"]: row["gregorian"] for row in rows
    }


def test_reigns_of_ming_and_qing_agree_with_dila() -> None:
    """First years agree with DILA for every era of ours; first days too where the calendar is to the day."""
    checked = set()
    for row in _rows("dila-eras/eras_chinese.csv"):
        if row["dynasty"] not in ("明", "清", "後金", "南明") or row["first_era_year"] != "1":
            continue
        era = next(
            (eras.by_spelling()[name] for name in row["era_names"].split("|") if name in eras.by_spelling()), None
        )
        # 泰昌 began on the day its emperor rose, within 万历四十八年.
        if era is None or era.name in checked or row["west_from"] < "1368":
            continue
        checked.add(era.name)
        assert era.first_year == int(row["west_from"][:4]), era.name
        known = lunar.lunar_year(era.first_year)
        if known and era.dynasty == "清":
            assert known.new_year.isoformat() == row["west_from"], era.name
    assert len(checked) >= 28
