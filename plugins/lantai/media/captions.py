"""WebVTT: captions, chapters and timed transcripts, checked line by line.

Source of the rules: W3C, WebVTT: The Web Video Text Tracks Format.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lantai.media import problems as kinds
from lantai.problems import Place, Problems

MAX_BYTES = 4 * 1024 * 1024

_TIME = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"^\s*{_TIME}\s+-->\s+{_TIME}(?:\s+(.*))?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: start and end in seconds, plain text, who speaks (or ""), its id, its line in the file."""

    start: float
    end: float
    text: str
    speaker: str = ""
    identifier: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Captions:
    """The cues of one file in order."""

    cues: tuple[Cue, ...]
    source: str = ""

    @property
    def text(self) -> str:
        """The transcript as plain text, one cue a line."""
        return "\n".join(cue.text for cue in self.cues)

    def webvtt(self) -> str:
        """Return the cues as a WebVTT file: what browsers need, and nothing a note in the original said."""
        parts = ["WEBVTT"]
        for cue in self.cues:
            voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker else ""
            parts.append(f"{stamp(cue.start)} --> {stamp(cue.end)}\n{voice}{_escaped(cue.text)}")
        return "\n\n".join(parts) + "\n"


def load(path: Path, shown_as: str, place: Place, problems: Problems) -> Captions | None:
    """Read a WebVTT file. None, and a problem at ``place``, if it cannot be read or is not WebVTT.

    A fault in a caption is reported with its line in ``shown_as``, the captions file itself.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError(f"> {MAX_BYTES >> 20} MiB")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        detail = "UTF-8" if isinstance(error, UnicodeDecodeError) else getattr(error, "strerror", None) or str(error)
        problems.add(kinds.CAPTIONS_NOT_WEBVTT.at(place, path=path.name, detail=detail))
        return None
    return parse(text, Place(shown_as), problems)


def parse(text: str, place: Place, problems: Problems) -> Captions | None:
    """Parse WebVTT text. Faulty cues are reported and left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").split("\n")
    if not re.match(r"^WEBVTT(?:[ \t].*)?$", lines[0]):
        name = place.file.rpartition("/")[2]
        problems.add(kinds.CAPTIONS_NOT_WEBVTT.at(replace(place, line=1), path=name, detail=lines[0][:40]))
        return None
    cues: list[Cue] = []
    for number, block in _blocks(lines):
        cue = _cue(block, number, place, problems)
        if cue is None:
            continue
        if cues and cue.start < cues[-1].start:
            problems.add(kinds.CAPTIONS_ORDER.at(replace(place, line=cue.line), text=stamp(cue.start)))
            continue
        cues.append(cue)
    return Captions(tuple(cues), place.file)


def _escaped(text: str) -> str:
    """Escape text for WebVTT; a blank line would end the cue."""
    return re.sub(r"\n\s*\n", "\n", html.escape(text, quote=False))


def stamp(seconds: float) -> str:
    """Return seconds as WebVTT writes them: ``00:01:05.250``."""
    whole = round(seconds * 1000)
    return f"{whole // 3600000:02}:{whole // 60000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each block after the header with the number (from 1) of its first line."""
    block: list[str] = []
    start = 0
    header = True
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            if not block:
                start = number
            block.append(line)
        elif block:
            if not header:
                yield start, block
            header = False
            block = []


def _cue(block: list[str], first: int, place: Place, problems: Problems) -> Cue | None:
    if re.match(r"^(NOTE|STYLE|REGION)(\s|$)", block[0]) and "-->" not in block[0]:
        return None
    identifier = "" if "-->" in block[0] else block.pop(0).strip()
    line = first + bool(identifier)
    found = _TIMING.match(block[0]) if block else None
    if found is None:
        at = replace(place, line=line)
        problems.add(kinds.CAPTIONS_TIME.at(at, text=(block[0] if block else identifier)[:60]))
        return None
    start, end = _seconds(found.groups()[:4]), _seconds(found.groups()[4:8])
    if end <= start:
        problems.add(kinds.CAPTIONS_LENGTH.at(replace(place, line=line), text=block[0][:60]))
        return None
    body = "\n".join(block[1:])
    speaker = _VOICE.search(body)
    plain = html.unescape(_TAG.sub("", body)).strip()
    if not plain:
        problems.add(kinds.CAPTIONS_EMPTY.at(replace(place, line=line)))
        return None
    return Cue(start, end, plain, html.unescape(speaker[1]).strip() if speaker else "", identifier, line)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + int(thousandths or 0) / 1000
