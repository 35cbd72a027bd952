"""What a format does: head, a piece for each fonds, tail. A format is bytes only, it opens no file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import polars as pl

from lantai.catalogue.model import FondsSummary
from lantai.records import fonds as described
from lantai.records.fields import SEPARATOR
from lantai.site.languages import LocalText

_UNWANTED = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{fffe}\x{ffff}]"
"""Characters that XML 1.0 cannot hold."""
_ESCAPED = r"""[&<>"\\,\x00-\x1f\x{fffe}\x{ffff}]|^\s*[=+\-@＝＋－＠]"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What one download covers. At most one of ``fonds``, ``archive`` and ``release`` is set."""

    stem: str
    title: str
    count: int = 0
    extensions: tuple[str, ...] = ()
    fonds: FondsSummary | None = None
    archive: str = ""
    release: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The records of one fonds (in the scope), with what is known of it."""

    fonds: FondsSummary
    title: str
    archive: str
    description: described.Fonds | None
    frame: pl.DataFrame
    series: dict[str, LocalText] | None = None
    """Names of series by the address of their list page."""
    clean: frozenset[str] = frozenset()
    """Columns without any character that a format would have to escape: most are, and need no work."""


class Format(Protocol):
    """A format of downloads. ``prepare`` and ``body`` are called once for records that several files share."""

    extension: str

    def prepare(self, part: Part) -> pl.Series:
        """Return the text of each record of a part."""

    def head(self, scope: Scope) -> str: ...

    def before(self, scope: Scope, part: Part) -> str:
        """Return what a file has before the records of a fonds."""

    def body(self, part: Part, prepared: pl.Series) -> bytes:
        """Return the records of a part, the same in every file."""

    def after(self, scope: Scope, part: Part) -> str: ...

    def tail(self, scope: Scope) -> str: ...


class Plain:
    """A format whose records need nothing around them."""

    def head(self, scope: Scope) -> str:
        return ""

    def before(self, scope: Scope, part: Part) -> str:
        return ""

    def body(self, part: Part, prepared: pl.Series) -> bytes:
        # As bytes at once: to and from Python's own text would cost more than making it.
        return prepared.str.join("").cast(pl.Binary).item() or b""

    def after(self, scope: Scope, part: Part) -> str:
        return ""

    def tail(self, scope: Scope) -> str:
        return ""


def clean_columns(frame: pl.DataFrame) -> frozenset[str]:
    """Return the text columns that hold nothing which XML, JSON or CSV would have to escape."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    found = frame.select(pl.col(texts).str.contains(_ESCAPED).any())
    return frozenset(name for name in texts if not found[name][0])


def xml_text(name: str, part: Part | None = None) -> pl.Expr:
    """Return a column as character data of XML."""
    if part and name in part.clean:
        return pl.col(name)
    marks, entities = ["&", "<", ">", '"'], ["&amp;", "&lt;", "&gt;", "&quot;"]
    return pl.col(name).str.replace_all(_UNWANTED, "").str.replace_many(marks, entities)


def xml_each(part: Part, name: str, opening: str, closing: str, many: bool = False) -> pl.Expr:
    """Return a column between tags, null where it is empty; each value of a field that has several by itself."""
    text = xml_text(name, part)
    if many:
        text = text.str.replace_all(SEPARATOR, closing + opening, literal=True)
    return pl.lit(opening) + text + pl.lit(closing)
