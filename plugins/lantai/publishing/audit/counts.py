"""Whether the same records stand in the lists, in search, in the downloads and in the sitemap."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import polars as pl

from lantai.catalogue.model import TOMBSTONES
from lantai.problems import Kind, Problem
from lantai.publishing.audit import problems as kinds
from lantai.records.store import PUBLIC

_EXAMPLES = 20
_HEADER = 16
"""Bytes before the body of a file of the search index."""

_PATH = pl.col("list_address").fill_null("/").str.strip_prefix("/")
_PAGE = pl.when(_PATH.str.ends_with("/") | (_PATH == "")).then(_PATH + "index.html").otherwise(_PATH)
"""The page on which a record has its place."""

_LOCATION = re.compile(r"<loc>([^<]+)</loc>")
_SITEMAP = re.compile(r"^Sitemap:\s*(\S+)/sitemap\.xml\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many public records and fonds there are, and both for each release."""

    records: int
    fonds: int
    releases: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, work: Path) -> Totals:
        """Count them in the public table in ``work``."""
        public = pl.scan_parquet(work / PUBLIC)
        names = public.collect_schema().names()
        group = [name for name in ("release", "repository_code", "fonds") if name in names]
        if not group:
            return cls(public.select(pl.len()).collect().item(), 0, {})
        counted = public.group_by(group).len().collect()
        releases: dict[str, tuple[int, int]] = {}
        if "release" in group:
            each = counted.group_by("release").agg(pl.col("len").sum(), pl.len().alias("fonds"))
            releases = {release: (count, fonds) for release, count, fonds in each.iter_rows()}
        fonds = counted.select(group[1:] if "release" in group else group).n_unique() if counted.height else 0
        return cls(int(counted["len"].sum()), fonds, releases)


def records(root: Path, facts: pl.DataFrame, totals: Totals) -> Iterator[Problem]:
    """Yield a problem where search or a download of the site hold other numbers than ``totals``.

    ``facts`` are those of the files.
    """
    for name, found, count in (*_copies(facts, totals), *_tables(root, facts["name"], totals)):
        if found != count:
            yield kinds.COUNT_DIFFERS.at(name, found=found, count=count)


def unlisted(facts: pl.DataFrame, work: Path) -> Iterator[Problem]:
    """Yield a problem for public and withdrawn records in the tables in ``work`` of which no page has the place."""
    places = facts["places"].explode().drop_nulls().unique()
    for table, kind in _tables_of_places(work):
        yield from _listed(table, places, kind)


def list_pages(work: Path) -> list[str]:
    """Return the pages on which the records of ``work`` have their places."""
    pages = pl.concat([table.select(_PAGE.alias("page")) for table, _ in _tables_of_places(work)])
    return pages.unique().sort("page").collect()["page"].to_list()


def _tables_of_places(work: Path) -> Iterator[tuple[pl.LazyFrame, Kind]]:
    yield pl.scan_parquet(work / PUBLIC), kinds.RECORD_UNLISTED
    if (work / TOMBSTONES).is_file():
        yield pl.scan_parquet(work / TOMBSTONES), kinds.TOMBSTONE_MISSING


def sitemap(root: Path, everything: set[str]) -> Iterator[Problem]:
    """Yield a problem for each address in the sitemap that no file answers."""
    robots = root / "robots.txt"
    match = _SITEMAP.search(robots.read_text(encoding="utf-8")) if robots.is_file() else None
    if match is None:
        return
    base, lost = match.group(1), 0
    for name in sorted(name for name in everything if re.fullmatch(r"sitemap(-\d+)?\.xml", name)):
        for location in _LOCATION.findall((root / name).read_text(encoding="utf-8")):
            path = unquote(unescape(location).removeprefix(base)).removeprefix("/")
            path += "index.html" if path == "" or path.endswith("/") else ""
            if path not in everything and lost < _EXAMPLES:
                lost += 1
                yield kinds.SITEMAP_BROKEN.at(name, link=unescape(location))


def _copies(facts: pl.DataFrame, totals: Totals) -> Iterator[tuple[str, int, int]]:
    """Yield each copy of the catalogue as text, how many records stand in it, and how many should.

    Of the files of single fonds and archives each sort is taken together: between them they hold everything.
    """
    total, fonds = totals.records, totals.fonds
    sums: dict[str, list[int]] = {}
    for name, found in facts.filter(pl.col("count").is_not_null()).sort("name").select("name", "count").iter_rows():
        scope, stem, extension = _scope(name)
        # A finding aid of several fonds has one more component for each.
        if scope == "":
            yield name, found, total + (fonds if extension == "ead3.xml" else 0)
        elif scope == "releases":
            count, of_fonds = totals.releases.get(stem, (0, 0))
            yield name, found, count + (of_fonds if extension == "ead3.xml" else 0)
        else:
            sums.setdefault(f"data/{scope}/*.{extension}", []).append(found)
    for pattern, found_in in sums.items():
        above = fonds if pattern.startswith("data/archives/") and pattern.endswith("ead3.xml") else 0
        yield pattern, sum(found_in), total + above


def _scope(name: str) -> tuple[str, str, str]:
    """Return the folder below ``data/``, the stem and the extension of a download."""
    scope, _, file = name.removeprefix("data/").removesuffix(".gz").rpartition("/")
    for extension in ("atom.csv", "dc.xml", "ead3.xml", "csv", "jsonl"):
        if file.endswith(f".{extension}"):
            return scope, file.removesuffix(f".{extension}"), extension
    return scope, file, ""


def _tables(root: Path, names: pl.Series, totals: Totals) -> Iterator[tuple[str, int, int]]:
    """Yield the same for Parquet and for the search index, which say themselves how many records they hold."""
    total = totals.records
    for name in names.filter(names.str.contains(r"^data/.*\.parquet$|^search/index/[0-9a-f]+/d/0/0\.bin$")).sort():
        if name.startswith("search/"):
            directory = zlib.decompress((root / name).read_bytes(), -zlib.MAX_WBITS)[_HEADER:]
            yield name, int(json.loads(directory)["records"]["count"]), total
        else:
            release = name.removeprefix("data/releases/").removesuffix(".parquet")
            count = total if name == "data/catalogue.parquet" else totals.releases.get(release, (0, 0))[0]
            yield name, pl.scan_parquet(root / name).select(pl.len()).collect().item(), count


def _listed(table: pl.LazyFrame, places: pl.Series, kind: Kind) -> Iterator[Problem]:
    """Yield a problem for records that stand on no list page and have no page of their own, some of them."""
    targets = table.select(
        "ref_code", _PAGE.alias("page"), pl.concat_str(_PAGE, pl.lit("#"), "anchor").hash(0).alias("key")
    )
    there = pl.LazyFrame({"key": places}, schema={"key": pl.UInt64})
    lost = targets.join(there, on="key", how="anti").head(_EXAMPLES).collect(engine="streaming")
    for code, name in lost.select("ref_code", "page").iter_rows():
        yield kind.at(name, code=code)
