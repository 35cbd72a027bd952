"""Each check of the audit finds the fault that was planted for it, and passes a sound site."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
import zlib
from pathlib import Path

import polars as pl
import pytest

from lantai.problems import InputError
from lantai.publishing.audit import audit

CANARY = "澜溪县某某人民公社社员处分决定"
CODE = "J001-002-0345-099"
PAGE = '<!doctype html><html lang="zh-Hans"><head><title>t</title></head><body><h1>h</h1>{}</body></html>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A sound site of two pages, with one withheld record in the tables beside it."""
    root, work = tmp_path / "site", tmp_path / "work"
    (root / "a").mkdir(parents=True)
    work.mkdir()
    (root / "index.html").write_text(PAGE.format('<a href="a/#x">a</a> J001-002-0345-0991'), encoding="utf-8")
    (root / "a" / "index.html").write_text(PAGE.format('<p id="x"><a href="../">h</a>'), encoding="utf-8")
    hidden = {
        "ref_code": [CODE, "J001-002-0345-100"],
        "title": [CANARY, "关于防汛的通知"],
        "holds": ["trigger-word"] * 2,
    }
    pl.DataFrame(hidden).write_parquet(work / "withheld.parquet")
    shown = {
        "ref_code": ["J001-002-0345-001"],
        "title": ["县人委关于防汛的通知（二）"],
        "list_address": ["/a/"],
        "anchor": ["x"],
    }
    pl.DataFrame(shown).write_parquet(work / "public.parquet")
    return root


def _codes(site: Path) -> list[str]:
    return sorted({problem.code for problem in audit(site, site.parent / "work")})


def test_a_sound_site_passes(site: Path) -> None:
    """A longer code that begins like a withheld one, and a title shared with a public record, are no leaks."""
    (site / "shared.txt").write_text("关于防汛的通知", encoding="utf-8")
    assert _codes(site) == []


@pytest.mark.skipif(os.name == "nt", reason="links and pipes ask for rights there, names are always text")
def test_what_no_site_holds_is_named_and_not_opened(site: Path) -> None:
    """A pipe would be waited for, a link leads out, a name that is no UTF-8 stands in no manifest."""
    os.mkfifo(site / "pipe.bin")
    (site / "out").symlink_to(site.parent)
    (site / "lost.html").symlink_to(site / "nowhere")
    (site / os.fsdecode(b"\xff.txt")).write_text("x", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        audit(site, None)
    assert {problem.code for problem in raised.value.problems} == {"audit-no-plain-file"}
    assert sorted(problem.place.file for problem in raised.value.problems) == [
        *("\\udcff.txt", "lost.html", "out", "pipe.bin"),
    ]


def _deflate(text: str) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return engine.compress(text.encode()) + engine.flush()


def _zip(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("in/inner.json", json.dumps({"t": text}))
    return buffer.getvalue()


def _parquet(text: str) -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame({"t": [text]}).write_parquet(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("secret", [CANARY, CODE])
@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("page.txt", lambda text: text.encode()),
        ("page.json", lambda text: json.dumps([text]).encode()),
        ("page.xml", lambda text: "".join(f"&#{ord(c)};" for c in text).encode()),
        ("shard.bin", _deflate),
        ("data.csv.gz", lambda text: gzip.compress(text.encode())),
        ("pack.zip", _zip),
        ("data.parquet", _parquet),
        ("photo.jpg", lambda text: b"\xff\xd8\xff\xe1" + text.encode() + b"\xff\xd9"),
        ("paper.pdf", lambda text: b"%PDF-1.7\nstream\n" + zlib.compress(text.encode()) + b"\nendstream"),
    ],
)
def test_a_withheld_record_is_found_however_it_is_packed(site: Path, name: str, pack, secret: str) -> None:
    (site / name).write_bytes(pack(f"x {secret} y"))
    assert _codes(site) == ["audit-leak"]


def test_a_withheld_code_in_a_file_name_is_found(site: Path) -> None:
    (site / f"{CODE}.txt").write_text("x", encoding="utf-8")
    assert _codes(site) == ["audit-leak"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<a href="nowhere/">x</a>', "audit-link-broken"),
        ('<img alt="" src="no.jpg">', "audit-link-broken"),
        ('<img alt="" srcset="a/index.html 1x, no.jpg 2x">', "audit-link-broken"),
        ('<a href="a/#y">x</a>', "audit-anchor-broken"),
        ('<img alt="" src="https://cdn.example/x.png">', "audit-third-party"),
        ('<link rel="stylesheet" href="//cdn.example/x.css">', "audit-third-party"),
        ("<script>alert(1)</script>", "audit-inline-code"),
        ('<p style="color:red">x</p>', "audit-inline-code"),
        ('<p onclick="x()">x</p>', "audit-inline-code"),
        ("<style>p{}</style>", "audit-inline-code"),
        ('<p id="a"></p><p id="a"></p>', "audit-id-repeated"),
        ('<img src="a/index.html">', "audit-page-incomplete"),
    ],
)
def test_a_planted_fault_is_found(site: Path, body: str, code: str) -> None:
    (site / "b.html").write_text(PAGE.format(body), encoding="utf-8")
    assert _codes(site) == [code]


@pytest.mark.parametrize(
    "body", ['<a href="https://example.org/">x</a>', '<script type="application/ld+json">{}</script>']
)
def test_plain_links_out_and_data_blocks_are_fine(site: Path, body: str) -> None:
    (site / "b.html").write_text(PAGE.format(body), encoding="utf-8")
    assert _codes(site) == []
