"""How a table of dBase or FoxPro is laid out: what its header says, and whether the file agrees with it.

The header tells how many records there are, how long it and each of them is, and the columns; then come the records,
each behind the byte that marks it as deleted. (dBase III to IV, FoxBase+, FoxPro, Visual FoxPro.)
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lantai.intake.dbf import problems as kinds
from lantai.intake.tables import Reporter
from lantai.problems import Place

VISUAL = frozenset({0x30, 0x31, 0x32})
_FOXPRO = VISUAL | {0xF5}
_DBASE_IV = frozenset({0x43, 0x63, 0x7B, 0x8B, 0x8E, 0xCB})
_VERSIONS = _FOXPRO | _DBASE_IV | {0x03, 0x83, 0xFB}
_OTHERS = {0x02: "dBase II、FoxBase 1", 0x04: "dBase 7", 0x8C: "dBase 7", 0xE5: "SMT"}
_HEAD, _ENTRY = 32, 32
_LAST_ENTRY = 0x0D
_TYPES = frozenset("CNFDLIBYTMVGPWQ0")
PICTURES = frozenset("GPWQ")
"""Types of columns that hold no text."""
KEPT, DELETED = 0x20, 0x2A
_NOTHING_MORE = (b"\x1a", b"\0")
_HIDDEN, _NULLABLE = 1, 2

PAGES = {
    **dict.fromkeys((0x4D, 0x7A), "gb18030"),
    **dict.fromkeys((0x4F, 0x78), "big5hkscs"),
    **dict.fromkeys((0x13, 0x7B), "cp932"),
    **dict.fromkeys((0x4E, 0x79), "cp949"),
    **dict.fromkeys((0x03, 0x57, 0x58), "cp1252"),
    0x01: "cp437",
    0x02: "cp850",
    0x64: "cp852",
    0x65: "cp866",
    0x66: "cp865",
    0xC8: "cp1250",
    0xC9: "cp1251",
}
"""Which code page the mark in the header means. Chinese programs left it 0, or what their Windows said."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where its cells begin in a record and how long they are."""

    name: bytes
    type: str
    start: int
    width: int
    decimals: int
    null_bit: int = -1
    """Which bit of ``_NullFlags`` says that a cell is empty; -1 for none."""
    length_bit: int = -1
    """Which bit says that the last byte of a cell is the length of what is in it."""

    @property
    def is_memo(self) -> bool:
        return self.type == "M"

    @property
    def is_text(self) -> bool:
        return self.type in "CV"

    @property
    def is_unread(self) -> bool:
        return self.type in PICTURES or (self.type == "B" and self.width != 8)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose file agrees with its header."""

    path: Path
    version: int
    page: str
    """The encoding by the mark in the header, "" if that names none."""
    count: int
    first: int
    length: int
    columns: tuple[Column, ...]
    flags: Column | None
    """The column of ``_NullFlags``."""

    @property
    def memo_layout(self) -> str:
        return "fpt" if self.version in _FOXPRO else "dbt4" if self.version in _DBASE_IV else "dbt3"

    def records(self, start: int, stop: int) -> np.ndarray:
        """Return the bytes of some records, one row each."""
        count = max(min(stop, self.count) - start, 0)
        flat = np.fromfile(self.path, np.uint8, count * self.length, offset=self.first + start * self.length)
        return flat.reshape(count, self.length)


def opened(path: Path, shown: str, report: Reporter) -> Table | None:
    """Return the table in a file; None, reported, if the file does not agree with its header, or is another's."""
    size, place = path.stat().st_size, Place(shown)
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        if len(head) < _HEAD:
            return _broken(report, place, "文件太短", "it is too short")
        count, first, length = struct.unpack_from("<IHH", head, 4)
        entries = stream.read(max(first - _HEAD, 0))
        stream.seek(min(first + count * length, size))
        after = stream.read(1)
    version = head[0]
    if version not in _VERSIONS:
        if version in _OTHERS:
            report.add(kinds.DBF_VERSION, place, what=_OTHERS[version])
            return None
        zh, en = f"第一个字节 {version:02X} 不是 DBF 的", f"its first byte {version:02X} is none of DBF"
        return _broken(report, place, zh, en)
    if head[15] == 1 and version not in _FOXPRO:
        report.add(kinds.DBF_ENCRYPTED, place)
        return None
    columns = _columns(entries, version, length)
    if isinstance(columns, tuple):
        return _broken(report, place, *columns)
    if size < first:
        return _broken(report, place, "它比自己说的短", "it is shorter than it says")
    found = (size - first) // length
    if found < count or (after and after not in _NOTHING_MORE):
        kind = kinds.DBF_TRUNCATED if found < count else kinds.DBF_LONGER
        report.add(kind, place, records=count, found=found)
        return None
    flags = next((each for each in columns if each.type == "0"), None)
    own = tuple(each for each in columns if each.type != "0")
    return Table(path, version, PAGES.get(head[29], ""), count, first, length, own, flags)


def _broken(report: Reporter, place: Place, zh: str, en: str) -> None:
    report.add(kinds.DBF_BROKEN, place, detail=zh, detail_en=en)


def _columns(entries: bytes, version: int, length: int) -> list[Column] | tuple[str, str]:
    """Return the columns that the header describes, or what is wrong with it."""
    found: list[tuple[bytes, str, int, int, int]] = []
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        entry = entries[at : at + _ENTRY]
        if entry[0] == _LAST_ENTRY:
            break
        kind = chr(entry[11])
        if kind not in _TYPES:
            return f"第 {len(found) + 1} 列的类型不认识", f"the type of its column {len(found) + 1} is unknown"
        found.append((entry[:11].split(b"\0")[0].strip(), kind, entry[16], entry[17], entry[18]))
    if not found:
        return "没有列", "it has no columns"
    if 1 + sum(width for _, _, width, _, _ in found) != length:
        # Clipper and FoxPro write columns of text wider than 255 bytes so.
        found = [(n, k, w + 256 * d, 0, f) if k == "C" else (n, k, w, d, f) for n, k, w, d, f in found]
    if 1 + sum(width for _, _, width, _, _ in found) != length:
        return "各列加起来与记录的长度不符", "its columns do not add up to the length of a record"
    columns, start, bit = list[Column](), 1, 0
    for name, kind, width, decimals, flags in found:
        if width not in _WIDTHS.get(kind, (width,)) or (width == 0 and kind != "0"):
            return f"第 {len(columns) + 1} 列的宽度不对", f"the width of its column {len(columns) + 1} is wrong"
        length_bit = null_bit = -1
        if version in VISUAL and kind != "0":
            if kind in "VQ":
                length_bit, bit = bit, bit + 1
            if flags & _NULLABLE:
                null_bit, bit = bit, bit + 1
        columns.append(Column(name, kind, start, width, decimals, null_bit, length_bit))
        start += width
    flags_width = next((each.width for each in columns if each.type == "0"), 0)
    if bit > 8 * flags_width:
        return "缺少 _NullFlags 列", "it lacks the column _NullFlags"
    return columns


_WIDTHS = {"D": (8,), "L": (1,), "I": (4,), "Y": (8,), "T": (8,), "M": (4, 10), "B": (8, 10, 4)}
