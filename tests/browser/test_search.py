"""The search page, in a real browser, from a sub-folder of a plain file server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser import search_site
from tests.browser.searching import made, ready, status, watched

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with made(tmp_path_factory.mktemp("web")) as address:
        yield address


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    with watched(browser) as opened:
        yield opened


def test_a_shared_address_shows_its_results(page: Any, site: str) -> None:
    """Opening /search/?q=… searches at once, marks the hits and links to the record under the sub-folder."""
    page.goto(site + "/search/?q=光復")
    status(page, "1 条")
    assert page.input_value("#search-q") == "光復"
    link = page.locator("#search-records .hit-title a")
    assert link.inner_text() == "<img src=x onerror=alert(1)> 臺灣光復後之學校"
    assert link.locator("mark").all_inner_texts() == ["光復"]
    assert link.get_attribute("href").startswith(site + "/catalogue/J0001/")


def test_simplified_finds_traditional(page: Any, site: str) -> None:
    """台湾 finds 臺灣 and marks it as it is written."""
    page.goto(site + "/search/?q=台湾")
    status(page, "1 条")
    assert page.locator("#search-records mark").all_inner_texts() == ["臺灣"]


def test_typing_searches_and_the_address_follows(page: Any, site: str) -> None:
    """Results come while one types; the address holds the query; nothing is submitted."""
    page.goto(site + "/search/")
    page.locator("#search-q").press_sequentially("土地改革", delay=20)
    status(page, "条")
    page.wait_for_url("**?q=%E5%9C%9F%E5%9C%B0%E6%94%B9%E9%9D%A9")
    page.locator("#search-pages .hit-title").wait_for()
    assert page.locator("#search-pages .hit-title").all_inner_texts() == ["土地改革展"]
    assert "<b>" in page.locator("#search-pages .hit-snippet").inner_text()


def test_going_back_brings_the_former_query(page: Any, site: str) -> None:
    """Each submitted query is a step in the history."""
    page.goto(site + "/search/?q=土地")
    status(page, "条")
    page.fill("#search-q", "光復")
    page.press("#search-q", "Enter")
    status(page, "查到 1 条")
    page.go_back()
    page.wait_for_function("() => document.getElementById('search-q').value === '土地'")
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 20")


def test_going_back_returns_to_the_place(page: Any, site: str) -> None:
    """Who opens the fiftieth result of sixty and comes back stands before it again, however late it comes."""
    page.goto(site + "/search/?q=的")
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 20")  # ten come first
    for count in (40, 60):
        page.locator("#search-more").click()
        page.wait_for_function(f"() => document.querySelectorAll('#search-records .hit').length === {count}")
    fiftieth = page.locator("#search-records .hit-title a").nth(49)
    fiftieth.evaluate("link => (link.scrollIntoView({ behavior: 'instant' }), link.focus({ preventScroll: true }))")
    before = page.evaluate("scrollY")
    assert before > 2000
    page.keyboard.press("Enter")
    page.wait_for_url("**/catalogue/**")
    page.context.route("**/r/0/*.bin", lambda route: (page.wait_for_timeout(100), route.continue_()))
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 60")
    page.wait_for_function("place => Math.abs(scrollY - place) < 3", arg=before)


def test_an_address_asks_for_a_thousand_results_at_most(page: Any, site: str) -> None:
    """Who loaded on to more sees a thousand of them again, not twenty."""
    page.goto(site + "/search/?q=的&n=1020")
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 1000")


def test_more_results_are_loaded_and_kept_in_the_address(page: Any, site: str) -> None:
    """Loading on appends, moves the focus to the first new result, and a reload shows as many again."""
    page.goto(site + "/search/?q=的")
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 20")  # ten come first
    page.locator("#search-more").click()
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 40")
    focused = page.evaluate("[...document.querySelectorAll('#search-records a')].indexOf(document.activeElement)")
    assert focused == 20
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 40")


def test_more_full_texts_follow_and_nothing_folds(page: Any, site: str) -> None:
    """Pages that were opened stay open while more texts come; these follow, the first new one has the focus."""
    page.goto(site + "/search/?q=晴雨")
    page.locator("#search-pages-all").click()
    page.locator("#search-texts-all").click()
    shown = "#search-{} > li:not([hidden])"
    assert page.locator(shown.format("pages")).count() == 5
    for before, count in ((20, 40), (40, 45)):
        assert page.locator(shown.format("texts")).count() == before
        page.locator("#search-texts-more").click()
        page.wait_for_function(f"() => document.querySelectorAll('{shown.format('texts')}').length === {count}")
        focused = page.evaluate("[...document.querySelectorAll('#search-texts a')].indexOf(document.activeElement)")
        assert focused == before
        assert page.locator(shown.format("pages")).count() == 5 and page.locator("#search-pages-all").is_hidden()
    assert page.locator("#search-texts-more").is_hidden()
    page.fill("#search-q", "晴")
    page.press("#search-q", "Enter")
    page.wait_for_url("**?q=%E6%99%B4")
    page.locator("#search-pages-all").wait_for()
    assert page.locator(shown.format("pages")).count() == page.locator(shown.format("texts")).count() == 3


def test_nothing_found_says_so_and_offers_the_catalogue(page: Any, site: str) -> None:
    """An empty result advises, and links to the lists."""
    page.goto(site + "/search/?q=鼋鼍")
    status(page, "共查到 0 条")
    assert page.locator("#search-nothing a").get_attribute("href") == "../catalogue/"
    assert page.locator("#search-nothing").inner_text().startswith("没有查到。")


def test_what_stands_in_other_pages_alone_is_not_called_nothing(page: Any, site: str) -> None:
    """Pages are shown above, so what is below says that the catalogue has none."""
    page.goto(site + "/search/?q=晴雨")
    page.locator("#search-pages .hit-title").first.wait_for()
    status(page, "共查到 0 条")
    assert page.locator("#search-nothing").inner_text().startswith("档案目录中没有查到。")


def test_typing_while_the_index_opens(page: Any, site: str) -> None:
    """A new query while the index is still being opened replaces the old one and is answered."""
    page.context.route("**/current.json", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.goto(site + "/search/?q=土地")
    ready(page)
    page.fill("#search-q", "光復")
    page.press("#search-q", "Enter")
    status(page, "查到 1 条")


def test_each_answer_is_announced(page: Any, site: str) -> None:
    """Two questions with the same total: what a screen reader says changes both times."""
    page.goto(site + "/search/?q=臺灣光復")
    status(page, "1 条")
    before = page.evaluate("document.getElementById('search-status').textContent")
    page.fill("#search-q", "光復後")
    page.wait_for_function("text => document.getElementById('search-status').textContent !== text", arg=before)
    assert "1 条" in page.inner_text("#search-status")


def test_the_keyboard_is_enough(page: Any, site: str) -> None:
    """ "/" goes to the box, Enter searches, Tab reaches the first result."""
    page.goto(site + "/search/")
    ready(page)
    page.keyboard.press("/")
    page.keyboard.type("土地")
    page.keyboard.press("Enter")
    status(page, "条")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#search-records') !== null"):
            return
    pytest.fail("Tab never reached the results")


def test_without_javascript_the_lists_are_offered(browser: Any, site: str) -> None:
    """A browser without JavaScript gets a way through the catalogue."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/search/?q=土地")
    assert page.locator("noscript a").get_attribute("href") == "../catalogue/"
    context.close()


def test_in_english(page: Any, site: str) -> None:
    """The English page searches the same index and speaks English."""
    page.goto(site + "/en/search/?q=光復")
    status(page, "1 record found")


def test_a_code_finds_its_address(page: Any, site: str) -> None:
    """locate() gives the address of a reference code however it is punctuated, and null for none."""
    page.goto(site + "/search/")
    script = f"""async (code) => {{
      const {{ locate }} = await import("{site}{search_site.THEME}js/search/locate.js");
      return (await locate(code))[0]?.address ?? null;
    }}"""
    assert page.evaluate(script, "J0001-000001-0003") == "/catalogue/J0001/1/#J0001-000001-0003"
    assert page.evaluate(script, "j0001/000001/0003") == "/catalogue/J0001/1/#J0001-000001-0003"
    assert page.evaluate(script, "Q9") is None
