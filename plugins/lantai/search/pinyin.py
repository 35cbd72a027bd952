"""Words that visitors may type in Latin letters: 水利 for ``shuili`` or ``sl``.

Which words a catalogue has is seen from its public table alone: the names in it (archives, fonds, creators,
places, subjects), and runs of two to four characters of its titles before and after which many different
characters stand, so that they are words rather than parts of one ("accessor variety": Feng, Chen, Deng and
Zheng, Computational Linguistics 30, 2004), without those that mostly lie across the border of two words.
They are read by pypinyin, which knows 长江 from 行长.

Body of the file (kind ``y``): UTF-8, a word a line, in the order of the pinyin: ``shui li␉水利␉12``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import deflate
import polars as pl

from lantai import text
from lantai.records.fields import SEPARATOR
from lantai.search.container import LEVEL, IndexWriter

KIND = "y"
MOST_BYTES = 30_000
"""Of the file, deflated: what a visitor who types Latin letters loads."""
MOST_NAMES = 1_200
MOST_WORDS = 2_400
_TITLES = 10_000
"""Titles that are looked into, evenly spread over the catalogue: words that are frequent are frequent there, too."""
_LONGEST_NAME = 16
_LONGEST_RUN = 4
_LEAST = 4
"""Times that a run must occur, and characters that must stand before and after it."""
_PARTICLE = "[了和与與及等之于於在为為]"
_FUNCTION = re.compile(f"的|关于|關於|{_PARTICLE}")
_NO_WORD = re.compile(
    f"的|关于|關於|^{_PARTICLE}|{_PARTICLE}$|民国[元一二三四五六七八九十]|民國[元一二三四五六七八九十]"
)
_BORDER = "的"
"""It stands beside a word as the edge of a title does: 通知 is one, though it mostly follows it."""
_MATTER = "事(?=[公告呈咨批札示禀稟移給给詳详諭谕])"
"""为…事, before what kind of document it is."""
_COLUMNS = ("creators", "places", "subjects")
_NOT_HAN = re.compile("[^" + "".join(f"{chr(low)}-{chr(high)}" for low, high in text.HAN_RANGES) + "]+")
_EDGES = re.compile(f"{_NOT_HAN.pattern}|{_MATTER}")
_SYLLABLE = re.compile(r"[a-z]+")

NAMED = ("repository_code", "fonds")
"""Facets whose values have names that people type."""

Entry = tuple[str, str, int]
"""The syllables of a word, the word, how often it was counted: two counts of different sources need not agree."""


def words(public: Path, names: Iterable[str] = ()) -> list[Entry]:
    """Return the words that can be read: ``names``, then names in the public table, then runs, the most frequent first.

    ``names`` are what the archives and fonds of the table are called, however few records say so.
    """
    table = pl.scan_parquet(public)
    present = table.collect_schema().names()
    called = set(filter(_is_name, names))
    found = Counter(called)
    for column in (name for name in _COLUMNS if name in present):
        for name, count in _values(table, column):
            if _is_name(name):
                found[name] += count
    chosen = dict(sorted(_most(found, len(found)), key=lambda item: item[0] not in called)[:MOST_NAMES])
    for run, count in _most(_runs(_titles(table)), MOST_WORDS):
        if len(chosen) == MOST_WORDS:
            break
        chosen.setdefault(run, count)
    return read(chosen)


def read(counted: Mapping[str, int]) -> list[Entry]:
    """Return the words of which every character has a known reading, in the same order."""
    return [(reading, word, count) for word, count in counted.items() if (reading := _reading(word))]


def write(writer: IndexWriter, entries: Sequence[Entry]) -> int:
    """Write the file of the words, without the last if it is too large; returns how many it has."""
    kept = list(entries)
    while len(deflate.deflate_compress(body := _body(kept), LEVEL)) > MOST_BYTES:
        del kept[len(kept) * 9 // 10 :]
    writer.add(KIND, 0, body)
    return len(kept)


def entries_of(body: bytes) -> list[Entry]:
    """Return the words of a file, in its order."""
    rows = (line.split("\t") for line in body.decode().split("\n") if line)
    return [(reading, word, int(count)) for reading, word, count in rows]


def _reading(word: str) -> str:
    """Return the syllables of a word without tones, ``ü`` as ``u``; nothing if a character has no known reading."""
    from pypinyin import Style, lazy_pinyin  # half a second that only sites with this option pay

    syllables = [each.replace("v", "u") for each in lazy_pinyin(word, style=Style.NORMAL)]
    readable = len(syllables) == len(word) and all(map(_SYLLABLE.fullmatch, syllables))
    return " ".join(syllables) if readable else ""


def _body(entries: Sequence[Entry]) -> bytes:
    ordered = sorted(entries, key=lambda entry: (entry[0].replace(" ", ""), -entry[2], entry[1]))
    return "\n".join(f"{reading}\t{word}\t{count}" for reading, word, count in ordered).encode()


def _most(counted: Counter[str], most: int) -> list[tuple[str, int]]:
    """Return the most frequent, in an order that depends on nothing but them."""
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:most]


def _is_name(name: str) -> bool:
    return 2 <= len(name) <= _LONGEST_NAME and all(map(text.is_han, name))


def _values(table: pl.LazyFrame, column: str) -> Iterator[tuple[str, int]]:
    """Yield the values of a column, which may have several in a row, and in how many rows each stands."""
    rows = table.select(pl.col(column).cast(pl.String)).drop_nulls().group_by(column).len().collect()
    for value, count in rows.iter_rows():
        for name in value.split(SEPARATOR):
            yield name.strip(), count


def _titles(table: pl.LazyFrame) -> list[str]:
    count = table.select(pl.len()).collect().item()
    titles = table.select("title").gather_every(max(1, count // _TITLES)).collect()["title"]
    return titles.drop_nulls().unique(maintain_order=True).to_list()


def _runs(titles: list[str]) -> Counter[str]:
    """Count the runs that are words by what stands around them; the edge of a piece is as good as any character."""
    pieces = [piece for title in titles for piece in _EDGES.split(title)]
    counted = Counter(piece[start:end] for piece in pieces for start, end in _spans(piece))
    frequent = {run for run, count in counted.items() if count >= _LEAST and not _NO_WORD.search(run)}
    before: dict[str, set[str | int]] = {run: set() for run in frequent}
    after: dict[str, set[str | int]] = {run: set() for run in frequent}
    for number, piece in enumerate(pieces):
        for start, end in _spans(piece):
            run = piece[start:end]
            if run in frequent:
                before[run].add(_beside(piece[start - 1 : start], number))
                after[run].add(_beside(piece[end : end + 1], number))
    varied = {run: counted[run] for run in frequent if min(len(before[run]), len(after[run])) >= _LEAST}
    return Counter(_whole([part for piece in pieces for part in _FUNCTION.split(piece)], varied))


def _beside(character: str, number: int) -> str | int:
    return character if character not in ("", _BORDER) else number


def _whole(parts: list[str], runs: Mapping[str, int]) -> dict[str, int]:
    """Return the runs without those that lie across the border of two words, as 乡圩董 in 柳湾乡圩董.

    They are looked for from the left and, without those found so, from the right.
    """
    for _ in ("left", "right"):
        across = _across(parts, runs)
        runs = {run[::-1]: count for run, count in runs.items() if run not in across}
        parts = [part[::-1] for part in parts]
    return dict(runs)


def _across(parts: list[str], runs: Mapping[str, int]) -> set[str]:
    """Return the runs of which no part begins with one, and most begin inside another and end after it.

    The others are those that a reader meets who takes the longest each time.
    """
    found: Counter[str] = Counter()
    for part in parts:
        for start, end in _longest(part, runs):
            for inner in range(start + 1, end):
                found.update(part[inner:after] for after in range(end + 1, min(inner + _LONGEST_RUN, len(part)) + 1))
    beginning = {part[:length] for part in parts for length in range(2, _LONGEST_RUN + 1)}
    return {run for run, count in runs.items() if 2 * found[run] > count and run not in beginning}


def _longest(part: str, runs: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Yield where the runs stand that one finds who reads from the left and takes the longest each time."""
    start = 0
    while start < len(part):
        ends = range(min(start + _LONGEST_RUN, len(part)), start + 1, -1)
        end = next((end for end in ends if part[start:end] in runs), None)
        if end is not None:
            yield start, end
        start = end or start + 1


def _spans(piece: str) -> Iterator[tuple[int, int]]:
    for start in range(len(piece) - 1):
        for end in range(start + 2, min(start + _LONGEST_RUN, len(piece)) + 1):
            yield start, end
