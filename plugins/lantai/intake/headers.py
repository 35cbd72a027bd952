"""Finding the header of a sheet and saying which of its columns is which field."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as default

from lantai.intake import file_problems as file_kinds
from lantai.intake import problems as kinds
from lantai.intake.tables import Grid, Reporter
from lantai.problems import Place
from lantai.records.fields import BY_NAME
from lantai.records.mapping import Mapping

_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2060]")
SEARCHED_ROWS = 50
"""Rows at the top of a sheet among which the header is looked for; titles and notes stand above it."""


_CODES = ("ref_code", "item_no", "file_no")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a grid: ``names`` by column, where data starts, and the columns of each field."""

    names: tuple[str, ...]
    row: int
    data_row: int
    fields: MappingType[str, tuple[int, ...]]
    extra: MappingType[str, int]
    absent: tuple[str, ...] = ()
    """Fields of the mapping for which this grid has no column, not even one of nearly the right name."""
    nesting: MappingType[str, int] = default(default_factory=dict)
    """Columns of the mapping's ``hierarchy``."""
    parts: MappingType[str, tuple[int, ...]] = default(default_factory=dict)
    """Columns of the parts of codes that are no field."""
    joined: frozenset[str] = frozenset()
    """Fields of several values whose header stands above several columns: all of them count."""
    usable: bool = True
    """False if the grid cannot be read by it: a doubled header, or no column for a required field."""


def folded(cell: str | None) -> str:
    """Return a header as it is compared: without line breaks, invisible characters and blanks at its ends."""
    text = re.sub(r"(?<=[\x21-\x7e])\s*[\r\n]+\s*(?=[\x21-\x7e])", " ", _INVISIBLE.sub("", cell or ""))
    return re.sub(r"\s*[\r\n]+\s*", "", text).strip(" \t\u3000\u00a0\ufeff")


def loosely(header: str) -> str:
    """Return a header without what people vary: width, case, blanks and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", header)).casefold()


def find(grid: Grid, mapping: Mapping, report: Reporter) -> Header | None:
    """Return the header of ``grid``; None, reported, if no row looks like one. See ``Header.usable``."""
    wanted = _wanted(mapping)
    found = _best(grid, mapping, wanted)
    if found is None:
        _report_missing(grid, wanted, report)
        return None
    names, row, data_row = found
    if numbers_columns(grid, data_row):
        data_row += 1
    return of_names(names, row, data_row, mapping, Place(grid.file, grid.sheet, row), report)


def of_names(
    names: tuple[str, ...], row: int, data_row: int, mapping: Mapping, place: Place, report: Reporter
) -> Header:
    """Return the header that these names of columns are by a mapping; what it lacks is reported."""
    wanted = _wanted(mapping)
    counts = Counter(names)
    repeatable = {
        folded(header) for name, headers in mapping.columns.items() if BY_NAME[name].many for header in headers
    }
    doubled = [header for header in wanted if counts[header] > 1 and header not in repeatable]
    several = {header for name in ("ref_code", "title") for header in map(folded, mapping.columns.get(name, ()))}
    if len(several.intersection(doubled)) >= 2:
        report.add(kinds.TABLES_BESIDE, place, headers="、".join(doubled), count=counts[doubled[0]])
    else:
        for header in doubled:
            report.add(kinds.HEADER_DOUBLED, place, header=header, count=counts[header])
    where: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        if name:
            where.setdefault(name, []).append(index)
    fields = {
        field: tuple(index for header in map(folded, headers) for index in where.get(header, ()))
        for field, headers in mapping.columns.items()
    }
    joined = {name for name, headers in mapping.columns.items() if any(counts[folded(each)] > 1 for each in headers)}
    near, complete = _report_missing_columns(fields, names, mapping, place, report)
    nesting = {key: where[folded(name)][0] for key, name in mapping.hierarchy.headers.items() if folded(name) in where}
    if mapping.hierarchy and len(nesting) < len(mapping.hierarchy.headers):
        missing = [name for name in mapping.hierarchy.headers.values() if folded(name) not in where]
        hint = "、".join(name for name in names if name)[:200]
        report.add(
            kinds.COLUMN_MISSING,
            place,
            header=" / ".join(missing),
            **labels("parent_ref"),
            hint=hint,
            **_of_sheet(place),
        )
        complete = False
    parts = {
        part: tuple(index for header in map(folded, headers) for index in where.get(header, ()))
        for part, headers in mapping.parts.items()
    }
    for part in (name for name, columns in parts.items() if not columns):
        header, hint = " / ".join(mapping.parts[part]), "、".join(name for name in names if name)[:200]
        report.add(kinds.COLUMN_MISSING, place, header=header, **labels("ref_code"), hint=hint, **_of_sheet(place))
        complete = False
    extra = {each.name: where[folded(each.name)][0] for each in mapping.extra if folded(each.name) in where}
    return Header(
        names,
        row,
        data_row,
        fields={field: columns for field, columns in fields.items() if columns},
        extra=extra,
        absent=tuple(field for field, columns in fields.items() if not columns and field not in near),
        nesting=nesting,
        parts=parts,
        joined=frozenset(joined),
        usable=complete and not doubled,
    )


def _of_sheet(place: Place) -> dict[str, str]:
    """Return what else to do where a sheet may be no list at all, as values of a sentence."""
    return {
        "more": "；这张表不是目录的，在 release.yaml 的 sources 里用 sheets 写明读哪几张工作表" if place.sheet else "",
        "more_en": "; if the sheet is no list, name those that are under sheets in release.yaml" if place.sheet else "",
    }


def labels(field: str) -> dict[str, str]:
    """Return the names of a field for a sentence of a report: ``field`` in Chinese, ``field_en`` in English."""
    return {"field": BY_NAME[field].zh, "field_en": BY_NAME[field].en}


def _wanted(mapping: Mapping) -> list[str]:
    headers = [header for headers in mapping.columns.values() for header in headers]
    parts = (header for headers in mapping.parts.values() for header in headers)
    others = (*(extra.name for extra in mapping.extra), *mapping.hierarchy.headers.values(), *parts, *mapping.ignore)
    return list(dict.fromkeys(folded(header) for header in (*headers, *others)))


def _best(grid: Grid, mapping: Mapping, wanted: list[str]) -> tuple[tuple[str, ...], int, int] | None:
    """Return the names, the row and the first row of data of the likeliest header."""
    exact, loose = set(wanted), {loosely(header) for header in wanted}
    rows = grid.frame["row"].head(SEARCHED_ROWS + 2).to_list()
    if mapping.header_row:  # wherever a person says it is
        rows = grid.frame["row"].to_list()
    best, best_score, length, whole = None, 0.0, 0, []
    for index, row in enumerate(rows):
        if mapping.header_row and row != mapping.header_row:
            continue
        for names, height in readings(grid, index):
            if _names_records(names, mapping):
                whole.append((names, row, row + height))
            score = sum(1.0 if name in exact else 0.6 if loosely(name) in loose else 0.0 for name in names if name)
            # Of two rows that name the same columns, the one with a title above it says more than these names.
            if score > best_score or (score == best_score > 0 and 2 * sum(map(len, names)) < length):
                best, best_score, length = (names, row, row + height), score, sum(map(len, names))
    if best is None or best_score < min(1.2, len(wanted) * 0.6):
        return None
    # Rows between two headers are records of the first, though the second names more columns.
    return next((each for each in whole if each[2] < best[1]), best)


def _names_records(names: Sequence[str], mapping: Mapping) -> bool:
    """Whether a row names the columns of both codes and titles."""
    codes = {folded(header) for name in _CODES for header in mapping.columns.get(name, ())}
    codes |= {folded(header) for headers in mapping.parts.values() for header in headers}
    titles = set(map(folded, mapping.columns.get("title", ())))
    return not codes.isdisjoint(names) and not titles.isdisjoint(names)


_COLUMN_NUMBER = re.compile(r"[(（]?([0-9]{1,2})[)）]?")
_COUNTED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def numbers_columns(grid: Grid, row: int) -> bool:
    """Whether a row below a header only numbers its columns: (1), (2), (3) …"""
    below = grid.frame.filter(grid.frame["row"] == row)
    own = below.row(0)[1 : below.width - grid.stated] if below.height else ()
    cells = [cell.strip() for cell in own if cell and cell.strip()]
    found = [_COLUMN_NUMBER.fullmatch(cell) for cell in cells]
    numbers = [int(number[1]) if number else _COUNTED.find(cell) + 1 for cell, number in zip(cells, found, strict=True)]
    return len(numbers) >= 3 and numbers == list(range(1, len(numbers) + 1))


def readings(grid: Grid, index: int) -> list[tuple[tuple[str, ...], int]]:
    """Return the names a row gives as a header alone or, if it looks so, together with the row below it.

    Where cells of the row are merged over several columns, only both rows together say what those columns are.
    """
    top = [folded(cell) for cell in grid.cells(index)]
    found = [(tuple(top), 1)]
    if index + 1 < grid.frame.height:
        row = grid.frame["row"][index]
        below = [folded(cell) for cell in grid.cells(index + 1)]
        if grid.frame["row"][index + 1] == row + 1 and _is_second_row(top, below):
            found = [*(found if not _is_group(grid, row) else ()), (_joined(top, below), 2)]
    return found


def _is_group(grid: Grid, row: int) -> bool:
    """Whether a cell of this row is merged over several columns and no further row."""
    return any(first == last == row and right > left for first, left, last, right in grid.merges)


def _is_second_row(top: list[str], below: list[str]) -> bool:
    """A second row of a header names parts of groups: it is empty below single columns."""
    named = [index for index, name in enumerate(below) if name]
    if not named or any(re.search(r"[0-9]{2}", below[index]) for index in named):
        return False
    if sum(1 for name in top if name) == 1 < len(named):
        # One text above a row of names is the title of the list.
        return False
    starts_group = [bool(top[i]) and i + 1 < len(top) and not top[i + 1] for i in range(len(top))]
    return all(not top[index] or starts_group[index] for index in named) and any(not name for name in below)


def _joined(top: list[str], below: list[str]) -> tuple[str, ...]:
    names, group = [], ""
    for upper, lower in zip(top, below, strict=True):
        group = upper or (group if lower else "")
        names.append(f"{group}/{lower}" if lower and group else lower or upper)
    return tuple(names)


def _report_missing(grid: Grid, wanted: list[str], report: Reporter) -> None:
    """A sheet that looks like a table is an error, a sheet of notes only a warning."""
    filled = [sum(cell is not None for cell in grid.cells(index)) for index in range(min(grid.frame.height, 50))]
    place = Place(grid.file, grid.sheet)
    if grid.sheet and max(filled, default=0) < 3:
        report.add(kinds.SHEET_SKIPPED, place, rows=grid.frame.height)
        return
    if grid.width == 1:
        report.add(file_kinds.TEXT_UNDIVIDED, place, rows=grid.frame.height)
        return
    likeliest = filled.index(max(filled))
    cells = "、".join(folded(cell) for cell in grid.cells(likeliest) if cell)[:200]
    expected, likely = "、".join(wanted[:8]), grid.frame["row"][likeliest]
    said = {"expected": expected, "likely": likely, "hint": cells, **_of_sheet(place)}
    report.add(kinds.HEADER_MISSING, place, rows=grid.frame.height, **said)


def _report_missing_columns(
    fields: MappingType[str, tuple[int, ...]],
    names: tuple[str, ...],
    mapping: Mapping,
    place: Place,
    report: Reporter,
) -> tuple[set[str], bool]:
    """Report columns that a record cannot do without, and those that are there under nearly the right name.

    Returns the fields of the latter, and whether the required columns are there.
    """
    complete, almost = True, set()
    near = {loosely(name): name for name in names if name}
    for field in dict.fromkeys((*fields, "ref_code", "title")):
        if fields.get(field):
            continue
        headers = mapping.columns.get(field) or (BY_NAME[field].zh,)
        close = next((near[loosely(header)] for header in headers if loosely(header) in near), "")
        hint = f"“{close}” → “{headers[0]}” ?" if close else "、".join(name for name in names if name)[:200]
        given = field in mapping.constants
        given = given or (field == "ref_code" and (mapping.compose or bool(mapping.hierarchy.separator)))
        required = field in ("ref_code", "title") and not given
        complete = complete and not required
        if required or close:
            kind = kinds.COLUMN_MISSING if required else kinds.COLUMN_NEARLY
            said = {**labels(field), **_of_sheet(place)}
            report.add(kind, place, header=" / ".join(headers), hint=hint, close=close, **said)
            almost.add(field)
    return almost, complete


def report_absent(headers: Sequence[tuple[Grid, Header]], mapping: Mapping, report: Reporter) -> None:
    """Report the columns of the mapping that no sheet of the release has; sheets may differ among themselves."""
    if not headers:
        return
    everywhere = set.intersection(*(set(header.absent) for _, header in headers))
    # What the code of a record says need not stand in a column of its own.
    said = {"fonds"} if any("ref_code" in header.fields for _, header in headers) else set()
    for field in mapping.columns:
        if field in everywhere and field not in mapping.constants and field not in said:
            grid, header = headers[0]
            place, names = Place(grid.file, grid.sheet, header.row), "、".join(name for name in header.names if name)
            expected = " / ".join(mapping.columns[field])
            report.add(kinds.COLUMN_ABSENT, place, header=expected, **labels(field), hint=names[:200])
