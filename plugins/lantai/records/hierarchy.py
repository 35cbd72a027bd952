"""What a reference code says about a record: its fonds, its parts, its level and its parent."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from lantai.records.addresses import Patterns, patterns_of
from lantai.records.refcodes import PART_FIELDS, SEPARATORS, Pattern, match_key, match_literals, placeholders

_PARTS = {part: field for part, field in PART_FIELDS.items() if part != "fonds"}
_FITTED = {"_fits": pl.Boolean, "_series": pl.String, "_file": pl.String, "_item": pl.String}
_FITTED |= {"_level": pl.String, "_parent": pl.String}
_MARK = "\ue000"
"""Stands for the code of the fonds while a pattern is matched."""


def with_fonds(frame: pl.DataFrame, known: Iterable[str]) -> pl.DataFrame:
    """Return ``frame`` with ``fonds`` filled where it is empty: the longest known code that starts the
    record's, else what stands before the first separator. Needs ``match_key``.
    """
    if not frame["fonds"].null_count():
        return frame
    key = pl.col("match_key")
    by_key = {match_key(code): code for code in known}
    parted = re.compile(f"[{re.escape(SEPARATORS)}]")
    # Codes without separators are what stands before the first one: hundreds of them are looked up together.
    whole = {known_key: code for known_key, code in by_key.items() if not parted.search(known_key)}
    guess = key.str.extract(f"^([^{re.escape(SEPARATORS)}]+)", 1).replace(whole)
    for known_key in sorted(by_key.keys() - whole.keys(), key=len):
        begins = key.str.starts_with(known_key)
        ends = key.str.slice(len(known_key), 1).is_in([*SEPARATORS, ""])
        guess = pl.when(begins & ends).then(pl.lit(by_key[known_key])).otherwise(guess)
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
    """Return the parts of codes of fonds that share their patterns.

    As in ``addresses.fitting``: the first pattern of which a code has all parts, else the first that it fits at all.
    """
    if not patterns:
        return keys.select("_row", *(pl.lit(None, dtype=dtype).alias(name) for name, dtype in _FITTED.items()))
    tried = [_by_column(keys, pattern) for pattern in patterns]
    if len(tried) == 1:
        return tried[0].drop("_whole")
    chosen = pl.coalesce(
        *(pl.when(pl.col(f"_whole_{index}")).then(index) for index in range(len(tried))),
        *(pl.when(pl.col(f"_fits_{index}")).then(index) for index in range(len(tried))),
        pl.lit(0),
    )
    each = [frame.drop("_row").rename(lambda name, index=index: f"{name}_{index}") for index, frame in enumerate(tried)]
    together = pl.concat([keys.select("_row"), *each], how="horizontal").with_columns(_chosen=chosen)
    return together.select("_row", *(_of_chosen(name, len(tried)) for name in _FITTED))


def _of_chosen(name: str, count: int) -> pl.Expr:
    """Return column ``name`` of the pattern that was chosen for each row."""
    picked = pl.lit(None, dtype=_FITTED[name])
    for index in range(count):
        picked = pl.when(pl.col("_chosen") == index).then(pl.col(f"{name}_{index}")).otherwise(picked)
    return picked.alias(name)


def _level(last: str, names: tuple[str, ...]) -> str:
    if last in ("fonds", "file"):
        return last
    return "item" if last == "item" or last == names[-1] else "series"


def _by_column(keys: pl.DataFrame, text: str) -> pl.DataFrame:
    """Return ``_FITTED`` by one pattern, and whether a code has all its parts (``_whole``)."""
    literals, names = placeholders(match_literals(text))
    if text.startswith("{fonds}"):
        # Fonds that share a pattern share one expression: the code of the fonds is cut off first.
        fonds_keys = {fonds: match_key(fonds or "") for fonds in keys["fonds"].unique()}
        mapped = pl.col("fonds").replace_strict(fonds_keys, return_dtype=pl.String)
        tail = pl.lit(_MARK) + pl.col("match_key").str.slice(mapped.str.len_chars())
        starts = pl.col("match_key").str.starts_with(mapped)
        cut = pl.when(starts).then(tail).str.extract_groups(Pattern.of(text, _MARK).regex)
        found = keys.with_columns(_parts=cut)
    else:
        found = pl.concat([_by_fonds(part, text) for part in keys.partition_by("fonds")]).sort("_row")
    part = {name: pl.col("_parts").struct.field(name) for name in names}
    level = pl.lit(None, dtype=pl.String)
    parent = pl.lit(None, dtype=pl.String)
    for index, name in enumerate(names):
        length = part[name].str.len_chars() + len(literals[index])
        if index == len(names) - 1:
            length = length + len(literals[-1])
        level = pl.when(part[name].is_not_null()).then(pl.lit(_level(name, tuple(names)))).otherwise(level)
        if index:
            shorter = pl.col("match_key").str.slice(0, pl.col("match_key").str.len_chars() - length)
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
        _whole=pl.all_horizontal(each.is_not_null() for each in part.values()),
    )


def _by_fonds(keys: pl.DataFrame, text: str) -> pl.DataFrame:
    """Add the parts of codes of one fonds, whose code stands within the pattern or not in it at all."""
    regex = Pattern.of(text, keys["fonds"][0] or "").regex
    return keys.with_columns(_parts=pl.col("match_key").str.extract_groups(regex))
