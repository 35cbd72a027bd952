"""``due``: what staff must do and when, and nothing of it for the public."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from lantai.commands import lantai
from lantai.problems import Problems
from lantai.records import releases
from lantai.site import config

ROWS = """档号,题名,开放状态,形成时间,延期开放至
J001-1-0001-001,关于修堤的通知,开放,19540708,
J001-1-0001-002,关于人事的决定,延期开放,19540709,2027-03-31
J001-1-0001-003,另一个决定,延期开放,19540710,2027年3月31日
J001-1-0001-004,没有期限的决定,延期开放,19540711,
"""
MAPPING = "columns: {档号: ref_code, 题名: title, 开放状态: open_status, 形成时间: date_text, 延期开放至: review_on}\n"
RELEASE = "title: 第一批\npublish_at: 2026-06-09T09:00:00+08:00\nsources: [{file: list.csv}]\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    batch = tmp_path / "catalogue" / "releases" / "first"
    batch.mkdir(parents=True)
    (tmp_path / "exhibitions").mkdir()
    (tmp_path / "content").mkdir()
    said = {"name": "某县档案馆", "code": "LX", "releases": {"every": "12 months"}}
    (tmp_path / "content" / "site.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    (batch / "list.csv").write_text(ROWS, encoding="utf-8")
    (batch / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    (batch / "release.yaml").write_text(RELEASE, encoding="utf-8")
    return tmp_path


def run(site: Path, at: str) -> str:
    done = CliRunner().invoke(lantai, ["due", "--site", str(site), "--at", at])
    assert done.exit_code == 0, done.output
    return re.sub(r"[ \t]+", " ", done.output)


def test_deferred_records_stand_under_the_day_on_which_they_must_be_reviewed(site: Path) -> None:
    """However the day is written; those without one are named apart."""
    said = run(site, "2026-07-01")
    assert "2027-03-31 00:00 应再审 延期开放 2 条：J001-1-0001-002、J001-1-0001-003" in said
    assert "1 条没有再审日期" in said and "J001-1-0001-004" in said
    assert "J001-1-0001-001" not in said


def test_the_next_release_is_announced_and_then_missed(site: Path) -> None:
    """Twelve months after the last one; from the day after, a warning with the days."""
    assert "2027-06-09 00:00 应公布 目录批次 下一批开放目录" in run(site, "2027-06-09")
    assert "release-overdue" not in run(site, "2027-06-09")
    late = run(site, "2027-06-19")
    assert "release-overdue" in late and "已过 10 天" in late


@pytest.mark.parametrize(("every", "months"), [("12 months", 12), ("1 年", 12), ("6个月", 6), (3, 3), ("soon", None)])
def test_the_interval_is_written_as_people_write_it(site: Path, every: object, months: int | None) -> None:
    """What cannot be read is an error of site.yaml, not a reminder that never comes."""
    said = {"name": "某县档案馆", "code": "LX", "releases": {"every": every}}
    (site / "content" / "site.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    found, problems = config.load(site)
    if months is None:
        assert found is None and [each.code for each in problems.errors] == ["value-invalid"]
    else:
        assert found is not None and found.release_every == months


def test_the_end_of_a_month_stays_within_its_month(site: Path) -> None:
    """Six months after 31 August is 28 February; a release that is planned in time fulfils it."""
    path = site / "catalogue" / "releases" / "first" / "release.yaml"
    path.write_text(RELEASE.replace("2026-06-09", "2026-08-31"), encoding="utf-8")
    found, _ = config.load(site)
    assert found is not None
    now = datetime.fromisoformat("2026-12-01T00:00:00+08:00")
    assert releases.next_due(releases.load_all(found, Problems()), 6, now) == date(2027, 2, 28)
    second = site / "catalogue" / "releases" / "second"
    second.mkdir()
    (second / "release.yaml").write_text(RELEASE.replace("2026-06-09", "2027-02-01"), encoding="utf-8")
    assert releases.next_due(releases.load_all(found, Problems()), 6, now) is None


def test_where_nothing_is_scheduled_it_is_said_what_that_means(site: Path) -> None:
    """And how to schedule something; what is after the day asked for is counted; drafts have no day."""
    (site / "content" / "site.yaml").write_text("name: 某县档案馆\ncode: LX\n", encoding="utf-8")
    batch = site / "catalogue" / "releases" / "first"
    (batch / "list.csv").write_text(ROWS.splitlines()[0] + "\n" + ROWS.splitlines()[1], encoding="utf-8")
    said = run(site, "2026-07-01")
    assert "没有等待公布的批次、展览、课程和网页" in said and "publish_at: 2026-06-09T09:00:00+08:00" in said
    (batch / "release.yaml").write_text(RELEASE.replace("sources", "status: draft\nsources"), encoding="utf-8")
    assert "草稿不会公布，改为 status: ready 才会：目录批次 first 第一批" in run(site, "2026-07-01")
    (batch / "release.yaml").write_text(RELEASE.replace("2026-06-09", "2027-06-09"), encoding="utf-8")
    done = CliRunner().invoke(lantai, ["due", "--site", str(site), "--at", "2026-07-01", "--until", "2026-08-01"])
    assert "2026-08-01 00:00 以前没有排定的内容；以后有 1 项，第一项在 2027-06-09 09:00" in done.output
    assert "草稿" not in done.output
