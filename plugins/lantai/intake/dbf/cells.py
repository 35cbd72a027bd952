"""The cells of a table of dBase or FoxPro as text, column by column.

Numbers and days are written as they stand there or as people write them; nothing is rounded, and no byte is replaced.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import polars as pl

from lantai.intake.dbf.memo import Broken, Memo
from lantai.intake.dbf.table import Column

_BLANKS = b" \0"
_TRUTH = {"T": "TRUE", "Y": "TRUE", "F": "FALSE", "N": "FALSE", "?": None}
_JULIAN = 1_721_425
"""The Julian day of the day before the first."""
_TOGETHER = 8_192
"""Cells that are decoded at once, unless one of them is odd."""


@dataclass(slots=True)
class Read:
    """The cells of a column as text, and at which of them something was the matter."""

    texts: list[str | None]
    broken: list[int] = field(default_factory=list)
    """Cells that cannot be read."""
    cut: list[int] = field(default_factory=list)
    """Cells whose text fills them to the last byte, and ends with a part of a character or is as long as can be."""


def read(column: Column, cells: np.ndarray, encoding: str, memo: Memo | None) -> Read:
    """Return the cells of a column, given as rows of bytes."""
    if column.type == "M":
        return _memos(cells, encoding, memo)
    if column.is_text:
        return _texts(cells, encoding)
    return _each(cells, _READERS[column.type])


def _each(cells: np.ndarray, text: Callable[[bytes], str | None]) -> Read:
    """Return cells of which few differ, each text made once."""
    known: dict[bytes, str | None] = {}
    found = Read([])
    for row, cell in enumerate(_rows(cells)):
        if cell not in known:
            try:
                known[cell] = text(cell)
            except (ValueError, OverflowError):
                found.broken.append(row)
                found.texts.append(None)
                continue
        found.texts.append(known[cell])
    return found


def _rows(cells: np.ndarray) -> Iterator[bytes]:
    width, flat = cells.shape[1], cells.tobytes()
    return (flat[at : at + width] for at in range(0, len(flat), width))


# ---- text --------------------------------------------------------------------------------------


def _texts(cells: np.ndarray, encoding: str) -> Read:
    found = Read([])
    width = cells.shape[1]
    for start in range(0, len(cells), _TOGETHER):
        part = cells[start : start + _TOGETHER]
        together = _together(part, encoding)
        if together is None:
            for row, cell in enumerate(_rows(part), start):
                text, whole = decoded(cell.rstrip(_BLANKS), encoding)
                found.texts.append(text)
                if text is None:
                    found.broken.append(row)
                elif not whole:
                    found.cut.append(row)
        else:
            found.texts += together
        if width >= _WIDEST:
            full = (part[:, -1] > 0x20).nonzero()[0] + start
            found.cut += sorted(set(full.tolist()) - set(found.cut))
    return found


_WIDEST = 254
"""As wide as a column of text can be: who filled it had more to say."""


def _together(cells: np.ndarray, encoding: str) -> list[str] | None:
    """Return the texts of many cells, decoded at once; None if one of them is to be looked at by itself."""
    if (cells == 0x0A).any():
        return None
    ended = np.concatenate([cells, np.full((len(cells), 1), 0x0A, np.uint8)], axis=1)
    try:
        texts = ended.tobytes().decode(encoding).split("\n")
    except UnicodeDecodeError:
        return None
    return [text.rstrip(" \0") for text in texts[:-1]] if len(texts) == len(cells) + 1 else None


def decoded(cell: bytes, encoding: str) -> tuple[str | None, bool]:
    """Return a text, None if it is not in the encoding, and whether it is whole: it may end with half a character."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(cell)
    except UnicodeDecodeError:
        return None, False
    return text, not decoder.getstate()[0]


def _memos(cells: np.ndarray, encoding: str, memo: Memo | None) -> Read:
    found = Read([])
    for row, number in enumerate(pointers(cells)):
        text = None
        if number:
            try:
                text, whole = decoded(memo.text(number) if memo else b"\xff", encoding)
            except Broken:
                whole = False
            if text is None or not whole:
                found.broken.append(row)
                text = None
        found.texts.append(text)
    return found


def pointers(cells: np.ndarray) -> Sequence[int]:
    """Return the block of the memo file at which the text of each cell begins, 0 for none."""
    if cells.shape[1] == 4:
        return np.ascontiguousarray(cells).view("<u4")[:, 0].tolist()
    return [int(digits) if (digits := re.sub(rb"[^0-9]", b"", cell)) else 0 for cell in _rows(cells)]


# ---- numbers, days, truth ------------------------------------------------------------------------


def _number(cell: bytes) -> str | None:
    text = cell.strip(_BLANKS).decode("ascii")
    if text and not text.strip("*"):
        return "####"  # a number too long for its column, which is lost: as Excel shows it
    return re.sub(r"\.0*$", "", text)


def _date(cell: bytes) -> str | None:
    return cell.strip(_BLANKS).decode("ascii")


def _truth(cell: bytes) -> str | None:
    text = cell.strip(_BLANKS).decode("ascii")
    return _TRUTH.get(text.upper(), text)


def _integer(cell: bytes) -> str:
    return str(int.from_bytes(cell, "little", signed=True))


def _currency(cell: bytes) -> str:
    value = Decimal(int.from_bytes(cell, "little", signed=True)) / 10_000
    return f"{value:f}".rstrip("0").rstrip(".") if value else "0"


def _double(cell: bytes) -> str:
    value = float(np.frombuffer(cell, "<f8")[0])
    if not np.isfinite(value):
        raise ValueError
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _moment(cell: bytes) -> str | None:
    day, thousandths = (int.from_bytes(part, "little") for part in (cell[:4], cell[4:]))
    if not day or not cell.strip(_BLANKS):
        return None
    if thousandths >= 86_400_000:
        raise ValueError
    written = date.fromordinal(day - _JULIAN).isoformat()
    seconds = thousandths // 1000
    return f"{written} {str(timedelta(seconds=seconds)).zfill(8)}" if seconds else written


_READERS: dict[str, Callable[[bytes], str | None]] = {
    "N": _number,
    "F": _number,
    "D": _date,
    "L": _truth,
    "I": _integer,
    "Y": _currency,
    "B": _double,
    "T": _moment,
}


def without_rest(cells: np.ndarray, shorter: np.ndarray) -> np.ndarray:
    """Return cells of varying length with blanks behind them: the last byte of a ``shorter`` one is its length."""
    lengths = np.where(shorter, cells[:, -1], cells.shape[1])
    return np.where(np.arange(cells.shape[1]) < lengths[:, None], cells, np.uint8(0x20))


def series(texts: list[str | None], empty: np.ndarray | None) -> pl.Series:
    """Return a column; cells that are ``empty`` hold nothing, whatever stands in them."""
    column = pl.Series(texts, dtype=pl.String)
    return column if empty is None else column.set(pl.Series(empty), None)
