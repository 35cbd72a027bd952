"""What can be downloaded: the whole, an archive, a release, a fonds; in which formats and under which names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lantai.catalogue.downloads.formats import Scope
from lantai.catalogue.model import FondsSummary
from lantai.records import addresses

if TYPE_CHECKING:
    from lantai.catalogue.views import View

WHOLE = "catalogue"
EVERY = ("csv", "jsonl", "ead3.xml", "dc.xml", "jsonld", "atom.csv", "parquet")
"""Formats of the whole and of each release, in the order in which they are offered."""
SOME = ("csv", "jsonl", "ead3.xml")
"""Formats of an archive among several."""
FEW = ("csv", "ead3.xml")
"""Formats of a fonds: a table to read and a finding aid. There may be thousands of fonds."""
LARGE = 20_000
"""Downloads of more records than this are compressed (gzip); smaller ones open at a click."""
_UNPACKED = frozenset({"parquet"})


def archive_stem(code: str) -> str:
    """Return the name, without extension, of an archive's downloads."""
    return f"archives/{_name(addresses.fonds_address('', code))}"


def fonds_stem(summary: FondsSummary) -> str:
    """Return the name, without extension, of a fonds' downloads: the end of its address, unique on the site."""
    return f"fonds/{_name(summary.address)}"


def release_stem(identifier: str) -> str:
    """Return the name, without extension, of a release's downloads."""
    return f"releases/{identifier}"


def _name(address: str) -> str:
    return address.removeprefix("/catalogue/").strip("/").replace("/", "_")


def all_scopes(view: View) -> Iterator[Scope]:
    """Yield everything that is written: the whole first, then archives, releases and fonds."""
    yield Scope(WHOLE, view.t("catalogue.title"), view.catalogue.count, EVERY)
    if view.several:
        for archive in view.site.archives:
            count = sum(each.count for each in view.catalogue.fonds if each.repository == archive.code)
            title = archive.name.in_(view.language)
            if count:
                yield Scope(archive_stem(archive.code), title, count, SOME, archive=archive.code)
    for release in view.catalogue.releases:
        title = view.releases[release.id].title.in_(view.language)
        yield Scope(release_stem(release.id), title, release.count, EVERY, release=release.id)
    for fonds in view.catalogue.fonds:
        yield Scope(fonds_stem(fonds), view.fonds_title(fonds), fonds.count, FEW, fonds=fonds)


def file_name(scope: Scope, extension: str) -> str:
    """Return the name of a download within ``/data/``."""
    packed = scope.count > LARGE and extension not in _UNPACKED
    return f"{scope.stem}.{extension}{'.gz' if packed else ''}"


def offered(view: View, stem: str) -> list[tuple[str, str]]:
    """Return ``(label, address)`` of each format in which ``stem`` can be downloaded."""
    scope = view.scopes[stem]
    return [
        (view.t(f"catalogue.format_{extension.split('.')[0]}"), view.routes.data(file_name(scope, extension)))
        for extension in scope.extensions
    ]
