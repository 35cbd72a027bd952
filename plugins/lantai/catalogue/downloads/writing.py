"""Writing every download of a publication in one pass over the public table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING

from lantai import files
from lantai.catalogue.downloads import about
from lantai.catalogue.downloads.columns import selected
from lantai.catalogue.downloads.delimited import Csv
from lantai.catalogue.downloads.ead3 import Ead3
from lantai.catalogue.downloads.formats import Format, Part, Scope
from lantai.catalogue.downloads.jsonlines import JsonLines
from lantai.files import contained
from lantai.site.routes import Routes, output_path

if TYPE_CHECKING:
    from lantai.catalogue.views import View

FORMATS = ("csv", "jsonl", "ead3.xml")


def write_all(view: View, output: Path) -> None:
    """Write the downloads of the whole, of each release and of each fonds into ``output``."""
    formats = _formats(view)
    whole = Scope("catalogue", view.t("catalogue.title"))
    released = {
        each.id: Scope(f"releases/{each.id}", view.releases[each.id].title.in_(view.language))
        for each in view.catalogue.releases
    }
    with ExitStack() as stack:
        lasting = [whole, *released.values()]
        streams = {
            (scope.stem, each.extension): stack.enter_context(_opened(output, scope, each))
            for scope in lasting
            for each in formats
        }
        for scope in lasting:
            for each in formats:
                streams[scope.stem, each.extension].write(each.head(scope))
        for part in _parts(view):
            _write_fonds(part, formats, output, whole, released, streams)
        for scope in lasting:
            for each in formats:
                streams[scope.stem, each.extension].write(each.tail(scope))
    _write_about(view, output / "data")


def _write_about(view: View, folder: Path) -> None:
    """Write Parquet of the whole, then what describes the data; the checksums come last."""
    table = selected(view.table, view.catalogue.extra, view.site.base_url)
    with files.replacing(folder / "catalogue.parquet") as stream:
        table.write_parquet(stream, compression="zstd", row_group_size=65_536)
    files.write(folder / "dictionary.csv", about.dictionary(view.catalogue.extra))
    files.write_json(folder / "catalog.jsonld", about.dcat(view, folder), indent=1)
    files.write(folder / "SHA256SUMS", about.checksums(folder))


def _formats(view: View) -> list[Format]:
    newest = view.catalogue.newest
    base_url, extra, language = view.site.base_url, view.catalogue.extra, view.language
    # The moment of the newest release, not of the build: the same input gives the same bytes.
    moment = newest.publish_at if newest else ""
    return [
        Csv(extra, base_url, language),
        JsonLines(extra, base_url),
        Ead3(view.site.name.in_(language), moment, language),
    ]


def _parts(view: View) -> Iterator[Part]:
    for summary in view.catalogue.fonds:
        archive = view.archive(summary.repository).name.in_(view.language)
        frame = view.table.slice(summary.first, summary.count)
        yield Part(summary, view.fonds_title(summary), archive, view.description(summary), frame)


def _write_fonds(
    part: Part,
    formats: Sequence[Format],
    output: Path,
    whole: Scope,
    released: dict[str, Scope],
    streams: dict[tuple[str, str], IO[bytes]],
) -> None:
    name = part.fonds.address.removeprefix("/catalogue/").strip("/").replace("/", "_")
    own = Scope(f"fonds/{name}", part.title, part.fonds)
    for each in formats:
        prepared = each.prepare(part)
        with _opened(output, own, each) as stream:
            stream.write(each.head(own) + each.piece(own, part, prepared) + each.tail(own))
        streams[whole.stem, each.extension].write(each.piece(whole, part, prepared))
        for release, scope in released.items():
            chosen = part.frame["release"] == release
            if not chosen.any():
                continue
            some = Part(part.fonds, part.title, part.archive, part.description, part.frame.filter(chosen))
            streams[scope.stem, each.extension].write(each.piece(scope, some, prepared.filter(chosen)))


def _opened(output: Path, scope: Scope, each: Format) -> IO[bytes]:
    path = contained(output, output_path(Routes.data(f"{scope.stem}.{each.extension}")))
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("wb")


__all__ = ["FORMATS", "write_all"]
