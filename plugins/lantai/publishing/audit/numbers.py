"""Looking for identity numbers in every text of the finished site, also in properties and comments of documents.

The gate lets no record with one pass, and texts are checked where they are written; this knows of neither. A number
counts if its region, its date and its check digit are right, and it is no part of a longer one.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Collection, Iterable, Sequence

import numpy as np
import polars as pl

from lantai.problems import Place, Problem
from lantai.publishing.audit import problems as kinds
from lantai.publishing.audit import readings
from lantai.review.identifiers import Identifier, valid_resident_id

_DIGIT = "[0-9０-９]"
_GAP = r"[ \-\u3000\u00a0]{0,2}"
_SHAPE = (
    rf"[1-9１-９]{_DIGIT}{{5}}{_GAP}(?:1[89]|20|１[８９]|２０){_DIGIT}{{2}}{_GAP}[01０１]{_DIGIT}{_GAP}[0-3０-３]{_DIGIT}"
    rf"{_GAP}{_DIGIT}{{3}}[0-9０-９XxＸｘ]"
)
_NUMBER = re.compile(rf"(?<![0-9A-Za-z０-９])(?={_SHAPE}(?![0-9A-Za-z０-９])){_SHAPE}")
_FAST = _SHAPE.replace("\\u3000", "\\x{3000}").replace("\\u00a0", "\\x{a0}")
_AT_ONCE = 4 << 20
SHOWN = 20


class Numbers:
    """Collects texts and looks through them when there are enough."""

    def __init__(self) -> None:
        self.found: list[Problem] = []
        self._texts: list[tuple[str, bytes]] = []
        self._size = 0
        self._told: set[tuple[str, str]] = set()

    def add(self, place: str, text: bytes) -> None:
        """Take a text that stands in the file ``place``."""
        self._texts.append((place, text))
        self._size += len(text)
        if self._size > _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Look through what has been collected."""
        texts, self._texts, self._size = self._texts, [], 0
        if not texts or len(self.found) >= SHOWN:
            return
        ends = np.cumsum([len(text) + 1 for _, text in texts])
        likely = np.searchsorted(ends, suspected(b"\n".join(text for _, text in texts)), side="right")
        texts = [texts[index] for index in np.unique(likely)]
        for index in _texts([text for _, text in texts]).str.contains(_FAST).arg_true():
            self._look(texts[index][0], texts[index][1].decode("utf-8", "replace"))

    def _look(self, place: str, text: str) -> None:
        for match in _NUMBER.finditer(text):
            number = re.sub(r"[^0-9Xx]", "", unicodedata.normalize("NFKC", match[0])).upper()
            if (place, number) not in self._told and valid_resident_id(number):
                self._told.add((place, number))
                masked = Identifier("resident-id", number).masked()
                self.found.append(kinds.IDENTIFIER.at(Place(place), masked=masked))


def suspected(text: bytes) -> np.ndarray:
    """Return the places at which there may be a number in a text, at half a gigabyte a second or more.

    There are six digits at the beginning of a word, and after them what may be a year (and not, as in 19540319, the end
    of a date); or digits of full width.
    """
    codes = np.frombuffer(text, np.uint8)
    wide = np.flatnonzero(codes == _WIDE[0])
    second, third = (codes.take(wide + step, mode="clip") for step in (1, 2))
    wide = wide[(second == _WIDE[1]) & (third - _WIDE[2] < 10)]
    bits = np.packbits(codes - _ZERO < 10, bitorder="little").astype(np.uint16)
    bits[:-1] |= bits[1:] << np.uint16(8)
    pairs = bits & bits >> np.uint16(1)
    six = (pairs & pairs >> np.uint16(2) & pairs >> np.uint16(4)).astype(np.uint8)
    found = np.flatnonzero(six)
    rows, places = np.nonzero(np.unpackbits(six[found, None], axis=1, bitorder="little"))
    starts = found[rows] * 8 + places
    starts = starts[(starts == 0) | ~_ALPHANUMERIC[codes.take(starts - 1, mode="clip")]]
    after = [codes.take(starts + place, mode="clip") for place in range(6, 11)]
    years = [
        _YEAR[one.astype(np.uint16) << np.uint16(8) | two] & _FIGURE[third]
        for one, two, third in zip(after, after[1:], after[2:], strict=False)
    ]
    likely = years[2] | _WIDER[after[2]]
    for place in (1, 0):  # two characters at most stand between region and year
        likely = years[place] | _WIDER[after[place]] | _NARROW[after[place]] & likely
    return np.concatenate((wide, starts[likely]))


def _among(size: int, members: Iterable[int]) -> np.ndarray:
    found = np.zeros(size, np.bool_)
    found[list(members)] = True
    return found


_ZERO = np.uint8(ord("0"))
_WIDE = np.frombuffer("０".encode(), np.uint8)
_ALPHANUMERIC = _among(1 << 8, (string.digits + string.ascii_letters).encode())
_NARROW = _among(1 << 8, b" -")
_WIDER = _among(1 << 8, (character.encode()[0] for character in "\u3000\u00a0０"))
"""What may stand between region and year: by its one byte, or by the first of several; so begins a wide year, too."""
_FIGURE = _among(1 << 8, string.digits.encode() + "０".encode()[:1])
_YEAR = _among(1 << 16, (int.from_bytes(year, "big") for year in (b"18", b"19", b"20")))


def _texts(contents: Sequence[bytes]) -> pl.Series:
    try:
        return pl.Series(contents, dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.ComputeError:  # some of it is no UTF-8
        return pl.Series([readings.as_utf8(each) for each in contents], dtype=pl.Binary).cast(pl.String)


def in_names(names: Collection[str]) -> list[Problem]:
    """Return the identity numbers in the names of files and folders."""
    numbers = Numbers()
    if names:
        numbers.add("", "\n".join(sorted(names)).encode("utf-8", "replace"))
        numbers.flush()
    return [kinds.IDENTIFIER.at(Place(_named(problem, names)), **problem.values) for problem in numbers.found]


def _named(problem: Problem, names: Collection[str]) -> str:
    first = str(problem.values["masked"]).partition("…")[0]
    return next(name for name in sorted(names) if first in unicodedata.normalize("NFKC", name) and _NUMBER.search(name))
