"""The pages of an exhibition, rendered with the theme."""

from __future__ import annotations

import dataclasses
import re
from types import MappingProxyType

import pytest

from lantai.prose.templates import environment, translator
from lantai.records.store import Record
from lantai.site.languages import direction
from lantai.site.routes import Routes, name_anchor, relative


def html_of(page, site) -> str:
    """Return a page through its template, as the page generator would."""
    values = {
        "page": page,
        "site": site,
        "lang": page.language,
        "dir": direction(page.language),
        "t": translator(page.language),
        "routes": Routes(page.language, site.language),
        "href": lambda address: relative(address, page.address),
        "asset": lambda path: relative("/theme/x/" + path, page.address),
        "absolute": lambda address: site.base_url + address,
        "local": lambda text: text.in_(page.language),
    }
    return environment().get_template(f"{page.template}.html").render(**values)


def test_every_page_exists_in_both_languages(built):
    """Index, home and one page a section, with and without language prefix."""
    assert sorted(built.pages()) == [
        "/en/exhibitions/",
        "/en/exhibitions/flood/",
        "/en/exhibitions/flood/dike/",
        "/en/exhibitions/flood/rain/",
        "/exhibitions/",
        "/exhibitions/flood/",
        "/exhibitions/flood/dike/",
        "/exhibitions/flood/rain/",
    ]


def test_a_page_names_its_other_language_only_where_it_exists(built):
    """hreflang leads to translations, not to pages that borrow the original."""
    pages = built.pages()
    assert pages["/exhibitions/flood/rain/"].alternates == {
        "zh-Hans": "/exhibitions/flood/rain/",
        "en": "/en/exhibitions/flood/rain/",
    }
    assert pages["/exhibitions/flood/dike/"].alternates == {"zh-Hans": "/exhibitions/flood/dike/"}
    borrowed = pages["/en/exhibitions/flood/dike/"]
    assert borrowed.listed is False
    assert borrowed.text is None
    assert "no English text" in html_of(borrowed, built.site)


@pytest.mark.parametrize(
    "address", ["/exhibitions/", "/exhibitions/flood/", "/exhibitions/flood/rain/", "/en/exhibitions/flood/dike/"]
)
def test_pages_render_and_show_nothing_withheld(built, address):
    """Each page fills its template; a held figure leaves no trace; nothing is inline."""
    page = built.pages()[address]
    html = html_of(page, built.site)
    for trace in ("secret", "不可见", "J009"):
        assert trace not in html
    assert not re.search(r"\sstyle=|\son\w+=", html)
    assert html.count("<h1") == 1


def test_the_home_shows_contents_credits_citation_and_records(built):
    """A visitor finds the way in, who made it, how to cite it and what it shows."""
    html = html_of(built.pages()["/exhibitions/flood/"], built.site)
    assert 'href="rain/"' in html
    assert "王某. 大水[EB/OL]" in html
    assert "https://a.example/exhibitions/flood/" in html
    assert "J001-002-0345-012" in html


def test_a_section_leads_to_the_next(built):
    """Previous and next follow the order of the sections."""
    data = built.pages()["/exhibitions/flood/rain/"].data
    assert data["previous"] is None
    assert data["next"]["address"] == "/exhibitions/flood/dike/"


def test_past_exhibitions_are_listed_apart(built):
    """After its last day a show is listed among past ones, and its pages stay."""
    built.write("exhibition.yaml", "title: 大水\ncloses: 2026-06-01\n")
    pages = built.pages()
    assert [name for name, _ in pages["/exhibitions/"].data["groups"]] == ["past"]
    assert "/exhibitions/flood/" in pages


def test_a_theme_with_a_page_leads_to_it_by_title_or_slug(built):
    """Whatever the curator wrote, the page of the theme is one link with its title in the visitor's language."""
    from lantai.exhibitions.further import further
    from lantai.site.languages import LocalText

    class Records:
        def get(self, code):
            return None

    page = (LocalText((("zh-Hans", "防汛与水利"), ("en", "Floods and water"))), "/themes/water/")
    themes = dict.fromkeys(("water", "防汛与水利", "Floods and water"), page)
    (exhibition,) = built.load()
    exhibition = dataclasses.replace(exhibition, themes=("water", "防汛与水利", "民生"), records=())
    assert further(exhibition, Records(), Routes("en", "zh-Hans"), themes) == [
        ("themes", [("Floods and water", "/themes/water/"), ("民生", "/en/exhibitions/?theme=%E6%B0%91%E7%94%9F")])
    ]


def test_an_exhibition_leads_to_its_themes_and_to_what_its_records_name(built):
    """Themes lead to the exhibitions that share them, places and people to their entries in the index of names."""
    from lantai.exhibitions.further import further

    class Records:
        def get(self, code):
            fields = {"number": 1, "ref_code": code, "places": "青口；柳湾乡", "names": "王某", "release": "2026-06-09"}
            return Record(fields)

    (exhibition,) = built.load()
    exhibition = dataclasses.replace(exhibition, themes=("水利",), records=("J1", "J2"))
    assert further(exhibition, Records(), Routes("en", "zh-Hans")) == [
        ("themes", [("水利", "/en/exhibitions/?theme=%E6%B0%B4%E5%88%A9")]),
        (
            "places",
            [
                ("柳湾乡", "/en/exhibitions/names/#places-f33ea076d86e"),
                ("青口", "/en/exhibitions/names/#places-19b4de412987"),
            ],
        ),
        ("people", [("王某", "/en/exhibitions/names/#people-bfce63b26266")]),
        ("releases", [("2026-06-09", "/releases/2026-06-09/")]),
    ]


def test_the_index_of_names_leads_back_to_everything_that_leads_to_it(built):
    """A person named by a record and presented in a text is one entry: both places, the record, and a search."""
    named = {"places": "青口", "names": "李某"}
    built.records.public = Record(MappingProxyType({**built.records.public.fields, **named}))
    built.write("exhibition.yaml", "title: {zh-Hans: 大水, en: The Flood}\nlenders: [某 博物馆]\n")
    people = "\n/// people\n    people: [{name: 李某}, {name: 王某}]\n///\n"
    built.write("02-dike.md", "---\ntitle: 堤\n---\n堤还在。\n" + people)
    pages = built.pages()
    page = pages["/exhibitions/names/"]
    found = {
        kind: {entry.name: (entry.shown, list(entry.records)) for entry in entries}
        for kind, entries in page.data["names"].items()
    }
    dike = "/exhibitions/flood/dike/"
    assert found == {
        "people": {
            "李某": (
                {f"{dike}#person-f8f211143823": "大水 · 堤", "/exhibitions/flood/": "大水"},
                ["J001-002-0345-012"],
            ),
            "王某": ({f"{dike}#person-bfce63b26266": "大水 · 堤"}, []),
        },
        "places": {"青口": ({"/exhibitions/flood/": "大水"}, ["J001-002-0345-012"])},
        "lenders": {"某 博物馆": ({"/exhibitions/flood/": "大水"}, [])},
    }
    html = html_of(page, built.site)
    assert 'id="people-f8f211143823"' in html and 'href="../../search/?q=%22%E6%9D%8E%E6%9F%90%22"' in html
    assert 'href="../../names/#people-f8f211143823">李某</a>' in html_of(pages[dike], built.site)
    home = html_of(pages["/exhibitions/flood/"], built.site)
    assert 'id="lenders-d047f067bc95"' in html and "../names/#lenders-d047f067bc95" in home
    assert "../names/#places-19b4de412987" in home
    assert 'href="names/"' in html_of(pages["/exhibitions/"], built.site)
    assert page.alternates == {"zh-Hans": "/exhibitions/names/", "en": "/en/exhibitions/names/"}
    assert "某 博物馆" in page.text


def test_a_name_and_its_translation_are_one_entry(built):
    """What lies at one point of a map, or is written in both languages at once, is the place that records name."""
    built.records.public = Record(
        MappingProxyType({**built.records.public.fields, "places": "永丰圩", "names": "李某"})
    )
    built.write("exhibition.yaml", "title: {zh-Hans: 大水, en: The Flood}\n")
    place = "\n/// map | dike\n    approval: 示意\n    places: [{{name: {}, x: 40, y: 25}}]\n///\n"
    people = "\n/// people\n    people: [{name: {zh-Hans: 李某, en: Li}}]\n///\n"
    built.write("02-dike.md", "---\ntitle: 堤\n---\n堤还在。\n" + place.format("永丰圩") + people)
    built.write("02-dike.en.md", "---\ntitle: Dike\n---\nIt stands.\n" + place.format("Yongfeng polder") + people)
    pages = built.pages()
    named = pages["/en/exhibitions/names/"].data["names"]
    (polder,), (li,) = named["places"], named["people"]
    assert (polder.name, list(polder.also), list(polder.records)) == (
        "Yongfeng polder",
        ["永丰圩"],
        ["J001-002-0345-012"],
    )
    assert (li.name, list(li.also), list(li.records)) == ("Li", ["李某"], ["J001-002-0345-012"])
    html = html_of(pages["/en/exhibitions/names/"], built.site)
    assert f'id="{name_anchor("places", "永丰圩")}"' in html and f'id="{polder.anchor}"' in html
    assert "Yongfeng polder</a>" in html_of(pages["/en/exhibitions/flood/"], built.site)
    (chinese,) = pages["/exhibitions/names/"].data["names"]["places"]
    assert (chinese.name, list(chinese.also)) == ("永丰圩", [])


def test_without_names_there_is_no_index_of_names(built):
    pages = built.pages()
    assert "/exhibitions/names/" not in pages
    assert "names/" not in html_of(pages["/exhibitions/"], built.site)


def test_a_preview_has_a_place_for_what_is_wrong_in_exhibition_yaml(built):
    """On the exhibition's first page; the public's pages have no marks at all."""
    mark = 'data-at="exhibitions/flood/exhibition.yaml:1-9999"'
    assert "data-at" not in html_of(built.pages()["/exhibitions/flood/"], built.site)
    built.preview = "drafts"
    assert mark in html_of(built.pages()["/exhibitions/flood/"], built.site)


def test_regions_are_drawn_on_the_whole_image_where_the_page_shows_a_part_without_zoom(built):
    """In a preview the figure says where the whole is; the public's page has nothing to enlarge."""
    block = "/// figure | dike\n    region: [10, 10, 20, 20]\n    zoom: false\n///\n"
    built.write("02-dike.md", f"---\ntitle: 堤\n---\n{block}")
    for preview, expected in (("", 0), ("drafts", 1)):
        built.preview = preview
        html = html_of(built.pages()["/exhibitions/flood/dike/"], built.site)
        assert html.count("data-viewer-source") == expected
        assert "data-viewer=" not in html
