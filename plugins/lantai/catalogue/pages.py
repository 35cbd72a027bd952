"""Every page of the catalogue, fonds by fonds, so that no more than one fonds is in memory."""

from __future__ import annotations

from collections.abc import Iterator

from lantai.catalogue import listing, recordpages, releasepages, themepages
from lantai.catalogue.views import View
from lantai.site.pages import Page


def all_pages(view: View) -> Iterator[Page]:
    """Yield the catalogue's pages in the order in which a visitor goes down."""
    yield listing.home(view)
    yield from listing.archives(view)
    for summary in view.catalogue.fonds:
        frame = view.part(summary)
        yield from listing.fonds_pages(view, summary, frame)
        yield from recordpages.pages(view, summary, frame)
    yield from listing.orphans(view)
    yield from recordpages.tombstones(view)
    yield from themepages.pages(view)
    yield from releasepages.pages(view)
