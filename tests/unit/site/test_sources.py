"""A text that nobody reads is told, and one that would have kept records back stops the build."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from harness import ROOT, run_lantai
from lantai.problems import Problems
from lantai.publishing.layout import THEME
from lantai.site import config, sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name in ("content", "exhibitions/flood", "catalogue/releases/first"):
        (folder / name).mkdir(parents=True)
    for name in ("content/site.yaml", "exhibitions/flood/exhibition.yaml", "catalogue/releases/first/release.yaml"):
        (folder / name).write_text("name: 馆\ncode: A\n", encoding="utf-8")
    return folder


def found(folder: Path) -> dict[str, tuple[str, str]]:
    """Return what is told: by place, the code of the problem and where the text was expected."""
    site, _ = config.load(folder)
    assert site is not None
    told = Problems()
    sources.check(site, told)
    return {each.place.file: (each.code, str(each.values.get("expected", ""))) for each in told}


def written(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("x", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("catalogue/withdrawals.yml", "catalogue/withdrawals.yaml"),
        ("catalogue/Withdrawals.yaml", "catalogue/withdrawals.yaml"),
        ("catalogue/withdrawal.yaml", "catalogue/withdrawals.yaml"),
        ("catalogue/withdrawls.yaml", "catalogue/withdrawals.yaml"),
        ("catalogue/withdrawals.yaml.txt", "catalogue/withdrawals.yaml"),
        ("catalogue/releases/first/withdrawals.yaml", "catalogue/withdrawals.yaml"),
        ("withdrawals.yaml", "catalogue/withdrawals.yaml"),
        ("catalogue/words.yaml", "catalogue/review/words.yaml"),
        ("catalogue/review/words.yml", "catalogue/review/words.yaml"),
    ],
)
def test_what_was_to_keep_records_back_and_is_read_by_nobody_is_an_error(
    folder: Path, name: str, expected: str
) -> None:
    written(folder, name)
    assert found(folder) == {name: ("source-misplaced", expected)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("content/guide/access.md", "content/guides/….md"),
        ("content/newss/2026-01-01-a.md", "content/news/….md"),
        ("catalogue/theme/water.md", "catalogue/themes/….md"),
        ("catalogue/fond/J001.md", "catalogue/fonds/….md"),
        ("exhibitions/flood/figures.yml", "exhibitions/…/figures.yaml"),
        ("exhibitions/flood/02-dike.MD", "exhibitions/…/….md"),
        ("exhibitions/flood/02-dike.md.txt", "exhibitions/…/….md"),
        ("content/moved.yml", "content/moved.yaml"),
        ("moved.yaml", "content/moved.yaml"),
    ],
)
def test_a_text_that_nobody_reads_is_told_with_the_place_that_was_meant(folder: Path, name: str, expected: str) -> None:
    written(folder, name)
    assert found(folder) == {name: ("source-unread", expected)}


@pytest.mark.parametrize(
    "name",
    [
        *("catalogue/_notes.md", "exhibitions/_later/01-x.md", "content/README.md", "exhibitions/flood/readme.txt"),
        *("exhibitions/flood/media/captions/a.md", "catalogue/media/J001/page.yaml", "notes.md", "CHANGELOG.md"),
        *("catalogue/releases/first/mapping-2.yaml", "content/guides/access.en.md", "catalogue/fonds/C2/J001.md"),
    ],
)
def test_what_is_read_or_put_aside_or_no_text_of_the_site_is_not_told(folder: Path, name: str) -> None:
    written(folder, name)
    assert found(folder) == {}


@pytest.mark.parametrize("above", ["exhibitions", "content/learn", "catalogue/releases"])
def test_a_folder_without_the_file_that_makes_it_something_is_told(folder: Path, above: str) -> None:
    """An export laid down without a word of it is published by nobody."""
    written(folder, f"{above}/second/list.csv")
    assert found(folder) == {f"{above}/second": ("source-headless", "")}


def test_a_folder_where_a_file_is_expected_is_an_error(folder: Path) -> None:
    """Nothing would be withdrawn."""
    (folder / "catalogue" / "withdrawals.yaml").mkdir()
    assert found(folder) == {"catalogue/withdrawals.yaml": ("source-is-folder", "")}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such pipes there")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("content/site.yaml", "site-missing"),
        ("catalogue/releases/first/release.yaml", "file-special"),
        ("exhibitions/flood/01-a.md", "file-special"),
        ("catalogue/media/a.png", "file-special"),
    ],
)
def test_a_pipe_is_told_and_not_waited_for(folder: Path, name: str, code: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    done = run_lantai("check", "--site", folder)
    assert (done.returncode, code in done.stdout + done.stderr) == (1, True), done.stdout + done.stderr


def test_every_file_that_has_a_schema_is_expected_where_the_schema_says() -> None:
    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in (THEME / "schemas" / "zh").glob("*.json")]
    said = {pattern.replace("mapping*", "*") for schema in schemas for pattern in schema.get("x-files", ())}
    assert len(said) > 8 and said <= {*sources.READ}


def test_nothing_of_the_demonstration_is_told() -> None:
    assert found(ROOT) == {}
