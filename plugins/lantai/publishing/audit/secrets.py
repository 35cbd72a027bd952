"""What must not be found: the codes and titles of withheld records, as far as they give a record away."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import markupsafe
import polars as pl

from lantai import files
from lantai.catalogue.model import TOMBSTONES
from lantai.publishing.audit import readings
from lantai.publishing.audit.sieve import Sieve
from lantai.records.fields import FIELDS
from lantai.records.store import NAMES, PUBLIC, WITHHELD

MIN_TITLE = 6
"""Shorter titles (通知, 会议记录) are common phrases and identify no record."""

_ONLY_A_DATE = r"^[\d\s〇零一二三四五六七八九十百廿卅正元闰初年月日号时至到约\-./:~—–－〜～,，、()（）\[\]〔〕?？]+$"
"""Titles that are a date (of letters, of diaries) say nothing that other records, and pages, do not say too."""
MIN_CODE = 4
_SYNTAX = re.compile(r"[&<>\"'\\\x00-\x1f]")
"""Characters that HTML, JSON or CSV write otherwise."""
_LONGER_BEFORE = re.compile(r"(?:[^\W_]|[-·])\Z")
_LONGER_AFTER = re.compile(r"[^\W_]|[-·—][^\W_]|\.\d")
"""What makes a code the end, or the beginning, of a longer one."""
_GOES_ON = re.compile(rb"-?[0-9A-Za-z]|\.[0-9]")
"""The most frequent of what makes it the beginning, as bytes."""
AROUND = 12
"""Bytes before and after a code that hold the characters which decide whether it stands alone."""
_WITHDRAWN = "withdrawn"
_BATCH = 65_536
_NO_TEXTS = frozenset(
    {"title", "ref_code", "match_key", "release", "list_address", "anchor", "page_address", "date_text"}
    | {each.name for each in FIELDS if each.derived}
)
"""Columns of the public table that are looked at by themselves, or that hold nobody's words."""
_SAMPLE = 20_000
"""Public records of which a sample shows what is usual."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """Codes, which count where they stand alone, and titles, which count anywhere."""

    codes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    usual: bytes = b""
    """A sample of public titles and codes, which tells what is rare."""

    def __bool__(self) -> bool:
        return bool(self.codes or self.titles)

    def digests(self) -> dict[str, tuple[str, str]]:
        """Return ``(sort, text)`` of each by a digest, by which an audit remembers what it has searched for."""
        pairs = [("code", code) for code in self.codes] + [("title", title) for title in self.titles]
        return {hashlib.sha256("\0".join(pair).encode()).hexdigest()[:32]: pair for pair in pairs}

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], usual: bytes) -> Secrets:
        """Return the secrets of some pairs ``(sort, text)``."""
        chosen = list(pairs)
        codes, titles = (tuple(text for sort, text in chosen if sort == wanted) for wanted in ("code", "title"))
        return cls(codes, titles, usual)

    def forms(self) -> dict[str, str]:
        """Return every way in which a secret may be written, with the secret: as it is, in HTML, JSON and CSV."""
        written = {}
        for secret in (*self.titles, *self.codes):
            written[secret] = secret
            if not _SYNTAX.search(secret):
                continue
            in_html = html.escape(secret), html.escape(secret, quote=False), str(markupsafe.escape(secret))
            for form in (*in_html, secret.replace('"', '""'), json.dumps(secret, ensure_ascii=False)[1:-1]):
                written[form] = secret
        return written


def of(work: Path) -> Secrets:
    """Return what must not be found, from the tables of the catalogue in ``work``.

    A title that is part of what a public record says, as a notice is named by those that pass it on, proves
    nothing; nor does one that is the name of an archive, a fonds or a creator. Nor does a code that public records
    say: that of their fonds, or of what they are part of.
    """
    hidden = pl.read_parquet(work / WITHHELD)
    shown = pl.scan_parquet(work / PUBLIC)
    # A withdrawn record leaves a tombstone at its address, which carries its code; another archive may use the code.
    stays = pl.lit(True) if "holds" not in hidden.columns else ~pl.col("holds").fill_null("").str.contains(_WITHDRAWN)
    codes = hidden.filter(stays)["ref_code"].drop_nulls().unique()
    codes = codes.filter(~codes.is_in(hidden.filter(~stays)["ref_code"].implode()))
    fallen = pl.read_parquet(work / TOMBSTONES)["ref_code"] if (work / TOMBSTONES).is_file() else codes.head(0)
    codes = codes.filter(~codes.is_in(fallen.implode()))
    codes = codes.filter(codes.str.len_chars() >= MIN_CODE).to_frame()
    codes = codes.lazy().join(shown.select("ref_code"), on="ref_code", how="anti").collect()["ref_code"]
    usual = _sample(shown)
    codes = codes.filter(~codes.is_in(_codes_said(shown, codes.to_list(), usual)))
    titles = hidden["title"].drop_nulls().unique()
    titles = titles.filter((titles.str.len_chars() >= MIN_TITLE) & ~titles.str.contains(_ONLY_A_DATE))
    wanted = titles.to_list()
    # As bad exports write them: a page writes A&B as A&amp;B, which another title may be.
    entities = [
        (title, plain) for title in wanted if "&" in title and (plain := html.unescape(title)) not in ("", title)
    ]
    own = files.read_json(work / NAMES) if (work / NAMES).is_file() else []
    sought = [*wanted, *(plain for _, plain in entities)]
    told = _parts_of(shown, "\0".join((*own, *fallen)), sought, usual) if wanted else frozenset()
    said = {title for title, plain in entities if plain in told}
    return Secrets(tuple(sorted(codes)), tuple(sorted(set(wanted) - told - said)), usual)


def _parts_of(shown: pl.LazyFrame, names: str, titles: Sequence[str], usual: bytes) -> frozenset[str]:
    """Return which of ``titles`` stand in a field of a public record, or in ``names``."""
    sieve = Sieve([title.encode() for title in titles], usual)
    found = {index for index, _ in sieve.found(names.encode())}
    others = [name for name, kind in shown.collect_schema().items() if kind == pl.String and name not in _NO_TEXTS]
    for start in range(0, shown.select(pl.len()).collect().item(), _BATCH):
        batch = shown.slice(start, _BATCH)
        found.update(index for index, _ in sieve.found(_joined(batch)))
        for values in batch.select("title", *others).collect():
            long = values.drop_nulls().unique()
            long = long.filter(long.str.len_chars() >= MIN_TITLE)
            odd = long.filter(long.str.contains(readings.UNSEEN))
            seen = [odd.str.replace_all(readings.UNSEEN, "")]  # as pages are read
            for text in seen if values.name == "title" else [long, *seen]:
                found.update(index for index, _ in sieve.found(_as_one(text)))
    return frozenset(titles[index] for index in found)


def _codes_said(shown: pl.LazyFrame, codes: Sequence[str], usual: bytes) -> list[str]:
    """Return which of ``codes`` would be found in what public records say, or in their addresses."""
    if not codes:
        return []
    needles = [code.encode() for code in codes]
    sieve, lengths, said = Sieve(needles, usual), list(map(len, needles)), set[int]()
    names = [name for name, kind in shown.collect_schema().items() if kind == pl.String]
    for start in range(0, shown.select(pl.len()).collect().item(), _BATCH):
        for values in shown.slice(start, _BATCH).select(names).collect():
            # Runs of one value are made one: to look at a text twice takes less than to find out that it is known.
            text = _as_one(values.drop_nulls().rle().struct.field("value"))
            for index, at in sieve.found(text):
                end = at + lengths[index]
                if index in said or _GOES_ON.match(text, end):
                    continue
                if stands_alone(codes[index], text[max(at - AROUND, 0) : at], text[end : end + AROUND]):
                    said.add(index)
    return [codes[index] for index in said]


def _sample(shown: pl.LazyFrame) -> bytes:
    count = shown.select(pl.len()).collect().item()
    return _joined(shown.gather_every(max(count // _SAMPLE, 1)))


def _joined(shown: pl.LazyFrame) -> bytes:
    """Return the titles and codes of records, with between them what stands in none."""
    return _as_one(
        shown.select(pl.concat_str("title", "ref_code", separator="\0", ignore_nulls=True)).collect().to_series()
    )


def _as_one(texts: pl.Series) -> bytes:
    """Return texts with between them what stands in none; as bytes at once, so that they never become Python's own."""
    return texts.str.join("\0").cast(pl.Binary).item() or b""


def stands_alone(code: str, before: bytes, after: bytes) -> bool:
    """Return whether a code is a whole one, not the beginning or the end of a longer one, nor a part of an address.

    ``before`` and ``after`` are some bytes of UTF-8 around it, perhaps cut off within a character.
    """
    if "/" in code and (before.endswith(b"/") or after.startswith(b"/")):
        return False  # the list J001/2/ of a fonds is no record J001/2, whose page is called J001+2
    return not (
        _LONGER_BEFORE.search(before.decode("utf-8", "replace"))
        or _LONGER_AFTER.match(after.decode("utf-8", "replace"))
    )
