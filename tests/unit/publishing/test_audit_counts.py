"""The audit sees when a site and its tables disagree, when an address is lost, and when a page is too heavy."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from lantai.problems import Severity
from lantai.publishing.audit import audit

PAGE = '<!doctype html><html lang="zh-Hans"><head><title>t</title></head><body><h1>h</h1>{}</body></html>'


def _index(count: int) -> bytes:
    body = b"\0" * 16 + json.dumps({"records": {"count": count}}).encode()
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return engine.compress(body) + engine.flush()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two public records and a withdrawn one, in a list, in search, in downloads and in the sitemap."""
    root, work = tmp_path / "site", tmp_path / "work"
    files = {
        "index.html": PAGE.format("").encode(),
        "list/index.html": PAGE.format('<p id="a"><p id="b"><p id="gone">').encode(),
        "data/catalogue.jsonl": b"{}\n{}\n",
        "search/index/0123abcd/d/0/0.bin": _index(2),
        "robots.txt": b"User-agent: *\nAllow: /\nSitemap: https://a.example/archives/sitemap.xml\n",
        "sitemap.xml": b"<urlset><url><loc>https://a.example/archives/list/</loc></url></urlset>",
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    work.mkdir()
    shown = {"ref_code": ["A-1", "A-2"], "title": ["甲", "乙"], "list_address": ["/list/"] * 2, "anchor": ["a", "b"]}
    pl.DataFrame(shown).write_parquet(work / "public.parquet")
    gone = {"ref_code": ["A-3"], "list_address": ["/list/"], "anchor": ["gone"]}
    pl.DataFrame(gone).write_parquet(work / "tombstones.parquet")
    pl.DataFrame({"ref_code": ["Z-9"], "title": ["没有公开的某某题名"], "holds": ["x"]}).write_parquet(
        work / "withheld.parquet"
    )
    former = tmp_path / "former"
    former.mkdir()
    listed = {name: {} for name in (*files, "theme/0a/site.css", "media/x-1.webp")}
    (former / "manifest.json").write_text(json.dumps({"files": listed}), encoding="utf-8")
    return root


def _codes(site: Path) -> list[str]:
    return sorted({problem.code for problem in audit(site, site.parent / "work", former=site.parent / "former")})


def test_a_site_that_agrees_with_itself_passes(site: Path) -> None:
    """Files named by their content come and go: no one keeps their addresses."""
    assert _codes(site) == []


def _write(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda root: (root / name).write_bytes(content)


INCOMPRESSIBLE = random.Random(1).randbytes(90_000).hex()


@pytest.mark.parametrize(
    ("plant", "code"),
    [
        (_write("data/catalogue.jsonl", b"{}\n"), "audit-count-differs"),
        (_write("search/index/0123abcd/d/0/0.bin", _index(3)), "audit-count-differs"),
        (_write("list/index.html", PAGE.format('<p id="a"><p id="gone">').encode()), "audit-record-unlisted"),
        (_write("list/index.html", PAGE.format('<p id="a"><p id="b">').encode()), "audit-tombstone-missing"),
        (
            _write("sitemap.xml", b"<urlset><url><loc>https://a.example/archives/lost/</loc></url></urlset>"),
            "audit-sitemap-broken",
        ),
        (_write("index.html", PAGE.format("<h3>x</h3>").encode()), "audit-headings"),
        (_write("index.html", PAGE.format("<h1>x</h1>").encode()), "audit-headings"),
        (_write("index.html", PAGE.format('<a href="javascript:x()">x</a>').encode()), "audit-inline-code"),
        (_write("index.html", PAGE.format(INCOMPRESSIBLE).encode()), "audit-too-heavy"),
        (lambda root: (root / "data/catalogue.jsonl").rename(root / "data/new.jsonl"), "audit-address-gone"),
        (_write("index.html", b""), "audit-page-incomplete"),
    ],
)
def test_a_planted_disagreement_is_found(site: Path, plant: Callable[[Path], object], code: str) -> None:
    plant(site)
    assert _codes(site) == [code]


def test_a_lost_address_is_a_warning_with_its_name(site: Path) -> None:
    """It may have been taken down on purpose, so it does not stop a build."""
    (site / "data" / "catalogue.jsonl").unlink()
    (problem,) = audit(site, site.parent / "work", former=site.parent / "former")
    assert problem.severity is Severity.WARNING and "/data/catalogue.jsonl" in problem.what("zh")


def test_faults_are_found_in_a_pool_as_without_one(site: Path) -> None:
    """A site of many files is read by several processes; what they find comes back whole."""
    for number in range(1600):
        (site / f"{number}.html").write_text(PAGE.format(""), encoding="utf-8")
    (site / "1599.html").write_text(PAGE.format('<a href="nowhere/">没有公开的某某题名</a>'), encoding="utf-8")
    found = {(each.code, each.place.file) for each in audit(site, site.parent / "work", jobs=2)}
    assert found == {("audit-link-broken", "1599.html"), ("audit-leak", "1599.html")}
