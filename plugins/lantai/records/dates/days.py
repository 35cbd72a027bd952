"""Days as most lists write them (19540305, 1954-3-5, 1954.3.5, 1954/3/5), a whole column at a time.

The grammar (``reading``) says the same of each, but one by one; all else is left to it.
"""

from __future__ import annotations

import polars as pl

from lantai.records.dates.points import FIRST_PLAUSIBLE, LAST_PLAUSIBLE

IN_DIGITS = r"^[0-9]{4}(?:[0-9]{4}|-[0-9]{1,2}-[0-9]{1,2}|\.[0-9]{1,2}\.[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2})$"


def in_digits(text: pl.Expr) -> pl.Expr:
    """Return the day in ISO form where ``text`` is one in digits that there was, else null."""
    written = pl.when(text.str.contains(IN_DIGITS)).then(text)
    year, month = written.str.slice(0, 4), written.str.extract(r"^[0-9]{4}[-./]?([0-9]{1,2})")
    day = written.str.extract(r"([0-9]{1,2})$")
    iso = pl.concat_str(year, month.str.zfill(2), day.str.zfill(2), separator="-")
    there_was = iso.str.to_date("%Y-%m-%d", strict=False).is_not_null()
    return pl.when(there_was & year.cast(pl.Int32).is_between(FIRST_PLAUSIBLE, LAST_PLAUSIBLE)).then(iso)
