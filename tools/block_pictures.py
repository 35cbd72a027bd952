"""Takes the pictures of the guide to blocks from a built demonstration site, with a headless Chromium.

    python3 -m lantai site --site DEMO --output BUILT && python tools/block_pictures.py BUILT

writes ``docs/images/blocks/<zh|en>/<block>.webp``: each block as visitors see it in the first place that shows it.
A block that no English page shows keeps only its Chinese picture.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "plugins"))

from PIL import Image  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from lantai import files  # noqa: E402
from lantai.prose.blocks import REGISTRY  # noqa: E402
from lantai.publishing import preview  # noqa: E402

TARGET = ROOT / "docs" / "images" / "blocks"
WIDTH, TALLEST = 1060, 780
"""Of the window, in pixels: wide enough for columns, no taller than a look."""
SHOWN = 820
"""Width of a picture in pixels, at most."""

QUALITY = 55
FIRST = "lanxi-flood-1954"
"""The exhibition whose pages are looked at first: the only one in both languages."""

_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--force-color-profile=srgb")
_PLAIN = "#lantai-preview, #lantai-bar, .reading-progress, .picker-start { display: none !important }"
_IN_PLACE = ("phrase", "step")
"""What is only understood with what stands around it."""

_LOADED = """async (block) => {
  const images = [...block.querySelectorAll("img")];
  for (const details of [block, ...block.querySelectorAll("details")]) details.open = true;
  for (const image of images) image.loading = "eager";
  await Promise.all(images.map((image) => image.decode().catch(() => {})));
}"""
_SELECTORS = {"step": ".story-step:nth-child(2)", "phrase": "a.phrase"}


def main(built: Path) -> None:
    """Take every picture; says which blocks no page shows."""
    server = preview.serve(preview.Preview(built), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_address[1]}"
    with sync_playwright() as playwright:
        chromium = os.environ.get("LANTAI_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=list(_ARGUMENTS))
        for language, prefix in (("zh", ""), ("en", "en/")):
            context = browser.new_context(
                viewport={"width": WIDTH, "height": TALLEST}, reduced_motion="reduce", bypass_csp=True
            )
            _take(context.new_page(), origin, built, language, prefix)
            context.close()
        browser.close()
    server.shutdown()
    total = sum(path.stat().st_size for path in TARGET.rglob("*.webp"))
    print(f"{len(list(TARGET.rglob('*.webp')))} pictures, {total / 1e6:.2f} MB")


def _take(page: Page, origin: str, built: Path, language: str, prefix: str) -> None:
    wanted = {name: _SELECTORS.get(name, f'[data-block="{name}"]') for name in (*REGISTRY, "phrase")}
    for address in _pages(built, prefix):
        if not wanted:
            return
        page.goto(f"{origin}/{address}")
        page.add_style_tag(content=_PLAIN)
        page.wait_for_timeout(400)
        for name in [name for name, selector in wanted.items() if page.locator(selector).count()]:
            files.write(TARGET / language / f"{name}.webp", _picture(page, wanted.pop(name), name))
    if wanted and language == "zh":
        print("no page shows:", ", ".join(wanted), file=sys.stderr)


def _pages(built: Path, prefix: str) -> Iterator[str]:
    """Yield the addresses of exhibitions' pages, those of the first one before all others."""
    root = built / prefix / "exhibitions"
    found = sorted(root.glob("*/*/index.html"), key=lambda path: (FIRST not in path.parts, path))
    for path in [*found, *sorted(root.glob("*/index.html"))]:
        yield path.parent.relative_to(built).as_posix() + "/"


def _picture(page: Page, selector: str, name: str) -> bytes:
    """Return one block as WebP, cut below where a reader has seen enough; what moves is seen where it has moved to."""
    element = page.locator(selector).first
    element.evaluate(_LOADED)
    if name in _IN_PLACE:
        element.evaluate("(block) => block.scrollIntoView({block: 'center'})")
        if name == "phrase":
            element.click()
        page.wait_for_timeout(1200)
        return _webp(page.screenshot())
    element.evaluate("(block) => scrollTo(0, scrollY + block.getBoundingClientRect().top - 12)")
    page.wait_for_timeout(600)
    box = element.bounding_box() or {"x": 0.0, "y": 0.0, "width": WIDTH, "height": TALLEST}
    top = max(box["y"] - 12, 0)
    height = min(box["height"] + 24, TALLEST, TALLEST - top)
    clip: Any = {"x": max(box["x"] - 12, 0), "y": top, "width": min(box["width"] + 24, WIDTH), "height": height}
    return _webp(page.screenshot(clip=clip))


def _webp(screenshot: bytes) -> bytes:
    stream = io.BytesIO()
    with Image.open(io.BytesIO(screenshot)) as image:
        image.thumbnail((SHOWN, SHOWN), Image.Resampling.LANCZOS)
        image.convert("RGB").save(stream, "WEBP", quality=QUALITY, method=6)
    return stream.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
