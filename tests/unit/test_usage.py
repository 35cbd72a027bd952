"""What the command line says of words it does not understand, in the language of the staff."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lantai.commands import main, wording

WRONG = (
    ("import",),
    ("import", "--releas", "r1"),
    ("import", "a.csv", "--release"),
    ("importt",),
    ("audit", "nowhere"),
    ("quality", "--queries", "many"),
    ("quality", "--queries", "0"),
    ("new", "site", "x", "--language", "fr"),
    ("due", "one", "two"),
    ("check", "--verbose=1"),
    ("site", "--base-url", "ftp://x"),
    ("offline", "--exhibition", "a", "--lesson", "b"),
)


def _told(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    assert ended.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("words", WRONG)
def test_wrong_usage_is_told_in_chinese(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for names of commands and options, which are typed as they stand, no English sentence is left."""
    monkeypatch.delenv("LANTAI_LANG", raising=False)
    told = _told(words, capsys)
    assert re.match("(用法： build.py .*错误：|错误：)", told, re.DOTALL), told
    assert not re.search(r"Usage|Error|Try|Invalid|Missing|such|\b(is|not|does|must|requires|exclude)\b", told), told


def test_the_moment_is_asked_for_in_the_language_of_the_staff(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``LANTAI_LANG`` decides, else the site."""
    monkeypatch.delenv("LANTAI_LANG", raising=False)
    (tmp_path / "content").mkdir()
    said = {"zh": "错误：--at 的值不可用：'noon' 不是时刻，请写成 2026-06-09T09:00+08:00",
            "en": "Error: Invalid value for --at: 'noon' is not a moment; write 2026-06-09T09:00+08:00"}  # fmt: skip
    words = ("check", "--at", "noon", "--site", str(tmp_path))
    for language, sentence in said.items():
        text = f"name: 馆\ncode: A\nstaff_language: {language}\n"
        (tmp_path / "content" / "site.yaml").write_text(text, encoding="utf-8")
        assert sentence in _told(words, capsys)
    monkeypatch.setenv("LANTAI_LANG", "zh")
    assert said["zh"] in _told(words, capsys)


def test_english_stays_as_click_says_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANTAI_LANG", "en")
    assert "Error: No such command 'nothing'." in _told(("nothing",), capsys)


def test_every_sentence_has_the_values_of_its_original() -> None:
    """A translation may leave a value out, but names none that is not there."""
    for english, chinese in wording._CHINESE.items():
        assert set(re.findall(r"{(\w+)", chinese)) <= set(re.findall(r"{(\w+)", english)), english
