"""Making a package: files of the built site, which the gate let through and the audit has read, and nothing else."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import polars as pl

from lantai import files
from lantai.catalogue.submission import early
from lantai.catalogue.submission import problems as kinds
from lantai.catalogue.submission.content import (
    ABOUT,
    CHECKSUMS,
    COPIES,
    DICTIONARY,
    EARLY_RECORDS,
    FONDS,
    FORMAT,
    README,
    RECORDS,
    VERSION,
    WITHDRAWN,
)
from lantai.problems import InputError, Problems
from lantai.records import fonds, releases
from lantai.records.fields import EXTRA
from lantai.site.config import Archive, Site

_BLOCK = 1 << 20
_THEN = (1980, 1, 1, 0, 0, 0)
"""The time of every member, so that the same content gives the same package."""


def make(site: Site, output: Path, work: Path, target: Path, release: str = "", archive: str = "") -> dict[str, Any]:
    """Write the package of a release, or of all that is public, into ``target``; return what its ``package.json`` says.

    ``output`` is the built site and ``work`` the tables it was built from. ``archive`` is a code where the site has
    several. Raises InputError if the site does not hold it, or not as it was built.
    """
    owner = next((each for each in site.archives if each.code == archive), site.archive)
    several = len(site.archives) > 1
    stem = f"releases/{release}" if release else f"archives/{owner.code}" if several else "catalogue"
    known = _checksums(output / "data")
    sources = {copy: _source(output, known, stem, copy) for copy in COPIES}
    with files.replacing(target) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        written: dict[str, dict[str, Any]] = {}
        for name, source in sources.items():
            written[name] = _copy(package, name, source)
        written[RECORDS]["records"] = count = written[RECORDS].pop("lines")
        small = {
            DICTIONARY: (output / "data" / "dictionary.csv").read_bytes(),
            WITHDRAWN: _withdrawn(work, owner, several),
            **dict(_fonds(site, owner)),
        }
        if opened := early.listed(site, owner, work, release):
            small[EARLY_RECORDS] = opened
        for name, content in small.items():
            written[name] = _put(package, name, content)
        for entry in written.values():
            entry.pop("lines", None)
        about = _about(site, owner, release, count, written, sources[RECORDS])
        text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
        written[ABOUT] = _put(package, ABOUT, text.encode())
        written[README] = _put(package, README, _readme(about).encode("utf-8-sig"))
        sums = "".join(f"{written[name]['sha256']}  {name}\n" for name in sorted(written))
        _put(package, CHECKSUMS, sums.encode())
    return about


def _checksums(folder: Path) -> dict[str, str]:
    path = folder / "SHA256SUMS"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _source(output: Path, known: dict[str, str], stem: str, copy: str) -> Path:
    """Return the download that is to be copied, unchanged since the site was built."""
    extension = copy.partition(".")[2]
    for name in (f"{stem}.{extension}", f"{stem}.{extension}.gz"):
        path = output / "data" / name
        if path.is_file():
            if files.sha256(path) != known.get(name):
                raise InputError([kinds.CHANGED.at(f"data/{name}", file=f"data/{name}")])
            return path
    raise InputError([kinds.NOT_PUBLISHED.at("data/", what=stem)])


def _opened(source: Path) -> IO[bytes]:
    return gzip.open(source, "rb") if source.suffix == ".gz" else source.open("rb")  # type: ignore[return-value]


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _THEN)
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    return info


def _copy(package: zipfile.ZipFile, name: str, source: Path) -> dict[str, Any]:
    digest, size, lines = hashlib.sha256(), 0, 0
    with _opened(source) as stream, package.open(_member(name), "w", force_zip64=True) as member:
        while block := stream.read(_BLOCK):
            member.write(block)
            digest.update(block)
            size, lines = size + len(block), lines + block.count(b"\n")
    return {"sha256": digest.hexdigest(), "bytes": size, "lines": lines}


def _put(package: zipfile.ZipFile, name: str, content: bytes) -> dict[str, Any]:
    package.writestr(_member(name), content)
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def _withdrawn(work: Path, owner: Archive, several: bool) -> bytes:
    """Return the codes that the archive has taken down, without title or reason."""
    path = work / "tombstones.parquet"
    codes: list[str] = []
    if path.is_file():
        table = pl.read_parquet(path, columns=["ref_code", "repository_code"])
        own = table.filter(pl.col("repository_code").fill_null(owner.code) == owner.code) if several else table
        codes = own["ref_code"].drop_nulls().unique().sort().to_list()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["档号"])
    writer.writerows([code] for code in codes)
    return text.getvalue().encode("utf-8-sig")


def _fonds(site: Site, owner: Archive) -> Iterator[tuple[str, bytes]]:
    """Yield the description of each fonds of the archive as its people wrote it."""
    for one in fonds.load_all(site, Problems()).values():
        if one.archive in ("", owner.code):
            yield f"{FONDS}{one.code}.md", (site.folder / one.file).read_bytes()


def _about(
    site: Site, owner: Archive, release: str, count: int, written: dict[str, dict[str, Any]], records: Path
) -> dict[str, Any]:
    """Return what ``package.json`` says."""
    language = site.language
    about: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "archive": {"code": owner.code, "name": owner.name.in_(language)},
        "release": release or None,
        "kind": "additions" if release else "full",
        "title": "开放档案目录",
        "records": count,
        "extra": _extra_of(records),
        "licence": site.licence_url or site.licence.in_(language) or None,
        "address": site.base_url or None,
        "contact": site.contact.email or None,
    }
    found = {one.id: one for one in releases.load_all(site, Problems())}
    if release in found:
        one = found[release]
        about["title"] = one.title.in_(language)
        about["number"] = one.number
        about["published"] = one.publish_at.isoformat() if one.publish_at else None
        about["access"] = {
            "closure_years": one.access.closure_years,
            "undated": one.access.undated,
            "early_categories": list(one.access.early_categories),
            "early_basis": one.access.early_basis,
        }
        about["notice"] = one.notice.in_(language) or None
    about["files"] = {name: written[name] for name in sorted(written)}
    return {key: value for key, value in about.items() if value is not None}


def _extra_of(records: Path) -> list[str]:
    """Return the labels of the archive's own fields that occur in the records."""
    labels: dict[str, None] = {}
    with _opened(records) as stream:
        for line in stream:
            if b'"' + EXTRA.encode() in line:
                labels.update((key.removeprefix(EXTRA), None) for key in json.loads(line) if key.startswith(EXTRA))
    return sorted(labels)


def _readme(about: dict[str, Any]) -> str:
    archive = about["archive"]
    lines = [
        f"开放档案目录报送包　{archive['name']}（{archive['code']}）",
        f"内容：{about['title']}，{about['records']} 条",
        "",
        "records.csv　　　 目录，可用 Excel 打开",
        "records.jsonl　　 同样的目录，每行一条，目录中心以此为准",
        "records.ead3.xml  同样的目录，EAD3",
        "dictionary.csv　　数据字典：每一列是什么，对应哪些标准",
        "withdrawn.csv　　 已撤下的档号，请一并撤下",
        "fonds/　　　　　　全宗介绍",
        *(
            ["early.csv　　　　 提前开放的条目：类别和依据，供目录中心审核，请勿公布"]
            if EARLY_RECORDS in about["files"]
            else []
        ),
        "package.json　　　报送单位、批次、条数，每个文件的大小和 SHA-256",
        "SHA256SUMS　　　　校验：sha256sum -c SHA256SUMS",
        "",
        "接收：python3 build.py import 本文件.zip",
    ]
    return "\r\n".join(lines) + "\r\n"
