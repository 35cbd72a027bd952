"""What a file really is, whatever its name ends in: business systems write web pages and text under ``.xls``, people
call a workbook ``.csv``.
"""

from __future__ import annotations

import mmap
import zipfile
from pathlib import Path

_LOOKED_AT = 4096
_CONTAINER = b"\xd0\xcf\x11\xe0"

_OTHERS = {
    "html": (
        ("网页里的表格", "a table in a web page"),
        ("请用 Excel 或 WPS 打开，另存为 .xlsx；先把档号列设为“文本”格式，以免档号变成数字或日期。",
         "Open it in Excel and save it as .xlsx; format the column of codes as Text first."),
    ),
    "page": (
        ("网页，里面没有表格", "a web page without a table"),
        ("多半是登录过期时存下的网页：请重新登录业务系统，再导出一次。",
         "It was probably saved after a login had expired: log in to the system and export again."),
    ),
    "xml": (
        ("XML 表格（2003）", "an XML spreadsheet of 2003"),
        ("请用 Excel 或 WPS 打开，另存为 .xlsx。", "Open it in Excel and save it as .xlsx."),
    ),
    "text": (
        ("文本（如 CSV）", "text (such as CSV)"),
        ("请把扩展名改为 .csv，再导入一次。", "Change the end of its name to .csv and import it again."),
    ),
    "word": (
        ("Word 文档", "a Word document"),
        ("请把其中的表格复制到 Excel，另存为 .xlsx。", "Copy the table in it to Excel and save that as .xlsx."),
    ),
    "pdf": (
        ("PDF 文件", "a PDF file"),
        ("请从业务系统导出 Excel 或 CSV。", "Export XLSX or CSV from the system that made it."),
    ),
    "numbers": (
        ("Numbers 表格", "a Numbers spreadsheet"),
        ("请在 Numbers 中导出为 Excel（.xlsx）。", "Export it to Excel (.xlsx) in Numbers."),
    ),
    "xlsx": (
        ("Excel 工作簿（XLSX）", "an XLSX workbook"),
        ("请把扩展名改为 .xlsx，再导入一次。", "Change the end of its name to .xlsx and import it again."),
    ),
    "xls": (
        ("旧版 Excel 工作簿（XLS）", "an XLS workbook"),
        ("请把扩展名改为 .xls，再导入一次。", "Change the end of its name to .xls and import it again."),
    ),
    "ods": (
        ("ODS 表格", "an ODS spreadsheet"),
        ("请把扩展名改为 .ods，再导入一次。", "Change the end of its name to .ods and import it again."),
    ),
    "zip": (
        ("压缩文件（ZIP）", "a ZIP archive"),
        ("请先解压，再导入其中的表格。", "Unpack it and import the table in it."),
    ),
}  # fmt: skip
_INSIDE = {"word/": "word", "Index/": "numbers", "index.apxl": "numbers"}


_CALLED = {".xls": "xls", ".ods": "ods"}


def of_workbook(path: Path) -> dict[str, str] | None:
    """Return what a file is that calls itself a workbook, and what to do; None if it is one, perhaps damaged."""
    kind = _kind(path)
    return _told(kind) if kind not in ("", _CALLED.get(path.suffix.lower(), "xlsx")) else None


def readable_as(path: Path) -> str:
    """Return what a file called ``.xls`` is that Excel opens all the same: ``html``, ``xml``, ``text``, or ""."""
    kind = _kind(path) if path.suffix.lower() == ".xls" else ""
    return "html" if kind == "page" else kind if kind in ("html", "xml", "text") else ""


def named(kind: str) -> dict[str, str]:
    """Return what files of a kind are called, as values of a sentence."""
    (zh, en), _ = _OTHERS[kind]
    return {"what": zh, "what_en": en}


def of_table(path: Path) -> dict[str, str] | None:
    """Return what a file is that calls itself a table of a database, and what to do; None if it may be one."""
    kind = _kind(path)
    return _told(kind) if kind else None


def of_text(path: Path) -> dict[str, str] | None:
    """Return what a file is that calls itself text, and what to do; None if it may be text."""
    kind = _kind(path)
    return _told(kind) if kind not in ("", "text") else None


def _told(kind: str) -> dict[str, str]:
    """Return what a file is and what to do, as values of a sentence."""
    (zh, en), (advice, advice_en) = _OTHERS[kind]
    return {"what": zh, "what_en": en, "advice": advice, "advice_en": advice_en}


def is_locked(path: Path) -> bool:
    """Whether a file is a workbook locked with a password: Office puts those into a container of its own."""
    try:
        with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return content[:4] == _CONTAINER and content.find("EncryptedPackage".encode("utf-16-le")) >= 0
    except (OSError, ValueError):
        return False


def _kind(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            start = stream.read(_LOOKED_AT)
    except OSError:
        return ""
    if start.startswith(b"%PDF"):
        return "pdf"
    if start.startswith(b"PK"):
        return _kind_of_zip(path)
    if start.startswith(_CONTAINER):
        return "xls"
    if not start:
        return ""
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start.decode("utf-16", errors="ignore").encode()
    begins = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begins.startswith(b"<?xml") and b"office:spreadsheet" in begins:
        return "xml"
    if begins.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<div")) or b"<html" in begins:
        return "html" if _holds(path, b"<table") else "page"
    return "text" if b"\x00" not in start else ""


def _holds(path: Path, tag: bytes) -> bool:
    """Whether a page has a tag, in whatever encoding."""
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return tag in content.replace(b"\0", b"").lower()


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError):
        return ""
    if any(name.startswith(("xl/", "_rels/")) and not name.startswith("_rels/.rels") for name in names):
        return "xlsx"
    inside = [kind for begins, kind in _INSIDE.items() if any(name.startswith(begins) for name in names)]
    if inside:
        return inside[0]
    return "ods" if "content.xml" in names else "zip"
