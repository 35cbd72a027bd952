"""Where the permanent address of a withdrawn record leads: to what says that it was taken down."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from lantai import files
from lantai.catalogue.views import View

FILE = "r/withdrawn.json"
"""Read by catalogue/resolve.js when the search index, which holds public records only, does not know a code."""


def write(view: View, output: Path) -> None:
    """Write the reference codes of withdrawn records with the addresses that answer for them.

    One code has several where several archives of the site took it down; an address begins with its archive's.
    """
    rows = view.catalogue.tombstones.select("ref_code", "list_address", "page_address", "anchor").sort(pl.all())
    found: dict[str, list[str]] = {}
    for code, listed, page, anchor in rows.iter_rows():
        found.setdefault(code, []).append(page if view.tombstone_pages and page else f"{listed}#{anchor}")
    files.write_json(files.contained(output, FILE), found)
