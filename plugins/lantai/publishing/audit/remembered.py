"""What earlier audits found out about files that have not changed since: their facts, and that they held no secret.

A file is known again by its content alone. What is remembered counts only if it was written whole, by
the same program: a damaged or foreign file is as good as none. Only what passed is remembered, so forgetting
costs time and never safety.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

import polars as pl

from lantai import files
from lantai.catalogue.model import TOMBSTONES
from lantai.problems import Problem
from lantai.publishing.audit import counts, secrets
from lantai.publishing.audit.looking import FACTS
from lantai.publishing.audit.members import SCHEMA, kind_of
from lantai.publishing.audit.secrets import Secrets
from lantai.publishing.audit.tree import File
from lantai.records.store import NAMES, PUBLIC, WITHHELD
from lantai.review import identifiers

_DIGEST = 32
_KEYS = {"content": pl.String}
_MEMBERS = ".members"


@dataclass(frozen=True, slots=True)
class Remembered:
    """Facts by name and content; the digests of the secrets that were looked for in all of them, without a hit.

    ``members`` are those of packed files.
    """

    facts: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FACTS | _KEYS))
    secrets: frozenset[str] = frozenset()
    members: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SCHEMA))

    @property
    def clean(self) -> frozenset[str]:
        """Contents in which nothing was found that was looked for."""
        return frozenset(self.facts["content"])

    @property
    def names(self) -> frozenset[str]:
        """The names of these files, in which the secrets were looked for as well."""
        return frozenset(self.facts["name"])

    def is_all(self, found: Mapping[str, File], hidden: frozenset[str]) -> bool:
        """Return whether there is nothing to remember but this."""
        names, contents = self.facts["name"].to_list(), self.facts["content"].to_list()
        return hidden == self.secrets and {name: file.content for name, file in found.items()} == dict(
            zip(names, contents, strict=True)
        )

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

    def members_in(self, found: Mapping[str, File]) -> pl.DataFrame:
        """Return the members of those packed files in ``found`` that are as they were."""
        packed = self.facts.filter(pl.col("name").is_in(self.members["name"].implode()))
        same = [name for name, content in packed.select("name", "content").iter_rows()
                if name in found and found[name].content == content]  # fmt: skip
        return self.members.filter(pl.col("name").is_in(same))

    def members_like(self, names: Sequence[str]) -> pl.DataFrame:
        """Return the members that packed files among ``names`` may have."""
        kinds = {kind for name in names if (kind := kind_of(name))}
        return self.members.filter(pl.col("kind").is_in(kinds))


def load(path: Path | None) -> Remembered:
    """Return what the last audit wrote to ``path``; nothing if that is not certain."""
    data = _unsealed(path)
    if data is None:
        return Remembered()
    members = _unsealed(path.with_suffix(_MEMBERS) if path else None, data)
    try:
        frame = pl.read_parquet(io.BytesIO(data))
        of_files = pl.read_parquet(io.BytesIO(members)) if members else pl.DataFrame(schema=SCHEMA)
    except pl.exceptions.PolarsError:
        return Remembered()
    known = frame.filter(pl.col("name").is_null())["content"]
    return Remembered(frame.filter(pl.col("name").is_not_null()), frozenset(known), of_files)


def save(
    path: Path, facts: pl.DataFrame, members: pl.DataFrame, found: Mapping[str, File], hidden: frozenset[str]
) -> None:
    """Write what a sound site's audit found out. ``facts`` and ``members`` are those of the files in ``found``."""
    contents = {name: file.content for name, file in found.items()}
    known = facts.with_columns(content=pl.col("name").replace_strict(contents, return_dtype=pl.String))
    looked = pl.DataFrame({"content": sorted(hidden)}, schema=_KEYS)
    stream = io.BytesIO()
    pl.concat([known.select(*FACTS, "content"), looked], how="diagonal").write_parquet(stream, compression_level=1)
    packed = io.BytesIO()
    members.write_parquet(packed, compression_level=1)
    _seal(path, stream.getvalue())
    _seal(path.with_suffix(_MEMBERS), packed.getvalue(), stream.getvalue())


@dataclass(frozen=True, slots=True)
class Tables:
    """What was found out about the tables in ``work``, kept beside ``cache`` while they are the same.

    Without ``cache`` nothing is kept.
    """

    work: Path
    cache: Path | None
    digest: bytes

    @classmethod
    def of(cls, work: Path, cache: Path | None) -> Tables:
        tables = [work / name for name in (WITHHELD, PUBLIC, NAMES, TOMBSTONES)] if cache is not None else []
        return cls(work, cache, "".join(files.sha256(each) if each.is_file() else "-" for each in tables).encode())

    def secrets(self) -> Secrets:
        """Return what must not be found (``secrets.of``)."""
        data = _unsealed(self._path(".secrets"), self.digest)
        if data is not None:
            codes, titles, usual = json.loads(data)
            return Secrets(tuple(codes), tuple(titles), usual.encode())
        found = secrets.of(self.work)
        kept = [found.codes, found.titles, found.usual.decode()]
        self._keep(".secrets", json.dumps(kept, ensure_ascii=False).encode())
        return found

    def unlisted(self, facts: pl.DataFrame, found: Mapping[str, File]) -> Iterator[Problem]:
        """Yield what ``counts.unlisted`` does; nothing while no page has changed on which there are records."""
        data = _unsealed(self._path(".listed"), self.digest)
        if data is not None and all(
            name in found and found[name].content == content for name, content in json.loads(data).items()
        ):
            return
        told = list(counts.unlisted(facts, self.work))
        yield from told
        if not told:
            pages = {name: found[name].content for name in counts.list_pages(self.work)}
            self._keep(".listed", json.dumps(pages).encode())

    def _path(self, suffix: str) -> Path | None:
        return self.cache.with_suffix(suffix) if self.cache is not None else None

    def _keep(self, suffix: str, data: bytes) -> None:
        path = self._path(suffix)
        if path is not None:
            _seal(path, data, self.digest)


def _seal(path: Path, data: bytes, about: bytes = b"") -> None:
    """Write ``data`` with a digest of it, of the program that found it out, and of what it is ``about``."""
    files.write(path, _sealed(about + data) + data)


def _unsealed(path: Path | None, about: bytes = b"") -> bytes | None:
    """Return what ``_seal`` wrote; None if it was not that, or not all of it."""
    try:
        sealed = path.read_bytes() if path is not None else b""
    except OSError:
        return None
    data = sealed[_DIGEST:]
    return data if data and sealed[:_DIGEST] == _sealed(about + data) else None


def _sealed(data: bytes) -> bytes:
    """Return a digest of what is remembered and of the program that found it out."""
    return hashlib.sha256(_program() + data).digest()


_LIBRARIES = ("deflate", "lxml", "numpy", "polars", "pypdfium2", "zlib-ng")
"""What the audit reads files with: another version may see what this one does not."""


@cache
def _program() -> bytes:
    """Return a digest of the audit as it is: its own files, what tells a number of a person, what it reads with."""
    digest = hashlib.sha256(" ".join(map(version, _LIBRARIES)).encode())
    for path in (*sorted(Path(__file__).parent.glob("*.py")), Path(identifiers.__file__)):
        digest.update(path.read_bytes())
    return digest.digest()
