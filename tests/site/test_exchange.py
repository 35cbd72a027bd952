# ruff: noqa: E501 -- rows of tables stay on one line
"""What is downloaded can be taken in again: import → download → import gives the same records."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
import yaml

from harness import run_lantai
from lantai import intake
from lantai.problems import Problems
from lantai.records import releases
from lantai.records.fields import CLEARED, PUBLIC
from lantai.site import config
from small import RELEASE, build, csv_bytes, make_site, sign_release

pytestmark = pytest.mark.site

HEADERS = ("全宗号", "档号", "层级", "题名", "责任者", "形成时间", "开放状态")
FULL = {
    "副题名": "title_sub", "并列题名": "title_parallel", "自拟": "title_supplied", "文号": "doc_no", "旧档号": "alt_refs",
    "主题词": "subjects", "分类号": "class_codes", "地名": "places", "文种": "genre", "页数": "pages", "数量": "extent",
    "载体": "carrier", "语种": "language", "沿革": "admin_history", "保管": "custodial_history", "整理": "arrangement",
    "原件": "originals", "复制": "copies", "相关": "related", "版权": "rights", "提要": "scope", "人名": "names",
    "内容公开": "cleared", "官职": "",
}  # fmt: skip
"""Columns that only one record fills: every field that may leave."""
WHOLE = (
    "甲；乙", "Dike", "自拟的题名", "县字〔1954〕第1号", "旧1；旧2", "防汛；堤", "TV8；P33", "澜溪；竹溪", "通知", "2", "1 件",
    "纸质", "汉语；满文", "一九四九年成立", "二〇〇八年移交", "按年度", "本馆　二库", "有缩微", "J001-002-0346", "公有领域",
    "关于堤段的说明，含“附件”", "王某；李某", "是", "知县",
)  # fmt: skip
ROWS = [
    ("J001", "J001-002-0345", "案卷", "防汛, “抢险”卷", "县人民委员会", "1954", "开放"),
    ("J001", "J001-002-0345-001", "文件", '=关于<堤段>的"通知" & 附件', "县人委；水利局", "19540705", "开放", *WHOLE),
    ("J001", "J001-002-0345-002", "文件", "-修桥, 请示", "不详", "光绪二十六年闰八月初一", "开放"),
    ("J001", "J001-002-0346", "案卷", "喆嘎查 ᠮᠠᠨᠵᡠ 𠀀", "", "约1950—1955年", "开放"),
    ("J001", "J001-003-0001-001", "文件", "其案卷未公开的一件", "", "1950年代", "开放"),
    ("LS02", "LS02-1-1-1", "文件", "第二全宗的　一件", "乙", "1936年3月", "开放"),
]  # fmt: skip
MAPPING = {
    "columns": {"全宗号": "fonds", "档号": "ref_code", "层级": "level", "题名": "title", "责任者": "creators",
                "形成时间": "date_text", "开放状态": "open_status"} | {key: name for key, name in FULL.items() if name},
    "constants": {"access_mode": "到馆"},
    "extra": {"官职": {"label": "任职", "public": True}},
}  # fmt: skip
FONDS = "---\ntitle: 全宗\nref_code: '{fonds}-{series}-{file}-{item}'\n---\n"
SHARED = [*PUBLIC, *CLEARED, "extra:任职"]
ATOM = {"series", "file_no", "item_no", "parent_ref", "title_parallel", "title_sub", "title_supplied", "doc_no", "alt_refs",
        "pages", "carrier", "language", "access_mode", "class_codes", "admin_history", "extra:任职"}  # fmt: skip
"""What AtoM's template has no column for, or puts together: numbers of documents among other codes, no series."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of five records in two fonds, built; returns its folder."""
    rows = [[*row, *[""] * (len(HEADERS) + len(FULL) - len(row))] for row in ROWS]
    data = csv_bytes(rows, (*HEADERS, *FULL), "utf-8")
    folder = make_site(tmp_path_factory.mktemp("exchange") / "site", data, sign=False, release=RELEASE)
    (folder / "catalogue" / "mapping.yaml").write_text(yaml.safe_dump(MAPPING, allow_unicode=True), encoding="utf-8")
    _describe(folder)
    assert sign_release(folder, "first").returncode == 0
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def _describe(folder: Path) -> None:
    (folder / "catalogue" / "fonds").mkdir()
    for code in ("J001", "LS02"):
        (folder / "catalogue" / "fonds" / f"{code}.md").write_text(FONDS, encoding="utf-8")


def records(folder: Path, release: str) -> pl.DataFrame:
    """Return what intake makes of a release, by code."""
    site, _ = config.load(folder)
    assert site is not None
    (one,) = (each for each in releases.load_all(site, Problems()) if each.id == release)
    mapping = releases.mapping_of(one, site, Problems())
    assert mapping is not None
    return intake.read(one, mapping, site, Problems(), folder / ".build" / "test").frame.sort("ref_code")


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "ead3.xml", "atom.csv"])
def test_a_download_comes_back_as_the_records_it_was(published: Path, tmp_path: Path, form: str) -> None:
    """Every field that left, of every record, also where a spreadsheet's formula was made harmless."""
    folder = make_site(tmp_path / "again", [], sign=False)
    (folder / "catalogue" / "mapping.yaml").unlink()
    _describe(folder)
    download = published / "output" / "data" / f"catalogue.{form}"
    done = run_lantai("import", download, "--release", "back", "--site", folder, "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    mapping = folder / "catalogue" / "releases" / "back" / "mapping.yaml"
    said = yaml.safe_load(mapping.read_text(encoding="utf-8"))
    name = {"csv": "任职"}.get(form, "extra:任职")
    said["extra"] = {name: {"label": "任职", "public": True}}
    said["ignore"] = [each for each in said.get("ignore") or [] if each != name]
    mapping.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    before, after = records(published, "first"), records(folder, "back")
    compared = [each for each in SHARED if form != "atom.csv" or each not in ATOM]
    assert after.select(compared).to_dicts() == before.select(compared).to_dicts()


AWKWARD = [
    {"title": "'=不是公式", "creators": ["Bowers, Kate (persname)|||", "甲、乙", "丙，丁"], "names": ["a|b", "戊;己"]},
    {"title": "''+一", "subjects": ["一、总论", "二，分论"], "places": ["=县", "县|乡"], "alt_refs": ["旧、1", "-2"]},
    {"title": '="0012"', "genre": ["通知|||"], "language": ["汉语, 满文"], "class_codes": ["A;B", "C|D"]},
    {"title": "@甲", "scope": "第一段\n第二段|||", "rights": "甲；乙、丙"},
    {
        "title": "NULL",
        "title_sub": "甲\u2028乙\t丙  丁_x000D_",
        "doc_no": "NULL",
        "admin_history": "一　\r\n\r\n二\x0b三\ufffe",
    },
    {
        "title": "换\n行",
        "creators": ["甲\r\n乙", "", "；丙"],
        "subjects": ["NULL", "\\|NULL"],
        "extent": "\u202e1\u200f 件",
    },
]
"""Values that hold what other lists put between values, or what our own put before formulas."""


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "ead3.xml"])
def test_what_stands_in_a_value_does_not_part_it_on_the_way_back(form: str, tmp_path: Path) -> None:
    """As finding aids in EAD have them: one name with bars, one subject with a comma."""
    folder, again = tmp_path / "site", tmp_path / "again"
    rows = [{"ref_code": f"J001-1-1-{n}", "date_text": "1954", **each} for n, each in enumerate(AWKWARD, 1)]
    make_site(folder, [], sign=False, release=RELEASE.replace("open-list.csv", "list.jsonl"))
    make_site(again, [], sign=False)
    (again / "catalogue" / "mapping.yaml").unlink()
    batch = folder / "catalogue" / "releases" / "first"
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (batch / "list.jsonl").write_text(text, encoding="utf-8")
    said = {"level": "item", "fonds": "J001", "open_status": "开放", "access_mode": "到馆", "cleared": "是"}
    mapping = yaml.safe_dump({"columns": {}, "constants": said}, allow_unicode=True)
    (folder / "catalogue" / "mapping.yaml").write_text(mapping, encoding="utf-8")
    for site in (folder, again):
        _describe(site)
    assert sign_release(folder, "first").returncode == 0
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    before = records(folder, "first")
    assert before["creators"].drop_nulls().to_list() == ["Bowers, Kate (persname)|||；甲、乙；丙，丁", "甲；乙；丙"]
    download = folder / "output" / "data" / f"catalogue.{form}"
    done = run_lantai("import", download, "--release", "back", "--site", again, "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    compared = [*PUBLIC, *CLEARED]
    assert records(again, "back").select(compared).to_dicts() == before.select(compared).to_dicts()


def test_an_own_field_is_published_under_its_label_and_comes_back(published: Path, tmp_path: Path) -> None:
    """官职, declared public, stands in the table, on the page and in the downloads; declared again, it is read again."""
    table = pl.read_parquet(published / ".build" / "work" / "public.parquet")
    assert table["extra:任职"].drop_nulls().to_list() == ["知县"]
    pages = (path.read_text(encoding="utf-8") for path in (published / "output" / "catalogue").rglob("*.html"))
    assert any("任职" in page and "知县" in page for page in pages)
    header = (published / "output" / "data" / "catalogue.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert "任职" in header.split(",") and "extra:" not in header
    folder = make_site(tmp_path / "again", [], sign=False)
    (folder / "catalogue" / "mapping.yaml").write_text("extra: {官职: {label: 任职, public: true}}\n", encoding="utf-8")
    release = folder / "catalogue" / "releases" / "first" / "release.yaml"
    download = published / "output" / "data" / "catalogue.jsonl"
    release.write_text(RELEASE.replace("open-list.csv", str(download)), encoding="utf-8")
    assert records(folder, "first")["extra:任职"].drop_nulls().to_list() == ["知县"]
