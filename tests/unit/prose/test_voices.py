"""Who speaks in a recording and in the translation of its captions: by times, never by order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lantai.media import captions
from lantai.problems import Place, Problems
from lantai.prose.blocks.voices import differences
from lantai.prose.figures import Figures

ORIGINAL = (
    "WEBVTT\n\n00:01.000 --> 00:03.000\n<v 问>您在哪儿？\n\n00:04.000 --> 00:06.000\n<v 李某>在堤上。\n\n"
    "00:07.000 --> 00:08.000\n（锣声）\n"
)
ENGLISH = (
    "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Q>Where were you?\n\n00:04.000 --> 00:06.000\n<v Li>On the dike.\n\n"
    "00:07.000 --> 00:08.000\n(A gong)\n"
)
TIME, MISSING = "captions-translation-time", "captions-translation-missing"


@pytest.fixture
def interview(context):
    """A recording whose captions are in Chinese and in English; the translation is given."""

    def made(english: str):
        media = context.folder / "media"
        (media / "two.vtt").write_text(ORIGINAL, encoding="utf-8")
        (media / "two.en.vtt").write_text(english, encoding="utf-8")
        figure = replace(context.figures.shown["interview"], captions="media/two.vtt", transcript="")
        return Figures({"interview": figure})

    return made


def test_a_speaker_is_the_same_by_the_times_whatever_the_order(prose, interview):
    """A translation that names the one who answers first does not make him the one who asks."""
    figures = interview(ENGLISH)
    chinese = prose("/// audio | interview\n    speakers: [问, 李某]\n///", figures=figures)
    english = prose("/// audio | interview\n    speakers: [Li, Q]\n///", figures=figures, language="en")
    keys = {named.name: named.key for named in (*chinese.named, *english.named)}
    assert keys == {
        "问": "00:00:01.000",
        "Q": "00:00:01.000",
        "李某": "00:00:04.000",
        "Li": "00:00:04.000",
    }
    assert not chinese.problems and not english.problems


def test_a_name_may_be_written_in_both_languages(prose, interview):
    """Each page then has its own, and the index knows that they are one."""
    text = (
        "/// audio | interview\n    speakers: [{zh-Hans: 李某, en: Li}]\n    themes: [{zh-Hans: 守堤, en: Dike}]\n///"
    )
    found = prose(text, figures=interview(ENGLISH), language="en")
    assert [(named.name, named.also) for named in found.named] == [("Li", ("李某",)), ("Dike", ("守堤",))]
    assert not found.problems


def test_a_speaker_who_says_nothing_is_told(prose, interview):
    found = prose("/// audio | interview\n    speakers: [李木]\n///", figures=interview(ENGLISH))
    (problem,) = found.problems
    assert (problem.code, problem.place.line) == ("speaker-silent", 6)
    assert "李某" in problem.advice("zh")


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        (ENGLISH, []),
        (ENGLISH.replace("<v Li>", "<v Q>"), []),
        (ENGLISH.replace("00:04.000", "00:04.500"), [(TIME, 6), (MISSING, 0)]),
        (ENGLISH.partition("\n\n00:07")[0], [(MISSING, 0)]),
        (ENGLISH + "\n00:09.000 --> 00:10.000\n<v Q>More?\n", [(TIME, 12)]),
    ],
)  # fmt: skip
def test_captions_of_a_translation_are_those_of_the_original(english, expected):
    assert [(each.code, each.place.line) for each in compared(ORIGINAL, english)] == expected


def test_another_speaker_in_one_caption_of_a_translation_is_told():
    """Twice Li, once Q: where the original has one and the same person."""
    original = ORIGINAL + "\n00:09.000 --> 00:10.000\n<v 李某>就来了。\n\n00:11.000 --> 00:12.000\n<v 李某>都来了。\n"
    english = ENGLISH + "\n00:09.000 --> 00:10.000\n<v Li>He came.\n\n00:11.000 --> 00:12.000\n<v Q>All came.\n"
    (problem,) = compared(original, english)
    assert (problem.code, problem.place.line) == ("captions-speaker-differs", 15)
    assert problem.what("zh") == "00:00:11.000 这一句，原文是“李某”说的，译文写的是“Q”，别处却是“Li”"


def compared(original: str, translated: str):
    problems = Problems()
    one = captions.parse(original, Place("two.vtt"), problems)
    other = captions.parse(translated, Place("two.en.vtt"), problems)
    assert not problems
    return differences(one, other)
