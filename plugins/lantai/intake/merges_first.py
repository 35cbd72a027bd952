"""Workbooks whose sheets say first which of their cells are merged: read so, a long sheet takes a third less.

The reader goes through every sheet twice, the second time until it has come to its merged cells, which stand behind all
rows, if there are any. The look at the bytes before has seen them. So it is given a copy of the workbook in which
each sheet begins with what it says of merges, or with that there are none. Nothing is packed anew: a packed
stream may be preceded by a block that is stored.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from zlib_ng import zlib_ng

_MOST_BYTES = 1 << 30
"""Bytes of a workbook that are held in memory for this; a larger one is read from its file."""
_LARGEST_BLOCK = 0xFFFF
_LOCAL, _CENTRAL, _END = "<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"
_MOST_PARTS, _LARGEST_PART = 0xFFFF, 0xFFFFFFFF
"""What is more needs another form of archive."""
_ENCRYPTED, _UTF8 = 0x1, 0x800
_FIRST_DAY = 0x21
"""1 January 1980: no reader asks when a part was made."""


def copy_of(path: Path, merges: Mapping[str, bytes]) -> io.BytesIO | None:
    """Return a copy of a workbook whose parts begin with ``merges``; None where none can be made."""
    try:
        if not merges or path.stat().st_size > _MOST_BYTES:
            return None
        with zipfile.ZipFile(path) as archive, path.open("rb") as stream:
            parts = archive.infolist()
            if not _is_plain(parts, path.stat().st_size):
                return None
            copy, directory = io.BytesIO(), io.BytesIO()
            for part in parts:
                _copy(part, merges.get(part.filename), stream, copy, directory)
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, struct.error):
        return None
    start = copy.tell()
    copy.write(directory.getvalue())
    copy.write(struct.pack(_END, b"PK\5\6", 0, 0, len(parts), len(parts), copy.tell() - start, start, 0))
    copy.seek(0)
    return copy


def _is_plain(parts: Sequence[zipfile.ZipInfo], size: int) -> bool:
    """Whether an archive of so many bytes is as programs write them: every part once, in a place of its own."""
    if len({part.filename for part in parts}) < len(parts) or len(parts) >= _MOST_PARTS:
        return False
    if sum(part.compress_size for part in parts) > size:
        return False
    packed = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return all(
        part.compress_type in packed
        and not part.flag_bits & _ENCRYPTED
        and part.file_size < _LARGEST_PART - _LARGEST_BLOCK
        for part in parts
    )


def _copy(
    part: zipfile.ZipInfo, merges: bytes | None, stream: io.BufferedReader, copy: io.BytesIO, directory: io.BytesIO
) -> None:
    """Copy a part as it is packed, after ``merges``, and enter it in the directory."""
    stream.seek(part.header_offset)
    _, *_, name_length, extra_length = struct.unpack(_LOCAL, stream.read(struct.calcsize(_LOCAL)))
    stream.seek(name_length + extra_length, io.SEEK_CUR)
    packed = stream.read(part.compress_size)
    crc, size = part.CRC, part.file_size
    first = merges or b""
    if first:
        crc, size = zlib_ng.crc32_combine(zlib.crc32(first), crc, size), size + len(first)
        packed = (_stored(first) if part.compress_type == zipfile.ZIP_DEFLATED else first) + packed
    name = part.filename.encode()
    known = (20, _UTF8, part.compress_type, 0, _FIRST_DAY, crc, len(packed), size, len(name), 0)
    directory.write(struct.pack(_CENTRAL, b"PK\1\2", 20, *known, 0, 0, 0, 0, copy.tell()) + name)
    copy.write(struct.pack(_LOCAL, b"PK\3\4", *known) + name)
    copy.write(packed)


def _stored(text: bytes) -> bytes:
    """Return a block of a packed stream that holds a text as it is and is not the last (RFC 1951, 3.2.4)."""
    if len(text) > _LARGEST_BLOCK:
        raise ValueError("a block holds no more")
    return struct.pack("<BHH", 0, len(text), len(text) ^ 0xFFFF) + text
