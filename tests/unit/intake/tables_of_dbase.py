"""Tables of dBase and FoxPro, byte by byte as their format is described: a header, entries of 32 bytes, records."""

from __future__ import annotations

import struct
from collections.abc import Sequence

Entry = tuple[str, str, int]
"""Name, type and width of a column."""


def table(
    columns: Sequence[Entry],
    records: Sequence[Sequence[bytes]],
    *,
    version: int = 0x03,
    page: int = 0,
    deleted: Sequence[int] = (),
    encoding: str = "gb18030",
    count: int | None = None,
    encrypted: int = 0,
) -> bytes:
    """Return a table; ``deleted`` are numbers of records, ``count`` what its header says if that is wrong."""
    first, length = 32 + 32 * len(columns) + 1, 1 + sum(width for _, _, width in columns)
    said = len(records) if count is None else count
    head = struct.pack("<BBBBIHH", version, 102, 11, 28, said, first, length)
    head += bytes(3) + bytes([encrypted]) + bytes(13) + bytes([page]) + bytes(2)
    entries = b"".join(
        name.encode(encoding)[:10].ljust(11, b"\0") + kind.encode() + bytes(4) + bytes([width]) + bytes(15)
        for name, kind, width in columns
    )
    rows = b"".join(
        (b"*" if number in deleted else b" ")
        + b"".join(_cell(cell, kind, width) for cell, (_, kind, width) in zip(record, columns, strict=True))
        for number, record in enumerate(records, 1)
    )
    return head + entries + b"\r" + rows + b"\x1a"


def _cell(cell: bytes, kind: str, width: int) -> bytes:
    return cell[:width].rjust(width) if kind in "NF" else cell[:width].ljust(width)


def texts(*cells: str, encoding: str = "gb18030") -> list[bytes]:
    return [cell.encode(encoding) for cell in cells]


def fpt(*memos: bytes, block: int = 64, kind: int = 1) -> tuple[bytes, list[int]]:
    """Return a memo file of FoxPro and the blocks at which its texts begin."""
    body, starts = b"", []
    for memo in memos:
        starts.append((512 + len(body)) // block)
        part = struct.pack(">II", kind, len(memo)) + memo
        body += part.ljust(-(-len(part) // block) * block, b"\0")
    head = struct.pack(">IHH", (512 + len(body)) // block, 0, block)
    return head.ljust(512, b"\0") + body, starts


def dbt(*memos: bytes) -> tuple[bytes, list[int]]:
    """Return a memo file of dBase III and the blocks at which its texts begin."""
    body, starts = b"", []
    for memo in memos:
        starts.append(1 + len(body) // 512)
        part = memo + b"\x1a\x1a"
        body += part.ljust(-(-len(part) // 512) * 512, b"\0")
    return struct.pack("<I", 1 + len(body) // 512).ljust(512, b"\0") + body, starts
