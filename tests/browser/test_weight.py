"""Exhibitions and lessons are light, stand still while they load, and show what a visitor searched for in its place."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.visiting import served

pytestmark = pytest.mark.browser

PAGES = (
    "/exhibitions/",
    "/exhibitions/lanxi-flood-1954/",
    "/exhibitions/lanxi-flood-1954/rain/",
    "/exhibitions/lanxi-flood-1954/hall/",
    "/exhibitions/lanxi-flood-1954/people/",
    "/exhibitions/lanxi-flood-1954/peak/",
    "/exhibitions/lanxi-voices/gong/",
    "/exhibitions/lanxi-yamen/proclamation/",
    "/learn/",
    "/learn/flood-evidence/",
)
AT_A_DESK = tuple(PAGES[at] for at in (1, 2, 5, 9))
"""One of each sort, for what stands still depends on the width, but weight does not."""
BEFORE_IMAGES, SCRIPT = 100_000, 30_000
"""Bytes of a page before its images, and of its script before a viewer opens, as a host sends them."""

STILL = 0.05
"""Layout shift; below 0.1 counts as good."""

_WATCH = (
    "window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) "
    "window.shift += entry.value; }).observe({type: 'layout-shift', buffered: true});"
)

_HITS = "[...(CSS.highlights.get('search-hit') ?? [])].map((range) => range.toString())"
_IN_VIEW = "(words) => { const box = words.getBoundingClientRect(); return box.top < innerHeight && box.bottom > 0; }"


@pytest.fixture(scope="module")
def origin(demo_site: Path) -> Iterator[str]:
    with served(demo_site) as address:
        yield address


@pytest.mark.parametrize(
    ("address", "size"),
    [
        *(pytest.param(address, (360, 800), id=f"{address}-phone") for address in PAGES),
        *(pytest.param(address, (1440, 900), id=f"{address}-desk") for address in AT_A_DESK),
    ],
)
def test_a_page_is_light_and_stands_still(browser: Any, origin: str, address: str, size: tuple[int, int]) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.add_init_script(_WATCH)
    sizes: dict[str, int] = {"document": 0, "stylesheet": 0, "script": 0}

    def note(answer: Any) -> None:
        if (kind := answer.request.resource_type) in sizes and "__preview__" not in answer.url:
            sizes[kind] += len(gzip.compress(answer.body()))

    page.on("response", note)
    page.goto(origin + address)
    page.wait_for_timeout(700)
    for step in range(0, page.evaluate("document.documentElement.scrollHeight"), 700):
        page.evaluate(f"scrollTo(0, {step})")
        page.wait_for_timeout(30)
    assert 5_000 < sum(sizes.values()) <= BEFORE_IMAGES and sizes["script"] <= SCRIPT, sizes
    assert page.evaluate("window.shift") < STILL
    page.close()


def test_what_was_searched_for_is_marked_where_it_stands(browser: Any, origin: str) -> None:
    """The reader turns to the leaf that has the words; text, transcript and leaf are marked and brought into view."""
    page = browser.new_page(reduced_motion="reduce")
    page.goto(f"{origin}/exhibitions/lanxi-yamen/petition/?q=廬舍漂沒")
    page.wait_for_timeout(700)
    assert page.evaluate(_HITS) == ["廬舍漂沒"]
    assert page.locator(".reader-page:not([hidden]) .reader-label").inner_text() == "第二叶"
    assert page.locator(".reader-page:not([hidden]) .reader-words").first.evaluate(_IN_VIEW)
    page.close()


def test_a_result_of_the_search_leads_to_the_very_words(browser: Any, origin: str) -> None:
    """Asked in simplified characters, the words are marked as the document writes them."""
    page = browser.new_page(reduced_motion="reduce")
    page.goto(f"{origin}/search/?q=庐舍漂没")
    hit = page.locator(".hit-title a[href*='/exhibitions/lanxi-yamen/petition/']").first
    hit.wait_for(timeout=60_000)
    hit.click()
    page.wait_for_timeout(700)
    assert page.evaluate(_HITS) == ["廬舍漂沒"]
    page.close()
