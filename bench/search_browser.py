"""Search in a slowed browser: time to the first result and memory of the tab, as a visitor's phone would have it.

    python bench/search_browser.py [RECORDS] [QUERIES]        (PYTHONPATH=plugins:.)

Chromium with a page four times slower (CDP; its worker is not: what that computes is some milliseconds), a server that
waits 70 ms before it answers and gives 10 Mbit/s to all answers together, over HTTP/1.1, with the cache headers of
docs/hosting. Made-up titles of ``bench/titles.py``, random parts of titles in lengths 1-12, each in a browser context
of its own with an empty cache: typed into a page whose index is open, from the last key to the first result; and from
an address that was never visited. Memory is what the browser counts of the page and its worker together
(``measureUserAgentSpecificMemory``) after all queries were asked one after another in one tab.
"""

from __future__ import annotations

import contextlib
import gzip
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bench.titles import records
from tests.browser import search_site

from lantai.search import client, quality

CPU_RATE, LATENCY_MS, BYTES_PER_SECOND = 4, 70, 10_000_000 / 8
_PACKET = 8 * 1024
_LINE = threading.Lock()
"""Held while a packet is on its way: all answers share one line."""
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-blink-features=ForceEagerMeasureMemory",
]  # fmt: skip
_ANSWERED = """() => document.body && !document.body.hasAttribute('data-searching')
  && (document.querySelector('#search-records .hit') || document.getElementById('search-nothing')?.hidden === false)"""
_ASK = """query => {
  const input = document.getElementById('search-q');
  input.value = query;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  const started = performance.now();
  return new Promise((resolve) => {
    const look = () => {
      const nothing = document.getElementById('search-nothing')?.hidden === false;
      if (nothing || document.querySelector('#search-records .hit')) resolve(performance.now() - started);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}"""


class _Files(SimpleHTTPRequestHandler):
    """Serves text compressed, as documented for hosts; an index is compressed already."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments: Any) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        text = path.suffix in (".html", ".js", ".css", ".json")
        data = gzip.compress(data) if text else data
        self.send_response(200)
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")  # or the browser tells no one of memory
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        self.send_header("Content-Type", self.guess_type(str(path)))
        if text:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        kept = re.match(r"/theme/|/search/index/[0-9a-f]{16}/", self.path)
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if kept else "no-cache")
        self.end_headers()
        time.sleep(LATENCY_MS / 1000)
        with contextlib.suppress(ConnectionError):  # the page was closed meanwhile
            for start in range(0, len(data), _PACKET):
                piece = data[start : start + _PACKET]
                with _LINE:
                    time.sleep(len(piece) / BYTES_PER_SECOND)
                self.wfile.write(piece)


def main(count: int = 100_000, queries: int = 60) -> None:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = records(count)
        search_site.make(folder / "site", table, [])
        theme = folder / "site" / search_site.THEME.strip("/")
        client.pack(theme / "js" / "search", search_site.ROOT / "theme")
        shutil.rmtree(theme / "fonts", ignore_errors=True)
        asked = quality.random_parts(table["title"].to_list(), queries, seed=5)
        server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *a: _Files(*a, directory=str(folder / "site")))
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a page was closed meanwhile
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                _report(count, browser, f"http://127.0.0.1:{server.server_port}/search/", asked)
                browser.close()
        finally:
            server.shutdown()
            server.server_close()


def _report(count: int, browser: Any, address: str, asked: list[str]) -> None:
    first, cold = [], []
    for number, query in enumerate(asked):
        context = browser.new_context(viewport={"width": 360, "height": 740})
        page = context.new_page()
        _slow_down(context, page)
        if number % 4 == 0:  # the page itself and the opening of the index included
            start = time.perf_counter()
            page.goto(f"{address}?q={query}", wait_until="commit")
            page.wait_for_function(_ANSWERED, timeout=60_000)
            cold.append((time.perf_counter() - start) * 1000)
        else:
            _opened(page, address)
            page.wait_for_timeout(1500)
            first.append(page.evaluate(_ASK, query))
        context.close()
    print(f"| {count:,} | {_three(first)} | {_three(cold)} | {_megabytes(browser, address, asked):.1f} |")


def _opened(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_function("() => document.body?.hasAttribute('data-search-ready')")
    page.wait_for_function(_ANSWERED.replace("search-nothing", "search-idle"), timeout=60_000)


def _slow_down(context: Any, page: Any) -> None:
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_RATE})


def _megabytes(browser: Any, address: str, asked: list[str]) -> float:
    """Return what page and worker hold after a visitor has asked for everything, one after another."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    _opened(page, address)
    for query in asked:
        page.evaluate(_ASK, query)
        page.wait_for_timeout(300)
    found = page.evaluate("async () => (await performance.measureUserAgentSpecificMemory()).bytes")
    context.close()
    return found / 1e6


def _three(values: list[float]) -> str:
    ordered = sorted(values)
    return f"{statistics.median(ordered):.0f} / {ordered[int(0.9 * (len(ordered) - 1))]:.0f} / {ordered[-1]:.0f}"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
