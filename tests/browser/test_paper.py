"""What a visitor prints at once, without having scrolled, is whole: read from the very sheets that Chromium makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw
import pytest
from tests.browser.visiting import served

pytestmark = pytest.mark.browser

PAGES = (
    "/exhibitions/lanxi-flood-1954/",
    "/exhibitions/lanxi-flood-1954/rain/",
    "/exhibitions/lanxi-flood-1954/people/",
    "/exhibitions/lanxi-flood-1954/peak/",
    "/exhibitions/lanxi-yamen/proclamation/",
    "/en/exhibitions/lanxi-voices/gong/",
)
_SHOWN = """() => [...document.querySelectorAll("main img")]
  .filter((image) => image.getBoundingClientRect().width > 1).length"""


@pytest.fixture(scope="module")
def origin(demo_site: Path) -> Iterator[str]:
    with served(demo_site) as address:
        yield address


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = _context(browser, viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def _context(browser: Any, **options: Any) -> Any:
    context = browser.new_context(**options)
    # What the preview adds for the person who writes is no part of the site, and it never comes to rest.
    context.route("**/__preview__/**", lambda route: route.fulfill(body="", content_type="text/javascript"))
    return context


def sheets(page: Any) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(page.pdf(format="A4"))


@pytest.mark.parametrize("address", PAGES)
def test_every_image_is_on_the_sheets(page: Any, origin: str, address: str) -> None:
    page.goto(origin + address, wait_until="networkidle")
    printed = sheets(page)
    kind = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    count = sum(len(list(sheet.get_objects(filter=kind))) for sheet in printed)
    page.emulate_media(media="print")
    shown = page.evaluate(_SHOWN)
    assert shown >= 1 and count >= shown, f"{count} of {shown} images printed"


@pytest.mark.parametrize("address", ["/exhibitions/lanxi-flood-1954/", "/catalogue/J001/", "/guides/access/"])
def test_the_address_is_at_the_head_and_every_sheet_is_numbered(page: Any, origin: str, address: str) -> None:
    """Nothing else stands after the last words, so no sheet is printed for a foot alone."""
    page.goto(origin + address, wait_until="networkidle")
    texts = [sheet.get_textpage().get_text_bounded() for sheet in sheets(page)]
    assert address in texts[0]
    for number, text in enumerate(texts, 1):
        lines, foot = [line.strip() for line in text.splitlines()], f"{number} / {len(texts)}"
        assert lines.count(foot) == 1
        assert any(line and line != foot for line in lines), f"sheet {foot} has no words"


def test_a_phone_fetches_only_what_is_scrolled_to(browser: Any, origin: str) -> None:
    context = _context(browser, viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{origin}/exhibitions/lanxi-flood-1954/people/", wait_until="networkidle")
    assert page.evaluate("[...document.images].some((image) => !image.complete || !image.naturalWidth)")
    context.close()


def test_the_button_prints_when_the_images_have_come(page: Any, origin: str) -> None:
    page.add_init_script("""window.print = () => {
      window.printed = [...document.images].every((image) => image.complete && image.naturalWidth); };""")
    page.goto(f"{origin}/exhibitions/lanxi-flood-1954/people/")
    page.get_by_role("button", name="打印本页").click()
    page.wait_for_function("window.printed !== undefined")
    assert page.evaluate("window.printed")


def test_a_transcript_has_its_times_and_the_width_of_the_sheet(page: Any, origin: str) -> None:
    page.goto(f"{origin}/exhibitions/lanxi-voices/gong/", wait_until="networkidle")
    words = "\n".join(sheet.get_textpage().get_text_range() for sheet in sheets(page))
    assert "0:07" in words and "三点钟，堤脚冒水，带沙。水里带沙，就是出险了。" in words, (
        "a line is not broken into a column"
    )


def test_a_reader_begins_on_the_first_sheet(page: Any, origin: str) -> None:
    """A reader begins below the opening words instead of leaving the rest of the first sheet empty."""
    page.goto(f"{origin}/exhibitions/lanxi-flood-1954/people/", wait_until="networkidle")
    first = sheets(page)[0].get_textpage().get_text_range()
    assert "请求书" in first.split("第一页")[-1] and "第一页" in first


@pytest.mark.parametrize("number", range(1, 7))
def test_an_activity_fits_one_sheet(page: Any, origin: str, number: int) -> None:
    """But a picture that is seen part by part is whole on a second one, which is handed out at the end."""
    page.goto(f"{origin}/learn/flood-evidence/activity-{number}/", wait_until="networkidle")
    assert len(sheets(page)) == (2 if page.locator("[data-reveal]").count() else 1)


def test_what_is_read_by_night_is_printed_by_day(browser: Any, origin: str) -> None:
    context = _context(browser, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{origin}/exhibitions/lanxi-flood-1954/return/", wait_until="networkidle")
    drawn = pypdfium2.PdfDocument(page.pdf(format="A4", print_background=True))[0].render(scale=0.5).to_pil()
    assert drawn.convert("L").getpixel((5, 200)) > 250, "paper stays white"
    context.close()
