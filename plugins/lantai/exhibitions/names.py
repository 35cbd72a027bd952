"""The index of names: whom and what exhibitions speak of, where, and what the catalogue has under the same name.

People and places are those that cited records name and those that texts present; themes are those of recordings.
It is the way back from a name: everything that leads to it here is found from it here.

A name and its translation are one entry: where the list of names has both, where a text gives both, where a map has
both at one point, where both speak at the same times of a recording. Records, which know one language, are found
under either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from lantai.exhibitions.model import Exhibition, SectionText
from lantai.exhibitions.problems import NAME_UNPAIRED
from lantai.links import INDEX_OF_NAMES, Citation, Links
from lantai.problems import Problem
from lantai.prose.context import Named
from lantai.prose.figures import PublicRecords
from lantai.prose.views import RecordView
from lantai.records.store import Record
from lantai.site.routes import Routes, name_anchor

KINDS = ("people", "places", "themes", "lenders")
"""Kinds of names in their order, and under which key the texts of the interface call them (``names_…``)."""

FIELDS = {"people": "names", "places": "places"}
"""The fields of records that name them. ``names`` is in the public table only where it was cleared."""

MOST = 12
"""Records listed under a name; a search shows the others."""


@dataclass(slots=True)
class Entry:
    """A name: the places in exhibitions (title and address) and the public records that have to do with it."""

    kind: str
    name: str
    search: str
    """Address of a search of the whole site for exactly this name."""
    also: dict[str, str] = field(default_factory=dict)
    """The same name in other languages, each with the address of a search for it."""
    shown: dict[str, str] = field(default_factory=dict)
    """Title by address."""
    records: dict[str, RecordView] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        return name_anchor(self.kind, self.name)

    @property
    def anchors(self) -> list[str]:
        """Where else the entry is found: by its names in other languages, as records have them."""
        return [name_anchor(self.kind, name) for name in self.also]

    @property
    def searches(self) -> dict[str, str]:
        return {self.name: self.search, **self.also}

    @property
    def listed(self) -> list[RecordView]:
        return list(self.records.values())[:MOST]

    @property
    def text(self) -> str:
        """Return the words of the entry, for search, which finds its records by themselves."""
        return " ".join((self.name, *self.also, *self.shown.values()))


Translations = Mapping[tuple[str, str], str]
"""Kind and name in another language, and what it is called in the language in question."""

Index = Mapping[str, Sequence[Entry]]
"""The entries of each kind that has any, by name."""


def cited(exhibition: Exhibition, records: PublicRecords) -> Iterator[Record]:
    """Yield the public records that an exhibition cites."""
    for code in exhibition.records:
        if isinstance(record := records.get(code), Record):
            yield record


def index(exhibitions: Iterable[Exhibition], records: PublicRecords, routes: Routes) -> Index:
    """Return the names of the exhibitions that have pages in the language of ``routes``."""
    found: dict[tuple[str, str], Entry] = {}
    exhibitions = tuple(exhibitions)
    called = translations(exhibitions, routes.language)

    def entry(kind: str, name: str) -> Entry:
        own = called.get((kind, name), name)
        made = found.setdefault((kind, name_anchor(kind, own)), Entry(kind, own, _searched(own, routes)))
        if own != name:
            made.also.setdefault(name, _searched(name, routes))
        return made

    for exhibition in exhibitions:
        if routes.language not in exhibition.languages:
            continue
        title, home = exhibition.title.in_(routes.language), routes.exhibition(exhibition.slug)
        for text in _texts(exhibition, routes.language):
            for named in text.prose.named:
                shown = title if text.title == title else f"{title} · {text.title}"
                entry(named.kind, named.name).shown[f"{text.address}#{named.anchor}"] = shown
        for record in cited(exhibition, records):
            for kind, name in FIELDS.items():
                for value in record.many(name):
                    entry(kind, value).records.setdefault(record.ref_code, RecordView.of(record))
                    entry(kind, value).shown.setdefault(home, title)
        for lender in exhibition.lenders:
            entry("lenders", lender).shown.setdefault(home, title)
    ordered = sorted(found.values(), key=lambda entry: entry.name)
    kinds = {kind: [entry for entry in ordered if entry.kind == kind] for kind in KINDS}
    return {kind: entries for kind, entries in kinds.items() if entries}


def translations(exhibitions: Iterable[Exhibition], language: str) -> Translations:
    """Return how names in other languages are called in ``language``: by the list of names, else where a text of an
    exhibition shows it."""
    exhibitions = tuple(exhibitions)
    found: dict[tuple[str, str], str] = {
        (kind, written): name.in_(language)
        for exhibition in exhibitions
        for name in exhibition.authority
        if name.has(language)
        for _, written in name
        for kind in KINDS
    }
    for exhibition in exhibitions:
        for texts in (exhibition.intro, *(section.texts for section in exhibition.sections)):
            if not (own := texts.get(language)):
                continue
            paired = {(each.kind, each.anchor, each.key): each.name for each in own.prose.named if each.key}
            for each in own.prose.named:
                for other in each.also:
                    found.setdefault((each.kind, other), each.name)
            for text in texts.values():
                for each in text.prose.named:
                    if name := paired.get((each.kind, each.anchor, each.key)):
                        found.setdefault((each.kind, each.name), name)
    return {(kind, other): name for (kind, other), name in found.items() if other != name}


def unpaired(exhibition: Exhibition) -> Iterator[Problem]:
    """Yield the speakers and themes that a translation names without saying whom or what of the original."""
    known = {written: name for name in exhibition.authority for _, written in name}
    for texts in (exhibition.intro, *(section.texts for section in exhibition.sections)):
        first, *others = texts.values() or [None]
        for text in others:
            for named in text.prose.named if text.exact else ():
                there = [each for each in first.prose.named if (each.kind, each.anchor) == (named.kind, named.anchor)]
                if named.place and not any(_same(each, named, known) for each in there):
                    names = " / ".join(each.name for each in there) or "—"
                    yield NAME_UNPAIRED.at(named.place, name=named.name, original=names)


def _same(one: Named, other: Named, known: Mapping[str, Any]) -> bool:
    """Tell whether two texts name the same: by the same name, by both, at the same times, or by the list of names."""
    names = {one.name, *one.also}, {other.name, *other.also}
    listed = one.name in known and known[one.name] is known.get(other.name)
    return bool(names[0] & names[1]) or bool(one.key and one.key == other.key) or listed


def cite(exhibitions: Sequence[Exhibition], records: PublicRecords, routes: Routes, links: Links) -> None:
    """Note which names have an entry, so that records that have them lead to it."""
    for kind, entries in index(exhibitions, records, routes).items():
        for entry in entries if kind in FIELDS else ():
            citation = Citation(INDEX_OF_NAMES, entry.name, routes.exhibition_names(kind, entry.name), routes.language)
            for name in (entry.name, *entry.also):
                links.cite(f"name-{FIELDS[kind]}", name, citation)


def _searched(name: str, routes: Routes) -> str:
    return f"{routes.section('search')}?q={quote(chr(34) + name + chr(34))}"


def _texts(exhibition: Exhibition, language: str) -> list[SectionText]:
    intro: Any = exhibition.intro.get(language)
    return [*([intro] if intro else []), *(section.texts[language] for section in exhibition.sections)]
