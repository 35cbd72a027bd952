"""Reading a release: all its files, through its mapping, to one table of records with a report.

    read(release, mapping, site, problems, cache)  →  Intake

The table lies in a Parquet file named after everything it was made from, so that a second build of
the same release parses nothing. Rows read = records + rows reported: ``Counts`` proves it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from lantai import files
from lantai.intake import checks, csv_reader, ead_reader, headers, json_reader, nesting, rows, shaping, xlsx_reader
from lantai.intake import problems as kinds
from lantai.intake.cached_problems import from_plain, to_plain
from lantai.intake.tables import Grid, Reporter
from lantai.problems import Place, Problems
from lantai.records import dates, fonds, hierarchy, refcodes, releases
from lantai.records.fields import EXTRA, MAPPABLE
from lantai.records.mapping import Mapping
from lantai.records.releases import Release, Source
from lantai.site.config import Site

VERSION = 2
"""Raised whenever the same files would give another table; part of the name in the cache."""

_GRIDS = dict.fromkeys((".csv", ".tsv", ".txt", ".tab"), csv_reader.read)
_GRIDS |= dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), xlsx_reader.read)
_FRAMES: dict[str, Callable[..., tuple[pl.DataFrame, int]]] = dict.fromkeys((".xml", ".ead"), ead_reader.read)
_FRAMES |= dict.fromkeys((".jsonl", ".ndjson"), json_reader.read)
SUFFIXES = (*_GRIDS, *_FRAMES)


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of data in the sources, records made of them, and rows reported instead."""

    rows: int = 0
    records: int = 0
    reported: int = 0


@dataclass(frozen=True, slots=True)
class Intake:
    """The records of a release as the archive delivered them, before the gate.

    ``parquet`` holds every MAPPABLE field as text (null if empty), ``extra:<label>`` columns (public ones only), the
    derived dates, ``match_key``, ``sort_key``, ``source_file``, ``source_sheet`` and ``source_row``, in
    the order of the sources. Its name changes with anything it was made from.
    """

    release: Release
    parquet: Path
    counts: Counts

    @property
    def frame(self) -> pl.DataFrame:
        return pl.read_parquet(self.parquet)

    def scan(self) -> pl.LazyFrame:
        return pl.scan_parquet(self.parquet)

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
    sources = releases.files_of(release, site, problems)
    parquet = cache / f"{release.id}-{_cache_key(release, sources, mapping, site, described)}.parquet"
    known = _cached(parquet, problems)
    if known is None:
        found = Problems()
        frame, counts = _table(release, sources, mapping, site, described, Reporter(found, mapping.columns))
        with files.replacing(parquet) as stream:
            frame.write_parquet(stream, compression="zstd", compression_level=1)
        files.write_json(_beside(parquet), {"counts": asdict(counts), "problems": to_plain(found)})
        problems.extend(found)
        known = counts
    return Intake(release, parquet, known)


def _cache_key(
    release: Release,
    sources: list[tuple[Source, Path]],
    mapping: Mapping,
    site: Site,
    described: fonds.FondsByCode,
) -> str:
    """Return a name for everything the table is made from. What is signed has a digest of its own, in ``review``."""
    used = [
        VERSION,
        release.kind,
        [(site.shown(path), files.sha256(path), repr(source)) for source, path in sources],
        (mapping.file, mapping.digest),
        site.archive.code,
        [(archive, one.code, one.patterns) for (archive, _), one in described.items()],
    ]
    return hashlib.sha256(json.dumps(used, ensure_ascii=False).encode()).hexdigest()[:24]


def _beside(parquet: Path) -> Path:
    return parquet.with_suffix(".json")


def _cached(parquet: Path, problems: Problems) -> Counts | None:
    try:
        noted = json.loads(_beside(parquet).read_text(encoding="utf-8"))
        if not parquet.is_file():
            return None
        found = from_plain(noted["problems"])
        counts = Counts(**noted["counts"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    problems.extend(found)
    return counts


def _table(
    release: Release,
    sources: list[tuple[Source, Path]],
    mapping: Mapping,
    site: Site,
    described: fonds.FondsByCode,
    report: Reporter,
) -> tuple[pl.DataFrame, Counts]:
    frames, total = [_nothing()], 0
    found: list[tuple[Grid, headers.Header]] = []
    for source, path in sources:
        for frame, count in _of_file(source, path, site.shown(path), mapping, found, report):
            total += count
            frames.append(frame)
    headers.report_absent(found, mapping, report)
    frame = pl.concat(frames, how="diagonal_relaxed")
    frame = _completed(frame, mapping, site, described, release, report)
    report.finish()
    counts = Counts(rows=total, records=frame.height, reported=total - frame.height)
    return frame, counts


def _of_file(
    source: Source,
    path: Path,
    shown: str,
    mapping: Mapping,
    found: list[tuple[Grid, headers.Header]],
    report: Reporter,
) -> list[tuple[pl.DataFrame, int]]:
    suffix = f".{source.format.lower()}" if source.format else path.suffix.lower()
    if suffix in _FRAMES:
        return [_FRAMES[suffix](path, shown, mapping, report)]
    if suffix not in _GRIDS:
        report.add(kinds.FORMAT_UNKNOWN, Place(shown), suffix=suffix)
        return []
    return [_of_grid(grid, mapping, found, report) for grid in _GRIDS[suffix](path, shown, source, report)]


def _of_grid(
    grid: Grid, mapping: Mapping, found: list[tuple[Grid, headers.Header]], report: Reporter
) -> tuple[pl.DataFrame, int]:
    header = headers.find(grid, mapping, report)
    if header is None:
        return _nothing(), grid.frame.height
    if not header.usable:
        return _nothing(), grid.frame.filter(pl.col("row") >= header.data_row).height
    found.append((Grid(grid.file, grid.sheet, grid.frame.clear()), header))
    shaped = shaping.shaped(grid, header, mapping, report)
    if not shaped.height:
        report.add(kinds.SHEET_EMPTY, Place(grid.file, grid.sheet, header.row))
    count = shaped.height
    if mapping.hierarchy and count:
        shaped = nesting.nested(shaped, mapping.hierarchy, report)
    return rows.records(shaped, header, mapping, report), count


def _nothing() -> pl.DataFrame:
    texts = dict.fromkeys(("source_file", "source_sheet"), pl.String)
    return pl.DataFrame(schema=texts | {"source_row": pl.UInt32} | dict.fromkeys(MAPPABLE, pl.String))


def _completed(
    frame: pl.DataFrame,
    mapping: Mapping,
    site: Site,
    described: fonds.FondsByCode,
    release: Release,
    report: Reporter,
) -> pl.DataFrame:
    """Fill in what codes and dates say, and check what concerns the table as a whole."""
    frame = frame.with_columns(
        match_key=refcodes.match_key_expr(pl.col("ref_code")),
        repository_code=pl.col("repository_code").fill_null(site.archive.code),
    )
    frame = checks.without_doubles(checks.levels(frame, report), report)
    if release.kind == "full":
        checks.parents(frame, report)
    frame = hierarchy.with_fonds(frame, [one.code for one in described.values()])
    frame, fits = hierarchy.with_parts(frame, mapping.code_patterns(described))
    checks.patterns(frame, fits, report)
    checks.fonds_described(frame, described, report)
    checks.texts(frame, report)
    checks.statuses(frame, report)
    frame, odd = dates.derive(frame)
    _report_dates(frame, odd, report)
    return frame.with_columns(sort_key=refcodes.sort_key_expr(pl.col("match_key")))


def _report_dates(frame: pl.DataFrame, odd: list[dates.Odd], report: Reporter) -> None:
    where = frame.select("source_file", "source_sheet", "source_row")
    for row, kind, values in odd:
        file, sheet, number = where.row(row)
        report.add(kind, Place(file, sheet or "", number or 0, report.column("date_text")), **values)
