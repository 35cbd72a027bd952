"""Dublin Core as XML: one ``<record>`` of DCMI terms per record, derived from the crosswalk in ``fields``."""

from __future__ import annotations

import polars as pl

from lantai.catalogue.downloads.cells import PLACE, Line, Syntax
from lantai.catalogue.downloads.formats import Part, Plain, Scope
from lantai.records.crosswalks import SHOWN
from lantai.records.fields import BY_NAME

TERMS = "http://purl.org/dc/terms/"
_MACHINE = frozenset({"date_start", "date_end"})
"""The interval leaves once, as EDTF in ``date``."""


class DublinCore(Plain):
    """``.dc.xml``: the namespace of DCMI terms, whose elements refine those of Dublin Core 1.1."""

    extension = "dc.xml"

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url

    def prepare(self, part: Part) -> pl.Series:
        """Return one ``<record>`` per record."""
        line = Line(part.cells, Syntax.XML).literal("<record>")
        for name in SHOWN:
            field = BY_NAME[name]
            if field.dc and name not in (*_MACHINE, "repository_code"):
                opening, closing = f"<{field.dc}>", f"</{field.dc}>"
                line.field(opening, name, closing, closing + opening if field.many else None)
        line.literal(f"<publisher>{Syntax.XML.one(part.archive)}</publisher>")
        line.field(f"<source>{Syntax.XML.one(self.base_url)}", PLACE, "</source>")
        return line.literal("</record>\n").texts()

    def head(self, scope: Scope) -> str:
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<records xmlns="{TERMS}">\n'

    def tail(self, scope: Scope) -> str:
        return "</records>\n"
