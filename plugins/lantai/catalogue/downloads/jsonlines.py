"""JSON Lines: one object per record, empty fields left out, several values as a list."""

from __future__ import annotations

import json
from collections.abc import Sequence

import polars as pl

from lantai.catalogue.downloads.cells import PLACE, Line, Syntax
from lantai.catalogue.downloads.columns import columns
from lantai.catalogue.downloads.formats import Part, Plain
from lantai.records.fields import BY_NAME


class JsonLines(Plain):
    """``.jsonl``: names of fields as in the data dictionary."""

    extension = "jsonl"

    def __init__(self, extra: Sequence[str], base_url: str) -> None:
        self.extra, self.base_url = extra, base_url

    def prepare(self, part: Part) -> pl.Series:
        """Return one line per record with its line end."""
        *before, _ = columns(self.extra)
        there = [name for name in (*before, PLACE) if part.cells.has(name)]
        # A comma follows every member but the last, which every record has: its address.
        last = next(name for name in reversed(there) if part.cells.always(name))
        line = Line(part.cells, Syntax.JSON).literal("{")
        for name in there:
            if name != last:
                self._member(line, name, ",")
        self._member(line, last, "")
        return line.literal("}\n").texts()

    def _member(self, line: Line, name: str, comma: str) -> None:
        if name == PLACE:
            line.field(f'"address":"{Syntax.JSON.one(self.base_url)}', name, f'"{comma}')
        else:
            member(line, json.dumps(name, ensure_ascii=False) + ":", name, _many(name), comma)


def _many(name: str) -> bool:
    return name in BY_NAME and BY_NAME[name].many


def member(line: Line, opening: str, name: str, many: bool = False, closing: str = "") -> None:
    """Add a column as a JSON string (a list of them if ``many``) between texts, nothing where it is empty."""
    if many:
        line.field(f'{opening}["', name, f'"]{closing}', '","')
    else:
        line.field(f'{opening}"', name, f'"{closing}')
