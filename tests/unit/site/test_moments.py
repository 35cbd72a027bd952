"""Visibility is a pure function of what is written and one moment."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lantai.site.moments import Showing, Standing, moment_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 6, 9, 9, 0, tzinfo=SHANGHAI)
SECOND = timedelta(seconds=1)


def test_public_from_the_very_second_and_ended_from_the_very_second() -> None:
    showing = Showing(publish_at=NINE, until=NINE + timedelta(days=1))
    assert showing.at(NINE - SECOND) is Standing.SCHEDULED
    assert showing.at(NINE) is Standing.PUBLIC
    assert showing.at(NINE + timedelta(days=1) - SECOND) is Standing.PUBLIC
    assert showing.at(NINE + timedelta(days=1)) is Standing.ENDED


def test_a_draft_never_becomes_due_and_an_unknown_status_is_a_draft() -> None:
    assert Showing(status="draft", publish_at=NINE).at(NINE + SECOND) is Standing.DRAFT
    assert Showing(status="pubilc").at(NINE) is Standing.DRAFT
    assert Showing(status="withdrawn").at(NINE) is Standing.WITHDRAWN


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-06-09T09:00:00+08:00", NINE),
        ("2026-06-09T01:00:00Z", NINE),
        ("2026-06-09 09:00", NINE),
        (date(2026, 6, 9), datetime(2026, 6, 9, tzinfo=SHANGHAI)),
        (datetime(2026, 6, 9, 9), NINE),
    ],
)
def test_a_time_without_an_offset_is_the_archives_own(written: object, meant: datetime) -> None:
    assert moment_of(written, SHANGHAI) == meant


@pytest.mark.parametrize("written", ["soon", "2026-13-01", 20260609, None, ""])
def test_what_is_no_moment_is_an_error(written: object) -> None:
    with pytest.raises(ValueError):
        moment_of(written, SHANGHAI)
