"""How the components of a finding aid stand within each other (EAD3): only the nesting is walked, not the text.

What is above a record without being one itself (a fonds, a series, a file that is not public) is a ``<c>`` too, whose
``unitid`` says so by its ``localtype``: ``container`` if records name it as their parent, ``number`` if it only
orders them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from xml.sax.saxutils import escape

import polars as pl

from lantai.catalogue.downloads.formats import Part
from lantai.records import addresses
from lantai.records.refcodes import SEPARATORS, match_key, match_key_expr

CLOSE = "</c>\n"
_CLOSED = CLOSE.encode()


def body(part: Part, openings: pl.Series, names: Mapping[str, str]) -> bytes:
    """Return the records of a part, each in what is above it. ``names`` are those of series, by their address."""
    places = Places(part.fonds.address, names)
    described = part.frame.filter(pl.col("level").is_in(["fonds", "series"]))["list_address"]
    places.described.update(described)
    places.top = match_key(part.fonds.code)
    _learn_codes(part, places)
    rows = _runs(part.frame.select("match_key", "list_address", "parent_ref", openings.alias("opening")))
    columns = rows.with_columns(pl.col("opening").cast(pl.Binary)).get_columns()
    keys, listed, parents, texts, lasts = (column.to_list() for column in columns)
    return b"".join(nested(keys, texts, listed, places, parents, lasts))


class Places:
    """The containers above each record by the address of its list page, and what opens those without a record."""

    def __init__(self, fonds: str = "/", names: Mapping[str, str] | None = None) -> None:
        self.fonds, self.names = fonds, names or {}
        self.top = ""
        """The match key of the fonds, which is above everything."""
        self.codes: dict[str, str] = {}
        """The code by which records name a container as their parent, by its address."""
        self.described: set[str] = set()
        self.above = lru_cache(maxsize=None)(self._above)

    def _above(self, listed: str) -> tuple[str, ...]:
        """Return the containers without a record of their own above a list page, the outermost first."""
        steps = listed[len(self.fonds) :].strip("/").split("/") if listed != self.fonds else []
        if steps and (not steps[-1] or addresses.is_block(steps[-1])):
            steps.pop()
        found = [self.fonds + "/".join(steps[: index + 1]) + "/" for index in range(len(steps))]
        return tuple(address for address in found if address not in self.described)

    def parent_key(self, container: str) -> str:
        """Return the match key by which records name a container as their parent, or nothing."""
        return match_key(self.codes[container]) if container in self.codes else ""

    def opening(self, container: str) -> str:
        """Return the opening of a series that no record describes: its code, and its name if the archive gave one."""
        number = container.rstrip("/").rpartition("/")[2]
        code = self.codes.get(container)
        return _container("series", code or number, self.names.get(container) or number, names_parent=bool(code))


def _container(level: str, code: str, title: str, names_parent: bool) -> str:
    kind = "container" if names_parent else "number"
    return (
        f'<c level="{level}"><did><unitid localtype="{kind}">{escape(code)}</unitid>'
        f"<unittitle>{escape(title)}</unittitle></did>\n"
    )


def _learn_codes(part: Part, places: Places) -> None:
    """Give each container of ``places`` its code: the shortest parent without a record that its records name."""
    if not part.has("parent_ref"):
        return
    named = part.frame.select("list_address", "parent_ref", key=match_key_expr(pl.col("parent_ref")))
    named = named.filter(pl.col("parent_ref").is_not_null() & (pl.col("key") != match_key(part.fonds.code)))
    orphans = named.join(part.frame.select(key="match_key"), on="key", how="anti").unique()
    for listed, parent, _ in orphans.sort(pl.col("parent_ref").str.len_chars(), "parent_ref").iter_rows():
        above = places.above(listed)
        if above:
            places.codes.setdefault(above[-1], parent)


def _runs(rows: pl.DataFrame) -> pl.DataFrame:
    """Return ``match_key list_address parent_ref opening last`` of each run of siblings.

    Records on the same list page whose codes differ only after the last separator stand beside each other, whatever
    is above them, unless they name different parents or one of them is the other's. So the first of them is walked
    for all: its opening has those of the others after it, and ``last`` is the key of the last.
    """
    stem = pl.col("match_key").str.replace(f"[^{re.escape(SEPARATORS)}]*$", "")
    parent = match_key_expr(pl.col("parent_ref")) if rows["parent_ref"].null_count() < rows.height else pl.lit("")
    same = pl.col("list_address").eq_missing(pl.col("list_address").shift())
    same &= pl.col("parent_ref").eq_missing(pl.col("parent_ref").shift())
    same &= (stem == stem.shift()) & (stem != "") & (pl.col("match_key").shift() != parent).fill_null(True)
    groups = rows.with_columns(run=(~same.fill_null(False)).cum_sum()).group_by("run", maintain_order=True)
    heads = [pl.col(name).first() for name in ("match_key", "list_address", "parent_ref")]
    found = groups.agg(*heads, pl.col("opening").str.join(CLOSE), pl.col("match_key").last().alias("last"))
    return found.drop("run")


_RECORD, _SERIES, _ABSENT = range(3)


def nested(
    keys: Sequence[str],
    openings: Sequence[bytes],
    listed: Sequence[str] = (),
    places: Places | None = None,
    parents: Sequence[str | None] = (),
    lasts: Sequence[str] = (),
) -> list[bytes]:
    """Return openings and ``</c>`` in order: a record is nested in the one that it names as its parent,

    else in the last one whose code begins its own, and in the series of its address where no record describes
    that. A parent that is not above it otherwise gets a container of its own. ``lasts`` are the keys of the last
    records of runs whose openings stand together.
    """
    out: list[bytes] = []
    stack: list[tuple[str, int, str]] = []  # match key or address, kind, match key by which it is a parent
    here: tuple[str, ...] = ()
    for index, (key, opening) in enumerate(zip(keys, openings, strict=True)):
        parent = parents[index] if parents else None
        parent_key = match_key(parent) if parent else ""
        if places is not None:
            here = places.above(listed[index])
        in_parent = bool(parent) and (parent_key, _RECORD, parent_key) in stack
        while stack and not (stack[-1][2] == parent_key if in_parent else _within(key, here, parent_key, stack[-1])):
            stack.pop()
            out.append(_CLOSED)
        if not in_parent:
            open_series = {name for name, kind, _ in stack if kind == _SERIES}
            for container in here:
                if container not in open_series:
                    out.append(places.opening(container).encode())  # type: ignore[union-attr]
                    stack.append((container, _SERIES, places.parent_key(container)))  # type: ignore[union-attr]
        if parent and next((name for _, _, name in reversed(stack) if name), places and places.top) != parent_key:
            out.append(_container("file", parent, parent, names_parent=True).encode())
            stack.append((parent_key, _ABSENT, parent_key))
        out.append(opening)
        last = lasts[index] if lasts else key
        stack.append((last, _RECORD, last))
    out.append(_CLOSED * len(stack))
    return out


def _within(key: str, here: tuple[str, ...], parent: str, above: tuple[str, int, str]) -> bool:
    name, kind, _ = above
    if kind == _SERIES:
        return name in here
    if kind == _ABSENT:
        return name == parent
    return key.startswith(name) and key[len(name) : len(name) + 1] in SEPARATORS and key != name
