"""Dublin Core as XML: one ``<record>`` of DCMI terms per record, derived from the crosswalk in ``fields``."""

from __future__ import annotations

import polars as pl

from lantai.catalogue.downloads.formats import Part, Plain, Scope, xml_each
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
        address = pl.coalesce("page_address", pl.concat_str("list_address", pl.lit("#"), "anchor"))
        frame = part.frame.with_columns(
            (pl.lit(self.base_url) + address).alias("_address"), pl.lit(part.archive).alias("_archive")
        )
        elements = [
            xml_each(part, name, f"<{BY_NAME[name].dc}>", f"</{BY_NAME[name].dc}>", BY_NAME[name].many)
            for name in SHOWN
            if BY_NAME[name].dc
            and name not in (*_MACHINE, "repository_code")
            and frame[name].null_count() < frame.height
        ]
        elements += [
            xml_each(part, "_archive", "<publisher>", "</publisher>"),
            xml_each(part, "_address", "<source>", "</source>"),
        ]
        whole = pl.concat_str(pl.lit("<record>"), *elements, pl.lit("</record>\n"), ignore_nulls=True)
        return frame.select(whole).to_series()

    def head(self, scope: Scope) -> str:
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<records xmlns="{TERMS}">\n'

    def tail(self, scope: Scope) -> str:
        return "</records>\n"
