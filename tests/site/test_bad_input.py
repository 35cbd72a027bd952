"""Bad input is refused with its place and advice, and the public folder stays as it is, byte by byte."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from harness import run_lantai
from lantai.publishing.layout import Layout
from lantai.publishing.steps import check
from lantai.site import config
from small import HEADERS, NOW, add_exhibition, build, csv_bytes, make_site, record, tree

pytestmark = pytest.mark.site

GOOD = record(1, "县人委关于抢修城关堤段的通知")
EXPORT = "catalogue/releases/first/open-list.csv"
RELEASE = "catalogue/releases/first/release.yaml"
SECTION = "exhibitions/flood/01-rain.md"
IMAGE = "exhibitions/flood/media/dike.png"
FIGURES = "exhibitions/flood/figures.yaml"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound site with a release, an exhibition, a guide and a page, and its output."""
    folder = make_site(tmp_path_factory.mktemp("good") / "site", [GOOD])
    add_exhibition(folder)
    for place in ("guides/access.md", "pages/history.md"):
        path = folder / "content" / place
        path.parent.mkdir()
        path.write_text("---\ntitle: 标题\nsummary: 一句话。\n---\n正文。\n", encoding="utf-8")
    fonds = folder / "catalogue" / "fonds" / "J001.md"
    fonds.parent.mkdir()
    fonds.write_text("---\ntitle: 澜溪县人民委员会\n---\n介绍。\n", encoding="utf-8")
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def _bytes(place: str, content: bytes) -> Callable[[Path], None]:
    def defect(folder: Path) -> None:
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return defect


def _text(place: str, text: str) -> Callable[[Path], None]:
    return _bytes(place, text.encode())


def _added(place: str, text: str) -> Callable[[Path], None]:
    def defect(folder: Path) -> None:
        path = folder / place
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return defect


def _gone(place: str) -> Callable[[Path], None]:
    return lambda folder: (folder / place).unlink()


def _cut(place: str, share: float) -> Callable[[Path], None]:
    def defect(folder: Path) -> None:
        content = (folder / place).read_bytes()
        (folder / place).write_bytes(content[: int(len(content) * share)])

    return defect


def _dates_for_codes(folder: Path) -> None:
    """Excel took ``1-2`` for the first of February, and the cell holds a date."""
    path = folder / "catalogue" / "releases" / "first" / "open-list.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet("目录")
        sheet.write_row(0, 0, HEADERS)
        sheet.write_row(1, 0, GOOD)
        sheet.write_row(2, 0, record(2, "另一件文件"))
        sheet.write_datetime(2, 1, datetime(2026, 2, 1), book.add_format({"num_format": "m-d"}))
    release = folder / RELEASE
    release.write_text(release.read_text(encoding="utf-8").replace("open-list.csv", "open-list.xlsx"), "utf-8")


TWICE = ("全宗号", "档号", "档号", "责任者", "形成时间", "密级", "开放状态")
DATE_AS_TEXT = [GOOD, ["J001", "Feb-03", "某某文件", "澜溪县人民委员会", "19540705", "", "开放"]]
PNG_OF_NOTHING = b"\x89PNG\r\n\x1a\n" + b"\0" * 64

DEFECTS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "an undecodable export": (_bytes(EXPORT, b"\xff\xfe\xfd\x80\x81" * 9), "file-undecodable", "open-list.csv"),
    "an undecodable Markdown file": (_bytes(SECTION, "雨".encode("gb18030")), "file-encoding", SECTION),
    "an undecodable fonds": (_bytes("catalogue/fonds/J001.md", b"\xff\xfe\x80"), "file-encoding", "J001.md"),
    "a missing header": (_bytes(EXPORT, csv_bytes([GOOD], tuple("abcdefg"))), "header-missing", "open-list.csv"),
    "a doubled header": (_bytes(EXPORT, csv_bytes([GOOD], TWICE)), "header-doubled", "open-list.csv"),
    "a duplicate code": (
        _bytes(EXPORT, csv_bytes([GOOD, record(1, "同一个档号的另一条")])),
        "code-twice",
        "open-list.csv",
    ),
    "a code that Excel turned into a date": (_dates_for_codes, "code-damaged", "open-list.xlsx"),
    "a code that became a date in CSV": (_bytes(EXPORT, csv_bytes(DATE_AS_TEXT)), "code-damaged", "open-list.csv"),
    "a YAML error": (_text(RELEASE, "title: 第一批\nsources: [{file: open-list.csv}\n"), "yaml-syntax", RELEASE),
    "a YAML error in the head of a page": (
        _text("content/guides/access.md", "---\ntitle: [x\n---\n"),
        "yaml-syntax",
        "content/guides/access.md",
    ),
    "an unknown key": (_added("exhibitions/flood/exhibition.yaml", "titel: x\n"), "key-unknown", "exhibition.yaml"),
    "an unknown block": (_added(SECTION, "\n/// figrue | dike\n///\n"), "block-unknown", SECTION),
    "an unknown figure": (_added(SECTION, "\n/// figure | dyke\n///\n"), "figure-unknown", SECTION),
    "an unknown record": (_added(SECTION, "\n/// record | J001-999-9999-999\n///\n"), "", SECTION),
    "a block never closed": (_added(SECTION, "\n/// figure | dike\n"), "block-unclosed", SECTION),
    "an unknown block in a fonds": (
        _added("catalogue/fonds/J001.md", "\n/// figrue | dike\n///\n"),
        "block-unknown",
        "catalogue/fonds/J001.md",
    ),
    "an unknown block in a notice": (
        _added(RELEASE, "notice: |\n  说明。\n\n  /// figrue | dike\n  ///\n"),
        "block-unknown",
        RELEASE,
    ),
    "a missing image": (_gone(IMAGE), "image-missing", FIGURES),
    "a broken image": (_bytes(IMAGE, PNG_OF_NOTHING), "image-damaged", FIGURES),
    "an image that breaks off": (_cut(IMAGE, 0.5), "image-damaged", FIGURES),
    "a file that is no image": (_text(IMAGE, "not a picture"), "image-unknown", FIGURES),
    "two sections of one name": (_text("exhibitions/flood/02-rain.md", "---\ntitle: 又\n---\n又\n"), "", "02-rain.md"),
    "a page where the catalogue is": (
        _text("content/pages/catalogue.md", "---\ntitle: 目录\nsummary: 一\n---\n目录\n"),
        "page-reserved",
        "content/pages/catalogue.md",
    ),
    "two exhibitions that differ by case": (
        lambda folder: add_exhibition(folder, "Flood"),
        "exhibition-folder-name",
        "Flood",
    ),
    "two guides that differ by case": (
        _text("content/guides/Access.md", "---\ntitle: 又\nsummary: 一\n---\n又\n"),
        "",
        "content/guides/Access.md",
    ),
}


def _check(folder: Path) -> list[tuple[str, str, str]]:
    """Return code, place and advice of every error that ``check`` finds."""
    site, problems = config.load(folder)
    if site is not None:
        problems = check(site, datetime.fromisoformat(NOW), Layout.for_check(folder), jobs=1)
    return [(error.code, str(error.place), error.advice("zh")) for error in problems.errors]


@pytest.mark.parametrize("name", DEFECTS)
def test_bad_input_is_refused_and_changes_nothing(good: Path, tmp_path: Path, name: str) -> None:
    """``check`` and ``site`` say the same: where, what, and what to do; in words, with exit 1."""
    defect, code, place = DEFECTS[name]
    folder = tmp_path / "site"
    shutil.copytree(good, folder)
    before = tree(folder / "output")
    defect(folder)
    found = _check(folder)
    assert any(code in one[0] and place in one[1] and one[2] for one in found), found
    done = build(folder, "--report", tmp_path / "report.json")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert place in done.stderr and "→" in done.stderr
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert {one[0] for one in found} == {each["code"] for each in told if each["severity"] == "ERROR"}
    assert tree(folder / "output") == before
    assert not (folder / ".output.next").exists()


def test_a_release_without_signature_after_a_change_is_held_not_refused(good: Path, tmp_path: Path) -> None:
    """What is sound but no longer approved is no error: it is left out."""
    folder = tmp_path / "site"
    shutil.copytree(good, folder)
    (folder / EXPORT).write_bytes(csv_bytes([GOOD, record(2, "签署后加的一条")]))
    assert build(folder).returncode == 0
    assert "签署后加的一条" not in "".join(path.read_text("utf-8") for path in (folder / "output").rglob("*.html"))


@pytest.mark.parametrize(
    ("standing", "code", "last"),
    [
        ("status: draft", 0, "检查完毕：草稿里还有错误，见上；其余没有错误。"),
        ("publish_at: 2026-07-01T09:00:00+08:00", 1, "1 个错误，0 个警告"),
    ],
)
def test_what_is_not_public_yet_is_checked_too(good: Path, tmp_path: Path, standing: str, code: int, last: str) -> None:
    """A draft in error does not hold up what is public; what would end a later build is an error today."""
    folder = tmp_path / "site"
    shutil.copytree(good, folder)
    path = add_exhibition(folder, "coming") / "exhibition.yaml"
    path.write_text(path.read_text("utf-8") + f"{standing}\nlessons: [nowhere]\n", encoding="utf-8")
    assert build(folder).returncode == 0, "what is public has no error"
    report = tmp_path / "report.json"
    done = run_lantai("check", "--site", folder, "--at", NOW, "--json", report)
    assert done.returncode == code, done.stderr
    told = [each for each in json.loads(report.read_text("utf-8")) if each["severity"] == "ERROR"]
    assert [(each["code"], each["place"]["file"], each["later"]) for each in told] == [
        ("exhibition-lesson-unknown", "exhibitions/coming/exhibition.yaml", True)
    ]
    assert "在还没有公开的内容里（草稿，或时间未到）：" in done.stderr
    assert done.stderr.splitlines()[-1] == last


def test_an_error_in_the_catalogue_hides_no_other(good: Path, tmp_path: Path) -> None:
    """A section, and a draft, are examined beside it; that they cite what could not be read is nobody's mistake."""
    folder = tmp_path / "site"
    shutil.copytree(good, folder)
    code = GOOD[1]
    for name, also in (("flood", ""), ("coming", "status: draft\n")):
        path = (folder / "exhibitions" / name if not also else add_exhibition(folder, name)) / "exhibition.yaml"
        path.write_text(path.read_text("utf-8") + f"{also}lessons: [nowhere]\n", encoding="utf-8")
        section = path.with_name("01-rain.md")
        section.write_text(section.read_text("utf-8") + f"\n/// record | {code}\n///\n", encoding="utf-8")
    (folder / EXPORT).unlink()
    report = tmp_path / "report.json"
    assert run_lantai("check", "--site", folder, "--at", NOW, "--json", report).returncode == 1
    told = [each for each in json.loads(report.read_text("utf-8")) if each["severity"] == "ERROR"]
    assert [(each["code"], each["place"]["file"], each.get("later", False)) for each in told] == [
        ("source-missing", RELEASE, False),
        ("exhibition-lesson-unknown", "exhibitions/flood/exhibition.yaml", False),
        ("exhibition-lesson-unknown", "exhibitions/coming/exhibition.yaml", True),
    ]
