"""Finding, without writing a page, what only making the pages would show.

Every room describes its pages, so that two that want one address meet here; the catalogue's texts
and the scans of records are looked at; and every picture that a page asks for is decoded into the
cache, from which the build then takes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lantai import learning, visits
from lantai.catalogue import proving
from lantai.exhibitions.pages import pages as exhibition_pages
from lantai.media.encoding import Progress
from lantai.problems import InputError
from lantai.publishing import inward, moved
from lantai.publishing.publication import Publication
from lantai.site.pages import Page


def rehearse(publication: Publication, progress: Progress | None = None) -> None:
    """Add to ``publication.problems`` whatever only rendering could find; writes into the cache only.

    Nothing is described while there are errors: half-loaded rooms would only repeat them.
    """
    problems = publication.problems
    if problems.errors:
        return
    proving.prove(publication, problems)
    texts = publication.catalogue.texts
    sources: set[str] = set(texts.sources if texts else ())
    addresses: set[str] = set()
    gone: set[str] = set()
    for page in _described(publication):
        sources.add(page.source)
        addresses.add(page.address)
        if page.kind == moved.KIND:
            gone.add(page.address)
        try:
            publication.register(page)
        except InputError as error:
            problems.extend(error.problems)
    problems.extend(inward.lost(sources, publication.site, publication.catalogue, addresses - gone, gone))
    publication.media.encode(publication.jobs, problems, progress)


def _described(publication: Publication) -> Iterator[Page]:
    """Yield the pages of every room but the catalogue, whose addresses follow from codes and are checked there."""
    rooms: tuple[Iterable[Page], ...] = (
        exhibition_pages(
            publication.exhibitions,
            publication.site,
            publication.moment,
            publication.records,
            publication.media,
            publication.links,
        ),
        learning.pages(publication.lessons, publication),
        visits.pages(publication.visits, publication),
    )
    for room in rooms:
        yield from room
    yield from moved.pages(publication)
