"""The catalogue: the public table, fonds, list, record and release pages, downloads."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path
from typing import Any

from lantai.catalogue.model import Catalogue, open
from lantai.links import Links
from lantai.problems import Problems
from lantai.records.store import RecordStore
from lantai.site.config import Site

__all__ = ["Catalogue", "load", "open", "prepare"]


def prepare(site: Site, moment: datetime, work: Path, problems: Problems, program: str = "") -> Catalogue:
    """Write the tables of the catalogue at ``moment`` into ``work`` (``preparing.prepare``)."""
    from lantai.catalogue import preparing  # with all that reads and gates: who shows the tables needs none of it

    return preparing.prepare(site, moment, work, problems, program)


def load(
    site: Site, moment: datetime, records: RecordStore, media: Any, links: Links, problems: Problems, work: Path
) -> Catalogue:
    """Return the catalogue that ``prepare`` left in ``work``, with its texts rendered and what they cite linked."""
    from lantai.catalogue import texts

    opened = open(work)
    rendered = texts.load(opened, site, moment, records, media, links, problems)
    return dataclasses.replace(opened, texts=rendered)
