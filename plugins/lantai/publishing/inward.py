"""Links that authors write to other pages of the site, looked up before pages are made.

A link like ``/catalogue/J021/`` or ``/releases/2026-06-09/`` leads to pages that come from data: while a release lacks
its signatures these are not there. One like ``/exhibitions/flood/`` leads to what somebody may have renamed, or what is
not public yet. An author should hear of it from ``check``, at the line where the link stands, not from the audit of
the finished site.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote

from lantai.catalogue import Catalogue
from lantai.catalogue.views import archive_address
from lantai.problems import Place, Problem
from lantai.publishing import problems as kinds
from lantai.site.config import Site

_LINK = re.compile(r"\]\(\s*<?(?P<target>/[^\s)>#?/][^\s)>#?]*)")
"""A link in Markdown to a page of the site."""


def lost(
    sources: Iterable[str], site: Site, catalogue: Catalogue, pages: Collection[str] = (), more: Iterable[str] = ()
) -> Iterator[Problem]:
    """Yield a problem for each link in ``sources`` (files that are public) to what is not public.

    ``pages`` are the addresses of all pages that authors write; of another folder than theirs nothing is known here.
    ``more`` are addresses that answer beside them.
    """
    roots = _roots(site, catalogue)
    releases = {f"/releases/{release.id}/" for release in catalogue.releases}
    folders = {_folder(address, site) for address in pages} - {""}
    there = {*pages, *more}
    for source in sorted(set(sources)):
        path = site.folder / source
        if not source.endswith((".md", "/release.yaml")) or not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8-sig", errors="replace").splitlines(), 1):
            for match in _LINK.finditer(line):
                target = unquote(match["target"]).rstrip("/") + "/"
                place = Place(source, line=number)
                if target.startswith(("/catalogue/", "/releases/")) and target.count("/") > 2:
                    known = releases if target.startswith("/releases/") else roots
                    if not any(target.startswith(root) for root in known):
                        yield kinds.LINK_NOT_PUBLIC.at(place, target=match["target"])
                elif _folder(target, site) in folders and target not in there and "." not in target:
                    yield kinds.LINK_LEADS_NOWHERE.at(place, target=match["target"])


def _folder(address: str, site: Site) -> str:
    """Return the folder of the site in which a page lies, whatever its language; empty for what lies in none."""
    steps = address.strip("/").split("/")
    steps = steps[1:] if steps[0] in site.languages else steps
    return steps[0] if len(steps) > 1 else ""


def _roots(site: Site, catalogue: Catalogue) -> set[str]:
    """Return the addresses of archives and fonds that answer, also those of which only tombstones are left."""
    several = len(site.archives) > 1
    depth = 4 if several else 3
    gone = catalogue.tombstones["list_address"].unique()
    stones = {"/".join(address.split("/")[:depth]) + "/" for address in gone}
    archives = {archive_address(each.repository) for each in catalogue.fonds} if several else set()
    return {each.address for each in catalogue.fonds} | stones | archives
