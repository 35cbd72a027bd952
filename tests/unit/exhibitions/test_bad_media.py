"""What curators put into ``media/`` by mistake: each is named with its file, the line that asks for it, and advice."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(64)


def _broken(path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (600, 800, 3), dtype=np.uint8)
    Image.fromarray(noise).save(path, "JPEG")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _bomb(path: Path) -> None:
    """A few bytes that say they are 40,000 × 40,000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


def _animated(path: Path) -> None:
    frames = [Image.new("RGB", (900, 900), colour) for colour in ("red", "blue")]
    frames[0].save(path, "GIF", save_all=True, append_images=frames[1:])


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("broken.jpg", _broken, "image-damaged"),
        ("bomb.png", _bomb, "image-huge"),
        ("moving.gif", _animated, "image-animated"),
        ("press.jpg", lambda path: Image.new("CMYK", (900, 900)).save(path, "JPEG"), "image-cmyk"),
        ("called.jpg", lambda path: Image.new("RGB", (900, 900)).save(path, "PNG"), "image-mislabelled"),
        ("page.jpg", lambda path: path.write_bytes(b"<!doctype html><p>404"), "image-unknown"),
        ("film.mp4", lambda path: path.write_bytes(WEBM), "recording-mislabelled"),
        ("empty.jpg", lambda path: path.write_bytes(b""), "image-unknown"),
    ],
)
def test_bad_media_is_named_with_its_place_and_advice(built, name: str, make: Callable[[Path], None], code: str):
    """The problem stands once, at the line that asks for the file, with its name and advice in both languages."""
    make(built.folder / "media" / name)
    block = "video" if name.endswith(".mp4") else "figure"
    built.write("figures.yaml", f"- id: dike\n  file: media/{name}\n  caption: 堤\n  alt: 堤\n  credit: 本馆\n")
    built.write("01-rain.md", f"---\ntitle: 雨\n---\n雨下了七天。\n\n/// {block} | dike\n///\n")
    built.load()
    found = [problem for problem in built.problems if problem.code == code]
    assert len(found) == 1, [(problem.code, str(problem.place)) for problem in built.problems]
    assert str(found[0].place) == "exhibitions/flood/figures.yaml:1"
    assert name in found[0].what("zh") and name in found[0].what("en")
    assert found[0].advice("zh") and found[0].advice("en")


def test_sixteen_bits_are_taken_and_told(built):
    deep = np.full((900, 900), 32768, dtype=np.uint16)
    Image.fromarray(deep).save(built.folder / "media" / "deep.tif")
    built.write("figures.yaml", "- id: dike\n  file: media/deep.tif\n  caption: 堤\n  alt: 堤\n  credit: 本馆\n")
    built.load()
    found = [problem.code for problem in built.problems if "deep.tif" in str(problem.place) + problem.what("en")]
    assert found == ["image-deep"]


def test_captions_out_of_order_are_named_with_their_line(built):
    (built.folder / "media" / "talk.vtt").write_text(
        "WEBVTT\n\n00:05.000 --> 00:06.000\nx\n\n00:02.000 --> 00:03.000\ny\n", encoding="utf-8"
    )
    sound = b"RIFF" + struct.pack("<I", 36 + 800) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
    (built.folder / "media" / "talk.wav").write_bytes(sound + b"data" + struct.pack("<I", 800) + bytes(800))
    text = "- {id: talk, file: media/talk.wav, caption: 口述, credit: 某馆, transcript: media/talk.vtt}\n"
    built.write("figures.yaml", text)
    built.write("exhibition.yaml", "title: 大水\n")
    built.write("01-rain.md", "---\ntitle: 雨\n---\n雨。\n\n/// audio | talk\n///\n")
    built.load()
    found = [str(problem.place) for problem in built.problems if problem.code == "captions-order"]
    assert found == ["exhibitions/flood/media/talk.vtt:6"]


def test_captions_are_checked_though_the_film_cannot_be_played(built):
    """Both mistakes are told at once, each in its own file."""
    (built.folder / "media" / "film.mp4").write_bytes(WEBM)
    captions = "WEBVTT\n\n00:05.000 --> 00:06.000\n后\n\n00:01.000 --> 00:02.000\n先\n"
    (built.folder / "media" / "film.vtt").write_text(captions, encoding="utf-8")
    entry = "- id: dike\n  file: media/film.mp4\n  caption: 堤\n  alt: 堤\n  credit: 馆\n  captions: media/film.vtt\n"
    built.write("figures.yaml", entry)
    built.write("01-rain.md", "---\ntitle: 雨\n---\n雨下了七天。\n\n/// video | dike\n///\n")
    built.load()
    found = {(problem.code, str(problem.place)) for problem in built.problems.errors}
    assert ("recording-mislabelled", "exhibitions/flood/figures.yaml:1") in found
    assert ("captions-order", "exhibitions/flood/media/film.vtt:6") in found


def test_what_is_no_film_is_said_in_the_language_of_the_staff(built):
    built.write("01-rain.md", "---\ntitle: 雨\n---\n雨下了七天。\n\n/// video | dike\n///\n")
    built.load()
    (problem,) = [problem for problem in built.problems if problem.code == "figure-kind"]
    assert problem.what("zh") == "“dike”不是录像，不能用在这里"
    assert problem.what("en") == "“dike” is no film and cannot stand here"


def test_of_several_regions_the_wrong_one_is_named(built):
    regions = "  regions: {a: [1, 2, 3, 4], b: [1, 2, 3]}\n"
    built.write(
        "figures.yaml", f"- id: dike\n  file: media/dike.jpg\n  caption: 堤\n  alt: 堤\n  credit: 馆\n{regions}"
    )
    built.load()
    (problem,) = [problem for problem in built.problems if problem.code == "value-invalid"]
    assert problem.advice("zh") == "应为：b: [12, 8, 30, 14]"
