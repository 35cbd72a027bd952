"""What the catalogue's pages and files depend on, as keys: while a key stays the same, so do they.

A key names everything that goes into what it stands for beside the frame (program, site.yaml, theme). Whoever
lets a page of a fonds, or a download, depend on something new puts that into its key here;
``tests/site/test_incremental.py`` compares with a clean build after edits of every kind.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from lantai.catalogue.model import CHANGES, TOMBSTONES, FondsSummary
from lantai.catalogue.views import View
from lantai.files import sha256
from lantai.links import Citation
from lantai.parts import digest
from lantai.records.fields import SEPARATOR

DOWNLOADS = "downloads"
DOWNLOAD_FOLDERS = ("data", ".well-known")

INDEXED = ("names", "places")
"""Fields whose values lead to the index of names of the exhibitions, where it has them."""

Citations = Mapping[str, list[tuple[str, list[Citation]]]]
"""Who cites which record (by its match key), by address of the fonds."""


def citations(view: View) -> Citations:
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


def of_fonds(view: View, summary: FondsSummary, cited: Citations) -> str:
    """Return what the lists and records of a fonds depend on: what is said of them, of it, and by whom cited.

    Record numbers are left out, as they are from ``summary.digest``: no page shows one. So are the years, which
    follow from the records.
    """
    last = summary.first + summary.count
    own = sorted(address for number, address in view.own_pages.items() if summary.first <= number < last)
    return digest(
        view.publication.frame,
        replace(summary, first=0, years={}),
        view.catalogue.extra,
        own,
        view.catalogue.tombstones_below(summary.address),
        view.description(summary),
        view.series_of(summary),
        _shown(view, summary),
        [view.release_digests[each] for each in summary.releases],
        cited.get(summary.address, []),
        view.cited_by("fonds", summary.code),
    )


def _shown(view: View, summary: FondsSummary) -> list[object]:
    """Return the introduction of a fonds as its page shows it."""
    text = view.texts.fonds.get(summary.address)
    return [text.html, text.text, text.scripts, text.styles] if text else []


def of_downloads(view: View) -> str:
    """Return what the downloads depend on: all records, what is said of fonds and releases, what releases changed."""
    catalogue = view.catalogue
    return digest(
        view.publication.frame,
        catalogue.fonds,
        catalogue.releases,
        catalogue.extra,
        sorted(view.own_pages.items()),
        [view.description(each) for each in catalogue.fonds],
        [view.releases[each.id] for each in catalogue.releases],
        [sha256(catalogue.work / table) for table in (TOMBSTONES, CHANGES)],
    )


def of_pieces(view: View) -> dict[str, str]:
    """Return what the records of a fonds depend on in all downloads, by the address of the fonds."""
    own = sorted(view.own_pages.items())
    numbers = [number for number, _ in own]
    found = {}
    for summary in view.catalogue.fonds:
        first, last = bisect_left(numbers, summary.first), bisect_left(numbers, summary.first + summary.count)
        found[summary.address] = digest(
            view.publication.frame,
            replace(summary, first=0),
            view.catalogue.extra,
            [address for _, address in own[first:last]],
            view.description(summary),
            view.series_of(summary),
        )
    return found


def download_files(output: Path) -> list[str]:
    """Return the path of every download that was written; the page about them is not one."""
    found = (path for folder in DOWNLOAD_FOLDERS for path in (output / folder).rglob("*") if path.is_file())
    return sorted(path.relative_to(output).as_posix() for path in found if path.suffix != ".html")
