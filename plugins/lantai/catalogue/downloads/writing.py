"""Writing every download of a publication in one pass over the public table, fonds by fonds."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from lantai import files
from lantai.catalogue import lists
from lantai.catalogue.downloads import about, datapackage, exchange
from lantai.catalogue.downloads.atomcsv import AtomCsv
from lantai.catalogue.downloads.columns import NAMES, selected
from lantai.catalogue.downloads.delimited import Csv
from lantai.catalogue.downloads.dublincore import DublinCore
from lantai.catalogue.downloads.ead3 import Ead3
from lantai.catalogue.downloads.formats import Format, Part, Scope
from lantai.catalogue.downloads.former import Former, Noted, Place, Places
from lantai.catalogue.downloads.jsonld import JsonLd
from lantai.catalogue.downloads.jsonlines import JsonLines
from lantai.catalogue.downloads.scopes import WHOLE, file_name
from lantai.catalogue.downloads.sinks import Piece, Sink
from lantai.catalogue.model import FondsSummary
from lantai.parts import digest
from lantai.site.routes import Routes, output_path

if TYPE_CHECKING:
    from lantai.catalogue.views import View

ROW_GROUP = 65_536
AT_A_TIME = 65_536
"""Records that are read at a time, if no fonds has more."""
_PLACES = ("match_key", "release", "list_address", "anchor", "page_address")
"""What downloads need beside the fields."""


def write_all(view: View, output: Path, former: Former | None = None) -> Noted:
    """Write the downloads of the whole, of archives, releases and fonds into ``output``, then what describes them.

    What ``former`` has is not made again. Returns what is to be noted for next time.
    """
    former = former or Former.nothing()
    formats, scopes = _formats(view), list(view.scopes.values())
    written = [scope for scope in scopes if not _is_whole(scope, view)]
    noted = Noted(former.keys)
    jobs = max(1, min(view.publication.jobs, len(formats)))
    with ExitStack() as stack, ThreadPoolExecutor(jobs) as pool:
        kept = _keep(view, written, former, noted)
        made = [scope for scope in written if scope.stem not in kept]
        writers = [_Writer(each, made, output, stack, former) for each in formats]
        rows = Rows(view)
        # Formats wait for each other between groups only.
        for group in lists.batches(view.catalogue.fonds, AT_A_TIME):
            borrowed = [[writer.borrow(each) for writer in writers] for each in group]
            lacking = [each for each, lent in zip(group, borrowed, strict=True) if not all(lent)]
            parts = {each.address: _part(view, each, rows.of(each)) for each in lacking}
            list(pool.map(lambda writer, group=group, parts=parts: writer.write(group, parts), writers))
        for writer in writers:
            writer.finish()
            noted.places.update(writer.places)
    _write_parquet(view, written, output, former, noted)
    _link_same(view, scopes, output, former, noted)
    _write_about(view, output)
    return noted


def _keep(view: View, scopes: Sequence[Scope], former: Former, noted: Noted) -> set[str]:
    """Take over the files of each fonds that are as they were; returns their stems."""
    kept = set()
    newest = view.catalogue.newest
    for scope in scopes:
        if scope.fonds is None or scope.fonds.address not in former.keys:
            continue
        own = (scope.stem, scope.title, scope.count, scope.extensions, newest.publish_at if newest else "")
        key = noted.whole[scope.stem] = digest(former.keys[scope.fonds.address], own)
        paths = [_path(scope, extension) for extension in scope.extensions]
        if former.keep(scope.stem, key, paths):
            kept.add(scope.stem)
            noted.places.update((path, former.places(path)) for path in paths)
    return kept


def _path(scope: Scope, extension: str) -> str:
    """Return the path of a download in the output."""
    return output_path(Routes.data(file_name(scope, extension)))


class _Writer:
    """Writes one format to all its files. Nothing is shared with other formats, so each may have a thread."""

    def __init__(self, form: Format, scopes: Sequence[Scope], output: Path, stack: ExitStack, former: Former) -> None:
        self.form, self.output, self.former = form, output, former
        self.places: Places = {}
        self.lent: dict[str, dict[str, Place]] = {}
        self.own = {each.fonds.address: each for each in scopes if each.fonds and form.extension in each.extensions}
        self.lasting: list[tuple[Scope, Sink]] = []
        for scope in scopes:
            if form.extension in scope.extensions and not scope.fonds:
                self.lasting.append((scope, stack.enter_context(closing(self._sink(scope)))))
        for scope, sink in self.lasting:
            sink.write(form.head(scope))

    def _places(self, fonds: FondsSummary) -> dict[str, Place] | None:
        """Return where the public site has a fonds for each file, by its stem; None if it lacks it for one."""
        own = self.own.get(fonds.address)
        scopes = [*([own] if own else []), *(scope for scope, _ in self.lasting if _concerns(scope, fonds))]
        found = {scope.stem: self.former.place(_path(scope, self.form.extension), fonds.address) for scope in scopes}
        there = {stem: place for stem, place in found.items() if place is not None}
        return there if len(there) == len(found) else None

    def borrow(self, fonds: FondsSummary) -> bool:
        """Borrow the records of a fonds for every file they belong in; returns whether the public site has them."""
        places = self._places(fonds) if fonds.address in self.former.same else None
        if places is not None:
            self.lent[fonds.address] = places
        return places is not None

    def write(self, group: Iterable[FondsSummary], parts: Mapping[str, Part]) -> None:
        """Write some fonds: as the public site has them, otherwise of their ``parts``."""
        for fonds in group:
            if fonds.address in self.lent:
                self._copy_all(fonds, self.lent.pop(fonds.address))
            else:
                self.part(parts[fonds.address])

    def _copy_all(self, fonds: FondsSummary, places: Mapping[str, Place]) -> None:
        own = self.own.get(fonds.address)
        if own is not None:
            with closing(self._sink(own)) as sink:
                sink.write(self.form.head(own))
                self._copy(own, sink, fonds, places[own.stem])
                sink.write(self.form.tail(own))
        for scope, sink in self.lasting:
            if _concerns(scope, fonds):
                self._copy(scope, sink, fonds, places[scope.stem])

    def _copy(self, scope: Scope, sink: Sink, fonds: FondsSummary, place: Place) -> None:
        with self._placed(scope, sink, fonds):
            sink.copy(*place)

    def part(self, part: Part) -> None:
        """Write the records of one fonds wherever they belong."""
        prepared = self.form.prepare(part)
        whole = Piece(self.form.body(part, prepared))
        own = self.own.get(part.fonds.address)
        if own is not None:
            with closing(self._sink(own)) as sink:
                sink.write(self.form.head(own))
                self._write(own, sink, part, whole)
                sink.write(self.form.tail(own))
        for scope, sink in self.lasting:
            if not _concerns(scope, part.fonds):
                continue
            if scope.release:
                self._of_release(scope, sink, part, prepared, whole)
            else:
                self._write(scope, sink, part, whole)

    def _of_release(self, scope: Scope, sink: Sink, part: Part, prepared: pl.Series, whole: Piece) -> None:
        chosen = part.frame["release"] == scope.release
        if not chosen.all():
            part = replace(part, frame=part.frame.filter(chosen))
            whole = Piece(self.form.body(part, prepared.filter(chosen)))
        self._write(scope, sink, part, whole)

    def _write(self, scope: Scope, sink: Sink, part: Part, whole: Piece) -> None:
        with self._placed(scope, sink, part.fonds):
            sink.write(self.form.before(scope, part), whole, self.form.after(scope, part))

    @contextmanager
    def _placed(self, scope: Scope, sink: Sink, fonds: FondsSummary) -> Iterator[None]:
        """Note where in its file the piece of a fonds stands."""
        start = sink.position
        yield
        self.places.setdefault(_path(scope, self.form.extension), {})[fonds.address] = (start, sink.position - start)

    def finish(self) -> None:
        for scope, sink in self.lasting:
            sink.write(self.form.tail(scope))

    def _sink(self, scope: Scope) -> Sink:
        return Sink(files.contained(self.output, _path(scope, self.form.extension)))


def _concerns(scope: Scope, fonds: FondsSummary) -> bool:
    """Return whether records of a fonds stand in the whole, in an archive's or a release's downloads."""
    return scope.release in fonds.releases if scope.release else scope.archive in ("", fonds.repository)


def _formats(view: View) -> list[Format]:
    newest = view.catalogue.newest
    site, extra, language = view.site, view.catalogue.extra, view.language
    # The moment of the newest release, not of the build: the same input gives the same bytes.
    moment = newest.publish_at if newest else ""
    return [
        Ead3(site.name.in_(language), moment, language, extra),
        JsonLines(extra, site.base_url),
        JsonLd(site.base_url, site.licence_url),
        DublinCore(site.base_url),
        Csv(extra, site.base_url, language),
        AtomCsv(language, view.several),
    ]


class Rows:
    """The public table, read some ten thousand records at a time."""

    def __init__(self, view: View) -> None:
        self.view, self._first, self._frame = view, 0, pl.DataFrame()

    def of(self, fonds: FondsSummary) -> pl.DataFrame:
        """Return the records of a fonds, with those columns that leave."""
        start = fonds.first - self._first
        if start < 0 or start + fonds.count > self._frame.height:
            table = self.view.catalogue.scan().slice(fonds.first, max(fonds.count, AT_A_TIME))
            columns = (*NAMES, *self.view.catalogue.extra, *_PLACES)
            self._frame = self.view.with_pages(table.select("number", *columns).collect())
            self._first, start = fonds.first, 0
        return self._frame.slice(start, fonds.count)


def _part(view: View, summary: FondsSummary, frame: pl.DataFrame) -> Part:
    part = Part(
        summary,
        view.fonds_title(summary),
        view.archive(summary.repository).name.in_(view.language),
        view.description(summary),
        frame,
        view.series_of(summary),
    )
    _ = part.cells  # before several threads ask
    return part


def _write_parquet(view: View, scopes: Sequence[Scope], output: Path, former: Former, noted: Noted) -> None:
    """Write Parquet of the whole and of each release, streamed from the public table, or take it over."""
    for scope in scopes:
        if "parquet" not in scope.extensions:
            continue
        if (key := former.tables.get(scope.release)) is not None:
            noted.whole[scope.stem] = key
            if former.keep(scope.stem, key, [_path(scope, "parquet")]):
                continue
        frame = view.catalogue.scan()
        if scope.release:
            frame = frame.filter(pl.col("release") == scope.release)
        table = selected(frame.with_columns(view.page_address), view.catalogue.extra, view.site.base_url)
        path = files.contained(output, _path(scope, "parquet"))
        path.parent.mkdir(parents=True, exist_ok=True)
        table.sink_parquet(path, compression="zstd", row_group_size=ROW_GROUP, maintain_order=True)


def _link_same(view: View, scopes: Sequence[Scope], output: Path, former: Former, noted: Noted) -> None:
    """Give a release that is the whole catalogue the files of the whole: the same data need not be written twice."""
    for scope in scopes:
        if not _is_whole(scope, view):
            continue
        if scope.release in former.tables:
            noted.whole[scope.stem] = former.tables[scope.release]
        for extension in scope.extensions:
            of_whole, path = _path(view.scopes[WHOLE], extension), _path(scope, extension)
            noted.places[path] = noted.places.get(of_whole, {})
            source, target = files.contained(output, of_whole), files.contained(output, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                target.hardlink_to(source)
            except OSError:  # a file system without hard links
                shutil.copyfile(source, target)


def _is_whole(scope: Scope, view: View) -> bool:
    return bool(scope.release) and scope.count == view.catalogue.count


def _write_about(view: View, output: Path) -> None:
    """Write what stands beside the data; the checksums come last."""
    folder = output / "data"
    files.write(folder / "dictionary.csv", about.dictionary(view.catalogue.extra))
    digests = about.digests(folder)
    exchange.write(view, output, digests)
    for name, description in datapackage.documents(view, folder, digests).items():
        files.write_json(folder / name, description, indent=1)
    files.write_json(folder / "catalog.jsonld", about.dcat(view, folder, digests), indent=1)
    digests.update(about.digests(folder, known=digests))
    files.write(folder / "SHA256SUMS", about.checksums(digests))


__all__ = ["WHOLE", "write_all"]
