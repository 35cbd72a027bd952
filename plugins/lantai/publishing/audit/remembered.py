"""What earlier audits found out about files that have not changed since: their facts, and that they held no secret.

A file is known again by its content alone. What is remembered counts only if it was written whole, by
the same program: a damaged or foreign file is as good as none. Only what passed is remembered, so forgetting
costs time and never safety.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import polars as pl
import pypdfium2
from lxml import etree

from lantai import files
from lantai.publishing.audit.looking import FACTS
from lantai.publishing.audit.tree import File

_DIGEST = 32
_KEYS = {"content": pl.String}


@dataclass(frozen=True, slots=True)
class Remembered:
    """Facts by name and content; the digests of the secrets that were looked for in all of them, without a hit."""

    facts: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FACTS | _KEYS))
    secrets: frozenset[str] = frozenset()

    @property
    def clean(self) -> frozenset[str]:
        """Contents in which nothing was found that was looked for."""
        return frozenset(self.facts["content"])

    def of(self, found: Mapping[str, File]) -> pl.DataFrame:
        """Return the facts of the files in ``found`` whose content is known: of a page, where a link leads depends on
        its name too; other files may have another one now."""
        now = pl.LazyFrame(
            {"name": list(found), "content": [file.content for file in found.values()]},
            schema={"name": pl.String, "content": pl.String},
        )
        is_page = pl.col("name").str.ends_with(".html")
        facts = self.facts.lazy()
        pages = facts.join(now.filter(is_page), on=["name", "content"], how="semi")
        others = facts.filter(~is_page).unique("content", keep="any").drop("name")
        renamed = now.filter(~is_page).join(others, on="content").select(*FACTS, "content")
        return pl.concat([pages, renamed]).collect()


def load(path: Path | None) -> Remembered:
    """Return what the last audit wrote to ``path``; nothing if that is not certain."""
    try:
        data = path.read_bytes() if path is not None else b""
        if len(data) <= _DIGEST or data[:_DIGEST] != _sealed(data[_DIGEST:]):
            return Remembered()
        frame = pl.read_parquet(io.BytesIO(data[_DIGEST:]))
        secrets = frame.filter(pl.col("name").is_null())["content"]
        return Remembered(frame.filter(pl.col("name").is_not_null()), frozenset(secrets))
    except (OSError, pl.exceptions.PolarsError):
        return Remembered()


def save(path: Path, facts: pl.DataFrame, found: Mapping[str, File], secrets: frozenset[str]) -> None:
    """Write what a sound site's audit found out. ``facts`` are those of the files in ``found``."""
    contents = {name: file.content for name, file in found.items()}
    known = facts.with_columns(content=pl.col("name").replace_strict(contents, return_dtype=pl.String))
    looked = pl.DataFrame({"content": sorted(secrets)}, schema=_KEYS)
    stream = io.BytesIO()
    pl.concat([known.select(*FACTS, "content"), looked], how="diagonal").write_parquet(stream, compression_level=1)
    files.write(path, _sealed(stream.getvalue()) + stream.getvalue())


def _sealed(data: bytes) -> bytes:
    """Return a digest of remembered facts and of the program that found them."""
    return hashlib.sha256(_program() + data).digest()


@cache
def _program() -> bytes:
    digest = hashlib.sha256(f"{pl.__version__} {etree.LXML_VERSION} {pypdfium2.PYPDFIUM_INFO}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
