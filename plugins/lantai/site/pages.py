"""A page to be written, as subjects describe it. Templates and Pelican turn it into a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumb: what it is called and its address."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A place on a page whose text search finds by itself: a page of a document, say. ``name`` tells it from others."""

    anchor: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the frame of a page needs to know; ``data`` is for the page's own template.

    ``address``      site-absolute address (see ``routes``)
    ``template``     file in ``theme/templates`` without ``.html``
    ``kind``         ``home`` ``catalogue`` ``fonds`` ``list`` ``record`` ``release`` ``search``
                     ``exhibitions`` ``exhibition`` ``section`` ``hall`` ``learn`` ``lesson`` ``archives-day``
                     ``guide`` ``news`` ``page`` ``theme`` ``not-found``: for style and the audit
    ``trail``        breadcrumb above this page, without home and the page itself
    ``jsonld``       JSON-LD object, or None
    ``alternates``   address of this page in each language it exists in (hreflang)
    ``image``        address of a picture for share cards
    ``text``         plain text for site search; None keeps the page out of search
    ``leaves``       long texts on the page that search finds by themselves, each at its anchor
    ``leaf``         name of the leaf, where search takes one for a page of its own
    ``group``        heading under which site search shows it: ``exhibitions`` ``learn`` ``guides`` ``pages``
    ``scripts``      module files under ``theme/static/js`` that the page loads
    ``styles``       files under ``theme/static/css`` beside the site's own
    ``listed``       False keeps it out of the sitemap and of robots
    """

    address: str
    template: str
    title: str
    kind: str
    language: str
    description: str = ""
    trail: tuple[Crumb, ...] = ()
    jsonld: Mapping[str, Any] | None = None
    alternates: Mapping[str, str] = field(default_factory=dict)
    image: str = ""
    updated: date | None = None
    text: str | None = None
    leaves: tuple[Leaf, ...] = ()
    leaf: str = ""
    group: str = "pages"
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    listed: bool = True
    source: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    def stub(self) -> list[Any]:
        """Return, as JSON, what sitemap and search want to know of a page: its content only if it is searched."""
        description = "" if self.text is None else self.description
        updated = self.updated.isoformat() if self.updated else None
        named = [self.address, self.title, self.kind, self.language, self.group, self.listed, self.source]
        leaves = [[leaf.anchor, leaf.name, leaf.text] for leaf in self.leaves]
        return [*named, updated, description, self.text, leaves]

    @classmethod
    def from_stub(cls, stub: Sequence[Any]) -> Page:
        """Return the page of which ``stub`` was made, as far as it says."""
        address, title, kind, language, group, listed, source, updated, description, text, leaves = stub
        return cls(
            *(address, "", title, kind, language, description),
            group=group,
            listed=listed,
            source=source,
            updated=date.fromisoformat(updated) if updated else None,
            text=text,
            leaves=tuple(Leaf(*leaf) for leaf in leaves),
        )


@dataclass(frozen=True, slots=True)
class Bundle:
    """Pages that are made together. With a name and a key they are a part of the output (see ``lantai.parts``).

    The key stands for everything that the pages depend on. Pages for which media are asked have none: who
    takes them over would not ask, and their media would be missing.
    """

    pages: Callable[[], Iterable[Page]]
    name: str = ""
    key: str = ""
