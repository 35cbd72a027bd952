"""The preview server: what a good static host would do, on this machine only.

Serves a built site on the loopback interface with byte ranges, the site's own page for missing
addresses, the security headers that the documentation recommends, and one small script that
reloads the page after a rebuild and shows problems in it.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from datetime import datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from lantai.publishing import serving
from lantai.publishing.shown import Preview, View, own
from lantai.site.config import PREVIEWS

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
"""The Content-Security-Policy under which every page works: no inline script or style, nothing from elsewhere."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}

_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")
_INSERT = '<script type="module" src="/__preview__/preview.js?page={}"></script>'
_PATIENCE = 20
"""Seconds for which a page waits for news before it asks again."""
_CHUNK = 256 * 1024
_ASSETS = ("preview.js", "bar.js", "notes.js", "picker.js", "preview.css")
_LONGEST_REQUEST = 1024


def serve(preview: Preview, port: int) -> ThreadingHTTPServer:
    """Return a server bound to 127.0.0.1 and ``port``; the caller runs it. Raises OSError if the port is taken."""
    handler = type("Handler", (_Handler,), {"preview": preview})
    return _Server(("127.0.0.1", port), handler)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves before its answer is complete is nothing to report."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    preview: Preview
    protocol_version = "HTTP/1.1"
    server_version = "Lantai"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_POST(self) -> None:
        """Take up another view. Only a page of this preview can ask: JSON from elsewhere is stopped by its origin."""
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if 0 < length <= _LONGEST_REQUEST else b""
        view = _view(body) if self.path == "/__preview__/view" and self._from_here() and self._own_origin() else None
        if view is None:
            self.close_connection = True
            self._send(HTTPStatus.BAD_REQUEST, "text/plain", b"", True)
            return
        self.preview.ask(view)
        self._send(HTTPStatus.NO_CONTENT, "text/plain", b"", True)

    def _own_origin(self) -> bool:
        return self.headers.get("Origin", "").removeprefix("http://") == self.headers.get("Host", "")

    def log_message(self, format: str, *arguments: Any) -> None:
        """Stay quiet: the terminal is for rebuilds and problems."""

    def _answer(self, body: bool) -> None:
        if not self._from_here():
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"", body)
            return
        address = unquote(urlsplit(self.path).path)
        if address.startswith("/__preview__/"):
            self._answer_own(address.removeprefix("/__preview__/"), body)
            return
        path = self.preview.find(address)
        if path is None:
            other = serving.otherwise_packed(urlsplit(self.path).path)
            if other and self.preview.find(unquote(other)):
                self._redirect(HTTPStatus.FOUND, other)
            else:
                self._answer_missing(body)
        elif path.is_dir():
            self._redirect(HTTPStatus.MOVED_PERMANENTLY, urlsplit(self.path).path + "/")
        else:
            self._send_file(path, body)

    def _redirect(self, status: HTTPStatus, address: str) -> None:
        self.send_response(status)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer_missing(self, body: bool) -> None:
        status, content = self.preview.missing()
        self._send(status, "text/html; charset=utf-8", _with_script(content), body)

    def _from_here(self) -> bool:
        """Refuse names other than this machine's, so that no web page elsewhere can read the preview."""
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        return host in ("127.0.0.1", "localhost", "[::1]")

    def _answer_own(self, name: str, body: bool) -> None:
        if name == "state":
            asked = dict(parse_qsl(urlsplit(self.path).query))
            after = int(asked["after"]) if asked.get("after", "").isdecimal() else -1
            state = self.preview.state(after, _PATIENCE)
            if "page" in asked:
                state["page"] = _digest(self.preview.page(asked["page"]))
            self._send(HTTPStatus.OK, "application/json", json.dumps(state, ensure_ascii=False).encode(), body)
        elif name in _ASSETS:
            content = own(name)
            kind = "text/javascript" if name.endswith("js") else "text/css"
            self._send(HTTPStatus.OK, f"{kind}; charset=utf-8", content, body)
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", b"", body)

    def _send_file(self, path: Path, body: bool) -> None:
        kind = serving.content_type(path.name)
        if path.suffix == ".html":
            self._send(HTTPStatus.OK, kind, _with_script(path.read_bytes()), body)
            return
        size = path.stat().st_size
        wanted = self._range(size)
        if wanted is None:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{size}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        start, end, partial = wanted
        self.send_response(HTTPStatus.PARTIAL_CONTENT if partial else HTTPStatus.OK)
        if partial:
            self.send_header("Content-Range", f"bytes {start}-{end - 1}/{size}")
        self.send_header("Accept-Ranges", "bytes")
        self._headers(kind, end - start)
        if body:
            self._copy(path, start, end)

    def _range(self, size: int) -> tuple[int, int, bool] | None:
        """Return (start, end, partial) for the Range header; None if it cannot be satisfied (RFC 9110, 14.2)."""
        header = self.headers.get("Range")
        match = _RANGE.match(header.strip()) if header else None
        if not match or match.group(0) == "bytes=-":
            return 0, size, False
        first, last = match.groups()
        if first == "":
            start, end = max(0, size - int(last)), size
        else:
            start, end = int(first), min(size, int(last) + 1) if last else size
        return (start, end, True) if start < end else None

    def _copy(self, path: Path, start: int, end: int) -> None:
        with path.open("rb") as stream:
            stream.seek(start)
            left = end - start
            while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
                self.wfile.write(chunk)
                left -= len(chunk)

    def _send(self, status: HTTPStatus, kind: str, content: bytes, body: bool) -> None:
        self.send_response(status)
        self._headers(kind, len(content))
        if body:
            self.wfile.write(content)

    def _headers(self, kind: str, length: int) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()


def _view(body: bytes) -> View | None:
    """Return the view that a request asks for, None if it is not one."""
    try:
        asked = json.loads(body)
        shows, at = asked["shows"], asked["at"]
        if shows not in PREVIEWS or not isinstance(at, str):
            return None
        if at:
            datetime.fromisoformat(at)
    except (ValueError, KeyError, TypeError):
        return None
    return View(shows, at)


def _with_script(html: bytes) -> bytes:
    head, mark, rest = html.rpartition(b"</body>")
    script = _INSERT.format(_digest(html)).encode()
    return head + script + mark + rest if mark else html + script


def _digest(page: bytes) -> str:
    """Return what tells one state of a page from another."""
    return hashlib.sha256(page).hexdigest()[:16]
