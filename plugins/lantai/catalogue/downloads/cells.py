"""The text of each record, put together from literals and columns in one step.

A catalogue repeats itself: in one fonds most columns are empty, or say the same of every record, or hold nothing that
would have to be escaped. What is known of a column decides how it is written. An empty one is left out, one that
always says the same becomes part of the literals around it, and only the others are joined. What has to be escaped
is escaped once for all formats of a syntax.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import polars as pl

from lantai.records.fields import BY_NAME, SEPARATOR

_SPECIAL = r"""[&<>"\\,\x00-\x1f\x{fffe}\x{ffff}]|^'*\s*[=+\-@＝＋－＠]"""
_NOT_IN_XML = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{fffe}\x{ffff}]"
"""Characters that XML 1.0 cannot hold."""
FORMULA = r"^[\s\x00]*[=+\-@\t\r＝＋－＠]"
"""Starts of a cell that spreadsheets take for a formula, also full-width and after blanks (OWASP CSV injection)."""
_MARKED = r"^'*[\s\x00]*[=+\-@\t\r＝＋－＠]"
"""The same; one that already has a ``'`` before it gets another, of which reading it again takes one."""
_IN_JSON = r'["\\\x00-\x1f]'
PLACE = "place"
"""The column of a record's address on the site: of its own page, or of its row in a list."""


class Syntax(Enum):
    """How text is written so that it stays text."""

    XML = "xml"
    JSON = "json"
    CSV = "csv"

    def escaped(self, text: pl.Expr) -> pl.Expr:
        """Return a column of text as it stands in this syntax."""
        return {Syntax.XML: _xml, Syntax.JSON: _json, Syntax.CSV: _csv}[self](text)

    @lru_cache(1024)
    def one(self, text: str) -> str:
        """Return the same for one text: for each fonds the same few are asked for, and polars takes long for one."""
        return str(pl.select(self.escaped(pl.lit(text))).item())


def _xml(text: pl.Expr) -> pl.Expr:
    marks, entities = ["&", "<", ">", '"'], ["&amp;", "&lt;", "&gt;", "&quot;"]
    return text.str.replace_all(_NOT_IN_XML, "").str.replace_many(marks, entities)


def _json(text: pl.Expr) -> pl.Expr:
    """Return text as it stands between the quotation marks of a JSON string (RFC 8259, 7)."""
    control = {chr(code): f"\\u{code:04x}" for code in range(32)}
    control |= {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
    escaped = text.str.replace_many(list(control), list(control.values()))
    return pl.when(text.str.contains(_IN_JSON)).then(escaped).otherwise(text)


def _csv(text: pl.Expr) -> pl.Expr:
    """Return text as a cell (RFC 4180), with ``'`` before what a spreadsheet would run as a formula."""
    text = pl.when(text.str.contains(_MARKED)).then(pl.lit("'") + text).otherwise(text)
    within = pl.lit('"') + text.str.replace_all('"', '""', literal=True) + '"'
    return pl.when(text.str.contains(r'[",\r\n]')).then(within).otherwise(text)


@dataclass(frozen=True, slots=True)
class Column:
    """What is known of a column of the records at hand."""

    empty: bool
    full: bool
    """Whether every record has a value."""
    same: str | None
    """The value, if every record has the same."""
    plain: bool
    """Whether no syntax need escape anything: true of most columns."""
    several: bool
    """Whether some record has several values here."""


_EMPTY = Column(True, False, None, True, False)


class Cells:
    """The columns of some records, with what is known of each and, where needed, as they stand in each syntax."""

    def __init__(self, frame: pl.DataFrame, fresh: Iterable[str], known: Mapping[str, Column] | None = None) -> None:
        """Look at the ``fresh`` columns of a frame; the others are ``known``, or nobody may ask for them."""
        found = _known(frame, list(fresh))
        self.columns = {**(known or {}), **found}
        odd = [name for name, column in found.items() if not (column.empty or column.plain or column.same is not None)]
        self.frame = frame.with_columns(
            syntax.escaped(pl.col(name)).alias(f"{syntax.value}:{name}") for name in odd for syntax in Syntax
        )

    @classmethod
    def of(cls, frame: pl.DataFrame) -> Cells:
        """Return the cells of rows of the public table, with ``PLACE``."""
        listed = pl.concat_str("list_address", pl.lit("#"), "anchor")
        own = "page_address" in frame.columns and frame["page_address"].null_count() < frame.height
        placed = frame.with_columns((pl.coalesce("page_address", listed) if own else listed).alias(PLACE))
        placed = placed.drop("list_address", "anchor", "page_address", strict=False)
        return cls(placed, [name for name, kind in placed.schema.items() if kind == pl.String])

    def adding(self, **columns: pl.Expr) -> Cells:
        """Return these cells and further columns made of them."""
        return Cells(self.frame.with_columns(**columns), columns, self.columns)

    def text(self, name: str, syntax: Syntax) -> pl.Expr | str | None:
        """Return a column in a syntax: the one value it has, None if it has none."""
        column = self.columns.get(name)
        if column is None or column.empty:
            return None
        if column.same is not None:
            return column.same if column.plain else syntax.one(column.same)
        return pl.col(name) if column.plain else pl.col(f"{syntax.value}:{name}")

    def has(self, name: str) -> bool:
        """Whether any record has a value in a column."""
        column = self.columns.get(name)
        return column is not None and not column.empty

    def always(self, name: str) -> bool:
        """Whether every record has a value in a column."""
        column = self.columns.get(name)
        return column is not None and column.full


def _known(frame: pl.DataFrame, names: list[str]) -> dict[str, Column]:
    if not names or not frame.height:
        return dict.fromkeys(names, _EMPTY)
    empty = dict(zip(names, frame.select(pl.col(names).null_count()).row(0), strict=True))
    there = [name for name in names if empty[name] < frame.height]
    equal = frame.select((pl.col(name) == pl.col(name).first()).all() for name in there).row(0) if there else ()
    same = {name for name, equals in zip(there, equal, strict=True) if equals and not empty[name]}
    plain, several = _looked_at(frame, [name for name in there if name not in same])
    of_one = _looked_at(frame.head(1), sorted(same))
    plain, several = plain | of_one[0], several | of_one[1]
    return {
        name: Column(
            empty[name] == frame.height,
            not empty[name],
            frame[name][0] if name in same else None,
            name not in there or name in plain,
            name in several,
        )
        for name in names
    }


def _looked_at(frame: pl.DataFrame, names: list[str]) -> tuple[set[str], set[str]]:
    """Return those columns that hold nothing to escape, and those in which some record has several values."""
    many = [name for name in names if name in BY_NAME and BY_NAME[name].many]
    found = frame.select(
        *(pl.col(name).str.contains(_SPECIAL).any() for name in names),
        *(pl.col(name).str.contains(SEPARATOR, literal=True).any().alias(f"several:{name}") for name in many),
    )
    if not names:
        return set(), set()
    said = found.row(0, named=True)
    return {name for name in names if not said[name]}, {name for name in many if said[f"several:{name}"]}


class Line:
    """One text per record in the making: literals and columns, in order."""

    def __init__(self, cells: Cells, syntax: Syntax) -> None:
        self.cells, self.syntax = cells, syntax
        self._pieces: list[str | pl.Expr] = []

    def literal(self, text: str) -> Line:
        """Add a text that every record has."""
        if self._pieces and isinstance(self._pieces[-1], str):
            self._pieces[-1] += text
        elif text:
            self._pieces.append(text)
        return self

    def expression(self, text: pl.Expr, full: bool = True) -> Line:
        """Add a text for each record; where it is null, unless ``full``, nothing."""
        self._pieces.append(text if full else text.fill_null(""))
        return self

    def field(
        self, opening: str, name: str, closing: str = "", between: str | None = None, at: str = SEPARATOR
    ) -> Line:
        """Add a column between texts, where it is not empty; ``between`` stands for each ``at`` within its text."""
        text = self.cells.text(name, self.syntax)
        if text is None:
            return self
        if isinstance(text, str):
            return self.literal(opening + (text if between is None else text.replace(at, between)) + closing)
        column = self.cells.columns[name]
        if between is not None and (column.several if at == SEPARATOR else not column.plain):
            text = text.str.replace_all(at, between, literal=True)
        if column.full:
            return self.literal(opening).expression(text).literal(closing)
        return self.expression(pl.concat_str(pl.lit(opening), text, pl.lit(closing)), full=False)

    def level(self, terms: Mapping[str, str]) -> Line:
        """Add what ``terms`` call the level; what is none of ours counts as an item."""
        said, item = self.cells.text("level", self.syntax), terms["item"]
        if isinstance(said, pl.Expr):
            return self.expression(pl.col("level").replace_strict(terms, default=item, return_dtype=pl.String))
        return self.literal(terms.get(said or "", item))

    def within(self, opening: str, line: Line, closing: str) -> Line:
        """Add another line between texts, for records of which it is not empty."""
        if not line._pieces:
            return self
        if any(isinstance(piece, str) for piece in line._pieces):
            self.literal(opening)
            for piece in line._pieces:
                self.literal(piece) if isinstance(piece, str) else self.expression(piece)
            return self.literal(closing)
        inner = line._joined()
        return self.expression(pl.when(inner != "").then(pl.concat_str(pl.lit(opening), inner, pl.lit(closing))), False)

    def texts(self) -> pl.Series:
        """Return the text of each record."""
        frame = self.cells.frame
        if all(isinstance(piece, str) for piece in self._pieces):
            return pl.repeat("".join(map(str, self._pieces)), frame.height, dtype=pl.String, eager=True)
        return frame.select(self._joined().alias("text")).to_series()

    def _joined(self) -> pl.Expr:
        return pl.concat_str([pl.lit(piece) if isinstance(piece, str) else piece for piece in self._pieces])
