"""Search engines get every listed page once, in files no larger than they read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from harness import ROOT
from lantai.publishing import sitemap
from lantai.site.pages import Page
from small import build, make_site, record

BASE = "https://archives.example.cn"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


PROTOCOL = ROOT / "tests" / "node_modules" / "sitemap" / "schema" / "sitemap.xsd"
"""The schema of sitemaps.org, as a package of npm has it."""


def _page(address: str, *, listed: bool = True, updated: date | None = None) -> Page:
    return Page(
        address=address, template="t", title="t", kind="page", language="zh-Hans", listed=listed, updated=updated
    )


def _locations(text: str) -> list[str]:
    return [node.text or "" for node in etree.fromstring(text.encode()).iter(LOC)]


def test_listed_pages_stand_in_the_sitemap_with_full_addresses() -> None:
    pages = [_page("/b/"), _page("/a/卷&1/", updated=date(2026, 6, 9)), _page("/hidden/", listed=False)]
    made = dict(sitemap.files(pages, BASE))
    assert _locations(made["/sitemap.xml"]) == [f"{BASE}/a/%E5%8D%B7&1/", f"{BASE}/b/"]
    assert "<lastmod>2026-06-09</lastmod>" in made["/sitemap.xml"]
    assert made["/robots.txt"] == f"User-agent: *\nAllow: /\nSitemap: {BASE}/sitemap.xml\n"


def test_many_pages_are_split_and_the_index_lists_the_files() -> None:
    made = dict(sitemap.files([_page(f"/{n}/") for n in range(5)], BASE, most=2))
    assert _locations(made["/sitemap.xml"]) == [f"{BASE}/sitemap-{n}.xml" for n in (1, 2, 3)]
    assert [len(_locations(made[f"/sitemap-{n}.xml"])) for n in (1, 2, 3)] == [2, 2, 1]


def test_a_site_that_does_not_know_its_address_has_no_sitemap() -> None:
    assert dict(sitemap.files([_page("/a/")], "")) == {"/robots.txt": "User-agent: *\nAllow: /\n"}


_W3C = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?")
"""W3C Datetime, as the protocol demands of lastmod."""
_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_MEMBERS = {
    "urlset": ("url", ["loc", "lastmod", "changefreq", "priority"]),
    "sitemapindex": ("sitemap", ["loc", "lastmod"]),
}


def _obeys(content: bytes, base_url: str) -> list[str]:
    """Return the addresses of a sitemap that is as the protocol says, element by element."""
    assert len(content) <= 52_428_800
    assert content.decode("utf-8").startswith('<?xml version="1.0" encoding="UTF-8"?>')
    root = etree.fromstring(content)
    if root.tag == f"{_NAMESPACE}urlset":
        etree.XMLSchema(etree.parse(str(PROTOCOL))).assertValid(root)
    item, allowed = _MEMBERS[root.tag.removeprefix(_NAMESPACE)]
    assert root.tag.startswith(_NAMESPACE) and not root.attrib
    assert 1 <= len(root) <= 50_000
    found = []
    for entry in root:
        assert entry.tag == _NAMESPACE + item and not entry.attrib
        names = [child.tag.removeprefix(_NAMESPACE) for child in entry]
        assert names[0] == "loc" and len(set(names)) == len(names) and set(names) <= set(allowed)
        location = entry[0].text or ""
        parts = urlsplit(location)
        assert parts.scheme in ("http", "https") and parts.netloc and not parts.fragment
        assert location.startswith(base_url + "/") and len(location) < 2048
        assert location.isascii() and not re.search(r"""[\s<>"{}|\\^`]|%(?![0-9A-F]{2})""", location)
        changed = entry.findtext(_NAMESPACE + "lastmod")
        assert changed is None or _W3C.fullmatch(changed)
        found.append(location)
    assert len(set(found)) == len(found)
    return found


def test_the_sitemap_of_a_site_obeys_the_protocol(tmp_path: Path) -> None:
    """Every address is absolute, escaped, listed once, and a page of the site; robots.txt names the sitemap."""
    site = make_site(tmp_path / "site", [record(1, "关于抢修城关堤段的通知"), record(2, "关于备足草包的通知")])
    with (site / "content" / "site.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"base_url: {BASE}/open\n")
    done = build(site)
    assert done.returncode == 0, done.stdout + done.stderr
    output, base = site / "output", f"{BASE}/open"
    found = _obeys((output / "sitemap.xml").read_bytes(), base)
    assert f"{base}/catalogue/J001/002/341-350/J001-002-0345-001/" in found
    for location in found:
        name = unquote(location.removeprefix(base + "/"))
        assert (output / name / "index.html").is_file(), location
    assert f"Sitemap: {base}/sitemap.xml" in (output / "robots.txt").read_text(encoding="utf-8").splitlines()


def test_no_file_lists_more_than_the_protocol_allows() -> None:
    """One page more than fifty thousand makes a second file; index and files obey the protocol."""
    pages = [_page(f"/catalogue/卷 {n}~&'/", updated=date(2026, 6, 9)) for n in range(50_001)]
    made = dict(sitemap.files(pages, BASE))
    parts = [_obeys(made[f"/sitemap-{n}.xml"].encode(), BASE) for n in (1, 2)]
    assert [len(part) for part in parts] == [50_000, 1]
    assert _obeys(made["/sitemap.xml"].encode(), BASE) == [f"{BASE}/sitemap-1.xml", f"{BASE}/sitemap-2.xml"]
