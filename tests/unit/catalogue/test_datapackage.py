"""The Data Package, read by frictionless: it knows nothing of us and reads every row of every table."""

from __future__ import annotations

import csv
import gc
import gzip
import json
import shutil
import warnings
from pathlib import Path

import frictionless
import pytest
from tests.unit.catalogue.publishing import view_of, write_release

from lantai.catalogue import downloads
from lantai.catalogue.downloads import scopes
from lantai.catalogue.downloads.columns import columns
from lantai.catalogue.downloads.datapackage import records_schema
from lantai.catalogue.downloads.delimited import Csv, header
from lantai.catalogue.downloads.formats import Scope
from lantai.intake.aliases import field_of

SITE = """\
name: 某县档案馆
code: LX0001
base_url: https://archive.example
licence: CC BY 4.0
licence_url: https://creativecommons.org/licenses/by/4.0/
"""
FIRST = [
    ("LX0001", "J001", "J001-1-0001", "file", "水利工作", "县政府；水利局", "1954"),
    ("LX0001", "J001", "J001-1-0001-001", "item", "=HYPERLINK(1)", "+县政府", "光绪二十六年闰八月初一"),
    ("LX0001", "J001", "J001-1-0001-002", "item", '"A&B “请示” <2>"', "-", "不详"),
    ("LX0001", "全宗·二", "全宗·二-1-0001", "item", "明洪武年间的契约", "@某", "约1385年"),
]
SECOND = [("LX0001", "J001", "J001-1-0001-002", "item", "更正的题名", "县政府", "1951年3月至7月")]
RECORDS = "data/catalogue.csv"


def written(folder: Path) -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text(SITE, encoding="utf-8")
    write_release(folder, "2025-06-09", FIRST)
    write_release(folder, "2026-06-09", SECOND)
    view, problems = view_of(folder)
    assert not problems.errors, list(problems)
    downloads.write_all(view, folder / "output")
    return folder / "output"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("package"))


def report_of(output: Path) -> frictionless.Report:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # frictionless leaves compressed files open
        report = frictionless.Package(str(output / "data" / "datapackage.json")).validate()
        gc.collect()
    return report


def package(output: Path) -> dict:
    return json.loads((output / "data" / "datapackage.json").read_text(encoding="utf-8"))


def test_every_row_of_every_table_is_what_the_package_says(output: Path) -> None:
    """Also cells that a spreadsheet would have run, names of fonds in Chinese, and a record of two releases."""
    report = report_of(output)
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "note"])
    rows = {task.place: task.stats["rows"] for task in report.tasks}
    assert rows == {
        "catalogue.csv": 4, "catalogue.atom.csv": 6, "releases/2025-06-09.csv": 3, "releases/2025-06-09.atom.csv": 5,
        "releases/2026-06-09.csv": 1, "releases/2026-06-09.atom.csv": 2, "fonds/J001.csv": 3, "fonds/全宗·二.csv": 1,
        "dictionary.csv": 43,
    }  # fmt: skip
    assert "'=HYPERLINK(1)" in (output / RECORDS).read_text(encoding="utf-8")


def test_no_table_is_left_out(output: Path) -> None:
    folder = output / "data"
    tables = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv*")}
    assert {resource["path"] for resource in package(output)["resources"]} == tables


def test_compressed_tables_are_described_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scopes, "LARGE", 2)
    output = written(tmp_path)
    report = report_of(output)
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "note"])
    whole = next(resource for resource in package(output)["resources"] if resource["name"] == "catalogue")
    assert (whole["path"], whole["compression"], whole["encoding"]) == ("catalogue.csv.gz", "gz", "utf-8")
    assert gzip.decompress((output / "data" / "catalogue.csv.gz").read_bytes()).startswith(b"\xef\xbb\xbf")


WRONG = (
    ("an unknown level", ",file,", ",box,", ("constraint-error", 2, "著录层级")),
    ("a day that is none", ",1954-01-01,", ",1954-13-01,", ("type-error", 2, "最早日期")),
    ("no title", ",水利工作,", ",,", ("constraint-error", 2, "题名")),
    ("an unknown calendar", ",lunar,", ",martian,", ("constraint-error", 3, "历法")),
    ("a code twice", ",J001-1-0001-001,", ",J001-1-0001,", ("primary-key", 3, None)),
    ("an unknown precision", ",1951-07-31,range,", ",1951-07-31,wide,", ("constraint-error", 4, "日期精度")),
)


def faults(folder: Path) -> set[tuple[str, int | None, str | None]]:
    report = report_of(folder)
    assert {task.place for task in report.tasks if task.errors} == {"catalogue.csv"}
    found = [error for task in report.tasks for error in task.errors]
    return {
        (error.type, getattr(error, "row_number", None), getattr(error, "field_name", None))
        for error in found
        if error.type not in ("hash-count", "byte-count")
    }


def test_what_is_wrong_in_a_row_is_found_there(output: Path, tmp_path: Path) -> None:
    """Each planted fault, and nothing else."""
    folder = shutil.copytree(output, tmp_path / "output")
    text = (folder / RECORDS).read_bytes().decode()
    for fault, right, wrong, _ in WRONG:
        assert right in text, fault
        text = text.replace(right, wrong, 1)
    before, code, after = text.partition("全宗·二-1-0001,")
    text = before + code + after.replace(",开放,", ",控制,", 1)
    (folder / RECORDS).write_bytes(text.encode())
    assert faults(folder) == {error for *_, error in WRONG} | {("constraint-error", 5, "开放状态")}


def test_a_column_under_another_header_is_found(output: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(output, tmp_path / "output")
    text = (folder / RECORDS).read_bytes().decode()
    (folder / RECORDS).write_bytes(text.replace(",题名,", ",名称,", 1).encode())
    assert ("incorrect-label", None, "题名") in faults(folder)


def test_the_package_says_whose_data_they_are_and_since_when(output: Path) -> None:
    found = package(output)
    assert {key: value for key, value in found.items() if key not in ("resources", "description")} == {
        "profile": "tabular-data-package",
        "name": "lx0001-catalogue",
        "title": "某县档案馆 · 开放档案目录",
        "homepage": "https://archive.example/data/",
        "created": "2026-06-09T09:00:00+08:00",
        "licenses": [{"path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}],
        "sources": [{"title": "某县档案馆"}],
    }
    sums = (output / "data" / "SHA256SUMS").read_text(encoding="utf-8")
    for resource in found["resources"]:
        assert f"{resource['hash'].removeprefix('sha256:')}  {resource['path']}\n" in sums
    for name in ("datapackage.json", "schemas/records.json", "schemas/atom.json", "schemas/dictionary.json"):
        assert f"  {name}\n" in sums


def test_a_column_is_described_as_the_data_dictionary_does(output: Path) -> None:
    schema = json.loads((output / "data" / "schemas" / "records.json").read_text(encoding="utf-8"))
    assert schema["primaryKey"] == ["档案馆代码", "档号"]
    fields = {field["column"]: field for field in schema["fields"]}
    assert fields["creators"] == {
        "name": "责任者",
        "type": "string",
        "title": "责任者 / Creators",
        "description": "必备 mandatory; 多个值以“；”分隔 several values are joined by “；”; "
        "ISAD(G) 3.2.1; EAD3 origination; Dublin Core creator; schema.org creator",
        "column": "creators",
    }
    assert fields["open_status"]["constraints"] == {"required": True, "enum": ["开放"]}
    assert fields["date_start"]["type"] == "date"
    columns = (output / "data" / "dictionary.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert list(fields) == [line.split(",")[0] for line in columns]


def test_an_archives_own_column_is_described_under_the_header_it_has() -> None:
    """Also where its label would be a formula, and in the English catalogue."""
    extra = ("extra:=职务",)
    fields = records_schema(extra, "en")["fields"]
    (head,) = csv.reader([Csv(extra, "", "en").head(Scope("catalogue", "")).removeprefix("\ufeff")])
    assert [field["name"] for field in fields] == head
    assert head[-3:] == ["'=职务", "release", "address"]
    assert fields[-3]["column"] == "extra:=职务"


def test_the_same_catalogue_gives_the_same_description(output: Path, tmp_path: Path) -> None:
    again = written(tmp_path / "again")
    for name in ("datapackage.json", "schemas/records.json"):
        assert (again / "data" / name).read_bytes() == (output / "data" / name).read_bytes()


def test_a_catalogue_in_traditional_chinese_has_traditional_headers_that_come_back() -> None:
    """The same above the columns and in the schema beside them; import knows each as the field it is."""
    expected = {
        "檔號": "ref_code",
        "題名": "title",
        "責任者": "creators",
        "日期": "date_text",
        "開放狀態": "open_status",
    }
    names = [header(name, "zh-Hant") for name in columns(())]
    assert [name for name in names if name in expected] == ["檔號", "題名", "日期", "責任者", "開放狀態"]
    assert "網址" in names
    schema = records_schema((), "zh-Hant")
    assert [field["name"] for field in schema["fields"]] == names
    assert schema["primaryKey"] == ["檔案館代碼", "檔號"]
    assert {name: field_of(name) for name in expected} == expected
