"""``find``: each record with where it stands, so that staff need not ask why it is not on the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.unit.catalogue.publishing import NOW, write_release

from lantai import catalogue
from lantai.commands import lantai
from lantai.publishing.layout import Layout
from lantai.site import config

SITE = "name: 某省档案馆\ncode: P1\narchives: [{code: C2, name: 甲县档案馆}]\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(SITE, encoding="utf-8")
    rows = [
        ("P1", "J001", "J001-1-0001-001", "item", "关于防汛的通知", "省政府", "19540708"),
        ("C2", "J001", "J001-1-0001-001", "item", "关于防汛的通知", "县政府", "19540709"),
        ("C2", "J001", "J001-1-0001-002", "item", "关于防汛不力处分的决定", "县政府", "2024"),
        ("P1", "J001", "J001-1-0003-001", "item", "关于补发张某（11010519491231002X）抚恤金的批复", "省政府", "1956"),
    ]
    write_release(tmp_path, "2026-06-09", rows)
    write_release(tmp_path, "2031-06-09", [("P1", "J001", "J001-1-0002-001", "item", "关于防汛的总结", "县", "1960")])
    found, problems = config.load(tmp_path)
    catalogue.prepare(found, NOW, Layout.of(tmp_path).work, problems)
    return tmp_path


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "zh",
            {
                "[公开 · 2026-06-09 · P1]",
                "[公开 · 2026-06-09 · C2]",
                "[未公开：未满封闭期、含敏感词，待人复核 · 2026-06-09]",
                "[未公开：批次尚未公布 · 2031-06-09]",
            },
        ),
        (
            "en",
            {
                "[public · 2026-06-09 · P1]",
                "[public · 2026-06-09 · C2]",
                "[held: closure period not over, contains trigger words, waits for a person · 2026-06-09]",
                "[held: its release is not public yet · 2031-06-09]",
            },
        ),
    ],
)
def test_every_record_tells_where_it_stands(site: Path, language: str, expected: set[str]) -> None:
    """Public and whose it is; held and why; in which release."""
    done = CliRunner().invoke(lantai, ["find", "防汛", "--site", str(site)], env={"LANTAI_LANG": language})
    assert done.exit_code == 0, done.output
    assert {line[line.index("[") :] for line in done.output.splitlines()} == expected


def test_an_identity_number_is_not_shown_on_the_screen(site: Path) -> None:
    done = CliRunner().invoke(lantai, ["find", "抚恤金", "--site", str(site)], env={"LANTAI_LANG": "zh"})
    assert "张某(110…2X)抚恤金" in done.output and "1949" not in done.output


def test_it_finds_what_was_built_last_wherever_that_lies(site: Path, tmp_path: Path) -> None:
    """A site that is only ever built to another folder has been built all the same."""
    layout = Layout.of(tmp_path)
    layout.work.rename(Layout.of(tmp_path, tmp_path.parent / "elsewhere").work)
    done = CliRunner().invoke(lantai, ["find", "防汛", "--site", str(site)], env={"LANTAI_LANG": "en"})
    assert done.exit_code == 0 and "[public · 2026-06-09 · P1]" in done.output


def test_a_word_with_a_minus_is_left_out_and_no_option(site: Path) -> None:
    """As on the search page; what begins with two is an option that there is not."""
    done = CliRunner().invoke(lantai, ["find", "防汛", "-通知", "--site", str(site)], env={"LANTAI_LANG": "zh"})
    assert done.exit_code == 0, done.output
    assert "关于防汛的总结" in done.output and "关于防汛的通知" not in done.output
    done = CliRunner().invoke(lantai, ["find", "防汛", "--limt", "5", "--site", str(site)], env={"LANTAI_LANG": "zh"})
    assert done.exit_code == 2 and "--limt" in done.output
