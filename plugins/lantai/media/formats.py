"""What a file really is, by its first bytes and its structure, whatever its name says."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import IO

HEAD = 4096
"""Bytes from the start of a file that are enough to name its format."""

EXTENSIONS = {
    "jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "png": ("png",),
    "tiff": ("tif", "tiff"),
    "webp": ("webp",),
    "avif": ("avif",),
    "jpeg2000": ("jp2", "j2k", "jpx", "jpf"),
    "gif": ("gif",),
    "bmp": ("bmp", "dib"),
    "pdf": ("pdf",),
    "svg": ("svg",),
    "mp3": ("mp3",),
    "mp4": ("mp4", "m4v", "m4a"),
    "webm": ("webm",),
    "ogg": ("ogg", "oga", "opus", "ogv"),
    "wav": ("wav",),
    "flac": ("flac",),
}
"""Extensions by format; the first is the one to advise."""

IMAGES = ("jpeg", "png", "tiff", "webp", "avif", "jpeg2000", "gif", "bmp", "pdf", "svg")


class Incomplete(ValueError):
    """A file ends before its own structure says it should, or contradicts itself."""


def sniff(head: bytes) -> str:
    """Return the format that the first bytes of a file belong to, or "" if it is none we know."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return "tiff"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if head.startswith((b"\x00\x00\x00\x0cjP  \r\n\x87\n", b"\xffO\xffQ")):
        return "jpeg2000"
    if head.startswith(b"BM") and len(head) > 26 and head[6:10] == b"\0\0\0\0":
        return "bmp"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _container(head)


def _container(head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return "zip"  # documents of Word and Excel too
    if head[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        brands = head[8 : min(int.from_bytes(head[:4], "big"), 256)]
        if b"avif" in brands or b"avis" in brands:
            return "avif"
        if brands[:4] in (b"heic", b"heix", b"mif1", b"msf1", b"hevc"):
            return "heic"
        return "quicktime" if brands[:4] == b"qt  " else "mp4"
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "webm" if b"webm" in head[:64] else "matroska"
    if head.startswith(b"OggS"):
        return "ogg"
    if head.startswith(b"fLaC"):
        return "flac"
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return "mp3"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")):
        return "svg" if re.search(rb"<(\w+:)?svg\b", text) else "xml"
    return "html" if text.startswith((b"<!doctype", b"<html")) else ""


def fits(path: Path, found: str) -> bool:
    """Return whether a file's extension is one of those its format uses."""
    return path.suffix.lower().lstrip(".") in EXTENSIONS.get(found, ())


def check_structure(path: Path, found: str) -> None:
    """Raise Incomplete if the file is cut short. Reads structure only; no pixel is decoded."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        if found == "jpeg":
            _check_jpeg(stream, size)
        elif found == "png":
            _check_png(stream)
        elif found == "webp":
            head = stream.read(8)
            if int.from_bytes(head[4:8], "little") + 8 > size:
                raise Incomplete("RIFF")


def _check_jpeg(stream: IO[bytes], size: int) -> None:
    """A JPEG ends with its EOI marker; cameras and scanners may add a little after it."""
    stream.seek(max(0, size - 65536))
    if b"\xff\xd9" not in stream.read():
        raise Incomplete("JPEG: EOI")


def _check_png(stream: IO[bytes]) -> None:
    """Walk the chunks up to IEND, with their check sums."""
    stream.seek(8)
    while True:
        head = stream.read(8)
        if len(head) < 8:
            raise Incomplete("PNG: IEND")
        length, name = int.from_bytes(head[:4], "big"), head[4:]
        check = zlib.crc32(name)
        while length:
            block = stream.read(min(length, 1 << 20))
            if not block:
                raise Incomplete(f"PNG: {name.decode('ascii', 'replace')}")
            check = zlib.crc32(block, check)
            length -= len(block)
        if stream.read(4) != check.to_bytes(4, "big"):
            raise Incomplete(f"PNG: CRC {name.decode('ascii', 'replace')}")
        if name == b"IEND":
            return
