"""Which encoding a text file is in: byte order mark, else strict UTF-8, else strict Big5 or GB18030.

GB18030 covers all of Unicode and every GBK file; GBK itself lacks Manchu, Tibetan, Yi and 喆. It also accepts most of
what is Big5, as nonsense, so the two are told apart by which characters there would be: both put the usual ones first.
A byte that fits none is an error: nothing is ever replaced. A file that is UTF-8 but for a few bytes is
damaged UTF-8, not GB18030, although GB18030 would accept most of it as nonsense.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 22
_ENOUGH = 20
"""This many characters of several bytes before the first wrong byte show that a file is meant as UTF-8."""
NAMES = {"utf-8-sig": "UTF-8 (BOM)", "utf-8": "UTF-8", "gb18030": "GB18030", "utf-16": "UTF-16"}
_SAMPLE, _MANY = 1 << 16, 0.7
_LEVEL_ONE = {"big5hkscs": (0xA4, 0xC6), "gb18030": (0xB0, 0xD7)}
"""First bytes of the usual characters: Big5's 常用字 (A440 to C67E), level one of GB 2312 (B0A1 to D7F9)."""
NAMES |= {"big5hkscs": "Big5"}
NAMES |= {"utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE", "utf-32": "UTF-32"}


@dataclass(frozen=True, slots=True)
class Undecodable(Exception):
    """No encoding fits: the byte where the likeliest one fails, and the line it is on, from 1."""

    encoding: str
    offset: int
    line: int


def encoding_of(path: Path) -> str:
    """Return the name of the encoding for ``open``. Raises Undecodable. Reads the file as a stream."""
    with path.open("rb") as stream:
        start = stream.read(4096)
    for mark, name in _MARKS:
        if start.startswith(mark):
            _check(path, name)
            return name
    utf16 = _utf16_without_mark(start)
    if utf16:
        _check(path, utf16)
        return utf16
    try:
        _check(path, "utf-8")
        return "utf-8"
    except Undecodable as error:
        if _multibyte_before(path, error.offset) >= _ENOUGH:
            raise
    with path.open("rb") as stream:
        sample = stream.read(_SAMPLE)
    if _looks_like(sample, "big5hkscs"):
        try:
            _check(path, "big5hkscs")
            return "big5hkscs"
        except Undecodable:
            pass
    _check(path, "gb18030")
    return "gb18030"


def check(path: Path, encoding: str) -> None:
    """Raise Undecodable unless the whole file is in ``encoding``; LookupError if there is no such encoding."""
    codecs.lookup(encoding)
    _check(path, encoding)


def of_cells(cells: Sequence[bytes], marked: str) -> str:
    """Return the encoding of the cells of a table, of which a program has said that it is ``marked`` ("" for nothing).

    They may end within a character. The mark counts unless the cells are in no way that, or look like something else.
    """
    multibyte = [cell for cell in cells if not cell.isascii()]
    text = b"\n".join(multibyte)
    if multibyte and _share(multibyte, "utf-8") >= _MOST and _usual(text, "gb18030") <= _MANY:
        return "utf-8"
    for name, other in (("gb18030", "big5hkscs"), ("big5hkscs", "gb18030")):
        if _looks_like(text, name, other) and _share(multibyte, name) >= _MOST:
            return name
    if marked in _LATIN and _share(multibyte, "gb18030") >= _MOST and _in_pairs(text):
        return "gb18030"
    return marked if marked and _share(multibyte, marked) >= _MOST else "gb18030"


def holds_ascii(encoding: str) -> bool:
    """Whether there is such an encoding, and ASCII is a part of it."""
    try:
        return "a\n".encode(encoding) == b"a\n"
    except (LookupError, UnicodeError):
        return False


_LATIN = ("cp437", "cp850", "cp852", "cp865", "cp1250", "cp1252")
_MOST = 0.9
"""What part of the cells must be in an encoding: some may be damaged."""


def _share(cells: Sequence[bytes], encoding: str) -> float:
    """Return what part of the cells may be in an encoding."""
    return sum(_may_be(cell, encoding) for cell in cells) / len(cells) if cells else 1.0


def _in_pairs(text: bytes) -> bool:
    """Whether letters that are not of ASCII stand beside each other, as in Chinese, not alone, as in French."""
    runs = re.findall(rb"[\x80-\xff]+", text)
    return 2 * sum(len(run) > 1 for run in runs) > len(runs)


def _may_be(cell: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(cell)
    except UnicodeDecodeError:
        return False
    return True


def _looks_like(text: bytes, encoding: str, other: str = "gb18030") -> bool:
    """Whether the characters at the beginning would be usual ones in an encoding, and more so than in another."""
    return _usual(text, encoding) > max(_MANY, _usual(text, other))


def _usual(sample: bytes, encoding: str) -> float:
    """Return what part of the characters of two bytes would be usual ones in an encoding."""
    text = sample[:_SAMPLE].decode(encoding, errors="ignore")
    # What decodes does not always encode alone: Big5 has letters that stand for two characters.
    firsts = [code[0] for character in text if len(code := character.encode(encoding, errors="ignore")) == 2]
    first, last = _LEVEL_ONE[encoding]
    return sum(first <= byte <= last for byte in firsts) / len(firsts) if firsts else 0.0


def _check(path: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    before, lines = 0, 1
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(_CHUNK)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                offset = max(before - pending + error.start, 0)
                raise Undecodable(encoding, offset, lines + chunk[: error.start].count(b"\n")) from None
            if not chunk:
                return
            before += len(chunk)
            lines += chunk.count(b"\n")


def _multibyte_before(path: Path, offset: int) -> int:
    with path.open("rb") as stream:
        return len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", stream.read(min(offset, 1 << 24))))


def _utf16_without_mark(start: bytes) -> str:
    """Exports of “Unicode 文本” have a mark; some programs forget it, but leave a zero in every Latin character."""
    if len(start) < 4 or b"\x00" not in start[:200]:
        return ""
    even, odd = start[0:200:2].count(0), start[1:200:2].count(0)
    # A stray zero in a text of single bytes is no sign of anything.
    if max(even, odd) < 3 or min(even, odd) * 4 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"
