"""Several archives on one site, as a province with its counties: the same code may stand in each of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.catalogue.publishing import sign_release, view_of, write_release

from lantai.catalogue import downloads, pages
from lantai.catalogue.views import View
from lantai.site.pages import Crumb

SITE = """\
name: 某省档案馆
code: "P1"
archives: [{code: C2, name: 甲县档案馆}]
"""


@pytest.fixture
def province(tmp_path: Path) -> View:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(SITE, encoding="utf-8")
    rows = [
        ("P1", "J001", "J001-1-0001-001", "item", "省里的通知", "省政府", "19540708"),
        ("C2", "J001", "J001-1-0001-001", "item", "县里的通知", "县政府", "19540709"),
        ("C2", "M003", "M003-1-0002", "file", "县里的案卷", "县政府", "1936"),
    ]
    write_release(tmp_path, "2026-06-09", rows)
    view, problems = view_of(tmp_path)
    assert not problems.errors, list(problems.errors)
    return view


def test_one_code_in_two_archives_is_two_records_at_two_addresses(province: View) -> None:
    """Each keeps its page below its archive; nobody's record takes another's place."""
    made = {page.address: page for page in pages.all_pages(province)}
    own = [made[f"/catalogue/{code}/J001/1/1-10/J001-1-0001-001/"].title for code in ("P1", "C2")]
    assert own == ["省里的通知", "县里的通知"]
    assert len({address.casefold() for address in made}) == len(list(pages.all_pages(province)))


def test_each_archive_has_its_page_with_its_own_fonds_and_downloads(province: View) -> None:
    """The page of an archive lists its fonds only, and offers its records only."""
    made = {page.address: page for page in pages.all_pages(province)}
    page = made["/catalogue/C2/"]
    assert [card["code"] for group in page.data["groups"] for card in group["cards"]] == ["J001", "M003"]
    assert page.data["count"] == 2
    assert page.data["downloads"][0][1] == "/data/archives/C2.csv"


def test_a_release_and_the_downloads_say_whose_fonds_each_is(province: View) -> None:
    """J001 stands in both archives: a notice that says 全宗 J001 twice says nothing."""
    made = {page.address: page for page in pages.all_pages(province)}
    changes = made["/releases/2026-06-09/"].data["changes"]
    assert {(each["change"].fonds, each["archive"]) for each in changes} == {
        ("J001", "某省档案馆"),
        ("J001", "甲县档案馆"),
        ("M003", "甲县档案馆"),
    }
    offered = made["/data/"].data["groups"]["fonds"]
    assert sorted((each["code"], each["archive"]) for each in offered if each["code"] == "J001") == [
        ("J001", "某省档案馆"),
        ("J001", "甲县档案馆"),
    ]


def test_a_finding_aid_names_its_fonds_and_every_unit_above_a_record(tmp_path: Path) -> None:
    """Without a page about it a fonds is called as its own record is; a letter stands below file, series and fonds."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("name: 馆\ncode: A\n", encoding="utf-8")
    batch = tmp_path / "catalogue" / "releases" / "2026-06-09"
    batch.mkdir(parents=True)
    ead = "".join(
        f"<{tag} level='{level}'><did><unitid>{code}</unitid><unittitle>{title}</unittitle></did>"
        for tag, level, code, title in (
            ("archdesc", "fonds", "F1", "Smith papers"),
            ("c01", "series", "S1", "Correspondence"),
            ("c02", "series", "S2", "Letters received"),
            ("c03", "file", "B7", "Family"),
            ("c04", "item", "I9", "From Mary"),
        )
    )
    (batch / "aid.xml").write_text(f"<ead>{ead}</c04></c03></c02></c01></archdesc></ead>", encoding="utf-8")
    (batch / "mapping.yaml").write_text("columns: {}\nconstants: {open_status: 开放}\n", encoding="utf-8")
    text = "title: 一\npublish_at: 2026-06-09T09:00:00+08:00\nsources: [{file: aid.xml}]\naccess: {undated: publish}\n"
    (batch / "release.yaml").write_text(text, encoding="utf-8")
    sign_release(tmp_path, "2026-06-09")
    view, problems = view_of(tmp_path)
    assert not problems.errors, list(problems.errors)
    made = {page.address: page for page in pages.all_pages(view)}
    assert made["/catalogue/F1/"].title == "Smith papers"
    (letter,) = (page for page in made.values() if page.title == "From Mary")
    above = [each["title"] for each in letter.data["above"]]
    assert above == ["Correspondence", "Letters received", "Family"]
    assert "Smith papers" in [crumb.title for crumb in letter.trail]


def test_a_record_tells_whose_it_is(province: View) -> None:
    """On its page, in its citation and in the path that leads to it."""
    made = {page.address: page for page in pages.all_pages(province)}
    page = made["/catalogue/C2/J001/1/1-10/J001-1-0001-001/"]
    assert page.data["archive"].name.in_("zh-Hans") == "甲县档案馆"
    assert "甲县档案馆" in page.data["citations"][0][1]
    assert "甲县档案馆" in [crumb.title for crumb in page.trail]


def test_a_fonds_that_was_taken_down_still_stands_in_its_archive(province: View) -> None:
    """Its last record is withdrawn: list and tombstone lead to the county that holds it, under the name it gave."""
    folder = province.site.folder
    (folder / "catalogue" / "fonds").mkdir()
    about = "---\ncode: M003\narchive: C2\ntitle: 甲县师范\n---\n"
    (folder / "catalogue" / "fonds" / "M003.md").write_text(about, encoding="utf-8")
    gone = "- {ref: M003-1-0002, on: 2026-06-09, reason: error}\n"
    (folder / "catalogue" / "withdrawals.yaml").write_text(gone, encoding="utf-8")
    view, problems = view_of(folder)
    assert not problems.errors, list(problems.errors)
    made = {page.address: page for page in pages.all_pages(view) if page.address.startswith("/catalogue/C2/M003/")}
    assert made["/catalogue/C2/M003/"].title.startswith("甲县师范")
    assert {page.data["withdrawn"] for page in made.values() if page.template == "record"} == {True}
    for page in made.values():
        assert page.trail[1] == Crumb("甲县档案馆", "/catalogue/C2/")
        if page.template == "list":
            assert page.data["archive"].code == "C2"
        else:
            assert page.trail[2] == Crumb("甲县师范", "/catalogue/C2/M003/")


def test_downloads_of_an_archive_hold_its_records_and_no_other(province: View, tmp_path: Path) -> None:
    """The whole has all three, the county two, and each names the archive it belongs to."""
    out = tmp_path / "out"
    downloads.write_all(province, out)
    whole = [json.loads(line) for line in (out / "data/catalogue.jsonl").read_text(encoding="utf-8").splitlines()]
    county = [json.loads(line) for line in (out / "data/archives/C2.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(each["repository_code"] for each in whole) == ["C2", "C2", "P1"]
    assert {each["repository_code"] for each in county} == {"C2"}
    assert not list((out / "data").rglob("*.gz"))


def test_an_archive_of_which_everything_was_withdrawn_keeps_its_page(province: View) -> None:
    """The pages that say of its records that they were withdrawn lead up to it; it lists nothing and offers nothing."""
    folder = province.site.folder
    gone = "".join(
        f"- {{ref: {code}, repository: C2, on: 2026-06-09, reason: error}}\n"
        for code in ("J001-1-0001-001", "M003-1-0002")
    )
    (folder / "catalogue" / "withdrawals.yaml").write_text(gone, encoding="utf-8")
    view, problems = view_of(folder)
    assert not problems.errors, list(problems.errors)
    made = {page.address: page for page in pages.all_pages(view)}
    page = made["/catalogue/C2/"]
    assert (page.data["count"], page.data["groups"], page.data["downloads"]) == (0, [], ())
