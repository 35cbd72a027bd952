"""Rosters of fonds (全宗名册): tables with a code and a name in each row, which an archive keeps of what it holds.

A list of records whose rows name their fonds serves as well, for its codes and names. Rows that nobody sees who opens
the sheet, or that are struck through, are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from lantai.intake import roster_problems as kinds
from lantai.intake.headers import SEARCHED_ROWS, loosely, readings
from lantai.intake.tables import Grid
from lantai.problems import Place, Problems
from lantai.records.refcodes import match_key

_NAMES = {
    "code": "全宗号 全宗代码 全宗编号 全宗 fonds fondscode fondsno fondsnumber",
    "title": "全宗名称 全宗名 全宗单位 全宗单位名称 立档单位 立档单位名称 全宗立档单位名称 单位名称 名称 "
    "fondstitle fondsname title",
    "creator": "立档单位 立档单位名称 creator",
    "dates": "起止年代 起止年 起止年度 起止年月 起止时间 起止日期 档案起止年代 档案起止年度 档案起止时间 年代 "
    "dates daterange",
    "extent": "数量 档案数量 馆藏数量 案卷数 案卷数量 卷数 件数 extent",
    "admin_history": "沿革 机构沿革 历史沿革 单位沿革 立档单位沿革 立档单位简介 机构简介 "
    "adminhistory administrativehistory",
    "text": "全宗简介 全宗介绍 简介 introduction",
}
"""What columns of rosters are called, as ``headers.loosely`` writes it."""
NAMING = ("code", "title")
_UNIT = re.compile(r"[(（]([卷件页米个]+)[)）]|([卷件])数")
_UNIT_BESIDE = re.compile(r"[(（][卷件页米个]+[)）]")
_NUMBER = re.compile(r"[0-9][0-9,，]*(\.[0-9]+)?")
_SUMS = re.compile(r"^(合计|总计|小计|共计|total)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One fonds of a roster; what its table does not say is empty. ``place`` is its first row."""

    code: str
    title: str
    place: Place
    creator: str = ""
    dates: str = ""
    extent: str = ""
    admin_history: str = ""
    text: str = ""


def read(grids: Iterable[Grid], problems: Problems) -> list[Entry]:
    """Return the fonds that these tables name, each once, in their order.

    What stands beside code and name counts where each row is a fonds of its own; in a list of records it is of these.
    A fonds without a name is reported and left out, one with several is reported and keeps the first.
    """
    found: dict[str, Entry] = {}
    for entry in _rows(grids):
        first = found.setdefault(match_key(entry.code), entry)
        if not first.title:
            found[match_key(entry.code)] = entry
        elif entry.title not in ("", first.title):
            problems.add(kinds.NAMES_DIFFER.at(entry.place, code=entry.code, title=entry.title, first=first.title))
    for entry in found.values():
        if not entry.title:
            problems.add(kinds.NAMELESS.at(entry.place, code=entry.code))
    return [entry for entry in found.values() if entry.title]


def _rows(grids: Iterable[Grid]) -> Iterator[Entry]:
    """Yield what each row says; of records of one fonds that follow each other the first, and nothing but names."""
    columns: Mapping[str, list[tuple[int, str]]] = {}
    for grid in grids:
        start = 0
        if not grid.continued:
            columns, start = _header(grid)
        if not columns:
            continue
        frame = grid.unmerged(1).slice(start).filter(~pl.col("row").is_in([*grid.hidden, *grid.struck]))
        wanted = {field: [(f"c{at}", unit) for at, unit in of if at < grid.width] for field, of in columns.items()}
        names = pl.struct([name for field in NAMING for name, _ in wanted[field]])
        fonds = frame.filter(names.ne_missing(names.shift()).fill_null(True))
        if fonds.height < frame.height:
            wanted = {field: wanted[field] for field in NAMING}
        for row in fonds.to_dicts():
            said = {field: _said(row, of) for field, of in wanted.items()}
            if said["code"] and not _SUMS.match(said["code"]):
                yield Entry(place=Place(grid.file, sheet=grid.sheet, row=row["row"]), **said)


def _said(row: Mapping[str, str | None], columns: Iterable[tuple[str, str]]) -> str:
    """Return what these cells of a row say; a bare number gets the unit that its header tells."""
    cells = [(" ".join((row[name] or "").split()), unit) for name, unit in columns]
    return "，".join(f"{cell} {unit}" if unit and _NUMBER.fullmatch(cell) else cell for cell, unit in cells if cell)


def _header(grid: Grid) -> tuple[dict[str, list[tuple[int, str]]], int]:
    """Return where each field stands, with the unit of its numbers, and where the rows begin; nothing if none does."""
    for index in range(min(SEARCHED_ROWS, grid.frame.height)):
        for names, height in readings(grid, index):
            columns = _columns(names)
            if columns.keys() >= set(NAMING):
                return columns, index + height
    return {}, 0


def _columns(names: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """Return the columns of each field by what they are called: one of each, and of the extent as many as there are.

    立档单位 names the fonds, unless another column does: then it is who created it.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for at, name in sorted(enumerate(names), key=lambda named: loosely(named[1]) in _NAMES["creator"].split()):
        plain = loosely(_UNIT_BESIDE.sub("", name))
        field = next((each for each, called in _NAMES.items() if plain in called.split() and each not in found), "")
        if field == "" and plain in _NAMES["extent"].split():
            field = "extent"
        if field:
            unit = _UNIT.search(name) if field == "extent" else None
            found.setdefault(field, []).append((at, (unit[1] or unit[2]) if unit else ""))
    return found
