"""``import``: an export becomes a release folder with a mapping to confirm; nothing is written unasked or twice."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import IO

import pytest
import yaml
from click.testing import CliRunner, Result

from lantai.commands import lantai

EXPORT = """\
序号,档号,文件题名（全称）,责任者,文号,形成日期,开放情况,密级,存放位置,经办
1,J001-002-0345-001,关于防汛准备工作的通知,县人民委员会,〔54〕1号,19540312,1,,A1,王
2,J001-002-0345-002,关于修复石桥的请示,县水利局,,19540401,0,,A1,李
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "site" / "content" / "site.yaml").write_text("name: 某县档案馆\ncode: LX\n", encoding="utf-8")
    return tmp_path / "site"


def run(site: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(lantai, ["import", *map(str, words), "--site", str(site)])


def export(tmp_path: Path, text: str = EXPORT, name: str = "开放目录.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode("gb18030"))
    return path


def test_an_export_becomes_a_draft_release_with_a_mapping_to_confirm(site: Path, tmp_path: Path) -> None:
    """The file is copied as it is; the draft publishes nothing; coded values are translated; the rest is named."""
    done = run(site, export(tmp_path), "--release", "2026-06-09", "--yes")
    assert done.exit_code == 0, done.output
    folder = site / "catalogue" / "releases" / "2026-06-09"
    assert (folder / "开放目录.csv").read_bytes() == EXPORT.encode("gb18030")
    release = yaml.safe_load((folder / "release.yaml").read_text(encoding="utf-8"))
    assert (release["status"], release["number"], release["sources"]) == ("draft", 1, [{"file": "开放目录.csv"}])
    mapping = yaml.safe_load((folder / "mapping.yaml").read_text(encoding="utf-8"))
    assert mapping["columns"] == {
        "档号": "ref_code",
        "文件题名（全称）": "title",
        "责任者": "creators",
        "文号": "doc_no",
        "形成日期": "date_text",
        "开放情况": "open_status",
        "密级": "secrecy",  # empty here, and still to be watched
        "存放位置": "storage",
    }
    assert mapping["values"] == {"open_status": {"0": "控制", "1": "开放"}}
    assert mapping["ref_code"] == {"pattern": "{fonds}-{series}-{file}-{item}"}
    assert mapping["ignore"] == ["经办"]
    assert "读到 2 行：2 条目录，0 行见报告。" in done.output


def test_an_export_that_cannot_be_copied_whole_is_not_in_the_release(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full after four bytes: no half of a list stays behind to be taken for the list."""

    def until_full(source: IO[bytes], target: IO[bytes], *_: object) -> None:
        target.write(source.read(4))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", until_full)
    monkeypatch.setattr(shutil, "_USE_CP_SENDFILE", False, raising=False)  # the same by another way
    done = run(site, export(tmp_path), "--release", "2026-06-09", "--yes")
    assert isinstance(done.exception, OSError)
    assert not [path for path in (site / "catalogue").rglob("*") if path.is_file()]


def test_it_asks_first_and_without_a_terminal_writes_nothing(site: Path, tmp_path: Path) -> None:
    """Without --yes and without somebody to ask there is the report, advice and exit code 2."""
    done = run(site, export(tmp_path), "--release", "2026-06-09")
    assert done.exit_code == 2
    assert "读到 2 行：2 条目录，0 行见报告。" in done.output
    assert "--yes" in done.output
    assert not (site / "catalogue").exists()


@pytest.mark.parametrize("answer", ["n", "y"])
def test_a_person_sees_mapping_and_report_before_the_question(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    """Only after a yes is anything written; places are those that the files will have."""
    monkeypatch.setattr("lantai.commands.import_._can_ask", lambda: True)
    path = export(tmp_path, EXPORT + "3,J001-002-0345-001,再来一次,乙,,1955,1,,A1,王\n")
    done = CliRunner().invoke(
        lantai, ["import", str(path), "--release", "r1", "--site", str(site)], input=f"{answer}\n"
    )
    order = ["档号 → 档号 (ref_code)", "读到 3 行：2 条目录，1 行见报告。", "写入 catalogue/releases/r1？"]
    found = [done.output.index(each) for each in order]
    assert found == sorted(found)
    assert "catalogue/releases/r1/开放目录.csv" in done.output
    assert ".build" not in done.output
    assert (site / "catalogue/releases/r1/开放目录.csv").is_file() == (answer == "y")
    assert not (site / "catalogue").exists() or answer == "y"
    assert not list((site / ".build" / "import").iterdir())
    assert done.exit_code == 1


def test_what_a_person_has_corrected_is_never_overwritten(site: Path, tmp_path: Path) -> None:
    """Importing a corrected export again replaces the data and keeps mapping and release."""
    path = export(tmp_path)
    run(site, path, "--release", "r1", "--yes")
    folder = site / "catalogue" / "releases" / "r1"
    for name in ("mapping.yaml", "release.yaml"):
        (folder / name).write_text((folder / name).read_text(encoding="utf-8") + "# 已核对\n", encoding="utf-8")
    done = run(
        site, export(tmp_path, EXPORT + "3,J001-002-0345-003,甲,乙,,1955,1,,A1,王\n"), "--release", "r1", "--yes"
    )
    assert "读到 3 行" in done.output
    for name in ("mapping.yaml", "release.yaml"):
        assert (folder / name).read_text(encoding="utf-8").endswith("# 已核对\n")


def test_a_common_mapping_that_fits_is_used(site: Path, tmp_path: Path) -> None:
    """Later releases of the same shape need no mapping of their own."""
    run(site, export(tmp_path), "--release", "r1", "--yes")
    releases = site / "catalogue" / "releases"
    (releases / "r1" / "mapping.yaml").rename(site / "catalogue" / "mapping.yaml")
    done = run(site, export(tmp_path), "--release", "r2", "--yes")
    assert done.exit_code == 0
    assert not (releases / "r2" / "mapping.yaml").exists()
    assert yaml.safe_load((releases / "r2" / "release.yaml").read_text(encoding="utf-8"))["number"] == 2


def test_an_export_of_another_shape_gets_a_mapping_of_its_own(site: Path, tmp_path: Path) -> None:
    """A common mapping that would leave out the secrecy, the creators and the status reads only a part of it."""
    (site / "catalogue").mkdir(exist_ok=True)
    (site / "catalogue" / "mapping.yaml").write_text("columns: {档号: ref_code, 题名: title}\n", encoding="utf-8")
    text = "档号,题名,责任者,密级,开放状态\nJ001-1,甲,乙,,开放\n"
    done = run(site, export(tmp_path, text), "--release", "r1", "--yes")
    assert done.exit_code == 0, done.output
    own = yaml.safe_load((site / "catalogue/releases/r1/mapping.yaml").read_text(encoding="utf-8"))
    fields = ("ref_code", "title", "creators", "secrecy", "open_status")
    assert own["columns"] == dict(zip(("档号", "题名", "责任者", "密级", "开放状态"), fields, strict=True))


def test_a_column_that_the_common_mapping_calls_otherwise_is_read(site: Path, tmp_path: Path) -> None:
    """形成时间 in the mapping and 成文日期 in the export: undated, all of it would be held."""
    (site / "catalogue").mkdir(exist_ok=True)
    common = "columns: {档号: ref_code, 题名: title, 形成时间: date_text, 开放状态: open_status}\n"
    (site / "catalogue" / "mapping.yaml").write_text(common, encoding="utf-8")
    text = "档号,题名,成文日期,开放状态\nJ001-1,甲,1954.7.6,开放\n"
    done = run(site, export(tmp_path, text), "--release", "r1", "--yes")
    assert done.exit_code == 0, done.output
    own = yaml.safe_load((site / "catalogue/releases/r1/mapping.yaml").read_text(encoding="utf-8"))
    assert own["columns"]["成文日期"] == "date_text"


def test_errors_end_with_exit_code_one_and_full_reports(site: Path, tmp_path: Path) -> None:
    """The report also goes to JSON and to a CSV for Excel."""
    text = EXPORT + "3,J001-002-0345-001,再来一次,乙,,1955,1,,A1,王\n"
    reports = ("--json", tmp_path / "r.json", "--csv", tmp_path / "r.csv")
    done = run(site, export(tmp_path, text), "--release", "r1", "--yes", *reports)
    assert done.exit_code == 1
    data = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (data["rows"], data["records"], data["reported"]) == (3, 2, 1)
    assert "code-twice" in {problem["code"] for problem in data["problems"]}
    assert "code-twice" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("missing.csv", "--release", "r1"), "export-missing"),
        (("site", "--release", "r1"), "export-is-folder"),
        (("x.pdf", "--release", "r1"), "format-unknown"),
    ],
)
def test_what_cannot_be_imported_is_refused_before_anything_is_written(
    site: Path, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    """A missing file, a folder, a format that is not known."""
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    done = run(site, tmp_path / words[0], *words[1:], "--yes")
    assert done.exit_code != 0
    assert [problem.code for problem in done.exception.problems] == [code]  # type: ignore[union-attr]
    assert not (site / "catalogue").exists()


@pytest.mark.parametrize("yes", [("--yes",), ()])
@pytest.mark.parametrize(("name", "code"), [("list.xlsx", "workbook-unreadable"), ("list.xml", "xml-broken")])
def test_of_what_cannot_be_read_nothing_is_written(
    site: Path, tmp_path: Path, name: str, code: str, yes: tuple[str, ...]
) -> None:
    """The report and exit code 1; nothing is said of columns that nobody has seen, nothing asked."""
    (site / "catalogue").mkdir()
    (site / "catalogue" / "mapping.yaml").write_text("columns: {档号: ref_code, 题名: title}\n", encoding="utf-8")
    (tmp_path / name).write_bytes(b"PK\x03\x04 cut off")
    done = run(site, tmp_path / name, "--release", "r1", *yes)
    assert done.exit_code == 1
    assert code in done.output
    assert f"catalogue/releases/r1/{name}" in done.output
    assert "没有写入任何内容" in done.output
    assert "写入 catalogue/releases/r1？" not in done.output
    assert name == "list.xml" or "相符" not in done.output
    assert [path.name for path in (site / "catalogue").iterdir()] == ["mapping.yaml"]


def test_english_staff_read_english(tmp_path: Path) -> None:
    """Proposal, comments of the files, report."""
    (tmp_path / "en" / "content").mkdir(parents=True)
    yaml_text = "name: Archive\ncode: AR\nlanguages: [en]\nstaff_language: en\n"
    (tmp_path / "en" / "content" / "site.yaml").write_text(yaml_text, encoding="utf-8")
    text = "Reference code,Title,Dates\n" + "".join(f"AR-1-{n},Letter {n},19{n}\n" for n in range(20, 40))
    done = run(tmp_path / "en", export(tmp_path, text, "list.csv"), "--release", "r1", "--yes")
    assert done.exit_code == 0, done.output
    assert "20 rows read: 20 records, 0 rows reported." in done.output
    folder = tmp_path / "en" / "catalogue" / "releases" / "r1"
    assert "please check it" in (folder / "mapping.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load((folder / "release.yaml").read_text(encoding="utf-8"))["title"] == "Open catalogue, release 1"
