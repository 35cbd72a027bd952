"""What a site owes to those who know it already, and to those on a slow line."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

from lantai.problems import Problem
from lantai.publishing.audit import pages
from lantai.publishing.audit import problems as kinds
from lantai.publishing.audit.tree import File

HOME_BYTES = 100_000
"""Bytes of the home page as sent (compressed) with its styles and scripts, without images."""

PAGE_BYTES = 1_500_000
"""Bytes of one page as sent, without what it loads: more is slow to read on a telephone."""

SCRIPT_BYTES = 30_000
"""Bytes of the scripts that a page names, as sent."""

_NAMED_BY_CONTENT = re.compile(r"^(theme|media|iiif)/|^search/index/")
"""Addresses that change with their content; no one keeps them."""

_OF_RECORDS = re.compile(r"^data/(?:archives|fonds|releases)/")
"""Downloads of a part of the catalogue: they are there as long as it has records, and lead nowhere afterwards."""

_KEPT = (".html", ".csv", ".jsonl", ".jsonld", ".xml", ".parquet", ".pdf", ".zip", ".ics", ".json")
_GONE = re.compile(rb'<body class="[^"]*\bkind-gone\b')
"""A page that says that what stood there has moved or was taken down."""

_EXAMPLES = 20


def former_addresses(former: Path, root: Path, everything: Container[str]) -> Iterator[Problem]:
    """Yield a problem for each address in the manifest of the former site that no longer answers.

    What lies below a page that says that it has moved or is gone has gone with it. Nothing here stops a build: what
    must be taken down must be down at once, whatever it owes to those who kept its address.
    """
    try:
        listed = json.loads(former.read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError):
        return
    gone = lru_cache(maxsize=None)(lambda folder: _says_gone(root, folder, everything))
    packed = {path for path in listed if path not in everything and f"{path}.gz" in everything}
    unpacked = {path for path in listed if path not in everything and path.removesuffix(".gz") in everything}
    lost = sorted(
        path
        for path in listed
        if path not in everything
        and path not in packed
        and path not in unpacked
        and path.endswith(_KEPT)
        and not _NAMED_BY_CONTENT.match(path)
        and (path.endswith(".html") or not _OF_RECORDS.match(path))
        and not any(gone(str(folder)) for folder in PurePosixPath(path).parents)
    )
    if packed:
        yield kinds.ADDRESS_PACKED.at(first := min(packed), n=len(packed), address=f"/{first}")
    if unpacked:
        yield kinds.ADDRESS_UNPACKED.at(first := min(unpacked), n=len(unpacked), address=f"/{first}")
    for path in lost[:_EXAMPLES]:
        yield kinds.ADDRESS_GONE.at(path, n=len(lost), address="/" + path.removesuffix("index.html"))


def _says_gone(root: Path, folder: str, everything: Container[str]) -> bool:
    name = "index.html" if folder == "." else f"{folder}/index.html"
    return name in everything and _GONE.search((root / name).read_bytes()) is not None


def weights(root: Path, everything: Mapping[str, File]) -> Iterator[Problem]:
    """Yield a problem for each budget that is exceeded."""
    if "index.html" in everything:
        yield from _home(root, everything)
    for name, file in everything.items():
        if name.endswith(".html") and file.size > PAGE_BYTES:
            sent = _sent(root / name)
            if sent > PAGE_BYTES:
                yield _heavy(name, name, sent, PAGE_BYTES)


def _home(root: Path, everything: Mapping[str, File]) -> Iterator[Problem]:
    loaded = {
        link.target
        for link in pages.read(root, "index.html").links
        if link.target in everything and link.target.endswith((".css", ".js", ".mjs"))
    }
    scripts = sum(_sent(root / name) for name in loaded if not name.endswith(".css"))
    total = _sent(root / "index.html") + sum(_sent(root / name) for name in loaded)
    if total > HOME_BYTES:
        yield kinds.TOO_HEAVY.at(
            "index.html", what="HTML + CSS + JS", kilobytes=total // 1000, limit=HOME_BYTES // 1000
        )
    if scripts > SCRIPT_BYTES:
        yield _heavy("index.html", "JS", scripts, SCRIPT_BYTES)


def _heavy(page: str, what: str, found: int, limit: int) -> Problem:
    return kinds.TOO_HEAVY.at(page, what=what, kilobytes=found // 1000, limit=limit // 1000)


def _sent(path: Path) -> int:
    """Return how many bytes a server sends that compresses."""
    return len(gzip.compress(path.read_bytes(), 6))
