"""Who cites the records of a fonds: exhibitions, lessons, pages, the index of names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from lantai.links import INDEX_OF_NAMES, Citation
from lantai.records.fields import SEPARATOR

if TYPE_CHECKING:
    from lantai.catalogue.views import View

INDEXED = ("names", "places")
"""Fields whose values lead to the index of names of the exhibitions, where it has them."""

Citations = Mapping[str, list[tuple[str, list[Citation]]]]
"""Who cites which record (by its match key), by address of the fonds."""


def of_records(view: View) -> Citations:
    """Return who cites which record, by address of the fonds."""
    keys = list(view.publication.links.cited("record"))
    found = view.catalogue.scan().filter(pl.col("match_key").is_in(keys)).select("number", "match_key").collect()
    starts = [summary.first for summary in view.catalogue.fonds]
    cited: dict[str, list[tuple[str, list[Citation]]]] = {}
    for number, key in found.iter_rows():
        summary = view.catalogue.fonds[bisect_right(starts, number) - 1]
        cited.setdefault(summary.address, []).append((key, view.cited_by("record", key)))
    for address, key, citations in _names(view, starts):
        cited.setdefault(address, []).append((key, citations))
    return cited


def of_fonds(view: View, address: str) -> list[Citation]:
    """Return what cites records of the fonds at ``address``, each once, with the first place where it does.

    Of what has pages in several languages only those in the catalogue's own are named.
    """
    citing = sorted(each for _, citations in view.citations.get(address, ()) for each in citations)
    citing = [each for each in citing if each.kind != INDEX_OF_NAMES]
    own = {_page(each) for each in citing if each.language in ("", view.language)}
    found: dict[tuple[str, str], Citation] = {}
    for each in citing:
        if each.language in ("", view.language) or _page(each) not in own:
            found.setdefault((each.kind, each.title), replace(each, part=""))
    return list(found.values())


def _page(citation: Citation) -> str:
    """Return the address of a citing page without its language and the place on it."""
    return citation.address.removeprefix(f"/{citation.language}").partition("#")[0]


def _names(view: View, starts: list[int]) -> Iterator[tuple[str, str, list[Citation]]]:
    """Yield, by address of the fonds, the names of records with pages that the index of names has."""
    table = view.catalogue.scan()
    columns = table.collect_schema().names()
    for field in INDEXED:
        names = list(view.publication.links.cited(f"name-{field}"))
        if not names or field not in columns or not view.own_pages:
            continue
        matching = table.filter(pl.col(field).str.contains_any(names)).select("number", "match_key", field).collect()
        for number, key, text in matching.iter_rows():
            if number in view.own_pages:
                summary = view.catalogue.fonds[bisect_right(starts, number) - 1]
                for value in filter(names.__contains__, text.split(SEPARATOR)):
                    yield summary.address, f"{key} {field} {value}", view.cited_by(f"name-{field}", value)
