"""Filters of the search page: fonds, themes, years; chosen, shared, taken away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.searching import made, status, watched

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with made(tmp_path_factory.mktemp("web")) as address:
        yield address


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    with watched(browser) as opened:
        yield opened


def test_a_fonds_is_chosen_and_removed(page: Any, site: str) -> None:
    """A check box narrows the result to its count, shows as a chip, and the chip takes it away."""
    page.goto(site + "/search/?q=土地")
    box = page.locator("#search-facets input[name=fonds]").first
    box.wait_for()
    count = box.locator("xpath=..").locator(".choice-count").inner_text()
    box.check()
    status(page, f"共查到 {count} 条")
    assert "fonds=J000" in page.url
    page.locator("#search-chosen button").press("Enter")
    page.wait_for_function("() => !location.search.includes('fonds')")
    page.wait_for_function("() => document.activeElement.matches('#search-filters summary')")


def test_a_second_fonds_can_be_chosen(page: Any, site: str) -> None:
    """Once one is chosen the others are still offered, with what each would add; chosen ones come first."""
    page.goto(site + "/search/?q=土地")
    boxes = page.locator("#search-facets input[name=fonds]")
    boxes.first.wait_for()
    counts = page.locator("#search-facets li:has(input[name=fonds]) .choice-count").all_inner_texts()
    names = boxes.evaluate_all("boxes => boxes.map((box) => box.value)")
    assert len(names) > 1
    page.locator(f"#f-fonds-{names[1]}").check()  # by its name, for chosen ones move to the front
    status(page, f"查到 {counts[1]} 条")
    page.wait_for_function(
        "name => document.querySelector('#search-facets input:checked')?.value === name", arg=names[1]
    )
    assert sorted(boxes.evaluate_all("boxes => boxes.map((box) => box.value)")) == sorted(names)
    assert boxes.first.input_value() == names[1]
    page.locator(f"#f-fonds-{names[0]}").check()
    status(page, f"查到 {int(counts[0].replace(',', '')) + int(counts[1].replace(',', '')):,} 条")
    assert page.url.count("fonds=") == 2


def test_a_theme_is_chosen_shared_and_removed(page: Any, site: str) -> None:
    """A check box narrows the result to its count; the address brings it back by name, the chip takes it away."""
    page.goto(site + "/search/?q=土地")
    status(page, "条")
    box = page.locator("#f-theme-flood")
    box.wait_for()
    assert page.locator("#search-facets legend").all_inner_texts()[:2] == ["全宗", "专题"]
    count = page.locator("li:has(> #f-theme-flood) .choice-count").inner_text()
    box.check()
    status(page, f"共查到 {count} 条")
    page.goto(page.url)
    status(page, f"共查到 {count} 条")
    assert "theme=flood" in page.url and page.locator("#f-theme-flood").is_checked()
    chip = page.locator("#search-chosen button")
    assert chip.inner_text() == "防汛 ×" and chip.get_attribute("aria-label") == "取消筛选：防汛"
    chip.press("Enter")
    page.wait_for_function("() => !location.search.includes('theme')")
    page.go_back()
    page.wait_for_function("() => document.getElementById('f-theme-flood')?.checked")


def test_a_theme_has_its_name_in_the_language_of_the_page(page: Any, site: str) -> None:
    """At once, before anything is counted: the page itself knows it."""
    page.context.route("**/m/0/0.bin", lambda route: (page.wait_for_timeout(500), route.continue_()))
    page.goto(site + "/en/search/?theme=flood")
    assert page.locator("#search-chosen button").inner_text() == "Floods ×"
    status(page, "1,000 records found")
    assert page.locator("label[for=f-theme-flood]").inner_text().startswith("Floods")


def test_a_theme_that_is_no_more_finds_nothing(page: Any, site: str) -> None:
    """An old link says so, and offers its chip to be taken away."""
    page.goto(site + "/search/?q=土地&theme=gone")
    status(page, "共查到 0 条")
    page.locator("#search-chosen button").click()
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 20")


def test_years_and_sorting(page: Any, site: str) -> None:
    """A range of years in the query filters; the newest come first when asked for."""
    page.goto(site + "/search/?q=1950-1953&sort=newest")
    status(page, "条")
    dates = page.locator("#search-records .hit-date").all_inner_texts()
    assert dates and all("1950" <= date[:4] <= "1953" for date in dates)
    assert [date[:4] for date in dates] == sorted((date[:4] for date in dates), reverse=True)


def test_years_in_the_wrong_order_are_a_range_all_the_same(page: Any, site: str) -> None:
    """Who writes 1953 first and 1950 after it means the same four years."""
    found = []
    for address in ("?from=1950&to=1953", "?from=1953&to=1950"):
        page.goto(site + "/search/" + address)
        status(page, "条")
        found.append(page.inner_text("#search-status"))
    assert found[0].strip() == found[1].strip() != "共查到 0 条"
