"""Addresses are stable, links work at any depth and in any folder."""

from __future__ import annotations

from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantai.site.routes import Routes, dated, output_path, relative


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/catalogue/J001/", "catalogue/J001/index.html"),
        ("/data/open.csv", "data/open.csv"),
        ("/catalogue/J001/#J001-1", "catalogue/J001/index.html"),
        ("/r/?J001-1", "r/index.html"),
        ("/404.html", "404.html"),
    ],
)
def test_each_address_has_one_file(address: str, path: str) -> None:
    assert output_path(address) == path


@pytest.mark.parametrize(
    ("kind", "name", "addresses"),
    [
        ("exhibition", "flood", ("/exhibitions/flood/", "/en/exhibitions/flood/")),
        ("lesson", "flood", ("/learn/flood/", "/en/learn/flood/")),
        ("archives-day", "2026", ("/archives-day/2026/", "/en/archives-day/2026/")),
        ("page", "about", ("/about/", "/en/about/")),
        ("page", "about.en", ("/en/about/",)),
        ("institutions", "main", ("/institutions/main/", "/en/institutions/main/")),
        ("publications", "annals", ("/publications/annals/", "/en/publications/annals/")),
        ("heritage", "maps", ("/heritage/maps/", "/en/heritage/maps/")),
        ("appeals", "photographs.en", ("/en/appeals/photographs/",)),
        ("event", "2026/talk", ()),
    ],
)
def test_what_staff_date_has_an_address_in_each_language(kind: str, name: str, addresses: tuple[str, ...]) -> None:
    """A thing on a shelf stands below it, a translation with a time of its own only in its language."""
    assert dated(kind, name, ("zh-Hans", "en")) == addresses


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("/", "/", "./"),
        ("/search/", "/catalogue/J001/", "../../search/"),
        ("/catalogue/J001/", "/catalogue/J001/", "./"),
        ("/catalogue/J001/#a", "/catalogue/", "J001/#a"),
        ("/theme/x/site.css", "/404.html", "theme/x/site.css"),
        ("/r/?Z109-WS·2011", "/", "r/?Z109-WS·2011"),
        ("https://example.org/a", "/x/", "https://example.org/a"),
        ("#top", "/x/", "#top"),
        ("/catalogue/A:1/", "/catalogue/", "./A:1/"),
    ],
)
def test_links_are_relative(target: str, page: str, link: str) -> None:
    assert unquote(relative(target, page)) == link


_SEGMENT = st.text(
    st.characters(codec="utf-8", exclude_characters="/?#%.\\", exclude_categories=("C", "Z")), min_size=1, max_size=6
)
_ADDRESS = st.lists(_SEGMENT, max_size=4).map(lambda parts: "/" + "".join(part + "/" for part in parts))


@given(_ADDRESS, _ADDRESS, st.sampled_from(["", "/archive", "/a/b"]))
def test_a_browser_that_follows_the_link_arrives(target: str, page: str, prefix: str) -> None:
    """RFC 3986 resolution of the link, from wherever the site is mounted, gives the target."""
    arrived = urljoin(f"https://example.org{prefix}{page}", relative(target, page))
    assert unquote(arrived) == f"https://example.org{prefix}{target}"


def test_other_languages_have_a_prefix() -> None:
    assert Routes("zh-Hans", "zh-Hans").exhibition("flood") == "/exhibitions/flood/"
    assert Routes("en", "zh-Hans").exhibition("flood", "dike") == "/en/exhibitions/flood/dike/"
