# ruff: noqa: E501 -- rows of tables stay on one line
"""What is downloaded can be taken in again: import → download → import gives the same records."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from harness import run_lantai
from lantai import intake
from lantai.problems import Problems
from lantai.records import releases
from lantai.records.fields import PUBLIC
from lantai.site import config
from small import RELEASE, build, csv_bytes, make_site, sign_release

pytestmark = pytest.mark.site

HEADERS = (
    "全宗号",
    "档号",
    "层级",
    "题名",
    "副题名",
    "责任者",
    "文号",
    "旧档号",
    "形成时间",
    "主题词",
    "页数",
    "开放状态",
    "官职",
)
ROWS = [
    ("J001", "J001-002-0345", "案卷", "防汛, “抢险”卷", "", "县人民委员会", "", "", "1954", "", "12", "开放", ""),
    ("J001", "J001-002-0345-001", "文件", "=关于<堤段>的\"通知\" & 附件", "甲；乙", "县人委；水利局", "县字第1号", "旧1；旧2", "19540705", "防汛；堤", "2", "开放", "知县"),
    ("J001", "J001-002-0345-002", "文件", "-修桥, 请示", "", "不详", "", "", "光绪二十六年闰八月初一", "", "", "开放", ""),
    ("J001", "J001-002-0346", "案卷", "喆嘎查 ᠮᠠᠨᠵᡠ 𠀀", "", "", "", "", "约1950—1955年", "", "", "开放", ""),
    ("LS02", "LS02-1-1-1", "文件", "第二全宗的一件", "", "乙", "", "", "1936年3月", "", "", "开放", "典史"),
]  # fmt: skip
MAPPING = """\
columns: {全宗号: fonds, 档号: ref_code, 层级: level, 题名: title, 副题名: title_sub, 责任者: creators, 文号: doc_no,
          旧档号: alt_refs, 形成时间: date_text, 主题词: subjects, 页数: pages, 开放状态: open_status}
constants: {access_mode: 到馆}
extra: {官职: {label: 任职, public: true}}
"""
COMPARED = [name for name in PUBLIC if name not in ("parent_ref", "series", "file_no", "item_no", "rights")]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of five records in two fonds, built; returns its folder."""
    folder = make_site(
        tmp_path_factory.mktemp("exchange") / "site", csv_bytes(ROWS, HEADERS, "utf-8"), sign=False, release=RELEASE
    )
    (folder / "catalogue" / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    assert sign_release(folder, "first").returncode == 0
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def records(folder: Path, release: str) -> pl.DataFrame:
    """Return what intake makes of a release, by code."""
    site, _ = config.load(folder)
    assert site is not None
    (one,) = (each for each in releases.load_all(site, Problems()) if each.id == release)
    mapping = releases.mapping_of(one, site, Problems())
    assert mapping is not None
    return intake.read(one, mapping, site, Problems(), folder / ".build" / "test").frame.sort("ref_code")


@pytest.mark.parametrize("form", ["csv", "jsonl", "ead3.xml"])
def test_a_download_comes_back_as_the_records_it_was(published: Path, tmp_path: Path, form: str) -> None:
    """Every public field of every record, also where a spreadsheet's formula was made harmless."""
    folder = make_site(tmp_path / "again", [], sign=False)
    (folder / "catalogue" / "mapping.yaml").unlink()
    download = published / "output" / "data" / f"catalogue.{form}"
    done = run_lantai("import", download, "--release", "back", "--site", folder, "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    before, after = records(published, "first"), records(folder, "back")
    after = after.filter(pl.col("ref_code").is_in(before["ref_code"].implode()))
    # EAD has no place for how a record is seen, and says the fonds by the nesting.
    compared = [name for name in COMPARED if form != "ead3.xml" or name != "access_mode"]
    assert after.select(compared).to_dicts() == before.select(compared).to_dicts()


def test_an_own_field_is_published_under_its_label_and_comes_back(published: Path, tmp_path: Path) -> None:
    """官职, declared public, stands in the table, on the page and in the downloads; declared again, it is read again."""
    table = pl.read_parquet(published / ".build" / "work" / "public.parquet")
    assert table["extra:任职"].drop_nulls().to_list() == ["知县", "典史"]
    pages = (path.read_text(encoding="utf-8") for path in (published / "output" / "catalogue").rglob("*.html"))
    assert any("任职" in page and "知县" in page for page in pages)
    header = (published / "output" / "data" / "catalogue.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert "任职" in header.split(",") and "extra:" not in header
    folder = make_site(tmp_path / "again", [], sign=False)
    (folder / "catalogue" / "mapping.yaml").write_text("extra: {官职: {label: 任职, public: true}}\n", encoding="utf-8")
    release = folder / "catalogue" / "releases" / "first" / "release.yaml"
    download = published / "output" / "data" / "catalogue.jsonl"
    release.write_text(RELEASE.replace("open-list.csv", str(download)), encoding="utf-8")
    assert records(folder, "first")["extra:任职"].drop_nulls().to_list() == ["知县", "典史"]
