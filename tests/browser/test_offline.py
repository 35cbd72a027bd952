"""An edition opened from a disk, in a real browser: everything works, and nothing is asked of any host."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.browser.visiting import violations

from harness import run_lantai

pytestmark = pytest.mark.browser

EXHIBITION, LESSON = "lanxi-flood-1954", "flood-evidence"
SECTION = f"exhibitions/{EXHIBITION}/rain/index.html"
VIEWPORTS = {"phone": {"width": 360, "height": 780}, "desk": {"width": 1440, "height": 900}}


@pytest.fixture(scope="session")
def edition(demo_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """``edition("--lesson", slug)`` makes an edition of the demonstration site once; returns its folder."""
    made: dict[tuple[str, ...], Path] = {}
    folder = tmp_path_factory.mktemp("a stick 盘")

    def make(*options: str) -> Path:
        if options not in made:
            target = folder / "-".join(word.strip("-") for word in options or ("site",))
            done = run_lantai("offline", "--site", demo_site.parent, "--output", target, *options)
            assert done.returncode == 0, done.stdout + done.stderr
            made[options] = target
        return made[options]

    return make


@dataclass
class Stick:
    """A page opened from an edition, and what went wrong or left the disk."""

    page: Any
    folder: Path
    errors: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, address: str) -> Any:
        path, mark, rest = address.partition("?") if "?" in address else address.partition("#")
        self.page.goto((self.folder / path).as_uri() + mark + rest)
        return self.page

    def text(self, selector: str) -> str:
        return self.page.locator(selector).first.inner_text()


@pytest.fixture
def stick(browser: Any) -> Iterator[Callable[..., Stick]]:
    """``stick(folder)`` opens an edition; at the end there was no error and no request to any host."""
    contexts, sticks = [], []

    def plug(folder: Path, viewport: str = "desk", **options: Any) -> Stick:
        context = browser.new_context(viewport=VIEWPORTS[viewport], reduced_motion="reduce", **options)
        context.set_default_timeout(60_000)
        contexts.append(context)
        made = Stick(context.new_page(), folder)
        sticks.append(made)
        made.page.on("console", lambda said: said.type in ("error", "warning") and made.errors.append(said.text))
        made.page.on("pageerror", lambda error: made.errors.append(str(error)))
        own = folder.as_uri() + "/"
        context.on("request", lambda it: it.url.startswith((own, "data:", "blob:")) or made.asked.append(it.url))
        return made

    yield plug
    for context in contexts:
        context.close()
    assert [(one.errors, one.asked) for one in sticks] == [([], [])] * len(sticks)


def _broken_images(page: Any) -> list[str]:
    return page.evaluate(
        """async () => {
          const images = [...document.images];
          for (const image of images) image.loading = "eager";
          await Promise.all(images.map((image) => image.decode().catch(() => {})));
          return images.filter((image) => !image.naturalWidth).map((image) => image.src);
        }"""
    )


@pytest.mark.parametrize("options", [(), ("--exhibition", EXHIBITION), ("--lesson", LESSON)])
def test_search_finds_two_characters_and_opens_the_record(
    edition: Callable[..., Path], stick: Callable[..., Stick], options: tuple[str, ...]
) -> None:
    opened = stick(edition(*options))
    page = opened.open("index.html")
    page.locator(".edition-search:visible, [role=search] button:visible").first.click()
    page.fill("#search-q", "防汛")
    hit = page.locator("#search-records a").first
    hit.wait_for()
    title = hit.inner_text()
    assert "防汛" in title
    hit.click()
    page.wait_for_url("**/catalogue/**/index.html")
    assert page.locator("h1").inner_text() == title


def test_a_fragment_found_only_outside_a_part_is_not_found_in_it(
    edition: Callable[..., Path], stick: Callable[..., Stick]
) -> None:
    """An edition of one exhibition searches what it holds, and says so."""
    opened = stick(edition("--exhibition", EXHIBITION))
    page = opened.open("search/index.html?q=商会")
    page.locator("#search-nothing:not([hidden])").wait_for()
    assert "这里只检索本离线版中的内容" in opened.text("main .notice")
    whole = stick(edition()).open("search/index.html?q=商会")
    whole.locator("#search-records a").first.wait_for()


@pytest.mark.parametrize("options", [(), ("--exhibition", EXHIBITION)])
def test_a_theme_filters_as_on_the_site(
    edition: Callable[..., Path], stick: Callable[..., Stick], options: tuple[str, ...]
) -> None:
    """All that is found has what the theme asks for, and the theme is offered with as many."""
    page = stick(edition(*options)).open("search/index.html?theme=water")
    page.locator("#search-records a").first.wait_for()
    found = page.locator("#search-records .hit-title").all_inner_texts()
    assert found and all(any(word in title for word in ("防汛", "圩", "水利", "堤")) for title in found)
    page.locator("#f-theme-water").wait_for(state="attached")
    count = page.locator("li:has(> #f-theme-water) .choice-count").text_content()
    assert count and count in page.locator("#search-status").inner_text()


def test_a_hall_is_the_gallery_that_its_page_is(edition: Callable[..., Path], stick: Callable[..., Stick]) -> None:
    """Pictures and ways are there; what cannot work from a disk is neither offered nor spoken of."""
    page = stick(edition("--exhibition", EXHIBITION)).open(f"exhibitions/{EXHIBITION}/hall/index.html")
    assert _broken_images(page) == []
    assert not page.locator("[data-hall-enter]").is_visible() and not page.locator("[data-hall-cannot]").is_visible()
    page.locator("[data-work-place]").first.click()
    page.wait_for_url(f"**/exhibitions/{EXHIBITION}/rain/index.html#figure-telegram")


def test_an_exhibition_shows_its_images_and_its_tour_steps_from_stop_to_stop(
    edition: Callable[..., Path], stick: Callable[..., Stick]
) -> None:
    opened = stick(edition("--exhibition", EXHIBITION))
    page = opened.open("index.html")
    page.get_by_text("进入展览", exact=True).click()
    page.wait_for_url(f"**/exhibitions/{EXHIBITION}/index.html")
    assert _broken_images(page) == []
    page = opened.open(SECTION)
    assert _broken_images(page) == []
    spots = page.locator(".tour-spot")
    spots.nth(1).scroll_into_view_if_needed()
    before = page.locator(".stage-mover").first.evaluate("(each) => each.style.transform")
    spots.nth(1).press("Enter")  # where the frame does not show it now, a key brings it into view
    page.locator(".tour-spot[aria-current=step]").wait_for()
    page.wait_for_function("(before) => document.querySelector('.stage-mover').style.transform !== before", arg=before)
    assert "scale" in page.locator(".stage-mover").first.evaluate("(each) => each.style.transform")


def test_the_reader_turns_pages_and_keeps_the_page_in_its_address(
    edition: Callable[..., Path], stick: Callable[..., Stick]
) -> None:
    page = stick(edition("--exhibition", EXHIBITION)).open(SECTION)
    reader = page.locator('[data-block="reader"]').first
    assert reader.locator(".reader-page:visible").count() == 1
    first = reader.locator(".reader-page:visible").get_attribute("id")
    reader.locator(".reader-tools .tool-nextPage").click()
    second = reader.locator(".reader-page:visible").get_attribute("id")
    assert first != second
    assert page.url.endswith("#" + second)


def test_the_viewer_opens_with_its_sizes_and_zooms(edition: Callable[..., Path], stick: Callable[..., Stick]) -> None:
    """It reads the image's description (a fetch online), so it zooms into the largest size, not the one on the page."""
    page = stick(edition("--exhibition", EXHIBITION)).open(SECTION)
    page.locator("a[data-viewer]:visible").first.click()
    page.locator(".viewer-stage canvas").wait_for()
    page.wait_for_function("() => document.querySelector('.viewer-status').textContent === ''")
    page.locator(".tool-zoomIn").click()
    page.wait_for_timeout(300)
    painted = page.locator(".viewer-stage").screenshot()
    page.locator(".tool-zoomIn").click()
    for _ in range(200):
        if page.locator(".viewer-stage").screenshot() != painted:
            break
        page.wait_for_timeout(300)
    else:
        pytest.fail("nothing was drawn anew")
    page.keyboard.press("Escape")
    page.locator("dialog.viewer").wait_for(state="detached")


def test_captions_of_a_film_stand_in_the_page_itself(edition: Callable[..., Path], stick: Callable[..., Stick]) -> None:
    """A browser reads no captions from a disk, so they are part of the page."""
    opened = stick(edition("--exhibition", EXHIBITION))
    films = [
        path.relative_to(opened.folder).as_posix()
        for path in sorted((opened.folder / "exhibitions").rglob("index.html"))
        if "<video" in path.read_text(encoding="utf-8")
    ]
    page = opened.open(films[0])
    cues = page.evaluate(
        """async () => {
          const track = document.querySelector("track");
          track.track.mode = "showing";
          for (let i = 0; i < 50 && track.readyState < 2; i += 1) await new Promise((done) => setTimeout(done, 100));
          return track.track.cues?.length ?? 0;
        }"""
    )
    assert cues > 0


def test_the_resolver_finds_a_record_and_says_when_it_is_not_in_the_edition(
    edition: Callable[..., Path], stick: Callable[..., Stick]
) -> None:
    opened = stick(edition("--exhibition", EXHIBITION))
    page = opened.open("r/index.html?J001-002-0345-001")
    page.wait_for_url("**/J001-002-0345-001/index.html")
    page = opened.open("r/index.html?LS001-001-0001-001")
    page.get_by_text("不在本离线版中").wait_for()
    page = stick(edition()).open("r/index.html?LS001-005-0032-006")
    page.wait_for_url("**/LS001-005-0032-006/index.html")
    assert page.get_by_text("撤").count()


def test_a_lesson_and_its_activities_work(edition: Callable[..., Path], stick: Callable[..., Stick]) -> None:
    opened = stick(edition("--lesson", LESSON))
    page = opened.open("index.html")
    page.get_by_text("打开这一课", exact=True).click()
    assert _broken_images(page) == []
    live = [
        path.relative_to(opened.folder).as_posix()
        for path in sorted((opened.folder / "learn").rglob("index.html"))
        if 'data-activity="order"' in path.read_text(encoding="utf-8")
    ]
    page = opened.open(live[0])
    first = page.locator(".activity-items li").first.get_attribute("data-letter")
    page.locator(".activity-move").nth(1).click()
    assert page.locator(".activity-items li").nth(1).get_attribute("data-letter") == first
    page.locator(".activity .button", has_text="").last.click()
    assert page.locator(".activity-said").inner_text() != ""
    assert list((opened.folder / "learn" / LESSON).glob("*.pdf"))


def test_the_request_list_keeps_what_was_put_on_it(edition: Callable[..., Path], stick: Callable[..., Stick]) -> None:
    opened = stick(edition("--exhibition", EXHIBITION))
    page = opened.open("r/index.html?J001-002-0345-001")
    page.wait_for_url("**/J001-002-0345-001/index.html")
    page.locator("[data-request] button").click()
    page = opened.open("requests/index.html")
    assert page.locator("tbody .code").inner_text() == "J001-002-0345-001"
    page.locator("tbody a").click()
    page.wait_for_url("**/J001-002-0345-001/index.html")


def test_every_page_tells_that_it_is_an_edition_and_of_when(
    edition: Callable[..., Path], stick: Callable[..., Stick]
) -> None:
    opened = stick(edition("--exhibition", EXHIBITION))
    for address in ("index.html", SECTION, "search/index.html"):
        opened.open(address)
        note = opened.text(".edition-note")
        assert "离线版" in note and "2026-06-09" in note and "撤下的档案以网站为准" in note
    opened.open("en/index.html")
    assert "Offline edition" in opened.text(".edition-note")


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_no_page_of_a_part_is_wider_than_its_window(
    edition: Callable[..., Path], stick: Callable[..., Stick], viewport: str
) -> None:
    opened = stick(edition("--exhibition", EXHIBITION), viewport)
    for address in ("index.html", "en/index.html", SECTION, "search/index.html?q=防汛"):
        page = opened.open(address)
        page.wait_for_timeout(200)
        assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("options", [("--lesson", LESSON), ("--exhibition", EXHIBITION, "--kiosk")])
def test_pages_of_an_edition_pass_axe(
    edition: Callable[..., Path], stick: Callable[..., Stick], options: tuple[str, ...]
) -> None:
    """What an edition adds and leaves out (its note, links that became text, the bar of a kiosk) bars nobody."""
    opened = stick(edition(*options))
    pages = {"index.html", "search/index.html?q=防汛", *_one_of_each_kind(opened.folder)}
    # axe would fetch the style sheets anew, which no browser lets a page do on a disk
    found = {address: violations(opened.open(address), preload=False) for address in sorted(pages)}
    assert {address: each for address, each in found.items() if each} == {}


def _one_of_each_kind(edition: Path) -> list[str]:
    """Return a page of each folder of the first level, the deepest there."""
    kinds: dict[str, str] = {}
    for path in sorted(edition.rglob("index.html"), key=lambda path: (len(path.parts), path)):
        name = path.relative_to(edition).as_posix()
        kinds[name.partition("/")[0]] = name
    return list(kinds.values())


def test_a_zip_file_unpacks_to_the_same_edition_under_names_that_windows_takes(
    demo_site: Path, tmp_path: Path, stick: Callable[..., Stick]
) -> None:
    target = tmp_path / "edition"
    options = ("--site", demo_site.parent, "--output", target, "--lesson", LESSON, "--zip")
    assert run_lantai("offline", *options).returncode == 0
    with zipfile.ZipFile(tmp_path / "edition.zip") as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "unpacked")
    assert len({name.casefold() for name in names}) == len(names)
    assert not [name for name in names if set('<>:"\\|?*') & set(name) or any(p[-1] in " ." for p in name.split("/"))]
    page = stick(tmp_path / "unpacked" / "edition").open("index.html")
    page.get_by_text("打开这一课", exact=True).click()
    page.wait_for_url("**/learn/**/index.html")
    assert page.locator("h1").count() == 1


# Kiosk


@pytest.fixture
def kiosk(edition: Callable[..., Path], stick: Callable[..., Stick]) -> Stick:
    return stick(edition("--exhibition", EXHIBITION, "--kiosk"), has_touch=True)


def test_a_kiosk_counts_down_and_any_touch_stops_it(kiosk: Stick) -> None:
    kiosk.page.clock.install()
    page = kiosk.open(SECTION)
    page.clock.run_for(100_000)
    assert not page.locator(".kiosk-countdown").is_visible()
    page.clock.run_for(8_000)
    assert "秒后回到首页" in page.locator(".kiosk-seconds").inner_text()
    page.locator(".kiosk-countdown").tap()
    page.clock.run_for(500)
    assert not page.locator(".kiosk-countdown").is_visible()
    page.clock.run_for(100_000)
    assert page.url.endswith(SECTION)


def test_a_kiosk_returns_home_and_forgets_the_visitor(kiosk: Stick) -> None:
    kiosk.page.clock.install()
    page = kiosk.open(SECTION)
    page.evaluate("() => localStorage.setItem('lantai.display', '{\"size\":\"larger\"}')")
    page.clock.run_for(121_000)
    page.wait_for_url(f"**/exhibitions/{EXHIBITION}/index.html")
    assert page.evaluate("() => localStorage.length") == 0


def test_a_kiosk_has_no_way_out_no_downloads_and_no_keyboard(kiosk: Stick) -> None:
    """Every link leads to a page of the edition or opens the viewer; nothing is offered for download or for typing."""
    pages = sorted(kiosk.folder.rglob("index.html"))
    assert len(pages) > 20
    for path in pages[:: max(1, len(pages) // 12)]:
        page = kiosk.open(path.relative_to(kiosk.folder).as_posix())
        links = page.evaluate(
            "() => [...document.links].map((each) => [each.href, each.dataset.viewer ?? each.dataset.seek ?? ''])"
        )
        own = kiosk.folder.as_uri()
        assert [
            href for href, opened in links if not opened and not (href.startswith(own) and ".html" in href)
        ] == [], path
        assert page.locator("a[download], [role=search]:visible").count() == 0
    assert not [path for path in kiosk.folder.rglob("*") if path.suffix in (".pdf", ".zip", ".csv", ".ics")]


def test_a_kiosk_has_large_targets_and_fills_the_screen_at_the_first_touch(kiosk: Stick) -> None:
    page = kiosk.open(SECTION)
    for button in page.locator(".kiosk-bar :is(a, button):visible").all():
        assert button.bounding_box()["height"] >= 56
    page.set_viewport_size({"width": 360, "height": 740})  # a telephone on a stand
    for button in page.locator(".kiosk-bar :is(a, button):visible").all():
        box = button.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360
        assert button.evaluate("element => element.scrollWidth <= element.clientWidth")
    page.evaluate("() => { Element.prototype.requestFullscreen = async function () { window.filled = true; }; }")
    page.locator("h1").tap()
    assert page.evaluate("() => window.filled") is True
