# ruff: noqa: E501 -- rows of tables stay on one line
"""One list, however it was exported: GB18030 and UTF-8 CSV, UTF-16 text, XLSX and EAD3 give one site, byte for byte."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import xlsxwriter

from small import RELEASE, build, csv_bytes, make_site, sign_release, tree

pytestmark = pytest.mark.site

HEADERS = ("档号", "题名", "责任者", "文号", "形成时间", "页数", "主题词", "开放状态")
ROWS = [
    ("J001-002-0345-001", "关于加强防汛工作的通知，附“抢险”办法", "县人民委员会", "（54）水字第12号", "19540708", "3", "防汛；堤防", "开放"),
    ("J001-002-0345-002", "请示", "水利科；县委", "", "光绪二十六年闰八月初一", "12", "", "开放"),
    ("J001-002-0345-003", "喆嘎查的来信", "不详", "", "约1950年", "", "", "开放"),
    ("J001-002-0345-010", "尚不公开的一件", "县委", "", "19540709", "1", "", "控制"),
    ("J001-003-0001-001", "另一目录的一件", "县人民委员会", "", "1951年3月至7月", "2", "修桥", "开放"),
]  # fmt: skip
MAPPING = """\
columns: {档号: ref_code, 题名: title, 责任者: creators, 文号: doc_no, 形成时间: date_text, 页数: pages, 主题词: subjects,
          开放状态: open_status}
constants: {fonds: J001, level: item, access_mode: 到馆}
"""
FONDS = "---\ntitle: 县人民委员会\nref_code: '{fonds}-{series}-{file}-{item}'\n---\n"


def text(encoding: str, delimiter: str = ",") -> bytes:
    """Return the list as text; of the cells only those in CSV need quotes, and none does."""
    if delimiter == ",":
        return csv_bytes(ROWS, HEADERS, encoding)
    return "".join(delimiter.join(row) + "\r\n" for row in (HEADERS, *ROWS)).encode(encoding)


def workbook() -> bytes:
    """Return the list as an office would send it: a title above, a footer below, the number of pages as numbers."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("目录")
    sheet.merge_range(0, 0, 0, len(HEADERS) - 1, "第一批开放档案目录")
    for line, row in enumerate((HEADERS, *ROWS), 1):
        for column, cell in enumerate(row):
            if cell.isdigit() and len(cell) < 3:
                sheet.write_number(line, column, int(cell))
            elif cell:
                sheet.write_string(line, column, cell)
    sheet.write_string(len(ROWS) + 2, 0, f"共 {len(ROWS)} 条")
    book.close()
    return stream.getvalue()


def finding_aid() -> bytes:
    """Return the list as EAD3, written here and not by the program; parents are containers as in a fonds."""
    parts = []
    for code, title, creators, number, date, pages, subjects, status in ROWS:
        did = f"<unitid>{code}</unitid>"
        did += f'<unitid localtype="doc_no">{number}</unitid>' if number else ""
        did += f"<unittitle>{escape(title)}</unittitle><unitdate>{date}</unitdate>"
        did += "".join(f"<origination><name><part>{each}</part></name></origination>" for each in creators.split("；"))
        did += f'<physdesc localtype="pages">{pages}</physdesc>' if pages else ""
        points = "".join(f"<subject><part>{each}</part></subject>" for each in filter(None, subjects.split("；")))
        parts.append(
            f'<c level="item"><did>{did}</did><accessrestrict><p>{status}</p></accessrestrict>'
            + (f"<controlaccess>{points}</controlaccess>" if points else "")
            + "</c>\n"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ead xmlns="http://ead3.archivists.org/schema/"><control>'
        '<recordid>J001</recordid></control><archdesc level="fonds"><did>'
        '<unitid localtype="number">J001</unitid><unittitle>县人民委员会</unittitle></did><dsc>\n'
        + "".join(parts)
        + "</dsc></archdesc></ead>\n"
    ).encode()


FORMS: dict[str, Callable[[], bytes]] = {
    "gb18030.csv": lambda: text("gb18030"),
    "utf8.csv": lambda: text("utf-8-sig"),
    "utf16.txt": lambda: text("utf-16", "\t"),
    "list.xlsx": workbook,
    "list.xml": finding_aid,
}


def site_of(folder: Path, name: str, content: bytes) -> Path:
    make_site(folder, b"", sign=False, release=RELEASE.replace("open-list.csv", name))
    batch = folder / "catalogue" / "releases" / "first"
    (batch / "open-list.csv").unlink()
    (batch / name).write_bytes(content)
    (folder / "catalogue" / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    (folder / "catalogue" / "fonds").mkdir()
    (folder / "catalogue" / "fonds" / "J001.md").write_text(FONDS, encoding="utf-8")
    signed = sign_release(folder, "first")
    assert signed.returncode == 0, signed.stdout + signed.stderr
    return folder


def test_the_same_list_in_five_formats_is_the_same_site(tmp_path: Path) -> None:
    """Every file of every site is that of the first; four of the five records are public."""
    built: dict[str, dict[str, str]] = {}
    for name, content in FORMS.items():
        folder = site_of(tmp_path / name.replace(".", "-"), name, content())
        done = build(folder, "--jobs", "1")
        assert done.returncode == 0, name + done.stdout + done.stderr
        built[name] = tree(folder / "output")
        records = (folder / "output" / "data" / "catalogue.jsonl").read_text(encoding="utf-8")
        assert records.count("\n") == 4 and "尚不公开" not in records
    first = built.pop("gb18030.csv")
    for name, files in built.items():
        assert files == first, [name, *(path for path in first if files.get(path) != first[path])][:6]
