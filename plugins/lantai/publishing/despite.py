"""Checking everything else although the catalogue has errors: one mistake hides no other.

Nothing is rehearsed then, and what may only follow from records that could not be read is left out: it comes to light
when the catalogue is right.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from lantai.catalogue.problems import THEME_RECORD_HELD, THEME_RECORD_UNKNOWN
from lantai.problems import Problem, Problems
from lantai.prose.problems import RECORD_HELD, RECORD_NOT_PUBLIC
from lantai.publishing import publication
from lantai.publishing.layout import Layout
from lantai.records.store import PUBLIC
from lantai.site.config import Site

_OF_RECORDS = (RECORD_NOT_PUBLIC, RECORD_HELD, THEME_RECORD_UNKNOWN, THEME_RECORD_HELD)


def check(site: Site, moment: datetime, layout: Layout, told: Iterable[Problem]) -> Problems:
    """Return what is wrong beside what was ``told`` of the catalogue, as far as tables of it were made at all."""
    found = Problems()
    if (layout.work / PUBLIC).is_file():
        publication.load(site, moment, layout, found)
    known = {(each.code, each.place) for each in told}
    return Problems(each for each in found if each.kind not in _OF_RECORDS and (each.code, each.place) not in known)
