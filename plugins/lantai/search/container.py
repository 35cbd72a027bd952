"""The files of an index: whole, immutable, deflated, each with a header that says what it is.

An index is one folder named by the digest of all its files, so a file name needs no digest of its
own and the directory stays small however many files there are. Every file is a raw DEFLATE stream
of a 16-byte header and a body (all numbers little-endian)::

    "LT"  version u8  kind u8  ordinal u32  stamp u32  CRC-32 of the body u32

``stamp`` is the same in all files of one folder, so a file that strayed in from another is noticed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import zlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import deflate

from lantai.problems import CannotFinish
from lantai.search import problems as kinds

MAGIC = b"LT"
FORMAT = 11
LEVEL = 5
"""Of libdeflate, which takes two fifths of zlib's time for files smaller by a fiftieth; 6 gains a 400th more."""

HEADER = 16
"""Bytes before the body of a file."""
LARGEST = 1 << 25
"""Bytes of a file and its header at most: a reader stops there, so that no small file fills a visitor's memory."""
FILES_PER_FOLDER = 1000
_BATCH = 32
"""Files that are written by one call in a thread."""
_QUEUE = 60
"""Batches waiting to be compressed at most, to bound memory."""


def file_name(kind: str, ordinal: int) -> str:
    """Return the path of a file inside its index: ``g/3/3127``."""
    return f"{kind}/{ordinal // FILES_PER_FOLDER}/{ordinal}.bin"


def packed(kind: str, ordinal: int, stamp: int, body: bytes) -> bytes:
    """Return the bytes of a file.

    Raises CannotFinish if it is larger than readers take.
    """
    if HEADER + len(body) > LARGEST:
        raise CannotFinish(kinds.FILE_TOO_LARGE.at(file_name(kind, ordinal), most=LARGEST >> 20))
    header = MAGIC + struct.pack("<BBIII", FORMAT, ord(kind), ordinal, stamp, zlib.crc32(body))
    return deflate.deflate_compress(header + body, LEVEL)


def body_of(path: Path) -> bytes:
    """Return what a file of an index holds after its header, which is not looked at."""
    return zlib.decompress(path.read_bytes(), -zlib.MAX_WBITS)[HEADER:]


class IndexWriter:
    """Writes the files of one index in threads, then gives the folder its name.

    A context: when it ends well the folder is named by ``digest``, else nothing of it remains.
    Files may be added in any order; the digest depends on their names and contents only.
    """

    digest = ""

    def __init__(self, folder: Path, stamp: int, threads: int = 0) -> None:
        self.folder, self.stamp = folder, stamp
        self.building = folder / ".building"
        shutil.rmtree(self.building, ignore_errors=True)
        self._pool = ThreadPoolExecutor(threads or os.cpu_count() or 1)
        self._batch: list[tuple[str, int, bytes]] = []
        self._pending: deque[Future[list[tuple[str, int, bytes]]]] = deque()
        self._done: dict[str, tuple[int, bytes]] = {}
        self._folders: set[str] = set()

    def __enter__(self) -> IndexWriter:
        return self

    def __exit__(self, *raised: object) -> None:
        if raised[0] is None:
            self.digest = self.finish()
        else:
            self.abandon()

    def add(self, kind: str, ordinal: int, body: bytes) -> None:
        """Compress and write a file, some time before ``finish`` returns."""
        folder = f"{kind}/{ordinal // FILES_PER_FOLDER}"
        if folder not in self._folders:
            (self.building / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        self._batch.append((kind, ordinal, body))
        if len(self._batch) == _BATCH:
            self._hand_over()
            self._collect(_QUEUE)

    def finish(self) -> str:
        """Wait for all files, rename the folder to its digest and return that digest."""
        self._hand_over()
        self._collect(0)
        self._pool.shutdown()
        total = hashlib.sha256()
        for name, (size, content) in sorted(self._done.items()):
            total.update(f"{name} {size} ".encode() + content)
        digest = total.hexdigest()[:16]
        target = self.folder / digest
        self.building.mkdir(parents=True, exist_ok=True)  # an index without records has no files
        shutil.rmtree(target, ignore_errors=True)
        self.building.rename(target)
        return digest

    def abandon(self) -> None:
        """Stop and remove what was written."""
        self._pool.shutdown(cancel_futures=True)
        shutil.rmtree(self.building, ignore_errors=True)

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Return files and compressed bytes by kind."""
        found: dict[str, tuple[int, int]] = {}
        for name, (size, _) in self._done.items():
            count, total = found.get(name[0], (0, 0))
            found[name[0]] = count + 1, total + size
        return found

    def _hand_over(self) -> None:
        self._pending.append(self._pool.submit(self._write, self._batch))
        self._batch = []

    def _write(self, batch: list[tuple[str, int, bytes]]) -> list[tuple[str, int, bytes]]:
        """Write some files; returns name, bytes and SHA-256 of each."""
        written = []
        for kind, ordinal, body in batch:
            name, data = file_name(kind, ordinal), packed(kind, ordinal, self.stamp, body)
            with open(f"{self.building}/{name}", "wb", buffering=0) as file:  # noqa: PTH123 - a third of the time
                file.write(data)
            written.append((name, len(data), hashlib.sha256(data).digest()))
        return written

    def _collect(self, leave: int) -> None:
        while len(self._pending) > leave:
            for name, size, digest in self._pending.popleft().result():
                self._done[name] = size, digest
