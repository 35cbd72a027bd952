"""What an exhibition does not say yet in a language in which it has pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lantai.exhibitions import problems as kinds
from lantai.exhibitions.model import Exhibition
from lantai.exhibitions.reading import Written, WrittenSection
from lantai.problems import Place, Problem

MOST = 6
"""How many are named of those that are counted."""


def report(
    exhibition: Exhibition, sections: Sequence[WrittenSection], intro: Mapping[str, Written]
) -> Iterator[Problem]:
    """Yield, for each language, one problem of the texts that lack it and one of the words of ``exhibition.yaml``."""
    place = Place(exhibition.file)
    known = "、".join(exhibition.languages)
    for written in (intro, *(section.texts for section in sections)):
        for language in written.keys() - set(exhibition.languages):
            file = written[language].source.file
            yield kinds.TEXT_UNSHOWN.at(file, language=language, known=known)
    for language in exhibition.languages:
        missing = [section.file for section in sections if language not in section.texts]
        if intro and language not in intro:
            missing.insert(0, "index.md")
        if missing:
            names = "、".join(missing[:MOST])
            yield kinds.TRANSLATION_MISSING.at(place, language=language, count=len(missing), names=names)
        said = {name: getattr(exhibition, name) for name in ("title", "subtitle", "summary", "place")}
        wanting = [name for name, text in said.items() if text and not text.has(language)]
        wanting += [f"role: {credit.role}" for credit in exhibition.credits if not credit.role.has(language)]
        if wanting:
            yield kinds.WORDS_UNTRANSLATED.at(place, language=language, names="、".join(wanting[:MOST]))
