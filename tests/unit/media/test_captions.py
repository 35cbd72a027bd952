"""WebVTT is read as browsers read it, and every fault has its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantai.media import captions
from lantai.problems import Place, Problems

GOOD = """WEBVTT 王老师口述
Kind: captions

NOTE 采访于 2024 年

1
00:01.000 --> 00:04.500 align:start
<v 王秀兰>那年<i>大水</i>进了城 &amp; 镇</v>

00:00:05.000 --> 01:00:06.250
第二行
第三行
"""


def parse(text: str) -> tuple[captions.Captions | None, list[tuple[str, int]]]:
    problems = Problems()
    found = captions.parse(text, Place("media/a.vtt"), problems)
    return found, [(problem.code, problem.place.line) for problem in problems]


def test_cues_have_times_text_and_speaker() -> None:
    found, problems = parse(GOOD)
    assert problems == []
    first, second = found.cues
    assert (first.start, first.end, first.text, first.speaker, first.identifier) == (
        1.0, 4.5, "那年大水进了城 & 镇", "王秀兰", "1",
    )  # fmt: skip
    assert (second.start, second.end, second.text, second.speaker) == (5.0, 3606.25, "第二行\n第三行", "")
    assert found.text == "那年大水进了城 & 镇\n第二行\n第三行"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1\n00:01,000 --> 00:02,000\nSRT", [("captions-not-webvtt", 1)]),
        ("WEBVTT\n\n00:01.0 --> 00:02.000\nx", [("captions-time", 3)]),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nx", [("captions-time", 3)]),
        ("WEBVTT\n\n00:05.000 --> 00:02.000\nx", [("captions-length", 3)]),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\nx\n\na\n00:02.000 --> 00:03.000\ny", [("captions-order", 7)]),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\n\n00:07.000 --> 00:08.000\ny", [("captions-empty", 3)]),
        ("WEBVTT\n\nno time here\n", [("captions-time", 4)]),
    ],
)
def test_each_fault_is_reported_at_its_line(text, expected) -> None:
    assert parse(text)[1] == expected


def test_tags_in_captions_never_reach_a_page() -> None:
    found, _ = parse("WEBVTT\n\n00:01.000 --> 00:02.000\n<script>alert(1)</script>x <b onclick=a>y</b>\n")
    assert found.cues[0].text == "alert(1)x y"


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0, "00:00:00.000"), (3661.25, "01:01:01.250"), (0.9996, "00:00:01.000")]
)
def test_stamp_is_how_webvtt_writes_time(seconds, expected) -> None:
    assert captions.stamp(seconds) == expected


@given(st.text(alphabet="WEBVT \n0123456789:.->ab<v/&;\r\0", max_size=120))
def test_any_text_gives_cues_in_order_or_problems(text) -> None:
    found, _ = parse("WEBVTT\n\n" + text)
    starts = [cue.start for cue in found.cues]
    assert starts == sorted(starts) and all(cue.end > cue.start and cue.text for cue in found.cues)


def test_a_file_that_is_not_utf8_is_reported(store, folder, problems) -> None:
    (folder / "a.vtt").write_bytes("WEBVTT\n\n字幕".encode("gb18030"))
    assert store.captions(folder / "a.vtt", Place("figures.yaml", line=3), problems) is None
    assert [(p.code, p.place.line) for p in problems] == [("captions-not-webvtt", 3)]


def test_published_captions_say_the_same_and_nothing_more(store, folder, tmp_path, problems) -> None:
    (folder / "a.vtt").write_text(GOOD, encoding="utf-8")
    address = store.track(store.captions(folder / "a.vtt", "f", problems))
    store.finish(tmp_path / "out", 1, problems)
    published = (tmp_path / "out" / address.lstrip("/")).read_text(encoding="utf-8")
    assert published == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.500\n<v 王秀兰>那年大水进了城 &amp; 镇\n\n"
        "00:00:05.000 --> 01:00:06.250\n第二行\n第三行\n"
    )
