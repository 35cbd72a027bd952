"""Where a record stands on the site: a pure function of its code, its fonds and the fonds' pattern.

Adding records never changes an address, so a list page holds a *range of codes*, not a count of rows::

    /catalogue/J001/                          the fonds
    /catalogue/J001/002/                      a container (series, year, class …)
    /catalogue/J001/002/341-350/              ten files with their items      #J001-002-0345-012
    /catalogue/J001/002/201-400/              two hundred items, where they hang directly under a container
    /catalogue/J001/002/341-350/J001-002-0345-012/     a record's own page, if it gets one
    /catalogue/J001/002/_/J001-002/           the same for a record that is itself a container

Names are match keys, hence upper case: two codes that differ only in case are one code, and no two
files differ only in case. Chinese stays as it is. A name that cannot be a file everywhere (Windows
names, ``*``, too long) carries a short digest of the full name after ``~``, so that nothing collides.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from lantai.records.refcodes import SEPARATORS, Pattern, match_key, tokens, without_fonds

FILES_PER_PAGE = 10
ITEMS_PER_PAGE = 200
LONGEST_NAME = 80
"""Bytes of UTF-8 in one name; file systems stop at 255, and a path has several names."""

_ROOT = "/catalogue/"
_INJECTIVE = {"/": "+", ":": "="}
_PLAIN = r"^[A-Z0-9\x{3400}-\x{9fff}\x{20000}-\x{3ffff}][A-Z0-9\x{b7}.\x{3400}-\x{9fff}\x{20000}-\x{3ffff}-]*$"
"""Names that are their own slug, cheaply recognised in a column (polars' syntax); others go the long way."""
_NUMBER = r"^([A-Z\u3400-\u9fff]{0,6})([0-9]{1,12})"
_WORDED = r"[A-Z\x{3400}-\x{9fff}]{2}[0-9]+\."
"""Found in every match key that may hold a part that is ``refcodes.WORDED`` (polars' syntax)."""
_BLOCK = re.compile(r"^[^0-9]{0,6}[0-9]+-[0-9]+$")
YEAR = r"^(?:1[5-9]|20)[0-9]{2}$"
"""A part of a code that is the year, also in the syntax of polars."""
_PERIOD = r"^(?:D[1-9][0-9]?|[1-9][0-9]?年)$"
"""After a year, a retention period in years before the number of a piece: D30 (DA/T 22—2015), or 30年 as in lists."""
_RESERVED = re.compile(r"^(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9]|CLOCK\$)(\..*)?$")
_SENTINEL = "\ue000"
"""Stands for the code of the fonds while a pattern is matched, so that fonds can share one expression."""
_JOIN = "\x1f"

Patterns = Mapping[tuple[str, str], Sequence[str]]
"""Patterns of codes by ``(repository code, fonds code)``; ``("", "")`` holds those of all other fonds."""


class Address(NamedTuple):
    """Where a record is found."""

    list_address: str
    anchor: str
    page_address: str


class Stand(NamedTuple):
    """Where a code stands: the names of its containers, and what its list page is a block of."""

    containers: tuple[str, ...]
    token: str
    """Number of the file or item; empty for a record that is itself a container."""
    size: int


def address(ref_code: str, fonds: str, repository: str = "", patterns: Sequence[str] = ()) -> Address:
    """Return the addresses of one record. ``repository`` is empty on a site of one archive."""
    key = match_key(ref_code)
    stand = stand_of(key, match_key(fonds), tuple(patterns))
    base = fonds_address(fonds, repository) + "".join(f"{slug(name, container=True)}/" for name in stand.containers)
    name = slug(key)
    if not stand.token:
        return Address(base, name, f"{base}_/{name}/")
    base += f"{_block(stand.token, stand.size)}/"
    return Address(base, name, f"{base}{name}/")


def page_address(repository: str, fonds: str, ref_code: str, patterns: Sequence[str] = ()) -> str:
    """Return the address of the record's own page, whether or not it gets one."""
    return address(ref_code, fonds, repository, patterns).page_address


def fonds_address(fonds: str, repository: str = "") -> str:
    """Return the address of a fonds."""
    parts = [slug(match_key(part), container=True) for part in (repository, fonds) if part]
    return _ROOT + "".join(f"{part}/" for part in parts)


def is_block(name: str) -> bool:
    """Return whether a name in an address is a range of codes (``341-350``), not a container."""
    return bool(_BLOCK.match(name)) or name.startswith("~")


def initial_of(block: str) -> str | None:
    """Return the sign with which all names in a block begin, ``""`` if it is none that addresses have.

    None for blocks of numbers.
    """
    if not block.startswith("~"):
        return None
    return block[1:] if len(block) == 2 else ""


def is_block_of_files(name: str) -> bool:
    """Return whether a block holds ``FILES_PER_PAGE`` numbers."""
    found = re.search(r"([0-9]+)-([0-9]+)$", name)
    return found is not None and int(found[2]) - int(found[1]) + 1 == FILES_PER_PAGE


def is_digested(name: str) -> bool:
    """Return whether a name in an address carries a digest, as the part of a code could not be it."""
    return "~" in name


def named(part: str) -> str:
    """Return how a part of a code is named in addresses where it is a container."""
    return slug(match_key(part), container=True)


def own_page(list_address: str, anchor: str) -> str:
    """Return the address of a record's own page from its place on a list page, whether or not it gets one."""
    block = is_block(list_address.rstrip("/").rpartition("/")[2])
    return f"{list_address}{'' if block else '_/'}{anchor}/"


@lru_cache(maxsize=65536)
def slug(name: str, container: bool = False) -> str:
    """Return a match key, or a part of one, as a name in an address and on every file system.

    Different keys give different slugs (up to 32 bits of SHA-256). Containers must also not look
    like blocks (``201-400``), which stand beside them.
    """
    kept = "".join(_kept(character) for character in name)
    cut = kept.encode()[:LONGEST_NAME].decode(errors="ignore")
    exact = (
        cut == "".join(_INJECTIVE.get(character, character) for character in name)
        and any(character.isalnum() for character in cut)
        and cut[-1] != "."
        and cut[0] not in ".-"
        and not _RESERVED.match(cut)
        and not (container and _BLOCK.match(cut))
    )
    if exact:
        return cut
    stem = cut.strip(".-_")[:24] or "_"
    if _RESERVED.match(stem):
        stem = stem.replace(".", "_")  # Windows looks at what stands before the first dot
    return f"{stem}~{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _kept(character: str) -> str:
    if character in "-·._()〔〕【】":
        return character
    if character in _INJECTIVE:
        return _INJECTIVE[character]
    return character if unicodedata.category(character)[0] in "LMN" else "_"


def stand_of(key: str, fonds_key: str, patterns: tuple[str, ...] = ()) -> Stand:
    """Return where a match key stands within its fonds: by the first pattern it fits, else by its separators."""
    parts = fitting(key, fonds_key, patterns)
    return _by_separators(without_fonds(key, fonds_key)) if parts is None else _by_parts(*parts)


def fitting(key: str, fonds_key: str, patterns: tuple[str, ...]) -> tuple[Pattern, dict[str, str]] | None:
    """Return the pattern a match key fits, and its parts: one with all parts present goes before others."""
    partial = None
    for text in patterns:
        pattern = Pattern.of(text, fonds_key)
        parts = pattern.parse(key)
        if parts is not None and len(parts) == len(pattern.names):
            return pattern, parts
        if parts is not None and partial is None:
            partial = pattern, parts
    return partial


def _by_parts(pattern: Pattern, parts: Mapping[str, str]) -> Stand:
    names = [name for name in pattern.names if name != "fonds"]
    leaf = "file" if "file" in names else (names[-1] if names else "")
    before = tuple(parts[name] for name in names[: names.index(leaf)] if name in parts) if names else ()
    if leaf not in parts:
        return Stand(before, "", 0)
    if leaf != "file":
        return Stand(before, parts[leaf], ITEMS_PER_PAGE)
    if re.match(_NUMBER, parts["file"]):
        return Stand(before, parts["file"], FILES_PER_PAGE)
    after = next((parts[name] for name in names[names.index("file") + 1 :] if name in parts), "")
    return Stand((*before, parts["file"]), after, ITEMS_PER_PAGE if after else 0)


def _by_separators(rest: str) -> Stand:
    names = tokens(rest)
    if not names:
        return Stand((), "", 0)
    is_number = len(names) >= 3 and re.match(_NUMBER, names[-2]) and "." not in names[-2]
    if is_number and not _is_class(names[-3], names[-2]):
        return Stand(tuple(names[:-2]), names[-2], FILES_PER_PAGE)
    return Stand(tuple(names[:-1]), names[-1], ITEMS_PER_PAGE)


def _is_class(before: str, name: str) -> bool:
    """Return whether a name that has a number is a year or a retention period, not a file."""
    return bool(re.match(YEAR, name) or (re.match(_PERIOD, name) and re.match(YEAR, before)))


def _block(token: str, size: int) -> str:
    found = re.match(_NUMBER, token)
    if not found:
        return f"~{slug(token[0]).lstrip('_~')}"
    start = (max(int(found[2]), 1) - 1) // size * size + 1
    return f"{found[1]}{start}-{start + size - 1}"


# ---- the same for a whole column -------------------------------------------------------------


def add_columns(frame: pl.DataFrame, patterns: Patterns, several_archives: bool = False) -> pl.DataFrame:
    """Return ``frame`` with ``list_address``, ``anchor`` and ``page_address``.

    Needs ``match_key``, ``fonds`` and ``repository_code``. Codes of the usual shapes take a
    few column operations; the rest goes through ``address`` one by one, with the same result.
    """
    known = _groups(frame.select("repository_code", "fonds").unique(), patterns, several_archives)
    keys = frame.select("match_key", "repository_code", "fonds").with_row_index("_row")
    keys = keys.join(known, on=["repository_code", "fonds"], how="left", nulls_equal=True)
    parts = keys.partition_by("_patterns", as_dict=True).items()
    stands = [_stands(part, tuple(filter(None, str(texts).split(_JOIN)))) for (texts,), part in parts]
    stand = pl.concat(stands).sort("_row") if stands else _stands(keys, ())
    names = _slugs(stand["match_key"])
    paths = stand["_base"] + _paths(stand["_head"]) + _blocks(stand)
    aside = stand.select(pl.when(pl.col("_token") == "").then(pl.lit("_/")).otherwise(pl.lit(""))).to_series()
    return frame.with_columns(list_address=paths, anchor=names, page_address=paths + aside + names + "/")


def collisions(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of ``frame`` that share ``list_address`` and ``anchor`` with another row."""
    return frame.filter(pl.struct("list_address", "anchor").is_duplicated()).sort("list_address", "anchor")


def patterns_of(patterns: Patterns, repository: str, fonds: str) -> tuple[str, ...]:
    """Return the patterns of a fonds: its own, else those of all fonds without any."""
    for group in ((repository, fonds), ("", fonds), ("", "")):
        if patterns.get(group):
            return tuple(patterns[group])
    return ()


def _groups(pairs: pl.DataFrame, patterns: Patterns, several_archives: bool) -> pl.DataFrame:
    """Add, for each archive and fonds, its patterns (joined), its match key and the start of its addresses."""
    rows = [(archive or "", fonds or "") for archive, fonds in pairs.iter_rows()]
    return pairs.with_columns(
        pl.Series("_patterns", [_JOIN.join(patterns_of(patterns, *row)) for row in rows], dtype=pl.String),
        pl.Series("_fonds", [match_key(fonds) for _, fonds in rows], dtype=pl.String),
        pl.Series("_base", [fonds_address(f, a if several_archives else "") for a, f in rows], dtype=pl.String),
    )


def _stands(keys: pl.DataFrame, patterns: tuple[str, ...]) -> pl.DataFrame:
    """Add ``_head`` (containers, joined), ``_token`` and ``_size``."""
    starts = pl.col("match_key").str.starts_with(pl.col("_fonds")) & (pl.col("_fonds") != "")
    tail = pl.col("match_key").str.slice(pl.col("_fonds").str.len_chars())
    if len(patterns) == 1 and patterns[0].startswith("{fonds}"):
        # Fonds that share a pattern share one expression.
        marked = pl.when(starts).then(pl.lit(_SENTINEL) + tail).otherwise("match_key")
        return _by_pattern(keys.with_columns(_tail=marked), patterns)
    if patterns:
        return _one_by_one(keys, patterns)
    worded = (
        pl.col("match_key").str.contains("/", literal=True) & pl.col("match_key").str.contains(_WORDED)
    ).fill_null(False)
    if keys.select(worded.any()).item():
        return pl.concat([_stands(keys.filter(~worded), ()), _one_by_one(keys.filter(worded), ())])
    separators = f"[{re.escape(SEPARATORS)}]"
    follows = tail.str.contains("^" + separators) | (tail == "")
    rest = pl.when(starts & follows).then(tail).otherwise("match_key").str.strip_chars(SEPARATORS)
    rest = rest.str.replace_all(separators + "+", _JOIN)
    split = keys.with_columns(_rest=rest).with_columns(_steps=pl.col("_rest").str.split(_JOIN))
    # Two names before the last: then the second to last may be a file, and what is before it its containers.
    split = split.with_columns(
        _file=pl.when(pl.col("_steps").list.len() >= 3).then(pl.col("_steps").list.get(-2, null_on_oob=True))
    )
    distinct = split.select(pl.col("_file").unique())
    numbered = pl.col("_file").str.contains(_polars(_NUMBER)) & ~pl.col("_file").str.contains(YEAR)
    files = distinct.filter(numbered.fill_null(False))["_file"]
    is_file = pl.col("_file").is_in(files.implode()).fill_null(False)
    periods = files.filter(files.str.contains(_PERIOD))
    if len(periods):
        before = pl.col("_steps").list.get(-3, null_on_oob=True)
        is_period = pl.col("_file").is_in(periods.implode()) & before.str.contains(YEAR)
        is_file &= ~is_period.fill_null(False)
    return split.select(
        "_row",
        "match_key",
        "_base",
        _head=pl.col("_steps")
        .list.head(pl.col("_steps").list.len() - pl.when(is_file).then(2).otherwise(1))
        .list.join(_JOIN),
        _token=pl.when(is_file).then("_file").otherwise(pl.col("_steps").list.last()),
        _size=pl.when(is_file).then(FILES_PER_PAGE).otherwise(ITEMS_PER_PAGE),
    )


def _by_pattern(keys: pl.DataFrame, patterns: tuple[str, ...]) -> pl.DataFrame:
    pattern = Pattern.of(patterns[0], _SENTINEL)
    names = [name for name in pattern.names if name != "fonds"]
    if not names:
        return _one_by_one(keys, patterns)
    leaf = "file" if "file" in names else names[-1]
    found = keys.with_columns(_parts=pl.col("_tail").str.extract_groups(_polars(pattern.regex)))
    part = {name: pl.col("_parts").struct.field(name) for name in (*names, pattern.names[0])}
    leaf_is_usual = part[leaf].str.contains(_polars(_NUMBER) if leaf == "file" else "").fill_null(True)
    plain = part[pattern.names[0]].is_not_null() & leaf_is_usual
    usual = found.filter(plain)
    before = names[: names.index(leaf)]
    head = pl.concat_str([part[name] for name in before], separator=_JOIN, ignore_nulls=True) if before else pl.lit("")
    usual = usual.select(
        "_row",
        "match_key",
        "_base",
        _head=head,
        _token=part[leaf].fill_null(""),
        _size=pl.when(part[leaf].is_null()).then(0).otherwise(FILES_PER_PAGE if leaf == "file" else ITEMS_PER_PAGE),
    )
    return pl.concat([usual, _one_by_one(found.filter(~plain), patterns)])


def _one_by_one(keys: pl.DataFrame, patterns: tuple[str, ...]) -> pl.DataFrame:
    pairs = zip(keys["match_key"], keys["_fonds"], strict=True)
    stands = [stand_of(key, fonds, patterns) for key, fonds in pairs]
    return keys.select("_row", "match_key", "_base").with_columns(
        _head=pl.Series([_JOIN.join(stand.containers) for stand in stands], dtype=pl.String),
        _token=pl.Series([stand.token for stand in stands], dtype=pl.String),
        _size=pl.Series([stand.size for stand in stands], dtype=pl.Int32),
    )


def _slugs(keys: pl.Series) -> pl.Series:
    plain = keys.str.contains(_PLAIN) & ~keys.str.contains(r"\.$") & (keys.str.len_bytes() <= LONGEST_NAME)
    odd = pl.DataFrame({"key": keys.filter(~plain).unique()}, schema={"key": pl.String})
    odd = odd.filter(pl.col("key").is_not_null())
    reserved = keys.filter(keys.str.contains(_RESERVED.pattern)).unique().drop_nulls()
    slow = pl.concat([odd["key"], reserved]).unique()
    return keys.replace(slow, pl.Series([slug(key) for key in slow], dtype=pl.String)) if len(slow) else keys


def _paths(heads: pl.Series) -> pl.Series:
    distinct = heads.unique()
    paths = ["".join(f"{slug(name, container=True)}/" for name in head.split(_JOIN) if name) for head in distinct]
    return heads.replace_strict(distinct, pl.Series(paths, dtype=pl.String), return_dtype=pl.String)


def _blocks(stand: pl.DataFrame) -> pl.Series:
    """Return ``341-350/`` for each row, and ``""`` where the record is itself a container."""
    number = pl.col("_token").str.extract(_polars(_NUMBER), 2).cast(pl.Int64)
    prefix = pl.col("_token").str.extract(_polars(_NUMBER), 1)
    start = (pl.max_horizontal(number, pl.lit(1)) - 1) // pl.col("_size") * pl.col("_size") + 1
    block = pl.concat_str(prefix, start.cast(pl.String), pl.lit("-"), (start + pl.col("_size") - 1).cast(pl.String))
    blocks = stand.select("_token", "_size").unique()
    blocks = blocks.with_columns(
        block=pl.when(pl.col("_token") == "").then(pl.lit("")).when(number.is_null()).then(None).otherwise(block + "/")
    )
    odd = blocks.filter(pl.col("block").is_null())["_token"].unique()
    if len(odd):
        buckets = pl.Series([_block(token, ITEMS_PER_PAGE) + "/" for token in odd], dtype=pl.String)
        bucket = pl.col("_token").replace_strict(odd, buckets, default=None, return_dtype=pl.String)
        blocks = blocks.with_columns(pl.coalesce("block", bucket))
    tokens = stand.select("_token", "_size")
    return tokens.join(blocks, on=["_token", "_size"], how="left", maintain_order="left")["block"]


def _polars(regex: str) -> str:
    """Return an expression written for Python in the syntax of polars."""
    return regex.replace(r"\u3400", r"\x{3400}").replace(r"\u9fff", r"\x{9fff}")
