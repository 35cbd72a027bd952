"""A finding aid describes each level by a record of its own: its words stand on the page of what they are about."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.catalogue.publishing import sign_release, view_of

from lantai.catalogue import pages
from lantai.site.pages import Page

LONG = "The family kept every letter it received, as did its neighbours along the river, and lent them out again. " * 2


def component(level: str, code: str, title: str, inner: str = "", said: str = "") -> str:
    did = f"<did><unitid>{code}</unitid><unittitle>{title}</unittitle>"
    return f'<c level="{level}">{did}<unitdate>1850</unitdate></did>{said}{inner}</c>'


def made(folder: Path, letters: int, about: str = "") -> dict[str, Page]:
    """Return the pages of a finding aid with so many ``letters`` in its first series, by address."""
    (folder / "content").mkdir()
    (folder / "content" / "site.yaml").write_text("name: 馆\ncode: A\n", encoding="utf-8")
    if about:
        (folder / "catalogue" / "fonds").mkdir(parents=True)
        (folder / "catalogue" / "fonds" / "MS5.md").write_text(about, encoding="utf-8")
    inner = "".join(component("file", f"MS5/1/{n}", f"Letter {n}") for n in range(1, letters + 1))
    arranged = "<arrangement><p>By writer.</p></arrangement>"
    aid = f"""<?xml version="1.0" encoding="UTF-8"?>
<ead><eadheader><eadid>MS5</eadid></eadheader>
<archdesc level="collection"><did><unitid>MS5</unitid><unittitle>Wade papers</unittitle>
<unitdate>1850</unitdate><physdesc><extent>2 boxes</extent></physdesc></did>
<bioghist><p>{LONG}</p><p>They moved in 1892.</p></bioghist>
<dsc>{component("series", "MS5/1", "Letters", inner, arranged)}
{component("series", "MS5/2", "Photographs", component("item", "MS5/2/1", "The house"))}</dsc></archdesc></ead>"""
    batch = folder / "catalogue" / "releases" / "2026-06-09"
    batch.mkdir(parents=True)
    (batch / "aid.xml").write_text(aid, encoding="utf-8")
    (batch / "mapping.yaml").write_text("constants: {open_status: 开放}\n", encoding="utf-8")
    release = "title: 一\npublish_at: 2026-06-09T09:00:00+08:00\nsources: [{file: aid.xml}]\n"
    (batch / "release.yaml").write_text(release, encoding="utf-8")
    sign_release(folder, "2026-06-09")
    view, problems = view_of(folder)
    assert not list(problems), list(problems)  # a fonds with a record of its own is described
    return {page.address: page for page in pages.all_pages(view)}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """More letters than a page has room for."""
    return made(tmp_path_factory.mktemp("large"), 201)


def test_the_page_of_a_fonds_says_what_its_record_says(large: dict[str, Page]) -> None:
    page = large["/catalogue/MS5/"]
    assert page.title == "Wade papers"
    assert page.data["facts"] == [("起止年代", "1850"), ("数量", "2 boxes")]
    assert page.data["passages"] == [("机构沿革", (LONG.strip(), "They moved in 1892."))]
    assert "They moved in 1892." in page.text  # and the site's search finds it there


def test_a_container_is_called_as_its_record_is_and_says_what_that_says(large: dict[str, Page]) -> None:
    page = large["/catalogue/MS5/1/"]
    assert page.data["heading"] == "Letters"
    assert page.data["told"]["facts"] == [("日期", "1850"), ("整理情况", "By writer.")]
    record = large[page.data["told"]["address"]]
    assert (record.kind, record.title) == ("record", "Letters")


def test_the_tree_names_series_not_the_list_in_which_their_records_stand(large: dict[str, Page]) -> None:
    """MS5/1 and MS5/2 stand in a list beside the containers of that name; nobody needs it to go down."""
    children = large["/catalogue/MS5/"].data["children"]
    assert [(child["title"], child["count"]) for child in children] == [("Letters", 201), ("Photographs", 1)]
    assert large["/catalogue/MS5/1-200/"].data["heading"] == "第 1—200 号"


def test_a_fonds_with_room_shows_its_records_under_the_names_of_their_series(tmp_path: Path) -> None:
    groups = made(tmp_path, 3)["/catalogue/MS5/"].data["groups"]
    assert [(group["title"], group["count"]) for group in groups] == [("Letters", 3), ("Photographs", 1)]


def test_what_the_archive_writes_of_a_fonds_goes_before_its_record(tmp_path: Path) -> None:
    page = made(tmp_path, 1, "---\ntitle: 韦德家族\nextent: 三盒\n---\n介绍。\n")["/catalogue/MS5/"]
    assert page.title == "韦德家族"
    assert page.data["facts"] == [("起止年代", "1850"), ("数量", "三盒")]
    assert page.data["passages"] == [] and "介绍" in page.data["introduction"]


def test_only_rows_with_others_below_them_in_their_list_are_marked(large: dict[str, Page]) -> None:
    """A list of files alone is no list of headings."""
    assert 'class="above"' not in large["/catalogue/MS5/1/1-200/"].data["rows"]
