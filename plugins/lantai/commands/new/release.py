"""A new release: its description, an empty list with the usual columns, and their mapping."""

from __future__ import annotations

import json

from lantai.commands.new import comments

_COLUMNS = {
    "档号": "ref_code",
    "全宗号": "fonds",
    "题名": "title",
    "责任者": "creators",
    "文号": "doc_no",
    "形成时间": "date_text",
    "页数": "pages",
    "密级": "secrecy",
    "保管期限": "retention",
    "开放状态": "open_status",
    "备注": "notes",
}
_EN_COLUMNS = {
    "Reference code": "ref_code",
    "Fonds": "fonds",
    "Title": "title",
    "Creator": "creators",
    "Date": "date_text",
    "Extent": "extent",
    "Open status": "open_status",
}


def files(name: str, language: str, spoken: str) -> dict[str, str | bytes]:
    """Return the files of a release that is a draft until its list is filled and it is approved."""
    chinese = language.startswith("zh")
    columns = _COLUMNS if chinese else _EN_COLUMNS
    mapping = "".join(f"  {json.dumps(header, ensure_ascii=False)}: {field}\n" for header, field in columns.items())
    written, said = _TEXTS["zh" if chinese else "en"], _TEXTS["zh" if spoken == "zh" else "en"]
    texts = comments.in_words_of(written, said)
    return {
        "release.yaml": texts["release.yaml"].replace("@NAME@", name),
        "mapping.yaml": texts["mapping.yaml"].replace("@COLUMNS@", mapping),
        # Excel reads UTF-8 only with a byte order mark.
        "open-list.csv": "\ufeff" + ",".join(columns) + "\r\n",
    }


_ZH = """\
# 一批开放目录。把导出的表格放进本文件夹，改好 sources，再运行：
#   python3 build.py review @NAME@
title: 开放档案目录 @NAME@
status: draft           # 数据放好、审核通过后改为 ready
# publish_at: 2026-06-09T09:00:00+08:00
kind: additions         # full 表示这些全宗以本批为准，本批没有的视为撤下
notice: 本批目录的说明，读者会看到。
sources:
  - {file: open-list.csv}
access: {closure_years: 25, undated: hold}
"""
_ZH_MAPPING = """\
# 表头 → 字段。没有写在这里的列不会发布，报告会列出。
columns:
@COLUMNS@constants: {level: item}
header_row: auto
"""
_EN = """\
# A release of the catalogue. Put the export into this folder, name it under sources, then run:
#   python3 build.py review @NAME@
title: Open records @NAME@
status: draft           # ready once its list is filled and approved
# publish_at: 2026-06-09T09:00:00+08:00
kind: additions         # full: these fonds are as in this release; what is missing counts as withdrawn
notice: What the public is told about this release.
sources:
  - {file: open-list.csv}
access: {closure_years: 25, undated: hold}
"""
_EN_MAPPING = """\
# Header → field. A column that is not named here is not published; the report lists it.
columns:
@COLUMNS@constants: {level: item}
values: {open_status: {open: 开放, closed: 控制}}
header_row: auto
"""
_TEXTS = {
    "zh": {"release.yaml": _ZH, "mapping.yaml": _ZH_MAPPING},
    "en": {"release.yaml": _EN, "mapping.yaml": _EN_MAPPING},
}
