"""Links that authors write to the catalogue, looked up before pages are made.

Other links name files that are read anyway. A link like ``/catalogue/J021/`` or ``/releases/2026-06-09/`` leads to
pages that come from data: while a release lacks its signatures these are not there, and an author should hear of it
from ``check``, at the line where the link stands, not from the audit of the finished site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from lantai.catalogue import Catalogue
from lantai.catalogue.views import archive_address
from lantai.problems import Place, Problem
from lantai.publishing import problems as kinds
from lantai.site.config import Site

_LINK = re.compile(r"\]\(\s*<?(?P<target>/(?:catalogue|releases)/[^\s)>#?]+)")
"""A link in Markdown to a page of the catalogue or of a release."""


def lost(sources: Iterable[str], site: Site, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a problem for each link in ``sources`` (Markdown files that are public) to what is not public."""
    roots = _roots(site, catalogue)
    releases = {f"/releases/{release.id}/" for release in catalogue.releases}
    for source in sorted(set(sources)):
        path = site.folder / source
        if not source.endswith(".md") or not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8-sig", errors="replace").splitlines(), 1):
            for match in _LINK.finditer(line):
                target = unquote(match["target"])
                known = releases if target.startswith("/releases/") else roots
                if not any((target.rstrip("/") + "/").startswith(root) for root in known):
                    yield kinds.LINK_NOT_PUBLIC.at(Place(source, line=number), target=match["target"])


def _roots(site: Site, catalogue: Catalogue) -> set[str]:
    """Return the addresses of archives and fonds that answer, also those of which only tombstones are left."""
    several = len(site.archives) > 1
    depth = 4 if several else 3
    gone = catalogue.tombstones["list_address"].unique()
    stones = {"/".join(address.split("/")[:depth]) + "/" for address in gone}
    archives = {archive_address(each.repository) for each in catalogue.fonds} if several else set()
    return {each.address for each in catalogue.fonds} | stones | archives
