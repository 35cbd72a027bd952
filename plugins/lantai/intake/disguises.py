"""What a file really is that calls itself a workbook: business systems write web pages and text under ``.xls``."""

from __future__ import annotations

import zipfile
from pathlib import Path

_LOOKED_AT = 4096

_OTHERS = {
    "html": (
        ("网页里的表格", "a table in a web page"),
        ("请用 Excel 或 WPS 打开，另存为 .xlsx；先把档号列设为“文本”格式，以免档号变成数字或日期。",
         "Open it in Excel and save it as .xlsx; format the column of codes as Text first."),
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
    "zip": (
        ("压缩文件（ZIP）", "a ZIP archive"),
        ("请先解压，再导入其中的表格。", "Unpack it and import the table in it."),
    ),
}  # fmt: skip
_INSIDE = {"word/": "word", "Index/": "numbers", "index.apxl": "numbers"}


def of(path: Path) -> dict[str, str] | None:
    """Return what a file is and what to do, as values of a sentence; None if a workbook, perhaps damaged."""
    kind = _kind(path)
    if not kind:
        return None
    (zh, en), (advice, advice_en) = _OTHERS[kind]
    return {"what": zh, "what_en": en, "advice": advice, "advice_en": advice_en}


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
    if start.startswith(b"\xd0\xcf\x11\xe0") or not start:
        return ""
    begins = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begins.startswith(b"<?xml") and b"office:spreadsheet" in begins:
        return "xml"
    if begins.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<div")) or b"<html" in begins:
        return "html"
    return "text" if b"\x00" not in start or start[:2] in (b"\xff\xfe", b"\xfe\xff") else ""


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return ""
    if any(name.startswith(("xl/", "_rels/")) and not name.startswith("_rels/.rels") for name in names):
        return ""
    inside = [kind for begins, kind in _INSIDE.items() if any(name.startswith(begins) for name in names)]
    if inside:
        return inside[0]
    return "" if "content.xml" in names else "zip"
