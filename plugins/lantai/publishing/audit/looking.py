"""What one process does: read some files of the site once, for everything that is asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from lantai.problems import Problem
from lantai.publishing.audit import decoding, pages, readings, tallies
from lantai.publishing.audit import problems as kinds
from lantai.publishing.audit.leaks import Search
from lantai.publishing.audit.secrets import Secrets

FACTS = {
    "name": pl.String,
    "places": pl.List(pl.UInt64),
    "files": pl.List(pl.UInt64),
    "anchors": pl.List(pl.UInt64),
    "count": pl.Int64,
}
"""What is kept of a file: digests of the places it names, of the files and the places it leads to; records in it."""


@dataclass(slots=True)
class Looked:
    """What was found in some files. Plain values, which can travel between processes."""

    facts: pl.DataFrame
    problems: list[dict] = field(default_factory=list)


def look(root: Path, names: Sequence[str], secrets: Secrets, already: frozenset[str] = frozenset()) -> Looked:
    """Read the files ``names``; of those in ``already`` the facts are known, and only secrets are looked for."""
    search = Search(secrets)
    facts = _Facts()
    problems: list[Problem] = []
    for name in names:
        known = name in already
        try:
            if name.endswith(".html"):
                content = (root / name).read_bytes()
                text = readings.as_utf8(content)
                for reading in readings.of(".html", text):
                    search.add(name, reading)
                if not known:
                    seen = pages.parsed(name, content)
                    facts.page(name, seen)
                    problems.extend(seen.problems)
            else:
                tally = tallies.of(name)
                for piece in decoding.contents(root / name, tally=tally):
                    search.add(name, piece)
                if not known:
                    facts.other(name, tally.count if tally else None)
        except decoding.Undecodable as error:
            problems.append(kinds.FILE_DAMAGED.at(name, detail=str(error)))
    search.flush()
    problems.extend(search.found)
    return Looked(facts.frame(), [problem.as_dict() for problem in problems])


class _Facts:
    """Gathers facts; digests are made for many pages at once."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, int | None]] = []
        self._parts: dict[str, list[list[str]]] = {"places": [], "files": [], "anchors": []}

    def page(self, name: str, seen: pages.Read) -> None:
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
    return target.endswith(".html")
