"""Sound and film: what a file really holds, whether browsers play it, and a copy without its metadata.

Nothing is transcoded: archives keep masters elsewhere and put MP3 or MP4 here. Tags are removed
because they may name people, places (phones write GPS positions) and workstations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lantai import files
from lantai.media import formats
from lantai.media import problems as kinds
from lantai.media.untagging import Box, boxes, write_bare
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
_PIPELINE = 2
"""Raised when other bytes come out of the same recording."""
_WANTED = {"audio": "MP3", "video": "MP4 (H.264 + AAC)"}


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound or a film that may be published. ``duration`` is in seconds, 0 if the file does not say.

    ``place`` is where whoever asked for it named it.
    """

    path: Path
    place: Place
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
        return Recording(path, place, files.sha256(path), found, medium, duration)
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        problems.add(kinds.RECORDING_DAMAGED.at(place, path=name, detail=detail))
        return None


def kept(recording: Recording, cache: Path) -> Path:
    """Return where the cache keeps the copy without metadata."""
    return cache / "recordings" / f"{recording.digest}-{_PIPELINE}.{recording.extension}"


def untag(recording: Recording, cache: Path, problems: Problems) -> None:
    """Make the copy without metadata if the cache lacks it. A recording that is damaged inside is reported."""
    target = kept(recording, cache)
    if target.exists():
        return
    try:
        with files.replacing(target, "w+b") as copy, recording.path.open("rb") as source:
            write_bare(source, copy, recording.format)
    except ValueError as error:
        problems.add(kinds.RECORDING_DAMAGED.at(recording.place, path=recording.path.name, detail=str(error)))


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
        found_boxes = list(boxes(stream, 0, size))
        if not {b"moov"} <= {box.kind for box in found_boxes}:
            raise ValueError("MP4: moov")
        for box in found_boxes:
            if box.kind == b"moov":
                return _movie_duration(stream, box)
    return 0.0


def _movie_duration(stream: IO[bytes], movie: Box) -> float:
    for box in boxes(stream, movie.body, movie.end):
        if box.kind == b"mvhd":
            stream.seek(box.body)
            data = stream.read(32)
            wide = data[:1] == b"\1"
            scale = int.from_bytes(data[20:24] if wide else data[12:16], "big")
            length = int.from_bytes(data[24:32] if wide else data[16:20], "big")
            return round(length / scale, 3) if scale else 0.0
    return 0.0
