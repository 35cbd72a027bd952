"""Where the permanent address of a withdrawn record leads: to what says that it was taken down."""

from __future__ import annotations

from pathlib import Path

from lantai import files
from lantai.catalogue.views import View

FILE = "r/withdrawn.json"
"""Read by catalogue/resolve.js when the search index, which holds public records only, does not know a code."""


def write(view: View, output: Path) -> None:
    """Write the reference codes of withdrawn records with the addresses that answer for them."""
    rows = view.catalogue.tombstones.select("ref_code", "page_address", "list_address", "anchor").sort("ref_code")
    found = {
        code: page if view.tombstone_pages and page else f"{listed}#{anchor}"
        for code, page, listed, anchor in rows.iter_rows()
    }
    files.write_json(files.contained(output, FILE), found)
