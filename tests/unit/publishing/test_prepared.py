"""The tables of the catalogue are made anew when, and only when, something has changed of which they are made."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from lantai.problems import Problems
from lantai.publishing import prepared, program
from lantai.publishing.layout import Layout
from lantai.site import config
from small import RELEASE, make_site, record

ROWS = [record(1, "县人委关于抢修城关堤段的通知"), record(2, "还未满期的文件", date="20010705")]
JUNE = "2026-06-10T09:00+08:00"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("prepared") / "site", ROWS)


def _made(folder: Path, at: str = JUNE) -> bool:
    """Prepare at a moment; return whether the tables were made anew. What is wrong is told either way."""
    site, _ = config.load(folder)
    assert site is not None
    layout, problems = Layout.of(folder), Problems()
    before = layout.prepared.stat().st_mtime_ns if layout.prepared.is_file() else 0
    prepared.prepare(site, datetime.fromisoformat(at), layout, problems)
    assert "encoding-used" in {each.code for each in problems}
    return layout.prepared.stat().st_mtime_ns != before


def test_nothing_changed(folder: Path) -> None:
    _made(folder)
    assert not _made(folder)


@pytest.mark.parametrize(
    "name",
    [
        *("content/site.yaml", "catalogue/mapping.yaml", "catalogue/releases/first/release.yaml"),
        *("catalogue/releases/first/open-list.csv", "catalogue/withdrawals.yaml", "catalogue/fonds/J001.md"),
        *("catalogue/review/words.yaml", "catalogue/releases/first/mapping.yaml", "catalogue/anything"),
    ],
)
def test_any_file_that_they_are_made_of(folder: Path, name: str) -> None:
    _made(folder)
    path = folder / name
    before = path.read_bytes() if path.is_file() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    added = {".md": b"---\ntitle: a\n---\n", ".csv": b"\r\n"}.get(path.suffix, b"\n")
    if name == "catalogue/releases/first/mapping.yaml":
        added = (folder / "catalogue" / "mapping.yaml").read_bytes()
    elif name == "content/site.yaml":
        added = b"demo: true\n"
    try:
        path.write_bytes((before or b"") + added)
        assert _made(folder)
    finally:
        path.unlink() if before is None else path.write_bytes(before)


def test_another_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _made(folder)
    monkeypatch.setattr(program, "digest", lambda: "another")
    assert _made(folder)


@pytest.mark.parametrize("table", prepared.TABLES)
def test_a_table_that_was_touched_or_is_gone(folder: Path, table: str) -> None:
    _made(folder)
    path = Layout.of(folder).work / table
    path.write_bytes(path.read_bytes() + b" ")
    assert _made(folder)
    path.unlink()
    assert _made(folder)


def test_a_moment_that_decides_otherwise(folder: Path) -> None:
    """A file of 5 July 2001 is closed for 25 years: until 4 July 2026 every moment says the same, then another."""
    _made(folder)
    assert not _made(folder, "2026-07-04T23:59:59+08:00")
    assert _made(folder, "2026-07-05T00:00:00+08:00")
    assert not _made(folder, "2030-01-01T00:00:00+08:00")
    assert _made(folder, JUNE)


def test_a_moment_at_which_a_release_becomes_public(tmp_path: Path) -> None:
    folder = make_site(tmp_path / "site", ROWS, release=RELEASE.replace("2020-06-09", "2026-06-09"), sign=True)
    assert _made(folder)
    site, _ = config.load(folder)
    assert site is not None
    layout = Layout.of(folder)
    before = layout.prepared.read_bytes()
    prepared.prepare(site, datetime.fromisoformat("2026-06-09T08:59:59+08:00"), layout, Problems())
    assert json.loads(layout.prepared.read_bytes())["standings"] == {"first": "scheduled"}
    assert layout.prepared.read_bytes() != before
