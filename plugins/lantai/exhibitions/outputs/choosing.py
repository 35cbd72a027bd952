"""Which exhibition, which of its sections and which language are put out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lantai.exhibitions.model import Exhibition, Section
from lantai.exhibitions.outputs import problems as kinds
from lantai.media import MediaStore
from lantai.problems import NOTHING, InputError, Problems
from lantai.site.config import Site


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is put out, and what that needs: ``t`` translates, ``problems`` takes what is found meanwhile."""

    exhibition: Exhibition
    sections: tuple[Section, ...]
    language: str
    site: Site
    media: MediaStore
    t: Any
    problems: Problems

    @property
    def address(self) -> str:
        """The address of the exhibition in the site."""
        return self.exhibition.address(self.language, self.site.language)


def choose(publication: Any, slug: str, sections: Sequence[str] = (), language: str = "") -> Chosen:
    """Return the exhibition ``slug``, those of its sections that are named (all without any), and the language.

    Raises InputError, with what there is instead, for what there is not.
    """
    exhibition = next((each for each in publication.exhibitions if each.slug == slug), None)
    if exhibition is None:
        known = "、".join(each.slug for each in publication.exhibitions) or NOTHING
        raise InputError([kinds.NO_EXHIBITION.at("exhibitions", slug=slug, known=known)])
    known = "、".join(section.slug for section in exhibition.sections)
    told = [
        kinds.NO_SECTION.at(exhibition.file, exhibition=slug, slug=each, known=known)
        for each in sections
        if each not in {section.slug for section in exhibition.sections}
    ]
    if language and language not in exhibition.languages:
        spoken = "、".join(exhibition.languages)
        told.append(kinds.NO_LANGUAGE.at(exhibition.file, exhibition=slug, language=language, known=spoken))
    if told:
        raise InputError(told)
    site, spoken = publication.site, language or exhibition.languages[0]
    if not site.base_url:
        publication.problems.add(kinds.NO_ADDRESS.at("content/site.yaml"))
    wanted = tuple(section for section in exhibition.sections if not sections or section.slug in sections)
    t = publication.translators[spoken]
    return Chosen(exhibition, wanted, spoken, site, publication.media, t, publication.problems)
