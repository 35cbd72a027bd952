"""What the catalogue's pages and files depend on, as keys: while a key stays the same, so do they.

A key names everything that goes into what it stands for beside the frame (program, site.yaml, theme). Whoever
lets a page of a fonds, or a download, depend on something new puts that into its key here;
``tests/site/test_incremental.py`` compares with a clean build after edits of every kind.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from pathlib import Path

from lantai.catalogue.model import CHANGES, TOMBSTONES, FondsSummary
from lantai.catalogue.views import View
from lantai.files import sha256
from lantai.parts import digest

DOWNLOADS = "downloads"
DOWNLOAD_FOLDERS = ("data", ".well-known")


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
