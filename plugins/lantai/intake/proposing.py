"""Proposing a mapping for an export that nobody has described yet: from its headers and a sample of its cells.

A person confirms it. What cannot be told from the header is told from the values, what neither tells
is left out, and each proposal says why it was made. No two columns become one field, unless both are
called by one of its names; then the first that is not empty counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from lantai.intake import beside, composing, guards, sampling, shapes, stated, whole_lists
from lantai.intake.aliases import ALIASES, SECRECY_CODES, SYSTEMS, field_of, plain_name
from lantai.intake.headers import SEARCHED_ROWS, loosely
from lantai.intake.sampling import Column
from lantai.intake.tables import Grid, Reporter
from lantai.problems import Problems
from lantai.records.fields import BY_NAME, OPEN_STATUSES
from lantai.records.refcodes import template_parts

_INTERNAL_NUMBERS = re.compile(r"^(序号|编号|no\.?|xh|id)$", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"^[^{}:]*((?<![^\W_])(id|uuid|identifier|number)|编号|登记号|登录号|条码号?)$", re.IGNORECASE)
"""Headers of numbers that a system gives to its records: ``prim_source_id``, 登记号. A 序号 counts rows."""
_CODE = re.compile(r"^[^\s]*[0-9][^\s]*$")
_DATE = re.compile(
    r"^\[?(约|清|民国|公元)?\s*[0-9〇零一二三四五六七八九十元]{1,4}[年./-]?|^(光绪|宣统|同治|咸丰|道光|嘉庆|乾隆)"
)
_NO_CODE = re.compile(r"^-?[0-9]{3,4}[-/.年][0-9]{1,2}([-/.月][0-9]{1,2}日?)?([ T].*)?$|^-?[0-9]+[.,][0-9]+$|^https?:")
_NUMBERED = re.compile(r"^[A-Za-z]{0,6}[-_]?[0-9]+$")
_STATED = {"fonds": "全宗号?", "series": "目录号"}
_STATED_AS = {field: re.compile(rf"{name}\s*[：:]\s*([A-Za-z0-9]+)") for field, name in _STATED.items()}
_SOMETHING_ELSE = re.compile(
    "^(?:说明|备注|附注|描述|内容|情况|理由|原因|意见|依据|地[点址])|[人者员户]$|人物|姓名|身份|证|籍贯|性别|年龄|政治|电话"
)
"""What makes of the name of a field that of something else, which may say more than the field: 文字说明. So do further
initials: WH is the number of a document, WHCD how much schooling somebody has had.
"""
_SINGLE = ("ref_code", "level", "fonds", "open_status", "parent_ref", "pages")
"""Fields that identify, classify or count: never made of several columns."""
_LAST = ("id", "accessionnumber", "页号", "页次", "页码")
"""Headers that name a field where no other does: how many pages there are is not on which the record begins."""


@dataclass(slots=True)
class Proposal:
    """A mapping to be confirmed: fields by header with the reason, values, constants, and what is left out."""

    columns: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    pattern: str = ""
    compose: bool = False
    template: str = ""
    """How codes are made of columns by their headers; where it is empty, by the pattern."""
    parts: dict[str, str] = field(default_factory=dict)
    """Parts of composed codes that are no field → their header."""
    fill_down: list[str] = field(default_factory=list)
    hierarchy: dict[str, str] = field(default_factory=dict)
    split: dict[str, str] = field(default_factory=dict)
    """What alone stands between the values of a field."""
    unknown: list[str] = field(default_factory=list)

    def by_field(self) -> dict[str, list[str]]:
        """Return the headers of each field, the first that is not empty first."""
        found: dict[str, list[str]] = {}
        for header, name in self.columns.items():
            found.setdefault(name, []).append(header)
        return found


def propose(grids: Sequence[Grid], archive: str, release: str) -> Proposal:
    """Return the mapping that the headers and values of these sheets suggest.

    Where codes name no fonds the code of the archive stands for it; where there are no codes at all,
    rows are numbered below the release, so that two such lists do not collide. Sheets of other columns are looked at
    each by themselves for what the columns are that the whole leaves open. What seems to guard records is not
    proposed to be ignored: that is for a person to say, and reading tells of it.
    """
    nobody = Reporter(Problems())
    grids = [each for grid in grids for each in beside.apart(grid, nobody)]
    grids = [whole_lists.as_one(grid, nobody) for grid in stated.for_proposal(grids)]
    proposal = _by_headers(grids, archive, release)
    columns = sampling.columns(grids)
    unknown = [header for header in proposal.unknown if not columns[header].is_guard]
    return replace(proposal, unknown=unknown)


def _by_headers(grids: Sequence[Grid], archive: str, release: str) -> Proposal:
    whole = _proposed(grids, archive, release)
    by_headers: dict[tuple[str, ...], list[Grid]] = {}
    for grid in grids:
        by_headers.setdefault(tuple(name for name, _ in sampling.below(grid)), []).append(grid)
    if len(by_headers) < 2 or whole.compose or whole.hierarchy:
        return whole
    for alike in by_headers.values():
        own = _proposed(alike, archive, release)
        if own.compose or own.hierarchy:
            continue  # its codes are made otherwise, which a person has to say
        for header in (each for each in own.columns if each in whole.unknown):
            whole.columns[header], whole.reasons[header] = own.columns[header], own.reasons[header]
        for name, values in own.values.items():
            whole.values[name] = values | whole.values.get(name, {})
    whole.unknown = [header for header in whole.unknown if header not in whole.columns]
    return whole


def _proposed(grids: Sequence[Grid], archive: str, release: str) -> Proposal:
    columns = sampling.columns(grids)
    proposal = Proposal()
    system = next((each for each in SYSTEMS if each.is_this({loosely(name) for name in columns})), None)
    if system is not None:
        proposal.hierarchy = system.hierarchy(list(columns))
        for header in (each for each, column in columns.items() if loosely(each) == system.fonds and column.is_whole):
            proposal.columns[header], proposal.reasons[header] = "fonds", _REASONS[_by_name]
    for chosen in (_by_name, _by_beginning, _by_values):
        for header, column in sorted(columns.items(), key=_last_resort):
            if header in proposal.columns or header in proposal.hierarchy.values():
                continue
            name = chosen(column, proposal)
            if name:
                proposal.columns[header] = name
                proposal.reasons[header] = _REASONS[chosen]
    proposal.columns = {header: proposal.columns[header] for header in columns if header in proposal.columns}
    _second_title(proposal, columns)
    _items_before_files(proposal)
    _codes_of_files(proposal, columns, [sampling.below(grid) for grid in grids])
    _complete(proposal, columns, release.upper(), _stated(grids))
    _say_shape(proposal, grids, archive or release.upper())
    if proposal.compose:
        fields = {name: headers[0] for name, headers in proposal.by_field().items()}
        above = ("parent_ref",) if proposal.template else composing.ABOVE
        names = [*filter(None, (fields.get(name) for name in above)), *proposal.parts.values()]
        below = [fields[name] for name in ("item_no", "file_no") if name in fields]
        sheets = [sampling.below(grid) for grid in grids]
        proposal.fill_down = composing.filled_down(sheets, names, below)
        if proposal.pattern and not proposal.template:
            numbered = "{row}" not in proposal.pattern
            own = [*names, *(name for name in below[:1] if name not in names)] if numbered else []
            proposal.pattern = composing.by_sheet(proposal.pattern, list(map(composing.label, grids)), sheets, own)
    if system is not None and system.between:
        several = [name for name in proposal.by_field() if BY_NAME[name].many]
        proposal.split = dict.fromkeys(several, system.between)
    used = {*proposal.columns, *proposal.hierarchy.values(), *proposal.parts.values()}
    used.update(template_parts(proposal.template)[1])
    proposal.unknown = [header for header in columns if header not in used and not _INTERNAL_NUMBERS.match(header)]
    return proposal


# ---- which field a column is, from the surest reason to the weakest ----------------------------


def _last_resort(named: tuple[str, Column]) -> tuple[bool, bool]:
    """Return the order in which columns are asked: empty ones last, before these what is a code where no other is.

    Every export of AtoM has a column for numbers of accession, which hardly any fills.
    """
    header, column = named
    return not column.filled, loosely(header) in _LAST


def _by_name(column: Column, proposal: Proposal) -> str:
    """The header is a name of the field."""
    known = loosely(column.header)
    name = field_of(column.header)
    header = column.header.replace("（", "(")
    taken = name in proposal.columns.values()
    if name == "ref_code" and known == "id" and taken:
        return ""
    # A column whose header explains itself stands for the field, but not beside one that is called by its name.
    return "" if taken and (name in _SINGLE or name.startswith("date_") or "(" in header) else name


def _by_beginning(column: Column, proposal: Proposal) -> str:
    """The header is such a name with something added: “文件题名（全称）”, “DH_1”, “start_date_value”."""
    known = loosely(column.header)
    if known in ALIASES or not column.filled or "." in column.header:
        return ""
    starts = [name for name in ALIASES if len(name) >= 2 and known.startswith(name) and ALIASES[name]]
    longest = max(starts, key=len, default="")
    rest = known.removeprefix(longest)
    if _SOMETHING_ELSE.search(rest) or (re.fullmatch("[a-z]{1,3}", longest) and not rest.isdigit()):
        return ""
    name = ALIASES.get(plain_name(column.header), "") or (ALIASES[longest] if len(longest) * 2 >= len(known) else "")
    if name == "ref_code" and not (column.is_whole and column.differs):
        name = "alt_refs"
    return "" if name in proposal.columns.values() else name


def _by_values(column: Column, proposal: Proposal) -> str:
    """The cells look like those of the field."""
    taken, values = set(proposal.columns.values()), column.sample
    if "open_status" not in taken and values and all(value in OPEN_STATUSES for value in values):
        return "open_status"
    if "ref_code" not in taken and column.is_whole and column.differs and len(values) > 5:
        if _mostly(values, _looks_like_code):
            return "ref_code"
        if "title" not in taken and _mostly(values, _may_be_title):
            return "title"
    is_named_date = re.search(r"日期|时间|date|年", column.header, re.IGNORECASE)
    if not taken & {"date_text", "date_from"} and is_named_date and len(values) > 5:
        return "date_text" if _mostly(values, lambda value: bool(_DATE.match(value))) else ""
    return ""


_REASONS: Mapping[Callable[[Column, Proposal], str], str] = {
    _by_name: "header",
    _by_beginning: "header-begins",
    _by_values: "values",
}


def _looks_like_code(value: str) -> bool:
    """A day, a number with decimals or the address of a page is no code, though it has the same signs."""
    if _NO_CODE.match(value):
        return False
    return bool(_CODE.match(value)) and bool(re.search(r"[-·./]", value)) and len(value) <= 40


def _may_be_title(value: str) -> bool:
    """What numbers a row, such as AC0012, is no title."""
    return len(value) >= 4 and not _NUMBERED.match(value) and not _NO_CODE.match(value)


def _mostly(values: Sequence[str], test: Callable[[str], bool]) -> bool:
    return sum(1 for value in values if test(value)) >= 0.9 * len(values)


def _second_title(proposal: Proposal, columns: Mapping[str, Column]) -> None:
    """Where some rows have no title, propose a column of text that every one of them has: a poem's first lines."""
    named = [columns[header] for header, name in proposal.columns.items() if name == "title"]
    if len(named) != 1 or named[0].filled == named[0].rows:
        return
    free = [columns[header] for header in columns if header not in {*proposal.columns, *proposal.hierarchy.values()}]
    texts = [
        column
        for column in free
        if column.is_whole
        and len(set(column.sample)) >= 0.8 * len(column.sample)
        and _mostly(column.sample, _looks_like_text)
    ]
    if texts:
        longest = max(texts, key=lambda column: sum(map(len, column.sample)) / len(column.sample))
        proposal.columns[longest.header] = "title"
        proposal.reasons[longest.header] = "fallback"


def _items_before_files(proposal: Proposal) -> None:
    """The title of an item goes before that of its file, which some lists repeat beside it in a column on the left."""
    titles = [header for header, name in proposal.columns.items() if name == "title"]
    files = [header for header in titles if "案卷" in header and proposal.reasons[header] != "fallback"]
    for header in files if len(titles) > len(files) else ():
        proposal.columns[header] = proposal.columns.pop(header)


def _codes_of_files(
    proposal: Proposal, columns: Mapping[str, Column], sheets: Sequence[Sequence[tuple[str, pl.Series]]]
) -> None:
    """Where documents have only the code of their file and a number in it, propose to join these.

    The code of the file stands under that name, as that of the document, or as the number of the file.
    """
    fields = {name: headers[0] for name, headers in proposal.by_field().items()}
    if proposal.hierarchy or len(proposal.by_field().get("ref_code", ())) > 1:
        return
    above = fields.get("parent_ref", "")
    if not {"ref_code", "item_no"} & set(fields) and "卷" in above and columns[above].all_differ:
        proposal.columns[above] = "ref_code"  # a list of files
        return
    numbers = [header for header in columns if header == "序号" and not columns[header].all_differ]
    item = fields.get("item_no") or next(iter(numbers), "")
    for name in ("ref_code",) if "ref_code" in fields else ("parent_ref", "file_no"):
        if name in fields and item and not proposal.template:
            named = name == "parent_ref" and "item_no" in fields
            proposal.template = composing.by_file(sheets, fields[name], item, named)
            if proposal.template:
                proposal.columns[fields[name]] = "parent_ref"
                proposal.columns[item] = "item_no"
                proposal.reasons.setdefault(item, "values")


def _looks_like_text(value: str) -> bool:
    return (
        len(value) >= 4
        and not _CODE.match(value)
        and bool(re.search(r"[\u3400-\u9fff]{3}|[^\W\d_]+\s+[^\W\d_]+", value))
    )


# ---- what the export leaves unsaid -------------------------------------------------------------


def _complete(proposal: Proposal, columns: Mapping[str, Column], rows: str, above: dict[str, str]) -> None:
    fields = {name: headers[0] for name, headers in proposal.by_field().items()}
    if proposal.template:
        proposal.compose = True
        codes = [f"{code}-1" for code in columns[fields["parent_ref"]].sample]
        proposal.pattern = shapes.pattern(codes) if "}-{" in proposal.template else ""
    elif "ref_code" in fields:
        codes = columns[fields["ref_code"]].sample
        if columns[fields["ref_code"]].all_differ:
            # Codes that are all there and all differ are whole: they do not continue those above them.
            proposal.hierarchy.pop("separator", None)
        # Where columns hold the parts of the codes, nothing need be taken from the codes themselves.
        has_parts = bool({"series", "file_no"} & set(fields))
        proposal.pattern = "" if proposal.hierarchy or has_parts else shapes.pattern(codes)
    elif {"item_no", "file_no"} & set(fields) and "fonds" in {*fields, *above}:
        proposal.compose = True
        proposal.constants |= {name: value for name, value in above.items() if name not in fields}
        whole = [header for header, column in columns.items() if column.is_whole]
        proposal.pattern, proposal.parts = composing.pattern(above | fields, whole)
    elif columns and not proposal.hierarchy:
        proposal.compose = True
        number = _number_of_its_own(columns, proposal)
        if number:
            proposal.template = f"{{fonds}}-{{{number}}}"
        else:
            proposal.pattern = "{fonds}-{row}"
        if "fonds" not in fields:
            proposal.constants["fonds"] = rows
    meant = {"open_status": guards.status_of, "secrecy": lambda _, value: SECRECY_CODES.get(value, "")}
    for name, means in meant.items():
        if name in fields:
            header = fields[name]
            said = {value: means(header, value) for value in sorted(columns[header].distinct)}
            coded = {value: word for value, word in said.items() if word not in ("", value)}
            if coded:
                proposal.values[name] = coded
    if "level" not in fields and not (proposal.pattern and "{row}" not in proposal.pattern):
        proposal.constants["level"] = "file" if _lists_files(proposal) else "item"
    assert all(name in BY_NAME for name in proposal.constants)


def _number_of_its_own(columns: Mapping[str, Column], proposal: Proposal) -> str:
    """Return the column in which a system numbers its records, if there is one: that stays as it is, a row does not."""
    free = [column for header, column in columns.items() if header not in proposal.columns]
    numbers = (column for column in free if _OWN_NUMBER.search(column.header) and column.is_whole and column.all_differ)
    return next((column.header for column in numbers if _mostly(column.sample, _is_number)), "")


def _is_number(value: str) -> bool:
    return bool(_CODE.match(value)) and not _NO_CODE.match(value) and len(value) <= 40


def _stated(grids: Sequence[Grid]) -> dict[str, str]:
    """Return the parts of codes that the lines above the header name, each only once: 全宗号：J002 目录号：1."""
    rows = [row for grid in grids for row in grid.frame.head(SEARCHED_ROWS).select(pl.exclude("row")).rows()]
    cells = [cell for row in rows for cell in row if cell]
    found = {
        field: {named[1] for cell in cells if (named := regex.search(cell))} for field, regex in _STATED_AS.items()
    }
    return {field: values.pop() for field, values in found.items() if len(values) == 1}


def _lists_files(proposal: Proposal) -> bool:
    """Whether the titles are those of files, and no item has a number."""
    titles = [header for header, name in proposal.columns.items() if name == "title"]
    return bool(titles) and all("案卷" in each for each in titles) and "item_no" not in proposal.columns.values()


def _say_shape(proposal: Proposal, grids: Sequence[Grid], fonds: str) -> None:
    """Say what codes are made of that nothing but the whole list of them tells."""
    fields = proposal.by_field()
    if "ref_code" not in fields or proposal.pattern or proposal.hierarchy:
        return
    codes = sampling.cells(grids, fields["ref_code"][0])
    if "fonds" not in fields and shapes.name_no_fonds(codes):
        proposal.constants = {"fonds": fonds, **proposal.constants}
    elif not {"series", "file_no"} & fields.keys() and shapes.name_files(codes):
        proposal.pattern = shapes.THREE_PARTS
