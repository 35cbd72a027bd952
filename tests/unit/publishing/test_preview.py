"""The preview does what a good static host does, and serves nothing outside the site."""

from __future__ import annotations

import http.client
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from lantai.publishing import glimpse
from lantai.publishing.preview import Preview, serve

Ask = http.client.HTTPConnection


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Ask]:
    root = tmp_path / "site"
    (root / "目录").mkdir(parents=True)
    (root / "index.html").write_text("<title>首页</title><body>x</body>", encoding="utf-8")
    (root / "404.html").write_text("<title>没有这一页</title>", encoding="utf-8")
    (root / "目录" / "index.html").write_text("目录", encoding="utf-8")
    (root / "data.bin").write_bytes(bytes(range(100)))
    (root / "data" / "fonds").mkdir(parents=True)
    (root / "data" / "fonds" / "J001.csv.gz").write_bytes(b"packed")
    (root / "data" / "fonds" / "J003.csv").write_bytes(b"plain")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    server = serve(Preview(root), 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=5)
    yield connection
    connection.close()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("origin", "body", "status"),
    [
        ("http://127.0.0.1:{port}", '{"shows": "public", "at": "2026-06-09T09:00"}', 204),
        ("http://evil.example", '{"shows": "public", "at": ""}', 400),
        ("http://127.0.0.1:{port}", '{"shows": "everything", "at": ""}', 400),
        ("http://127.0.0.1:{port}", '{"shows": "public", "at": "--output /"}', 400),
        ("http://127.0.0.1:{port}", "x" * 2000, 400),
    ],
)
def test_another_view_is_taken_up_only_from_a_page_of_this_preview(
    host: Ask, origin: str, body: str, status: int
) -> None:
    host.request("POST", "/__preview__/view", body, {"Origin": origin.format(port=host.port)})
    answer = host.getresponse()
    assert (answer.status, answer.read()) == (status, b"")
    host.close()


def _get(host: Ask, address: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    host.request("GET", address, headers=headers)
    answer = host.getresponse()
    return answer.status, answer.read(), dict(answer.getheaders())


@pytest.mark.parametrize(
    ("asked", "status", "content", "content_range"),
    [
        ("bytes=0-3", 206, bytes([0, 1, 2, 3]), "bytes 0-3/100"),
        ("bytes=98-", 206, bytes([98, 99]), "bytes 98-99/100"),
        ("bytes=-2", 206, bytes([98, 99]), "bytes 98-99/100"),
        ("bytes=98-500", 206, bytes([98, 99]), "bytes 98-99/100"),
        ("bytes=100-", 416, b"", "bytes */100"),
        ("bytes=-", 200, bytes(range(100)), None),
        ("lines=1-2", 200, bytes(range(100)), None),
    ],
)
def test_byte_ranges_follow_rfc_9110(
    host: Ask, asked: str, status: int, content: bytes, content_range: str | None
) -> None:
    got, body, headers = _get(host, "/data.bin", Range=asked)
    assert (got, body, headers.get("Content-Range")) == (status, content, content_range)


def test_a_missing_page_gets_the_sites_own_words(host: Ask) -> None:
    status, body, _ = _get(host, "/nowhere/")
    assert status == 404 and "没有这一页" in body.decode()


def test_chinese_addresses_and_missing_slashes_work(host: Ask) -> None:
    status, body, _ = _get(host, "/%E7%9B%AE%E5%BD%95/")
    assert status == 200 and body.decode().startswith("目录")
    status, _, headers = _get(host, "/%E7%9B%AE%E5%BD%95")
    assert (status, headers["Location"]) == (301, "/%E7%9B%AE%E5%BD%95/")


def test_a_download_that_was_compressed_is_found_under_its_earlier_address(host: Ask) -> None:
    status, _, headers = _get(host, "/data/fonds/J001.csv")
    assert (status, headers["Location"]) == (302, "/data/fonds/J001.csv.gz")
    assert _get(host, "/data/fonds/J001.csv.gz")[:2] == (200, b"packed")
    assert _get(host, "/data/fonds/J002.csv")[0] == 404


def test_a_download_that_is_no_longer_compressed_is_found_too(host: Ask) -> None:
    status, _, headers = _get(host, "/data/fonds/J003.csv.gz")
    assert (status, headers["Location"]) == (302, "/data/fonds/J003.csv")
    assert _get(host, "/data/fonds/J002.csv.gz")[0] == 404


@pytest.mark.parametrize(
    "address", ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//secret.txt", "/%00", "/..\\secret.txt"]
)
def test_nothing_outside_the_site_is_served(host: Ask, address: str) -> None:
    status, body, _ = _get(host, address)
    assert status == 404 and b"secret" not in body


def test_a_name_that_is_not_this_machines_is_refused(host: Ask) -> None:
    """A web page elsewhere must not read the preview by pointing its own name here (DNS rebinding)."""
    status, body, _ = _get(host, "/", Host="evil.example")
    assert status == 403 and body == b""


def test_pages_carry_the_policy_and_the_reload_script(host: Ask) -> None:
    _, body, headers = _get(host, "/")
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert body.startswith("<title>首页</title><body>x<script".encode())
    assert b'src="/__preview__/preview.js?page=' in body and body.endswith(b'"></script></body>')


def test_a_glimpse_is_shown_before_the_site(host: Ask, tmp_path: Path) -> None:
    glimpse = tmp_path / ".site.glimpse"
    glimpse.mkdir()
    (glimpse / "index.html").write_text("<body>刚存的</body>", encoding="utf-8")
    assert "刚存的" in _get(host, "/")[1].decode()
    assert _get(host, "/data.bin")[1] == bytes(range(100))
    (glimpse / "index.html").unlink()
    assert "首页" in _get(host, "/")[1].decode()


def test_a_page_learns_from_the_state_that_it_is_another_now(host: Ask, tmp_path: Path) -> None:
    sent = re.findall(rb"preview\.js\?page=(\w+)", _get(host, "/")[1])
    told = json.loads(_get(host, "/__preview__/state?page=/")[1])
    assert told["page"].encode() == sent[0]
    (tmp_path / "site" / "index.html").write_text("<body>y</body>", encoding="utf-8")
    assert json.loads(_get(host, "/__preview__/state?page=/")[1])["page"] != told["page"]


def test_whoever_knows_the_state_is_answered_when_it_changes() -> None:
    preview = Preview(Path("site"))
    number = preview.state()["number"]
    assert preview.state(after=number)["number"] == number
    threading.Timer(0.05, lambda: preview.rebuilt([], changed=True)).start()
    told = preview.state(after=number, patience=20)
    assert told["version"] == 1 and not told["building"]


def test_a_glimpse_replaces_what_is_wrong_in_its_exhibition_alone() -> None:
    preview = Preview(Path("site"))
    old = [
        {"place": {"file": name}} for name in ("exhibitions/a/01-x.md", "exhibitions/b/01-x.md", "content/site.yaml")
    ]
    preview.rebuilt(old, changed=True)
    new = {"place": {"file": "exhibitions/a/02-y.md"}}
    preview.glimpsed(("exhibitions/a/",), [new])
    assert preview.state()["problems"] == [*old[1:], new]


@pytest.mark.parametrize(
    ("saved", "found"),
    [
        (["/s/exhibitions/a/01-x.md", "/s/exhibitions/a/media/p.jpg", "/s/exhibitions/b/figures.yaml"], {"a", "b"}),
        (["/s/exhibitions/a/01-x.md", "/s/content/site.yaml"], set()),
        (["/s/exhibitions/a"], set()),
        (["/elsewhere/exhibitions/a/01-x.md"], set()),
    ],
)
def test_only_what_is_saved_in_exhibitions_alone_is_glimpsed(saved: list[str], found: set[str]) -> None:
    assert glimpse.exhibitions_of(Path("/s"), saved) == found
