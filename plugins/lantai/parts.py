"""Parts of the output that need not be made again, because nothing that they depend on has changed.

A *part* is a set of files with a name (``lists/J001``, ``downloads``) and a *key*: the digest of
everything that its files depend on. When the site that is public now has a part of that name with
that key, its files are linked into the site that is being made; otherwise they are written, and what
was written is noted for next time. Nothing that is in the output is ever written into, only replaced,
so a link never lets one site change another.

What was noted counts only for exactly the tree that it describes. A file that somebody touched is not
taken over, and neither is the part it belongs to.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, tzinfo
from enum import Enum
from pathlib import Path
from typing import Any

from lantai import files
from lantai.linking import Folders, Linker

FORMAT = "lantai-parts-1"

_MANY = 500
"""Files that are linked by a process of its own; fewer are linked sooner than one begins."""


@dataclass(frozen=True, slots=True)
class Known:
    """A file of the public tree as it was when it was written: if the first three still hold, so does the last."""

    inode: int
    size: int
    modified: int
    sha256: str

    def describes(self, path: Path | str) -> bool:
        """Return whether ``path`` is that file, untouched."""
        try:
            return (self.inode, self.size, self.modified) == _signature(path)
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a tree: its key, the paths of its files, and what whoever made it wants to know next time."""

    key: str
    files: tuple[str, ...]
    notes: Any = None


@dataclass(frozen=True, slots=True)
class Tree:
    """What is known of a finished tree: each of its files, and its parts by name."""

    files: Mapping[str, Known]
    parts: Mapping[str, Part]

    @classmethod
    def nothing(cls) -> Tree:
        return cls({}, {})

    @classmethod
    def read(cls, record: Path, manifest: Path) -> Tree:
        """Return what ``record`` says of the tree that ``manifest`` lists; nothing if it speaks of another."""
        try:
            data = files.read_json(record)
            if data["format"] != FORMAT or data["manifest"] != files.sha256(manifest):
                return cls.nothing()
            known = {name: Known(*values) for name, values in data["files"].items()}
            return cls(known, _parts(data["parts"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls.nothing()


class Parts:
    """The parts of the tree that is being made in ``coming``, taken over from ``former`` where they are the same.

    A context: when it ends, all that was taken over lies in the new tree. It is linked beside what is made meanwhile.
    """

    def __init__(self, former: Path, coming: Path, tree: Tree | None = None) -> None:
        self.former, self.coming, self.tree = former, coming, tree or Tree.nothing()
        self.made: dict[str, Part] = {}
        self.taken: set[str] = set()
        self._folders = Folders(str(coming))
        self._linker: Linker | None = None
        self._begun: list[str] = []
        """What is linked meanwhile."""
        self._waiting: list[str] = []

    @classmethod
    def nothing(cls) -> Parts:
        """Return parts of which none can be taken over."""
        return cls(Path(), Path())

    def take(self, name: str, key: str) -> Part | None:
        """Put the part into the new tree if the public one has it with this ``key``; None if it must be made."""
        part = self.tree.parts.get(name)
        if part is None or part.key != key or not all(self._untouched(path) for path in part.files):
            return None
        self._link(part.files)
        self.made[name] = part
        self.taken.add(name)
        return part

    def before(self, name: str) -> Any:
        """Return what was noted of that part of the public tree, whatever its key; None if there is none."""
        part = self.tree.parts.get(name)
        return part.notes if part else None

    def public(self, path: str) -> Path | None:
        """Return a file of the public tree to read from; None if it is not the one that was written."""
        return self.former / path if self._untouched(path) else None

    def keep(self, paths: Sequence[str]) -> bool:
        """Put files of the public tree into the new one; returns False, and does nothing, if one was touched.

        They lie there when this returns, beside what is made new in the same folder.
        """
        if not all(self._untouched(path) for path in paths):
            return False
        self._linked(paths)
        return True

    def note(self, name: str, key: str, paths: Iterable[str], notes: Any = None) -> None:
        """Note a part that was made completely: the paths of its files in the tree, and JSON for next time."""
        self.made[name] = Part(key, tuple(paths), notes)

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, *raised: object) -> None:
        """Wait until nothing is linked any more; all that was taken over lies in the new tree then."""
        if raised[0] is not None:
            if self._linker:
                self._linker.stop()
            return
        self._linked(self._waiting)
        if self._linker and not self._linker.end():
            self._linked(self._begun)

    def save(self, path: Path) -> None:
        """Write the parts of the new tree to ``path``, for ``record``."""
        files.write_json(path, {name: [part.key, part.files, part.notes] for name, part in self.made.items()})

    def _untouched(self, path: str) -> bool:
        known = self.tree.files.get(path)
        return known is not None and known.describes(f"{self.former}/{path}")

    def _link(self, paths: Sequence[str]) -> None:
        """Let files of the public tree be linked into the new one, while this process goes on."""
        self._waiting += paths
        if len(self._waiting) < _MANY:
            return
        self._linker = self._linker or Linker(self.former, self.coming)
        self._linker.link(self._waiting)
        self._begun += self._waiting
        self._waiting = []

    def _linked(self, paths: Sequence[str]) -> None:
        """Link files by text, as there may be tens of thousands."""
        for path in paths:
            self._folders.make(path.rpartition("/")[0])
            try:
                os.link(f"{self.former}/{path}", f"{self.coming}/{path}")
            except OSError:  # a file system without links, too many names for one file, or another in its place
                files.link(self.former / path, self.coming / path)


def record(path: Path, manifest: Path, known: Mapping[str, Known], parts: Path) -> None:
    """Write to ``path`` what is ``known`` of the files of a finished tree, by its ``manifest``, and its ``parts``."""
    found = {name: (each.inode, each.size, each.modified, each.sha256) for name, each in known.items()}
    made = files.read_json(parts)
    described = {"format": FORMAT, "manifest": files.sha256(manifest), "files": found, "parts": made}
    files.write_json(path, described)


def _parts(data: Mapping[str, Any]) -> dict[str, Part]:
    return {name: Part(key, tuple(paths), notes) for name, (key, paths, notes) in data.items()}


def _signature(path: Path | str) -> tuple[int, int, int]:
    found = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - several times as fast for text as for a Path
    return found.st_ino, found.st_size, found.st_mtime_ns


# ---- keys ------------------------------------------------------------------------------------------


def digest(*values: object) -> str:
    """Return a digest of plain values and of dataclasses made of them: equal only if all of them are equal.

    The order of a mapping counts, since it may show; a set has none. A field that does not count where dataclasses
    are compared (where a site lies on this machine) does not count here. Raises TypeError for anything whose
    content cannot be seen, so that no key leaves out a part of what it stands for.
    """
    hasher = hashlib.sha256()
    for value in values:
        hasher.update(_encoded(value))
    return hasher.hexdigest()


def _encoded(value: object) -> bytes:
    """Return bytes that no other value has: kind, length, content."""
    if value is None or isinstance(value, bool | int | float):
        return _framed(type(value).__name__, repr(value).encode())
    if isinstance(value, str):
        return _framed("str", value.encode("utf-8", "surrogatepass"))
    if isinstance(value, bytes):
        return _framed("bytes", value)
    if isinstance(value, Enum):
        return _framed(type(value).__name__, _encoded(value.value))
    if isinstance(value, date):
        return _framed(type(value).__name__, value.isoformat().encode())
    if isinstance(value, os.PathLike | tzinfo):
        return _framed(type(value).__name__, str(value).encode("utf-8", "surrogatepass"))
    if isinstance(value, Mapping):
        return _framed("map", b"".join(_encoded(each) for item in value.items() for each in item))
    if isinstance(value, set | frozenset):
        return _framed("set", b"".join(sorted(map(_encoded, value))))
    if isinstance(value, list | tuple):
        return _framed("list", b"".join(map(_encoded, value)))
    if is_dataclass(value) and not isinstance(value, type):
        inner = b"".join(_encoded(getattr(value, each.name)) for each in fields(value) if each.compare)
        return _framed(type(value).__name__, inner)
    raise TypeError(f"what a {type(value).__name__} says cannot be seen")


def _framed(kind: str, content: bytes) -> bytes:
    return f"{kind} {len(content)}:".encode() + content


def digest_of_files(root: Path, paths: Iterable[Path]) -> str:
    """Return a digest of files: their paths below ``root`` and what is in them."""
    found = sorted((path.relative_to(root).as_posix(), path) for path in paths)
    return digest([(name, files.sha256(path)) for name, path in found])


__all__ = ["Known", "Part", "Parts", "Tree", "digest", "digest_of_files", "record"]
