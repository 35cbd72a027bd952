"""Searching the demonstration site as its visitors do, under the policy that its pages are served with."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.visiting import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def origin(demo_site: Path) -> Iterator[str]:
    with served(demo_site) as address:
        yield address


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A new page; an uncaught error or a refusal by the policy fails the test."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    context.set_default_timeout(60_000)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if "Content Security" in message.text else None)
    yield opened
    context.close()
    assert errors == []


def search(page: Any, origin: str, query: str) -> str:
    """Search by the page's own box; return what is announced."""
    page.goto(f"{origin}/search/")
    page.locator("body[data-search-ready]").wait_for()
    page.fill("#search-q", query)
    page.press("#search-q", "Enter")
    return announced(page)


def announced(page: Any) -> str:
    page.wait_for_function("() => /\\d/.test(document.getElementById('search-status').textContent)")
    page.wait_for_function("() => !document.body.hasAttribute('data-searching')")
    return page.locator("#search-status").inner_text()


def titles(page: Any) -> list[str]:
    return page.locator("#search-records .hit-title").all_inner_texts()


def codes(page: Any) -> list[str]:
    return page.locator("#search-records .hit-code").all_inner_texts()


def test_a_fragment_across_the_border_of_two_words(page: Any, origin: str) -> None:
    """学校舍 stands in 小学 + 校舍: no dictionary of words would find it, and the very characters are marked."""
    assert "查到" in search(page, origin, "学校舍")
    assert titles(page) and all("学校舍" in title for title in titles(page))
    assert page.locator("#search-records mark").first.inner_text() == "学校舍"


def test_one_character(page: Any, origin: str) -> None:
    """A single character finds every title that has it, and says how many."""
    search(page, origin, "塘")
    assert titles(page) and all("塘" in title for title in titles(page)[:5])


def test_a_year(page: Any, origin: str) -> None:
    """1937年 finds what is dated 民国26年 and shows both forms of the date."""
    search(page, origin, "1937年")
    assert "M003-1-0007" in codes(page)
    hit = page.locator("#search-records .hit", has_text="M003-1-0007")
    assert hit.locator(".hit-date").inner_text() == "民国26年（1937）"


def test_a_reference_code_and_its_beginning(page: Any, origin: str) -> None:
    """A whole code finds its record, its beginning all records under it, with any punctuation."""
    search(page, origin, "J001-002-0345-001")
    assert codes(page) == ["J001-002-0345-001"]
    search(page, origin, "j001/002/0345")
    assert len(codes(page)) > 3 and all(code.startswith("J001-002-0345") for code in codes(page))


def test_dates_are_shown_as_people_read_them(page: Any, origin: str) -> None:
    """A date that the export writes 19540426 reads 1954-04-26."""
    search(page, origin, "J001-002-0345-001")
    assert page.locator("#search-records .hit-date").inner_text() == "1954-04-26"


def test_traditional_finds_simplified(page: Any, origin: str) -> None:
    """Both scripts find the same records."""
    both = []
    for query in ("塘壩蓄水", "塘坝蓄水"):
        search(page, origin, query)
        both.append(codes(page))
    assert both[0] == both[1] != []


def test_a_synonym(page: Any, origin: str) -> None:
    """防洪 finds 防汛, as catalogue/synonyms.yaml says."""
    search(page, origin, "成立一九五四年防洪指挥部")
    assert "J001-002-0345-002" in codes(page) or "J001-002-0345-001" in codes(page)


def test_nothing_found_suggests(page: Any, origin: str) -> None:
    """A query without results offers parts of it that have some; choosing one searches."""
    assert search(page, origin, "防汛指挥部鼋鼍").startswith("共查到 0 条")
    link = page.locator("#search-instead a").first
    link.wait_for()
    assert link.inner_text() == "防汛指挥部"
    link.click()
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length > 0")
    assert "防汛指挥部" in titles(page)[0]


def test_letters_offer_the_words_that_are_read_so(page: Any, origin: str) -> None:
    """Whoever types shuili is offered 水利, chooses it with the keyboard and sees its records; nothing is replaced."""
    search(page, origin, "shuili")
    link = page.locator("#search-meant a").first
    link.wait_for()
    assert link.inner_text() == "水利" and page.input_value("#search-q") == "shuili"
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('#search-records .hit').length > 0")
    assert page.input_value("#search-q") == "水利" and page.locator("#search-meant-group").is_hidden()


def test_the_words_offered_for_letters_are_words(demo_site: Path) -> None:
    """Words of the county are among them, runs across the border of two words are not."""
    [path] = demo_site.glob("search/index/*/y/0/0.bin")
    words = {line.split("\t")[1] for line in zlib.decompress(path.read_bytes(), -15)[16:].decode().split("\n")}
    true = (
        *("水利", "水库", "防汛", "教育", "运动", "小学", "合作社", "田赋", "会议记录", "永济桥", "柳湾乡", "青口乡"),
        *("红旗水库", "十字街", "翻修", "设立"),
    )
    assert words.issuperset(true)
    assert words.isdisjoint(["乡圩董", "乡圩董陈", "乡职员", "乡职员王", "乡行户", "乡地保谕", "淤浅事"])


def test_a_held_record_is_not_found(page: Any, origin: str) -> None:
    """The title of a record that the gate holds finds nothing."""
    assert search(page, origin, "县政府职员任免及铨叙审查卷").startswith("共查到 0 条")


def test_the_keyboard_alone(page: Any, origin: str) -> None:
    """From the home page to a result and its page without a mouse."""
    page.goto(f"{origin}/search/")
    page.locator("body[data-search-ready]").wait_for()
    page.keyboard.press("/")
    page.keyboard.type("塘坝蓄水")
    page.keyboard.press("Enter")
    announced(page)
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#search-records a') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/catalogue/**")


def test_back_returns_to_the_results(page: Any, origin: str) -> None:
    """The back button shows the same query and results again."""
    search(page, origin, "学校舍")
    twentieth = page.locator("#search-records .hit-title").nth(19)
    twentieth.wait_for()  # ten results are shown before the rest
    before = titles(page)
    page.locator("#search-records a").first.click()
    page.wait_for_url("**/catalogue/**")
    page.go_back()
    announced(page)
    assert page.input_value("#search-q") == "学校舍"
    twentieth.wait_for()
    assert titles(page) == before


def test_within_a_fonds(page: Any, origin: str) -> None:
    """The box on a fonds searches that fonds alone."""
    page.goto(f"{origin}/catalogue/M003/")
    page.fill("#fonds-q", "校舍")
    page.press("#fonds-q", "Enter")
    page.wait_for_url("**/search/**")
    announced(page)
    assert codes(page) and all(code.startswith("M003") for code in codes(page))


def test_filters_are_called_by_their_names(page: Any, origin: str) -> None:
    """A fonds shows its title after its code, a release its title; so does the chip of what is chosen."""
    page.goto(f"{origin}/search/?q=水利&fonds=J021")
    chip = page.get_by_role("button", name="取消筛选：J021 澜溪县水利局")
    chip.wait_for()
    assert chip.inner_text() == "J021 澜溪县水利局 ×"
    assert page.locator("#search-facets label[for=f-fonds-J021]").inner_text().startswith("J021 澜溪县水利局 ")
    assert page.get_by_role("checkbox", name="第二批开放档案目录").count() == 1
    assert set(page.locator("#search-records .hit-fonds").all_inner_texts()) == {"澜溪县水利局"}


def test_within_an_exhibition(page: Any, origin: str) -> None:
    """The box on an exhibition searches its pages alone; the chip opens the search to the whole site."""
    page.goto(f"{origin}/exhibitions/lanxi-flood-1954/")
    page.fill("#exhibition-q", "洪峰")
    page.press("#exhibition-q", "Enter")
    page.wait_for_url("**/search/**")
    announced(page)
    page.locator("#search-pages a").first.wait_for()  # the records are announced first, and there may be none
    links = page.locator("#search-pages a").evaluate_all("links => links.map((link) => link.pathname)")
    assert links and all("/exhibitions/lanxi-flood-1954/" in link for link in links)
    assert page.locator("#search-records .hit").count() == 0
    page.locator("#search-chosen button").click()
    page.wait_for_function("() => !location.search.includes('in=')")


def test_words_of_a_transcript_open_their_page(page: Any, origin: str) -> None:
    """What only a transcript says is found; the hit opens the document at that page with the words marked."""
    search(page, origin, "民工在堤上吃飯")
    page.locator("#search-pages a").first.click()
    page.wait_for_url("**/exhibitions/lanxi-flood-1954/**")
    page.wait_for_function("() => CSS.highlights.get('search-hit')?.size > 0")
    shown = page.locator(".reader-page:visible").all_inner_texts()
    assert len(shown) == 1 and "民工在堤上吃饭" in shown[0]


def test_on_a_phone(browser: Any, origin: str) -> None:
    """At 360 pixels nothing is wider than the screen."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    search(page, origin, "防汛")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_without_javascript(browser: Any, origin: str) -> None:
    """The way through the lists is offered."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/search/?q=防汛")
    assert page.locator("noscript a").is_visible()
    context.close()


def test_a_damaged_file_is_told_in_words(page: Any, origin: str) -> None:
    """A shard that is not what was built is an error in words, and no result is shown."""
    page.context.route("**/search/index/*/g/**", lambda route: route.fulfill(body=b"no such thing"))
    page.goto(f"{origin}/search/?q=防汛")
    page.locator("#search-error").wait_for()
    assert "损坏" in page.locator("#search-error-text").inner_text()
    assert titles(page) == []


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("档案拆线修复", {"动态"}),
        ("澜溪防汛档案选", {"编研成果"}),
        ("防汛案卷", {"档案文献遗产", "展览", "教学"}),
        ("征集老照片：澜溪的河、桥和渡口", {"档案征集"}),
    ],
)
def test_what_is_no_record_says_what_it_is(page: Any, origin: str, query: str, labels: set[str]) -> None:
    """A notice, a book, a document of the heritage list: never only “page”."""
    search(page, origin, query)
    page.locator("#search-pages .hit-code").first.wait_for(state="attached")
    found = page.locator("#search-pages .hit-code").all_text_contents()
    assert labels <= set(found) and "" not in found
    assert not [label for label in found if label.startswith("group_")]
