"""The text of a date made plain before it is read: widths, spaces, traditional words, English, qualifiers."""

from __future__ import annotations

import re
import unicodedata

from lantai.records.dates import english, written
from lantai.records.fields import CERTAINTIES

_SIMPLER = str.maketrans(
    "號约約閏臘卄年間時無詳農曆歷舊陰國滿偽後紀葉內禎緒統豐豊慶樂萬崇啟啓聰憲順節華",
    "号约约闰腊廿年间时无详农历历旧阴国满伪后纪叶内祯绪统丰丰庆乐万崇启启聪宪顺节华",
)
_SIMPLER |= str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾", "一二二三三四五六六七八九十")
_DASHES = str.maketrans("－‐‑‒−–—―─～〜∼", "-----~~~~~~~")

EDTF_UNKNOWN = "X" * 4
"""A year of which no digit is known, in EDTF (ISO 8601-2: unspecified digits)."""

UNKNOWN = frozenset(
    (
        "不详",
        "日期不详",
        "年代不详",
        "时间不详",
        "无日期",
        "无",
        "未知",
        "未注明",
        "未注明日期",
        "日期不明",
        "年代不明",
        "不明",
        "缺",
        "00000000",
        "000000",
        "0000",
        "n.d.",
        "n.d",
        "nd",
        "undated",
        "unknown",
        "nodate",
        "datenotknown",
        "notdated",
        "notknown",
        "--",
        "-",
        "—",
        "/",
        "0",
        "s.d",
        "sd",
        "年",
        "年月日",
        "未注",
        "未详",
        "未填",
        "未署日期",
        "无年月",
        "无年月日",
        "无年代",
        "无时间",
        "待考",
        "空白",
        EDTF_UNKNOWN,
        EDTF_UNKNOWN.lower(),
    )
)
"""What stands where nothing is known; no warning, the record is simply undated."""


_OPEN = re.compile(r"[－‐‑‒–—―─～〜-]+\s*$")
"""A dash at the end: the date goes on. The plain ~ of EDTF is no dash."""


def normalise(text: str) -> str:
    """Return ``text`` in the form in which dates are read; its meaning is unchanged."""
    text = _OPEN.sub("-", text)
    plain = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_SIMPLER).strip()
    plain = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$", "", plain)
    if re.search("[A-Za-z]", plain):
        plain = english.in_chinese(plain.lower())
    plain = re.sub(r"(?<=\d)\s+(?=\d)", "-", plain)
    plain = re.sub(r"\s+", "", plain)
    # A range as EDTF's sets and databases write it, a full stop typed for a point, the year of accounts and plans.
    plain = re.sub(r"(?<=\d)\.\.(?=\d)", "~", plain)
    plain = re.sub(r"(?<=\d)。(?=\d)", ".", plain)
    plain = re.sub(r"(?<=[0-9〇一二三四五六七八九])年度$", "年", plain)
    plain = re.sub(r"[(]?(?:星期|礼拜|周)[一二三四五六日天][)]?$", "", plain)
    return written.plainly(plain.replace("|", ",").rstrip("。.,;"))


def qualifiers(text: str) -> tuple[str, str]:
    """Split the qualifiers off: ``[1950]`` inferred, ``1950?`` uncertain, ``约1950`` approximate, else certain."""
    found = set()
    if re.search(r"[\[\]〔〕【】]", text):
        text = re.sub(r"[\[\]〔〕【】]", "", text)
        found.add("inferred")
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1]
    stripped = re.sub(r"^(?:约|大约|约为|约在|大概|可能为?)", "", text)
    stripped = re.sub(r"(?:左右|前后|许|~)$", "", stripped)
    if stripped != text:
        found.add("approximate")
        text = stripped
    # 195? is a decade, not a doubtful year 195.
    if "?" in text and not re.match(r"^\d{2,3}\?+(?:年代?)?$", text):
        text = re.sub(r"\(\?\)|\?", "", text)
        found.add("uncertain")
    return text, max(found, key=CERTAINTIES.index, default="certain")
