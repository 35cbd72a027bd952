"""What the command line says of words it does not understand, in the language of the staff."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from rich.cells import cell_len

from lantai.commands import chinese, lantai, main, typed

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
    for english, translated in chinese.SENTENCES.items():
        assert set(re.findall(r"{(\w+)", translated)) <= set(re.findall(r"{(\w+)", english)), english


def _commands(command: click.Command, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    """Return every command with the words that call it."""
    context = click.Context(command)
    below = [
        (name, command.get_command(context, name)) for name in getattr(command, "list_commands", lambda _: ())(context)
    ]
    return [(path, command), *(each for name, one in below for each in _commands(one, (*path, name)))]


COMMANDS = _commands(lantai)


def _page(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=["-".join(words) or "all" for words, _ in COMMANDS])
def test_every_page_of_help_is_chinese_for_chinese_staff(
    words: tuple[str, ...], command: click.Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each sentence of ours and of click, and each word for what is to be typed; no line is wider than a terminal."""
    monkeypatch.setenv("LANTAI_LANG", "zh")
    page = _page(words, capsys)
    typed = (
        r"build\.py|--?[a-z-]+|[a-z.-]+/|\b(content|catalogue|output|offline|exhibitions)\b|[\w./-]+\.(yaml|txt|cn)\b"
    )
    names = r"https?|s3|ssh|tcp|rsync|kiosk|serve|zh-Han[st]|en|drafts|public|x|T|site"
    names += r"|JSON|CSV|PDF|ZIP|YAML|Excel|VS Code|Whoosh"
    left = re.sub(rf"\b({names})\b", "", re.sub(typed, "", page.replace(" ".join(words), "", 1)))
    left = re.sub(rf"(?m)^  ({'|'.join(name for path, _ in COMMANDS for name in path[-1:])}) ", "", left)
    assert not re.findall("[A-Za-z]{2,}", left), page
    assert max(cell_len(line) for line in page.splitlines()) <= 80
    sentences = [command.help, *(getattr(each, "help", None) for each in command.params)]
    assert [each for each in sentences if each and each not in chinese.SENTENCES] == []


def test_help_and_wrong_usage_follow_the_site_before_anything_has_opened_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive whose staff read English gets both in English, wherever the command is typed."""
    monkeypatch.delenv("LANTAI_LANG", raising=False)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("name: A\ncode: A\nstaff_language: en\n", encoding="utf-8")
    words = ["import", "--site", str(tmp_path)]
    monkeypatch.setattr("sys.argv", ["build.py", *words])
    assert "Missing argument 'FILE…'." in _told(tuple(words), capsys)
    assert "Usage: build.py import [OPTIONS] FILE…" in _page(tuple(words), capsys)
    monkeypatch.setattr("sys.argv", ["build.py", "import"])
    assert "缺少参数 '文件…'。" in _told(("import",), capsys)


def test_help_in_english_is_untouched(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What was shown in Chinese before does not stay so."""
    monkeypatch.setenv("LANTAI_LANG", "zh")
    _page(("withdraw",), capsys)
    monkeypatch.setenv("LANTAI_LANG", "en")
    page = _page(("withdraw",), capsys)
    assert page.startswith("Usage: build.py withdraw [OPTIONS] REF\n")
    assert "  --site DIRECTORY   Site folder holding" in page
    assert re.findall("[\u4e00-\u9fff]+", page) == []


@pytest.mark.parametrize(
    ("asked", "label"),
    [("zh_CN.UTF-8", "错误"), ("zh-Hant", "错误"), ("fr", "错误"), ("en_GB", "ERROR"), ("EN", "ERROR")],
)
def test_any_way_to_name_a_language_is_understood(
    asked: str, label: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As systems write their locale; one that there is none of is as if none were asked for."""
    monkeypatch.setenv("LANTAI_LANG", asked)
    with pytest.raises(SystemExit) as ended:
        main(["check", "--site", str(tmp_path)])
    assert ended.value.code == 1
    assert label in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "advice", "wanted"),
    [
        ((), "python3 build.py review 2026", "python3 build.py review 2026"),
        (("--site", "our site"), "→ python3 build.py review r", "→ python3 build.py review --site 'our site' r"),
        (("--site=a",), "python3 build.py new release 2026-06-09", "python3 build.py new release --site a 2026-06-09"),
        (("--site", "a"), "python3 build.py new site 文件夹", "python3 build.py new site 文件夹"),
    ],
)  # fmt: skip
def test_advice_names_the_site_that_the_command_was_about(
    argv: tuple[str, ...], advice: str, wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that it can be typed as it stands; in the folder of the site nothing need be added."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LANTAI_SITE", raising=False)
    monkeypatch.setattr("sys.argv", ["build.py", "site", *argv])
    assert typed.in_place(advice) == wanted


@pytest.mark.parametrize(
    ("site", "command"),
    [("our site", 'py build.py review --site "our site" r'), ("a", "py build.py review --site a r")],
)
def test_on_windows_advice_is_what_its_shells_understand(
    site: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``python3`` opens the shop there, and single quotes are characters of a name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["build.py", "site", "--site", site])
    monkeypatch.setattr(typed, "WINDOWS", True)
    assert typed.in_place("python3 build.py review r") == command


@pytest.mark.parametrize("wrong", ["", "booking: [\n", "timezone: Nowhere\n"])
def test_what_ends_a_command_is_told_in_the_language_of_the_site(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where ``site.yaml`` itself is what is wrong, and cannot be read."""
    monkeypatch.delenv("LANTAI_LANG", raising=False)
    (tmp_path / "content").mkdir()
    about = f"name: Archive\ncode: A\nstaff_language: en\n{wrong}navigation: [zzz]\n"
    (tmp_path / "content" / "site.yaml").write_text(about, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["site", "--site", str(tmp_path)])
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert "ERROR content/site.yaml line" in said and "错误" not in said
