"""Where an exhibition leads further: its themes, the releases its records came with, their places and people."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from lantai.exhibitions import problems as kinds
from lantai.exhibitions.model import Exhibition
from lantai.exhibitions.names import FIELDS, Translations, cited
from lantai.problems import Problems
from lantai.prose.figures import PublicRecords
from lantai.prose.rendering import nearest
from lantai.records.store import Record
from lantai.site.languages import LocalText
from lantai.site.routes import Routes

MOST = 16
"""Names of a kind that are shown, those of most records first."""

Further = list[tuple[str, list[tuple[str, str]]]]
"""Kind and, for each name of it, what it is called and the address it leads to."""


Themes = Mapping[str, tuple[LocalText, str]]
"""Title and address of the page of a theme, by its slug and by its title in each language."""


def named(themes: Iterable[Any]) -> Themes:
    """Return the public themes by every name that an exhibition may call them."""
    every = list(themes)
    titled = {title: (theme.title, theme.address) for theme in every for _, title in theme.title}
    return titled | {theme.slug: (theme.title, theme.address) for theme in every}


def theme_title(name: str, exhibition: Exhibition, themes: Themes, language: str) -> str:
    """Return what a theme of an exhibition is called in ``language``: as its page is, else by the list of names."""
    title, _ = themes.get(name, (None, ""))
    return title.in_(language) if title else exhibition.authority.called(name, language)


def check_themes(exhibitions: Sequence[Exhibition], themes: Themes, problems: Problems) -> None:
    """Report themes that lead nowhere: those without a page which no other exhibition bears."""
    for exhibition in exhibitions:
        shared = {name for other in exhibitions if other is not exhibition for name in other.themes}
        known = sorted(set(themes) | shared)
        for name in exhibition.themes:
            if name in known:
                continue
            near = [each for each in known if min(len(name), len(each)) > 1 and (name in each or each in name)]
            near += [each for each in difflib.get_close_matches(name, known) if each not in near]
            kind = kinds.THEME_NEAR if near else kinds.THEME_ALONE
            hint = " / ".join(near[:3]) or nearest(name, themes)
            problems.add(kind.at(exhibition.places["themes"], name=name, hint=hint))


def releases(exhibition: Exhibition, records: PublicRecords) -> tuple[str, ...]:
    """Return the ids of the releases with which the cited records were opened."""
    return tuple(sorted({record.release for record in cited(exhibition, records) if record.release}))


def further(
    exhibition: Exhibition,
    records: PublicRecords,
    routes: Routes,
    themes: Themes | None = None,
    called: Translations | None = None,
) -> Further:
    """Return the names under which more is found, kinds without any left out.

    A theme leads to its page, whether it is named by title or slug, else to the exhibitions that share it.
    Places and people lead to their entries in the index of names, called as there.
    """
    shown = list(cited(exhibition, records))
    index = routes.section("exhibitions")

    def indexed(kind: str) -> list[tuple[str, str]]:
        own = [(called or {}).get((kind, name), name) for name in _most(shown, FIELDS[kind])]
        return [(name, routes.exhibition_names(kind, name)) for name in dict.fromkeys(own)]

    def themed(name: str) -> tuple[str, str]:
        known = themes or {}
        _, address = known.get(name, (None, f"{index}?{urlencode({'theme': name})}"))
        return theme_title(name, exhibition, known, routes.language), address

    found: Further = [
        ("themes", list(dict.fromkeys(themed(name) for name in exhibition.themes))),
        ("places", indexed("places")),
        ("people", indexed("people")),
        ("releases", [(name, routes.release(name)) for name in releases(exhibition, records)]),
    ]
    return [(kind, names) for kind, names in found if names]


def _most(records: list[Record], field: str) -> list[str]:
    counted: dict[str, int] = {}
    for record in records:
        for value in record.many(field):
            counted[value] = counted.get(value, 0) + 1
    return sorted(counted, key=lambda name: (-counted[name], name))[:MOST]
