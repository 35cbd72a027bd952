"""The searchable text of records as one array of folded code points.

A record is a row of *streams*, each ended by END; the first is its title, begun by START. A phrase
never crosses an END, so a phrase is found inside one stream only. After the title come, where
they exist: the title with its years in Arabic digits, other titles, creators, document number,
subjects, places, other codes (each value of these a stream of its own).

The years of its date are no text: a record has them as numbers, found by a whole year only.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from lantai import text
from lantai.records.fields import SEPARATOR

SEP, START, END, YEAR = "\x01", "\x02", "\x03", "\x04"
"""Between records, before a title, after a stream, before a year as a key. Nothing folded contains them."""

FIELDS = ("title", "title_parallel", "title_sub", "creators", "doc_no", "subjects", "places", "alt_refs")
"""In the order of streams. Reference codes have an index of their own."""

COLUMNS = (*FIELDS, "year_start", "year_end")
_CODES = 0x110000
_YEAR_BITS, _YEAR_MASK = 14, (1 << 14) - 1


@dataclass(frozen=True, slots=True)
class Streams:
    """``codes`` are code points, ``numbers`` the record each belongs to; both as long as the text.

    ``years`` are first and last years of dates, ``dated`` the record each belongs to: ascending, each pair once.
    """

    codes: np.ndarray
    numbers: np.ndarray
    count: int
    years: np.ndarray = field(default_factory=lambda: np.zeros(0, np.uint32))
    dated: np.ndarray = field(default_factory=lambda: np.zeros(0, np.uint32))


def of_records(records: pl.DataFrame) -> Streams:
    """Return the streams of a table with (some of) the columns of the public table."""
    found = of_texts(records.select(_joined(records)).to_series())
    dated = [_dated(records[name]) for name in ("year_start", "year_end") if name in records.columns]
    if not dated:
        return found
    both = np.unique(np.concatenate(dated))
    return replace(found, years=(both & _YEAR_MASK).astype(np.uint32), dated=(both >> _YEAR_BITS).astype(np.uint32))


def _dated(years: pl.Series) -> np.ndarray:
    """Return the row of each known year and that year as one number."""
    known = ((years > 0) & (years < 10_000)).fill_null(False).to_numpy()
    return np.flatnonzero(known) << _YEAR_BITS | years.to_numpy()[known].astype(np.int64)


def of_texts(texts: pl.Series) -> Streams:
    """Return the streams of texts in which START and END are already set. None may be null."""
    count = len(texts)
    if not count:
        return Streams(np.zeros(0, np.uint32), np.zeros(0, np.uint32), 0)
    marked = texts.str.contains(r"\p{M}|[\x{1100}-\x{11ff}]")
    if marked.any():
        texts = pl.select(pl.when(marked).then(texts.str.normalize("NFC")).otherwise(texts)).to_series()
    raw = np.frombuffer(texts.str.join(SEP).item().encode("utf-32-le"), np.uint32)
    codes = _without_idle_spaces(_folded(raw))
    numbers = np.cumsum(codes == ord(SEP), dtype=np.uint32)
    return Streams(codes, numbers, count)


def _folded(raw: np.ndarray) -> np.ndarray:
    """Fold every code point by a table of those that occur."""
    present = np.flatnonzero(np.bincount(raw, minlength=4))
    folded = {code: chr(code) if code in (1, 2, 3) else text.fold_character(chr(code)) for code in present.tolist()}
    table = np.arange(_CODES, dtype=np.uint32)
    lengths = np.ones(_CODES, np.uint8)
    for code, new in folded.items():
        lengths[code] = len(new)
        table[code] = ord(new[0]) if new else 0
    size = lengths[raw]
    if (size == 1).all():
        return table[raw]
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


# Joining the fields of a record --------------------------------------------------------------


def _joined(records: pl.DataFrame) -> pl.Expr:
    parts = [_clean(pl.col("title").fill_null("")).pipe(lambda title: START + title + END)]
    arabic = titles_with_years(records["title"])
    if arabic is not None:
        parts.append(pl.when(arabic.is_not_null()).then(pl.lit(arabic) + END).otherwise(pl.lit("")))
    for name in FIELDS[1:]:
        if name in records.columns and records[name].null_count() < len(records):
            value = _clean(pl.col(name)).str.replace_all(SEPARATOR, END, literal=True)
            parts.append((value + END).fill_null(""))
    return pl.concat_str(parts)


def _clean(column: pl.Expr) -> pl.Expr:
    return column.str.replace_all(r"[\x00-\x04]", " ")


def titles_with_years(titles: pl.Series) -> pl.Series | None:
    """Return folded titles with years in Arabic digits where that differs, else null; None if nowhere."""
    likely = titles.str.contains(_year_hint()).fill_null(False)
    if not likely.any():
        return None
    rows = np.flatnonzero(likely.to_numpy())
    found: list[str | None] = [None] * len(titles)
    any_found = False
    for row, title in zip(rows.tolist(), titles.filter(likely).to_list(), strict=True):
        folded = text.fold(title)
        arabic = text.with_years(folded)
        if arabic != folded:
            found[row] = arabic
            any_found = True
    return pl.Series("arabic", found, dtype=pl.String) if any_found else None


def _year_hint() -> str:
    """Return a pattern that every unfolded text with a Chinese or era year matches."""
    spellings: dict[str, set[str]] = {}
    for source, target in text.variants().items():
        spellings.setdefault(target, {target}).add(source)
    names = "|".join("".join(f"[{''.join(sorted(spellings.get(c, {c})))}]" for c in name) for name in text.eras())
    return rf"(?:{names})\s*[元〇零○◯一二三四五六七八九十廿卅0-9０-９]|[一二][〇零○◯一二三四五六七八九]{{3}}"
