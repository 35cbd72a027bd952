"""Sound and film are judged by their content, and published without what they say about their makers."""

from __future__ import annotations

import struct
import wave
from pathlib import Path

import pytest

MP3_FRAME = b"\xff\xfb\x90\x00" + b"\0" * 413


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def film(path: Path) -> Path:
    """An MP4 of 12.5 seconds with a GPS position and a name in its tags."""
    header = box(b"mvhd", b"\0" * 12 + struct.pack(">II", 1000, 12500) + b"\0" * 80)
    tags = box(b"udta", box(b"\xa9xyz", b"+28.1234+115.9876/") + box(b"\xa9ART", b"CANARY"))
    path.write_bytes(box(b"ftyp", b"isom\0\0\0\0isommp42") + box(b"moov", header + tags) + box(b"mdat", b"picture"))
    return path


def webm(path: Path) -> Path:
    path.write_bytes(b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + b"\0" * 40)
    return path


def test_a_webm_called_mp4_is_an_error_that_names_the_right_extension(store, folder, problems) -> None:
    assert store.video(webm(folder / "film.mp4"), "figures.yaml", problems) is None
    assert [problem.code for problem in problems] == ["recording-mislabelled"]
    assert ".webm" in problems.errors[0].advice("zh")


def test_length_and_type_of_a_film(store, folder, problems) -> None:
    found = store.video(film(folder / "f.mp4"), "figures.yaml", problems)
    assert (found.duration, found.mime, found.extension) == (12.5, "video/mp4", "mp4")


def test_a_film_is_published_without_tags_and_otherwise_unchanged(store, folder, tmp_path, problems) -> None:
    """Offsets inside an MP4 must not move, so tags become free space of the same length."""
    original = film(folder / "f.mp4").read_bytes()
    address = store.file(store.video(folder / "f.mp4", "f", problems))
    store.finish(tmp_path / "out", 1, problems)
    made = (tmp_path / "out" / address.lstrip("/")).read_bytes()
    assert b"CANARY" not in made and b"115.98" not in made
    assert len(made) == len(original) and made.endswith(b"picture")


def test_sound_is_published_without_id3(store, folder, tmp_path, problems) -> None:
    tag = b"ID3\x04\0\0" + bytes([0, 0, 0, 16]) + b"CANARY-interview"
    (folder / "s.mp3").write_bytes(tag + MP3_FRAME * 4 + b"TAG" + b"CANARY".ljust(125))
    address = store.file(store.audio(folder / "s.mp3", "f", problems))
    store.finish(tmp_path / "out", 1, problems)
    assert (tmp_path / "out" / address.lstrip("/")).read_bytes() == MP3_FRAME * 4


def test_seconds_of_a_wav(store, folder, problems) -> None:
    with wave.open(str(folder / "s.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\0" * 16000)
    assert store.audio(folder / "s.wav", "f", problems).duration == 2.0


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"RIFF\0\0\0\0AVI LIST", "avi"), (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "quicktime"), (b"\xff\xd8\xff\xe0", "jpeg")],
)
def test_what_browsers_do_not_play_is_refused(store, folder, problems, content, found) -> None:
    (folder / "f.mp4").write_bytes(content + b"\0" * 50)
    assert store.video(folder / "f.mp4", "f", problems) is None
    assert problems.errors[0].code == "recording-unknown" and problems.errors[0].values["found"] == found


def test_a_film_cut_short_is_an_error(store, folder, problems) -> None:
    path = film(folder / "f.mp4")
    path.write_bytes(path.read_bytes()[:-3])
    assert store.video(path, "f", problems) is None
    assert [problem.code for problem in problems] == ["recording-damaged"]
