"""Numbers of people in what authors write: exhibitions, lessons, pages, captions, and the names of their files.

The gate holds a record that has one. A text has no gate but its author, so each is told with its file and line. An
identity number whose check digit is right is an error; what only looks like a number of a person is a warning, and so
is a word that the archive added to its list, such as the name of someone who is protected.
Documents to download, and what is hidden in them, are looked into when the site is finished (``audit/numbers.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from lantai.problems import Place, Problems
from lantai.publishing import problems as kinds
from lantai.review import identifiers, words
from lantai.site.config import Site

_TEXTS = frozenset({".md", ".yaml", ".yml", ".txt", ".vtt", ".srt", ".csv", ".json", ".xml", ".svg"})
_CERTAIN = "resident-id"
_LIKELY = ("resident-id-slip", "resident-id-15", "bank-card")
_IN_SOURCES = "mobile"
"""A telephone is told where sources are shown; elsewhere it is that of the archive, for people to call."""
_SHOWS_SOURCES = ("exhibitions/", "content/learn/")
_DIGEST = "sha256"
"""Stands beside digits that are nobody's, where the program itself writes."""
_LARGEST = 1 << 24
"""Bytes of a text beyond which nobody has written it."""


def check(site: Site, problems: Problems) -> None:
    """Report every number of a person in the texts of a site, and in the names of files."""
    places: list[Place] = []
    texts: list[str] = []
    for path in _files(site):
        shown = site.shown(path)
        places.append(Place(shown))
        texts.append(path.name)
        if path.suffix.lower() in _TEXTS and path.stat().st_size <= _LARGEST:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            places += [Place(shown, line=number) for number in range(1, len(lines) + 1)]
            texts += ("" if _DIGEST in line else line for line in lines)
    everything = pl.Series(texts, dtype=pl.String)  # at once: each call takes longer than a text
    for index, word in _own_words(everything, words.own(site.folder)):
        problems.add(kinds.OWN_WORD.at(places[index], word=word))
    suspected = frozenset(identifiers.suspected(everything.unique()))
    for place, text in zip(places, texts, strict=True):
        for identifier in identifiers.find(text) if text in suspected else ():
            _report(place, identifier, problems)


def _own_words(texts: pl.Series, own: words.Words) -> Iterator[tuple[int, str]]:
    """Yield the place of each text in which there is a word that the archive itself watches for, and the word."""
    if own.forms:
        found = texts.to_frame("text").select(own.found(own.searched(pl.col("text"))).alias("words"))["words"]
        for index, each in enumerate(found):
            yield from ((index, word) for word in each)


def _files(site: Site) -> Iterator[Path]:
    folders = (site.content, site.exhibitions, site.catalogue / "fonds", site.catalogue / "themes")
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.is_file())
    yield from sorted((site.catalogue / "releases").glob("*/release.yaml"))


def _report(place: Place, identifier: identifiers.Identifier, problems: Problems) -> None:
    if identifier.kind == _CERTAIN:
        kind = kinds.PERSONAL_NUMBER
    elif identifier.kind in _LIKELY or (identifier.kind == _IN_SOURCES and place.file.startswith(_SHOWS_SOURCES)):
        kind = kinds.PERSONAL_LIKELY
    else:
        return
    what, what_en = identifiers.KINDS[identifier.kind]
    problems.add(kind.at(place, what=what, what_en=what_en, masked=identifier.masked()))
