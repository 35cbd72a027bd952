"""JSON: one object per record, keyed by field names or by the headers of the mapping; also our own download.

The objects stand one a line (JSON Lines), or all in one list, as programs for the web write them, perhaps beside a
count: ``{"total": 2, "records": [{…}, {…}]}``. A list is read whole. What stands in an object within an object has a
name with points: ``meta.title``, also for each of several.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import polars as pl

from lantai.intake import encodings
from lantai.intake import file_problems as file_kinds
from lantai.intake import problems as kinds
from lantai.intake.headers import folded
from lantai.intake.records_table import table_of
from lantai.intake.tables import Grid, Reporter, grid_of
from lantai.problems import Place
from lantai.records.fields import BY_NAME, EXTRA, SEPARATOR
from lantai.records.mapping import Mapping, field_named

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


def read(path: Path, shown: str, mapping: Mapping, report: Reporter) -> tuple[pl.DataFrame, int]:
    """Return the records of a file and the number of its lines that are not blank, or of the entries of its list."""
    try:
        encodings.check(path, "utf-8-sig")
    except encodings.Undecodable as error:
        report.add(file_kinds.UNDECODABLE, Place(shown, line=error.line), offset=error.offset)
        return table_of([], shown, mapping, report), 0
    named = {folded(header): field for field, headers in mapping.columns.items() for header in headers}
    named = {EXTRA + extra.label: EXTRA + extra.label for extra in mapping.extra if extra.public} | named
    named = {folded(extra.name): EXTRA + extra.label for extra in mapping.extra if extra.public} | named
    rows, count, unknown = [], 0, {}
    in_list, entries = _entries(path)
    for number, value in entries:
        count += 1
        place = Place(shown, line=0 if in_list else number, row=number)
        if isinstance(value, dict):
            rows.append(_record(value, number, named, unknown))
        elif isinstance(value, _Broken):
            report.add(file_kinds.JSON_BROKEN, place, detail=value.detail, detail_zh=value.detail_zh)
        else:
            what = type(value).__name__
            report.add(file_kinds.JSON_BROKEN, place, detail=what, detail_zh=_KINDS.get(what, what))
    for key, example in unknown.items():
        report.add(kinds.COLUMN_UNMAPPED, Place(shown, column=key), header=key, example=example)
    return table_of(rows, shown, mapping, report), count


def keys_unknown(path: Path) -> Grid | None:
    """Return the first objects of a file as a table below the names of their keys, None if all of these are ours."""
    try:
        encodings.check(path, "utf-8-sig")
    except encodings.Undecodable:
        return None
    _, entries = _entries(path)
    rows = [_flat(value) for _, value in itertools.islice(entries, _SAMPLE) if isinstance(value, dict)]
    keys = list(dict.fromkeys(key for row in rows for key in row))
    if all(field_named(key) or key in BY_NAME or key in _OF_THE_TABLE or key.startswith(EXTRA) for key in keys):
        return None
    columns = [pl.Series([key, *(text_of(row.get(key)) for row in rows)], dtype=pl.String) for key in keys]
    return grid_of(path.name, "", columns, pl.Series(range(1, len(rows) + 2)))


class _Broken:
    """What stands where an object should: an error of the parser, in English and Chinese."""

    def __init__(self, error: ValueError | RecursionError, in_list: bool = False) -> None:
        at, line = getattr(error, "colno", 0), getattr(error, "lineno", 0) if in_list else 0
        self.detail = str(error)[:80]
        where = f"第 {line} 行第 {at} 个字符处" if line else f"第 {at} 个字符处"
        self.detail_zh = f"{where}有误" if at else "有不成对的转义字符，或嵌套太深"


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
                    return [value]
    else:
        if second:
            return None
    if not isinstance(value, dict) or any(field_named(key) for key in value):
        return None
    lists = [each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict)]
    return lists[0] if len(lists) == 1 else None


def _flat(value: dict[str, Any]) -> dict[str, Any]:
    """Return an object without objects in it: what stands in these has their name and its own, with a point between."""
    found: dict[str, Any] = {}
    for key, cell in value.items():
        inner = [each for each in cell if isinstance(each, dict)] if isinstance(cell, list) else []
        if isinstance(cell, dict):
            found |= {f"{key}.{name}": each for name, each in _flat(cell).items()}
        elif inner and len(inner) == len(cell):
            flat = [_flat(each) for each in inner]
            names = dict.fromkeys(name for each in flat for name in each)
            found |= {f"{key}.{name}": [each[name] for each in flat if name in each] for name in names}
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


def _record(value: dict[str, Any], number: int, named: dict[str, str], unknown: dict[str, str]) -> dict[str, Any]:
    record: dict[str, Any] = {"source_row": number}
    exact = "edtf" in value
    for key, cell in _flat(value).items():
        if exact and key in _LESS_EXACT:
            continue
        field = named.get(folded(key)) or field_named(key) or ("date_edtf" if key == "edtf" else "")
        text = text_of(cell)
        if field and text:
            record.setdefault(field, text)
        elif text and key not in BY_NAME and key not in _OF_THE_TABLE:
            unknown.setdefault(key, text[:40])
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
