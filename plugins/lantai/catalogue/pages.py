"""Every page of the catalogue, fonds by fonds, so that no more than a few are in memory."""

from __future__ import annotations

from collections.abc import Iterator

from lantai.catalogue import keys, listing, recordpages, releasepages, themepages
from lantai.catalogue.model import FondsSummary
from lantai.catalogue.views import View
from lantai.site.pages import Bundle, Page


def all_pages(view: View) -> Iterator[Page]:
    """Yield the catalogue's pages in the order in which a visitor goes down."""
    yield from _entrance(view)
    for summary in view.catalogue.fonds:
        yield from _of_fonds(view, summary)
    yield from _rest(view)


def bundles(view: View) -> Iterator[Bundle]:
    """Yield the same pages in bundles; those of a fonds stay while nothing changes that they depend on.

    Only records whose pictures are shown are made every time: they ask for media.
    """
    yield Bundle(lambda: _entrance(view))
    for summary in view.catalogue.fonds:
        name, key = f"fonds/{summary.repository}/{summary.code}", keys.of_fonds(view, summary)
        yield Bundle(lambda summary=summary: _of_fonds(view, summary, pictured=False), name, key)
        if summary.pictured:
            yield Bundle(lambda summary=summary: _pictured(view, summary))
    yield Bundle(lambda: _rest(view))


def _entrance(view: View) -> Iterator[Page]:
    yield listing.home(view)
    yield from listing.archives(view)


def _of_fonds(view: View, summary: FondsSummary, pictured: bool = True) -> Iterator[Page]:
    """Yield lists and records of a fonds, without those whose pictures are shown if they are not ``pictured``."""
    lists = view.lists(summary)
    yield from listing.fonds_pages(view, summary, lists)
    if lists.pages_in(summary):
        yield from recordpages.pages(view, summary, view.part(summary), pictured=None if pictured else False)


def _pictured(view: View, summary: FondsSummary) -> Iterator[Page]:
    yield from recordpages.pages(view, summary, view.part(summary), pictured=True)


def _rest(view: View) -> Iterator[Page]:
    yield from listing.emptied(view)
    yield from recordpages.tombstones(view)
    yield from themepages.pages(view)
    yield from releasepages.pages(view)
