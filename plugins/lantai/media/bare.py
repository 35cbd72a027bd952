"""Pictures to download, without their properties, which may name people, places (a telephone writes where it was) and
workstations. The picture itself is copied byte for byte.

Sources of the formats: ITU-T T.81, annex B (JPEG); ISO/IEC 15948, 11.3 (PNG).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from lantai.media import formats, pixels

_LEFT_OUT = {*range(0xE1, 0xF0), 0xFE} - {0xE2, 0xEE}
"""Of JPEG the segments of applications (EXIF and XMP in APP1, IPTC in APP13) and comments; kept are the colour profile
(APP2) and what says which colours there are (APP14)."""
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD"}
)
_START_OF_SCAN, _END = 0xDA, 0xD9
_WITHIN = {0x00, 0xFF, *range(0xD0, 0xD8)}
"""What may follow 0xFF in the data of a scan: nothing, another one, a restart."""
_ORIENTATION = 0x0112


def picture(data: bytes) -> bytes:
    """Return a JPEG or PNG without its properties; only how it is to be turned stays. Others are returned as they are.

    Raises ValueError if it is cut short.
    """
    form = formats.sniff(data[: formats.HEAD])
    if form == "png":
        return data[:8] + b"".join(chunk for kind, chunk in _chunks(data) if kind in _PNG_KEPT)
    if form != "jpeg":
        return data
    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        turned = pixels.orientation(image)
    kept = b"".join(segment for marker, segment in _segments(data) if marker not in _LEFT_OUT)
    return b"\xff\xd8" + (_turned(turned) if turned != 1 else b"") + kept


def _turned(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    body = exif.tobytes()
    body = body if body.startswith(b"Exif") else b"Exif\0\0" + body
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the segments after the first marker; from the scan to its end marker, the picture is one."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise ValueError("JPEG")
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xFF:  # fill bytes
            at += 1
            continue
        if marker == _START_OF_SCAN:
            yield marker, data[at : _end(data, at)]  # and nothing that stands behind the picture
            return
        if size < 2 or at + 2 + size > len(data):
            raise ValueError("JPEG")
        yield marker, data[at : at + 2 + size]
        at += 2 + size
    raise ValueError("JPEG")


def _end(data: bytes, at: int) -> int:
    """Return where the picture ends whose first scan begins at ``at``; others may follow, with tables between them."""
    while at + 2 <= len(data):
        at = data.find(b"\xff", at)
        marker = data[at + 1] if 0 <= at < len(data) - 1 else -1
        if marker < 0:
            break
        if marker == _END:
            return at + 2
        if marker in _WITHIN:
            at += 1 if marker == 0xFF else 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    raise ValueError("JPEG")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if at + 12 + size > len(data):
            raise ValueError("PNG")
        yield kind, data[at : at + 12 + size]
        if kind == b"IEND":
            return
        at += 12 + size
    raise ValueError("PNG")
