"""Records whose pictures are cleared are shown by them: on the page of a theme, and as what can be seen online."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from tests.unit.catalogue.publishing import SIGNS, view_of

from lantai.catalogue import pages
from lantai.commands import lantai
from lantai.site.pages import Page

MAPPING = """\
columns: {档号: ref_code, 题名: title, 日期: date_text, 文件: media, 方式: access_mode}
constants: {level: item, fonds: Z1, open_status: 开放, cleared: 是}
"""


def made(folder: Path, pictured: int) -> dict[str, Page]:
    """Return the pages of five records of which so many have a picture, with a theme of all, by address."""
    (folder / "content").mkdir()
    (folder / "content" / "site.yaml").write_text("name: 馆\ncode: A\n", encoding="utf-8")
    batch, media = folder / "catalogue" / "releases" / "2026-06-09", folder / "catalogue" / "media"
    for each in (batch, media, folder / "catalogue" / "themes"):
        each.mkdir(parents=True)
    for number in range(1, pictured + 1):
        Image.effect_noise((240, 160), 40 + number).convert("RGB").save(media / f"{number}.jpg")
    names = [f"{number}.jpg" if number <= pictured else "" for number in range(1, 6)]
    lines = [f"Z1-{n},老照片{n},192{n},{name},{'到馆' if n == 2 else ''}" for n, name in enumerate(names, 1)]
    (batch / "list.csv").write_text("\n".join(["档号,题名,日期,文件,方式", *lines]) + "\n", encoding="utf-8")
    (batch / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    release = "title: 一\npublish_at: 2026-06-09T09:00:00+08:00\nsources: [{file: list.csv}]\n"
    (batch / "release.yaml").write_text(release, encoding="utf-8")
    theme = "---\ntitle: 老照片\nquery: 老照片\n---\n导言。\n"
    (folder / "catalogue" / "themes" / "photographs.md").write_text(theme, encoding="utf-8")
    signs = [word for sign in SIGNS for word in ("--sign", sign)]
    signed = CliRunner().invoke(lantai, ["review", "2026-06-09", "--site", str(folder), "--approve", *signs])
    assert signed.exit_code == 0, signed.output
    view, problems = view_of(folder)
    assert not problems.errors, list(problems.errors)
    return {page.address: page for page in pages.all_pages(view)}


@pytest.fixture(scope="module")
def photographs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    return made(tmp_path_factory.mktemp("photographs"), 3)


def test_a_theme_shows_records_by_their_pictures_and_lists_the_others(photographs: dict[str, Page]) -> None:
    records = photographs["/themes/photographs/"].data["records"]
    assert [record["ref_code"] for record in records if record["shown"]] == ["Z1-1", "Z1-2", "Z1-3"]
    assert [record["ref_code"] for record in records if not record["shown"]] == ["Z1-4", "Z1-5"]
    assert records[0]["shown"]["picture"].src.endswith(".jpg")


def test_a_theme_with_hardly_a_picture_is_a_list(tmp_path: Path) -> None:
    records = made(tmp_path, 2)["/themes/photographs/"].data["records"]
    assert [record["shown"] for record in records] == [None] * 5


def test_what_is_shown_on_its_page_is_not_said_to_be_a_listing_alone(photographs: dict[str, Page]) -> None:
    """Where the export says how a record is seen, its word counts."""
    modes = {page.data["record"]["ref_code"]: page.data["access"]["mode"] for page in photographs.values()
             if page.kind == "record"}  # fmt: skip
    assert modes == {"Z1-1": "online", "Z1-2": "onsite", "Z1-3": "online", "Z1-4": "list", "Z1-5": "list"}
