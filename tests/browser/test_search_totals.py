"""Totals that are not exact, on the search page: what is said, and how one goes on to the exact number."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser import search_site
from tests.browser.searching import served, status, watched
from tests.unit.search.making import table

pytestmark = pytest.mark.browser

QUERY = "城关镇 水利 通知"
COUNT = 24_000
CHANCE = random.Random(11)
TITLES = [
    ("城关镇" if n // 2400 % 2 and CHANCE.random() < 0.9 else "乡")
    + ("征兵" if n % 3 else "水利")
    + CHANCE.choice(("报告", "通知"))
    + str(n * 7919 % 9973)
    for n in range(COUNT)
]
"""In every second fonds nearly all are of the town."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose lists are cut as those of millions are, and whose program reads nothing just for a total."""
    folder = tmp_path_factory.mktemp("totals")
    with pytest.MonkeyPatch.context() as patched:
        for name, size in (("WHOLE", 200), ("INLINE_BYTES", 60), ("SLICE_BYTES", 200)):
            patched.setattr(f"lantai.search.shards.{name}", size)
        search_site.make(folder / "sub", table(TITLES), [])
    worker = folder / "sub" / search_site.THEME.strip("/") / "js" / "search" / "worker.js"
    program = worker.read_text(encoding="utf-8")
    for limit in ("EAGER_BYTES = 500_000", "FACET_BYTES = 900_000"):
        assert limit in program
        program = program.replace(limit, f"{limit.split()[0]} = 1")
    worker.write_text(program, encoding="utf-8")
    with served(folder) as address:
        yield address


@pytest.mark.parametrize("width", [360, 1200])
def test_a_range_is_said_and_the_exact_number_on_demand(browser: Any, site: str, width: int) -> None:
    """约 …–… 条 holds what is right; the button beside it is pressed, and the number stands there instead."""
    right = sum(all(word in title for word in QUERY.split()) for title in TITLES)
    with watched(browser, width) as page:
        page.goto(f"{site}/search/?q={QUERY}")
        status(page, "约")
        said = re.fullmatch(r"约 ([\d,]+)–([\d,]+) 条\s?", page.locator("#search-status").inner_text())
        assert said
        low, high = (int(each.replace(",", "")) for each in said.groups())
        assert low < right < high
        page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 20")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        button = page.locator("#search-count")
        assert button.inner_text() == "准确计数"
        assert 0 < button.bounding_box()["y"] - page.locator("#search-status").bounding_box()["y"] + 40 < 80
        button.focus()
        page.keyboard.press("Enter")
        status(page, f"共查到 {right:,} 条")
        assert button.is_hidden()
        assert page.locator("#search-records .hit").count() == 20
