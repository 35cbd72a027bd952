"""Licences and rights statements that have an address of their own, and what to call them.

Sources: creativecommons.org (licences and public domain tools), rightsstatements.org (the twelve statements).
"""

from __future__ import annotations

import re

from lantai.site.traditional import written

_STATEMENTS = {
    "InC": "In Copyright",
    "InC-OW-EU": "In Copyright – EU Orphan Work",
    "InC-EDU": "In Copyright – Educational Use Permitted",
    "InC-NC": "In Copyright – Non-Commercial Use Permitted",
    "InC-RUU": "In Copyright – Rights-holder(s) Unlocatable or Unidentifiable",
    "NoC-CR": "No Copyright – Contractual Restrictions",
    "NoC-NC": "No Copyright – Non-Commercial Use Only",
    "NoC-OKLR": "No Copyright – Other Known Legal Restrictions",
    "NoC-US": "No Copyright – United States",
    "CNE": "Copyright Not Evaluated",
    "UND": "Copyright Undetermined",
    "NKC": "No Known Copyright",
}
_CHINESE = {
    "InC": "有版权",
    "InC-OW-EU": "有版权：欧盟孤儿作品",
    "InC-EDU": "有版权：允许教育使用",
    "InC-NC": "有版权：允许非商业使用",
    "InC-RUU": "有版权：权利人无法找到或无法确认",
    "NoC-CR": "无版权：有合同限制",
    "NoC-NC": "无版权：仅限非商业使用",
    "NoC-OKLR": "无版权：有其他已知的法律限制",
    "NoC-US": "无版权：美国",
    "CNE": "版权状况未评估",
    "UND": "版权状况未能确定",
    "NKC": "未发现版权",
}
_LICENCE = re.compile(r"http://creativecommons\.org/licenses/([a-z-]+)/([\d.]+)/")
_TOOL = re.compile(r"http://creativecommons\.org/publicdomain/(zero|mark)/([\d.]+)/")
_STATEMENT = re.compile(r"http://rightsstatements\.org/vocab/([A-Za-z-]+)/[\d.]+/")


def rights_uri(address: str) -> str | None:
    """Return a rights URI as the IIIF specification wants it (http), or None if it is none of the known sets."""
    plain = address.strip().replace("https://", "http://", 1).replace("http://www.", "http://", 1)
    known = ("http://creativecommons.org/licenses/", "http://creativecommons.org/publicdomain/")
    if plain.startswith(known):
        return plain if plain.endswith("/") else plain + "/"
    return plain if plain.startswith("http://rightsstatements.org/vocab/") else None


def rights_name(address: str, language: str = "en") -> str:
    """Return what a licence or statement is called: ``CC BY-SA 4.0``; "" for an address that is none.

    Statements are named in Chinese where ``language`` is; the abbreviations of licences are the same in any.
    """
    uri, chinese = rights_uri(address) or "", language.startswith("zh")
    if found := _LICENCE.match(uri):
        return f"CC {found[1].upper()} {found[2]}"
    if found := _TOOL.match(uri):
        mark = written("公共领域标记", language) if chinese else "Public Domain Mark"
        return f"CC0 {found[2]}" if found[1] == "zero" else f"{mark} {found[2]}"
    found = _STATEMENT.match(uri)
    return written((_CHINESE if chinese else _STATEMENTS).get(found[1], ""), language) if found else ""
