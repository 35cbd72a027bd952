"""Search engines get every listed page once, in files no larger than they read."""

from __future__ import annotations

from datetime import date

from lxml import etree

from lantai.publishing import sitemap
from lantai.site.pages import Page

BASE = "https://archives.example.cn"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


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
