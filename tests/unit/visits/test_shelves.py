"""Institutions, publications, heritage and appeals: folders of content that differ in their facts alone."""

from __future__ import annotations

import dataclasses
import json
from datetime import date

from tests.unit.visits.conftest import NOON, NoRecords

from lantai import visits
from lantai.links import Links
from lantai.problems import Problems
from lantai.site import config
from lantai.visits.room import Said
from lantai.visits.shelves import SHELVED

HERITAGE = """\
---
title: 防汛案卷
summary: 二十六件
register: 县级名录
extent: 一卷
records: [J001-1]
---
案卷。
"""
TRANSLATION = "---\ntitle: The flood file\nregister: County register\n---\nA file.\n"
INSTITUTION = """\
---
title: 某县档案馆
code: LX0001
phone: 0999-1234567
honours: [{title: 爱国主义教育基地, by: 县政府, since: 2019年}]
---
"""


def test_the_settings_know_every_shelf() -> None:
    assert tuple(shelf.name for shelf in SHELVED) == config.SHELVES


def test_a_folder_becomes_an_index_and_its_pages(load):
    """In every language; what a translation leaves out is said by the original; an empty folder has no page."""
    pages = load({"content/heritage/flood.md": HERITAGE, "content/heritage/flood.en.md": TRANSLATION}).pages()
    assert {address for address in pages if "heritage" in address} == {
        *("/heritage/", "/heritage/flood/", "/en/heritage/", "/en/heritage/flood/"),
    }
    assert not any("publications" in address for address in pages)
    chinese = (Said("register", "县级名录", "zh-Hans"), Said("extent", "一卷", "zh-Hans"))
    assert pages["/heritage/flood/"].data["facts"] == chinese
    assert pages["/en/heritage/flood/"].data["facts"] == (Said("register", "County register", "en"), chinese[1])
    assert pages["/heritage/flood/"].alternates == {"zh-Hans": "/heritage/flood/", "en": "/en/heritage/flood/"}


def test_a_record_that_is_not_public_is_not_named(load):
    """The catalogue of this test is empty, so nothing of the code is in what the page is made of."""
    page = load({"content/heritage/flood.md": HERITAGE}).pages()["/heritage/flood/"]
    assert page.data["records"] == ()
    assert "J001-1" not in json.dumps([page.jsonld, page.text, str(page.data["facts"])], ensure_ascii=False)


def test_an_institution_tells_machines_its_accreditations(load):
    """schema.org's ArchiveOrganization with award, telephone and code."""
    page = load({"content/institutions/lanxi.md": INSTITUTION}).pages()["/institutions/lanxi/"]
    assert page.jsonld == {
        "@context": "https://schema.org",
        "@type": "ArchiveOrganization",
        "name": "某县档案馆",
        "telephone": "0999-1234567",
        "identifier": "LX0001",
        "award": ["爱国主义教育基地"],
    }
    assert page.data["catalogue"] == ""


def test_what_a_translation_leaves_out_is_told_to_machines_too(load):
    """By the original: the same ISBN and year in each language."""
    book = "---\ntitle: 县志\neditor: 志办\nyear: 2010年\nisbn: 978-7-0000-0000-0\n---\n"
    english = "---\ntitle: Annals\neditor: The county office\n---\n"
    pages = load({"content/publications/annals.md": book, "content/publications/annals.en.md": english}).pages()
    told = pages["/en/publications/annals/"].jsonld
    assert (told["name"], told["editor"]) == ("Annals", "The county office")
    assert (told["isbn"], told["datePublished"]) == ("978-7-0000-0000-0", "2010年")


def test_what_stands_in_for_a_translation_is_marked_with_its_language(load):
    """Facts, lists and accreditations, on the page and in the list; what is translated bears no mark."""
    chinese = "---\ntitle: 征集\nperiod: 全年\ncontact: 老李\nwanted: [老照片]\n---\n"
    english = "---\ntitle: Wanted\ncontact: Mr Li\n---\nText.\n"
    loaded = load(
        {
            "content/appeals/photographs.md": chinese,
            "content/appeals/photographs.en.md": english,
            "content/institutions/lanxi.md": INSTITUTION,
            "content/institutions/lanxi.en.md": "---\ntitle: Lanxi Archives\n---\n",
        }
    )
    page = loaded.html("/en/appeals/photographs/")
    assert '<dd lang="zh-Hans">全年</dd>' in page and "<dd>Mr Li</dd>" in page
    assert '<ul class="plain-list" lang="zh-Hans"><li>老照片</li></ul>' in page
    assert '<span lang="zh-Hans">全年</span>' in loaded.html("/en/appeals/")
    assert '<ul class="plain-list" lang="zh-Hans"><li>爱国主义教育基地' in loaded.html("/en/institutions/lanxi/")
    assert 'lang="zh-Hans">' not in loaded.html("/appeals/photographs/").partition("<main")[2]


def test_a_list_tells_where_and_when_not_the_code(load):
    page = load({"content/institutions/lanxi.md": INSTITUTION}).pages()["/institutions/"]
    assert [[said.name for said in facts] for _, facts in page.data["items"]] == [["phone"]]


def test_on_a_site_of_several_archives_each_leads_to_its_catalogue(load):
    site = "name: 省馆\ncode: P1\narchives: [{code: LX0001, name: 某县档案馆}]\n"
    page = load({"content/institutions/lanxi.md": INSTITUTION}, site=site).pages()["/institutions/lanxi/"]
    assert page.data["catalogue"] == "/catalogue/LX0001/"


def test_what_is_due_includes_them(load):
    """A publication with a time of its own is hidden before it, and ``due`` lists it."""
    text = "---\ntitle: 新书\npublish_at: 2026-07-01T09:00:00+08:00\n---\n"
    loaded = load({"content/publications/book.md": text})
    assert not any("publications" in address for address in loaded.pages())
    found = [(kind, name) for kind, name, _, _ in visits.scheduled(loaded.site, loaded.problems)]
    assert ("publications", "book") in found


def test_a_page_cannot_take_the_address_of_a_shelf(load):
    assert load({"content/pages/heritage.md": "---\ntitle: 珍档\n---\n"}).codes == ["page-reserved"]


def test_an_empty_shelf_in_the_navigation_is_told(load):
    """Also one whose texts are not due yet; one with a text is not told of, nor an empty one that nobody links to."""
    site = "name: 馆\ncode: LX0001\nnavigation: [catalogue, heritage, appeals, publications]\n"
    later = "---\ntitle: 新书\npublish_at: 2026-07-01T09:00:00+08:00\n---\n"
    loaded = load({"content/heritage/flood.md": HERITAGE, "content/publications/book.md": later}, site=site)
    told = [problem for problem in loaded.problems if problem.code == "navigation-empty"]
    assert [(str(each.place), each.values["name"]) for each in told] == [
        ("content/site.yaml", "appeals"),
        ("content/site.yaml", "publications"),
    ]
    found = Problems()
    preview = dataclasses.replace(loaded.site, preview="drafts")
    visits.load(preview, NOON, NoRecords(), None, Links(), found)
    assert "navigation-empty" not in [problem.code for problem in found]  # who previews may be about to fill it


def test_closing_days_are_read_and_a_wrong_one_is_an_error(load, tmp_path):
    site = "name: 馆\ncode: LX0001\ncontact:\n  closures:\n    - {from: 2026-10-01, to: 2026-10-07, reason: 国庆节}\n"
    closure = load(site=site).site.contact.closures[0]
    assert (closure.first, closure.last, str(closure.reason)) == (date(2026, 10, 1), date(2026, 10, 7), "国庆节")
    (tmp_path / "content" / "site.yaml").write_text(site.replace("2026-10-07", "2026-09-07"), encoding="utf-8")
    _, problems = config.load(tmp_path)
    assert [problem.code for problem in problems] == ["value-invalid"]
