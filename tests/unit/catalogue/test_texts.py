"""Introductions, notices and themes: problems found while loading, citations linked, themes in order."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from PIL import Image
from tests.unit.catalogue.publishing import view_of, write_release

from lantai.catalogue import pages, recordpages, releasepages

ROWS = [
    ("LX", "J001", "J001-1-0001-001", "item", "关于防汛的通知", "县政府", "19540708"),
    ("LX", "J001", "J001-1-0001-002", "item", "关于冬学的通知", "县政府", "19521103"),
    ("LX", "J001", "J001-1-0002-001", "item", "防汛总结", "县政府", "19530101"),
]


@pytest.fixture
def folder(site_folder: Path) -> Path:
    write_release(site_folder, "2026-06-09", ROWS, "notice: |\n  本批共三条。\n")
    return site_folder


def theme(folder: Path, head: str, name: str = "flood.md") -> None:
    (folder / "catalogue" / "themes").mkdir(exist_ok=True)
    (folder / "catalogue" / "themes" / name).write_text(f"---\n{head}\n---\n导言。\n", encoding="utf-8")


def test_a_problem_in_an_introduction_is_found_while_loading(folder: Path) -> None:
    """With the line of the file on which it stands."""
    path = folder / "catalogue" / "fonds" / "J001.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n/// nonsense\n///\n", encoding="utf-8")
    _, problems = view_of(folder)
    found = [(each.code, each.place.file) for each in problems.errors]
    assert ("block-unknown", "catalogue/fonds/J001.md") in found


def test_a_problem_in_a_notice_names_its_line(folder: Path) -> None:
    """The notice starts on the line after its key."""
    path = folder / "catalogue" / "releases" / "2026-06-09" / "release.yaml"
    text = path.read_text(encoding="utf-8").replace("  本批共三条。\n", "  本批共三条。\n\n  /// nonsense\n  ///\n")
    path.write_text(text, encoding="utf-8")
    _, problems = view_of(folder)
    (line,) = [each.place.line for each in problems.errors if each.code == "block-unknown"]
    assert text.splitlines()[line - 1] == "  /// nonsense"


def test_a_theme_names_records_first_and_then_what_its_query_finds_by_date(folder: Path) -> None:
    """No record twice."""
    theme(folder, "title: 防汛\nquery: {contains: 防汛}\nrecords: [J001-1-0001-001]")
    view, problems = view_of(folder)
    assert not problems.errors
    made = {page.address: page for page in pages.all_pages(view)}
    rows = made["/themes/flood/"].data["records"]
    assert [row["ref_code"] for row in rows] == ["J001-1-0001-001", "J001-1-0002-001"]
    record = made["/catalogue/J001/1/1-10/J001-1-0001-001/"]
    assert [(each.kind, each.title) for each in record.data["cited_by"]] == [("theme", "防汛")]


def test_a_theme_counts_all_that_belong_to_it(folder: Path) -> None:
    """Its page shows as many as its limit; page and index say of how many."""
    theme(folder, "title: 县里\nquery: {creators: 县政府}\nlimit: 1")
    made = {page.address: page for page in pages.all_pages(view_of(folder)[0])}
    shown = made["/themes/flood/"].data
    assert (len(shown["records"]), shown["total"]) == (1, 3)
    assert [item["count"] for item in made["/themes/"].data["themes"]] == [3]


def test_all_records_of_a_theme_can_be_searched(folder: Path) -> None:
    """Those that it names and those that its query finds, in archival order, whatever its page lists."""
    theme(folder, "title: 防汛\nquery: {contains: 防汛}\nrecords: [J001-1-0001-002]\nlimit: 1")
    view, _ = view_of(folder)
    [flood] = view.texts.themes
    assert flood.numbers(view.publication.records).tolist() == [0, 1, 2]
    made = {page.address: page for page in pages.all_pages(view)}
    assert made["/themes/flood/"].data["total"] == 3


def test_a_query_of_one_word_means_what_titles_contain(folder: Path) -> None:
    """As a person writes it who has not read of the other conditions."""
    theme(folder, "title: 防汛\nquery: 防汛")
    view, problems = view_of(folder)
    assert not problems.errors
    made = {page.address: page for page in pages.all_pages(view)}
    assert "J001-1-0002-001" in [row["ref_code"] for row in made["/themes/flood/"].data["records"]]


def test_what_is_wrong_in_a_theme_is_said_with_its_line(folder: Path) -> None:
    """Unknown codes, unknown fields of the query, years backwards."""
    theme(folder, "title: 防汛\nquery: {years: 1999-1950, colour: red}\nrecords: [J001-9-9999]")
    _, problems = view_of(folder)
    found = {(each.code, each.place.line) for each in problems.errors}
    assert {("theme-record-unknown", 4), ("value-invalid", 3), ("key-unknown", 3)} <= found


def test_series_are_called_what_the_archive_calls_them(folder: Path) -> None:
    """``series:`` of the fonds file names the list page of the series."""
    path = folder / "catalogue" / "fonds" / "J001.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", 'series: {"1": 永久}\ntitle:'), encoding="utf-8")
    view, _ = view_of(folder)
    made = {page.address: page for page in pages.all_pages(view)}
    assert made["/catalogue/J001/1/"].data["heading"] == "1 永久"


def test_neighbours_are_those_of_the_list(folder: Path) -> None:
    """Before and after a record stand the records before and after it in the list."""
    view, _ = view_of(folder)
    made = {page.address: page for page in pages.all_pages(view)}
    data = made["/catalogue/J001/1/1-10/J001-1-0001-002/"].data
    assert (data["previous"]["code"], data["next"]["code"]) == ("J001-1-0001-001", "J001-1-0002-001")


def test_the_feed_of_releases_has_what_atom_requires(folder: Path) -> None:
    """id, title, updated and a link for the feed and each entry (RFC 4287, 4.1)."""
    view, _ = view_of(folder, "https://a.example")
    root = ET.fromstring(releasepages.atom(view))
    atom = "{http://www.w3.org/2005/Atom}"
    (entry,) = root.findall(f"{atom}entry")
    for element in (root, entry):
        assert all(element.find(atom + name) is not None for name in ("id", "title", "updated", "link"))
    assert entry.findtext(f"{atom}updated") == "2026-06-09T09:00:00+08:00"
    assert entry.find(f"{atom}link").get("href") == "https://a.example/releases/2026-06-09/"


def test_cleared_pictures_of_a_record_open_in_the_viewer(folder: Path) -> None:
    """With derivatives, an address for the viewer and words for who cannot see it; a recording is left out."""
    (folder / "catalogue" / "media").mkdir()
    Image.effect_noise((900, 600), 40).convert("RGB").save(folder / "catalogue" / "media" / "one.jpg")
    (folder / "catalogue" / "media" / "talk.mp3").write_bytes(b"ID3")
    view, _ = view_of(folder)
    (summary,) = view.catalogue.fonds
    frame = view.part(summary).with_columns(
        media=pl.when(pl.col("number") == 0).then(pl.lit("one.jpg；talk.mp3")), has_media=pl.col("number") == 0
    )
    first, second, _ = recordpages.pages(view, summary, frame)
    (picture,) = first.data["pictures"]
    assert picture["viewer"].endswith("/info.json") and first.data["record"]["title"] in picture["alt"]
    assert "media/viewer.js" in first.scripts and first.image == picture["picture"].src
    assert second.data["pictures"] == [] and "media/viewer.js" not in second.scripts
