"""Rule 7: which records' pictures wait for a person although the record itself is public."""

from __future__ import annotations

import polars as pl

from lantai.records.fields import SEPARATOR
from lantai.review import reasons, rules
from lantai.review.words import Words

_TOLD_BY = ("title", "title_sub", "scope", "subjects", "genre", "carrier")
_APPROVED_BY = ("rights", "scope", "title", "title_sub", "copies")


def holds(frame: pl.DataFrame, vocabulary: Words, released: pl.Series) -> pl.Series:
    """Return the codes of the reasons that hold each record's pictures, or null.

    Pictures that may show minors, and maps whose fields name no approval number (审图号), wait until a
    person releases the record. Where nothing is cleared there is nothing to hold.
    """
    result = pl.Series("media_holds", [None] * frame.height, pl.String)
    some = frame.with_row_index("_row").filter(rules.text(frame, "media").is_not_null() & ~pl.lit(released))
    told, approved = _together(frame, _TOLD_BY), _together(frame, _APPROVED_BY)
    minors = told.str.contains_any(list(vocabulary.minors))
    maps = told.str.contains_any(list(vocabulary.maps)) & ~approved.str.contains(rules.MAP_NUMBER)
    codes = [
        pl.when(minors).then(pl.lit(reasons.MEDIA_MINORS.code)),
        pl.when(maps).then(pl.lit(reasons.MEDIA_MAP.code)),
    ]
    joined = pl.concat_str(codes, separator=SEPARATOR, ignore_nulls=True)
    found = some.select("_row", pl.when(joined != "").then(joined).alias("codes")).drop_nulls()
    return result.scatter(found["_row"].to_list(), found["codes"].to_list())


def _together(frame: pl.DataFrame, columns: tuple[str, ...]) -> pl.Expr:
    joined = pl.concat_str([rules.text(frame, column) for column in columns], separator=SEPARATOR, ignore_nulls=True)
    return joined.str.normalize("NFKC").str.replace_all(r"\s+", "")
