"""Records by code, looked up in the public table without ever holding all of them as objects.

``RecordStore`` keeps one hash per record in memory (8 bytes); a record is read from its row group
when somebody asks for it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import polars as pl

from lantai.records import addresses
from lantai.records.dates import SHOWN_FROM, display
from lantai.records.fields import BY_NAME, SEPARATOR
from lantai.records.refcodes import match_key

PUBLIC, WITHHELD = "public.parquet", "withheld.parquet"
"""The tables of a publication: of what it publishes, and of the codes that are known but stay in."""
NAMES = "names.json"
"""What the archive calls itself, its fonds and series, whose titles they may also be: a list of texts."""
_COMPARED = 5000
"""Codes that begin like an unknown one, to compare it with."""
_GONE_THROUGH = 200
"""Codes that are looked up among all hashes one after the other; for more it pays to sort these."""


@dataclass(frozen=True, slots=True)
class Record:
    """One public record. ``fields`` holds every field that has a value, as in the public table."""

    fields: Mapping[str, Any]

    def __getitem__(self, name: str) -> str:
        """Return a field as text, ``""`` if it has none."""
        value = self.fields.get(name)
        return "" if value is None else str(value)

    def many(self, name: str) -> tuple[str, ...]:
        """Return the values of a field that may have several."""
        return tuple(filter(None, self[name].split(SEPARATOR)))

    @property
    def number(self) -> int:
        return self.fields["number"]

    @property
    def repository_code(self) -> str:
        return self["repository_code"]

    @property
    def fonds(self) -> str:
        return self["fonds"]

    @property
    def level(self) -> str:
        return self["level"]

    @property
    def ref_code(self) -> str:
        return self["ref_code"]

    @property
    def match_key(self) -> str:
        return self["match_key"]

    @property
    def title(self) -> str:
        return self["title"]

    @property
    def creators(self) -> tuple[str, ...]:
        return self.many("creators")

    @property
    def date_text(self) -> str:
        return self["date_text"]

    @property
    def date_shown(self) -> str:
        """Return its date as people read it."""
        return display(*(self[name] or None for name in SHOWN_FROM))

    @property
    def year_start(self) -> int | None:
        return self.fields.get("year_start")

    @property
    def year_end(self) -> int | None:
        return self.fields.get("year_end")

    @property
    def release(self) -> str:
        return self["release"]

    @property
    def media(self) -> tuple[str, ...]:
        return self.many("media")

    @property
    def has_media(self) -> bool:
        return bool(self.fields.get("has_media"))

    @property
    def list_address(self) -> str:
        return self["list_address"]

    @property
    def anchor(self) -> str:
        return self["anchor"]

    @property
    def page_address(self) -> str:
        """Address of its own page, ``""`` if it has none."""
        return self["page_address"]

    @property
    def address(self) -> str:
        """Where a link to this record leads: its own page, else its place on a list page."""
        return self.page_address or f"{self.list_address}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A record that exists but is not public at this moment. Only for messages to staff."""

    ref_code: str
    reason: str = ""


class RecordStore:
    """The public records of a site, by code, by number and by field.

    ``get`` accepts any spelling of a code. On a site of several archives a code may name records
    of several; ``repository`` decides, else the first in archival order is meant.

    What is asked for by its code is cited by somebody, so it gets a page of its own even in a large
    catalogue: from then on its address is that page, and ``settle`` tells the catalogue which pages to write.
    """

    def __init__(self, public: Path | None, withheld: Path | None = None) -> None:
        self._public, self._withheld = public, withheld
        self._count = 0 if public is None else pl.scan_parquet(public).select(pl.len()).collect().item()
        self._asked = 0
        self._cited: set[int] = set()
        self._settled = False
        self.record = lru_cache(maxsize=4096)(self._read)

    @classmethod
    def open(cls, public: Path, withheld: Path | None = None) -> RecordStore:
        """Open the table of public records and, if there is one, that of records held back."""
        return cls(public, withheld)

    @classmethod
    def empty(cls) -> RecordStore:
        """Return a store without records, for a site without a catalogue."""
        return cls(None)

    def __len__(self) -> int:
        return self._count

    def get(self, code: str, repository: str = "") -> Record | Withheld | None:
        """Return the record of a code, ``Withheld`` if it is known but not public, None if unknown."""
        key = match_key(code)
        for number in self._numbers(key):
            record = self.record(number)
            if record.match_key == key and repository in ("", record.repository_code):
                return self._with_page(record)
        return self._held.get(key)

    def settle(self) -> frozenset[int]:
        """Return the numbers of the records asked for by code so far. Those asked for later get no page by that."""
        self._settled = True
        return frozenset(self._cited)

    def many(self, codes: Iterable[str]) -> list[Record | Withheld | None]:
        """Return ``get`` of every code, in the order given."""
        return [self.get(code) for code in codes]

    def numbered(self, numbers: Iterable[int]) -> list[Record]:
        """Return the records with these numbers, in the order given."""
        return [self.record(number) for number in numbers]

    def query(self, *, limit: int | None = None, offset: int = 0, **criteria: Any) -> list[Record]:
        """Return the records that meet every criterion, in archival order.

        ``field="value"`` compares the field (or one of the values of a field that has several), a list
        means any of them, ``years=(1937, 1945)`` keeps records whose interval meets these years, and
        ``contains="text"`` (or a list) those whose title contains the text or one of them.
        An unknown field raises KeyError.
        """
        if self._public is None:
            return []
        frame = pl.scan_parquet(self._public).filter(*_conditions(criteria)).slice(offset, limit).collect()
        return list(_records(frame))

    def near(self, code: str, limit: int = 3) -> list[str]:
        """Return the public codes most like one that is unknown, best first: those that begin as it does."""
        key = match_key(code)
        for end in range(len(key) - 1, 2, -2) if self._public else ():
            begun = pl.scan_parquet(self._public).filter(pl.col("match_key").str.starts_with(key[:end]))
            codes = dict(begun.select("match_key", "ref_code").head(_COMPARED).collect().iter_rows())
            if codes:
                return [codes[each] for each in difflib.get_close_matches(key, codes, n=limit)]
        return []

    def count(self, **criteria: Any) -> int:
        """Return how many records meet the criteria of ``query``."""
        if self._public is None:
            return 0
        return pl.scan_parquet(self._public).filter(*_conditions(criteria)).select(pl.len()).collect().item()

    def matching(self, **criteria: Any) -> np.ndarray:
        """Return the numbers (u32, ascending) of the records that meet the criteria of ``query``."""
        if self._public is None:
            return np.zeros(0, np.uint32)
        found = pl.scan_parquet(self._public).filter(*_conditions(criteria)).select(pl.col("number").cast(pl.UInt32))
        return found.collect()["number"].to_numpy()

    def _with_page(self, record: Record) -> Record:
        if record.page_address or not record.list_address:
            return record
        if not self._settled:
            self._cited.add(record.number)
        elif record.number not in self._cited:
            return record
        page = addresses.own_page(record.list_address, record.anchor)
        return Record(MappingProxyType({**record.fields, "page_address": page}))

    def tally(self, field: str, **criteria: Any) -> list[tuple[str, int]]:
        """Return how many records that meet the criteria of ``query`` have each value of a field, most first.

        A record counts once for each of the values of a field that has several.
        """
        if self._public is None:
            return []
        values = pl.col(field).cast(pl.String)
        if field in BY_NAME and BY_NAME[field].many:
            values = values.str.split(SEPARATOR)
        chosen = pl.scan_parquet(self._public).filter(*_conditions(criteria)).select(values.alias("value"))
        if field in BY_NAME and BY_NAME[field].many:
            chosen = chosen.explode("value", empty_as_null=True, keep_nulls=True)
        found = chosen.drop_nulls().filter(pl.col("value") != "").group_by("value").len()
        return found.sort("len", "value", descending=[True, False]).collect().rows()

    @cached_property
    def _held(self) -> dict[str, Withheld]:
        return _withheld_by_key(self._withheld)

    @cached_property
    def _hashes(self) -> np.ndarray:
        return _column(self._public, "match_key").hash(0).to_numpy()

    @cached_property
    def _sorted(self) -> tuple[np.ndarray, np.ndarray]:
        """The numbers in the order of their hashes, and these."""
        order = np.argsort(self._hashes, kind="stable").astype(np.uint32)
        return order, self._hashes[order]

    def _numbers(self, key: str) -> list[int]:
        wanted = pl.Series([key]).hash(0).to_numpy()[0]
        self._asked += 1
        if self._asked <= _GONE_THROUGH:
            return [int(number) for number in np.flatnonzero(self._hashes == wanted)]
        order, hashes = self._sorted
        first, last = (np.searchsorted(hashes, wanted, side=side) for side in ("left", "right"))
        return sorted(int(number) for number in order[first:last])

    def _read(self, number: int) -> Record:
        assert self._public is not None
        return next(_records(pl.scan_parquet(self._public).slice(number, 1).collect()))


def _column(path: Path | None, name: str) -> pl.Series:
    return pl.Series(name, [], dtype=pl.String) if path is None else pl.read_parquet(path, columns=[name])[name]


def _withheld_by_key(path: Path | None) -> dict[str, Withheld]:
    if path is None or not path.is_file():
        return {}
    frame = pl.read_parquet(path)
    codes = frame["ref_code"] if "ref_code" in frame.columns else frame["match_key"]
    reasons = frame["reason"] if "reason" in frame.columns else pl.repeat("", len(frame), eager=True)
    rows = zip(frame["match_key"], codes, reasons, strict=True)
    return {key: Withheld(code, str(reason or "")) for key, code, reason in rows}


def _records(frame: pl.DataFrame) -> Iterator[Record]:
    for row in frame.iter_rows(named=True):
        yield Record(MappingProxyType({name: value for name, value in row.items() if value is not None}))


def _conditions(criteria: Mapping[str, Any]) -> list[pl.Expr]:
    found = []
    for name, value in criteria.items():
        if name == "years":
            found.append((pl.col("year_start") <= value[1]) & (pl.col("year_end") >= value[0]))
        elif name == "contains":
            texts = [value] if isinstance(value, str) else list(value)
            found.append(pl.col("title").str.contains_any(texts))
        else:
            found.append(_equals(name, value))
    return found


def _equals(name: str, value: Any) -> pl.Expr:
    wanted = list(value) if isinstance(value, list | tuple | set | frozenset) else [value]
    if name == "ref_code":
        return pl.col("match_key").is_in([match_key(code) for code in wanted])
    if name not in BY_NAME and name not in ("release", "has_media", "number", "match_key", "list_address"):
        raise KeyError(name)
    if name in BY_NAME and BY_NAME[name].many:
        values = pl.col(name).str.split(SEPARATOR)
        return pl.any_horizontal([values.list.contains(each) for each in wanted])
    return pl.col(name).is_in(wanted)
