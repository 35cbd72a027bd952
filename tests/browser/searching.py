"""What the tests of the search page share: a site of 3,000 records, a page that is watched, waiting for an answer."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
from bench.titles import records
from tests.browser import search_site

from lantai.search.themes import Theme
from lantai.site.languages import LocalText
from lantai.site.pages import Leaf, Page

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


FLOOD = LocalText((("zh-Hans", "防汛"), ("en", "Floods")))
"""The title of a theme that holds every third record."""


@dataclass
class Held:
    """Paths with this ``part`` are answered with ``pieces`` of the file, of so many, each after some ``seconds``."""

    part: str
    pieces: int
    of: int
    seconds: float
    most: int = 1000
    asked: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def silent(part: str, *, half: bool = False, most: int = 1000) -> Iterator[Held]:
    """Let the server take requests for paths with this ``part`` (``most``) and never answer, or stop half-way."""
    with _holding(Held(part, int(half), 2, 0, most)) as held:
        yield held


@contextmanager
def trickling(part: str, *, pieces: int, seconds: float) -> Iterator[Held]:
    """Let it send what has this ``part`` in so many ``pieces``, each after so many ``seconds``."""
    with _holding(Held(part, pieces, pieces, seconds)) as held:
        yield held


@contextmanager
def _holding(held: Held) -> Iterator[Held]:
    _Quiet.held = held
    try:
        yield held
    finally:
        _Quiet.held = None
        held.over.set()


class _Quiet(SimpleHTTPRequestHandler):
    held: Held | None = None

    def log_message(self, *arguments: Any) -> None:
        pass

    def do_GET(self) -> None:
        held = _Quiet.held
        if held is None or held.part not in self.path or len(held.asked) >= held.most:
            super().do_GET()
            return
        held.asked.append(self.path)
        if held.pieces:
            data = Path(self.translate_path(self.path)).read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(self.path))
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            size = -(-len(data) // held.of)
            for start in range(0, held.pieces * size, size):
                held.over.wait(held.seconds)
                self.wfile.write(data[start : start + size])
                self.wfile.flush()
        if held.pieces < held.of:
            held.over.wait(120)

    def end_headers(self) -> None:
        if re.search(r"/search/index/[0-9a-f]{16}/", self.path):
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.send_header("Content-Security-Policy", "default-src 'self'; object-src 'none'; base-uri 'none'")
        super().end_headers()


@contextmanager
def made(folder: Path) -> Iterator[str]:
    """The address of a site of 3,000 records that is built into ``folder`` and served from ``/sub/``."""
    table = records(3000)
    title = "<img src=x onerror=alert(1)> 臺灣光復後之學校"
    table = table.with_columns(title=table["title"].scatter(7, title))
    theme = Theme("flood", FLOOD.in_("zh-Hans"), np.arange(0, 3000, 3, np.uint32))
    search_site.make(folder / "sub", table, [EXHIBITION, *DIARY], [(theme, FLOOD)])
    with served(folder) as address:
        yield address


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the site in ``folder``, below ``sub``."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *a: _Quiet(*a, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sub"
    server.shutdown()
    server.server_close()


@contextmanager
def watched(browser: Any, width: int = 1200) -> Iterator[Any]:
    """A new page; an uncaught error or a refusal by the policy fails the test."""
    context = browser.new_context(viewport={"width": width, "height": 900})
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
