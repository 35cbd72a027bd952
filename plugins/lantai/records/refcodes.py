"""Reference codes (档号): opaque strings with a match key, parts and a natural order.

The text of a code is kept as the archive writes it. From it come

    match key   what two spellings of one code have in common; records are identified by it
    sort key    text whose plain comparison gives archival order: 2 before 10, parents before children
    parts       by the pattern of the fonds (``{fonds}-{series}-{file}-{item}``) or by splitting at separators

Each exists for one code and, with the same result, for a column (``*_expr``). DA/T 13-2022 says
how new codes are made; older ones follow many rules, so nothing here demands a shape.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import polars as pl

DOT = "·"
SEPARATORS = "-·/.:_,;|\\"
"""Characters that separate the parts of a match key when no pattern says otherwise."""

_DOTS = {"•": DOT, "・": DOT, "．": DOT, "‧": DOT, "∙": DOT, "⋅": DOT, "･": DOT, "᛫": DOT}
_DASHES = dict.fromkeys("‐‑‒–—―−﹣－─", "-")
_BLANKS = r"[\s\x00-\x20\x7f\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\u3000\ufeff]+"
_UNIFIED = _DOTS | _DASHES
_TABLE = str.maketrans(_UNIFIED)
_BLANKS_RE = re.compile(_BLANKS)

NUMBER_WIDTH = 10
_ZEROS = "0" * NUMBER_WIDTH
_TRIM = rf"0*([0-9]{{{NUMBER_WIDTH},}})"
_LONG = rf"([0-9]{{{NUMBER_WIDTH + 1},}})"


def match_key(code: str) -> str:
    """Return the code as matched: NFKC, one dot and one dash, no blanks, upper case."""
    unified = unicodedata.normalize("NFKC", code.translate(_TABLE)).translate(_TABLE)
    return _BLANKS_RE.sub("", unified).upper()


_OWN_KEY = r"^[!-`{-~\x{b7}\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}]*$"
"""Codes that are their own match key: upper case, without blanks, nothing that NFKC changes (polars' syntax)."""


def match_key_expr(code: pl.Expr) -> pl.Expr:
    """Return ``match_key`` of a column."""
    return code.map_batches(_match_keys, return_dtype=pl.String, is_elementwise=True)


def _match_keys(codes: pl.Series) -> pl.Series:
    """Return the match key of each code; the long way is taken only where a column has codes that need it."""
    codes = codes.cast(pl.String)
    if codes.str.contains(_OWN_KEY).all():
        return codes
    return codes.to_frame("code").select(_match_key_of(pl.col("code"))).to_series()


def _match_key_of(code: pl.Expr) -> pl.Expr:
    old, new = list(_UNIFIED), list(_UNIFIED.values())
    unified = code.str.replace_many(old, new).str.normalize("NFKC").str.replace_many(old, new)
    return unified.str.replace_all(_BLANKS, "").str.to_uppercase()


def sort_key(key: str) -> str:
    """Return the archival order of a match key as text that sorts by code point.

    Numbers are padded to ten digits; longer ones come after all shorter ones (``:`` follows ``9``).
    """
    padded = re.sub(r"([0-9]+)", rf"{_ZEROS}\1", key)
    return re.sub(_LONG, r":\1", re.sub(_TRIM, r"\1", padded)).replace(DOT, ".")


def sort_key_expr(key: pl.Expr) -> pl.Expr:
    """Return ``sort_key`` of a column of match keys."""
    return key.map_batches(_sort_keys, return_dtype=pl.String, is_elementwise=True)


def _sort_keys(keys: pl.Series) -> pl.Series:
    """Return the sort key of each key: that of what stands before the last number, which neighbours share, and it.

    A sort key is made number by number, so that of a whole is that of its parts. Where a last number is longer than
    ``NUMBER_WIDTH``, all keys go the long way.
    """
    key = pl.col("key")
    split = keys.cast(pl.String).to_frame("key").with_columns(stem=key.str.replace("[0-9]+$", ""))
    split = split.with_columns(last=key.str.slice(pl.col("stem").str.len_chars()))
    if (split["last"].str.len_bytes() > NUMBER_WIDTH).any():
        return split.select(_sort_key_of(key)).to_series()
    stems = split.select(pl.col("stem").unique()).with_columns(sorted=_sort_key_of(pl.col("stem")))
    before = pl.col("stem").replace_strict(stems["stem"], stems["sorted"], return_dtype=pl.String)
    padded = pl.when(pl.col("last") == "").then("last").otherwise(pl.col("last").str.zfill(NUMBER_WIDTH))
    return split.select(pl.concat_str(before, padded)).to_series()


def _sort_key_of(key: pl.Expr) -> pl.Expr:
    padded = key.str.replace_all(r"([0-9]+)", _ZEROS + "${1}")
    return padded.str.replace_all(_TRIM, "${1}").str.replace_all(_LONG, ":${1}").str.replace_all(DOT, ".", literal=True)


class PatternError(ValueError):
    """A pattern of reference codes that cannot be read; the message says what stands in the way."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the codes of a fonds are built: ``{fonds}-{series}-{file}-{item}``.

    Names in braces are parts, everything else stands in the code as it is. ``{year:4}`` is exactly
    four characters, otherwise a part ends before the character that follows it; the last part takes
    the rest. A code may end after any part: ``J001-002`` is a series, ``J001-002-0345`` a file.
    Names with a meaning are ``fonds series file item``; others (``year``, ``class`` …) are containers
    between fonds and file.
    """

    text: str
    names: tuple[str, ...]
    regex: str
    """Regular expression over match keys with one named group per part, for Python and polars alike."""

    @classmethod
    def of(cls, text: str, fonds: str = "") -> Pattern:
        """Return the pattern for one fonds, whose code then stands for ``{fonds}``. Raises PatternError."""
        return _pattern(text, match_key(fonds))

    def parse(self, key: str) -> dict[str, str] | None:
        """Return the parts of a match key by name, without those it ends before; None if it does not fit."""
        found = re.match(self.regex, key)
        return None if found is None else {name: part for name, part in found.groupdict().items() if part}


_PLACEHOLDER = re.compile(r"\{([a-z_]+)(?::([0-9]{1,2}))?\}")


@lru_cache(maxsize=4096)
def _pattern(text: str, fonds: str) -> Pattern:
    pieces = _PLACEHOLDER.split(match_literals(text))
    # re.split with two groups gives: literal, name, width, literal, name, width, …, literal
    literals, names, widths = pieces[0::3], pieces[1::3], pieces[2::3]
    if not names:
        raise PatternError("{fonds}-{series}-{file}-{item}")
    if len(set(names)) != len(names):
        raise PatternError(f"{{{next(n for n in names if names.count(n) > 1)}}} × 2")
    if any(mark in literal for literal in literals for mark in "{}"):
        raise PatternError(text)
    regex, closing = "^" + re.escape(literals[0]), ""
    for index, (name, width) in enumerate(zip(names, widths, strict=True)):
        following = literals[index + 1]
        is_last = index == len(names) - 1
        if not is_last and not following and not width and name != "fonds":
            raise PatternError(f"{{{name}}}{{{names[index + 1]}}}: {{{name}:4}}")
        regex += f"(?P<{name}>{_part(name, width, following, is_last, fonds)})"
        if is_last:
            regex += re.escape(following)
        else:
            regex += "(?:" + re.escape(following)
            closing += ")?"
    return Pattern(text, tuple(names), regex + closing + "$")


def _part(name: str, width: str | None, following: str, is_last: bool, fonds: str) -> str:
    if name == "fonds" and fonds:
        return re.escape(fonds)
    if width:
        return f".{{{int(width)}}}"
    if not following:  # the last part, or a fonds that is not known yet, which may stand against the next part
        return ".+" if is_last else ".+?"
    return ".+" if is_last else f"[^{re.escape(following[0])}]+"


def match_literals(text: str) -> str:
    """Return a pattern with everything outside the braces as it stands in match keys."""
    return "".join(
        piece if piece.startswith("{") else match_key(piece) for piece in re.split(r"(\{[^}]*\})", text) if piece
    )


WORDED = r"[A-Z\u3400-\u9fff]{2,}[0-9]+(?:\.[0-9A-Z]+)+"
"""A part of a finding aid's code that is a word and a number of several levels: ``SUBSERIES1.1``."""
_WORDED = re.compile(WORDED)
_SEPARATED = re.compile(f"[{re.escape(SEPARATORS)}]+")


def tokens(rest: str) -> list[str]:
    """Return the parts of (the rest of) a match key, split at any separator.

    Codes of finding aids are put together of what each level is called: there what is ``WORDED`` is one part. Split at
    its dot, ``SERIES1/SUBSERIES1.1`` would lie in something that the finding aid does not know.
    """
    if "/" not in rest:
        return list(filter(None, _SEPARATED.split(rest)))
    names: list[str] = []
    for part in (each.strip(SEPARATORS) for each in rest.split("/")):
        names += [part] if _WORDED.fullmatch(part) else filter(None, _SEPARATED.split(part))
    return names


def without_fonds(key: str, fonds_key: str) -> str:
    """Return what follows the code of the fonds in a match key; the whole key if it does not start with it."""
    if key == fonds_key:
        return ""
    if fonds_key and key.startswith(fonds_key) and key[len(fonds_key)] in SEPARATORS:
        return key[len(fonds_key) + 1 :].strip(SEPARATORS)
    return key.strip(SEPARATORS)


def placeholders(text: str) -> tuple[list[str], list[str]]:
    """Return a pattern's literals (one more than names; as written) and the names of its parts, in order."""
    pieces = _PLACEHOLDER.split(text)
    return pieces[0::3], pieces[1::3]


PART_FIELDS = MappingProxyType({"fonds": "fonds", "series": "series", "file": "file_no", "item": "item_no"})
"""Parts of a code that have a meaning → the fields that hold them."""

_COLUMN = re.compile(r"\{([^{}:]+)(?::([0-9]{1,2}))?\}")


def template_parts(text: str) -> tuple[list[str], list[str]]:
    """Return the literals and names of a template, as ``placeholders`` does.

    Its names are headers of columns, or ``PART_FIELDS``.
    """
    pieces = _COLUMN.split(text)
    return pieces[0::3], pieces[1::3]


def widths(text: str) -> dict[str, int]:
    """Return the parts of a pattern or template that have a fixed number of signs, ``{file:4}``, with that number."""
    pieces = _COLUMN.split(text)
    return {name: int(width) for name, width in zip(pieces[1::3], pieces[2::3], strict=True) if width}
