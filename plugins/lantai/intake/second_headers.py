"""Headers in the middle of a table: of the same columns on every page of a printed list, or of others below it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from lantai.intake.aliases import ALIASES, field_of
from lantai.intake.headers import Header, folded
from lantai.records.fields import BY_NAME

KNOWN = frozenset(name for field in BY_NAME.values() for name in (field.zh, field.en, *field.aliases)) | frozenset(
    name for name, target in ALIASES.items() if target
)
"""What columns are called."""

_TELLING = ("ref_code", "parent_ref", "title", "date_text", "creators")


def conflicts(frame: pl.DataFrame, header: Header) -> pl.Series:
    """Return which rows are headers by which a column would be another one than by the header above.

    A row is a header if two of its cells at least are names of columns, one of them where a record is named.
    """
    names = {folded(name) for name in header.names if name}
    known = KNOWN | names
    telling = {column for name in _TELLING for column in header.fields.get(name, ())}
    telling |= {column for columns in header.parts.values() for column in columns}
    found = pl.Series("_conflict", [False], dtype=pl.Boolean).new_from_index(0, frame.height)
    if not telling or not frame.height:
        return found
    suspects = pl.any_horizontal([pl.col(f"c{column}").is_in(known) for column in sorted(telling)]).fill_null(False)
    places = frame.select(suspects).to_series().arg_true()
    fields = {column: name for name, columns in header.fields.items() for column in columns}
    rows = frame.select(pl.exclude("row"))[places].rows()
    odd = [place for place, cells in zip(places, rows, strict=True) if _differs(cells, header.names, fields, known)]
    return found.scatter(odd, True) if odd else found


def _differs(cells: Sequence[str | None], names: Sequence[str], fields: dict[int, str], known: frozenset[str]) -> bool:
    said = {column: cell for column, cell in enumerate(map(folded, cells)) if cell in known}
    if len(said) < 2:
        return False
    for column, cell in said.items():
        name = names[column] if column < len(names) else ""
        if cell in (name, *name.split("/")):
            continue
        meant = field_of(cell)
        if cell in names or (meant and meant != (fields.get(column) or field_of(name))):
            return True
    return False
