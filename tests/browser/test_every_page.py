"""A page of every kind, in both languages, as the public meets it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.browser.visiting import AXE, PROMISES, Visit, Visitor, served

pytestmark = pytest.mark.browser

BOTH = (
    *("/", "/exhibitions/", "/exhibitions/names/"),
    *("/exhibitions/lanxi-flood-1954/", "/exhibitions/lanxi-flood-1954/peak/", "/exhibitions/lanxi-flood-1954/hall/"),
    *("/learn/", "/learn/flood-evidence/", "/learn/flood-evidence/teacher/"),
    *("/learn/flood-evidence/worksheet-document-basic/", "/learn/flood-evidence/activity-1/"),
    *("/archives-day/", "/archives-day/2026/"),
    *("/guides/", "/guides/access/", "/news/", "/news/2026-05-18-flood-exhibition/"),
    *("/about/", "/accessibility/", "/search/", "/sitemap/"),
)
"""Addresses that exist in Chinese and, under ``/en``, in English."""

CHINESE = (
    *(
        "/catalogue/",
        "/catalogue/J001/",
        "/catalogue/J001/002/341-350/",
        "/catalogue/Z109/1978/",
        "/catalogue/J001/002/341-350/J001-002-0345-012/",
    ),
    *(f"/learn/flood-evidence/activity-{number}/" for number in range(2, 7)),
    *("/releases/", "/releases/2026-06-09/", "/data/", "/404.html", "/requests/", "/themes/", "/themes/water/"),
    *("/search/?q=防汛", "/r/", "/r/?J999-001", "/catalogue/LS001/005/31-40/LS001-005-0032-006/"),
    *(
        "/heritage/",
        "/publications/flood-1954-documents/",
        "/institutions/lanxi/",
        "/appeals/photographs/",
        "/scripts/",
    ),
    *("/exhibitions/lanxi-flood-1954/rain/", "/exhibitions/lanxi-flood-1954/dike/"),
    *("/exhibitions/lanxi-flood-1954/people/", "/exhibitions/lanxi-flood-1954/return/"),
    *("/exhibitions/archives-day-history/", "/exhibitions/archives-day-history/themes/"),
    *("/exhibitions/lanxi-yamen/", "/exhibitions/lanxi-yamen/petition/"),
)
"""Addresses that exist in Chinese only."""

ADDRESSES = (*BOTH, *(f"/en{address}" for address in BOTH), *CHINESE)


@pytest.fixture(scope="module")
def visited(browser: Any, demo_site: Path) -> Iterator[Callable[[str], Visit]]:
    """``visited(address)`` goes there once and returns what was found."""
    assert AXE.is_file(), "axe-core is missing: run npm ci in tests/"
    with served(demo_site) as origin:
        visitor = Visitor(browser, origin)
        yield cache(visitor.visit)
        visitor.leave()


@pytest.mark.parametrize("promise", PROMISES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page(visited: Callable[[str], Visit], address: str, promise: str) -> None:
    """Every page kind keeps every promise."""
    assert visited(address).findings[promise] == []


def test_no_kind_of_page_is_left_out(demo_site: Path) -> None:
    """Each kind that the site has, by the class of its body, is among the pages above."""

    def kind(path: Path) -> str:
        found = re.search(rb'<body class="(kind-[a-z0-9-]+)', path.read_bytes())
        assert found, path
        return found[1].decode()

    paths = {
        demo_site / (name if name.endswith(".html") else name + "index.html")
        for name in (address.partition("?")[0].lstrip("/") for address in ADDRESSES)
    }
    assert {kind(path) for path in demo_site.rglob("*.html")} == {kind(path) for path in paths}
