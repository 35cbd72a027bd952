"""What the catalogue's pages and files depend on, as keys: while a key stays the same, so do they.

A key names everything that goes into what it stands for beside the frame (program, site.yaml, theme). Whoever
lets a page of a fonds, or a download, depend on something new puts that into its key here;
``tests/site/test_incremental.py`` compares with a clean build after edits of every kind.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from lantai.catalogue import summaries
from lantai.catalogue.model import CHANGES, TOMBSTONES, FondsSummary
from lantai.catalogue.views import View
from lantai.files import sha256
from lantai.parts import digest

DOWNLOADS = "downloads"
DOWNLOAD_FOLDERS = ("data", ".well-known")
MOST_SHARED = 300
"""Pairs of a release and a fonds that has records of others, too. Looking closer at more takes longer than writing."""


def of_fonds(view: View, summary: FondsSummary) -> str:
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
        view.citations.get(summary.address, []),
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
    found = {}
    for summary, own in _with_own_pages(view):
        found[summary.address] = digest(
            view.publication.frame,
            replace(summary, first=0),
            view.catalogue.extra,
            own,
            view.description(summary),
            view.series_of(summary),
        )
    return found


def of_tables(view: View) -> dict[str, str]:
    """Return what the table of the whole ("") and of each release depends on: of a release its own records alone.

    Of releases nothing is told if it would take too long to find out.
    """
    rows: dict[str, list[object]] = {"": []}
    shared = sum(len(each.releases) for each in view.catalogue.fonds if len(each.releases) > 1)
    for summary, own in _with_own_pages(view):
        said = _by_release(view, summary) if shared <= MOST_SHARED else {}
        for release, each in {"": summary.digest, **said}.items():
            rows.setdefault(release, []).append((summary.address, each, own))
    return {release: digest(view.publication.frame, view.catalogue.extra, of) for release, of in rows.items()}


def _by_release(view: View, summary: FondsSummary) -> dict[str, str]:
    """Return a digest of what the public table says of the records of a fonds, by their release."""
    if len(summary.releases) == 1:
        return {summary.releases[0]: summary.digest}
    table = view.catalogue.scan().slice(summary.first, summary.count).collect()
    return {each: summaries.digest_of(table.filter(pl.col("release") == each)) for each in summary.releases}


def _with_own_pages(view: View) -> Iterator[tuple[FondsSummary, list[str]]]:
    """Yield each fonds with the addresses of its records that have a page because they are cited."""
    cited = sorted(view.own_pages.items())
    numbers = [number for number, _ in cited]
    for summary in view.catalogue.fonds:
        first, last = bisect_left(numbers, summary.first), bisect_left(numbers, summary.first + summary.count)
        yield summary, [address for _, address in cited[first:last]]


def download_files(output: Path) -> list[str]:
    """Return the path of every download that was written; the page about them is not one."""
    found = (path for folder in DOWNLOAD_FOLDERS for path in (output / folder).rglob("*") if path.is_file())
    return sorted(path.relative_to(output).as_posix() for path in found if path.suffix != ".html")
