"""The search page when what it asks for does not come, or comes damaged: it says so, and goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.searching import made, ready, silent, status, trickling, watched

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with made(tmp_path_factory.mktemp("web")) as address:
        yield address


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    with watched(browser) as opened:
        yield opened


def test_a_lost_network_is_told_and_retried(page: Any, site: str) -> None:
    """When files stop coming the page says so in words; the button tries again."""
    page.goto(site + "/search/")
    ready(page)
    page.context.route("**/search/index/**", lambda route: route.abort())
    page.fill("#search-q", "土地")
    page.locator("#search-error").wait_for(timeout=60_000)
    assert "网络" in page.locator("#search-error-text").inner_text()
    page.context.unroute("**/search/index/**")
    page.click("#search-retry")
    status(page, "条")
    assert page.locator("#search-error").is_hidden()


def test_loading_on_after_a_new_release_looks_again(page: Any, site: str) -> None:
    """The files of the release that the page knows are gone: what was found is looked for in the one in force."""
    page.goto(site + "/search/?q=水库&sort=code")
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 20")
    page.locator("#search-facets .choice").first.wait_for()
    gone = [True]
    page.context.route("**/r/0/*.bin", lambda route: route.fulfill(status=404) if gone else route.continue_())
    page.context.route("**/current.json", lambda route: (gone.clear(), route.continue_()))
    page.click("#search-more")
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 40")
    assert not gone and page.locator("#search-error").is_hidden()


def test_a_network_lost_while_loading_on_is_seen_there(page: Any, site: str) -> None:
    """Who presses the button below the results sees that something is done, then what went wrong, without scrolling."""
    page.goto(site + "/search/?q=水库&sort=code")
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 20")
    page.locator("#search-facets .choice").first.wait_for()
    page.context.route("**/search/index/**", lambda route: route.abort())
    page.click("#search-more")
    page.wait_for_function("() => document.body.hasAttribute('data-searching')")
    page.locator("#search-error").wait_for(timeout=60_000)
    assert page.evaluate("scrollY") > 1000
    box = page.locator("#search-error").bounding_box()
    assert 0 <= box["y"] < 900
    assert not page.evaluate("document.body.hasAttribute('data-searching')")


def test_results_of_another_question_do_not_stand_beside_an_error(page: Any, site: str) -> None:
    """What was found before is taken away with its filters when the next question cannot be answered."""
    page.goto(site + "/search/?q=水利")
    page.locator("#search-facets .choice").first.wait_for()
    page.context.route("**/search/index/**", lambda route: route.abort())
    page.fill("#search-q", "征兵")
    page.locator("#search-error").wait_for(timeout=60_000)
    assert not page.locator("#search-records-group, #search-idle, #search-nothing").filter(visible=True).count()
    assert not page.locator("#search-facets .choice").count()
    page.context.unroute("**/search/index/**")
    page.click("#search-retry")
    status(page, "条")
    assert page.locator("#search-records .hit mark").first.inner_text() == "征兵"


def test_a_file_damaged_on_the_way_is_fetched_again(page: Any, site: str) -> None:
    """A copy that a cache has spoilt is passed by once; nobody notices."""
    spoilt: list[str] = []

    def once(route: Any) -> None:
        address = route.request.url
        if address in spoilt:
            route.continue_()
        else:
            spoilt.append(address)
            route.fulfill(body=b"<html>not found</html>")

    page.context.route("**/r/0/*.bin", once)
    page.goto(site + "/search/?q=土地改革")
    status(page, "条")
    assert spoilt and page.locator("#search-error").is_hidden()


def test_a_part_of_the_program_that_does_not_come_is_told(page: Any, site: str) -> None:
    """The results stand; that their filters are missing is said in words."""
    page.context.route("**/filters*.js", lambda route: route.abort())
    page.goto(site + "/search/?q=土地")
    page.locator("#search-error").wait_for(timeout=60_000)
    assert "网络" in page.locator("#search-error-text").inner_text()
    page.locator("#search-records .hit").nth(9).wait_for()


def test_a_program_that_did_not_come_is_fetched_again(page: Any, site: str) -> None:
    """The worker is lost on the way: that is told, and the button, or another question, asks for it again."""
    page.context.route("**/worker.js", lambda route: route.abort())
    page.goto(site + "/search/?q=土地")
    page.locator("#search-error").wait_for(timeout=60_000)
    page.context.unroute("**/worker.js")
    page.click("#search-retry")
    status(page, "条")
    assert page.locator("#search-error").is_hidden()


def test_a_damaged_file_is_an_error_in_words(page: Any, site: str) -> None:
    """Bytes that are not what was built are refused, and no wrong result is shown."""
    page.context.route("**/g/0/*.bin", lambda route: route.fulfill(body=b"no such thing"))
    page.goto(site + "/search/?q=土地")
    page.locator("#search-error").wait_for(timeout=60_000)
    assert "损坏" in page.locator("#search-error-text").inner_text()
    assert page.locator("#search-records .hit").count() == 0


@pytest.mark.parametrize(("part", "half"), [("/d/0/0.bin", False), ("/g/0/", True)])
def test_a_server_that_never_answers_is_told(page: Any, site: str, part: str, half: bool) -> None:
    """It takes the request and sends nothing, or half of the file: asked twice, then words, and a way to go on."""
    with silent(part, half=half) as held:
        page.goto(site + "/search/?q=土地")
        status(page, "网络较慢")
        page.locator("#search-error").wait_for(timeout=30_000)
        assert "网络" in page.inner_text("#search-error-text") and page.inner_text("#search-status") == ""
        assert len(held.asked) == 2 * len({*held.asked})
    page.click("#search-retry")
    status(page, "条")
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 20")
    assert page.locator("#search-error").is_hidden()


def test_one_answer_that_never_comes_is_asked_for_past_it(page: Any, site: str) -> None:
    """The page has asked for the directory already and waits for ever; the second question goes another way."""
    with silent("/d/0/0.bin", most=1) as held:
        page.goto(site + "/search/?q=土地")
        status(page, "条")
        assert len(held.asked) >= 1
    assert page.locator("#search-error").is_hidden()


def test_a_slow_line_is_no_silent_one(page: Any, site: str) -> None:
    """A file that comes in pieces, each after some seconds, is waited for as long as it takes."""
    with trickling("/d/0/0.bin", pieces=5, seconds=4) as held:
        page.goto(site + "/search/?q=土地")
        status(page, "网络较慢")
        status(page, "条")
    assert len(held.asked) == 1
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 20")
    assert page.locator("#search-error").is_hidden()


def test_a_program_that_never_comes_is_told(page: Any, site: str) -> None:
    """The page itself waits for a minute; then the button asks for the program again."""
    page.clock.install()
    with silent("/worker.js"):
        page.goto(site + "/search/?q=土地")
        ready(page)
        page.clock.run_for(62_000)
        page.locator("#search-error").wait_for()
    assert "网络" in page.inner_text("#search-error-text")
    page.click("#search-retry")
    status(page, "条")
    assert page.locator("#search-error").is_hidden()


def test_the_first_results_wait_for_no_other_module(page: Any, site: str) -> None:
    """Settings and printing may come when they will: the answer is there, and says that it is whole."""
    with silent("/js/frame/print.js") as held:
        page.goto(site + "/search/?q=水库", wait_until="commit")
        page.locator("#search-records .hit").first.wait_for()
        assert len(held.asked) == 1
        assert page.evaluate("document.readyState") == "interactive"


def test_what_is_typed_before_the_program_came_is_asked(page: Any, site: str) -> None:
    """Who is quicker than the line has not typed in vain."""
    with trickling("/js/search/page.js", pieces=2, seconds=1):
        page.goto(site + "/search/", wait_until="commit")
        page.locator("#search-q").wait_for(state="attached")
        page.evaluate("document.getElementById('search-q').value = '土地'")
        assert not page.evaluate("document.body.hasAttribute('data-search-ready')")
        page.locator("#search-records .hit").first.wait_for()
    assert page.input_value("#search-q") == "土地" and "q=" in page.url


def test_a_page_knows_its_index_and_a_former_one_finds_the_new(page: Any, site: str) -> None:
    """No question for the index in force before the first result; a page kept from before a release asks for it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(site + "/search/?q=光復")
    status(page, "1 条")
    assert "current.json" not in asked

    def former(route: Any) -> None:
        body = re.sub(r"[0-9a-f]{16}", "0123456789abcdef", route.fetch().text())
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.context.route("**/search/?q=*", former)
    page.goto(site + "/search/?q=水利")
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 20")
    assert asked.count("current.json") == 1 and page.locator("#search-error").is_hidden()
