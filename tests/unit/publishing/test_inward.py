"""A link to a fonds or a release that is not public is told where it stands, before anything is built."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from lantai.catalogue.model import Catalogue, FondsSummary, ReleaseSummary
from lantai.publishing import inward
from lantai.site import config


@pytest.fixture
def site(tmp_path: Path) -> config.Site:
    (tmp_path / "content" / "news").mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("name: 某县档案馆\ncode: LX\n", encoding="utf-8")
    found, _ = config.load(tmp_path)
    assert found is not None
    return found


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """One fonds and one release that are public, one fonds of which only a tombstone is left."""
    pl.DataFrame({"list_address": ["/catalogue/J009/1/1-10/"]}).write_parquet(tmp_path / "tombstones.parquet")
    fonds = FondsSummary("LX", "J001", "/catalogue/J001/", 0, 1, None, None)
    return Catalogue(tmp_path, 1, (ReleaseSummary("first", 1, "", "additions", 1),), (fonds,))


def _lost(site: config.Site, catalogue: Catalogue, text: str) -> list[tuple[int | None, str]]:
    (site.folder / "content" / "news" / "a.md").write_text(text, encoding="utf-8")
    found = inward.lost(["content/news/a.md", "content/news/missing.md"], site, catalogue)
    return [(problem.place.line, str(problem.values["target"])) for problem in found]


def test_links_to_what_is_public_pass(site: config.Site, catalogue: Catalogue) -> None:
    text = (
        "[a](/catalogue/J001/) [b](/catalogue/J001/1/1-10/#x) [c](/releases/first/)"
        " [d](/catalogue/J009/) [e](/catalogue/)"
    )
    assert _lost(site, catalogue, text) == []


def test_others_are_named_with_their_line(site: config.Site, catalogue: Catalogue) -> None:
    """J0010 is not J001, and a release without its signatures has no page."""
    text = "---\ntitle: x\n---\n[a](/catalogue/J0010/)\n\n[b](/releases/second/) [c](/catalogue/Z109/1/)\n"
    assert _lost(site, catalogue, text) == [
        (4, "/catalogue/J0010/"),
        (6, "/releases/second/"),
        (6, "/catalogue/Z109/1/"),
    ]


def test_pages_that_authors_write_are_known_and_of_others_nothing_is_said(
    site: config.Site, catalogue: Catalogue
) -> None:
    """Renamed, not public yet, never there; a file, another room's page and an address that moved are none of these."""
    (site.folder / "content" / "news" / "a.md").write_text(
        "[a](/exhibitions/flood/) [b](/exhibitions/flood/peak/#x) [c](/exhibitions/food/)\n"
        "[d](/news/later/) [e](/exhibitions/flood/a.pdf) [f](/search/) [g](/data/x/) [h](/exhibitions/old/)\n"
        "[i](https://example.org/news/x/) [j](/) [k](//example.org/news/x/) [l](/exhibitions/flood?x=1)\n",
        encoding="utf-8",
    )
    pages = {"/", "/exhibitions/", "/exhibitions/flood/", "/exhibitions/flood/peak/", "/news/a/"}
    found = inward.lost(["content/news/a.md"], site, catalogue, pages, {"/exhibitions/old/"})
    assert [(problem.code, problem.place.line, problem.values["target"]) for problem in found] == [
        ("link-leads-nowhere", 1, "/exhibitions/food/"),
        ("link-leads-nowhere", 2, "/news/later/"),
    ]
