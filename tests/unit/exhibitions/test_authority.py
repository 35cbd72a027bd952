"""The list of names in other languages: what pages call by it, and what is said of a list that cannot be used."""

from types import MappingProxyType

import pytest
from tests.unit.exhibitions.test_pages import html_of

from lantai import files
from lantai.records.store import Record

NAMES = """\
- {zh-Hans: 王某, en: Wang Mou}
- {zh-Hans: 柳湾乡, en: Liuwan Township}
- {zh-Hans: 某博物馆, en: A museum}
- {zh-Hans: 民生, en: Daily life}
"""


def told(built):
    return [(code, place) for code, place in built.codes() if code.startswith("names-")]


def test_pages_of_a_language_call_names_as_the_list_does(built):
    """Credits, lenders, themes, and places that records name: all as in the list in English, as written in Chinese."""
    files.write(built.root / "exhibitions" / "names.yaml", NAMES)
    built.write(
        "exhibition.yaml",
        "title: {zh-Hans: 大水, en: The Flood}\nlenders: [某博物馆]\nthemes: [民生]\n"
        "credits:\n  - {role: {zh-Hans: 策展, en: Curator}, names: [王某], cited: true}\n",
    )
    built.records.public = Record(MappingProxyType({**built.records.public.fields, "places": "柳湾乡"}))
    pages = built.pages()
    assert not told(built)
    english = html_of(pages["/en/exhibitions/flood/"], built.site)
    chinese = html_of(pages["/exhibitions/flood/"], built.site)
    for name, called in (
        ("王某", "Wang Mou"),
        ("柳湾乡", "Liuwan Township"),
        ("某博物馆", "A museum"),
        ("民生", "Daily life"),
    ):
        assert called in english and name not in english
        assert name in chinese and called not in chinese
    assert dict(pages["/en/exhibitions/flood/"].data["citations"])["GB/T 7714"].startswith("Wang Mou. The Flood[EB/OL]")
    index = pages["/en/exhibitions/names/"].data["names"]
    (place,) = (entry for entry in index["places"] if entry.name == "Liuwan Township")
    assert list(place.also) == ["柳湾乡"] and list(place.records) == ["J001-002-0345-012"]
    options = html_of(pages["/en/exhibitions/"], built.site)
    assert pages["/en/exhibitions/"].data["themes"] == [("民生", "Daily life")] and 'data-themes="民生"' in options


def test_the_manifest_gives_names_in_every_language(built):
    files.write(built.root / "exhibitions" / "names.yaml", NAMES)
    (exhibition,) = built.load()
    value = exhibition.authority.text(exhibition.credits[0].names)
    assert list(value) == [("", "王某"), ("en", "Wang Mou")]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("王某: Wang Mou\n", "names-no-list", 1),
        ("- {zh-Hans: 李某, en: Li}\n- {zh-Hans: 王某}\n", "names-entry", 2),
        ("- {zh-Hans: 李某, en: Li}\n- {zh-Hans: 王某, en: }\n", "names-entry", 2),
        ("- {zh-Hans: 李某, en: Li}\n- 王某\n", "names-entry", 2),
        ("- {zh-Hans: 李某, en: Li}\n- {zh-Hans: 李某, en: Lee}\n", "names-twice", 2),
        ("- {zh-Hans: 李某, fr: Li}\n", "names-language", 1),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(built, text, code, line):
    files.write(built.root / "exhibitions" / "names.yaml", text)
    built.load()
    assert told(built) == [(code, f"exhibitions/names.yaml:{line}")]


def test_reports_of_the_list_write_its_example_as_one_would_type_it(built):
    files.write(built.root / "exhibitions" / "names.yaml", "王某\n")
    built.load()
    (problem,) = (each for each in built.problems if each.code == "names-no-list")
    assert "- {zh-Hans: 柳湾乡, en: Liuwan Township}" in problem.advice("zh")
