"""Publishing to object storage with the S3 interface: Alibaba OSS, Tencent COS, Huawei OBS, MinIO, Ceph, AWS.

The destination is ``s3://bucket`` or ``s3://bucket/prefix``. Where the storage is and who may write comes
from the standard variables and files (``bucket_access``), never from the command line, and is never printed.
What lies in the bucket is judged by its own list (size and ETag), so that an earlier run that broke off,
or a file changed by hand, is always noticed. Objects of others are never touched.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import obstore

from lantai.problems import UsageError
from lantai.publishing import manifest, serving
from lantai.publishing.manifest import Entries, Entry
from lantai.publishing.sending import bucket_access
from lantai.publishing.sending import problems as kinds
from lantai.publishing.sending.order import COMING, OTHERS, Say, stages
from lantai.publishing.swap import MARKER

SCHEME = "s3://"
_AT_ONCE = 8
"""Requests under way at the same time."""

_DELETED_AT_ONCE = 1000
"""Most objects that one request of the S3 interface deletes."""

_DIGEST = "sha256"
"""Metadata of ours that tells the content where the ETag does not (several parts, encryption)."""


@dataclass(frozen=True, slots=True)
class _Stored:
    """An object as the bucket lists it."""

    size: int
    etag: str


class Bucket:
    """A bucket, or what begins with a prefix in it."""

    def __init__(self, destination: str) -> None:
        self.destination = SCHEME + destination.removeprefix(SCHEME).rstrip("/")
        bucket, _, self.prefix = self.destination.removeprefix(SCHEME).partition("/")
        self.store = bucket_access.opened(self.destination, bucket, self.prefix)
        self._md5: dict[Path, str] = {}
        self._gone: list[str] = []

    def send(self, source: Path, entries: Entries, say: Say) -> int:
        with bucket_access.in_words(self.destination), ThreadPoolExecutor(_AT_ONCE) as pool:
            there = self._listed()
            known = self._known(there)
            self._put_manifest(COMING, {**known, **entries})
            changed = [
                name
                for name, is_there in zip(
                    entries, pool.map(lambda item: self._holds(there, source, *item), entries.items()), strict=True
                )
                if not is_there
            ]
            sent = 0
            for names in stages(changed):
                for _ in pool.map(lambda name: self._put(source / name, name, entries[name].sha256), names):
                    sent += 1
                    say(sent, len(changed))
            self._put(source / MARKER, MARKER, "")
            self._gone = [name for name in known if name in there and name not in entries]
            for names in reversed(stages(self._gone)):
                self._delete(names)
            self._delete([COMING])
        return sent

    def verify(self, source: Path, entries: Entries) -> list[str]:
        with bucket_access.in_words(self.destination), ThreadPoolExecutor(_AT_ONCE) as pool:
            there = self._listed()
            right = pool.map(lambda item: self._holds(there, source, *item), entries.items())
            wrong = [name for name, is_there in zip(entries, right, strict=True) if not is_there]
        return sorted([*wrong, *(name for name in self._gone if name in there)])

    def _known(self, there: dict[str, _Stored]) -> dict[str, Entry]:
        """Return what is ours by a manifest, finished or not; UsageError if there are objects and no manifest."""
        if any(name.partition("/")[0] not in OTHERS for name in there) and not {MARKER, COMING} & set(there):
            raise UsageError(kinds.DESTINATION_UNSAFE.at(self.destination))
        return {**self._manifest(MARKER, there), **self._manifest(COMING, there)}

    def _manifest(self, name: str, there: dict[str, _Stored]) -> Entries:
        if name not in there:
            return {}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(bucket_access.insistently(lambda: bytes(obstore.get(self.store, name).bytes())))
            return manifest.of_destination(path, self.destination) or {}

    def _listed(self) -> dict[str, _Stored]:
        def listed() -> dict[str, _Stored]:
            return {
                item["path"]: _Stored(item["size"], (item["e_tag"] or "").strip('"').lower())
                for batch in obstore.list(self.store, chunk_size=1000)
                for item in batch
            }

        return bucket_access.insistently(listed)

    def _holds(self, there: dict[str, _Stored], source: Path, name: str, entry: Entry) -> bool:
        """Return whether the bucket holds this content: by MD5, the ETag of a plain object, else by our metadata."""
        stored = there.get(name)
        if stored is None or stored.size != entry.size:
            return False
        if stored.etag == self._md5_of(source / name):
            return True
        if len(stored.etag) == hashlib.md5(usedforsecurity=False).digest_size * 2:
            return False
        return obstore.get(self.store, name, options={"head": True}).attributes.get(_DIGEST) == entry.sha256

    def _md5_of(self, path: Path) -> str:
        if path not in self._md5:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False))
            self._md5[path] = digest.hexdigest()
        return self._md5[path]

    def _put(self, path: Path, name: str, digest: str) -> None:
        attributes = {"Content-Type": serving.content_type(name), "Cache-Control": serving.cache_control(name)}
        obstore.put(self.store, name, path, attributes={**attributes, **({_DIGEST: digest} if digest else {})})

    def _put_manifest(self, name: str, entries: Entries) -> None:
        with tempfile.TemporaryDirectory() as folder:
            manifest.save(Path(folder) / name, entries)
            self._put(Path(folder) / name, name, "")

    def _delete(self, names: Sequence[str]) -> None:
        for start in range(0, len(names), _DELETED_AT_ONCE):
            some = list(names[start : start + _DELETED_AT_ONCE])
            bucket_access.insistently(lambda some=some: obstore.delete(self.store, some))
