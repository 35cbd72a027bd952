"""JSON: one object per record, keyed by field names or by the headers of the mapping; also our own download.

The objects stand one a line (JSON Lines), or all in one list, as programs for the web write them, perhaps beside a
count or in an answer: ``{"total": 2, "records": [{…}, {…}]}``, ``{"code": 0, "data": {"rows": [{…}]}}``. A list is read
whole. What stands in an object within an object has a name with points: ``meta.title``, also for each of several.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl

from lantai.intake import encodings
from lantai.intake import file_problems as file_kinds
from lantai.intake import problems as kinds
from lantai.intake.headers import Header, folded, of_names
from lantai.intake.records_table import table_of
from lantai.intake.tables import Grid, Reporter, grid_of
from lantai.problems import Place
from lantai.records.fields import BY_NAME, EXTRA, SEPARATOR
from lantai.records.mapping import Mapping, field_named
from lantai.records.workbooks import MOST_CELLS

_OF_THE_TABLE = frozenset({"number", "match_key", "sort_key", "release", "list_address", "anchor", "page_address"})
_OF_THE_TABLE |= {"address", "year_start", "year_end", "has_media"}
"""Keys of our own download that are computed anew."""


_LESS_EXACT = ("date_start", "date_end")
"""Keys of our own download that say less than its EDTF."""


_KINDS = {
    "list": "是列表",
    "str": "是文字",
    "int": "是数字",
    "float": "是数字",
    "bool": "是真假值",
    "NoneType": "是空值",
}
_IDENTIFY = ("ref_code", "title", "item_no", "file_no")
"""Fields of which no record has two: objects with several in a list hold several records."""


@dataclass(slots=True)
class Objects:
    """The objects of a file without objects in them, each with the number of its line, or its place in the list."""

    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    several: list[set[str]] = field(default_factory=list)
    """For each object the names that stand in it more than once, in a list of objects."""
    count: int = 0
    """Lines that are not blank, or entries of the list."""

    @property
    def keys(self) -> list[str]:
        return list(dict.fromkeys(key for _, row in self.rows for key in row))


def read(path: Path, shown: str, report: Reporter) -> Objects:
    """Return the objects of a file; what is none is reported."""
    found = Objects()
    try:
        encodings.check(path, "utf-8-sig")
    except encodings.Undecodable as error:
        report.add(file_kinds.UNDECODABLE, Place(shown, line=error.line), offset=error.offset)
        return found
    in_list, entries = _entries(path)
    for number, value in entries:
        found.count += 1
        place = Place(shown, line=0 if in_list else number, row=number)
        if isinstance(value, dict):
            several: set[str] = set()
            found.rows.append((number, _flat(value, several)))
            found.several.append(several)
        elif isinstance(value, _Broken):
            report.add(file_kinds.JSON_BROKEN, place, detail=value.detail, detail_zh=value.detail_zh)
        else:
            what = type(value).__name__
            report.add(file_kinds.JSON_BROKEN, place, detail=what, detail_zh=_KINDS.get(what, what))
    return found


def is_ours(objects: Objects, mapping: Mapping) -> bool:
    """Whether all keys are those of fields, as in our own download, so that each object is a record as it stands."""
    return not objects.rows or (not mapping.compose and all(map(_is_known, objects.keys)))


def records(objects: Objects, shown: str, mapping: Mapping, report: Reporter) -> pl.DataFrame:
    """Return the records that the objects are whose keys are ours."""
    named = {EXTRA + extra.label: EXTRA + extra.label for extra in mapping.extra if extra.public}
    return table_of([_record(row, number, named) for number, row in objects.rows], shown, mapping, report)


def table(objects: Objects, shown: str, mapping: Mapping, report: Reporter) -> tuple[Grid, Header] | None:
    """Return objects with keys of other systems as a table, and its header; None, reported, if it is too large.

    Keys that are names of fields mean these. Objects that hold several records in one are reported and left out.
    """
    keys = objects.keys
    if len(keys) * len(objects.rows) > MOST_CELLS:
        detail = f"{len(objects.rows):,} × {len(keys):,}"
        report.add(file_kinds.WORKBOOK_TOO_LARGE, Place(shown), detail=detail)
        return None
    columns = {name: list(headers) for name, headers in mapping.columns.items()}
    known = {folded(header) for headers in columns.values() for header in headers} | set(map(folded, mapping.ignore))
    for key in keys:
        name = "date_edtf" if key == "edtf" else field_named(key)
        if name and folded(key) not in known:
            columns.setdefault(name, []).append(key)
    mapping = replace(mapping, columns={name: tuple(headers) for name, headers in columns.items()})
    single = {folded(header) for name in _IDENTIFY for header in mapping.columns.get(name, ())}
    single |= {folded(header) for headers in mapping.parts.values() for header in headers}
    rows = []
    for (number, row), several in zip(objects.rows, objects.several, strict=True):
        doubled = [name for name in sorted(several) if folded(name) in single]
        if doubled:
            report.add(file_kinds.JSON_NESTED, Place(shown, row=number), key=doubled[0], count=len(row[doubled[0]]))
        elif not any(text_of(cell).strip() for cell in row.values()):
            report.add(kinds.ROW_WITHOUT_CODE, Place(shown, row=number), value="…")
        else:
            rows.append((number, row))
    names = tuple(map(folded, keys))
    header = of_names(names, 0, 1, mapping, Place(shown), report)
    cells = [pl.Series([text_of(row.get(key)) for _, row in rows], dtype=pl.String) for key in keys]
    return grid_of(shown, "", cells, pl.Series([number for number, _ in rows], dtype=pl.UInt32)), header


def keys_unknown(path: Path) -> Grid | None:
    """Return the first objects of a file as a table below the names of their keys, None if all of these are ours."""
    try:
        encodings.check(path, "utf-8-sig")
    except encodings.Undecodable:
        return None
    _, entries = _entries(path)
    rows = [_flat(value, set()) for _, value in itertools.islice(entries, _SAMPLE) if isinstance(value, dict)]
    keys = list(dict.fromkeys(key for row in rows for key in row))
    if all(map(_is_known, keys)):
        return None
    columns = [pl.Series([key, *(text_of(row.get(key)) for row in rows)], dtype=pl.String) for key in keys]
    return grid_of(path.name, "", columns, pl.Series(range(1, len(rows) + 2)))


def _is_known(key: str) -> bool:
    return bool(field_named(key)) or key in BY_NAME or key in _OF_THE_TABLE or key.startswith(EXTRA)


class _Broken:
    """What stands where an object should: an error of the parser, in English and Chinese."""

    def __init__(self, error: ValueError | RecursionError, in_list: bool = False) -> None:
        at, line = getattr(error, "colno", 0), getattr(error, "lineno", 0) if in_list else 0
        self.detail = str(error)[:80]
        where = f"第 {line} 行第 {at} 个字符处" if line else f"第 {at} 个字符处"
        self.detail_zh = f"{where}有误" if at else "有不成对的转义字符，或嵌套太深"


_ANSWERS = ("data", "result", "results", "response", "page", "body", "payload", "content")
_SAMPLE = 1_000
_WHOLE = 1 << 28
"""Bytes of a file that is read whole to see whether it is one object of many lines."""


def _entries(path: Path) -> tuple[bool, Iterator[tuple[int, Any]]]:
    """Return whether the objects of a file stand in a list, and each with its place in the list or its line."""
    if _is_list(path):
        return True, _listed(path)
    within = _wrapped(path)
    return (False, _lines(path)) if within is None else (True, iter(enumerate(within, 1)))


def _wrapped(path: Path) -> list[Any] | None:
    """Return the list that stands in the one object of a file, beside what tells of it; None if that is a record."""
    with path.open(encoding="utf-8-sig") as stream:
        lines = (line for line in stream if line.strip())
        first, second = next(lines, ""), next(lines, "")
    try:
        value = _parsed(first)
    except (ValueError, RecursionError):
        value = None
        if first.lstrip().startswith("{") and second and path.stat().st_size <= _WHOLE:
            with suppress(ValueError, RecursionError):
                value = _parsed(path.read_text(encoding="utf-8-sig"))
                if isinstance(value, dict) and not any(isinstance(each, list) for each in value.values()):
                    return _the_list(value) or [value]
    else:
        if second:
            return None
    return _the_list(value)


def _the_list(value: Any) -> list[Any] | None:
    """Return the one list of objects in an object that is no record, also within what interfaces call their answer."""
    if not isinstance(value, dict) or any(field_named(key) for key in value):
        return None
    lists = [each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict)]
    if lists:
        return lists[0] if len(lists) == 1 else None
    answers = [each for key, each in value.items() if key.lower() in _ANSWERS and isinstance(each, dict)]
    return _the_list(answers[0]) if len(answers) == 1 else None


def _flat(value: dict[str, Any], several: set[str]) -> dict[str, Any]:
    """Return an object without objects in it: what stands in these has their name and its own, with a point between.

    Names that stand in several objects of a list are added to ``several``.
    """
    found: dict[str, Any] = {}
    for key, cell in value.items():
        inner = [each for each in cell if isinstance(each, dict)] if isinstance(cell, list) else []
        if isinstance(cell, dict):
            below: set[str] = set()
            found |= {f"{key}.{name}": each for name, each in _flat(cell, below).items()}
            several |= {f"{key}.{name}" for name in below}
        elif inner and len(inner) == len(cell):
            flat = [_flat(each, several) for each in inner]
            names = dict.fromkeys(name for each in flat for name in each)
            within = {f"{key}.{name}": [each[name] for each in flat if name in each] for name in names}
            found |= within
            several |= {name for name, values in within.items() if len(values) > 1}
        else:
            found[key] = cell
    return found


def _is_list(path: Path) -> bool:
    """Return whether a file begins as a list of objects, not with a line that is a list."""
    with path.open(encoding="utf-8-sig") as stream:
        start = stream.read(4096).lstrip()
    return bool(re.match(r"\[\s*(\{|\]\s*$|$)", start))


def _lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield the number of each line that is not blank, and what stands in it."""
    with path.open(encoding="utf-8-sig") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                try:
                    yield number, _parsed(line)
                except (ValueError, RecursionError) as error:
                    yield number, _Broken(error)


def _listed(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield the place of each entry in a list, from 1, and the entry; a list that is broken is one broken entry."""
    try:
        values = _parsed(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        yield 1, _Broken(error, in_list=True)
        return
    yield from enumerate(values, 1)


def _parsed(text: str) -> Any:
    value = json.loads(text)
    if "\\u" in text:  # half a pair can be written as an escape, but stands for no character
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    return value


def _record(row: MappingType[str, Any], number: int, named: MappingType[str, str]) -> dict[str, Any]:
    record: dict[str, Any] = {"source_row": number}
    exact = "edtf" in row
    for key, cell in row.items():
        if exact and key in _LESS_EXACT:
            continue
        name = named.get(key) or field_named(key) or ("date_edtf" if key == "edtf" else "")
        text = text_of(cell)
        if name and text:
            record.setdefault(name, text)
    return record


def text_of(value: Any) -> str:
    """Return a JSON value as the text of a cell: lists joined, numbers and truth values as written."""
    if value is None:
        return ""
    if isinstance(value, list):
        return SEPARATOR.join(filter(None, map(text_of, value)))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value).strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
