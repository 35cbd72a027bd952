"""Loading a site for what staff make of it beside the website: drafts too, since boards are printed before the day."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from lantai.problems import Problems
from lantai.publishing import machine, prepared, publication
from lantai.publishing.layout import Layout
from lantai.publishing.publication import Publication
from lantai.site.config import DRAFTS, Site


def opened(site: Site, moment: datetime) -> Publication:
    """Return everything that a preview of ``site`` would show. Raises InputError if there is an error in it.

    Writes only into ``.build``.
    """
    layout, problems = Layout.for_check(site.folder), Problems()
    with machine.in_words(str(layout.build)):
        prepared.prepare(site, moment, layout, problems)
        problems.raise_errors()
        found = publication.load(dataclasses.replace(site, preview=DRAFTS), moment, layout, problems)
    problems.raise_errors()
    return dataclasses.replace(found, problems=Problems())
