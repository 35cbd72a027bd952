"""An edition as one ZIP file that unpacks on Windows as well: plain names, the same bytes every time."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path

from lantai import files
from lantai.problems import Problem, Problems
from lantai.publishing.offline import problems as kinds

LONGEST = 180
"""Characters of a path in an edition; Windows takes 259 together with the folder it is unpacked into."""

_DATE = (1980, 1, 1, 0, 0, 0)
"""ZIP cannot leave the date out, and the day of packing would make every file another."""
_STORED = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".avif", ".webm", ".mp4", ".mp3", ".m4a", ".ogg", ".zip", ".pdf"}
)
_MODE = 0o100644 << 16


def check_names(names: Iterable[str]) -> Problems:
    """Return what would go wrong with these paths on Windows."""
    problems, seen, long = Problems(), dict[str, str](), list[str]()
    for name in names:
        try:
            files.contained(Path("/"), name)
        except files.PathEscapes:
            problems.add(kinds.NAME_UNSAFE.at(name, name=name))
        key = unicodedata.normalize("NFC", name).casefold()
        if key in seen:
            problems.add(kinds.NAMES_COLLIDE.at(name, name=name, other=seen[key]))
        seen.setdefault(key, name)
        if len(name) > LONGEST:
            long.append(name)
    if long:
        problems.add(_long(long))
    return problems


def _long(names: list[str]) -> Problem:
    longest = max(names, key=len)
    return kinds.LONG_PATHS.at(longest, n=len(names), limit=LONGEST, name=longest)


def pack(folder: Path, target: Path) -> int:
    """Write everything in ``folder`` to the ZIP file ``target``, below a folder of its name; returns its bytes."""
    paths = sorted(
        (path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.relative_to(folder).as_posix()
    )
    with files.replacing(target) as stream, zipfile.ZipFile(stream, "w") as archive:
        for path in paths:
            info = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", _DATE)
            info.create_system, info.external_attr = 3, _MODE
            info.compress_type = zipfile.ZIP_STORED if path.suffix in _STORED else zipfile.ZIP_DEFLATED
            info.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(info, "w") as sink:
                while piece := source.read(1 << 20):
                    sink.write(piece)
    return target.stat().st_size
