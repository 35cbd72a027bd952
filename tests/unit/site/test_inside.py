"""A site is made of nothing but what lies in its own folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lantai.problems import Problems
from lantai.site import config, inside

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="making links needs a right there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name in ("content/news", "exhibitions/flood/media", "catalogue/releases/first", "catalogue/media"):
        (folder / name).mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text("name: 馆\ncode: A\n", encoding="utf-8")
    (folder / "exhibitions" / "flood" / "media" / "dike.jpg").touch()
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "list.md").write_text("秘密\n", encoding="utf-8")
    return folder


def found(folder: Path) -> list[tuple[str, str]]:
    site, problems = config.load(folder)
    assert site is not None, list(problems)
    told = Problems()
    inside.check(site, told)
    return [(each.code, each.place.file) for each in told]


@pytest.mark.parametrize(
    ("link", "target", "expected"),
    [
        ("content/news/2026-01-01-x.md", "../../../secret/list.md", "link-outside"),
        ("exhibitions/other", "../../secret", "link-outside"),
        ("catalogue/media/x.jpg", "/etc/passwd", "link-outside"),
        ("catalogue/fonds", "../../secret", "link-outside"),
        ("content/news/loop", "loop", "link-broken"),
        ("exhibitions/flood/media/again", "..", "link-broken"),
        ("exhibitions/flood/media/gone.jpg", "nothing.jpg", "link-broken"),
        ("exhibitions/flood/media/same.jpg", "dike.jpg", None),
        ("catalogue/releases/first/list.csv", "../../../../secret/list.md", None),
    ],
)
def test_links_stay_in_the_site(folder: Path, link: str, target: str, expected: str | None) -> None:
    """Out of it, in circles and to nothing are told by the name of the link; an export may lie elsewhere."""
    (folder / link).symlink_to(target)
    assert found(folder) == ([(expected, link)] if expected else [])


def test_a_folder_of_the_site_may_be_a_link_itself(folder: Path, tmp_path: Path) -> None:
    """Exhibitions on a shared drive are the archive's own decision."""
    (folder / "exhibitions").rename(tmp_path / "drive")
    (folder / "exhibitions").symlink_to(tmp_path / "drive")
    assert found(folder) == []
