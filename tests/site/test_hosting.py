"""The server configurations in docs/hosting do what the preview does: policy, caching, ranges, missing pages."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness import ROOT
from lantai.publishing.preview import HEADERS, POLICY

HOSTING = ROOT / "docs" / "hosting"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
FILES = {
    "index.html": b"<title>home</title>",
    "404.html": "<title>没有这一页</title>".encode(),
    "manifest.json": b"{}",
    "iiif/flood/manifest.json": b'{"iiif": true}',
    ".hidden/x": b"x",
    ".well-known/token": b"t",
    "目录/index.html": b"list",
    "theme/0a1b2c3d4e/js/x.js": b"export {};" * 200,
    "media/dike-0a1b2c3d4e-960.webp": b"RIFF",
    "search/index/0123456789abcdef/d/0/0.bin": bytes(range(100)),
    "search/index/current.json": b"{}",
}


@pytest.mark.parametrize("name", ["nginx.conf", "apache.conf", "object-storage.md"])
def test_every_configuration_sends_the_policy_of_the_preview(name: str) -> None:
    text = (HOSTING / name).read_text(encoding="utf-8")
    assert POLICY in text
    for header, value in HEADERS.items():
        assert header in text and value in text


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[http.client.HTTPConnection]:
    """nginx with the configuration of the documentation, only its port and folder changed."""
    if NGINX is None:
        pytest.skip("nginx is not installed")
    folder = tmp_path_factory.mktemp("nginx")
    root = folder / "root"
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = (HOSTING / "nginx.conf").read_text(encoding="utf-8")
    server = server.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/archives", str(root))
    folders = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if Path(root).owner() == "root" else ""
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{folders}{server}\n}}\n",
        encoding="utf-8",
    )
    command = [NGINX, "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    for _ in range(100):
        try:
            connection.connect()
            break
        except OSError:
            time.sleep(0.05)
    yield connection
    connection.close()
    running.terminate()
    running.wait()


def _get(host: http.client.HTTPConnection, address: str, method: str = "GET", **headers: str):
    host.request(method, address, headers=headers)
    answer = host.getresponse()
    return answer.status, answer.read(), dict(answer.getheaders())


def test_nginx_sends_the_headers_of_the_preview(host: http.client.HTTPConnection) -> None:
    for address, status in (("/", 200), ("/nowhere", 404)):
        got, _, headers = _get(host, address)
        assert got == status
        assert {name: headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("address", "lasting"),
    [
        ("/theme/0a1b2c3d4e/js/x.js", True),
        ("/media/dike-0a1b2c3d4e-960.webp", True),
        ("/search/index/0123456789abcdef/d/0/0.bin", True),
        ("/search/index/current.json", False),
        ("/", False),
    ],
)
def test_only_what_is_named_by_its_content_is_kept(
    host: http.client.HTTPConnection, address: str, lasting: bool
) -> None:
    status, _, headers = _get(host, address)
    assert status == 200
    assert ("immutable" in headers["Cache-Control"]) is lasting


@pytest.mark.parametrize(
    ("address", "status", "content"),
    [
        ("/%E7%9B%AE%E5%BD%95/", 200, b"list"),
        ("/nowhere/", 404, "没有这一页".encode()),
        ("/.hidden/x", 404, "没有这一页".encode()),
        ("/manifest.json", 404, "没有这一页".encode()),
        ("/iiif/flood/manifest.json", 200, b"iiif"),
        ("/.well-known/token", 200, b"t"),
        ("/%2e%2e/nginx.conf", 400, b""),
    ],
)
def test_nginx_answers_what_is_there_and_nothing_else(
    host: http.client.HTTPConnection, address: str, status: int, content: bytes
) -> None:
    got, body, _ = _get(host, address)
    assert got == status and content in body


def test_nginx_knows_ranges_types_and_compression(host: http.client.HTTPConnection) -> None:
    status, body, _ = _get(host, "/search/index/0123456789abcdef/d/0/0.bin", Range="bytes=10-12")
    assert (status, body) == (206, bytes([10, 11, 12]))
    _, _, headers = _get(host, "/theme/0a1b2c3d4e/js/x.js", **{"Accept-Encoding": "gzip"})
    assert re.match("text/javascript", headers["Content-Type"]) and headers["Content-Encoding"] == "gzip"
    assert _get(host, "/", method="POST")[0] in (403, 405)
