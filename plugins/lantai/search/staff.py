"""Staff search: a plain scan over tables on disk, with the folding and operators of the public search."""

from __future__ import annotations

import re

import polars as pl

from lantai import text
from lantai.search.streams import FIELDS

_TOKENS = re.compile(r'([-－]?)(?:["“”＂]([^"“”＂]*)["“”＂]?|([^\s"“”＂]+))')


def find(table: pl.LazyFrame, query: str) -> pl.DataFrame:
    """Return the rows that contain every term of ``query`` and none of those with ``-``, in archival order.

    Terms are looked for in all searchable fields and at the beginning of the reference code.
    """
    names = table.collect_schema().names()
    columns = [name for name in FIELDS if name in names]
    frame = table.collect()
    keep = pl.Series([True]).extend_constant(True, max(0, len(frame) - 1)).head(len(frame))
    folded = {name: frame[name].map_elements(_both, return_dtype=pl.String) for name in columns}
    for minus, phrase, word in _TOKENS.findall(query):
        term = phrase or word
        here = _containing(frame, folded, text.fold(term))
        code = text.code_key(term)
        if code and "ref_code" in names:
            here = here | frame["ref_code"].map_elements(text.code_key, return_dtype=pl.String).str.starts_with(
                code
            ).fill_null(False)
        keep = keep & (~here if minus else here)
    return frame.filter(keep)


def _both(value: str) -> str:
    folded = text.fold(value)
    return f"{folded}\n{text.with_years(folded)}"


def _containing(frame: pl.DataFrame, folded: dict[str, pl.Series], term: str) -> pl.Series:
    found = pl.Series([False]).extend_constant(False, max(0, len(frame) - 1)).head(len(frame))
    for wanted in {term, text.with_years(term)} - {""}:
        for column in folded.values():
            found = found | column.str.contains(wanted, literal=True).fill_null(False)
    if "year_start" in frame.columns and re.fullmatch(r"\d{4}年?", term):
        found = found | (frame["year_start"] == int(term[:4])).fill_null(False)
    return found
