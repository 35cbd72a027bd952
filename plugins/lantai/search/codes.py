"""The index of reference codes: every code without its punctuation, in order, with its record.

Body (kind ``c``): varint n, varint bytes of the codes; the codes with ``-`` for each run of
punctuation, UTF-8, joined by U+000A; n varints: the record number as a zigzag difference to the one
before. Shards are in the order of ``text.code_key``, so a beginning of a code is a run of entries.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from lantai import text
from lantai.search import varints
from lantai.search.container import IndexWriter

PER_SHARD = 8192


def write(writer: IndexWriter, codes: pl.Series) -> list[str]:
    """Write the shards; returns the first key of each."""
    parts = _code_parts(codes)
    table = pl.DataFrame({"parts": parts, "number": np.arange(len(codes), dtype=np.uint32)})
    table = table.with_columns(key=pl.col("parts").str.replace_all("-", "", literal=True))
    if not table["key"].is_sorted():
        table = table.sort("key", maintain_order=True)
    first_keys = table["key"].gather_every(PER_SHARD).to_list()
    for ordinal in range(len(first_keys)):
        piece = table.slice(ordinal * PER_SHARD, PER_SHARD)
        names = piece["parts"].str.join("\n").item().encode()
        numbers = piece["number"].to_numpy().astype(np.int64)
        steps = np.diff(numbers, prepend=0)
        zigzag = (steps << 1) ^ (steps >> 63)
        writer.add("c", ordinal, varints.encoded([len(piece), len(names)]) + names + varints.encoded(zigzag))
    return first_keys


def characters(codes: pl.Series) -> set[str]:
    """Return the folded characters beyond ASCII in some codes."""
    codes = codes.cast(pl.String)
    return set(text.fold("".join(codes.filter(codes.str.contains(r"[^\x00-\x7f]")).to_list())))


def _code_parts(codes: pl.Series) -> pl.Series:
    """Return ``text.code_parts`` of a column; ASCII codes (nearly all) without leaving polars."""
    codes = codes.fill_null("")
    plain = codes.str.strip_chars("-").str.to_lowercase()
    if codes.str.contains(r"[^A-Za-z0-9-]|--").any():
        plain = codes.str.replace_all(r"[^A-Za-z0-9]+", "-").str.strip_chars("-").str.to_lowercase()
    foreign = codes.str.contains(r"[^\x00-\x7f]")
    if not foreign.any():
        return plain
    rows = np.flatnonzero(foreign.to_numpy())
    folded = pl.Series([text.code_parts(code) for code in codes.filter(foreign).to_list()], dtype=pl.String)
    return plain.scatter(rows, folded)
