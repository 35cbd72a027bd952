"""From files to the public table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from lantai import catalogue
from lantai.problems import Problems
from lantai.records import releases
from lantai.review import approval
from lantai.site import config
from lantai.site.moments import moment_of

ROWS = """档号,题名,责任者,日期,开放状态,备注,图像,可公布内容
J001-2-10-1,十号卷,某局,19540708,开放,,,
J001-2-9-1,九号卷,某局,19540101,开放,内部备注,leaf.jpg,是
J001-2-9-2,不开放的一件,某局,19540101,控制,,,
"""


def with_release(folder: Path, publish_at: str, number: int = 1, rows: str = ROWS, more: str = "") -> config.Site:
    """Add a signed release; ``more`` is said in its mapping, too."""
    target = folder / "catalogue" / "releases" / f"n{number}"
    target.mkdir(parents=True)
    (target / "open-list.csv").write_text(rows, encoding="utf-8")
    said = f"title: 第{number}批\nnumber: {number}\npublish_at: {publish_at}\nsources: [{{file: open-list.csv}}]\n"
    (target / "release.yaml").write_text(said, encoding="utf-8")
    columns = (
        "档号: ref_code, 题名: title, 责任者: creators, 日期: date_text, 开放状态: open_status, 备注: notes, "
        "图像: media, 可公布内容: cleared"
    )
    mapping = f"columns: {{{columns}}}\nconstants: {{level: item, fonds: J001}}\n{more}"
    (target / "mapping.yaml").write_text(mapping, encoding="utf-8")
    site, _ = config.load(folder)
    assert site is not None
    release = releases.load(target, site, Problems())
    assert release is not None
    signs = [
        approval.Signature(role, name, date(2026, 5, 1)) for role, name in zip(approval.ROLES, "甲乙丙丁", strict=True)
    ]
    approval.sign(release, approval.digest_of(release, site), signs, Problems())
    return site


def prepared(site: config.Site, at: str, work: Path) -> catalogue.Catalogue:
    problems = Problems()
    found = catalogue.prepare(site, moment_of(at, site.zone), work, problems)
    assert not problems.errors, [problem.what("en") for problem in problems.errors]
    assert catalogue.open(work) == found
    return found


def test_public_records_stand_in_archival_order_with_their_addresses(site_folder: Path, tmp_path: Path) -> None:
    """9 comes before 10; what is held is in the other table only; internal fields are in neither."""
    found = prepared(with_release(site_folder, "2026-06-09"), "2026-06-10", tmp_path / ".build" / "work")
    assert found.scan().collect()["ref_code"].to_list() == ["J001-2-9-1", "J001-2-10-1"]
    assert found.scan().collect()["number"].to_list() == [0, 1]
    assert found.scan().collect()["page_address"][0] == "/catalogue/J001/2/1-10/J001-2-9-1/"
    assert found.scan().collect()["year_start"].to_list() == [1954, 1954]
    assert "内部备注" not in str(found.scan().collect().to_dicts())
    held = pl.read_parquet(found.work / "withheld.parquet")
    assert held.select("ref_code", "holds").rows() == [("J001-2-9-2", "status")]
    assert (found.releases[0].added, found.fonds[0].count, found.fonds[0].years) == (2, 2, {"1954": 2})


def test_before_its_moment_a_release_is_known_to_the_audit_only(site_folder: Path, tmp_path: Path) -> None:
    """A scheduled release is in no public table, count or list; its codes are what the audit looks for."""
    found = prepared(
        with_release(site_folder, "2026-06-09T09:00:00+08:00"), "2026-06-09T08:59:59+08:00", tmp_path / "b" / "work"
    )
    assert (found.count, found.releases, found.fonds) == (0, (), ())
    assert pl.read_parquet(found.work / "withheld.parquet")["holds"].unique().to_list() == ["scheduled"]


def test_a_text_beside_a_picture_counts_although_the_release_is_as_it_was(site_folder: Path, tmp_path: Path) -> None:
    """What the gate said before the text was there is not said again: the picture is held, the record stays."""
    site, work, program = with_release(site_folder, "2026-06-09"), tmp_path / ".build" / "work", "p"
    moment = moment_of("2026-06-10", site.zone)
    shown = catalogue.prepare(site, moment, work, Problems(), program).scan().collect()["media"].to_list()
    assert shown == ["leaf.jpg", None]
    text = site.catalogue / "media" / "leaf.txt"
    text.parent.mkdir()
    text.write_text("机密\n关于某事的通知", encoding="utf-8")
    assert catalogue.prepare(site, moment, work, Problems(), program).scan().collect()["media"].to_list() == [None] * 2


def test_a_site_without_releases_has_an_empty_catalogue(site_folder: Path, tmp_path: Path) -> None:
    """Nothing published is not an error."""
    site, _ = config.load(site_folder)
    assert site is not None
    found = prepared(site, "2026-06-10", tmp_path / "b" / "work")
    assert (found.count, found.scan().collect().height, found.tombstones.height) == (0, 0, 0)


FILES = 'ref_code: {pattern: "{fonds}-{file}-{item}"}\n'


@pytest.mark.parametrize(
    ("first", "later", "lists"),
    [
        (FILES, "", ["341-350", "341-350"]),
        ("", FILES, ["0345/1-200", "0346/1-200"]),
    ],
)
def test_the_first_release_of_a_fonds_says_for_ever_where_its_records_stand(
    first: str, later: str, lists: list[str], site_folder: Path, tmp_path: Path
) -> None:
    """J001-0345-012 is a file of a series, unless the mapping says that it is an item of a file, ten to a page.

    A later release that says otherwise has its records beside them and moves none.
    """
    (site_folder / "catalogue" / "fonds" / "J001.md").unlink()
    header, rest = ROWS.splitlines()[0], "春修,某局,19540101,开放,,,"
    with_release(site_folder, "2026-06-09", 1, f"{header}\nJ001-0345-012,{rest}\n", first)
    site = with_release(site_folder, "2026-06-10", 2, f"{header}\nJ001-0346-001,{rest}\n", later)
    for day in ("2026-06-09", "2026-06-11"):
        found = prepared(site, day, tmp_path / ".build" / "work").scan().collect()["list_address"].to_list()
        assert found == [f"/catalogue/J001/{name}/" for name in lists[: len(found)]]
    assert len(found) == 2
