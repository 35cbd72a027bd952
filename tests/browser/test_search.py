"""The search page, in a real browser, from a sub-folder of a plain file server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from bench.titles import records
from tests.browser import search_site

from lantai.site.pages import Leaf, Page

pytestmark = pytest.mark.browser

EXHIBITION = Page(
    "/exhibitions/land/",
    "x",
    "土地改革展",
    "exhibition",
    "zh-Hans",
    text="一九五一年，澜溪县开始<b>土地改革</b>。\n农民分得土地。",
    group="exhibitions",
)


DIARY = [
    *(Page(f"/guides/{n}/", "x", f"晴雨记{n}", "guide", "zh-Hans", text="晴雨", group="guides") for n in range(5)),
    *(
        Page(f"/catalogue/J0002/{n}/", "x", "日记", "record", "zh-Hans", leaves=(Leaf("text-1", "", f"第{n}日晴雨"),))
        for n in range(45)
    ),
]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'; object-src 'none'; base-uri 'none'")
        super().end_headers()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address and the folder of a site of 3,000 records in ``/sub/``."""
    folder = tmp_path_factory.mktemp("web")
    table = records(3000)
    title = "<img src=x onerror=alert(1)> 臺灣光復後之學校"
    table = table.with_columns(title=table["title"].scatter(7, title))
    search_site.make(folder / "sub", table, [EXHIBITION, *DIARY])
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *a: _Quiet(*a, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sub", folder / "sub"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A new page; an uncaught error or a refusal by the policy fails the test."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: "Content Security" in message.text and errors.append(message.text))
    yield opened
    context.close()
    assert errors == []


def status(page: Any, expected: str) -> None:
    page.wait_for_function(
        "text => document.getElementById('search-status').textContent.includes(text)", arg=expected, timeout=60_000
    )


def ready(page: Any) -> None:
    page.wait_for_function("() => document.body.hasAttribute('data-search-ready')")


def test_a_shared_address_shows_its_results(page: Any, site: tuple[str, Path]) -> None:
    """Opening /search/?q=… searches at once, marks the hits and links to the record under the sub-folder."""
    page.goto(site[0] + "/search/?q=光復")
    status(page, "1 条")
    assert page.input_value("#search-q") == "光復"
    link = page.locator("#search-records .hit-title a")
    assert link.inner_text() == "<img src=x onerror=alert(1)> 臺灣光復後之學校"
    assert link.locator("mark").all_inner_texts() == ["光復"]
    assert link.get_attribute("href").startswith(site[0] + "/catalogue/J0001/")


def test_simplified_finds_traditional(page: Any, site: tuple[str, Path]) -> None:
    """台湾 finds 臺灣 and marks it as it is written."""
    page.goto(site[0] + "/search/?q=台湾")
    status(page, "1 条")
    assert page.locator("#search-records mark").all_inner_texts() == ["臺灣"]


def test_typing_searches_and_the_address_follows(page: Any, site: tuple[str, Path]) -> None:
    """Results come while one types; the address holds the query; nothing is submitted."""
    page.goto(site[0] + "/search/")
    page.locator("#search-q").press_sequentially("土地改革", delay=20)
    status(page, "条")
    page.wait_for_url("**?q=%E5%9C%9F%E5%9C%B0%E6%94%B9%E9%9D%A9")
    page.locator("#search-pages .hit-title").wait_for()
    assert page.locator("#search-pages .hit-title").all_inner_texts() == ["土地改革展"]
    assert "<b>" in page.locator("#search-pages .hit-snippet").inner_text()


def test_going_back_brings_the_former_query(page: Any, site: tuple[str, Path]) -> None:
    """Each submitted query is a step in the history."""
    page.goto(site[0] + "/search/?q=土地")
    status(page, "条")
    page.fill("#search-q", "光復")
    page.press("#search-q", "Enter")
    status(page, "查到 1 条")
    page.go_back()
    page.wait_for_function("() => document.getElementById('search-q').value === '土地'")
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 20")


def test_going_back_returns_to_the_place(page: Any, site: tuple[str, Path]) -> None:
    """Who opens the fiftieth result of sixty and comes back stands before it again, however late it comes."""
    page.goto(site[0] + "/search/?q=的")
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


def test_an_address_asks_for_a_thousand_results_at_most(page: Any, site: tuple[str, Path]) -> None:
    """Who loaded on to more sees a thousand of them again, not twenty."""
    page.goto(site[0] + "/search/?q=的&n=1020")
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 1000")


def test_a_fonds_is_chosen_and_removed(page: Any, site: tuple[str, Path]) -> None:
    """A check box narrows the result to its count, shows as a chip, and the chip takes it away."""
    page.goto(site[0] + "/search/?q=土地")
    box = page.locator("#search-facets input[name=fonds]").first
    box.wait_for()
    count = box.locator("xpath=..").locator(".choice-count").inner_text()
    box.check()
    status(page, f"共查到 {count} 条")
    assert "fonds=J000" in page.url
    page.locator("#search-chosen button").press("Enter")
    page.wait_for_function("() => !location.search.includes('fonds')")
    page.wait_for_function("() => document.activeElement.matches('#search-filters summary')")


def test_a_second_fonds_can_be_chosen(page: Any, site: tuple[str, Path]) -> None:
    """Once one is chosen the others are still offered, with what each would add; chosen ones come first."""
    page.goto(site[0] + "/search/?q=土地")
    boxes = page.locator("#search-facets input[name=fonds]")
    boxes.first.wait_for()
    counts = page.locator("#search-facets li:has(input[name=fonds]) .choice-count").all_inner_texts()
    names = boxes.evaluate_all("boxes => boxes.map((box) => box.value)")
    assert len(names) > 1
    boxes.nth(1).check()
    status(page, f"查到 {counts[1]} 条")
    page.wait_for_function(
        "name => document.querySelector('#search-facets input:checked')?.value === name", arg=names[1]
    )
    assert sorted(boxes.evaluate_all("boxes => boxes.map((box) => box.value)")) == sorted(names)
    assert boxes.first.input_value() == names[1]
    page.locator(f"#f-fonds-{names[0]}").check()
    status(page, f"查到 {int(counts[0].replace(',', '')) + int(counts[1].replace(',', '')):,} 条")
    assert page.url.count("fonds=") == 2


def test_more_results_are_loaded_and_kept_in_the_address(page: Any, site: tuple[str, Path]) -> None:
    """Loading on appends, moves the focus to the first new result, and a reload shows as many again."""
    page.goto(site[0] + "/search/?q=的")
    page.locator("#search-more").click()
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 40")
    focused = page.evaluate("[...document.querySelectorAll('#search-records a')].indexOf(document.activeElement)")
    assert focused == 20
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 40")


def test_more_full_texts_follow_and_nothing_folds(page: Any, site: tuple[str, Path]) -> None:
    """Pages that were opened stay open while more texts come; these follow, the first new one has the focus."""
    page.goto(site[0] + "/search/?q=晴雨")
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


def test_years_and_sorting(page: Any, site: tuple[str, Path]) -> None:
    """A range of years in the query filters; the newest come first when asked for."""
    page.goto(site[0] + "/search/?q=1950-1953&sort=newest")
    status(page, "条")
    dates = page.locator("#search-records .hit-date").all_inner_texts()
    assert dates and all("1950" <= date[:4] <= "1953" for date in dates)
    assert [date[:4] for date in dates] == sorted((date[:4] for date in dates), reverse=True)


def test_years_in_the_wrong_order_are_a_range_all_the_same(page: Any, site: tuple[str, Path]) -> None:
    """Who writes 1953 first and 1950 after it means the same four years."""
    found = []
    for address in ("?from=1950&to=1953", "?from=1953&to=1950"):
        page.goto(site[0] + "/search/" + address)
        status(page, "条")
        found.append(page.inner_text("#search-status"))
    assert found[0].strip() == found[1].strip() != "共查到 0 条"


def test_nothing_found_says_so_and_offers_the_catalogue(page: Any, site: tuple[str, Path]) -> None:
    """An empty result advises, and links to the lists."""
    page.goto(site[0] + "/search/?q=鼋鼍")
    status(page, "共查到 0 条")
    assert page.locator("#search-nothing a").get_attribute("href") == "../catalogue/"


def test_typing_while_the_index_opens(page: Any, site: tuple[str, Path]) -> None:
    """A new query while the index is still being opened replaces the old one and is answered."""
    page.context.route("**/current.json", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.goto(site[0] + "/search/?q=土地")
    ready(page)
    page.fill("#search-q", "光復")
    page.press("#search-q", "Enter")
    status(page, "查到 1 条")


def test_a_lost_network_is_told_and_retried(page: Any, site: tuple[str, Path]) -> None:
    """When files stop coming the page says so in words; the button tries again."""
    page.goto(site[0] + "/search/")
    ready(page)
    page.context.route("**/search/index/**", lambda route: route.abort())
    page.fill("#search-q", "土地")
    page.locator("#search-error").wait_for(timeout=60_000)
    assert "网络" in page.locator("#search-error-text").inner_text()
    page.context.unroute("**/search/index/**")
    page.click("#search-retry")
    status(page, "条")
    assert page.locator("#search-error").is_hidden()


def test_loading_on_after_a_new_release_looks_again(page: Any, site: tuple[str, Path]) -> None:
    """The files of the release that the page knows are gone: what was found is looked for in the one in force."""
    page.goto(site[0] + "/search/?q=水库&sort=code")
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 20")
    page.locator("#search-facets .choice").first.wait_for()
    gone = [True]
    page.context.route("**/r/0/*.bin", lambda route: route.fulfill(status=404) if gone else route.continue_())
    page.context.route("**/current.json", lambda route: (gone.clear(), route.continue_()))
    page.click("#search-more")
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length === 40")
    assert not gone and page.locator("#search-error").is_hidden()


def test_a_network_lost_while_loading_on_is_seen_there(page: Any, site: tuple[str, Path]) -> None:
    """Who presses the button below the results sees that something is done, then what went wrong, without scrolling."""
    page.goto(site[0] + "/search/?q=水库&sort=code")
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


def test_results_of_another_question_do_not_stand_beside_an_error(page: Any, site: tuple[str, Path]) -> None:
    """What was found before is taken away with its filters when the next question cannot be answered."""
    page.goto(site[0] + "/search/?q=水利")
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


def test_a_file_damaged_on_the_way_is_fetched_again(page: Any, site: tuple[str, Path]) -> None:
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
    page.goto(site[0] + "/search/?q=土地改革")
    status(page, "条")
    assert spoilt and page.locator("#search-error").is_hidden()


def test_each_answer_is_announced(page: Any, site: tuple[str, Path]) -> None:
    """Two questions with the same total: what a screen reader says changes both times."""
    page.goto(site[0] + "/search/?q=臺灣光復")
    status(page, "1 条")
    before = page.evaluate("document.getElementById('search-status').textContent")
    page.fill("#search-q", "光復後")
    page.wait_for_function("text => document.getElementById('search-status').textContent !== text", arg=before)
    assert "1 条" in page.inner_text("#search-status")


def test_a_part_of_the_program_that_does_not_come_is_told(page: Any, site: tuple[str, Path]) -> None:
    """The results stand; that their filters are missing is said in words."""
    page.context.route("**/filters*.js", lambda route: route.abort())
    page.goto(site[0] + "/search/?q=土地")
    page.locator("#search-error").wait_for(timeout=60_000)
    assert "网络" in page.locator("#search-error-text").inner_text()
    page.locator("#search-records .hit").nth(9).wait_for()


def test_a_program_that_did_not_come_is_fetched_again(page: Any, site: tuple[str, Path]) -> None:
    """The worker is lost on the way: that is told, and the button, or another question, asks for it again."""
    page.context.route("**/worker.js", lambda route: route.abort())
    page.goto(site[0] + "/search/?q=土地")
    page.locator("#search-error").wait_for(timeout=60_000)
    page.context.unroute("**/worker.js")
    page.click("#search-retry")
    status(page, "条")
    assert page.locator("#search-error").is_hidden()


def test_a_damaged_file_is_an_error_in_words(page: Any, site: tuple[str, Path]) -> None:
    """Bytes that are not what was built are refused, and no wrong result is shown."""
    page.context.route("**/g/0/*.bin", lambda route: route.fulfill(body=b"no such thing"))
    page.goto(site[0] + "/search/?q=土地")
    page.locator("#search-error").wait_for(timeout=60_000)
    assert "损坏" in page.locator("#search-error-text").inner_text()
    assert page.locator("#search-records .hit").count() == 0


def test_the_keyboard_is_enough(page: Any, site: tuple[str, Path]) -> None:
    """ "/" goes to the box, Enter searches, Tab reaches the first result."""
    page.goto(site[0] + "/search/")
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


def test_without_javascript_the_lists_are_offered(browser: Any, site: tuple[str, Path]) -> None:
    """A browser without JavaScript gets a way through the catalogue."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site[0] + "/search/?q=土地")
    assert page.locator("noscript a").get_attribute("href") == "../catalogue/"
    context.close()


def test_in_english(page: Any, site: tuple[str, Path]) -> None:
    """The English page searches the same index and speaks English."""
    page.goto(site[0] + "/en/search/?q=光復")
    status(page, "1 record found")


def test_a_code_finds_its_address(page: Any, site: tuple[str, Path]) -> None:
    """locate() gives the address of a reference code however it is punctuated, and null for none."""
    page.goto(site[0] + "/search/")
    script = f"""async (code) => {{
      const {{ locate }} = await import("{site[0]}{search_site.THEME}js/search/locate.js");
      return (await locate(code))[0]?.address ?? null;
    }}"""
    assert page.evaluate(script, "J0001-000001-0003") == "/catalogue/J0001/1/#J0001-000001-0003"
    assert page.evaluate(script, "j0001/000001/0003") == "/catalogue/J0001/1/#J0001-000001-0003"
    assert page.evaluate(script, "Q9") is None
