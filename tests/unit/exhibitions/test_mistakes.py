"""Mistakes in an exhibition's folder: each is told once, at its place, and hides no other."""

from __future__ import annotations

import struct

import pytest

from lantai import files
from lantai.problems import Problems


def test_a_mistake_in_exhibition_yaml_hides_no_other(built):
    """Everything is told at once: what is wrong in the texts too, and the pages are there for a preview to show it."""
    files.write(built.folder / "exhibition.yaml", "title: 大水\ncurators: [王某]\nkind: 专题\n")
    files.write(built.folder / "02-dike.md", "---\ntitle: 堤\nsumary: x\n---\n/// figur | dike\n///\n")
    (exhibition,) = built.load()
    assert [section.slug for section in exhibition.sections] == ["rain", "dike"]
    codes = ("key-unknown", "value-invalid", "block-unknown")
    found = {(code, place) for code, place in built.codes() if code in codes}
    assert found == {
        ("key-unknown", "exhibitions/flood/exhibition.yaml:2"),
        ("value-invalid", "exhibitions/flood/exhibition.yaml:3"),
        ("key-unknown", "exhibitions/flood/02-dike.md:3"),
        ("block-unknown", "exhibitions/flood/02-dike.md:5"),
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("exhibition.yaml", "title: x\ncredits: [5, {role: 策展}, {names: [王某]}]\n"),
        ("exhibition.yaml", "title: [x]\ncover: [a]\nrelated: [1]\nthemes: {}\nopens: never\nfocus: 5\n"),
        ("figures.yaml", "- abc\n- 5\n- [1]\n- id: [a]\n- {}\n- {id: dike, file: 5}\n"),
        ("figures.yaml", "a: b\n"),
        ("01-rain.md", "---\n- a\n---\nx\n"),
        ("01-rain.md", "---\ntitle: [x]\ncover: [dike]\n---\n"),
        ("01-rain.md", "---\ntitle: x\n---\n/// audio | dike\n    speakers: {a: b}\n    themes: [[1]]\n///\n"),
    ],
)
def test_past_any_mistake_there_are_pages(built, name, text):
    """Each is told, and what is right beside it is made into pages, in a preview too."""
    built.write(name, text)
    for preview in ("", "drafts"):
        built.preview = preview
        assert "/exhibitions/flood/" in built.pages()
        assert built.problems.errors


@pytest.mark.parametrize("text", ["title: x\nstatus: drafft\n", "title: x\npublish_at: soon\n", "title: [x\n", "- x\n"])
def test_what_does_not_say_when_it_is_public_is_not(built, text):
    """Whatever else is shown past a mistake, this is not: in doubt it stays out."""
    files.write(built.folder / "exhibition.yaml", text)
    assert built.load() == ()
    assert built.problems.errors


def test_a_figure_in_error_is_told_where_it_is_described_and_nowhere_else(built):
    """A file that is not there is one mistake, not one more at each block, phrase and cover that calls the figure."""
    path = built.folder / "figures.yaml"
    text = path.read_text(encoding="utf-8")
    files.write(path, text.replace("media/dike", "media/deich"))
    built.load()
    found = {code for code, _ in built.codes()}
    assert "image-missing" in found
    assert not found & {"figure-unknown", "figure-not-on-page", "exhibition-cover-unknown"}


def test_figures_that_cannot_be_read_are_one_mistake(built):
    files.write(built.folder / "figures.yaml", "- id: dike\n  file: [media\n")
    built.load()
    errors = [(problem.code, str(problem.place)) for problem in built.problems.errors]
    assert errors == [("yaml-syntax", "exhibitions/flood/figures.yaml:3")]


def test_a_block_in_error_is_not_also_missed_by_the_words_that_point_to_its_figure(built):
    """``size`` without its four spaces is one mistake."""
    text = "---\ntitle: 雨\n---\n==旗=={figure=dike} 在。\n\n/// figure | dike\nsize: wide\n///\n"
    files.write(built.folder / "01-rain.md", text)
    built.load()
    assert [problem.code for problem in built.problems.errors if "01-rain.md" in problem.place.file] == [
        "block-body-not-wanted"
    ]


def test_a_theme_of_a_recording_that_matches_none_of_the_original_is_told(built):
    """In another language it may be anything; written in both, or listed as a translation, it is known."""
    (built.folder / "media" / "talk.wav").write_bytes(_wav())
    figures = (built.folder / "figures.yaml").read_text(encoding="utf-8")
    talk = "- {id: talk, file: media/talk.wav, caption: 谈, credit: 馆, transcript: media/talk.txt}\n"
    files.write(built.folder / "media" / "talk.txt", "谈")
    files.write(built.folder / "figures.yaml", figures + talk)
    block = "\n/// audio | talk\n    themes: [{}]\n///\n"
    for theme, told in (("Dike", 1), ("{zh-Hans: 守堤, en: Dike}", 0), ("守堤", 0)):
        built.problems = Problems()
        files.write(built.folder / "02-dike.md", "---\ntitle: 堤\n---\n堤。\n" + block.format("守堤"))
        files.write(built.folder / "02-dike.en.md", "---\ntitle: Dike\n---\nDike.\n" + block.format(theme))
        built.load()
        found = [place for code, place in built.codes() if code == "exhibition-name-unpaired"]
        assert found == ["exhibitions/flood/02-dike.en.md:7"] * told, theme


def _wav() -> bytes:
    """A second of silence."""
    data = bytes(8000)
    head = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8) + b"data" + struct.pack("<I", len(data))
    return b"RIFF" + struct.pack("<I", len(head) + len(data)) + head + data


def test_words_of_exhibition_yaml_that_lack_a_language_are_told(built):
    """Title, subtitle, summary, place, roles, and an introduction: in one sentence each, at the file."""
    roles = "credits: [{role: 策展, names: [王某]}, {role: {zh-Hans: 文字, en: Text}, names: [王某]}]\n"
    text = "title: {zh-Hans: 大水, en: The Flood}\nsubtitle: 一九五四\nplace: 一楼\n"
    files.write(built.folder / "exhibition.yaml", text + roles)
    files.write(built.folder / "index.md", "前言。\n")
    built.load()
    told = {problem.code: problem.what("zh") for problem in built.problems if problem.code.endswith(("ed", "missing"))}
    assert told["exhibition-words-untranslated"] == "exhibition.yaml 里这些没有 en 的文字：subtitle、place、role: 策展"
    assert told["translation-missing"] == "en 版缺 2 篇：index.md、02-dike.md"


def test_a_text_in_a_language_that_is_not_made_is_told(built):
    """A file that nothing shows is not passed over in silence."""
    files.write(built.folder / "02-dike.fr.md", "---\ntitle: La digue\n---\nElle tient.\n")
    built.load()
    assert ("exhibition-text-unshown", "exhibitions/flood/02-dike.fr.md") in built.codes()


def test_the_pictures_that_lie_beside_media_are_told_too(built):
    """Whoever puts them there by mistake hears of it; notes and drafts of texts are nobody's business."""
    for name in ("loose.jpg", "pics/old.PNG", "notes.docx"):
        (built.folder / name).parent.mkdir(exist_ok=True)
        (built.folder / name).write_bytes(b"x")
    built.load()
    found = [place for code, place in built.codes() if code == "file-unused"]
    assert found == ["exhibitions/flood/loose.jpg", "exhibitions/flood/pics/old.PNG"]


def test_a_head_that_is_never_closed_is_told_as_such(built):
    """Not as a missing title; and the section stays where the preview shows it."""
    files.write(built.folder / "02-dike.md", "---\ntitle: 堤\nkicker: 第二单元\n\n堤还在。\n")
    (exhibition,) = built.load()
    assert [(each.code, str(each.place)) for each in built.problems.errors] == [
        ("head-open", "exhibitions/flood/02-dike.md:1")
    ]
    assert exhibition.sections[1].texts["zh-Hans"].title == "堤"
    assert "堤还在。" in exhibition.sections[1].texts["zh-Hans"].prose.html


def test_a_preview_knows_which_lines_of_figures_yaml_are_of_a_figure(built):
    """What is wrong with the next figure is not shown at this one; a figure in error has its place in the page too."""
    built.preview = "drafts"
    (exhibition,) = built.load()
    html = exhibition.sections[0].texts["zh-Hans"].prose.html
    assert 'data-at="exhibitions/flood/figures.yaml:2-7"' in html
    path = built.folder / "figures.yaml"
    files.write(path, path.read_text(encoding="utf-8").replace("media/dike", "media/deich"))
    (exhibition,) = built.load()
    assert 'data-at="exhibitions/flood/figures.yaml:2-7"' in exhibition.sections[0].texts["zh-Hans"].prose.html


def test_a_link_that_leads_nowhere_is_told_with_the_sections_there_are(built):
    """Each once, by the name of its original, which serves from a translation too."""
    built.write("02-dike.md", "---\ntitle: 堤\n---\n见[前一单元](01-rian.md)。\n")
    built.load()
    (problem,) = [problem for problem in built.problems if problem.code == "link-unknown"]
    assert problem.values["hint"] == "01-rain.md / 02-dike.md"
