"""Lists of records in the browser: their order is archival until one asks for another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.visiting import served

pytestmark = pytest.mark.browser

YEAR = "/catalogue/Z109/1978/"
"""Twelve records of one year, in groups by retention period and section."""


@pytest.fixture
def year(browser: Any, demo_site: Path) -> Iterator[Any]:
    with served(demo_site) as origin:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(origin + YEAR)
        yield page
        page.close()


def numbers(page: Any) -> list[str]:
    """Return the last number of each record's code, as shown from top to bottom."""
    return [row.inner_text().split()[0][-4:] for row in page.locator("tbody tr[id]").all()]


def test_groups_say_period_and_section(year: Any) -> None:
    """As the archive filed them: by retention period, then by section."""
    assert [head.inner_text() for head in year.locator("tr.group a").all()] == [
        *("30 年 · 广播股", "30 年 · 文物股", "30 年 · 群文股"),
        *("永久 · 广播股", "永久 · 文物股", "永久 · 群文股"),
    ]


def test_another_order_takes_all_groups_together_and_back(year: Any) -> None:
    """By date: twelve records in one list, first the oldest; the third press restores the groups."""
    filed = numbers(year)
    assert len(filed) == 12
    date = year.get_by_role("button", name="日期")
    date.click()
    assert year.locator("tr.group").count() == 0
    assert sorted(numbers(year)) == sorted(filed) and numbers(year)[0] == "0004"  # 1978-01-30
    date.click()
    assert numbers(year)[-1] == "0004"
    date.click()
    assert numbers(year) == filed and year.locator("tr.group").count() == 6


def test_a_record_opens_from_the_page_of_its_year(year: Any) -> None:
    """Links of rows lead down to the page of the record, below its own list."""
    row = year.locator("tr[id='Z109-WS·1978·Y·文物股-0002']")
    title = row.locator("a").inner_text()
    row.locator("a").click()
    year.wait_for_url(lambda address: address.endswith("-0002/"))
    assert year.locator("h1").inner_text() == title


@pytest.mark.parametrize("address", ["/themes/water/", "/exhibitions/lanxi-flood-1954/", "/catalogue/M003/3/"])
def test_titles_have_room_between_phones_and_large_screens(browser: Any, demo_site: Path, address: str) -> None:
    """Neither long codes nor long dates press a title into few characters; no table leaves its place."""
    with served(demo_site) as origin:
        page = browser.new_page()
        page.goto(origin + address)
        table, around = page.locator(".record-table, .list-table").last, page.locator(".frame-main")
        rows = table.locator("tbody tr:not(.group) th[scope=row]").all()[:12]
        for width in (800, 1024, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert min(row.bounding_box()["width"] for row in rows) >= 12 * 15
            box, main = table.bounding_box(), around.bounding_box()
            assert box["x"] + box["width"] <= main["x"] + main["width"] + 1
        page.close()
