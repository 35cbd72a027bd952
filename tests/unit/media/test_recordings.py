"""Sound and film are judged by their content, and published without what they say about their makers."""

from __future__ import annotations

import struct
import wave
from pathlib import Path

import pytest

from lantai.media import ogg

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


def published(store, folder, tmp_path, problems, name: str) -> bytes:
    """Return the bytes that stand in the output for a recording."""
    probe = store.video if name.endswith("webm") else store.audio
    address = store.file(probe(folder / name, "f", problems))
    store.finish(tmp_path / "out", 1, problems)
    assert not problems.errors
    return (tmp_path / "out" / address.lstrip("/")).read_bytes()


def chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def test_a_wav_keeps_its_sound_only(store, folder, tmp_path, problems) -> None:
    """RIFF: LIST and bext name people and machines; the length in the head follows what is left."""
    sound = chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16))
    data = chunk(b"data", b"\1\2" * 10)
    body = b"WAVE" + sound + chunk(b"LIST", b"INFOIART" + b"CANARY!!") + data + chunk(b"bext", b"CANARY two")
    (folder / "s.wav").write_bytes(chunk(b"RIFF", body))
    made = published(store, folder, tmp_path, problems, "s.wav")
    assert made == chunk(b"RIFF", b"WAVE" + sound + data)


def test_a_flac_keeps_its_stream_only(store, folder, tmp_path, problems) -> None:
    """RFC 9639, 8: the last metadata block carries the flag, whichever it is after comments are gone."""
    info = b"\0" * 34
    blocks = b"\0\0\0\x22" + info + b"\x04\0\0\x06CANARY" + b"\x86\0\0\x06CANARY"
    (folder / "s.flac").write_bytes(b"fLaC" + blocks + b"\xff\xf8frames")
    made = published(store, folder, tmp_path, problems, "s.flac")
    assert made == b"fLaC\x80\0\0\x22" + info + b"\xff\xf8frames"


def page(number: int, packet: bytes) -> bytes:
    """One Ogg page that holds one whole packet (RFC 3533, 6)."""
    laces = b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255])
    head = b"OggS\0" + (b"\2" if number == 0 else b"\0") + b"\0" * 8 + struct.pack("<II", 7, number)
    made = bytearray(head + b"\0\0\0\0" + bytes([len(laces)]) + laces + packet)
    made[22:26] = struct.pack("<I", ogg.checksum(made))
    return bytes(made)


def test_the_check_sum_of_ogg() -> None:
    """RFC 3533: polynomial 0x04C11DB7, start and end 0, so that one bit after zeros gives the polynomial itself."""
    assert ogg.checksum(b"") == 0
    assert ogg.checksum(b"\0\0\0\1") == 0x04C11DB7


def test_an_ogg_loses_the_values_of_its_comments(store, folder, tmp_path, problems) -> None:
    """Keys and lengths stay, pages have valid check sums, the sound is untouched."""
    comments = [b"ARTIST=CANARY", b"LOCATION=CANARY county"]
    packet = b"OpusTags" + struct.pack("<I", 3) + b"enc" + struct.pack("<I", len(comments))
    packet += b"".join(struct.pack("<I", len(text)) + text for text in comments)
    original = page(0, b"OpusHead" + b"\0" * 11) + page(1, packet) + page(2, b"sound" * 100)
    (folder / "s.opus").write_bytes(original)
    made = published(store, folder, tmp_path, problems, "s.opus")
    assert b"CANARY" not in made and b"ARTIST=" in made
    assert len(made) == len(original) and made.endswith(page(2, b"sound" * 100))
    tags = made[made.index(b"OpusTags") : made.index(b"OpusTags") + len(packet)]
    assert page(1, tags) in made


def element(kind: bytes, body: bytes, known: bool = True) -> bytes:
    return kind + (struct.pack(">Q", len(body) | 1 << 56) if known else b"\x01" + b"\xff" * 7) + body


def test_a_webm_loses_tags_and_title(store, folder, tmp_path, problems) -> None:
    """RFC 8794: an element becomes Void of the same length; segments and clusters of unknown length are walked."""
    info = element(b"\x15\x49\xa9\x66", element(b"\x7b\xa9", b"CANARY title"))
    cluster = element(b"\x1f\x43\xb6\x75", element(b"\xe7", b"\0") + element(b"\xa3", b"picture"), known=False)
    tags = element(b"\x12\x54\xc3\x67", b"CANARY" * 40)
    head = element(b"\x1a\x45\xdf\xa3", b"\x42\x82\x84webm")
    original = head + element(b"\x18\x53\x80\x67", info + cluster + tags, known=False)
    (folder / "f.webm").write_bytes(original)
    made = published(store, folder, tmp_path, problems, "f.webm")
    assert b"CANARY" not in made and cluster in made and len(made) == len(original)


def test_a_recording_damaged_inside_is_reported_and_left_out(store, folder, tmp_path, problems) -> None:
    (folder / "s.flac").write_bytes(b"fLaC\0\0\xff\xff" + b"\0" * 50)
    address = store.file(store.audio(folder / "s.flac", "figures.yaml", problems))
    store.finish(tmp_path / "out", 1, problems)
    assert [problem.code for problem in problems.errors] == ["recording-damaged"]
    assert not (tmp_path / "out" / address.lstrip("/")).exists()
