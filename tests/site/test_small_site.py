"""A site of a few records: what is open is published, what is not is nowhere, failures change nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from lantai.publishing.audit import decoding
from small import build, csv_bytes, make_site, record, sign_release, tree

pytestmark = pytest.mark.site

OPEN = record(1, "县人委关于抢修城关堤段的通知")
HELD = {
    "not open": record(2, "甲乙丙丁暂不开放之文件", status="控制"),
    "deferred": record(3, "延期开放之某某文件题名", status="延期开放"),
    "not reviewed": record(4, "尚未审核之某某文件题名", status=""),
    "secret": record(5, "标有密级之某某文件题名", secrecy="机密"),
    "too young": record(6, "形成不满廿五年之某某文件", date="20150705"),
    "undated": record(7, "没有日期之某某文件题名", date=""),
    "an ID number": record(8, "张某某（11010519491231002X）来信登记情况"),
    "a phone": record(9, "联系人电话13800138000之函件"),
    "a trigger word": record(10, "关于给予某某同志处分的决定"),
    "a secrecy mark": record(11, "机密★长期 某某会议的文件"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_site(tmp_path_factory.mktemp("small") / "site", [OPEN, *HELD.values()])
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def _everything(output: Path) -> str:
    paths = [path for path in sorted(output.rglob("*")) if path.is_file()]
    return "\n".join(text for path in paths for text in (path.as_posix(), *decoding.texts(path)))


def test_an_open_record_is_published(built: Path) -> None:
    text = _everything(built / "output")
    assert OPEN[1] in text and OPEN[2] in text


@pytest.mark.parametrize("reason", HELD)
def test_a_held_record_is_nowhere_in_the_output(built: Path, reason: str) -> None:
    text = _everything(built / "output")
    _, code, title, *_ = HELD[reason]
    assert code not in text
    assert title not in text
    assert "11010519491231002X" not in text


def test_two_builds_of_the_same_input_are_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """Another folder, another time zone, another locale, another number of processes."""
    again = tmp_path / "a longer name" / "site"
    shutil.copytree(built, again, ignore=shutil.ignore_patterns("output", ".build", ".output*"))
    done = build(again, "--jobs", "1", TZ="America/Lima", LC_ALL="xx_XX.UTF-8", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(again / "output") == tree(built / "output")


def test_an_unsigned_release_publishes_nothing(tmp_path: Path) -> None:
    folder = make_site(tmp_path / "site", [OPEN], sign=False)
    assert build(folder).returncode == 0
    assert OPEN[2] not in _everything(folder / "output")


def test_content_changed_after_signing_is_unapproved_content(tmp_path: Path) -> None:
    folder = make_site(tmp_path / "site", [OPEN])
    path = folder / "catalogue" / "releases" / "first" / "open-list.csv"
    path.write_bytes(csv_bytes([OPEN, record(20, "签署之后添加的一条记录")]))
    assert build(folder).returncode == 0
    assert "签署之后添加的一条记录" not in _everything(folder / "output")


def test_before_its_moment_not_a_byte_of_a_release_is_there(tmp_path: Path) -> None:
    folder = make_site(tmp_path / "site", [OPEN])
    release = folder / "catalogue" / "releases" / "first" / "release.yaml"
    release.write_text(release.read_text(encoding="utf-8").replace("2020-06-09", "2026-06-09"), encoding="utf-8")
    sign_release(folder, "first")
    assert build(folder, "--at", "2026-06-09T08:59:59+08:00").returncode == 0
    before = _everything(folder / "output")
    assert build(folder, "--at", "2026-06-09T09:00:00+08:00").returncode == 0
    after = _everything(folder / "output")
    assert OPEN[2] not in before and "第一批开放档案目录" not in before
    assert OPEN[2] in after


def test_a_folder_of_other_peoples_files_is_not_overwritten(tmp_path: Path) -> None:
    folder = make_site(tmp_path / "site", [OPEN])
    mine = tmp_path / "documents"
    mine.mkdir()
    (mine / "thesis.txt").write_text("x", encoding="utf-8")
    done = build(folder, "--output", mine)
    assert done.returncode == 1 and [path.name for path in mine.iterdir()] == ["thesis.txt"]


def test_too_few_files_for_search_are_told_with_how_many_it_takes(built: Path, tmp_path: Path) -> None:
    """A site that a host's limit does not suffice for is built all the same; with what it asks for, nothing is told."""
    folder = tmp_path / "site"
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("output", ".build", ".output*"))
    settings = folder / "content" / "site.yaml"
    usual = settings.read_text(encoding="utf-8")
    settings.write_text(usual + "search: {file_limit: 3}\n", encoding="utf-8")
    done = build(folder, LANTAI_LANG="en")
    told = re.search(r"search needs (\d+) files at least .*search.file_limit allows 3", done.stdout + done.stderr)
    assert done.returncode == 0 and told
    there = [path for path in (folder / "output/search/index").rglob("*") if path.is_file()]
    assert len(there) == int(told[1])
    settings.write_text(usual + f"search: {{file_limit: {told[1]}}}\n", encoding="utf-8")
    done = build(folder, LANTAI_LANG="en")
    assert done.returncode == 0 and "file_limit" not in done.stdout + done.stderr
    assert len([path for path in (folder / "output/search/index").rglob("*") if path.is_file()]) == int(told[1])
