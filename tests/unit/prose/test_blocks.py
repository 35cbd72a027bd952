"""Every block: its example works, its mistakes are found at their line, nothing unsafe comes out."""

from __future__ import annotations

import re
import struct
from types import MappingProxyType

import pytest

from lantai.prose.blocks import REGISTRY
from lantai.prose.templates import translator
from lantai.records.store import Record

NAMES = [
    "aside",
    "aside-figure",
    "audio",
    "bibliography",
    "chart",
    "cite",
    "compare",
    "credits",
    "cta",
    "details",
    "download",
    "excerpt",
    "figure",
    "gallery",
    "hero",
    "map",
    "notice",
    "people",
    "quote",
    "reader",
    "record",
    "records",
    "step",
    "story",
    "task",
    "term",
    "timeline",
    "tour",
    "video",
    "visit",
]


def codes(prose) -> list[tuple[str, int]]:
    return [(problem.code, problem.place.line) for problem in prose.problems]


def test_every_block_of_the_design_exists():
    """The blocks that staff were promised are all there, and only these."""
    assert sorted(REGISTRY) == NAMES


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("step", "video")])
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_the_example_in_the_guide_works(prose, name, language):
    """The example that the guide shows for a block renders without a problem, and without inline style or script."""
    from lantai.prose.templates import translator

    extras = {"citations": (("GB/T 7714", "…"),)}
    found = prose(REGISTRY[name].example, extras=extras, language=language, t=translator(language))
    assert [problem.what() for problem in found.problems] == []
    assert f'data-block="{name}"' in found.html
    assert not re.search(r"\sstyle=|\son\w+=|<script|<style", found.html)


def test_a_figure_shows_image_caption_credit_and_code(prose):
    """A figure stands with alternative text, caption, credit and a link to its record, and opens in the viewer."""
    found = prose("/// figure | dike\n    size: wide\n///")
    assert 'alt="数十名民工走上江堤"' in found.html
    assert "抢修堤段的<strong>民工</strong>" in found.html
    assert 'href="../../../catalogue/J001/002/0345-012/"' in found.html
    assert "data-viewer=" in found.html
    assert found.figures == ("dike",)
    assert found.records == ("J001-002-0345-012",)
    assert found.scripts == ("media/viewer.js",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/// figur | dike\n///", [("block-unknown", 5)]),
        ("字\n\n/// figure | dik\n///", [("figure-unknown", 7)]),
        ("/// figure\n///", [("block-argument-missing", 5)]),
        ("/// figure | dike\n    sise: wide\n///", [("key-unknown", 6)]),
        ("/// figure | dike\n    size: huge\n///", [("value-invalid", 6)]),
        ("/// figure | dike\n    region: flagpole\n///", [("region-unknown", 6)]),
        ("/// figure | dike\n    region: [90, 0, 20, 10]\n///", [("figure-region-outside", 6)]),
        (f"/// figure | dike\n    region: [1, 1, 5, {'9' * 400}]\n///", [("value-invalid", 6)]),
        (f"/// figure | dike\n    region: [1, 1, 5, {'9' * 5000}]\n///", [("yaml-syntax", 6)]),
        ("/// figure | dike\n    region: [.inf, 1, 5, .nan]\n///", [("value-invalid", 6)]),
        (
            f"/// audio | interview\n    chapters:\n      - {{at: '{'9' * 5000}', title: 水}}\n///",
            [("value-invalid", 7)],
        ),
        ("/// figure | dike\n字\n///", [("block-body-not-wanted", 5)]),
        ("/// quote\n///", [("block-body-missing", 5)]),
        ("/// quote\n字", [("block-unclosed", 5)]),
        ("字\n///", [("block-stray-end", 6)]),
        ("- 一\n\n    /// figure | dike\n    ///", [("block-indented", 7)]),
        ("/// step\n字\n///", [("block-misplaced", 5)]),
        ("/// figure | dike\n    size: [\n///", [("yaml-syntax", 6)]),
        ("/// figure | interview\n///", [("figure-kind", 5)]),
        ("/// timeline\n    events:\n      - {date: 某日, title: 事}\n///", [("timeline-date-unreadable", 7)]),
        ('/// timeline\n    events:\n      - {date: "2007-11", title: 事}\n///', [("date-ambiguous", 7)]),
        ("/// record | X1\n///", [("record-not-public", 5)]),
        ("/// record | J009-001-0001-001\n///", [("record-cited-held", 5)]),
        ("/// cta | 看\n    to: lesson\n///", [("link-unknown", 6)]),
        ("/// audio | interview\n    chapters:\n      - {at: 一分钟, title: 水}\n///", [("value-invalid", 7)]),
        ('/// audio | interview\n    chapters:\n      - {at: "1:75", title: 水}\n///', [("value-invalid", 7)]),
    ],
)
def test_mistakes_are_reported_at_their_line(prose, text, expected):
    """A mistake in a block is one problem, at the line where it stands."""
    assert codes(prose(text)) == expected


def test_the_nearest_right_name_is_offered(prose):
    """An unknown block or figure is answered with the name that was probably meant."""
    assert "相近的有：figure" in prose("/// figur | dike\n///").problems[0].advice()
    assert "相近的编号：dike。" in prose("/// figure | dik\n///").problems[0].advice()
    assert "J001-002-0345-012" in prose("/// record | J001-002-0345-021\n///").problems[0].advice()


@pytest.mark.parametrize(
    "text",
    [
        "/// figure | secret\n///",
        "/// gallery\n    figures: [secret, dike]\n///",
        "/// tour | secret\n    stops:\n      - {region: [1, 1, 5, 5], title: 看}\n///",
        "/// record | J009-001-0001-001\n///",
        "![不该](media/secret.jpg)",
        "[一件档案](record:J009-001-0001-001)",
        "==字=={figure=secret}",
    ],
)
def test_what_is_withheld_leaves_no_trace(prose, text):
    """A figure whose record is not public is not in the page: no code, caption, file name or address."""
    found = prose(text)
    for trace in ("secret", "J009", "不该出现"):
        assert trace not in found.html
    assert not any(problem.severity.name == "ERROR" for problem in found.problems)


def test_blocks_may_stand_in_blocks_with_equally_many_slashes(prose):
    """A figure inside a fold works however many slashes either has."""
    found = prose("/// details | 看图\n/// figure | dike\n///\n字\n///")
    assert not found.problems
    assert re.search(r"<details.*<figure.*</figure>.*<p>字</p>.*</details>", found.html, re.DOTALL)


def test_a_timeline_is_ordered_by_date_in_any_calendar(prose):
    """Lunar, Republic and Western dates are put in order and shown with their Western form."""
    text = """
    /// timeline
        events:
          - {date: 1954-07-05, title: 丙}
          - {date: 民国二十六年七月, title: 乙}
          - {date: 光绪二十六年闰八月初一, title: 甲}
    ///
    """
    found = prose(text)
    assert re.findall(r'timeline-title">(.)', found.html) == ["甲", "乙", "丙"]
    assert "光绪二十六年闰八月初一（1900-09-24）" in found.html


def test_a_range_of_days_is_shown_with_a_dash(prose):
    found = prose("/// timeline\n    events: [{date: 1954-07-17/1954-07-23, title: 破堤}]\n///")
    assert '<p class="timeline-date">1954-07-17 — 1954-07-23</p>' in found.html


def test_dates_of_records_are_shown_as_lists_of_the_catalogue_show_them(prose, context):
    """Digits as they stand in an export are a date for readers; a lunar date has its Western form beside it."""
    for written, first, calendar, shown in (
        ("19540705", "1954-07-05", "", "1954-07-05"),
        ("光绪二十六年闰八月初一", "1900-09-24", "lunar", "光绪二十六年闰八月初一（1900-09-24）"),
    ):
        day = {"date_text": written, "date_start": first, "date_end": first, "date_precision": "day"}
        known = {**context.records.public.fields, **day, "date_calendar": calendar}
        context.records.public = Record(MappingProxyType(known))
        assert f'<span class="date">{shown}</span>' in prose("/// record | J001-002-0345-012\n///").html


def test_a_story_moves_to_its_regions(prose):
    """Each step carries its region and, for pages without script, a crop of it."""
    found = prose("/// story | dike\n//// step\n    region: banner\n\n旗\n////\n//// step\n全景\n////\n///")
    assert not found.problems
    assert 'data-region="12 8 30 14"' in found.html
    assert found.html.count('class="story-step"') == 2


def test_a_recording_has_a_transcript_that_can_be_read_without_script(prose):
    """The cues of the captions stand in the page with speaker and times."""
    found = prose('/// audio | interview\n    chapters:\n      - {at: "1:05", title: 水}\n///')
    assert not found.problems
    assert 'data-start="1.0"' in found.html
    assert "<b>李某</b> 水来的时候" in found.html
    assert "#t=65" in found.html


def test_a_transcript_can_be_taken_home(prose, context, tmp_path):
    """As a text that says what it is of, who speaks, whose it is and where it stands, in UTF-8 that Windows knows."""
    found = prose("/// audio | interview\n    title: 口述一则\n    speakers: [李某]\n///")
    address = re.search(r'href="[./]*/(media/transcript-[0-9a-f]+\.txt)" download', found.html)
    context.media.place(tmp_path / "output")
    assert (tmp_path / "output" / address[1]).read_bytes().decode("utf-8") == (
        "\ufeff口述一则\n讲述：李某\n某\nhttps://archive.example/exhibitions/flood/rain/#figure-interview\n\n"
        "[0:01] 李某：水来的时候\n"
    )


def test_a_recording_speaks_the_language_of_its_page(prose, context):
    """A transcript beside the original, named like a section's translation, is what readers of its language get."""
    from dataclasses import replace

    english = context.folder / "media" / "interview.en.vtt"
    english.write_text("WEBVTT\n\n00:01.000 --> 00:03.000\n<v Li>When the water came\n", encoding="utf-8")
    figure = context.figures.shown["interview"]
    assert "media/interview.en.vtt" in figure.files, "it is a file in use"
    translated = prose("/// audio | interview\n///", language="en", t=translator("en"))
    assert "<b>Li</b> When the water came" in translated.html and 'class="cues">' in translated.html
    original = prose("/// audio | interview\n///")
    assert "<b>李某</b> 水来的时候" in original.html
    english.unlink()
    untranslated = prose("/// audio | interview\n///", language="en", t=translator("en"))
    assert '<ol class="cues" lang="zh-Hans">' in untranslated.html, "what is not translated says what it is in"
    assert replace(figure, transcript="").files == ("media/interview.mp3",)


def test_a_chapter_starts_where_it_says_with_or_without_quotes(prose):
    """YAML reads 1:05 as a number; it is the same minute and five seconds."""
    for written, seconds, shown in (("1:05", 65, "1:05"), ('"1:05"', 65, "1:05"), ('"1:02:03"', 3723, "1:02:03")):
        found = prose(f"/// audio | interview\n    chapters:\n      - {{at: {written}, title: 水}}\n///")
        assert codes(found) == []
        assert f'data-seek="{seconds}"><span class="date">{shown}</span>' in found.html


def test_a_chapter_after_the_end_is_reported(prose, context):
    """Where the file says how long it is, a chapter that nobody could reach is an error at its line."""
    from dataclasses import replace

    from lantai.prose.figures import Figures

    path = context.folder / "media" / "two-seconds.wav"
    head = b"RIFF" + struct.pack("<I", 16036) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    path.write_bytes(head + b"data" + struct.pack("<I", 16000) + bytes(16000))
    figure = replace(context.figures.shown["interview"], path=path, file="media/two-seconds.wav")
    text = "/// audio | interview\n    chapters:\n      - {at: 0:01, title: 一}\n      - {at: 0:02, title: 二}\n///"
    found = prose(text, figures=Figures({"interview": figure}))
    assert codes(found) == [("chapter-beyond-end", 8)]
    assert "0:02" in found.problems[0].what("zh")


def test_whom_and_what_a_text_presents_by_name_is_known(prose):
    """People, speakers, themes of recordings and places of maps, each with where on the page it is."""
    found = prose("""
        /// people
            people: [{name: 王 某}]
        ///
        /// audio | interview
            speakers: [李某]
            themes: [守堤]
        ///
        /// map | dike
            approval: 示意
            places: [{name: 县城, x: 40, y: 25}]
        ///
    """)
    assert [(named.kind, named.name, named.anchor) for named in found.named] == [
        ("people", "王 某", "person-d5fb3d00d627"),
        ("people", "李某", "figure-interview"),
        ("themes", "守堤", "figure-interview"),
        ("places", "县城", "figure-dike"),
    ]
    for anchor in ("person-d5fb3d00d627", "figure-interview", "figure-dike"):
        assert f'id="{anchor}"' in found.html
    assert "names/" not in found.html, "a text outside exhibitions is not in their index"


def test_a_transcript_in_another_encoding_is_reported(prose, context):
    """A text file saved by an old editor is a problem at the figure, not a crash."""
    from dataclasses import replace

    from lantai.prose.figures import Figures

    (context.folder / "media" / "old.txt").write_bytes("水来".encode("gb18030"))
    figure = replace(context.figures.shown["interview"], transcript="media/old.txt")
    found = prose("/// audio | interview\n///", figures=Figures({"interview": figure}))
    assert [problem.code for problem in found.problems] == ["file-encoding"]


@pytest.mark.parametrize(
    ("approval", "shown"),
    [("GS（2019）1822号", ">审图号：GS（2019）1822号<"), ("示意图，非地图", ">示意图，非地图<")],
)
def test_only_a_number_is_called_the_approval_number_of_a_map(prose, approval, shown):
    """What is no map has none: its words stand by themselves."""
    block = f"/// map | dike\n    approval: {approval}\n    places: [{{name: 县城, x: 40, y: 25}}]\n///"
    assert shown in prose(block).html


def test_a_map_says_under_which_number_it_may_be_shown(prose):
    found = prose("/// map | dike\n    places: [{name: 县城, x: 40, y: 25}]\n///")
    assert codes(found) == [("key-missing", 6)]


def test_steps_that_name_the_figure_on_the_stage_only_move_it(prose):
    """The caption stands once, and the figure's own anchor is on the page, for phrases and records to lead to."""
    found = prose("""
        /// story
        //// step | dike
            region: banner
        先看旗。
        ////
        //// step | dike
        再看全景。
        ////
        ///
    """)
    assert codes(found) == []
    assert found.html.count("<figcaption>") == 1
    assert f'id="{found.anchors["dike"]}"' in found.html
    assert 'data-region="12 8 30 14"' in found.html


def test_a_licence_is_named_and_linked(prose, context):
    from dataclasses import replace

    from lantai.prose import Figures
    from lantai.site.languages import LocalText

    address = "https://creativecommons.org/licenses/by/4.0/"
    flag = replace(context.figures.shown["flag"], rights=LocalText((("en", address),)))
    found = prose("/// figure | flag\n///", figures=Figures({"flag": flag}))
    assert f'rel="license" href="{address}">CC BY 4.0</a>' in found.html


@pytest.mark.parametrize(
    ("text", "label", "address"),
    [
        ("/// cta | 检索\n    to: /search/\n///", "检索", "https://archive.example/search/"),
        ("/// cta | 别处\n    to: https://other.example/\n///", "别处", "https://other.example/"),
        ("/// cta | 笔误\n    to: http://[\n///", "笔误", "http://["),
        (
            "/// cta | 报告\n    to: record:J001-002-0345-012\n///",
            "报告",
            "https://archive.example/catalogue/J001/002/0345-012/",
        ),
        (
            "/// download | 照片\n    figure: dike\n///",
            "照片",
            "https://archive.example/exhibitions/flood/rain/#download-dike",
        ),
        ("/// download | 表\n    to: /data/open.csv\n///", "表", "https://archive.example/data/open.csv"),
        (
            "/// visit\n    place: 一楼\n///",
            "开放时间以网页为准",
            "https://archive.example/exhibitions/flood/rain/#visit",
        ),
        ("/// visit\n    booking: https://book.example/\n///", "预约参观", "https://book.example/"),
        (
            "/// audio | interview\n///",
            "收听、收看",
            "https://archive.example/exhibitions/flood/rain/#figure-interview",
        ),
    ],
)
def test_on_paper_every_action_says_where_it_leads(prose, text, label, address):
    """In words that can be typed and as a code; where it leads within the page, there is such a place."""
    found = prose(text)
    assert not found.problems
    assert f'<p class="print-only">{label}：{address}</p>' in found.html
    assert '<div class="print-qr" aria-hidden="true"><svg' in found.html
    _, _, anchor = address.partition("#")
    assert not anchor or f'id="{anchor}"' in found.html


def test_a_figure_to_take_away_is_not_shown_by_that(prose):
    """Words cannot point to it there; where a block shows it, the anchor is that block's."""
    found = prose("/// download | 照片\n    figure: dike\n///\n\n==旗=={figure=dike}")
    assert codes(found) == [("figure-not-on-page", 9)]
    found = prose("/// download | 照片\n    figure: dike\n///\n\n/// figure | dike\n///")
    assert found.anchors == {"dike": "figure-dike"} and 'id="figure-dike"' in found.html
    assert found.figures == ("dike",)
