"""A page names languages; exports have their codes."""

import pytest

from lantai.records.language_names import TAGS, named


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("eng", "英语", "English"),
        ("zho", "汉语", "Chinese"),
        ("chi", "汉语", "Chinese"),
        ("mnc", "满语", "Manchu"),
        ("EN", "英语", "English"),
        ("bo", "藏语", "Tibetan"),
        ("满文", "满文", "满文"),
        ("in English", "in English", "in English"),
    ],
)
def test_codes_are_named_and_words_stay(value: str, zh: str, en: str) -> None:
    assert (named(value, "zh-Hans"), named(value, "en")) == (zh, en)


def test_words_have_the_tag_of_their_language() -> None:
    assert (TAGS["满文"], TAGS["中文"], TAGS["English"]) == ("mnc", "zh", "en")
