"""Every page of the catalogue, fonds by fonds, so that no more than one fonds is in memory."""

from __future__ import annotations

from collections.abc import Iterator

from lantai.catalogue import keys, listing, recordpages, releasepages, themepages
from lantai.catalogue.model import FondsSummary
from lantai.catalogue.views import View
from lantai.site.pages import Bundle, Page


def all_pages(view: View) -> Iterator[Page]:
    """Yield the catalogue's pages in the order in which a visitor goes down."""
    for bundle in bundles(view):
        yield from bundle.pages()


def bundles(view: View) -> Iterator[Bundle]:
    """Yield the same pages in bundles; what a fonds shows stays while nothing changes that it depends on."""
    yield Bundle(lambda: _entrance(view))
    cited = keys.citations(view)
    for summary in view.catalogue.fonds:
        name, key = f"fonds/{summary.repository}/{summary.code}", keys.of_fonds(view, summary, cited)
        yield Bundle(lambda summary=summary: _of_fonds(view, summary), name, key)
        if summary.pictured:
            yield Bundle(lambda summary=summary: _pictured(view, summary))
    yield Bundle(lambda: _rest(view))


def _entrance(view: View) -> Iterator[Page]:
    yield listing.home(view)
    yield from listing.archives(view)


def _of_fonds(view: View, summary: FondsSummary) -> Iterator[Page]:
    frame = view.part(summary)
    yield from listing.fonds_pages(view, summary, frame)
    yield from recordpages.pages(view, summary, frame, pictured=False)


def _pictured(view: View, summary: FondsSummary) -> Iterator[Page]:
    """Yield the records whose pictures are shown. They ask for media, so they are made every time."""
    yield from recordpages.pages(view, summary, view.part(summary), pictured=True)


def _rest(view: View) -> Iterator[Page]:
    yield from listing.orphans(view)
    yield from recordpages.tombstones(view)
    yield from themepages.pages(view)
    yield from releasepages.pages(view)
