"""What one process does: read some files of the site once, for everything that is asked of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from lantai.problems import Problem
from lantai.publishing.audit import decoding, pages, readings, tallies
from lantai.publishing.audit import problems as kinds
from lantai.publishing.audit.leaks import Search
from lantai.publishing.audit.members import Member, Members, table
from lantai.publishing.audit.numbers import Numbers
from lantai.publishing.audit.secrets import Secrets

FACTS = {
    "name": pl.String,
    "places": pl.List(pl.UInt64),
    "files": pl.List(pl.UInt64),
    "anchors": pl.List(pl.UInt64),
    "count": pl.Int64,
}
"""What is kept of a file: digests of the places it names, of the files and the places it leads to; records in it."""


PAGE = ".html"
_AT_ONCE = 8 << 20
"""Bytes of pages that are read together."""


@dataclass(slots=True)
class Looked:
    """What was found in some files. Plain values, which can travel between processes."""

    facts: pl.DataFrame
    members: pl.DataFrame
    """Those of packed files (``members.SCHEMA``)."""
    problems: list[dict] = field(default_factory=list)


def ready() -> None:
    """Do nothing, in a process that has imported this module for it."""


def look(
    root: Path,
    names: Sequence[str],
    secrets: Secrets,
    already: frozenset[str] = frozenset(),
    known: pl.DataFrame | None = None,
    newer: Secrets | None = None,
) -> Looked:
    """Read the files ``names``; of those in ``already`` the facts are known, and only secrets are looked for.

    ``known`` are members with which nothing is wrong. Where only the ``newer`` ones of the ``secrets`` were not looked
    for in these, nor in the files in ``already``, the others are not looked for again.
    """
    search, again, numbers = Search(secrets), Search(newer or Secrets()), Numbers()
    facts, members = _Facts(), Members(known, once_more=newer is not None)
    met: list[tuple[str, Member]] = []
    problems: list[Problem] = []
    for pages_at_once in _together(root, [name for name in names if name.endswith(PAGE)]):
        problems.extend(_look_at_pages(pages_at_once, search, numbers, facts, already))
    for name in names:
        if name.endswith(PAGE):
            continue
        try:
            tally = tallies.of(name) if newer or name not in already else None
            for piece in decoding.contents(root / name, tally=tally, members=members):
                if newer and (members.passed or name in already):
                    again.add(name, piece)
                else:
                    search.add(name, piece)
                if not (members.passed or name in already):
                    numbers.add(name, piece)
            if name not in already:
                facts.other(name, tally.count if tally else None)
                met.extend((name, member) for member in members.met)
            members.met.clear()
        except decoding.Undecodable as error:
            problems.append(kinds.FILE_DAMAGED.at(name, detail=str(error)))
    for looked in (search, again, numbers):
        looked.flush()
        problems.extend(looked.found)
    return Looked(facts.frame(), table(met), [problem.as_dict() for problem in problems])


def _together(root: Path, names: Sequence[str]) -> Iterator[dict[str, bytes]]:
    """Yield the contents of pages, some megabytes at a time."""
    contents: dict[str, bytes] = {}
    size = 0
    for name in names:
        contents[name] = (root / name).read_bytes()
        size += len(contents[name])
        if size > _AT_ONCE:
            yield contents
            contents, size = {}, 0
    if contents:
        yield contents


def _look_at_pages(
    contents: Mapping[str, bytes], search: Search, numbers: Numbers, facts: _Facts, already: frozenset[str]
) -> Iterator[Problem]:
    texts = {name: readings.as_utf8(content) for name, content in contents.items()}
    for name, text in texts.items():
        for reading in readings.of(PAGE, text, prose=False):
            search.add(name, reading)
            if name not in already:
                numbers.add(name, reading)
    for name, text in zip(texts, readings.unbroken(list(texts.values())), strict=True):
        search.add(name, text)
    new = {name: content for name, content in contents.items() if name not in already}
    for seen in pages.parsed(list(new), list(new.values())):
        facts.page(seen)
        yield from seen.problems


class _Facts:
    """Gathers facts; digests are made for many pages at once."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, int | None]] = []
        self._parts: dict[str, list[list[str]]] = {"places": [], "files": [], "anchors": []}

    def page(self, seen: pages.Read) -> None:
        name = seen.page
        files = dict.fromkeys(link.target for link in seen.links)
        anchors = (f"{link.target}#{link.fragment}" for link in seen.links if link.fragment and _is_page(link.target))
        self._add(name, None, [f"{name}#{each}" for each in seen.ids], list(files), list(dict.fromkeys(anchors)))

    def other(self, name: str, count: int | None) -> None:
        self._add(name, count, [], [], [])

    def _add(self, name: str, count: int | None, *parts: list[str]) -> None:
        self._rows.append((name, count))
        for column, part in zip(self._parts.values(), parts, strict=True):
            column.append(part)

    def frame(self) -> pl.DataFrame:
        columns = {column: digested(parts) for column, parts in self._parts.items()}
        names, counts = [name for name, _ in self._rows], [count for _, count in self._rows]
        return pl.DataFrame({"name": names, **columns, "count": counts}, schema=FACTS)


def digested(parts: Sequence[Sequence[str]]) -> pl.Series:
    """Return each list of texts as a list of 64-bit digests."""
    rows = pl.Series("text", parts, dtype=pl.List(pl.String))
    return rows.list.eval(pl.element().hash(0))


def _is_page(target: str) -> bool:
    return target.endswith(PAGE)
