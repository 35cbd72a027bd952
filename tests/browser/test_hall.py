"""The hall of an exhibition in a real browser that draws in software: a gallery first, then a walk past every work."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.visiting import served, violations

from conftest import CHROMIUM, CHROMIUM_OPTIONS

pytestmark = pytest.mark.browser

HALL = "/exhibitions/lanxi-flood-1954/hall/"
ENTER = "[data-hall-enter] button"
WINDOW = "dialog.hall[open]"
SCRIPT_BEFORE, OWN_AFTER, LIBRARY = 30_000, 30_000, 200_000
"""Bytes as a host sends them: script before the button, ours after it, three.js."""
_REFUSED = "window.refused = []; addEventListener('securitypolicyviolation', (event) => refused.push(event.blockedURI))"
_COUNT = (
    "window.frames_ = 0; const ask = requestAnimationFrame.bind(window);"
    "window.requestAnimationFrame = (act) => { frames_ += 1; return ask(act); };"
)
_COLOURS = """
() => {
  const canvas = document.querySelector("dialog.hall canvas"), { width, height } = canvas;
  const pen = new OffscreenCanvas(width, height).getContext("2d");
  canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: 1, cancelable: true }));  // has the hall drawn anew …
  return new Promise((done) => requestAnimationFrame(() => {                       // … just before this
    pen.drawImage(canvas, 0, 0);
    done(new Set(new Uint32Array(pen.getImageData(0, 0, width, height).data.buffer)).size);
  }));
}
"""


@pytest.fixture(scope="module")
def drawing(browser: Any) -> Iterator[Any]:
    """A second browser, which draws WebGL without a graphics card; slowly, so other tests do without."""
    options = [option for option in CHROMIUM_OPTIONS if option != "--disable-gpu"]
    software = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")
    running = browser.browser_type.launch(executable_path=CHROMIUM, args=[*options, *software])
    yield running
    running.close()


@pytest.fixture(scope="module")
def origin(demo_site: Path) -> Iterator[str]:
    with served(demo_site) as address:
        yield address


@pytest.fixture
def page(drawing: Any) -> Iterator[Any]:
    """A desk whose visitor wants less motion; at the end there was no error and the policy refused nothing."""
    context = drawing.new_context(viewport={"width": 1024, "height": 700}, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    errors: list[str] = []
    made = context.new_page()
    made.add_init_script(_REFUSED)
    made.on("console", lambda said: said.type == "error" and errors.append(said.text))
    made.on("pageerror", lambda error: errors.append(str(error)))
    yield made
    assert (errors, made.evaluate("window.refused")) == ([], [])
    context.close()


def _enter(page: Any, origin: str, address: str = HALL) -> None:
    page.goto(origin + address)
    page.locator(ENTER).click()
    page.locator(WINDOW).wait_for()


def _next(page: Any) -> Any:
    return page.locator(".hall-steps button").last


def _place(page: Any) -> str:
    """Return where the plan shows the visitor."""
    for _ in range(2):  # opened and put away
        page.locator("[aria-controls=hall-plan]").click()
        page.wait_for_timeout(300)
    return page.locator(".hall-visitor").get_attribute("transform")


def test_nothing_of_the_hall_is_loaded_before_the_button_is_pressed(page: Any, origin: str) -> None:
    """The exhibition leads to it; the page is a gallery of every work, each with its caption and its place."""
    loaded: dict[str, int] = {}

    def note(answer: Any) -> None:
        if answer.request.resource_type == "script" and "__preview__" not in answer.url:
            loaded[answer.url.rsplit("/theme/")[-1].split("/", 1)[1]] = len(gzip.compress(answer.body()))

    page.on("response", note)
    page.goto(origin + HALL.removesuffix("hall/"))
    page.get_by_role("link", name="展厅", exact=True).click()
    page.locator(ENTER).wait_for()
    page.wait_for_timeout(300)
    works = page.locator("[data-work]")
    assert works.count() == page.locator("[data-work] [data-work-place]").count() == 26
    assert not [name for name in loaded if "three" in name or (name.startswith("js/hall/") and "enter" not in name)]
    assert sum(loaded.values()) <= SCRIPT_BEFORE, loaded
    before = set(loaded)
    page.locator(ENTER).click()
    page.locator(WINDOW).wait_for()
    page.wait_for_timeout(300)
    after = {name: size for name, size in loaded.items() if name not in before}
    library = sum(size for name, size in after.items() if name.startswith("vendor/three/"))
    assert 100_000 < library <= LIBRARY and sum(after.values()) - library <= OWN_AFTER, after


def test_the_steps_lead_past_every_work_and_say_which(page: Any, origin: str) -> None:
    """By the button alone; a live region tells the work one stands before, the card leads to its place."""
    _enter(page, origin)
    captions = page.locator("[data-work-caption]").all_inner_texts()
    places = [link.get_attribute("href") for link in page.locator("[data-work-place]").all()]
    said, led = [], []
    while _next(page).is_enabled():
        _next(page).press("Enter")
        if page.locator(".hall-card-place").inner_text().endswith("件"):
            said.append(page.locator(".hall-card-title").inner_text())
            assert said[-1] in page.locator("dialog.hall [role=status]").inner_text()
            led.append(page.locator(".hall-card a.button").get_attribute("href"))
    assert said == captions
    assert [address.split("/exhibitions/")[1] for address in led] == [
        f"lanxi-flood-1954/{place.removeprefix('../')}" for place in places
    ]
    assert page.evaluate("document.activeElement.tagName") == "CANVAS", "the focus does not vanish with the last step"


def test_one_walks_and_looks_by_keyboard_and_comes_to_a_work_by_oneself(page: Any, origin: str) -> None:
    """Straight through the doors, from the foyer to the last room; walls stop one; what one stands before is told."""
    _enter(page, origin)
    room = page.locator("dialog.hall")
    for key in (*"dddd", *"wwwwwwwwwwwwwww"):  # to the line of the doors, and through the first
        page.keyboard.press(key)
    assert room.get_attribute("data-room") == "1"
    for _ in range(60):
        page.keyboard.press("w")
    assert int(room.get_attribute("data-room")) < 6
    page.keyboard.press("Home")
    assert room.get_attribute("data-room") == "0"
    page.keyboard.press("n")
    page.keyboard.press("PageDown")
    assert room.get_attribute("data-stop") == "2"
    page.keyboard.press("s")
    page.keyboard.press("w")
    assert not page.locator(".hall-card").is_visible()
    assert "青口水文站七月五日" in page.locator("dialog.hall [role=status]").inner_text()
    page.keyboard.press("Enter")
    assert page.locator(".hall-card-title").inner_text().startswith("青口水文站")


def test_the_plan_leads_to_any_room_and_work(page: Any, origin: str) -> None:
    _enter(page, origin)
    page.get_by_role("button", name="展室与展品").press("Enter")
    entries = page.locator(".hall-plan button")
    assert entries.count() == 1 + 5 + 26
    assert page.evaluate("document.activeElement.closest('.hall-plan') !== null")
    entries.last.press("Enter")
    assert page.locator(".hall-where").inner_text() == "退水"
    assert page.locator(".hall-card-place").inner_text() == "第 26 件，共 26 件"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator("dialog.hall").wait_for(state="detached")
    assert page.evaluate("document.activeElement.textContent.trim()") == "进入展厅"


def test_a_work_is_looked_at_closely_and_one_is_in_the_hall_again(page: Any, origin: str) -> None:
    _enter(page, origin)
    for _ in range(2):
        _next(page).click()
    page.get_by_role("button", name="放大细看").click()
    page.locator("dialog.viewer[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog.viewer").wait_for(state="detached")
    assert page.locator(WINDOW).count() == 1
    assert page.evaluate("document.activeElement.textContent") == "放大细看"


def test_the_hall_is_drawn_and_then_rests(page: Any, origin: str) -> None:
    """There is something to see; where nothing moves nothing is drawn."""
    page.add_init_script(_COUNT)
    _enter(page, origin)
    for _ in range(2):
        _next(page).click()
    for _ in range(40):  # until pictures and labels have come
        before = page.evaluate("frames_")
        page.wait_for_timeout(1_000)
        if (drawn := page.evaluate("frames_") - before) == 0:
            break
    assert before > 0 and drawn == 0
    page.keyboard.press("Home")
    assert page.evaluate(_COLOURS) > 200


def test_a_tap_on_a_picture_leads_before_it_and_a_tap_on_the_floor_there(drawing: Any, origin: str) -> None:
    """With a finger on a phone, whose window the hall fits."""
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    context = drawing.new_context(**phone, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    page = context.new_page()
    _enter(page, origin)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for _ in range(2):
        _next(page).tap()
    box = page.locator("dialog.hall canvas").bounding_box()
    page.locator(".hall-card-close").tap()
    page.wait_for_timeout(500)
    page.touchscreen.tap(180, box["y"] + box["height"] / 2)
    assert page.locator(".hall-card-title").inner_text().startswith("青口水文站")
    page.evaluate("document.querySelector('dialog.hall canvas').focus()")
    page.keyboard.press("Home")
    page.locator(".hall-card-close").tap()
    before = _place(page)
    page.touchscreen.tap(180, box["y"] + box["height"] - 40)
    page.wait_for_timeout(500)
    assert page.locator(".hall-card").is_hidden()
    assert _place(page) != before
    context.close()


@pytest.mark.parametrize(("language", "dark"), [("", False), ("/en", True)], ids=["day", "night, in English"])
def test_the_window_passes_axe(page: Any, origin: str, language: str, dark: bool) -> None:
    """WCAG 2.2 to level AA and best practice: with the card of a work, and with the plan."""
    page.emulate_media(color_scheme="dark" if dark else "light")
    _enter(page, origin, language + HALL)
    for _ in range(2):
        _next(page).click()
    assert violations(page) == []
    page.locator("[aria-controls=hall-plan]").click()
    assert violations(page) == []


def test_without_webgl_it_stays_a_gallery_and_says_so(page: Any, origin: str) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(origin + HALL)
    page.locator(ENTER).click()
    page.locator("[data-hall-cannot]").wait_for()
    assert not [url for url in asked if "three" in url]
    assert page.locator("dialog.hall").count() == 0 and page.locator("[data-work]").first.is_visible()


def test_a_lost_context_is_told_in_words_and_comes_back(page: Any, origin: str) -> None:
    _enter(page, origin)
    page.evaluate(
        "window.loss = document.querySelector('dialog.hall canvas').getContext('webgl2')"
        ".getExtension('WEBGL_lose_context'); loss.loseContext()"
    )
    page.locator(".hall-lost").wait_for()
    assert "离开展厅" in page.locator(".hall-lost").inner_text()
    page.evaluate("loss.restoreContext()")
    page.locator(".hall-lost").wait_for(state="hidden")
    _next(page).click()
    assert page.evaluate(_COLOURS) > 200


def test_pictures_that_do_not_come_are_words_in_their_frames(page: Any, origin: str) -> None:
    """On a slow network one walks on: nothing waits for a picture, and nothing is an error."""
    page.goto(origin + HALL)
    page.route(re.compile(r"/media/[^/]+\.(webp|jpe?g)$"), lambda route: None)  # from here on never answered
    page.locator(ENTER).click()
    page.locator(WINDOW).wait_for()
    for _ in range(2):
        _next(page).click()
    assert page.locator("dialog.hall [role=status]").inner_text().startswith("第 1 件")
    assert page.evaluate(_COLOURS) > 100
