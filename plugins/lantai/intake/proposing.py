"""Proposing a mapping for an export that nobody has described yet: from its headers and a sample of its cells.

A person confirms it. What cannot be told from the header is told from the values, what neither tells
is left out, and each proposal says why it was made.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lantai.intake.headers import SEARCHED_ROWS, folded, loosely
from lantai.intake.tables import Grid
from lantai.records.fields import FIELDS, MAPPABLE, OPEN_STATUSES
from lantai.records.refcodes import match_key

SAMPLE = 500
"""Rows whose values are looked at."""

_MORE_ALIASES = {
    "identifier": "ref_code",
    "acno": "ref_code",
    "id": "ref_code",
    "reference": "ref_code",
    "callnumber": "ref_code",
    "componentuniqueidentifier": "ref_code",
    "levelofdescription": "level",
    "archivaldescriptionlevel": "level",
    "all_artists": "creators",
    "artist": "creators",
    "author": "creators",
    "datetext": "date_text",
    "datefrom": "date_from",
    "dateto": "date_to",
    "eventdates": "date_text",
    "eventactors": "creators",
    "datesexpression": "date_text",
    "begindate": "date_from",
    "enddate": "date_to",
    "repository": "",
    "收藏地": "",
    "公布日期": "",
}
_STATUS_CODES = {"1": "开放", "0": "控制", "是": "开放", "否": "控制", "Y": "开放", "N": "控制", "公开": "开放"}
_STATUS_CODES |= {"已开放": "开放", "不开放": "控制", "划控": "控制", "延期": "延期开放", "未鉴定": "未审核"}
_INTERNAL_NUMBERS = re.compile(r"^(序号|编号|no\.?|xh|id)$", re.IGNORECASE)
_CODE = re.compile(r"^[^\s]*[0-9][^\s]*$")
_DATE = re.compile(
    r"^\[?(约|清|民国|公元)?\s*[0-9〇零一二三四五六七八九十元]{1,4}[年./-]?|^(光绪|宣统|同治|咸丰|道光|嘉庆|乾隆)"
)


@dataclass(slots=True)
class Proposal:
    """A mapping to be confirmed: fields by header with the reason, values, constants, and what is left out."""

    columns: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    pattern: str = ""
    compose: bool = False
    unknown: list[str] = field(default_factory=list)


def propose(grids: Sequence[Grid]) -> Proposal:
    """Return the mapping that the headers and values of these sheets suggest."""
    proposal = Proposal()
    samples: dict[str, list[str]] = {}
    distinct: dict[str, set[str]] = {}
    for grid in grids:
        index = _header_index(grid)
        if index is None:
            continue
        for column, name in enumerate(folded(cell) for cell in grid.cells(index)):
            values = grid.frame[f"c{column}"].slice(index + 1, SAMPLE).drop_nulls().to_list()
            if name and values:
                samples.setdefault(name, []).extend(values)
                cells = grid.frame[f"c{column}"].slice(index + 1).drop_nulls().unique()
                distinct.setdefault(name, set()).update(cells.to_list() if len(cells) <= SAMPLE else ())
    for header, values in samples.items():
        name, reason = _field_of(header, values, proposal.columns.values())
        if name:
            proposal.columns[header], proposal.reasons[header] = name, reason
        elif not _INTERNAL_NUMBERS.match(header):
            proposal.unknown.append(header)
    _complete(proposal, samples, distinct)
    return proposal


def _header_index(grid: Grid) -> int | None:
    """The header is the row most of whose cells are known names; failing that, the first full row of words."""
    rows = [[folded(cell) for cell in grid.cells(index)] for index in range(min(SEARCHED_ROWS, grid.frame.height))]
    scores = [sum(1 for cell in row if cell and _alias(cell)) for row in rows]
    if scores and max(scores) >= 2:
        return scores.index(max(scores))
    filled = [sum(1 for cell in row if cell and not cell.isdigit()) for row in rows]
    return filled.index(max(filled)) if filled and max(filled) >= 2 else None


def _alias(header: str) -> str:
    return _ALIASES.get(loosely(header), "")


def _aliases() -> dict[str, str]:
    found = {}
    for each in FIELDS:
        if each.name in MAPPABLE:
            for name in (each.name, each.zh, each.en, *each.aliases):
                found.setdefault(loosely(name), each.name)
    return {loosely(name): target for name, target in _MORE_ALIASES.items()} | found


_ALIASES = _aliases()


def _field_of(header: str, values: Sequence[str], taken: Iterable[str]) -> tuple[str, str]:
    known = loosely(header)
    if known in _ALIASES and not (known == "id" and _ALIASES[known] in taken):
        return _ALIASES[known], "header"
    # “文件题名（全称）”, “DH_1”: the name with something added. The longest alias that begins it wins.
    starts = [name for name in _ALIASES if len(name) >= 2 and known.startswith(name) and _ALIASES[name]]
    if starts and len(max(starts, key=len)) * 2 >= len(known):
        return _ALIASES[max(starts, key=len)], "header-begins"
    if "open_status" not in taken and values and all(value in OPEN_STATUSES for value in values):
        return "open_status", "values"
    if "ref_code" not in taken and len(set(values)) == len(values) > 5 and _mostly(values, _looks_like_code):
        return "ref_code", "values"
    if "date_text" not in taken and len(values) > 5 and _mostly(values, lambda value: bool(_DATE.match(value))):
        return ("date_text", "values") if re.search(r"日期|时间|date|年", header, re.IGNORECASE) else ("", "")
    return "", ""


def _looks_like_code(value: str) -> bool:
    return bool(_CODE.match(value)) and bool(re.search(r"[-·./]", value)) and len(value) <= 40


def _mostly(values: Sequence[str], test) -> bool:
    return sum(1 for value in values if test(value)) >= 0.9 * len(values)


def _complete(proposal: Proposal, samples: dict[str, list[str]], distinct: dict[str, set[str]]) -> None:
    fields = {name: header for header, name in proposal.columns.items()}
    if "ref_code" not in fields and {"fonds", "item_no"} <= set(fields):
        proposal.compose = True
        parts = {"fonds": "fonds", "series": "series", "file_no": "file", "item_no": "item"}
        proposal.pattern = "-".join(f"{{{name}}}" for field_name, name in parts.items() if field_name in fields)
    elif "ref_code" in fields:
        proposal.pattern = _pattern(samples[fields["ref_code"]])
    if "open_status" in fields:
        values = sorted(distinct[fields["open_status"]])
        coded = {value: _STATUS_CODES[value] for value in values if value in _STATUS_CODES}
        if coded:
            proposal.values["open_status"] = coded
    if "level" not in fields and not proposal.pattern:
        proposal.constants["level"] = "item"


def _pattern(codes: Sequence[str]) -> str:
    """Return the pattern if nearly all codes have three or four parts joined by dashes, else nothing."""
    shapes = Counter(
        match_key(code).count("-") for code in codes if re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)+", match_key(code))
    )
    if not shapes:
        return ""
    dashes, count = shapes.most_common(1)[0]
    if count < 0.8 * len(codes) or dashes not in (2, 3):
        return ""
    return "{fonds}-{series}-{file}-{item}" if dashes == 3 else ""
