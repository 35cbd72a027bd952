"""Writing files so that a reader sees the old one or the new one, and never outside the folder.

``write`` and ``replacing`` are atomic (temporary file in the same folder, then rename);
``contained`` refuses every path that would leave its root: ``..``, absolute paths, links out,
names that Windows cannot hold.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

_WINDOWS_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)
_AT_ONCE = 1 << 18
_FORBIDDEN_CHARACTERS = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')


class PathEscapes(ValueError):
    """A relative path would leave its root or cannot exist on every system."""


def contained(root: Path, relative: str) -> Path:
    """Return ``root/relative``, or raise PathEscapes if that is not strictly inside ``root``.

    The check is on names and on resolved links, and covers what Windows refuses,
    because an edition made here may be copied to a USB stick.
    """
    path = root.joinpath(*checked(relative).split("/"))
    if not path.resolve().is_relative_to(root.resolve()):
        raise PathEscapes(relative)
    return path


def checked(relative: str) -> str:
    """Return a path, or raise PathEscapes if one of its names leads out of a folder or cannot be everywhere."""
    for part in relative.split("/"):
        if part in ("", ".", "..") or _FORBIDDEN_CHARACTERS.search(part):
            raise PathEscapes(relative)
        if _WINDOWS_RESERVED.match(part) or part[-1] in ". ":
            raise PathEscapes(relative)
    return relative


@contextmanager
def replacing(path: Path, mode: str = "wb", **kwargs: Any) -> Iterator[IO[Any]]:
    """Open a temporary file beside ``path`` that takes its place when the block ends well."""
    if "b" not in mode:
        kwargs.setdefault("encoding", "utf-8")
        kwargs.setdefault("newline", "\n")
    try:
        descriptor, name = _beside(path)
    except FileNotFoundError:  # asked first for every file, it would be a tenth of writing one
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = _beside(path)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, mode, **kwargs) as stream:
            yield stream
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _beside(path: Path) -> tuple[int, str]:
    """Open a new file in the folder of ``path``; returns its descriptor and its path."""
    return tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp")


def write(path: Path, content: str | bytes) -> None:
    """Write ``content`` to ``path`` atomically, creating its folders."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    with replacing(path) as stream:
        stream.write(data)


def write_json(path: Path, value: Any, *, indent: int | None = None) -> None:
    """Write ``value`` as UTF-8 JSON with keys in the order given, atomically."""
    separators = None if indent else (",", ":")
    write(path, json.dumps(value, ensure_ascii=False, indent=indent, separators=separators) + "\n")


def read_json(path: Path) -> Any:
    """Return the value of a UTF-8 JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def link(source: Path, target: Path) -> None:
    """Give ``source`` a second name, replacing what has it; where the file system knows no links it is copied.

    The copy keeps the time of its source, so that it still counts as untouched.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        copy(source, target)
        shutil.copystat(source, target)


def copy(source: Path, target: Path) -> None:
    """Copy a file; where that fails, ``target`` is what it was."""
    with source.open("rb") as stream, replacing(target) as written:
        shutil.copyfileobj(stream, written)


def sha256(path: Path | str) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits, reading it as a stream."""
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - most are small, and a text takes half the time
        found = hashlib.sha256()
        while part := stream.read(_AT_ONCE):
            found.update(part)
        return found.hexdigest()
