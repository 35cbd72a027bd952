"""The frame of the demonstration site in a real browser: display settings, keyboard, languages, weight."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from lantai.publishing import preview

pytestmark = pytest.mark.browser

BUDGET = 100_000
"""Bytes of the home page without images, as the house rules have it."""

SETTLED = 1_500
"""Milliseconds after which a page has loaded what it loads; the preview asks for news all the time."""


@pytest.fixture(scope="module")
def base(demo_site: Path) -> Iterator[str]:
    """The built site on loopback; returns its address."""
    server = preview.serve(preview.Preview(demo_site), 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_no_control_that_could_do_nothing(browser, base):
    """Without JavaScript the display settings, which need it, are not shown; search and navigation are."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(base + "/about/")
    assert not page.locator("[data-settings]").is_visible()
    assert page.locator("form[role=search] input").is_visible()
    assert page.locator("nav a[href*='catalogue/']").is_visible()
    context.close()


ONE_COLUMN = {
    "/": (".home-exhibition", ".home-exhibition-words", ".home-visit-parts", ".home-lessons li"),
    "/learn/": (".card-list",),
    "/learn/flood-evidence/": (".lesson-head", ".source-pictured", ".frame"),
    "/archives-day/2026/": (".event-list > li", ".card-list"),
}


def test_the_simple_layout_has_one_column(browser, base):
    """On a wide window too, nothing stands beside what is read."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script("localStorage.setItem('lantai.display', JSON.stringify({layout: 'simple'}))")
    page = context.new_page()
    for address, selectors in ONE_COLUMN.items():
        page.goto(base + address)
        assert page.get_attribute("html", "data-layout") == "simple"
        for selector in selectors:
            tracks = page.locator(selector).evaluate_all(
                "all => all.map((each) => getComputedStyle(each).gridTemplateColumns.split(' ').length)"
            )
            assert tracks and set(tracks) == {1}, (address, selector)
    context.close()


def test_elders_mode_is_remembered(browser, base):
    """One press makes type large, lines wide, contrast high, the layout plain; the next page has it at once."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(base + "/")
    before = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    page.click("[data-settings] summary")
    page.click("[data-elder]")
    assert page.get_attribute("[data-elder]", "aria-pressed") == "true"
    page.goto(base + "/about/")
    assert page.evaluate("({...document.documentElement.dataset})") == {
        "demo": "",
        "size": "larger",
        "spacing": "wide",
        "contrast": "high",
        "layout": "simple",
    }
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= before * 1.4
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.locator(".site-nav a").first.bounding_box()["height"] >= 44
    assert context.cookies() == []
    context.close()


def test_settings_by_keyboard(browser, base):
    """The panel opens with Enter, changes with the arrows, closes with Escape, and the focus comes back."""
    page = browser.new_page()
    page.goto(base + "/about/")
    page.focus("[data-settings] summary")
    page.keyboard.press("Enter")
    page.focus("input[name=theme]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("html", "data-theme") == "dark"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert not page.locator(".settings-panel").is_visible()
    page.close()


def test_damaged_settings_change_nothing(browser, base):
    """What else may stand in the browser's storage under our name is ignored."""
    for stored in ("not json", '{"size": "\\"><script>"}', "[]", "null"):
        page = browser.new_page()
        page.goto(base + "/404.html")
        page.evaluate("(text) => localStorage.setItem('lantai.display', text)", stored)
        errors: list[str] = []
        page.on("pageerror", lambda error, errors=errors: errors.append(str(error)))
        page.goto(base + "/about/")
        assert page.get_attribute("html", "data-size") is None
        assert errors == []
        page.evaluate("localStorage.clear()")
        page.close()


def test_the_first_tab_skips_to_the_content(browser, base):
    """The first stop of the keyboard is the link to the content, and it is seen when it has the focus."""
    page = browser.new_page()
    page.goto(base + "/about/")
    page.keyboard.press("Tab")
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_switching_language_keeps_the_page(browser, base):
    """The switch leads to the same page in the other language where it exists, else to that language's home."""
    page = browser.new_page()
    page.goto(base + "/about/")
    page.click(".languages a")
    assert page.url == base + "/en/about/"
    page.goto(base + "/catalogue/")
    page.click(".languages a")
    assert page.url == base + "/en/"
    page.close()


def test_home_is_light(browser, base):
    """The home page weighs no more than its budget without images, and asks nobody else for anything."""
    page = browser.new_page()
    sizes: dict[str, int] = {}

    def note(response: object) -> None:
        if response.request.resource_type not in ("image", "font") and "__preview__" not in response.url:
            sizes[response.url] = len(response.body())

    page.on("response", note)
    page.goto(base + "/")
    page.wait_for_timeout(SETTLED)
    assert all(url.startswith(base) for url in sizes)
    assert sum(sizes.values()) <= BUDGET
    page.close()


def test_nothing_moves_while_home_loads(browser, base):
    """Showing the settings and loading pictures shifts no line (layout shift below 0.02)."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) "
        "window.shift += entry.value; }).observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(base + "/")
    page.wait_for_timeout(SETTLED)
    assert page.evaluate("window.shift") < 0.02
    page.close()


@pytest.mark.parametrize("address", ["/en/about/", "/archives-day/", "/learn/flood-evidence/activity-1/"])
def test_letters_twice_as_large_fit_the_window_of_a_phone(browser, base, address: str) -> None:
    """WCAG 2.2, 1.4.4: nothing is lost, and nobody has to scroll sideways in each line."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(base + address)
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.close()


def test_the_projector_needs_its_script(browser, base) -> None:
    """A button that does nothing is not shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "/learn/flood-evidence/")
    assert not page.locator("[data-projector]").is_visible()
    context.close()
