"""Looking at a page of a built site as different visitors do, and writing down everything that is wrong with it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lantai.publishing import preview

AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
"""axe-core, installed from tests/package.json; it knows nothing of how our pages are made."""

WIDTHS = (360, 768, 1440)
"""A phone, a tablet, a desk."""
_DESK = {"width": WIDTHS[-1], "height": 900}

_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
_CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
_TOUCH = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}

_LISTEN = """
window.__refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""
_AXE = """
async (options) => (await axe.run(document, options)).violations.flatMap((found) =>
  found.nodes.map((node) => `${found.id}: ${node.target.join(" ")} | ${node.html.slice(0, 160)} | ${
    (node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? found.help}`))
"""
_OVERFLOW = """
() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = [...document.querySelectorAll("body *")].filter((each) => {
    const box = each.getBoundingClientRect();
    return box.width && box.right > wide + 1;
  });
  return [`${document.documentElement.scrollWidth} > ${wide}: ` +
    out.slice(0, 4).map((each) => each.tagName + "." + each.className).join(", ")];
}
"""
_FOCUS = """
() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const style = getComputedStyle(here), box = here.getBoundingClientRect();
  const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {name: `${here.tagName}.${here.className} ${here.textContent.trim().slice(0, 30)}`,
          shown, seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight};
}
"""


@dataclass
class Visit:
    """What was found on one page, by promise; an empty list keeps the promise."""

    findings: dict[str, list[str]] = field(default_factory=dict)

    def note(self, promise: str, found: list[str]) -> None:
        self.findings.setdefault(promise, []).extend(found)


PROMISES = (
    "passes axe",
    "has targets for fingers",
    "has contrast in the dark",
    "obeys the strict policy",
    "has no errors",
    "asks no other host",
    "fits the window",
    "has one heading of the first level",
    "works by keyboard",
    "works without JavaScript",
)


@contextmanager
def served(output: Path) -> Iterator[str]:
    """Serve a built site under the recommended headers; yields its origin."""
    server = preview.serve(preview.Preview(output), 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Visitor:
    """Goes from page to page of a site, in one window with JavaScript and one without, and stores nothing for the next.

    Whoever comes with a new window to each page needs two and a half times as long.
    """

    def __init__(self, browser: Any, origin: str) -> None:
        self._origin = origin
        self._seen = Visit()
        self._window = self._opened(browser)
        self._plain = self._opened(browser, java_script_enabled=False, viewport={"width": 360, "height": 800})

    def visit(self, address: str) -> Visit:
        """Open a page with a mouse, a phone, at night, by keyboard and without JavaScript."""
        self._seen = seen = Visit({promise: [] for promise in PROMISES})
        self._window.set_viewport_size(_DESK)
        _open(self._window, self._origin + address)
        _look(self._window, seen)
        _press_keys(self._window, seen)
        self._window.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        _open(self._plain, self._origin + address)
        _read_plainly(self._plain, seen)
        return seen

    def leave(self) -> None:
        """Close both windows."""
        for page in (self._window, self._plain):
            page.context.close()

    def _opened(self, browser: Any, **options: Any) -> Any:
        context = browser.new_context(**({"viewport": _DESK, "reduced_motion": "reduce"} | options))
        page = context.new_page()
        page.add_init_script(_LISTEN)
        # What the preview adds for the person who writes is no part of the site.
        context.route("**/__preview__/**", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.on("console", lambda said: said.type == "error" and self._seen.note("has no errors", [said.text]))
        page.on("pageerror", lambda error: self._seen.note("has no errors", [str(error)]))
        page.on("request", lambda asked: self._note_other_host(asked.url))
        return page

    def _note_other_host(self, url: str) -> None:
        if not url.startswith((self._origin + "/", "data:", "blob:")):
            self._seen.note("asks no other host", [url])


def _open(page: Any, url: str) -> None:
    page.goto(url, wait_until="load")
    page.wait_for_timeout(150)


def violations(page: Any, **options: Any) -> list[str]:
    """Return what axe finds on the page as it stands: WCAG 2.2 to level AA, and best practice."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(_AXE, _RULES | options)


def _look(page: Any, seen: Visit) -> None:
    """Judge the page on the desk in full, on a phone again, in the dark by its colours."""
    seen.note("passes axe", violations(page))
    count = page.locator("h1").count()
    seen.note("has one heading of the first level", [] if count == 1 else [f"{count} × h1"])
    page.emulate_media(color_scheme="dark")
    seen.note("has contrast in the dark", page.evaluate(_AXE, _CONTRAST))
    page.emulate_media(color_scheme="light")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        seen.note("fits the window", page.evaluate(_OVERFLOW))
        if width == WIDTHS[0]:
            seen.note("has targets for fingers", page.evaluate(_AXE, _TOUCH))
    seen.note("obeys the strict policy", page.evaluate("() => window.__refused"))


def _focus(page: Any) -> dict[str, Any] | None:
    """Return what has the focus, after giving the page a second to scroll there (it may do so smoothly)."""
    focus = page.evaluate(_FOCUS)
    for _ in range(10):
        if focus is None or focus["seen"]:
            break
        page.wait_for_timeout(100)
        focus = page.evaluate(_FOCUS)
    return focus


def _press_keys(page: Any, seen: Visit) -> None:
    """Walk through the page with the tab key: the skip link is first and works, and the focus can be seen."""
    page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    page.evaluate("() => getSelection().collapse(document.body, 0)")
    page.keyboard.press("Tab")
    if not page.evaluate("() => document.activeElement.matches('.skip')"):
        seen.note("works by keyboard", [f"first comes {page.evaluate(_FOCUS)}"])
        return
    for _ in range(25):
        focus = _focus(page)
        if focus is None:
            break
        if not focus["shown"] or not focus["seen"]:
            seen.note("works by keyboard", [json.dumps(focus, ensure_ascii=False)])
        page.keyboard.press("Tab")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    if not page.evaluate("() => document.activeElement?.id === 'main'"):
        seen.note("works by keyboard", ["the skip link does not lead to the content"])


def _read_plainly(page: Any, seen: Visit) -> None:
    """Without JavaScript the way around and the content are there, and nothing promises what cannot work."""
    lacking = [
        selector
        for selector in ("main h1", ".site-nav a", "main a, main p")
        if not page.locator(selector).first.is_visible()
    ]
    seen.note("works without JavaScript", [f"not visible: {selector}" for selector in lacking])
    words = page.locator("main").inner_text()
    seen.note("works without JavaScript", [] if len(words.strip()) > 20 else [f"the page only says: {words!r}"])
