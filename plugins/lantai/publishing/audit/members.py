"""Reading gzip files member by member (RFC 1952, 2.2), each different member once.

The download of a fonds and that of the whole are rows of members, many of them the same bytes. What was unpacked and
looked into once in one of these files need not be again: a member stands for itself, whatever file it is in. That
holds for what an earlier audit has looked into, too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import PurePosixPath
from typing import IO

import deflate
import polars as pl
from zlib_ng import zlib_ng

from lantai.publishing.audit.lines import PIECE, Lines
from lantai.publishing.audit.tallies import Tally

_BLOCK = 1 << 18
"""Compressed bytes given to zlib at a time."""

_BEGINNING = 64
"""Bytes by which a known member is recognised before its digest is taken."""

_AT_ONCE = 4 << 20
"""Bytes up to which a known member is unpacked in one go: so few cannot stand for the 4 GiB that its end counts to."""

_SIZE = 4
"""Bytes at the end of a member that tell how many it unpacks to."""

_GZIP = zlib_ng.MAX_WBITS + 16
"""What tells zlib to expect a header and a checksum of gzip."""


class Truncated(EOFError):
    """A file ends within a member."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member that was looked into, in a file of some kind: how it begins, its length and SHA-256, records in it."""

    kind: str
    beginning: bytes
    length: int
    digest: bytes
    count: int


SCHEMA = {
    "name": pl.String,
    "kind": pl.String,
    "beginning": pl.Binary,
    "length": pl.Int64,
    "digest": pl.Binary,
    "count": pl.Int64,
}
"""Members as a table, with the name of a file that each is in."""


class Members:
    """The members that were looked into so far, by the kind of file they were in and by how they begin.

    ``met`` are those that were looked into here, or known again. Those ``known`` before are unpacked ``once_more``, if
    there is something that was not looked for in them; ``passed`` tells that this is one.
    """

    def __init__(self, known: pl.DataFrame | None = None, once_more: bool = False) -> None:
        self._known: dict[tuple[str, bytes], list[Member]] = {}
        self._left: set[Member] = set()
        self.met: list[Member] = []
        self.passed = False
        if known is not None:
            for row in known.drop("name").unique().iter_rows():
                self._add(Member(*row))
            if once_more:
                self._left = {member for alike in self._known.values() for member in alike}

    def note(self, member: Member) -> None:
        """Note a member that begins and ends where a line does, so that it is a text by itself; a tiny one is not."""
        if len(member.beginning) == _BEGINNING:
            self._add(member)
            self.met.append(member)

    def at(self, kind: str, stream: IO[bytes], at: int) -> Member | None:
        """Return the known member that begins at ``at``."""
        stream.seek(at)
        for member in self._known.get((kind, stream.read(_BEGINNING)), ()):
            stream.seek(at)
            if hashlib.sha256(stream.read(member.length)).digest() == member.digest:
                self.met.append(member)
                return member
        return None

    def again(self, member: Member) -> bool:
        """Return whether a known member is to be unpacked once more, which it then is."""
        if member not in self._left:
            return False
        self._left.remove(member)
        return True

    def _add(self, member: Member) -> None:
        self._known.setdefault((member.kind, member.beginning), []).append(member)


def kind_of(name: str) -> str:
    """Return what kind of file shares members with others of that kind, "" for a file that has none."""
    packed = name.endswith(".gz")
    return "".join(PurePosixPath(name.removesuffix(".gz")).suffixes[-2:]).lower() if packed else ""


def table(met: Iterable[tuple[str, Member]]) -> pl.DataFrame:
    """Return members, each with the name of its file, as a table."""
    return pl.DataFrame([(name, *astuple(member)) for name, member in met], schema=SCHEMA, orient="row")


def pieces(stream: IO[bytes], kind: str, members: Members, tally: Tally | None, limit: int) -> Iterator[bytes]:
    """Yield what the members of a gzip file unpack to, but those that are known, in pieces that end where a line ends.

    ``kind`` is that of the text in the file; ``tally`` counts what is yielded, and is told what known members hold.
    While ``members.passed`` is true, what is yielded is of a known one that is unpacked once more.
    Raises Truncated for what ends too early or unpacks to more than ``limit`` bytes, zlib's error for other damage.
    """
    at, given, lines = 0, 0, Lines()
    while not _ends(stream, at):
        if not lines.rest and (known := members.at(kind, stream, at)) is not None:
            if members.again(known):
                members.passed = True
                try:
                    yield from filter(None, map(lines.piece, _again(stream, at, known)))
                finally:
                    members.passed = False
            at += known.length
            if tally is not None:
                tally.count += known.count
            continue
        member, alone, before = _Reading(stream, at), not lines.rest, tally.count if tally else 0
        for block in member.blocks():
            given += len(block)
            if given > limit:
                raise Truncated("unpacks to more than it may")
            if piece := lines.piece(block):
                yield piece
        at += member.length
        if alone and not lines.rest:
            count = (tally.count if tally else 0) - before
            members.note(Member(kind, member.beginning, member.length, member.digest.digest(), count))
    if lines.rest:
        yield lines.rest


def _ends(stream: IO[bytes], at: int) -> bool:
    """Return whether nothing but zeros, which are padding, follows."""
    stream.seek(at)
    while block := stream.read(_BLOCK):
        if any(block):
            return False
    return True


def _again(stream: IO[bytes], at: int, known: Member) -> Iterator[bytes]:
    """Yield what a member unpacks to that was read to its end before, so that its length and checksum are right."""
    stream.seek(at + known.length - _SIZE)
    size = int.from_bytes(stream.read(_SIZE), "little")
    if max(known.length, size) > _AT_ONCE:
        yield from _Reading(stream, at).blocks()
        return
    stream.seek(at)
    yield bytes(deflate.gzip_decompress(stream.read(known.length)))  # in half of the time of zlib-ng, piece by piece


class _Reading:
    """One member of a gzip file, from ``at`` on."""

    def __init__(self, stream: IO[bytes], at: int) -> None:
        self._stream, self._at = stream, at
        self.length, self.beginning, self.digest = 0, b"", hashlib.sha256()

    def blocks(self) -> Iterator[bytes]:
        """Yield what it unpacks to, and thereby find out its length and digest."""
        engine = zlib_ng.decompressobj(_GZIP)
        while not engine.eof:
            self._stream.seek(self._at + self.length)
            packed = self._stream.read(_BLOCK)
            out = engine.decompress(packed, PIECE)
            if not out and not packed:
                raise Truncated("ends within a member")
            used = packed[: len(packed) - len(engine.unconsumed_tail) - len(engine.unused_data)]
            self.beginning += used[: _BEGINNING - len(self.beginning)]
            self.digest.update(used)
            self.length += len(used)
            yield out
