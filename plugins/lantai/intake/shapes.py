"""What reference codes are made of, as far as a list of them tells: which part is the fonds, the file, the item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import polars as pl

from lantai.intake.sampling import SAMPLE
from lantai.records.addresses import ITEMS_PER_PAGE, YEAR
from lantai.records.refcodes import SEPARATORS, match_key, match_key_expr

FOUR_PARTS = "{fonds}-{series}-{file}-{item}"
THREE_PARTS = "{fonds}-{file}-{item}"
_ITEMS_OF_A_FONDS = 50
"""So many records at the least a list has of each fonds on average; an album or an accession has fewer."""
_FILES_OF_A_FONDS = 20
"""So many files at the least a fonds has on average; so many series it hardly has, years are told by their number."""
_FILE = r"^[A-Z]?[0-9]{1,6}$"


def pattern(sample: Sequence[str]) -> str:
    """Return the pattern if nearly all codes have four parts joined by dashes, else nothing."""
    dashes = Counter(
        match_key(code).count("-") for code in sample if re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)+", match_key(code))
    )
    return FOUR_PARTS if dashes[3] >= 0.8 * len(sample) > 0 else ""


def name_no_fonds(codes: pl.Series) -> bool:
    """Whether what stands before the first separator differs from code to code, as in A00001.

    Of these codes that is asked of a sample, where a centre's list of hundreds of fonds looks the same: there each
    beginning returns in the whole list.
    """
    before = _keys(codes).str.extract(f"^([^{re.escape(SEPARATORS)}]*)")
    sample = before.gather_every(max(1, len(codes) // SAMPLE)).head(SAMPLE)
    return sample.n_unique() > max(20, len(sample) // 5) and before.n_unique() * _ITEMS_OF_A_FONDS > len(codes)


def name_files(codes: pl.Series) -> bool:
    """Whether nearly all codes are a fonds, a file and an item joined by dashes: J001-0345-012.

    That the middle is no series, nor a year, shows in how many there are in a fonds and how few records each has.
    """
    parts = _keys(codes).str.extract_groups("^([A-Z0-9]+)-([A-Z0-9]+)-([A-Z0-9]+)$").struct.unnest()
    parts.columns = ["fonds", "file", "item"]
    named = parts.filter(pl.col("file").str.contains(_FILE) & ~pl.col("file").str.contains(YEAR))
    files, fonds = named.select("fonds", "file").n_unique(), named["fonds"].n_unique()
    return (
        len(named) >= 0.8 * len(codes) > 0
        and files >= _FILES_OF_A_FONDS * fonds
        and len(named) <= ITEMS_PER_PAGE * files
    )


def _keys(codes: pl.Series) -> pl.Series:
    return pl.DataFrame({"code": codes}).select(match_key_expr(pl.col("code"))).to_series()
