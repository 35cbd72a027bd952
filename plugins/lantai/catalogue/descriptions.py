"""What a record says of the whole that it describes: a fonds, or a container on the way to other records.

Finding aids (EAD, AtoM, ArchivesSpace) describe each level by a record of its own. Its words belong on the page of what
it describes; an archive without such records writes ``catalogue/fonds/<code>.md``, which goes before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from lantai.catalogue.model import FondsSummary
from lantai.catalogue.rows import with_shown_dates
from lantai.catalogue.tree import Node
from lantai.catalogue.views import View

HEADS = {
    "date_shown": "dates",
    "creators": "creator",
    "extent": "extent",
    "language": "language",
    "scope": "scope",
    "admin_history": "admin_history",
    "custodial_history": "custodial_history",
    "arrangement": "arrangement",
}
"""Fields that tell of a whole, in the order of its page, with the keys by which the head of a fonds says the same."""

SHORT = 120
"""Characters up to which a text of one paragraph is a fact; what is longer is read as prose."""


@dataclass(frozen=True, slots=True)
class Description:
    """What one record says: ``facts`` and longer ``passages`` (their paragraphs) by the name of the field.

    ``address`` is where the record itself stands.
    """

    facts: Mapping[str, str]
    passages: Mapping[str, tuple[str, ...]]
    address: str = ""


NOTHING = Description({}, {})


def of_nodes(view: View, summary: FondsSummary, nodes: Iterable[Node]) -> dict[str, Description]:
    """Return the descriptions of a fonds and its containers by their addresses, as far as records describe them."""
    described = {node.record: node.address for node in nodes if node.record >= 0}
    if not described:
        return {}
    table = view.catalogue.scan().slice(summary.first, summary.count)
    rows = with_shown_dates(view.with_pages(table.filter(pl.col("number").is_in(list(described))).collect()))
    return {described[row["number"]]: _of_record(view, row) for row in rows.iter_rows(named=True)}


def _of_record(view: View, row: Mapping[str, Any]) -> Description:
    facts: dict[str, str] = {}
    passages: dict[str, tuple[str, ...]] = {}
    for name in HEADS:
        text = view.t("frame.between").join(view.values(row, name)).strip()
        paragraphs = tuple(filter(None, map(str.strip, text.splitlines())))
        if len(paragraphs) == 1 and len(text) <= SHORT:
            facts[name] = text
        elif paragraphs:
            passages[name] = paragraphs
    return Description(facts, passages, row["page_address"] or f"{row['list_address']}#{row['anchor']}")
