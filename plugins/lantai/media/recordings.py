"""Sound and film: what a file really holds, whether browsers play it, and a copy without its metadata.

Nothing is transcoded: archives keep masters elsewhere and put MP3 or MP4 here. Tags are removed
because they may name people, places (phones write GPS positions) and workstations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lantai import files
from lantai.media import formats
from lantai.media import problems as kinds
from lantai.problems import Place, Problems

PLAYABLE = {
    "audio": {
        "mp3": "audio/mpeg",
        "mp4": "audio/mp4",
        "ogg": "audio/ogg",
        "webm": "audio/webm",
        "wav": "audio/wav",
        "flac": "audio/flac",
    },
    "video": {"mp4": "video/mp4", "webm": "video/webm", "ogg": "video/ogg"},
}
_NAMES = {"audio": "声音 / audio", "video": "视频 / video"}
_WANTED = {"audio": "MP3", "video": "MP4 (H.264 + AAC)"}
_CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts"})
_TAGS = frozenset({b"udta", b"meta", b"uuid"})


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound or a film that may be published. ``duration`` is in seconds, 0 if the file does not say."""

    path: Path
    shown_as: str
    digest: str
    format: str
    medium: str
    duration: float = 0.0

    @property
    def mime(self) -> str:
        return PLAYABLE[self.medium][self.format]

    @property
    def extension(self) -> str:
        suffix = self.path.suffix.lower().lstrip(".")
        return suffix if suffix in formats.EXTENSIONS[self.format] else formats.EXTENSIONS[self.format][0]

    @property
    def name(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", self.path.stem.lower()).strip("-")[:40].strip("-") or self.medium


@dataclass(frozen=True, slots=True)
class _Box:
    """One box of an MP4 file: its type, and where its header, body and end are."""

    kind: bytes
    start: int
    body: int
    end: int


def probe(path: Path, medium: str, place: Place, problems: Problems) -> Recording | None:
    """Return what a file is if browsers can play it as ``medium`` (``audio`` or ``video``), else None."""
    name = path.name
    try:
        with path.open("rb") as stream:
            found = formats.sniff(stream.read(formats.HEAD))
        if found not in PLAYABLE[medium]:
            shown = found or path.suffix or "?"
            values = {"found": shown, "medium": _NAMES[medium], "wanted": _WANTED[medium]}
            problems.add(kinds.RECORDING_UNKNOWN.at(place, path=name, **values))
            return None
        if not formats.fits(path, found):
            extension = formats.EXTENSIONS[found][0]
            values = {"found": found, "extension": extension, "wanted": _WANTED[medium]}
            problems.add(kinds.RECORDING_MISLABELLED.at(place, path=name, **values))
            return None
        duration = _duration(path, found)
        return Recording(path, place.file, files.sha256(path), found, medium, duration)
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        problems.add(kinds.RECORDING_DAMAGED.at(place, path=name, detail=detail))
        return None


def published(recording: Recording, cache: Path) -> Path:
    """Return a copy in the cache without metadata, made on first need."""
    target = cache / "recordings" / f"{recording.digest}.{recording.extension}"
    if target.exists():
        return target
    with files.replacing(target, "wb") as copy:
        with recording.path.open("rb") as source:
            start, end = _bare_mp3(source) if recording.format == "mp3" else (0, recording.path.stat().st_size)
            _copy(source, copy, start, end)
            blanks = list(_tags(source, recording.path.stat().st_size)) if recording.format == "mp4" else []
        for box in blanks:
            _blank(copy, box)
    return target


def _copy(source: IO[bytes], target: IO[bytes], start: int, end: int) -> None:
    source.seek(start)
    left = end - start
    while left > 0 and (block := source.read(min(left, 1 << 20))):
        target.write(block)
        left -= len(block)


def _bare_mp3(stream: IO[bytes]) -> tuple[int, int]:
    """Return where the sound starts and ends between ID3v2 in front and ID3v1 at the end."""
    start, end = 0, stream.seek(0, 2)
    stream.seek(0)
    head = stream.read(10)
    if head[:3] == b"ID3" and len(head) == 10:
        size = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        start = min(10 + size + (10 if head[5] & 0x10 else 0), end)
    stream.seek(max(start, end - 128))
    if stream.read(3) == b"TAG":
        end = max(start, end - 128)
    return start, end


def _duration(path: Path, found: str) -> float:
    """Return seconds for MP4 and WAV, 0 for formats that do not say. Raises ValueError if boxes are cut short."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        if found == "wav":
            head = stream.read(44)
            rate = int.from_bytes(head[28:32], "little")
            return round((size - 44) / rate, 3) if rate else 0.0
        if found != "mp4":
            return 0.0
        boxes = list(_boxes(stream, 0, size))
        if not {b"moov"} <= {box.kind for box in boxes}:
            raise ValueError("MP4: moov")
        for box in boxes:
            if box.kind == b"moov":
                return _movie_duration(stream, box)
    return 0.0


def _movie_duration(stream: IO[bytes], movie: _Box) -> float:
    for box in _boxes(stream, movie.body, movie.end):
        if box.kind == b"mvhd":
            stream.seek(box.body)
            data = stream.read(32)
            wide = data[:1] == b"\1"
            scale = int.from_bytes(data[20:24] if wide else data[12:16], "big")
            length = int.from_bytes(data[24:32] if wide else data[16:20], "big")
            return round(length / scale, 3) if scale else 0.0
    return 0.0


def _boxes(stream: IO[bytes], start: int, end: int) -> Iterator[_Box]:
    """Yield the boxes of an MP4 between two offsets. Raises ValueError if one reaches beyond the end."""
    while start + 8 <= end:
        stream.seek(start)
        head = stream.read(16)
        size, body = int.from_bytes(head[:4], "big"), start + 8
        if size == 1:
            size, body = int.from_bytes(head[8:16], "big"), start + 16
        elif size == 0:
            size = end - start
        if size < body - start or start + size > end:
            raise ValueError(f"MP4: {head[4:8].decode('latin-1')}")
        yield _Box(head[4:8], start, body, start + size)
        start += size


def _tags(stream: IO[bytes], size: int, start: int = 0, depth: int = 0) -> Iterator[_Box]:
    """Yield the boxes of an MP4 that hold tags rather than sound or picture."""
    for box in _boxes(stream, start, size):
        if box.kind in _TAGS:
            yield box
        elif box.kind in _CONTAINERS and depth < 6:
            yield from _tags(stream, box.end, box.body, depth + 1)


def _blank(stream: IO[bytes], box: _Box) -> None:
    """Turn a box into free space of the same length, so that no offset in the file changes."""
    stream.seek(box.start + 4)
    stream.write(b"free")
    stream.seek(box.body)
    left = box.end - box.body
    while left > 0:
        left -= stream.write(b"\0" * min(left, 1 << 20))
