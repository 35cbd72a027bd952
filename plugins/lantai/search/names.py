"""What the values of filters are called: a visitor chooses 澜溪县水利局, not J021."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lantai.problems import Problems
from lantai.records import fonds, releases
from lantai.site.config import Site

Names = Mapping[str, Mapping[str, str]]
"""By column of the facets, the name of each value, in the site's first language."""
NAMELESS: Names = {}


def of_site(site: Site) -> Names:
    """Return what the site calls its fonds, archives and releases.

    A code that several archives use for a fonds has no name of its own. Problems in these files are told by ``check``.
    """
    language = site.language
    described = fonds.load_all(site, Problems())
    codes = [each.code for each in described.values()]
    return {
        "fonds": {each.code: each.title.in_(language) for each in described.values() if codes.count(each.code) == 1},
        "repository_code": {each.code: each.name.in_(language) for each in site.archives},
        "release": {each.id: each.title.in_(language) for each in releases.load_all(site, Problems())},
    }


def named(about: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Return what the directory says of facets (see ``facets.write``) with a name for each value that has one."""
    values = dict(about["values"])
    for column, known in names.items():
        if column in values:
            pairs = (each if isinstance(each, list) else [each, ""] for each in values[column])
            values[column] = [[code, name or known.get(code, "")] for code, name in pairs]
    return {**about, "values": values}
