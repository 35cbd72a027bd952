"""The server configurations in docs/hosting do what the preview does: policy, caching, ranges, missing pages."""

from __future__ import annotations

import http.client
import itertools
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from harness import ROOT
from lantai.publishing import serving
from lantai.publishing.preview import HEADERS, POLICY
from storage import free_port, wait_for

HOSTING = ROOT / "docs" / "hosting"
APACHE = shutil.which("apache2") or shutil.which("apache2", path="/usr/sbin:/usr/local/sbin")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
FILES = {
    "data/SHA256SUMS": b"0",
    "data/fonds/J001.csv.gz": b"packed",
    "data/fonds/J002.csv": b"plain",
    "index.html": b"<title>home</title>",
    "exhibitions/flood/index.html": b"flood",
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


FILES |= {f"types/x.{extension}": b"x" for extension in serving.TYPES if extension != "html"}


@pytest.mark.parametrize("name", ["nginx.conf", "apache.conf", "object-storage.md"])
def test_every_configuration_sends_the_policy_of_the_preview(name: str) -> None:
    text = (HOSTING / name).read_text(encoding="utf-8")
    assert POLICY in text
    for header, value in HEADERS.items():
        assert header in text and value in text


@pytest.fixture(scope="module", params=["nginx", "apache"])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A server with the configuration of the documentation, only its port and folder changed."""
    program = {"nginx": NGINX, "apache": APACHE}[request.param]
    if program is None:
        pytest.skip(f"{request.param} is not installed")
    folder = tmp_path_factory.mktemp(request.param)
    folder.chmod(0o755)
    root = folder / "root"
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    port = free_port()
    command = {"nginx": _nginx, "apache": _apache}[request.param](program, folder, root, port)
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(port, running)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.connect()
    yield connection
    connection.close()
    running.terminate()
    running.wait()


Host = http.client.HTTPConnection


def _nginx(program: str, folder: Path, root: Path, port: int) -> list[str]:
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
    return [program, "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf"), "-p", str(folder)]


def _apache(program: str, folder: Path, root: Path, port: int) -> list[str]:
    """Apache as Debian packs it, without Debian's own configuration."""
    site = (HOSTING / "apache.conf").read_text(encoding="utf-8").replace("/srv/archives", str(root))
    modules = (
        "mpm_event",
        "authz_core",
        "dir",
        "mime",
        "headers",
        "deflate",
        "filter",
        "alias",
        "rewrite",
        "allowmethods",
    )
    loaded = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in modules)
    user = "#" if Path(root).owner() != "root" else ""
    (folder / "apache.conf").write_text(
        f"ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n"
        f"ErrorLog {folder}/error.log\n{loaded}TypesConfig /etc/mime.types\n"
        f"{user}User www-data\n{user}Group www-data\nDocumentRoot {root}\n{site}\n",
        encoding="utf-8",
    )
    public = Path(tempfile.gettempdir())
    for part in itertools.takewhile(lambda part: part != public, (root, *root.parents)):
        part.chmod(part.stat().st_mode | 0o055)
    return [program, "-D", "FOREGROUND", "-f", str(folder / "apache.conf")]


def _get(host: Host, address: str, method: str = "GET", **headers: str):
    host.request(method, address, headers=headers)
    answer = host.getresponse()
    return answer.status, answer.read(), dict(answer.getheaders())


def test_a_server_sends_the_headers_of_the_preview(host: Host) -> None:
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
def test_only_what_is_named_by_its_content_is_kept(host: Host, address: str, lasting: bool) -> None:
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
        ("/data/SHA256SUMS", 200, b"0"),
    ],
)
def test_a_server_answers_what_is_there_and_nothing_else(host: Host, address: str, status: int, content: bytes) -> None:
    got, body, _ = _get(host, address)
    assert got == status and content in body


@pytest.mark.parametrize("address", ["/theme/0a1b2c3d4e/js/y.js", "/search/index/0123456789abcdef/d/1/1.bin"])
def test_what_is_missing_is_not_missing_for_a_year(host: Host, address: str) -> None:
    """A page that is open while a new version is sent may ask for what is not there any more, or not yet."""
    status, _, headers = _get(host, address)
    assert status == 404 and "immutable" not in headers.get("Cache-Control", "")


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/exhibitions/flood", "/exhibitions/flood/"),
        ("/%E7%9B%AE%E5%BD%95", "/%E7%9B%AE%E5%BD%95/"),
        ("/exhibitions/flood?from=x", "/exhibitions/flood/?from=x"),
    ],
)
def test_a_folder_is_shown_under_the_address_to_which_its_links_are_relative(
    host: Host, address: str, leads: str
) -> None:
    status, _, headers = _get(host, address)
    assert status == 301 and headers["Location"].upper().endswith(leads.upper())
    assert _get(host, leads)[0] == 200


def test_a_download_that_was_compressed_is_found_under_its_earlier_address(host: Host) -> None:
    status, _, headers = _get(host, "/data/fonds/J001.csv")
    assert (status, urlsplit(headers["Location"]).path) == (302, "/data/fonds/J001.csv.gz")
    status, body, headers = _get(host, "/data/fonds/J001.csv.gz")
    assert (status, body) == (200, b"packed") and "Content-Encoding" not in headers
    assert _get(host, "/data/fonds/J002.csv")[:2] == (200, b"plain")
    assert _get(host, "/data/fonds/J003.csv")[0] == 404


def test_a_download_that_is_no_longer_compressed_is_found_too(host: Host) -> None:
    """Records were taken down, and the rest is small again. Nothing leads to itself."""
    status, _, headers = _get(host, "/data/fonds/J002.csv.gz")
    assert (status, urlsplit(headers["Location"]).path) == (302, "/data/fonds/J002.csv")
    status, _, headers = _get(host, "/data/fonds/J003.csv.gz")
    assert status == 404 or _get(host, urlsplit(headers["Location"]).path)[0] == 404


def test_a_folder_without_a_page_is_not_listed(host: Host) -> None:
    status, body, _ = _get(host, "/exhibitions/")
    assert status in (403, 404) and b"flood" not in body


def test_other_sites_may_read_open_data_and_scans_and_nothing_else(host: Host) -> None:
    """A IIIF viewer elsewhere opens a manifest only if the answer says that it may."""
    for address in ("/iiif/flood/manifest.json", "/media/dike-0a1b2c3d4e-960.webp", "/data/SHA256SUMS"):
        assert _get(host, address)[2].get("Access-Control-Allow-Origin") == "*"
    for address in ("/", "/search/index/current.json"):
        assert "Access-Control-Allow-Origin" not in _get(host, address)[2]


def test_a_server_knows_ranges_types_and_compression(host: Host) -> None:
    status, body, _ = _get(host, "/search/index/0123456789abcdef/d/0/0.bin", Range="bytes=10-12")
    assert (status, body) == (206, bytes([10, 11, 12]))
    _, _, headers = _get(host, "/theme/0a1b2c3d4e/js/x.js", **{"Accept-Encoding": "gzip"})
    assert re.match("text/javascript", headers["Content-Type"]) and headers["Content-Encoding"] == "gzip"
    assert _get(host, "/theme/0a1b2c3d4e/js/x.js", method="POST")[0] in (403, 405)


@pytest.mark.parametrize(
    "address", ["/../nginx.conf", "/%2e%2e/nginx.conf", "/%2e%2e%2fapache.conf", "/media/..%2f..%2fpid"]
)
def test_nothing_outside_the_folder_is_served(host: Host, address: str) -> None:
    status, body, _ = _get(host, address)
    assert status in (400, 403, 404) and b"Listen" not in body and b"listen" not in body


def test_every_type_is_served_as_it_is_published(host: Host) -> None:
    """nginx, Apache, the preview and object storage say the same of every kind of file there is."""
    wrong = {}
    for name in FILES:
        if name.startswith("types/"):
            _, _, headers = _get(host, f"/{name}")
            said = headers.get("Content-Type", "").partition(";")[0]
            if said != serving.content_type(name).partition(";")[0]:
                wrong[name] = said
    assert wrong == {}
