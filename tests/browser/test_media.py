"""Visitors enter images: with mouse, keyboard and screen reader, under the strict policy, without a framework."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator

import pytest
from tests.browser.media_site import LEAVES, PAGE, build

from lantai.publishing import preview

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("media")
    build(folder / "site", folder / "output")
    server = preview.serve(preview.Preview(folder / "output"), 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}{PAGE}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser, address) -> Iterator[object]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    wait(page, "document.querySelector('[data-block=reader]').classList.contains('is-live')")
    yield page
    context.close()
    assert faults == [], "nothing fails and the policy forbids nothing that is done"


def wait(page, condition: str) -> None:
    """Wait until an expression is true. Playwright's own way needs eval, which the policy forbids."""
    for _ in range(1200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(condition)


def opened(page) -> None:
    page.wait_for_selector("dialog.viewer canvas", state="attached")


def test_the_viewer_opens_shows_the_image_and_gives_the_focus_back(page) -> None:
    link = page.locator("[data-block=figure] a[data-viewer]").first
    link.focus()
    page.keyboard.press("Enter")
    opened(page)
    drawn = """() => {
        const canvas = document.querySelector('dialog.viewer canvas');
        const pixel = canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data;
        return pixel[0] > 150 && pixel[3] === 255;
    }"""
    wait(page, drawn)
    assert "wide 的图注" in page.locator(".viewer-caption").inner_text()
    page.keyboard.press("+")
    page.keyboard.press("r")
    page.keyboard.press("c")
    assert page.locator(".viewer-stage").get_attribute("data-contrast") == "strong"
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog.viewer", state="detached")
    assert link.evaluate("link => link === document.activeElement")


def test_a_tiled_image_is_read_in_pieces_when_it_is_enlarged(page) -> None:
    """Pieces are fetched as one zooms in, every one of them is there, and what is drawn is the image."""
    pieces: list[tuple[str, int]] = []
    piece = re.compile(r"/iiif/image/[^/]+/\d+,\d+,\d+,\d+/")
    page.on("response", lambda answer: pieces.append((answer.url, answer.status)) if piece.search(answer.url) else None)
    page.locator("#figure-map a[data-viewer]").click()
    opened(page)
    for _ in range(6):
        page.keyboard.press("+")
        page.wait_for_timeout(150)
    widths: set[int] = set()
    for _ in range(600):
        widths = {int(url.split("/")[-4].split(",")[2]) for url, _ in pieces}
        if widths and min(widths) <= 512 < max(widths):
            break
        page.wait_for_timeout(100)
    assert {status for _, status in pieces} == {200}
    assert min(widths) <= 512 < max(widths), "pieces at full size, and larger parts of the image made smaller"
    centre = """() => {
        const canvas = document.querySelector('dialog.viewer canvas');
        const [red, green, blue] = canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data;
        return Math.abs(red - 205) < 6 && Math.abs(green - 187) < 6 && Math.abs(blue - 149) < 6;
    }"""
    wait(page, centre)


def test_a_finger_moves_the_slider_sideways_and_scrolls_the_page_upwards(browser, address) -> None:
    """On a phone a comparison does not hold the page, and scrolling past it leaves it as it was."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address)
    wait(page, "document.querySelector('.compare-slider') !== null")
    slider = page.get_by_role("slider")
    slider.evaluate("slider => slider.scrollIntoView({block: 'center', behavior: 'instant'})")
    page.wait_for_timeout(500)
    slider.evaluate("slider => slider.scrollIntoView({block: 'center', behavior: 'instant'})")
    box = slider.bounding_box()
    left, middle = box["x"], box["y"] + box["height"] / 2
    finger = context.new_cdp_session(page)
    drag(page, finger, (left + box["width"] * 0.5, middle), (left + box["width"] * 0.85, middle))
    chosen = int(slider.input_value())
    assert chosen > 70
    before = page.evaluate("scrollY")
    drag(page, finger, (left + box["width"] * 0.2, middle), (left + box["width"] * 0.2, middle - 200))
    wait(page, f"scrollY > {before + 50}")
    assert int(slider.input_value()) == chosen
    assert page.locator(".compare-stage").evaluate("each => each.style.getPropertyValue('--split')") == f"{chosen}%"
    context.close()


def drag(page, finger, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Move a finger over the screen in eight steps."""
    for step in range(9):
        x, y = (a + (b - a) * step / 8 for a, b in zip(start, end, strict=True))
        kind = "touchMove" if step else "touchStart"
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        page.wait_for_timeout(16)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(300)


def test_a_gallery_walks_through_its_images(page) -> None:
    page.locator("[data-block=gallery] a[data-viewer]").first.click()
    opened(page)
    wait(page, "document.querySelector('.viewer-status').textContent === '第 1 张，共 2 张'")
    page.keyboard.press("PageDown")
    wait(page, "document.querySelector('.viewer-status').textContent === '第 2 张，共 2 张'")
    assert "two 的图注" in page.locator(".viewer-caption").inner_text()
    page.keyboard.press("Escape")


def test_a_tour_moves_the_view_to_the_stop_that_is_read(page) -> None:
    mover = page.locator("[data-block=tour] .stage-mover")
    page.locator("[data-block=tour] .tour-stop").nth(1).scroll_into_view_if_needed()
    page.get_by_role("button", name="第 2 处：右下").focus()  # by key: the view may still stand at the first
    page.keyboard.press("Enter")
    wait(page, "document.querySelectorAll('.tour-stop')[1].classList.contains('is-here')")
    assert "scale(" in mover.get_attribute("style")
    box = page.locator("[data-block=tour] .stage-frame").bounding_box()
    assert box["height"] == pytest.approx(0.78 * 900, abs=1), "on a wide screen it has most of the window"
    spot = page.locator(".tour-spot").nth(1).bounding_box()
    assert box["x"] < spot["x"] < box["x"] + box["width"] and box["y"] < spot["y"] < box["y"] + box["height"]


def test_a_stop_reached_by_keyboard_is_seen_wherever_the_view_stands(page) -> None:
    page.get_by_role("button", name="第 1 处：左上").focus()
    page.keyboard.press("Enter")
    wait(page, "document.querySelector('[data-block=tour] .stage-mover').style.transform.includes('scale')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "2"
    stage = page.locator("[data-block=tour] .stage-frame")
    assert stage.evaluate("frame => [frame.scrollLeft, frame.scrollTop]") == [0, 0], "no browser moves it"
    frame = stage.bounding_box()
    spot = page.locator(".tour-spot").nth(1).bounding_box()
    assert frame["x"] < spot["x"] < frame["x"] + frame["width"]
    assert frame["y"] < spot["y"] < frame["y"] + frame["height"]


def test_a_leap_down_the_page_arrives_at_the_stop_that_is_read(page) -> None:
    """By End, a flick or a link: not only what crossed the reading line on the way counts."""
    last = page.locator(".tour-stop").last
    top = last.evaluate("stop => stop.getBoundingClientRect().top + scrollY")
    page.evaluate(f"scrollTo({{top: {top} - innerHeight * 0.55 - 8, behavior: 'instant'}})")
    wait(page, "document.querySelector('.tour-stop:nth-last-child(2)').classList.contains('is-here')")


def test_the_slider_of_a_comparison_is_moved_by_keyboard(page) -> None:
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("End")
    assert page.locator(".compare-stage").evaluate("stage => stage.style.getPropertyValue('--split')") == "100%"
    assert slider.get_attribute("aria-valuetext") == "之前 100%, 之后 0%"


def test_the_reader_turns_pages_in_the_documents_direction_and_notes_it_in_the_address(page) -> None:
    reader = page.locator("[data-block=reader]")
    assert reader.get_by_text("为布告事").is_visible() and not reader.get_by_text("民國三十年").is_visible()
    reader.get_by_role("button", name="下一页").focus()
    page.keyboard.press("ArrowLeft")
    assert reader.get_by_text("民國三十年").is_visible() and not reader.get_by_text("为布告事").is_visible()
    assert page.url.endswith("-2")
    reader.get_by_role("checkbox", name="简体").uncheck()
    assert not reader.get_by_text("1941 年").is_visible()
    page.reload()
    page.wait_for_selector("text=民國三十年")
    assert reader.get_by_text("民國三十年").is_visible()


def test_whoever_turns_leaves_with_keys_can_go_on(page) -> None:
    """The image that had the focus goes away with its leaf; the one that comes has it."""
    reader = page.locator("[data-block=reader]")
    reader.locator("a[data-viewer]:visible").focus()
    for key, leaf in (("ArrowLeft", "2"), ("ArrowRight", "1"), ("ArrowLeft", "2")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.closest('.reader-page')?.dataset.page") == leaf


def test_a_finger_turns_leaves_in_the_documents_direction(browser, address) -> None:
    """Sideways it turns: in a volume from right to left, to the right is onwards. Downwards the page scrolls."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address)
    wait(page, "document.querySelector('[data-block=reader]').classList.contains('is-live')")
    finger = context.new_cdp_session(page)

    def leaf() -> str:
        return page.evaluate("document.querySelector('.reader-page:not([hidden])').dataset.page")

    for start, end, expected in ((80, 280, "2"), (80, 280, "2"), (280, 80, "1")):
        image = page.locator(".reader-page:not([hidden]) img")
        for _ in range(2):  # images above it may come while it is brought
            image.evaluate("image => image.scrollIntoView({block: 'center', behavior: 'instant'})")
            page.wait_for_timeout(400)
        box = image.bounding_box()
        middle = box["y"] + box["height"] / 2
        drag(page, finger, (start, middle), (end, middle))
        assert leaf() == expected
    before = page.evaluate("scrollY")
    drag(page, finger, (180, middle), (190, middle + 200))
    wait(page, f"scrollY < {before - 50}")
    assert leaf() == "1" and page.locator("dialog.viewer").count() == 0
    context.close()


def test_on_a_narrow_screen_leaves_turn_below_their_texts_too(browser, address) -> None:
    """Whoever has read to the end turns there and is at the head of the next leaf; on a wide one it is not wanted."""
    for width, shown in ((360, True), (1280, False)):
        page = browser.new_page(viewport={"width": width, "height": 600})
        page.goto(address)
        wait(page, "document.querySelector('[data-block=reader]').classList.contains('is-live')")
        onwards = page.locator(".reader-again .tool-nextPage")
        assert onwards.is_visible() is shown
        if shown:
            onwards.click()
            assert page.evaluate("document.querySelector('.reader-page:not([hidden])').dataset.page") == "2"
            wait(page, "document.querySelector('[data-block=reader]').getBoundingClientRect().top > -300")
        page.close()


def test_the_viewer_fills_the_screen(page) -> None:
    """A dialog itself may not; what stands in it may."""
    page.locator("[data-block=figure] a[data-viewer]").first.click()
    opened(page)
    page.get_by_role("button", name="全屏").click()
    wait(page, "document.fullscreenElement?.classList.contains('viewer-frame') === true")
    assert page.locator(".viewer-tools").is_visible()
    page.keyboard.press("f")
    wait(page, "document.fullscreenElement === null")
    page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_when_the_script_of_a_reader_arrives(browser, address, width) -> None:
    """Its toolbar and its one leaf have their room from the first drawing, before the script and the image come."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.add_init_script("""
        window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value)))
            .observe({type: "layout-shift", buffered: true});
    """)
    page.route("**/*.js", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.goto(address.removesuffix(PAGE) + LEAVES)
    wait(page, "document.querySelector('[data-block=reader]').classList.contains('is-live')")
    wait(page, "document.querySelector('.reader-page img').complete")
    page.wait_for_timeout(500)
    assert page.evaluate("window.shift") <= 0.02
    context.close()


def test_a_reader_whose_script_does_not_come_shows_all_its_leaves(browser, address) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/media/reader.js", lambda route: route.abort())
    page.goto(address.removesuffix(PAGE) + LEAVES)
    wait(page, "!document.documentElement.classList.contains('scripted')")
    assert page.get_by_text("为布告事").is_visible() and page.get_by_text("民國三十年").is_visible()
    assert not page.locator(".reader-tools").is_visible()
    context.close()


def test_the_reader_turns_with_the_viewer_and_its_pages_can_be_taken_home(page) -> None:
    """Whoever walks on in the enlarged scan and closes it is at that leaf, beside its text."""
    reader = page.locator("[data-block=reader]")
    reader.get_by_role("button", name="下一页").scroll_into_view_if_needed()
    reader.locator("a[data-viewer]:visible").click()
    opened(page)
    taken = page.get_by_role("link", name="下载图片")
    first = taken.get_attribute("href")
    page.keyboard.press("PageDown")
    wait(page, "document.querySelector('.viewer-status').textContent === '第 2 张，共 2 张'")
    assert first.endswith(".jpg") and taken.get_attribute("href") not in (first, "")
    assert taken.get_attribute("download") == ""
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog.viewer", state="detached")
    assert reader.get_by_text("民國三十年").is_visible() and not reader.get_by_text("为布告事").is_visible()
    assert page.evaluate("document.activeElement.closest('.reader-page').dataset.page") == "2"
    assert page.url.endswith("-2")


def test_a_phrase_moves_its_figure_and_leads_back(page) -> None:
    phrase = page.locator("a[data-phrase]")
    phrase.click()
    page.wait_for_selector(".phrase-mark", state="attached")
    page.wait_for_function(
        "document.querySelector('[data-block=figure] .stage-mover').style.transform.includes('scale')"
    )
    assert phrase.get_attribute("aria-expanded") == "true"
    page.get_by_role("link", name="回到正文").click()
    assert phrase.evaluate("link => link === document.activeElement")
    assert page.locator(".phrase-mark").count() == 0


def test_before_a_viewer_opens_little_script_is_fetched(browser, address) -> None:
    """At most 30 KB before a viewer opens, even uncompressed; OpenSeadragon only when asked for."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_timeout(1000)  # the preview asks for its state again and again: the network is never idle
    sizes = json.loads(
        page.evaluate("JSON.stringify(performance.getEntriesByType('resource').map(e => [e.name, e.decodedBodySize]))")
    )
    scripts = {name.rpartition("/")[2]: size for name, size in sizes if "/theme/" in name and name.endswith(".js")}
    page.close()
    assert "openseadragon.min.js" not in scripts and "viewer-dialog.js" not in scripts
    assert 5_000 < sum(scripts.values()) <= 30_000


def test_without_script_everything_is_there(browser, address) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    for text in ("先看这里。", "再看这里。", "为布告事", "民國三十年"):
        assert page.get_by_text(text).is_visible()
    assert page.locator("a.figure-open").first.get_attribute("href").endswith(".jpg")
    context.close()
