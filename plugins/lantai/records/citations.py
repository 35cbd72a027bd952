"""How to cite a record: GB/T 7714-2025 (type [A], archives), BibTeX and RIS.

GB/T 7714-2025: ``责任者. 题名: 档号[A]. 收藏地: 收藏者, 日期.``
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

UNKNOWN_CREATORS = frozenset({"不详", "佚名", "无"})


def gbt7714(
    creators: Sequence[str], title: str, ref_code: str, place: str, holder: str, date: str, address: str = ""
) -> str:
    """Return the citation of one record. Missing parts are left out with their punctuation; at most three creators."""
    named = [name for name in creators if name not in UNKNOWN_CREATORS]
    who = ", ".join(named[:3]) + (", 等" if len(named) > 3 else "")
    source = ": ".join(filter(None, (place, holder)))
    parts = [
        f"{who}. " if who else "",
        f"{title}: {ref_code}[A/OL]. " if address else f"{title}: {ref_code}[A]. ",
        ", ".join(filter(None, (source, date))) + ".",
        f" {address}." if address else "",
    ]
    return "".join(parts).strip()


def bibtex(creators: Sequence[str], title: str, ref_code: str, place: str, holder: str, date: str, address: str) -> str:
    """Return a BibTeX entry. Braces and backslashes of the data cannot break out of their field."""
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in creators if name not in UNKNOWN_CREATORS),
        "title": f"{{{_tex(title)}}}",
        "date": date if re.fullmatch(r"\d{4}(-\d{2}){0,2}", date) else "",
        "note": _tex(", ".join(filter(None, (ref_code, holder, place)))),
        "url": address,
    }
    key = re.sub(r"[^A-Za-z0-9]+", "-", ref_code).strip("-") or "record"
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "@misc{" + key + ",\n" + ",\n".join(lines) + "\n}\n"


def ris(creators: Sequence[str], title: str, ref_code: str, place: str, holder: str, date: str, address: str) -> str:
    """Return an RIS entry of type MANSCPT."""
    lines: list[tuple[str, str]] = [("TY", "MANSCPT"), *(("AU", name) for name in creators), ("TI", title)]
    lines += [("DA", date.replace("-", "/")), ("AN", ref_code), ("PB", holder), ("CY", place), ("UR", address)]
    kept = "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in lines if value)
    return kept + "ER  - \r\n"


def machine_date(start: str | None, end: str | None, precision: str | None) -> str:
    """Return the date of a citation: the day, month or year of an interval, ``1950/1955`` for a range."""
    if not start or not end:
        return start or end or ""
    if start == end:
        return start
    if precision == "month" and start[:7] == end[:7]:
        return start[:7]
    if precision == "year" or start[:4] == end[:4]:
        return start[:4]
    return f"{start[:4]}/{end[:4]}"


def _tex(text: str) -> str:
    return re.sub(r"([#$%&_{}])", r"\\\1", text.replace("\\", "\\textbackslash ")).replace("\n", " ")


def _line(text: str) -> str:
    return " ".join(text.split())


def all_forms(fields: Mapping[str, str | None], place: str, holder: str, address: str, many: str) -> Mapping[str, str]:
    """Return every form of one record's citation by its name. ``many`` separates creators."""
    creators = [name for name in (fields.get("creators") or "").split(many) if name]
    title, code = fields.get("title") or "", fields.get("ref_code") or ""
    date = machine_date(fields.get("date_start"), fields.get("date_end"), fields.get("date_precision"))
    shared = (creators, title, code, place, holder)
    written = date or fields.get("date_text") or ""
    return {
        "gbt7714": gbt7714(*shared, written),
        "bibtex": bibtex(*shared, date, address),
        "ris": ris(*shared, date, address),
    }
