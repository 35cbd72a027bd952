"""Sound the first groups of the flood telegram in Morse: ``python -m tools.demo.sound`` writes a small WAV and its VTT."""

# ruff: noqa: E501 — lists of coordinates and texts read best on one line each
from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

FOLDER = Path("exhibitions/lanxi-flood-1954/media")
RATE, PITCH, DOT = 8000, 620.0, 0.085
GROUPS = (("7230", "青"), ("0656", "口"), ("3055", "水"))


def digit(number: str) -> str:
    """Return the Morse code of a digit: 1 is ``.----``, 5 ``.....``, 6 ``-....``, 0 ``-----``."""
    value = int(number) or 10
    return "." * value + "-" * (5 - value) if value <= 5 else "-" * (value - 5) + "." * (10 - value)


def tone(length: float) -> np.ndarray:
    """Return a tone of ``length`` seconds with soft edges."""
    time = np.arange(int(length * RATE)) / RATE
    edge = np.clip(np.minimum(time, length - time) / 0.006, 0, 1)
    return np.sin(2 * np.pi * PITCH * time) * edge * 0.5


def silence(length: float) -> np.ndarray:
    return np.zeros(int(length * RATE))


def main() -> None:
    """Write ``morse.wav`` (8 kHz, 8 bits) and ``morse.vtt``."""
    parts, cues, now = [silence(0.6)], [], 0.6
    for group, character in GROUPS:
        begin = now
        for number in group:
            for mark in digit(number):
                parts += [tone(DOT * (1 if mark == "." else 3)), silence(DOT)]
            parts.append(silence(DOT * 2))
        parts.append(silence(DOT * 5))
        now = sum(len(part) for part in parts) / RATE
        cues.append(f"{stamp(begin)} --> {stamp(now)}\n{group}　{character}\n")
    data = np.concatenate(parts)
    with wave.open(str(FOLDER / "morse.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(((data + 1) * 127.5).astype("uint8").tobytes())
    (FOLDER / "morse.vtt").write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")
    print(f"{len(data) / RATE:.1f} s")


def stamp(seconds: float) -> str:
    """Return a time as WebVTT writes it."""
    return f"00:{int(seconds) // 60:02d}:{seconds % 60:06.3f}"


if __name__ == "__main__":
    main()
