"""The text of a date made plain before it is read: widths, spaces, traditional words, English, qualifiers."""

from __future__ import annotations

import re
import unicodedata

_SIMPLER = str.maketrans(
    "號约約閏臘卄年間時無詳農曆歷舊陰國滿偽後紀葉內禎緒統豐豊慶樂萬崇啟啓聰憲順節華",
    "号约约闰腊廿年间时无详农历历旧阴国满伪后纪叶内祯绪统丰丰庆乐万崇启启聪宪顺节华",
)
_DASHES = str.maketrans("－‐‑‒−–—―─～〜∼", "-----~~~~~~~")

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_SEASONS = {"spring": "春", "summer": "夏", "autumn": "秋", "fall": "秋", "winter": "冬"}

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
        "XXXX",
        "xxxx",
    )
)
"""What stands where nothing is known; no warning, the record is simply undated."""


def normalise(text: str) -> str:
    """Return ``text`` in the form in which dates are read; its meaning is unchanged."""
    plain = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_SIMPLER).strip()
    plain = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$", "", plain)
    if re.search("[A-Za-z]{2}|c\\.", plain):
        plain = _english(plain.lower())
    plain = re.sub(r"(?<=\d)\s+(?=\d)", "-", plain)
    plain = re.sub(r"\s+", "", plain)
    plain = re.sub(r"[(]?(?:星期|礼拜|周)[一二三四五六日天][)]?$", "", plain)
    return plain.rstrip("。.,;")


def _english(text: str) -> str:
    """Return the common English forms in the Chinese notation: 12 March 1985 → 1985年3月12日."""

    def month(name: str) -> int:
        return _MONTHS.index(name[:3]) + 1

    text = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th)\b(?!\s*cent)", r"\1", text)
    text = re.sub(
        rf"\b(\d{{1,2}})\s+(?:of\s+)?{_MONTH},?\s+(\d{{4}})", lambda m: f"{m[3]}年{month(m[2])}月{m[1]}日", text
    )
    text = re.sub(rf"\b{_MONTH}\s+(\d{{1,2}}),?\s+(\d{{4}})", lambda m: f"{m[3]}年{month(m[1])}月{m[2]}日", text)
    text = re.sub(rf"\b{_MONTH},?\s+(\d{{4}})", lambda m: f"{m[2]}年{month(m[1])}月", text)
    text = re.sub(r"\b(spring|summer|autumn|fall|winter),?\s+(\d{4})", lambda m: f"{m[2]}年{_SEASONS[m[1]]}", text)
    text = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th)\s+cent(?:ury|\.)", r"\1世纪", text)
    text = re.sub(
        r"\b(early|mid|late)[\s-]+(\S+)", lambda m: m[2] + {"early": "初", "mid": "中", "late": "末"}[m[1]], text
    )
    text = re.sub(r"\b(?:between|from)\s+(\S+)\s+(?:and|to|until)\s+", r"\1~", text)
    text = re.sub(r"\s+(?:to|until|and)\s+", "~", text)
    text = re.sub(r"\b(?:circa|approximately|about|approx\.?|ca?\.?)(?=[\s\d\[])\s*", "约", text)
    text = re.sub(r"\b(?:before|by)\s+(\S+)", r"\1以前", text)
    text = re.sub(r"\bafter\s+(\S+)", r"\1以后", text)
    return re.sub(r"^(?:date|dated)\s+", "", text)


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
    for certainty in ("uncertain", "approximate", "inferred"):
        if certainty in found:
            return text, certainty
    return text, "certain"
