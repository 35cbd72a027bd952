"""The searchable texts of records as one array of folded code points, each distinct text once.

What is searched of a record are *streams*, each ended by END; the first is its title, begun by START, as is the
second, if that differs: the title with its years in Arabic digits. A phrase never crosses an END, so a phrase is found
inside one stream only. Beside these there are, where they exist: other titles, creators, document number,
subjects, places, other codes (each value of these a stream of its own), and when its date begins and ends: DATE, eight
digits, END.

Records near each other have many creators and titles in common: such a stream stands here once, with the numbers of
its records.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from lantai import text
from lantai.records.fields import SEPARATOR
from lantai.search import dated
from lantai.search.runs import run_starts

START, END, DATE = "\x02", "\x03", "\x04"
"""Before a title in either writing, after a stream, before a date as a key. Nothing folded contains them."""

FIELDS = ("title", "title_parallel", "title_sub", "creators", "doc_no", "subjects", "places", "alt_refs")
"""In the order of streams. Reference codes have an index of their own."""

NAMED = ("title", "creators", "doc_no", "subjects", "places")
"""Fields in which alone a phrase may be looked for. The first has bit 1 of a mark, the next bit 2 …"""
MARK_BITS = 1 + len(NAMED)
"""Bits that tell of a record with a phrase: whether a title begins with it, then in which of these fields it stands."""

COLUMNS = (*FIELDS, *dated.READ)
DATE_LENGTH = 10
"""Characters of the stream of a date (see ``dated``). It is found from its beginning only."""
_CODES = 0x110000


@dataclass(frozen=True, slots=True)
class Streams:
    """``codes`` are the code points of all streams, ``counts`` tells how many records each stream has.

    ``numbers`` are these records, stream after stream, ascending within each; ``marks`` tell the field of each stream.
    The last ``dates`` streams are dates. ``count`` is the number of all records.
    """

    codes: np.ndarray
    counts: np.ndarray
    numbers: np.ndarray
    marks: np.ndarray
    count: int
    dates: int = 0


@dataclass(frozen=True, slots=True)
class _Group:
    """Distinct texts, how many records each has, these records, and the mark of their field."""

    texts: pl.Series
    counts: np.ndarray
    numbers: np.ndarray
    mark: int = 0


def of_records(records: pl.DataFrame) -> Streams:
    """Return the streams of a table with (some of) the columns of the public table."""
    titles = _grouped(records.select(pl.col("title").fill_null("")).to_series())
    groups = [_Group(START + _clean(titles.texts) + END, titles.counts, titles.numbers, mark_of("title"))]
    arabic = titles_with_years(titles.texts)
    if arabic is not None:
        chosen = arabic.is_not_null().to_numpy()
        numbers = titles.numbers[np.repeat(chosen, titles.counts)]
        groups.append(_Group(START + arabic.drop_nulls() + END, titles.counts[chosen], numbers, mark_of("title")))
    for name in FIELDS[1:]:
        if name in records.columns and records[name].null_count() < len(records):
            values = _grouped(records[name])
            groups.append(_Group(_clean(values.texts) + END, values.counts, values.numbers, mark_of(name)))
    dates, counts, rows = _dates(records)
    return Streams(
        np.concatenate((_folded(pl.concat([group.texts for group in groups])), _date_codes(dates))),
        np.concatenate([*(group.counts for group in groups), counts]),
        np.concatenate([*(group.numbers for group in groups), rows]),
        np.repeat(
            np.array([*(group.mark for group in groups), 0], np.uint8),
            [*(len(group.counts) for group in groups), len(counts)],
        ),
        len(records),
        len(dates),
    )


def of_texts(texts: Sequence[Sequence[str]]) -> Streams:
    """Return the streams of some texts: of each the title, then the others. None of them contains START or END."""
    marked = [[START + row[0], *row[1:]] for row in texts]
    written = pl.Series([part + END for row in marked for part in row], dtype=pl.String)
    numbers = np.repeat(np.arange(len(texts), dtype=np.uint32), [len(row) for row in texts])
    streams = len(numbers)
    return Streams(_folded(written), np.ones(streams, np.uint32), numbers, np.zeros(streams, np.uint8), len(texts))


def mark_of(name: str) -> int:
    """Return the bit of a field in marks, 0 if it has none."""
    return 2 << NAMED.index(name) if name in NAMED else 0


def _grouped(column: pl.Series) -> _Group:
    """Return the distinct values of a column; one with several holds SEPARATOR between them."""
    rows = pl.DataFrame({"text": column, "row": np.arange(len(column), dtype=np.uint32)}).drop_nulls()
    if rows["text"].str.contains(SEPARATOR, literal=True).any():
        rows = rows.with_columns(pl.col("text").str.split(SEPARATOR)).explode("text")
    found = rows.group_by("text", maintain_order=True).agg("row")
    lists = found["row"]
    return _Group(found["text"], lists.list.len().to_numpy(), lists.explode().to_numpy())


def _dates(records: pl.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the dates that begin or end records, how many each has, and these."""
    both = np.concatenate([_with_rows(days.to_numpy()) for days in dated.begins_and_ends(records)])
    both.sort()
    both = both[np.diff(both, prepend=-1) > 0]
    dates = both >> 32
    starts = run_starts(dates)
    return dates[starts], np.diff(starts, append=len(dates)).astype(np.uint32), both.astype(np.uint32)


def _with_rows(days: np.ndarray) -> np.ndarray:
    """Return each known day and its row as one number."""
    rows = np.flatnonzero(days)
    return days[rows].astype(np.int64) << 32 | rows


def _date_codes(dates: np.ndarray) -> np.ndarray:
    codes = np.empty((len(dates), DATE_LENGTH), np.uint32)
    codes[:, 0], codes[:, -1] = ord(DATE), ord(END)
    for column in range(1, DATE_LENGTH - 1):
        codes[:, column] = dates // 10 ** (DATE_LENGTH - 2 - column) % 10 + ord("0")
    return codes.ravel()


# Folding by the column -----------------------------------------------------------------------


def _folded(texts: pl.Series) -> np.ndarray:
    """Return the folded code points of texts in which START and END are already set."""
    marked = texts.str.contains(r"\p{M}|[\x{1100}-\x{11ff}]")
    if marked.any():
        texts = pl.select(pl.when(marked).then(texts.str.normalize("NFC")).otherwise(texts)).to_series()
    raw = np.frombuffer((texts.str.join("").item() or "").encode("utf-32-le"), np.uint32)
    return _without_idle_spaces(_characters_folded(raw))


def _characters_folded(raw: np.ndarray) -> np.ndarray:
    """Fold every code point by a table of those that occur."""
    occurs = np.zeros(_CODES, bool)
    occurs[raw] = True
    present = np.flatnonzero(occurs).tolist()
    folded = {code: chr(code) if code in (2, 3) else text.fold_character(chr(code)) for code in present}
    table = np.arange(_CODES, dtype=np.uint32)
    for code, new in folded.items():
        table[code] = ord(new[0]) if new else 0
    if all(len(new) == 1 for new in folded.values()):
        return table[raw]
    lengths = np.ones(_CODES, np.uint8)
    lengths[present] = [len(new) for new in folded.values()]
    size = lengths[raw]
    starts = np.cumsum(size, dtype=np.int64) - size
    out = np.zeros(int(size.sum(dtype=np.int64)), np.uint32)
    kept = size > 0
    out[starts[kept]] = table[raw[kept]]
    for code, new in folded.items():
        if len(new) > 1:
            at = starts[raw == code]
            for step, character in enumerate(new[1:], 1):
                out[at + step] = ord(character)
    return out


def _without_idle_spaces(codes: np.ndarray) -> np.ndarray:
    """Apply rule 3 of the folding: single spaces only, and none beside Chinese or at an end."""
    space = codes == text.SPACE
    if not space.any():
        return codes
    repeated = space.copy()
    repeated[1:] &= space[:-1]
    repeated[0] = False
    codes = codes[~repeated]
    at = np.flatnonzero(codes == text.SPACE)
    padded = np.concatenate((codes, [ord(END)]))
    idle = _swallows_space(padded[at - 1]) | _swallows_space(padded[at + 1]) | (at == 0)
    return np.delete(codes, at[idle])


def _swallows_space(codes: np.ndarray) -> np.ndarray:
    found = codes <= ord(END)
    for low, high in text.HAN_RANGES:
        found |= (codes >= low) & (codes <= high)
    return found


# Titles and values ---------------------------------------------------------------------------


def _clean(texts: pl.Series) -> pl.Series:
    return texts.str.replace_all(r"[\x00-\x04]", " ")


def titles_with_years(titles: pl.Series) -> pl.Series | None:
    """Return folded titles with years in Arabic digits where that differs, else null; None if nowhere."""
    likely = titles.str.contains(year_hint()).fill_null(False)
    if not likely.any():
        return None
    written = _folded(_clean(titles.filter(likely)) + END).astype("<u4").tobytes().decode("utf-32-le")
    folded, arabic = (
        pl.Series(texts.split(END)[:-1], dtype=pl.String) for texts in (written, text.with_years(written))
    )
    rows, changed = np.flatnonzero(likely.to_numpy()), folded != arabic
    if not changed.any():
        return None
    found = pl.repeat(None, len(titles), dtype=pl.String, eager=True)
    return found.scatter(rows[changed.to_numpy()], arabic.filter(changed))


@cache
def year_hint() -> str:
    """Return a pattern that every unfolded text matches which ``with_years`` may change."""
    spellings: dict[str, set[str]] = {}
    for source, target in text.variants().items():
        spellings.setdefault(target, {target}).add(source)
    names = "|".join("".join(f"[{''.join(sorted(spellings.get(c, {c})))}]" for c in name) for name in text.eras())
    digit, written = "[0-9０-９]", "元〇零○◯一二三四五六七八九十廿卅0０"
    between = f"[{re.escape(''.join(text.written_as('-', '.', '/')))}]"
    day = (
        f"年\\s*(?:[{written}]|{digit}+\\s*月\\s*(?:[{written}]|{digit}+\\s*[号號]))|{between}{digit}+{between}{digit}"
    )
    return rf"(?:{names})\s*[{written}1-9１-９]|[一二][〇零○◯一二三四五六七八九]{{3}}|{digit}{{4}}\s*(?:{day})"
