"""What a reference code says about a record: its fonds, its parts, its level and its parent."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from lantai.records.addresses import Patterns, fitting, patterns_of
from lantai.records.refcodes import SEPARATORS, Pattern, match_key, match_literals, placeholders

_PARTS = {"series": "series", "file": "file_no", "item": "item_no"}
_FITTED = {"_fits": pl.Boolean, "_series": pl.String, "_file": pl.String, "_item": pl.String}
_FITTED |= {"_level": pl.String, "_parent": pl.String}


def with_fonds(frame: pl.DataFrame, known: Iterable[str]) -> pl.DataFrame:
    """Return ``frame`` with ``fonds`` filled where it is empty: the longest known code that starts the
    record's, else what stands before the first separator. Needs ``match_key``.
    """
    if not frame["fonds"].null_count():
        return frame
    key = pl.col("match_key")
    guess = key.str.extract(f"^([^{re.escape(SEPARATORS)}]+)", 1)
    for code in sorted(known, key=lambda code: len(match_key(code))):
        known_key = match_key(code)
        begins = key.str.starts_with(known_key)
        ends = key.str.slice(len(known_key), 1).is_in([*SEPARATORS, ""])
        guess = pl.when(begins & ends).then(pl.lit(code)).otherwise(guess)
    return frame.with_columns(fonds=pl.coalesce("fonds", guess, key))


def with_parts(frame: pl.DataFrame, patterns: Patterns) -> tuple[pl.DataFrame, pl.Series]:
    """Return ``frame`` with series, file, item, level and parent filled from the code where they are empty.

    The second value says for each row whether its code fits a pattern; null where its fonds has none.
    A code that fits none keeps what the export says. Without level or pattern a record is an item.
    """
    pairs = frame.select("repository_code", "fonds").unique()
    texts = ["\x1f".join(patterns_of(patterns, archive or "", fonds or "")) for archive, fonds in pairs.iter_rows()]
    known = pairs.with_columns(pl.Series("_patterns", texts, dtype=pl.String))
    keys = frame.select("match_key", "repository_code", "fonds").with_row_index("_row")
    keys = keys.join(known, on=["repository_code", "fonds"], how="left", nulls_equal=True)
    fitted = [
        _fitted(part, tuple(filter(None, str(joined).split("\x1f"))))
        for (joined,), part in keys.partition_by("_patterns", as_dict=True).items()
    ]
    if not fitted:
        return frame, pl.Series("_fits", [], dtype=pl.Boolean)
    parts = pl.concat(fitted).sort("_row").drop("_row")
    whole = pl.concat([frame, parts], how="horizontal")
    whole = whole.with_columns(
        *(pl.coalesce(column, f"_{name}").alias(column) for name, column in _PARTS.items()),
        level=pl.coalesce("level", "_level", pl.lit("item")),
        parent_ref=pl.coalesce("parent_ref", "_parent"),
    )
    return whole.drop(list(_FITTED)), parts["_fits"]


def _fitted(keys: pl.DataFrame, patterns: tuple[str, ...]) -> pl.DataFrame:
    if not patterns:
        return keys.select("_row", *(pl.lit(None, dtype=dtype).alias(name) for name, dtype in _FITTED.items()))
    if len(patterns) == 1 and patterns[0].startswith("{fonds}"):
        return _by_column(keys, patterns[0])
    rows = [
        _one(row, key, match_key(fonds or ""), patterns)
        for row, key, fonds in keys.select("_row", "match_key", "fonds").iter_rows()
    ]
    return pl.DataFrame(rows, schema={"_row": keys["_row"].dtype} | _FITTED, orient="row")


def _one(row: int, key: str, fonds_key: str, patterns: tuple[str, ...]) -> tuple:
    found = fitting(key, fonds_key, patterns)
    if found is None:
        return row, False, None, None, None, None, None
    pattern, parts = found
    present = [name for name in pattern.names if name in parts]
    literals, names = placeholders(match_literals(pattern.text))
    last = names.index(present[-1])
    tail = len(literals[last]) + len(parts[present[-1]]) + (len(literals[-1]) if last == len(names) - 1 else 0)
    level = _level(present[-1], pattern.names)
    parent = key[:-tail] if len(present) > 1 else None
    return row, True, parts.get("series"), parts.get("file"), parts.get("item"), level, parent


def _level(last: str, names: tuple[str, ...]) -> str:
    if last in ("fonds", "file"):
        return last
    return "item" if last == "item" or last == names[-1] else "series"


def _by_column(keys: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """The same for fonds that share one pattern: the code of the fonds is cut off first."""
    fonds_keys = {fonds: match_key(fonds or "") for fonds in keys["fonds"].unique()}
    mapped = pl.col("fonds").replace_strict(fonds_keys, return_dtype=pl.String)
    literals, names = placeholders(match_literals(pattern))
    regex = Pattern.of(pattern, "\ue000").regex
    tail = pl.lit("\ue000") + pl.col("match_key").str.slice(mapped.str.len_chars())
    starts = pl.col("match_key").str.starts_with(mapped)
    found = keys.with_columns(_parts=pl.when(starts).then(tail).str.extract_groups(regex))
    part = {name: pl.col("_parts").struct.field(name) for name in names}
    level = pl.lit(None, dtype=pl.String)
    parent = pl.lit(None, dtype=pl.String)
    for index, name in enumerate(names):
        cut = part[name].str.len_chars() + len(literals[index])
        if index == len(names) - 1:
            cut = cut + len(literals[-1])
        level = pl.when(part[name].is_not_null()).then(pl.lit(_level(name, tuple(names)))).otherwise(level)
        if index:
            shorter = pl.col("match_key").str.slice(0, pl.col("match_key").str.len_chars() - cut)
            parent = pl.when(part[name].is_not_null()).then(shorter).otherwise(parent)
    nothing = pl.lit(None, dtype=pl.String)
    return found.select(
        "_row",
        _fits=part[names[0]].is_not_null(),
        _series=part.get("series", nothing),
        _file=part.get("file", nothing),
        _item=part.get("item", nothing),
        _level=level,
        _parent=parent,
    )
