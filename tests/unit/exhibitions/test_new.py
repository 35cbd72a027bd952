"""What ``new`` starts works as it is."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from lantai import exhibitions, files
from lantai.commands import lantai
from lantai.links import Links
from lantai.media import MediaStore
from lantai.problems import UsageError
from lantai.records.store import RecordStore
from lantai.site import config

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 6, 9, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def run(*arguments: object) -> None:
    result = CliRunner().invoke(lantai, ["new", *map(str, arguments)], catch_exceptions=False, standalone_mode=False)
    if result.exception:
        raise result.exception


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_a_new_site_with_a_new_exhibition_has_no_problems(tmp_path, language):
    """A new author's first build shows two exhibitions and not one problem, not even a warning."""
    folder = tmp_path / "site"
    run("site", folder, "--name", "某馆", "--language", language)
    run("exhibition", "rivers", "--title", '《河》: a "test"', "--site", folder)
    site, problems = config.load(folder)
    assert site is not None
    found = exhibitions.load(site, NOW, RecordStore.empty(), MediaStore(tmp_path / "cache", site), Links(), problems)
    assert [(str(problem.place), problem.what()) for problem in problems] == []
    assert sorted(exhibition.slug for exhibition in found) == ["first", "rivers"]
    assert str(found[-1].title) in ('《河》: a "test"', "第一个展览", "第一個展覽", "A first exhibition")


def test_a_new_site_can_be_kept_in_a_repository(tmp_path):
    """What is withheld lies in .build and stays out; git changes no line ends, for a release is signed by its bytes."""
    folder = tmp_path / "site"
    run("site", folder)
    subprocess.run(["git", "init", "-q", folder], check=True)
    ignored = subprocess.run(
        ["git", "check-ignore", ".build/held.parquet", "output/index.html", "catalogue/releases/1/a.csv"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ignored.stdout.split() == [".build/held.parquet", "output/index.html"]
    asked = ["git", "check-attr", "text", "catalogue/releases/1/a.csv"]
    said = subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "catalogue/releases/1/a.csv: text: unset"


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_the_address_of_a_new_site_is_one_once_its_line_is_no_comment(tmp_path, language):
    """The # at its beginning goes, what explains it stays a comment; nothing that is to be filled in shows."""
    folder = tmp_path / "site"
    run("site", folder, "--name", "某馆", "--language", language)
    path = folder / "content" / "site.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("# base_url:", "base_url:"), encoding="utf-8")
    site, problems = config.load(folder)
    assert (site.base_url, list(problems)) == ("https://www.example.org", [])
    assert not site.tagline and not site.contact.address and not site.contact.phone


@pytest.mark.parametrize("value", ["https://a.example.org 网址", "https://", "https://a.example/?q", "a.example"])
def test_a_base_url_that_is_no_address_is_an_error(tmp_path, value):
    """It begins every permanent address, feed and sitemap."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(f"name: 馆\ncode: A\nbase_url: {value}\n", encoding="utf-8")
    assert [problem.code for problem in config.load(tmp_path)[1].errors] == ["value-invalid"]


def test_nothing_is_overwritten_and_names_must_be_addresses(tmp_path):
    """A folder that exists, or a name that cannot be an address, ends the command."""
    folder = tmp_path / "site"
    run("site", folder)
    for arguments in (
        ("site", folder),
        ("exhibition", "first", "--site", folder),
        ("exhibition", "大水", "--site", folder),
    ):
        with pytest.raises(UsageError):
            run(*arguments)


@pytest.mark.parametrize("there", ["", "mine", "mine/site"])
def test_a_start_that_fails_takes_away_what_it_made_and_nothing_else(tmp_path, monkeypatch, there):
    """A full disk leaves the folders that stood there, empty as they were, and nothing of the new site."""
    (tmp_path / there).mkdir(parents=True, exist_ok=True)
    before = sorted(tmp_path.rglob("*"))
    write, written = files.write, []

    def until_full(path: Path, content: str | bytes) -> None:
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        written.append(path)
        write(path, content)

    monkeypatch.setattr(files, "write", until_full)
    with pytest.raises(OSError, match="No space"):
        run("site", tmp_path / "mine" / "site")
    assert len({path.parent for path in written}) > 1
    assert sorted(tmp_path.rglob("*")) == before


def test_new_lessons_and_releases_are_drafts(tmp_path):
    """What is not finished is not public."""
    folder = tmp_path / "site"
    run("site", folder)
    run("lesson", "flood", "--site", folder)
    run("release", "2026-06-09", "--site", folder)
    assert "status: draft" in (folder / "content/learn/flood/lesson.yaml").read_text(encoding="utf-8")
    assert "status: draft" in (folder / "catalogue/releases/2026-06-09/release.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("spoken", "heading"), [("en", "# What the exhibition is."), ("zh", "# 展览的说明。")])
def test_comments_are_in_the_language_of_staff(tmp_path, monkeypatch, spoken, heading):
    """A Chinese archive with an English-speaking editor keeps Chinese texts and gets English comments, and back."""
    monkeypatch.setenv("LANTAI_LANG", spoken)
    for language, title in (("zh-Hans", "从这里开始"), ("en", "Begin here")):
        folder = tmp_path / language
        run("site", folder, "--language", language)
        run("lesson", "flood", "--site", folder)
        run("release", "2026-06-09", "--site", folder)
        exhibition = folder / "exhibitions" / "first"
        assert (exhibition / "exhibition.yaml").read_text(encoding="utf-8").startswith(heading)
        assert title in (exhibition / "01-start.md").read_text(encoding="utf-8")
        assert f"staff_language: {spoken}" in (folder / "content/site.yaml").read_text(encoding="utf-8")
        for path in [*folder.rglob("*.yaml")]:
            comments = [
                line.partition("#")[2] for line in path.read_text(encoding="utf-8").splitlines() if "# " in line
            ]
            chinese = sum(any("\u4e00" <= character <= "\u9fff" for character in each) for each in comments)
            # The names of stages and columns are Chinese in any language.
            assert comments and (chinese <= 2 if spoken == "en" else chinese >= len(comments) // 2), path


def test_what_could_not_be_written_whole_is_not_there(tmp_path, monkeypatch):
    """After a full disk the same command can be given again."""
    written = files.write

    def stopped(path, content):
        if path.name == "mapping.yaml":
            raise OSError(28, "No space left on device")
        written(path, content)

    monkeypatch.setattr(files, "write", stopped)
    with pytest.raises(OSError, match="No space left"):
        run("site", tmp_path / "site")
    assert not (tmp_path / "site").exists()
    monkeypatch.undo()
    run("site", tmp_path / "site")


def test_the_next_command_is_told_as_it_must_be_typed(tmp_path, monkeypatch):
    """Beside the site's folder the command names it; inside it does not."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(lantai, ["new", "site", "our site"])
    assert "python3 build.py serve --site 'our site'" in result.output
    result = CliRunner().invoke(lantai, ["new", "exhibition", "rivers", "--site", "our site"])
    assert "python3 build.py serve --site 'our site'" in result.output
    monkeypatch.chdir(tmp_path / "our site")
    result = CliRunner().invoke(lantai, ["new", "release", "2026"])
    assert result.output.rstrip().endswith("python3 build.py review 2026")


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_an_image_of_ones_own_under_the_words_of_the_example_is_told(tmp_path, language):
    """Who replaces the file and forgets the credit hears of it, with file and line."""
    folder = tmp_path / "site"
    run("site", folder, "--language", language)
    media, figures = folder / "exhibitions" / "first" / "media", folder / "exhibitions" / "first" / "figures.yaml"
    (media / "hills.jpg").rename(media / "mine.jpg")
    figures.write_text(figures.read_text(encoding="utf-8").replace("hills.jpg", "mine.jpg"), encoding="utf-8")
    site, problems = config.load(folder)
    exhibitions.load(site, NOW, RecordStore.empty(), MediaStore(tmp_path / "cache", site), Links(), problems)
    found = [(problem.code, str(problem.place)) for problem in problems]
    assert found == [("figure-example-words", "exhibitions/first/figures.yaml:2")]


def test_a_site_in_traditional_characters_is_begun_in_them(tmp_path):
    """Texts and comments are; values that the program knows and headers of exports stay as they are."""
    folder = tmp_path / "site"
    run("site", folder, "--name", "某館", "--language", "zh-Hant")
    run("lesson", "flood", "--site", folder)
    read = {path.name: path.read_text(encoding="utf-8") for path in folder.rglob("*.[ym][ad]*")}
    assert "languages: [zh-Hant]" in read["site.yaml"] and "# 網站的說明" in read["site.yaml"]
    assert read["exhibition.yaml"].startswith("# 展覽的說明。") and "title: 從這裡開始" in read["01-start.md"]
    assert "competences: [史料实证, 历史解释]" in read["lesson.yaml"] and "# 資料集：" in read["lesson.yaml"]
    assert "  档号: ref_code" in read["mapping.yaml"]
