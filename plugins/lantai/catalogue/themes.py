"""Themes (专题): saved queries with an introduction and an order, ``catalogue/themes/<slug>.md``.

::

    ---
    title: 防汛与水利
    query: {contains: [防汛, 圩堤], years: 1931-1999, fonds: [J001, J021]}
    records: [J001-002-0345-001, J001-002-0345-012]     # these first, in this order
    sort: date                                          # or code
    limit: 200
    ---
    导言，Markdown。

A record is in a theme if it meets every line of the query; a list means any of its values. Only public
records are found, so a theme never shows more than the lists do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from lantai.catalogue import problems as kinds
from lantai.problems import Problems
from lantai.prose import Prose
from lantai.records.fields import CLEARED, PUBLIC
from lantai.records.store import Record, RecordStore, Withheld
from lantai.records.yaml_reader import Reader
from lantai.site import yamls
from lantai.site.config import Site
from lantai.site.languages import LocalText
from lantai.site.moments import STATUSES, Showing

FOLDER = "themes"
KEYS = ("title", "lead", "order", "status", "publish_at", "until", "query", "records", "sort", "limit", "image", "alt")
SORTS = ("date", "code")
QUERIED = ("contains", "years", "release", "has_media", *PUBLIC, *(name for name in CLEARED if name != "media"))
MOST = 1000
"""Records that a theme page lists at most; the search page shows more."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme. ``records`` are the codes that come first; ``query`` is what ``RecordStore.query`` takes."""

    slug: str
    title: LocalText
    lead: LocalText = LocalText()
    order: int = 0
    query: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    records: tuple[str, ...] = ()
    sort: str = "date"
    limit: int = MOST
    text: str = ""
    text_line: int = 1
    file: str = ""
    prose: Prose | None = None

    @property
    def address(self) -> str:
        return f"/themes/{self.slug}/"

    def numbers(self, records: RecordStore) -> np.ndarray:
        """Return the numbers (u32, ascending) of all its records, however many its page lists."""
        found = (records.get(code) for code in self.records)
        named = np.array([record.number for record in found if isinstance(record, Record)], np.uint32)
        return np.union1d(named, records.matching(**self.query)) if self.query else np.unique(named)

    def with_prose(self, rendered: Prose) -> Theme:
        return replace(self, prose=rendered)


def load(site: Site, moment: datetime, records: RecordStore, problems: Problems) -> list[Theme]:
    """Return the themes that are public at ``moment`` in the order in which they are shown."""
    found = []
    for path in sorted((site.catalogue / FOLDER).glob("*.md")):
        theme, showing = _load(path, site, records, problems)
        if theme is not None and showing.public(moment):
            found.append(theme)
    return sorted(found, key=lambda theme: (theme.order, theme.slug))


def _load(path: Path, site: Site, records: RecordStore, problems: Problems) -> tuple[Theme | None, Showing]:
    shown = site.shown(path)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
        problems.add(kinds.THEME_NAME.at(shown, name=path.name))
        return None, Showing()
    text = yamls.read_text(path, shown, problems)
    if text is None:
        return None, Showing()
    head, body, line = yamls.front_matter(text, shown, problems)
    document = yamls.parse(head, shown, problems, first_line=2)
    if document is None:
        return None, Showing()
    reader = Reader(document, problems)
    reader.only(KEYS)
    if not reader.required("title", "title: 防汛与水利"):
        return None, Showing()
    theme = Theme(
        slug=path.stem,
        title=reader.local("title", site.language),
        lead=reader.local("lead", site.language),
        order=reader.integer("order", 0, least=-9999) or 0,
        query=MappingProxyType(_query(reader)),
        records=_codes(reader, records),
        sort=reader.one_of("sort", SORTS, "date"),
        limit=min(reader.integer("limit", MOST, least=1) or MOST, MOST),
        text=body,
        text_line=line,
        file=shown,
    )
    if not theme.query and not theme.records and not reader.data.get("query"):
        reader.missing("query", "query: {contains: 防汛}")
    status = reader.one_of("status", STATUSES, "ready")
    return theme, Showing(status, reader.moment("publish_at", site.zone), reader.moment("until", site.zone))


def _query(reader: Reader) -> dict[str, Any]:
    if isinstance(reader.data.get("query"), str):  # what a person writes who wants one word
        return {"contains": [reader.text("query")]}
    below = reader.below("query")
    below.only(QUERIED)
    found: dict[str, Any] = {}
    for name in (name for name in below.data if name in QUERIED):
        if name == "years":
            years = _years(below.text("years"))
            if years is None:
                below.invalid("years", below.data["years"], "1931-1954")
            else:
                found["years"] = years
        elif name == "has_media":
            found["has_media"] = below.flag("has_media")
        else:
            found[name] = list(below.names(name))
    return found


def _years(text: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"(\d{1,4})\s*(?:[-—–~至]\s*(\d{1,4}))?", text)
    if not match:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return (first, last) if first <= last else None


def _codes(reader: Reader, records: RecordStore) -> tuple[str, ...]:
    """Return the codes that name public records; others are reported and left out."""
    found = []
    for index, code in enumerate(reader.names("records")):
        record = records.get(code)
        if record is None or isinstance(record, Withheld):
            kind = kinds.THEME_RECORD_UNKNOWN if record is None else kinds.THEME_RECORD_HELD
            reader.problems.add(reader.document.problem(kind, "records", index, code=code))
        else:
            found.append(code)
    return tuple(found)
