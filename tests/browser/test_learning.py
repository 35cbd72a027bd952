"""In class: projector mode and activities, with keyboard, without an answer in the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from tests.browser.visiting import served

pytestmark = pytest.mark.browser

LESSON = "/learn/flood-evidence/"


@pytest.fixture(scope="module")
def origin(demo_site: Path) -> Iterator[str]:
    with served(demo_site) as found:
        yield found


@pytest.fixture
def page(browser: Any, origin: str) -> Iterator[Any]:
    """A page of a window like that of a classroom; any error in it fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    context.route("**/__preview__/**", lambda route: route.fulfill(body="", content_type="text/javascript"))
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda said: said.type == "error" and errors.append(said.text))
    yield opened
    context.close()
    assert errors == []


def test_the_projector_turns_with_arrow_keys_and_ends_with_escape(page: Any, origin: str) -> None:
    """Title, picture, words; the last slide stays the last; nothing is wider than the wall."""
    page.goto(origin + LESSON)
    page.get_by_role("button", name="投影模式").click()
    dialog = page.locator("dialog.projector")
    assert dialog.locator("h1").inner_text() == "为什么只有这道堤守住了"
    place = dialog.locator("output")
    count = int(place.inner_text().split("/")[1])
    page.keyboard.press("ArrowRight")
    assert place.inner_text() == f"2 / {count}"
    picture = dialog.locator(".slide:not([hidden]) img")
    picture.evaluate("image => image.decode()")
    box, words = picture.bounding_box(), dialog.locator(".slide:not([hidden]) figcaption").bounding_box()
    assert box["height"] > 300
    assert box["y"] + box["height"] <= words["y"] + 1
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    assert place.inner_text() == f"{count} / {count}"
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('dialog.projector').open")


def test_what_is_projected_holds_no_answer(page: Any, origin: str) -> None:
    page.goto(origin + LESSON)
    page.get_by_role("button", name="投影模式").click()
    words = page.locator("dialog.projector").evaluate("dialog => dialog.textContent")
    assert "电报纸上有哪几处写着或盖着时间" in words
    assert "邮电局日戳" not in words


def _letters(page: Any) -> list[str]:
    return page.locator(".activity-items li").evaluate_all("items => items.map((item) => item.dataset.letter)")


def test_items_are_put_in_order_by_keyboard(page: Any, origin: str) -> None:
    """Each move keeps the focus and is said; the right order is told from a wrong one."""
    page.goto(origin + LESSON + "activity-1/")
    said = page.locator(".activity-said")
    page.get_by_role("button", name="核对").click()
    assert said.inner_text().startswith("还不对")
    right = ["急电", "紧急通知", "电话记录", "断面图", "请求书", "统计表"]
    for place, word in enumerate(right):
        item = page.locator(".activity-items li", has_text=word)
        letter = item.get_attribute("data-letter")
        while _letters(page).index(letter) > place:
            up = item.get_by_role("button", name=f"上移 {letter}")
            up.focus()
            page.keyboard.press("Enter")
            assert up.evaluate("button => button === document.activeElement")
            assert said.inner_text() == f"{letter} 现在是第 {_letters(page).index(letter) + 1} 项"
    page.get_by_role("button", name="核对").click()
    assert said.inner_text().startswith("对了")


def test_pairs_are_matched_from_lists(page: Any, origin: str) -> None:
    page.goto(origin + LESSON + "activity-2/")
    said, check = page.locator(".activity-said"), page.get_by_role("button", name="核对")
    check.click()
    assert said.inner_text() == "还有没选的。"
    pairs = {"急电": "水有多高", "值班日记": "接班的人", "紧急通知": "各乡", "请求书": "木桩和草包", "木刻": "鼓劲"}
    for left, right in pairs.items():
        letter = page.locator(".activity-right li", has_text=right).get_attribute("data-letter")
        page.locator(".activity-left li", has_text=left).locator("select").select_option(letter)
    check.click()
    assert said.inner_text().startswith("对了")


def test_details_are_found_by_pointing_and_by_keyboard(page: Any, origin: str) -> None:
    """A click on the picture fills the square of the detail in hand; a list does the same; the page holds no square."""
    page.goto(origin + LESSON + "activity-4/")
    written = page.request.get(page.url).text().partition("find-items")[2].partition("</ol>")[0]
    squares = page.locator("[data-find]").get_attribute("data-squares").split()
    assert len(squares) == 24
    assert "<li data-keys=" in written and not [square for square in squares if square in written]
    chosen = page.locator(".find-items select").evaluate_all("lists => lists.map((list) => list.value)")
    assert chosen == [""] * 4
    said, picture = page.locator(".activity-said"), page.locator(".find-picture")
    picture.scroll_into_view_if_needed()
    frame = picture.bounding_box()
    picture.click(position={"x": frame["width"] * 0.235, "y": frame["height"] * 0.13})
    assert said.inner_text() == "第 1 处：B1"
    for index, square in ((1, "E1"), (2, "A1"), (3, "F3")):
        page.locator(".find-items select").nth(index).select_option(square)
    page.get_by_role("button", name="核对").click()
    assert said.inner_text() == "找到 3 处，共 4 处。"
    assert page.locator(".find-items li").nth(2).locator(".find-told").inner_text() == "再找找"
    page.get_by_label("第 3 处所在的格子").select_option("B2")
    page.get_by_role("button", name="核对").click()
    assert said.inner_text().startswith("找到 4 处，共 4 处。 对了")


def test_a_picture_is_uncovered_part_by_part(page: Any, origin: str) -> None:
    """Each press shows one more and leads the reader there; on paper all of it stands."""
    page.goto(origin + LESSON + "activity-5/")
    steps = page.locator(".reveal-step:visible")
    assert steps.count() == 1
    for count in (2, 3, 4):
        page.keyboard.press("Escape")
        page.get_by_role("button", name="揭开下一处").press("Enter")
        assert steps.count() == count
        assert page.evaluate("document.activeElement.textContent") == f"第 {count} 处"
    page.get_by_role("button", name="看全图").press("Enter")
    assert steps.count() == 5
    assert page.get_by_role("button", name="看全图").count() == 0
    page.reload()
    page.emulate_media(media="print")
    assert steps.count() == 5


def test_evidence_is_weighed_with_arrow_keys(page: Any, origin: str) -> None:
    page.goto(origin + LESSON + "activity-6/")
    said = page.locator(".activity-said")
    assert said.inner_text() == "支持 0 件，不支持 0 件，说明不了 0 件。 还有 5 件没有判断。"
    page.locator("input[name=evidence-1]").first.focus()
    page.keyboard.press("Space")
    page.locator("input[name=evidence-2]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert said.inner_text() == "支持 1 件，不支持 1 件，说明不了 0 件。 还有 3 件没有判断。"


@pytest.mark.parametrize("number", [4, 5, 6])
def test_an_activity_is_there_without_script(browser: Any, origin: str, number: int) -> None:
    """Everything to look at and to fill in stands on the page, and how to do it on paper."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{origin}{LESSON}activity-{number}/")
    assert page.locator("main :is(.tick, textarea, input):visible").count() >= 4
    assert page.locator("[data-activity-paper]").is_visible()
    assert not page.locator("[data-activity-how]").is_visible()
    context.close()


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_an_activity_prints_as_a_form(page: Any, origin: str, number: int) -> None:
    """On paper there are lines for the name and something to fill in, and nothing to press."""
    page.goto(f"{origin}{LESSON}activity-{number}/")
    assert not page.locator(".worksheet-lines").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".worksheet-lines").is_visible()
    assert page.locator("main button:visible, main select:visible").count() == 0
    assert page.locator("main :is(.tick, .activity-dot, textarea):visible").count() >= (5 if number <= 3 else 4)


@pytest.mark.parametrize("number", [1, 2, 4, 6])
def test_a_form_fits_on_one_sheet(page: Any, origin: str, number: int) -> None:
    """With its picture; what compares and uncovers needs room to write and takes more."""
    page.goto(f"{origin}{LESSON}activity-{number}/")
    assert len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))) == 1


def test_what_is_folded_on_the_screen_is_on_paper(page: Any, origin: str) -> None:
    """The text in plain words is shut until asked for; on paper nobody can ask."""
    seen = "[...document.querySelectorAll('.source-text:not([open]) > p')].map((words) => words.checkVisibility())"
    page.goto(origin + LESSON)
    assert set(page.evaluate(seen)) == {False}
    page.emulate_media(media="print")
    assert set(page.evaluate(seen)) == {True}
