"""What an archive opened before its closure years were over: by which category and on what basis, record by record.

A category never leaves an archive by its website. It stands in a package for the centre alone, which reads it as the
category of the record and decides on each in its own release.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from lantai import intake
from lantai.catalogue.submission.content import EARLY_RECORDS, RECORDS
from lantai.problems import Problems
from lantai.records import releases
from lantai.records.store import PUBLIC
from lantai.review import rules
from lantai.site.config import Archive, Site

COLUMNS = ("ref_code", "category", "basis")
_KEYS = ("repository_code", "match_key")
_LINE = 1 << 20
"""Bytes that one row may have."""


def listed(site: Site, owner: Archive, work: Path, release: str = "") -> bytes:
    """Return the table of what is public early, of one release or of all; nothing if nothing is.

    A record counts if it is in the public table by that release, its category opens early there, and time alone held
    it when the release was published. ``work`` holds the tables that the site was built from.
    """
    rows: list[tuple[str, str, str]] = []
    for one in releases.load_all(site, Problems()):
        if release in ("", one.id) and one.access.early_categories and one.access.early_basis.strip():
            rows += _of_release(one, site, owner, work)
    if not rows:
        return b""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(rows))
    return text.getvalue().encode("utf-8-sig")


def _of_release(release: releases.Release, site: Site, owner: Archive, work: Path) -> Iterator[tuple[str, str, str]]:
    mapping = releases.mapping_of(release, site, Problems())
    if mapping is None:
        return
    taken = intake.read(release, mapping, site, Problems(), work.parent / "cache" / "intake")
    public = pl.scan_parquet(work / PUBLIC).filter(pl.col("release") == release.id).select(*_KEYS, "ref_code")
    public = public.filter(pl.col("repository_code") == owner.code)
    basis = " ".join(release.access.early_basis.split())
    for piece in taken.pieces():
        chosen = piece.filter(rules.early(piece, release.access.early_categories))
        if release.publish_at is not None:
            years = release.access.closure_years
            chosen = chosen.filter(rules.closed(chosen, years, release.publish_at, site.zone))
        named = chosen.lazy().select(*_KEYS, pl.col("category").str.strip_chars())
        for code, category in named.join(public, on=_KEYS).select("ref_code", "category").collect().iter_rows():
            yield code, category, basis


def read(package: zipfile.ZipFile, most: int) -> dict[str, tuple[str, str]]:
    """Return category and basis by code, as a package lists them; nothing if it does not.

    Raises ValueError for a table of another shape, a code that is there twice, or more rows than ``most``.
    """
    if EARLY_RECORDS not in package.namelist():
        return {}
    found: dict[str, tuple[str, str]] = {}
    with package.open(EARLY_RECORDS) as stream:
        rows = csv.reader(line.decode("utf-8-sig") for line in iter(lambda: stream.readline(_LINE), b""))
        try:
            if tuple(next(rows, ())) != COLUMNS:
                raise ValueError(f"{EARLY_RECORDS}: {', '.join(COLUMNS)}")
            for row in rows:
                if len(row) != len(COLUMNS) or not all(row) or row[0] in found or len(found) >= most:
                    raise ValueError(f"{EARLY_RECORDS}: {rows.line_num}")
                found[row[0]] = (row[1], row[2])
        except csv.Error as error:
            raise ValueError(f"{EARLY_RECORDS}: {error}") from None
    return found


def marked(package: zipfile.ZipFile, early: Mapping[str, tuple[str, str]], longest: int) -> Iterator[bytes]:
    """Yield the records of a package, each with the category by which it was opened early, and no other category."""
    with package.open(RECORDS) as stream:
        for line in iter(lambda: stream.readline(longest), b""):
            record: dict[str, Any] = json.loads(line)
            record.pop("category", None)
            if record.get("ref_code") in early:
                record["category"] = early[record["ref_code"]][0]
            yield json.dumps(record, ensure_ascii=False).encode() + b"\n"


def advice(early: Mapping[str, tuple[str, str]]) -> str:
    """Return comments for ``release.yaml``: how many records each category opened early, and how to accept it."""
    return "".join(_advice(early.values()))


def _advice(found: Iterable[tuple[str, str]]) -> Iterator[str]:
    counts: dict[tuple[str, str], int] = {}
    for each in found:
        counts[each] = counts.get(each, 0) + 1
    yield "# 报送单位提前开放了下列类别的条目，本站按期限暂不公布：\n"
    for (category, basis), count in sorted(counts.items()):
        yield f"# 　　{_quoted(category)}　{count} 条，依据 {_quoted(basis)}\n"
    names = ", ".join(dict.fromkeys(_quoted(category) for category, _ in sorted(counts)))
    bases = "；".join(dict.fromkeys(basis for _, basis in sorted(counts)))
    yield f"# 审核后认可的，在 access 中逐类写明（不认可的删去）：early_categories: [{names}]\n"
    yield f"# 　　　　　　　　　　　　　　　　　　　　　　　和：early_basis: {_quoted(bases)}\n"


def _quoted(text: str) -> str:
    """Return a text of a package on one line, fit for a comment and for YAML."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
