"""Writing every download of a publication in one pass over the public table, fonds by fonds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from lantai import files
from lantai.catalogue.downloads import about, exchange
from lantai.catalogue.downloads.atomcsv import AtomCsv
from lantai.catalogue.downloads.columns import selected
from lantai.catalogue.downloads.delimited import Csv
from lantai.catalogue.downloads.dublincore import DublinCore
from lantai.catalogue.downloads.ead3 import Ead3
from lantai.catalogue.downloads.formats import Format, Part, Scope, clean_columns
from lantai.catalogue.downloads.jsonld import JsonLd
from lantai.catalogue.downloads.jsonlines import JsonLines
from lantai.catalogue.downloads.scopes import WHOLE, file_name
from lantai.catalogue.downloads.sinks import Piece, Sink
from lantai.site.routes import Routes, output_path

if TYPE_CHECKING:
    from lantai.catalogue.views import View

ROW_GROUP = 65_536


def write_all(view: View, output: Path) -> None:
    """Write the downloads of the whole, of archives, releases and fonds into ``output``, then what describes them."""
    formats, scopes = _formats(view), list(view.scopes.values())
    written = [scope for scope in scopes if not _is_whole(scope, view)]
    jobs = max(1, min(view.publication.jobs, len(formats)))
    with ExitStack() as stack, ThreadPoolExecutor(jobs) as pool:
        writers = [_Writer(each, written, output, stack) for each in formats]
        for part in _parts(view):
            list(pool.map(lambda writer, part=part: writer.part(part), writers))
        for writer in writers:
            writer.finish()
    _write_parquet(view, written, output)
    _link_same(view, scopes, output)
    _write_about(view, output)


class _Writer:
    """Writes one format to all its files. Nothing is shared with other formats, so each may have a thread."""

    def __init__(self, form: Format, scopes: Sequence[Scope], output: Path, stack: ExitStack) -> None:
        self.form, self.output, self.stack = form, output, stack
        self.own = {each.fonds.address: each for each in scopes if each.fonds and form.extension in each.extensions}
        self.lasting: list[tuple[Scope, Sink]] = []
        for scope in scopes:
            if form.extension in scope.extensions and not scope.fonds:
                self.lasting.append((scope, stack.enter_context(closing(self._sink(scope)))))
        for scope, sink in self.lasting:
            sink.write(form.head(scope))

    def part(self, part: Part) -> None:
        """Write the records of one fonds wherever they belong."""
        prepared = self.form.prepare(part)
        whole = Piece(self.form.body(part, prepared))
        own = self.own.get(part.fonds.address)
        if own is not None:
            with closing(self._sink(own)) as sink:
                form = self.form
                sink.write(form.head(own), form.before(own, part), whole, form.after(own, part), form.tail(own))
        for scope, sink in self.lasting:
            if scope.release:
                self._of_release(scope, sink, part, prepared, whole)
            elif scope.archive in ("", part.fonds.repository):
                sink.write(self.form.before(scope, part), whole, self.form.after(scope, part))

    def _of_release(self, scope: Scope, sink: Sink, part: Part, prepared: pl.Series, whole: Piece) -> None:
        chosen = part.frame["release"] == scope.release
        if not chosen.any():
            return
        if not chosen.all():
            part = replace(part, frame=part.frame.filter(chosen))
            whole = Piece(self.form.body(part, prepared.filter(chosen)))
        sink.write(self.form.before(scope, part), whole, self.form.after(scope, part))

    def finish(self) -> None:
        for scope, sink in self.lasting:
            sink.write(self.form.tail(scope))

    def _sink(self, scope: Scope) -> Sink:
        name = file_name(scope, self.form.extension)
        return Sink(files.contained(self.output, output_path(Routes.data(name))))


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


def _parts(view: View) -> Iterator[Part]:
    for summary in view.catalogue.fonds:
        archive = view.archive(summary.repository).name.in_(view.language)
        frame = view.part(summary)
        yield Part(
            summary,
            view.fonds_title(summary),
            archive,
            view.description(summary),
            frame,
            view.series_of(summary),
            clean_columns(frame),
        )


def _write_parquet(view: View, scopes: Sequence[Scope], output: Path) -> None:
    """Write Parquet of the whole and of each release, streamed from the public table."""
    for scope in scopes:
        if "parquet" not in scope.extensions:
            continue
        frame = view.catalogue.scan()
        if scope.release:
            frame = frame.filter(pl.col("release") == scope.release)
        table = selected(frame.with_columns(view.page_address), view.catalogue.extra, view.site.base_url)
        path = files.contained(output, output_path(Routes.data(file_name(scope, "parquet"))))
        path.parent.mkdir(parents=True, exist_ok=True)
        table.sink_parquet(path, compression="zstd", row_group_size=ROW_GROUP, maintain_order=True)


def _link_same(view: View, scopes: Sequence[Scope], output: Path) -> None:
    """Give a release that is the whole catalogue the files of the whole: the same data need not be written twice."""
    for scope in scopes:
        if not _is_whole(scope, view):
            continue
        for extension in scope.extensions:
            source = files.contained(output, output_path(Routes.data(file_name(view.scopes[WHOLE], extension))))
            target = files.contained(output, output_path(Routes.data(file_name(scope, extension))))
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
    exchange.write(view, output)
    digests = about.digests(folder)
    files.write_json(folder / "catalog.jsonld", about.dcat(view, folder, digests), indent=1)
    digests.update(about.digests(folder, known=digests))
    files.write(folder / "SHA256SUMS", about.checksums(digests))


__all__ = ["WHOLE", "write_all"]
