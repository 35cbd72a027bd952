"""Reading a release: all its files, through its mapping, to one table of records with a report.

    read(release, mapping, site, problems, cache)  →  Intake

The table lies in Parquet files in a folder named after everything it was made from, so that a second build
of the same release parses nothing. Rows read = records + rows reported: ``Counts`` proves it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import polars as pl

from lantai.intake import (
    beside,
    checks,
    csv_reader,
    days,
    dbf,
    disguises,
    ead,
    format_problems,
    gone,
    headers,
    html_reader,
    json_reader,
    kept,
    nesting,
    parquet_reader,
    rows,
    shaping,
    spool,
    stated,
    unpacking,
    unread,
    whole_lists,
    xlsx_reader,
    xml_sheets,
    years,
)
from lantai.intake import file_problems as file_kinds
from lantai.intake import problems as kinds
from lantai.intake.spool import Spool
from lantai.intake.tables import Grid, Reporter, report_marked
from lantai.problems import Place, Problems
from lantai.records import dates, fonds, hierarchy, refcodes, releases
from lantai.records.fields import APART, EXTRA, GONE, MAPPABLE
from lantai.records.mapping import Mapping
from lantai.records.releases import Release, Source
from lantai.site.config import Site

TABLES = (
    *(*csv_reader.SUFFIXES, *xlsx_reader.SUFFIXES, *html_reader.SUFFIXES),
    *(*parquet_reader.SUFFIXES, *dbf.SUFFIXES),
)
"""Formats with columns that a mapping names; the others know their fields."""
FINDING_AIDS = (".xml", ".ead")
_FRAMES: dict[str, Callable[..., tuple[pl.DataFrame, int]]] = dict.fromkeys(FINDING_AIDS, ead.read)
OBJECTS = (".jsonl", ".ndjson", ".json")
SUFFIXES = (*TABLES, *_FRAMES, *OBJECTS)
_TEXTS = (*csv_reader.SUFFIXES, *html_reader.SUFFIXES, *_FRAMES, *OBJECTS)
_READ = (*SUFFIXES, *(suffix + unpacking.SUFFIX for suffix in _TEXTS))
"""All kinds of files that are read. Formats of text are also read packed, the others are packed in themselves."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of data in the sources, records made of them, and rows reported instead."""

    rows: int = 0
    records: int = 0
    reported: int = 0


@dataclass(frozen=True, slots=True)
class Intake:
    """The records of a release as the archive delivered them, before the gate.

    Every MAPPABLE field as text (null if empty), ``extra:<label>`` columns (public ones only), the derived
    dates, ``match_key``, ``sort_key``, ``source_file``, ``source_sheet`` and ``source_row``, in the order of the
    sources. ``folder`` holds the table in pieces; its name changes with anything it was made from.
    """

    release: Release
    folder: Path
    counts: Counts

    @property
    def frame(self) -> pl.DataFrame:
        """The whole table."""
        return self.scan().collect()

    def scan(self) -> pl.LazyFrame:
        return spool.scan(self.folder)

    def pieces(self) -> Iterator[pl.DataFrame]:
        """Yield the table in pieces of at most some 500,000 records, for work that must not hold all of it."""
        for path in sorted(self.folder.glob("*.parquet")):
            yield pl.read_parquet(path)

    def fonds(self) -> list[tuple[str, str]]:
        """Return the archive and the fonds of the records, each pair once; what a record does not say is empty."""
        pairs = self.scan().select(pl.col("repository_code", "fonds").fill_null("")).unique()
        return sorted(pairs.collect().iter_rows())

    @property
    def extra(self) -> tuple[str, ...]:
        """Labels of the archive's own public fields in this table."""
        columns = self.scan().collect_schema().names()
        return tuple(name.removeprefix(EXTRA) for name in columns if name.startswith(EXTRA))


def read(
    release: Release,
    mapping: Mapping,
    site: Site,
    problems: Problems,
    cache: Path,
    described: fonds.FondsByCode | None = None,
) -> Intake:
    """Return the table of a release. Whatever is wrong is in ``problems``; the table holds the rest.

    ``described`` are the site's fonds if the caller has read them already.
    """
    described = fonds.load_all(site, Problems()) if described is None else described
    sources = []
    for source, path in releases.files_of(release, site, problems):
        if may_be_read(path):
            sources.append((source, path))
        else:
            problems.add(file_kinds.EXPORT_IN_USE.at(site.shown(path)))
    folder = kept.folder_of(cache, release, sources, mapping, site, described)
    before = kept.noted(folder)
    if before is None:
        found = Problems()
        report = Reporter(found, mapping.columns)
        with Spool.beside(folder) as spool:
            counts = _fill(_Reading(release, mapping, site, described, report, spool), sources)
            kept.note(spool.folder, asdict(counts), found)
            spool.settle(folder)
        kept.remove_older(release, folder)
    else:
        counts, found = Counts(**before[0]), before[1]
    problems.extend(found)
    return Intake(release, folder, counts)


@dataclass(slots=True)
class _Reading:
    """What goes along while the sources of a release are read piece by piece."""

    release: Release
    mapping: Mapping
    site: Site
    described: fonds.FondsByCode
    report: Reporter
    spool: Spool
    rows: int = 0
    headers: list[tuple[Grid, headers.Header]] = field(default_factory=list)

    parents: list[pl.DataFrame] = field(default_factory=list)
    """What the export says of parents; what the shape of a code implies may well be missing."""

    def take(self, frame: pl.DataFrame) -> None:
        """Complete records and put them down."""
        if frame.height:
            named = frame.filter(pl.col("parent_ref").is_not_null())
            self.parents += [named.select(*shaping.SOURCE, "ref_code", "parent_ref")] if named.height else []
            self.spool.add(_completed(frame, self))


def _fill(reading: _Reading, sources: list[tuple[Source, Path]]) -> Counts:
    """Read every source into the spool; what is wrong goes to the report."""
    spool, report = reading.spool, reading.report
    for source, path in sources:
        _read_file(source, path, reading)
    headers.report_absent(reading.headers, reading.mapping, report)
    if not spool.count:
        spool.add(_completed(_nothing(), reading))
    checks.without_doubles(spool, report)
    if reading.release.kind == "full":
        checks.parents(reading.parents, spool.scan(), report)
    checks.fonds_described(spool.scan(), reading.described, reading.site.archive.code, report)
    checks.statuses(spool.scan(), report)
    checks.secrecy(spool.scan(), report)
    years.mark(spool, report)
    report.finish()
    return Counts(rows=reading.rows, records=spool.count, reported=reading.rows - spool.count)


def readable(path: Path) -> bool:
    """Whether a file is in a format that can be read, by its name."""
    return unpacking.kind_of(path) in _READ


def may_be_read(path: Path) -> bool:
    """Whether a file can be opened at all: a program that has it open may lock it."""
    try:
        with path.open("rb"):
            return True
    except PermissionError:
        return False


def _read_file(source: Source, path: Path, reading: _Reading) -> None:
    shown = reading.site.shown(path)
    kind = unpacking.kind_of(path, source.format)
    if kind not in _READ:
        reading.report.add(file_kinds.FORMAT_UNKNOWN, Place(shown), **format_problems.unknown(kind))
        return
    with unpacking.plain(path, reading.spool.folder.parent, shown, reading.report) as plain:
        if plain is not None:
            _read_plain(source, plain, unpacking.suffix_of(kind), shown, reading)


def _read_plain(source: Source, path: Path, suffix: str, shown: str, reading: _Reading) -> None:
    mapping = reading.mapping
    if suffix in _FRAMES:
        frame, count = _FRAMES[suffix](path, shown, mapping, reading.report)
        reading.rows += count
        reading.take(frame)
    elif suffix in OBJECTS:
        _read_objects(path, shown, reading)
    else:
        _read_grids(grids(path, suffix, shown, source, reading.report, _at_a_time(mapping)), reading)


def _read_objects(path: Path, shown: str, reading: _Reading) -> None:
    """Read objects as records where their keys are ours, else as a table with a header of keys."""
    mapping, report = reading.mapping, reading.report
    objects = json_reader.read(path, shown, report)
    if json_reader.is_ours(objects, mapping):
        reading.rows += objects.count
        reading.take(json_reader.records(objects, shown, mapping, report))
        return
    found = json_reader.table(objects, shown, mapping, report)
    if found is not None and found[1].usable:
        grid, header = found  # a key that no object has need not be missing: what is empty may be left out
        reading.rows += objects.count - grid.frame.height
        _read_rows(grid, header, reading, rows.OtherTable())
    else:
        reading.rows += objects.count


def in_pieces(path: Path, suffix: str) -> bool:
    """Whether the one table of a file comes in several grids."""
    in_pieces = (*parquet_reader.SUFFIXES, *csv_reader.SUFFIXES, *dbf.SUFFIXES)
    return suffix in in_pieces or disguises.readable_as(path) == "text"


def grids(
    path: Path, suffix: str, shown: str, source: Source, report: Reporter, rows: int = csv_reader.PIECE
) -> Iterator[Grid]:
    """Return the tables of a file; those of text and Parquet come in pieces of about ``rows`` rows."""
    other = disguises.readable_as(path)
    if other:
        report.add(file_kinds.READ_AS_OTHER, Place(shown), suffix=suffix, **disguises.named(other))
    if suffix in parquet_reader.SUFFIXES:
        return parquet_reader.read(path, shown, report, rows)
    if suffix in dbf.SUFFIXES:
        return dbf.read(path, shown, source, report, rows)
    if suffix in html_reader.SUFFIXES or other == "html":
        return html_reader.read(path, shown, report)
    if other == "xml":
        return xml_sheets.read(path, shown, source, report)
    if suffix in csv_reader.SUFFIXES or other == "text":
        return csv_reader.read(path, shown, source, report, rows)
    return xlsx_reader.read(path, shown, source, report)


def _at_a_time(mapping: Mapping) -> int:
    """Return how many rows are read at a time: all, where rows depend on those before them."""
    return sys.maxsize if mapping.hierarchy or mapping.fill_down else csv_reader.PIECE


def _read_grids(grids: Iterable[Grid], reading: _Reading) -> None:
    header: headers.Header | None = None
    records, place, other = 0, None, rows.OtherTable()
    for grid in _tables(grids, reading):
        reading.rows += grid.lost
        if not grid.frame.height:
            continue
        if not grid.continued:
            _report_empty(place, records, reading)
            other = rows.OtherTable()
            header, records, place = headers.find(grid, reading.mapping, reading.report), 0, None
            report_marked(grid, range(header.row, header.data_row) if header else range(0), reading.report)
            if header is not None and header.usable:
                reading.headers.append((Grid(grid.file, grid.sheet, grid.frame.clear()), header))
                place = Place(grid.file, grid.sheet, header.row)
                unread.titles(grid, header, reading.report)
        if header is None or not header.usable:
            first = 0 if header is None or grid.continued else header.data_row
            reading.rows += grid.frame.filter(pl.col("row") >= first).height
            continue
        records += _read_rows(_as_wide(grid, header), header, reading, other)
    _report_empty(place, records, reading)


def _tables(grids: Iterable[Grid], reading: _Reading) -> Iterator[Grid]:
    """Yield the tables of which sheets consist, with what is stated above them; nothing is left of a rearranged one
    that goes on in another piece.
    """
    report, moved = reading.report, 0
    for grid in grids:
        if not grid.continued and grid.frame.height:
            parts = [stated.for_mapping(part, reading.mapping, report) for part in beside.apart(grid, report)]
            tables = [whole_lists.as_one(part, report) for part in parts]
            moved = grid.frame["row"][0] if len(tables) > 1 or tables[0].files else 0
            yield from tables
        elif grid.continued and moved:
            reading.rows += grid.lost + grid.frame.height
            place = Place(grid.file, grid.sheet, grid.frame["row"].first())
            report.add(kinds.BELOW_OTHER_HEADER, place, header=moved, rows=grid.frame.height)
        else:
            yield grid


def _read_rows(grid: Grid, header: headers.Header, reading: _Reading, other: rows.OtherTable) -> int:
    """Read the rows of a table or of a piece of one, and return how many may be seen."""
    shaped = shaping.shaped(grid, header, reading.mapping, reading.report, days.year(grid, header))
    if reading.mapping.hierarchy and shaped.height:
        marked = shaped.with_columns(_repeats_header=rows.repeats(header))
        shaped = nesting.nested(marked, reading.mapping.hierarchy, reading.report)
    reading.rows += shaped.height
    if grid.hidden or grid.struck:
        shaped = shaped.filter(~pl.col("source_row").is_in(grid.hidden | grid.struck))
    reading.take(rows.records(shaped, header, reading.mapping, reading.report, other))
    return shaped.height


def _as_wide(grid: Grid, header: headers.Header) -> Grid:
    """Return a piece with at least the columns of its header: rows at the end of a file that was cut may be short."""
    missing = [pl.lit(None, dtype=pl.String).alias(f"c{index}") for index in range(grid.width, len(header.names))]
    return replace(grid, frame=grid.frame.with_columns(missing)) if missing else grid


def _report_empty(place: Place | None, records: int, reading: _Reading) -> None:
    if place is not None and not records:
        reading.report.add(kinds.SHEET_EMPTY, place)


def _nothing() -> pl.DataFrame:
    texts = dict.fromkeys(("source_file", "source_sheet"), pl.String)
    return pl.DataFrame(schema=texts | {"source_row": pl.UInt32} | dict.fromkeys(MAPPABLE, pl.String))


def _completed(frame: pl.DataFrame, reading: _Reading) -> pl.DataFrame:
    """Fill in what codes and dates say, and check what concerns each record."""
    mapping, site, report = reading.mapping, reading.site, reading.report
    frame = frame.with_columns(
        match_key=refcodes.match_key_expr(pl.col("ref_code")),
        repository_code=pl.col("repository_code").fill_null(site.archive.code),
    )
    frame = checks.levels(frame, report)
    frame = hierarchy.with_fonds(frame, [one.code for one in reading.described.values()])
    frame, fits = hierarchy.with_parts(frame, mapping.code_patterns(reading.described))
    checks.patterns(frame, fits, report)
    checks.texts(frame, report)
    checks.codes(frame, report)
    checks.dittos(frame, report)
    frame, odd = dates.derive(frame)
    _report_dates(frame, odd, report)
    own = [EXTRA + extra.label for extra in mapping.extra if extra.public]
    absent = [pl.lit(None, pl.String).alias(name) for name in own if name not in frame.columns]
    order, none = refcodes.sort_key_expr(pl.col("match_key")), pl.lit(None, pl.String)
    frame = frame.with_columns(*absent, none.alias(APART), sort_key=order)
    if GONE not in frame.columns:  # records that came with their fields
        frame = frame.with_columns(gone.of_records(frame).alias(GONE))
    return frame.select(*shaping.SOURCE, *MAPPABLE, *dates.DERIVED, *own, APART, GONE, "match_key", "sort_key")


def _report_dates(frame: pl.DataFrame, odd: list[dates.Odd], report: Reporter) -> None:
    where = frame.select("source_file", "source_sheet", "source_row")
    for row, kind, values in odd:
        file, sheet, number = where.row(row)
        report.add(kind, Place(file, sheet or "", number or 0, report.column("date_text")), **values)
