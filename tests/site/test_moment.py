"""Just before and just after a moment, the site differs exactly by what ``due`` lists for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from harness import run_lantai
from lantai.publishing.audit import decoding
from small import add_exhibition, build, make_site, record, sign_release, tree

pytestmark = pytest.mark.site

BEFORE, AFTER = "2026-06-09T08:59:59+08:00", "2026-06-09T09:00:00+08:00"
DAY = "publish_at: 2026-06-09T09:00:00+08:00\n"
OLD = record(1, "县人委关于抢修城关堤段的通知")
NEW = record(2, "县人委关于调拨麻袋的批示")
CANARIES = {
    "release": "县人委关于调拨麻袋的批示",
    "code": "J001-002-0345-002",
    "release title": "第二批开放档案目录",
    "exhibition": "尚未开幕的展览",
    "section": "尚未公开的单元文字",
    "caption": "尚未公开的图注",
    "news": "尚未发布的动态",
}


def _schedule(folder: Path) -> None:
    """Add a release, an exhibition and a piece of news that become public at one moment."""
    second = folder / "catalogue" / "releases" / "second"
    shutil.copytree(folder / "catalogue" / "releases" / "first", second)
    export = second / "open-list.csv"
    export.write_bytes(export.read_bytes().replace(OLD[1].encode(), NEW[1].encode()))
    export.write_bytes(export.read_bytes().replace(OLD[2].encode("gb18030"), NEW[2].encode("gb18030")))
    (second / "release.yaml").write_text(
        f"title: {CANARIES['release title']}\nnumber: 2\n{DAY}kind: additions\nsources: [{{file: open-list.csv}}]\n"
        "access: {closure_years: 25, undated: hold}\n",
        encoding="utf-8",
    )
    done = sign_release(folder, "second")
    assert done.returncode == 0, done.stderr
    later = add_exhibition(folder, "later")
    text = (later / "exhibition.yaml").read_text(encoding="utf-8")
    (later / "exhibition.yaml").write_text(DAY + text.replace("大水", CANARIES["exhibition"], 1), encoding="utf-8")
    figures = (later / "figures.yaml").read_text(encoding="utf-8")
    (later / "figures.yaml").write_text(figures.replace("江堤", CANARIES["caption"], 1), encoding="utf-8")
    section = later / "01-rain.md"
    section.write_text(section.read_text(encoding="utf-8") + CANARIES["section"] + "\n", encoding="utf-8")
    news = folder / "content" / "news" / "2026-06-09-later.md"
    news.parent.mkdir()
    head = f"title: {CANARIES['news']}\nsummary: 一\ndate: 2026-06-09\n{DAY}"
    news.write_text(f"---\n{head}---\n正文\n", encoding="utf-8")


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path, Path]:
    """A site with nothing scheduled; one with, before and after the moment; and the folder of that one."""
    base = tmp_path_factory.mktemp("moment")
    plain = make_site(base / "plain", [OLD])
    add_exhibition(plain)
    scheduled = base / "scheduled"
    shutil.copytree(plain, scheduled)
    _schedule(scheduled)
    for folder, at, output in (
        (plain, BEFORE, base / "never"),
        (scheduled, BEFORE, base / "before"),
        (scheduled, AFTER, base / "after"),
    ):
        done = build(folder, "--at", at, "--output", output)
        assert done.returncode == 0, done.stdout + done.stderr
    return base / "never", base / "before", base / "after", scheduled


def _everything(output: Path) -> str:
    paths = [path for path in sorted(output.rglob("*")) if path.is_file()]
    return "\n".join(text for path in paths for text in (path.as_posix(), *decoding.texts(path)))


def test_before_the_moment_the_site_is_as_if_nothing_were_scheduled(trees: tuple[Path, Path, Path, Path]) -> None:
    """Not a byte differs from a site that never heard of it: no file, no name, no posting of the index."""
    never, before, _, _ = trees
    assert tree(before) == tree(never)


@pytest.mark.parametrize("what", CANARIES)
def test_from_the_moment_on_it_is_there(trees: tuple[Path, Path, Path, Path], what: str) -> None:
    _, before, after, _ = trees
    assert CANARIES[what] not in _everything(before)
    assert CANARIES[what] in _everything(after)


def test_due_lists_exactly_what_opens(trees: tuple[Path, Path, Path, Path]) -> None:
    scheduled = trees[3]
    done = run_lantai("due", "--site", scheduled, "--at", BEFORE)
    lines = [line for line in done.stderr.splitlines() if "2026-06-09 09:00" in line]
    assert len(lines) == 3, done.stderr
    for name in (CANARIES["release title"], CANARIES["exhibition"], CANARIES["news"]):
        assert any(name in line for line in lines), done.stderr
    later = run_lantai("due", "--site", scheduled, "--at", AFTER)
    assert "2026-06-09 09:00" not in later.stderr


def test_what_existed_before_still_answers_after(trees: tuple[Path, Path, Path, Path]) -> None:
    _, before, after, _ = trees
    pages = {name for name in tree(before) if name.endswith(".html") and not name.startswith("theme/")}
    assert pages <= set(tree(after))
