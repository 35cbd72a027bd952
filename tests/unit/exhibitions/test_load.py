"""Loading: visibility, what is held back, and every mistake at its place."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from lantai import files
from lantai.exhibitions import check_themes
from lantai.exhibitions.reading import section_of
from lantai.problems import Problems
from lantai.records.store import Record
from lantai.site.languages import LocalText

BEFORE = datetime(2026, 6, 9, 8, 59, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_an_exhibition_is_public_from_its_moment_on(built):
    """A minute before publish_at there is nothing, afterwards the exhibition."""
    assert built.load(BEFORE) == ()
    assert [exhibition.slug for exhibition in built.load()] == ["flood"]


def test_a_good_folder_has_no_errors(built):
    """What is reported of a good folder are only its warnings: a held figure, a missing translation."""
    built.load()
    assert sorted(code for code, _ in built.codes()) == ["figure-held", "translation-missing"]


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("01-rain.md", "01-rain.md"),
        ("01-rain.en.md", "01-rain.md"),
        ("101-rain.zh-Hant.md", "101-rain.md"),
        ("1-rain.md", None),
        ("01-Rain.md", None),
        ("index.md", None),
        ("figures.yaml", None),
    ],
)
def test_files_tell_a_section_or_none(name, section):
    """A preview shows the page of a section that was saved by itself, and all pages after anything else."""
    assert section_of(name) == section


def test_sections_are_in_order_and_in_both_languages(built):
    """Sections follow their numbers; one without a translation stands in its original."""
    (exhibition,) = built.load()
    assert [section.slug for section in exhibition.sections] == ["rain", "dike"]
    assert exhibition.languages == ("zh-Hans", "en")
    assert exhibition.sections[0].texts["en"].title == "Rain"
    assert exhibition.sections[1].texts["en"].exact is False
    assert exhibition.sections[1].texts["en"].title == "堤"


def test_records_know_where_they_are_shown(built):
    """The record of a figure is linked to the very place of the figure, in each language."""
    built.load()
    found = [(cited.language, cited.address) for cited in built.links.of("record", "J001-002-0345-012")]
    assert found == [
        ("en", "/en/exhibitions/flood/rain/#figure-dike"),
        ("zh-Hans", "/exhibitions/flood/rain/#figure-dike"),
    ]


def test_a_theme_that_leads_nowhere_is_told_with_the_nearest(built):
    """A theme has a page, or another exhibition bears it too; else its line is told, and what may have been meant."""
    files.write(built.folder / "exhibition.yaml", "title: 大水\nthemes: [防汛, water, 民生, 杂项]\n")
    (exhibition,) = built.load()
    other = dataclasses.replace(exhibition, slug="other", themes=("民生",))
    water = (LocalText.of("防汛与水利", "zh-Hans"), "/themes/water/")
    found = Problems()
    check_themes((exhibition, other), {"water": water, "防汛与水利": water}, found)
    assert [(each.code, str(each.place), each.values["name"], each.values["hint"]) for each in found] == [
        ("exhibition-theme-unknown", "exhibitions/flood/exhibition.yaml:2", "防汛", "防汛与水利"),
        ("exhibition-theme-alone", "exhibitions/flood/exhibition.yaml:2", "杂项", "water / 防汛与水利"),
    ]


def test_only_the_named_exhibitions_are_loaded_if_any_are_named(built):
    assert [exhibition.slug for exhibition in built.load(only={"flood"})] == ["flood"]
    assert built.load(only={"other"}) == ()


@pytest.mark.parametrize(
    ("name", "text", "code", "place"),
    [
        (
            "exhibition.yaml",
            "title: x\nlanguages: [zh-Hans, fr]\n",
            "exhibition-language-unknown",
            "exhibitions/flood/exhibition.yaml:2",
        ),
        ("exhibition.yaml", "titel: x\n", "key-unknown", "exhibitions/flood/exhibition.yaml:1"),
        ("exhibition.yaml", "title: x\nkind: best\n", "value-invalid", "exhibitions/flood/exhibition.yaml:2"),
        ("exhibition.yaml", "title: x\npublish_at: soon\n", "value-invalid", "exhibitions/flood/exhibition.yaml:2"),
        (
            "exhibition.yaml",
            "title: x\ncover: dyke\n",
            "exhibition-cover-unknown",
            "exhibitions/flood/exhibition.yaml:2",
        ),
        (
            "exhibition.yaml",
            "title: x\nlessons: [none]\n",
            "exhibition-lesson-unknown",
            "exhibitions/flood/exhibition.yaml:2",
        ),
        ("exhibition.yaml", "title: [\n", "yaml-syntax", "exhibitions/flood/exhibition.yaml:2"),
        ("figures.yaml", "- id: dike\n  file: media/dike.jpg\n", "figure-alt", "exhibitions/flood/figures.yaml:1"),
        (
            "figures.yaml",
            "- id: a\n  file: media/no.jpg\n  alt: x\n",
            "image-missing",
            "exhibitions/flood/figures.yaml:2",
        ),
        ("figures.yaml", "- id: a\n  file: ../x.jpg\n  alt: x\n", "image-outside", "exhibitions/flood/figures.yaml:2"),
        (
            "figures.yaml",
            "- id: a\n  file: media/dike.jpg\n  alt: x\n  record: J777\n",
            "record-not-public",
            "exhibitions/flood/figures.yaml:4",
        ),
        (
            "figures.yaml",
            "- id: a\n  file: media/dike.jpg\n  alt: x\n  regions: {b: [90, 0, 20, 5]}\n",
            "figure-region-outside",
            "exhibitions/flood/figures.yaml:4",
        ),
        (
            "figures.yaml",
            "- id: Ä\n  file: media/dike.jpg\n  alt: x\n",
            "value-invalid",
            "exhibitions/flood/figures.yaml:1",
        ),
        (
            "exhibition.yaml",
            "title: 大水\npublish_at: 2026-06-09T09:00\nuntil: 2026-06-09T08:00\n",
            "ends-before-start",
            "exhibitions/flood/exhibition.yaml:3",
        ),
        ("03-more.md", "没有标题\n", "head-missing", "exhibitions/flood/03-more.md:1"),
        (
            "03-more.md",
            "---\ntitle: x\n---\n/// figur | dike\n///\n",
            "block-unknown",
            "exhibitions/flood/03-more.md:4",
        ),
        ("more.md", "x", "section-name", "exhibitions/flood/more.md"),
        ("04-dike.md", "---\ntitle: x\n---\n", "section-twice", "exhibitions/flood/04-dike.md"),
        ("05-no.en.md", "---\ntitle: x\n---\n", "section-orphan", "exhibitions/flood/05-no.en.md"),
        ("media/left.txt", "x", "file-unused", "exhibitions/flood/media/left.txt"),
    ],
)
def test_a_mistake_is_found_at_its_place(built, name, text, code, place):
    """Each mistake is reported with file and line, and loading goes on."""
    built.write(name, text)
    built.load()
    assert (code, place) in built.codes()


def test_a_figure_has_exactly_one_of_alt_and_decorative(built):
    """Both, like neither, is an error."""
    built.write("figures.yaml", "- {id: dike, file: media/dike.jpg, alt: x, decorative: true}\n")
    built.load()
    assert "figure-alt" in [code for code, _ in built.codes()]


def test_a_folder_without_yaml_or_with_an_odd_name_is_an_error(built):
    """Neither is silently passed over."""
    (built.root / "exhibitions" / "empty").mkdir()
    (built.root / "exhibitions" / "Große Flut").mkdir()
    built.load()
    assert {"exhibition-no-yaml", "exhibition-folder-name"} <= {code for code, _ in built.codes()}


def test_the_scan_of_a_held_record_is_held_however_often_it_is_described(built):
    """A second figure with the same file but without the record does not bring the scan into the open."""
    figures = (built.folder / "figures.yaml").read_text(encoding="utf-8")
    built.write("figures.yaml", figures + "- {id: again, file: media/secret.jpg, caption: x, alt: x, credit: x}\n")
    built.write("03-more.md", "---\ntitle: x\n---\n/// figure | again\n///\n")
    (exhibition,) = built.load()
    assert exhibition.figures.held == {"secret", "again"}
    assert "secret" not in exhibition.sections[2].texts["zh-Hans"].prose.html


def test_one_image_described_twice_is_reported(built):
    """The same bytes under two ids: one description with regions does, and both would be translated and checked."""
    again = "- {id: again, file: media/again.jpg, caption: 堤, alt: 江堤, credit: 本馆}\n"
    built.write("figures.yaml", (built.folder / "figures.yaml").read_text(encoding="utf-8") + again)
    (built.folder / "media" / "again.jpg").write_bytes((built.folder / "media" / "dike.jpg").read_bytes())
    built.load()
    found = [problem for problem in built.problems if problem.code == "figure-same"]
    assert [problem.values["first"] for problem in found] == ["dike"]


def test_a_manifest_says_of_a_stop_what_both_languages_say(built):
    """A tour in two languages is one annotation with two bodies, on the region in pixels."""
    tour = "/// tour | dike\n    stops: [{{region: [10, 20, 30, 40], title: {}}}]\n///\n"
    built.write("01-rain.md", "---\ntitle: 雨\n---\n" + tour.format("旗"))
    built.write("01-rain.en.md", "---\ntitle: Rain\n---\n" + tour.format("Flag"))
    built.load()
    canvas = built.media._documents["/iiif/exhibition/flood/manifest.json"]["items"][0]
    stop = canvas["annotations"][0]["items"][0]
    assert [(body["language"], body["value"]) for body in stop["body"]] == [("zh-Hans", "旗"), ("en", "Flag")]
    assert stop["target"].endswith("/canvas/1#xywh=100,160,300,320")


def test_figures_without_words_in_a_language_or_on_rights_are_counted(built):
    """One sentence for each, with how many of how many and which; a licence of the whole site answers the second."""
    figures = (built.folder / "figures.yaml").read_text(encoding="utf-8")
    alt = "{zh-Hans: 一面旗, en: A flag}"
    flag = f"- {{id: flag, file: media/flag.jpg, caption: 旗, alt: {alt}, credit: 本馆, rights: 可引用}}\n"
    built.write("figures.yaml", figures + flag)
    (built.folder / "media" / "dike.jpg").rename(built.folder / "media" / "flag.jpg")
    Image.new("RGB", (1000, 800), "#654").save(built.folder / "media" / "dike.jpg")
    built.load()
    assert "figures-rights-unsaid" not in [code for code, _ in built.codes()]
    site = built.root / "content" / "site.yaml"
    files.write(site, site.read_text(encoding="utf-8").replace("licence: CC BY 4.0\n", ""))
    built.load()
    told = {problem.code: problem for problem in built.problems if problem.code.startswith("figures-")}
    assert told["figures-untranslated"].what("zh") == "2 张图中有 1 张没有 en 的说明：flag"
    assert "{zh-Hans: …, en: …}" in told["figures-untranslated"].advice("zh")
    assert told["figures-rights-unsaid"].what("zh") == "2 张图中有 1 张没有说明可否使用：dike"
    assert {str(problem.place) for problem in told.values()} == {"exhibitions/flood/exhibition.yaml"}


def test_a_figure_has_the_date_and_the_rights_of_its_record(built):
    """Unless it says so itself: what the catalogue knows is not written twice."""
    recorded = {**built.records.public.fields, "rights": "可以引用，请注明出处"}
    built.records.public = Record(MappingProxyType(recorded))
    (exhibition,) = built.load()
    dike = exhibition.figures.shown["dike"]
    assert (dike.date, dike.rights.in_("zh-Hans")) == ("1954年8月", "可以引用，请注明出处")
    assert "可以引用，请注明出处" in exhibition.sections[0].texts["zh-Hans"].prose.html
    text = (built.folder / "figures.yaml").read_text(encoding="utf-8")
    own = "  credit: 本馆\n  date: 1954-07-05\n  rights: 不得转载\n"
    built.write("figures.yaml", text.replace("  credit: 本馆\n", own, 1))
    (exhibition,) = built.load()
    dike = exhibition.figures.shown["dike"]
    assert (dike.date, dike.rights.in_("zh-Hans")) == ("1954-07-05", "不得转载")


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("光绪二十六年闰八月初一", "1900-09-24T00:00:00Z"),
        ("1954年8月", "1954-08-01T00:00:00Z"),
        ("1900-09", "1900-09-01T00:00:00Z"),
    ],
)
def test_viewers_are_told_the_day_in_their_calendar(built, written, instant):
    """navDate is a moment of ISO 8601, in whatever calendar the date was written."""
    text = (built.folder / "figures.yaml").read_text(encoding="utf-8")
    built.write("figures.yaml", text.replace("  credit: 本馆\n", f"  credit: 本馆\n  date: {written}\n", 1))
    built.load()
    document = built.media._documents["/iiif/exhibition/flood/manifest.json"]
    assert document["navDate"] == document["items"][0]["navDate"] == instant


def test_a_date_that_cannot_be_read_is_named(built):
    text = (built.folder / "figures.yaml").read_text(encoding="utf-8")
    built.write("figures.yaml", text.replace("  credit: 本馆\n", "  credit: 本馆\n  date: 某年\n", 1))
    built.load()
    found = [str(problem.place) for problem in built.problems if problem.code == "timeline-date-unreadable"]
    assert found == ["exhibitions/flood/figures.yaml:8"]
