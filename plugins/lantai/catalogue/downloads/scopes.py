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
LARGE_FONDS = {"csv": 2_000, "ead3.xml": 500}
"""The same for a fonds of a catalogue whose own files are compressed: about 400 KB. What is packed stands in the file
of the whole as it does in that of the fonds; plain it would have to be written and read once more."""
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
    count = view.catalogue.count
    yield Scope(WHOLE, view.t("catalogue.title"), count, EVERY, packed=_packed(count, EVERY))
    if view.several:
        for archive in view.site.archives:
            count = sum(each.count for each in view.catalogue.fonds if each.repository == archive.code)
            title, packed = archive.name.in_(view.language), _packed(count, SOME)
            if count:
                yield Scope(archive_stem(archive.code), title, count, SOME, archive=archive.code, packed=packed)
    for release in view.catalogue.releases:
        title, packed = view.releases[release.id].title.in_(view.language), _packed(release.count, EVERY)
        yield Scope(release_stem(release.id), title, release.count, EVERY, release=release.id, packed=packed)
    shared = view.catalogue.count > LARGE
    for fonds in view.catalogue.fonds:
        packed = frozenset(each for each in FEW if shared and fonds.count > LARGE_FONDS[each])
        yield Scope(fonds_stem(fonds), view.fonds_title(fonds), fonds.count, FEW, fonds=fonds, packed=packed)


def _packed(count: int, extensions: tuple[str, ...]) -> frozenset[str]:
    return frozenset(extensions) - _UNPACKED if count > LARGE else frozenset()


def file_name(scope: Scope, extension: str) -> str:
    """Return the name of a download within ``/data/``."""
    return f"{scope.stem}.{extension}{'.gz' if extension in scope.packed else ''}"


def offered(view: View, stem: str) -> list[tuple[str, str]]:
    """Return ``(label, address)`` of each format in which ``stem`` can be downloaded."""
    scope = view.scopes[stem]
    return [(_label(view, scope, each), view.routes.data(file_name(scope, each))) for each in scope.extensions]


def _label(view: View, scope: Scope, extension: str) -> str:
    """Return what a format is called, and whether it has to be unpacked first."""
    name = f"catalogue.format_{extension.split('.')[0]}"
    if extension not in scope.packed:
        return view.t(name)
    if extension == "csv":
        return view.t("catalogue.format_csv_packed")
    return view.t("catalogue.format_packed", format=view.t(name))
