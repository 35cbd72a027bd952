"""What must not be found: the codes and titles of withheld records, as far as they give a record away."""

from __future__ import annotations

import hashlib
import html
import json
import re
from dataclasses import dataclass
from pathlib import Path

import polars as pl

MIN_TITLE = 6
"""Shorter titles (通知, 会议记录) are common phrases and identify no record."""

MIN_CODE = 4
_SYNTAX = re.compile(r"[&<>\"'\\\x00-\x1f]")
"""Characters that HTML, JSON or CSV write otherwise."""
_WITHDRAWN = "withdrawn"
_BATCH = 250_000


@dataclass(frozen=True, slots=True)
class Secrets:
    """Codes, which count where they stand alone, and titles, which count anywhere."""

    codes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.codes or self.titles)

    def digests(self) -> dict[str, tuple[str, str]]:
        """Return ``(sort, text)`` of each by a digest, by which an audit remembers what it has searched for."""
        pairs = [("code", code) for code in self.codes] + [("title", title) for title in self.titles]
        return {hashlib.sha256("\0".join(pair).encode()).hexdigest()[:32]: pair for pair in pairs}

    def without(self, known: frozenset[str]) -> Secrets:
        """Return those whose digest is not among ``known``."""
        new = [pair for digest, pair in self.digests().items() if digest not in known]
        return Secrets(
            tuple(text for sort, text in new if sort == "code"), tuple(text for sort, text in new if sort == "title")
        )

    def forms(self) -> dict[str, str]:
        """Return every way in which a secret may be written, with the secret: as it is, in HTML, JSON and CSV."""
        written = {}
        for title in self.titles:
            written[title] = title
            if not _SYNTAX.search(title):
                continue
            quoted = json.dumps(title, ensure_ascii=False)[1:-1]
            for form in (html.escape(title), html.escape(title, quote=False), title.replace('"', '""'), quoted):
                written[form] = title
        return written | {code: code for code in self.codes}


def of(withheld: Path, public: Path) -> Secrets:
    """Return what must not be found, from the tables of withheld and of public records.

    A title that also belongs to, or is part of, the text of a public record proves nothing.
    """
    hidden = pl.read_parquet(withheld)
    shown = pl.scan_parquet(public)
    # A withdrawn record leaves a tombstone at its address, which carries its code; another archive may use the code.
    stays = pl.lit(True) if "holds" not in hidden.columns else ~pl.col("holds").fill_null("").str.contains(_WITHDRAWN)
    codes = hidden.filter(stays)["ref_code"].drop_nulls().unique()
    codes = codes.filter(~codes.is_in(hidden.filter(~stays)["ref_code"].implode()))
    codes = codes.filter(codes.str.len_chars() >= MIN_CODE).to_frame()
    codes = codes.lazy().join(shown.select("ref_code"), on="ref_code", how="anti").collect()["ref_code"]
    titles = hidden["title"].drop_nulls().unique()
    titles = titles.filter(titles.str.len_chars() >= MIN_TITLE)
    if len(titles):
        known = _parts_of(shown, titles)
        titles = titles.filter(~titles.is_in(known.implode()))
    return Secrets(tuple(sorted(codes)), tuple(sorted(titles)))


def _parts_of(shown: pl.LazyFrame, titles: pl.Series) -> pl.Series:
    """Return the titles that stand in a public title or code."""
    wanted = titles.to_list()
    count = shown.select(pl.len()).collect().item()
    found = [pl.Series("text", [], dtype=pl.String)]
    for start in range(0, count, _BATCH):
        part = shown.slice(start, _BATCH).select("title", "ref_code").collect()
        texts = pl.concat([part["title"], part["ref_code"]]).drop_nulls().alias("text")
        texts = texts.filter(texts.str.contains_any(wanted))
        if len(texts):
            parts = texts.str.extract_many(wanted, overlapping=True)
            found.append(parts.explode(empty_as_null=True, keep_nulls=True).drop_nulls().unique())
    return pl.concat(found).unique()


def stands_alone(text: str, code: str) -> bool:
    """Return whether ``code`` occurs as a whole code, not as the beginning or the end of a longer one."""
    return re.search(rf"(?<![^\W_])(?<![-·]){re.escape(code)}(?![^\W_]|[-·—][^\W_]|\.\d)", text) is not None
