"""Who cites what: records, exhibitions, lessons and guides, both ways.

Filled once while content is read, before any page is written, so that a record page can say in
which exhibition it is shown without the catalogue knowing what an exhibition is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

INDEX_OF_NAMES = "exhibition-names"
"""Kind of a citation by an entry of the exhibitions' index of names."""


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A page that cites something.

    ``kind`` is the citing page's kind (``exhibition`` ``lesson`` ``guide`` ``archives-day``),
    ``address`` may carry a fragment to the very figure; ``part`` is the title of a section of what is called ``title``.
    """

    kind: str
    title: str
    address: str
    language: str = ""
    part: str = ""


class Links:
    """Citations by what is cited. A target is ``("record", match key)``, ``("exhibition", slug)`` …"""

    def __init__(self) -> None:
        self._by_target: dict[tuple[str, str], list[Citation]] = {}

    def cite(self, kind: str, identifier: str, citation: Citation) -> None:
        """Note that ``citation``'s page cites the thing; noting it twice changes nothing."""
        found = self._by_target.setdefault((kind, identifier), [])
        if citation not in found:
            found.append(citation)

    def of(self, kind: str, identifier: str) -> list[Citation]:
        """Return the pages that cite a thing, in a fixed order."""
        return sorted(self._by_target.get((kind, identifier), ()))

    def cited(self, kind: str) -> Iterable[str]:
        """Return the identifiers of everything of ``kind`` that is cited, sorted."""
        return sorted(identifier for target, identifier in self._by_target if target == kind)
