"""An exhibition elsewhere: on boards and in an article it says what its pages say, as far as these can."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import lxml.html
import pypdfium2
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from lantai import typesetting
from lantai.exhibitions.outputs import article, flow, panels
from lantai.exhibitions.outputs.choosing import Chosen, choose
from lantai.exhibitions.outputs.panels import Format
from lantai.problems import InputError
from lantai.publishing.outputs import opened
from lantai.site import config
from lantai.site.moments import moment_of

ROOT = Path(__file__).resolve().parents[3]
MM = 72 / 25.4
MOMENT = "2026-06-10T09:00+08:00"
LEFT_OUT = (
    "//*[@data-block='cta' or @data-block='download' or @data-block='cite' or @data-block='visit']",
    "//*[@data-block='audio' or @data-block='video' or @hidden or self::button or self::svg or self::select]",
    "//*[contains(@class,'reader-texts') or contains(@class,'reader-record') or contains(@class,'reader-label')]",
    "//*[contains(@class,'reader-links') or contains(@class,'print-only') or contains(@class,'visually-hidden')]",
    "//*[contains(@class,'compare-label')]",
)
"""Blocks that only lead somewhere, what only a screen can do, and the long texts of a reader."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration."""
    made = tmp_path_factory.mktemp("site")
    for name in ("content", "exhibitions", "catalogue"):
        shutil.copytree(ROOT / name, made / name)
    return made


@pytest.fixture(scope="module")
def publication(folder: Path) -> Any:
    """The demonstration, loaded as for a preview."""
    site, _ = config.load(folder)
    assert site is not None
    return opened(replace(site, base_url="https://archives.example"), moment_of(MOMENT, site.zone))


@pytest.fixture
def rain(publication: Any) -> Chosen:
    return choose(publication, "lanxi-flood-1954", ["rain"])


# What a text says ------------------------------------------------------------------------------


def test_words_keep_their_emphasis_and_lose_what_only_a_screen_has() -> None:
    html = '<p>请读\n<a href="/x/">第一<strong>件</strong></a>。<button>大</button><i class="visually-hidden">图</i>'
    assert flow.of(html) == [
        {"kind": "words", "runs": [["请读第一", False, False], ["件", True, False], ["。", False, False]]}
    ]


def test_a_figure_tells_caption_code_and_credit_apart() -> None:
    html = (
        '<figure class="figure figure-wide"><img src="a.jpg" alt="堤"><figcaption><span class="figure-caption">抢修北堤'
        '</span> <a class="code" href="/r">J001-1</a> <span class="figure-credit">本馆</span></figcaption></figure>'
    )
    assert flow.of(html) == [
        {"kind": "picture", "src": "a.jpg", "alt": "堤", "size": "wide", "marks": [], "caption": "抢修北堤",
         "code": "J001-1", "credit": "本馆"}
    ]  # fmt: skip


def test_notes_go_with_their_numbers() -> None:
    html = '<p>水涨了。<sup id="fnref-1"><a class="footnote-ref" href="#fn-1">1</a></sup></p>'
    html += '<div class="footnote"><ol><li><p>日记。</p></li></ol></div>'
    assert flow.of(html)[1] == {"kind": "notes", "items": [[{"kind": "words", "runs": [["日记。", False, False]]}]]}
    assert flow.of(html)[0]["runs"][0][0] == "水涨了。〔1〕"
    assert flow.of(html, notes=False) == [{"kind": "words", "runs": [["水涨了。", False, False]]}]


@given(
    st.text(max_size=60), st.sampled_from(["p", "h2", "blockquote", "li", "div", "table", "figure", "dl", "section"])
)
def test_whatever_a_text_holds_becomes_pieces(text: str, tag: str) -> None:
    escaped = "".join(f"&#{ord(each)};" for each in text if each.isprintable())
    for piece in flow.of(f"<{tag}>{escaped}</{tag}>"):
        assert piece["kind"]


def test_no_block_of_the_demonstration_goes_missing(publication: Any) -> None:
    """Every sentence that a page shows stands in the pieces, but for what is left out on purpose."""
    for exhibition in publication.exhibitions:
        for section in exhibition.sections:
            html = section.texts[exhibition.languages[0]].prose.html
            whole = lxml.html.fragment_fromstring(str(html), create_parent="div")
            for each in whole.xpath(" | ".join(LEFT_OUT)):
                each.drop_tree()
            said = re.sub(r"\s|〔\d〕", "", repr(flow.of(str(html))))
            for sentence in re.findall(r"[\u4e00-\u9fff]{6,}", "\n".join(whole.itertext())):
                assert sentence in said, (exhibition.slug, section.slug, sentence)


# Panels ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("A1", (594, 841)),
        ("a3", (297, 420)),
        ("80x180", (800, 1800)),
        ("900x1400", (900, 1400)),
        ("900×1400mm", (900, 1400)),
    ],
)
def test_sizes_are_those_of_iso_216_or_millimetres(written: str, size: tuple[int, int]) -> None:
    form = Format.of(written, 3)
    assert form is not None and (form.width, form.height) == size


@pytest.mark.parametrize("written", ["", "A9", "10x10", "big", "900x", "99999x2"])
def test_what_is_no_size_is_none(written: str) -> None:
    assert Format.of(written, 3) is None


def test_panels_have_the_size_asked_for_with_bleed_and_marks_around_it(rain: Chosen) -> None:
    made = panels.build(rain, Format(600, 900, 3))
    assert made is not None
    page = pypdfium2.PdfDocument(made.content)[1]
    assert [round(edge / MM) for edge in page.get_size()] == [600 + 2 * (3 + 12), 900 + 2 * (3 + 12)]
    assert [round(edge / MM) for edge in page.get_trimbox()] == [15, 15, 615, 915]
    assert [round(edge / MM) for edge in page.get_bleedbox()] == [12, 12, 618, 918]


def test_a_panel_says_what_the_section_says_without_its_notes(rain: Chosen) -> None:
    made = panels.build(rain, Format(600, 900, 0))
    assert made is not None
    words = "".join(
        "".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(made.content)
    )
    for part in ("水位二十三点零六", "第一单元", "转折在七月五日", "J001-002-0345-003", "扫码看网上展厅", "先看章"):
        assert part in words
    assert "〔1〕" not in words and "目录" not in words


def test_the_same_panels_are_the_same_bytes(rain: Chosen) -> None:
    first, second = (panels.build(rain, Format(400, 600, 3)) for _ in range(2))
    assert first == second


def test_a_picture_too_small_for_the_board_is_told(rain: Chosen) -> None:
    panels.build(rain, Format(2000, 3000, 3))
    told = [problem for problem in rain.problems if problem.code == "panels-image-coarse"]
    assert told and "telegram.jpg" in told[0].what() and str(told[0].place.file).endswith("figures.yaml")


def test_without_a_chinese_font_there_are_no_panels_of_empty_boxes(
    rain: Chosen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typst, "Fonts", lambda: SimpleNamespace(families=lambda: ["DejaVu Sans"]))
    typesetting.fonts.cache_clear()
    try:
        assert panels.build(rain, Format(600, 900, 3)) is None
    finally:
        typesetting.fonts.cache_clear()
    assert "panels-no-chinese-font" in [problem.code for problem in rain.problems]


# The article ---------------------------------------------------------------------------------------


def test_an_article_needs_nothing_that_the_editor_throws_away(rain: Chosen) -> None:
    copied = lxml.html.document_fromstring(article.build(rain, public=True).html).get_element_by_id("article")
    for element in copied.iterdescendants():
        assert not {*element.attrib} - {"style", "src", "alt"}, element.attrib
        assert element.tag not in ("a", "script", "style", "svg", "iframe", "button", "audio", "video")
        assert element.tag == "tbody" or element.tag in ("strong", "em", "tr") or "style" in element.attrib


def test_pictures_of_a_public_exhibition_come_from_its_site_and_all_lie_beside_it(rain: Chosen) -> None:
    made = article.build(rain, public=True)
    shown = re.findall(r'<img src="([^"]+)"', made.html)
    assert shown and all(each.startswith("https://archives.example/media/") for each in shown)
    assert len(made.pictures) == len(shown) and all(path.is_file() for path in made.pictures.values())
    hidden = article.build(rain, public=False)
    assert re.findall(r'<img src="([^"]+)"', hidden.html) == list(hidden.pictures)


def test_a_section_alone_leads_to_its_own_page(rain: Chosen) -> None:
    html = article.build(rain, public=True).html
    assert "https://archives.example/exhibitions/lanxi-flood-1954/rain/" in html and "第二单元" not in html


def test_markup_in_a_text_stays_text(rain: Chosen) -> None:
    section = rain.sections[0]
    text = replace(section.texts[rain.language], title="<img src=x onerror=alert(1)>")
    forged = replace(rain, sections=(replace(section, texts={rain.language: text}),))
    assert "<img src=x" not in article.build(forged, public=True).html
    assert panels.build(forged, Format(400, 600, 0)) is not None


# Choosing, and the commands ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "code", "hint"),
    [
        (("lanxi-flod",), "output-no-exhibition", "lanxi-flood-1954"),
        (("lanxi-flood-1954", ["ran"]), "output-no-section", "rain"),
        (("lanxi-yamen", [], "en"), "output-no-language", "zh-Hans"),
    ],
)
def test_what_there_is_not_is_told_with_what_there_is(publication: Any, asked: tuple, code: str, hint: str) -> None:
    with pytest.raises(InputError) as raised:
        choose(publication, *asked)
    (told,) = raised.value.problems
    assert told.code == code and hint in told.advice()


def test_both_commands_write_what_they_say(folder: Path) -> None:
    common = ["lanxi-yamen", "--section", "petition", "--site", str(folder), "--at", MOMENT]
    for command in (["panels", *common, "--size", "A2"], ["article", *common]):
        done = subprocess.run([sys.executable, "-m", "lantai", *command], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    made = folder / "outputs" / "lanxi-yamen"
    assert len(pypdfium2.PdfDocument((made / "panels-a2-zh-Hans.pdf").read_bytes())) >= 2
    page = (made / "article-petition-zh-Hans" / "index.html").read_text(encoding="utf-8")
    shown = re.findall(r'<img src="([^"]+)"', page)
    assert shown and all((made / "article-petition-zh-Hans" / picture).is_file() for picture in shown)
