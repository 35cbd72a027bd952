"""From the bytes of an original to upright 8-bit pixels, within limits.

Pillow reads every raster format, PDFium renders PDF pages, typst drawings in SVG. Only the formats that sniffing found
are ever tried, so that a file cannot reach a decoder it does not name.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms

from lantai.media import drawings

PIXEL_LIMIT = 200_000_000
"""Most pixels an original may have: an A0 sheet at 300 dpi has 140 million. One decoded takes 600 MB."""

PDF_DPI = 200
PDF_EDGE = 4096
"""Resolution at which PDF pages are rendered, and the longest side in pixels that may come of it."""

_PLUGINS = {
    "jpeg": ("JPEG",),
    "png": ("PNG",),
    "tiff": ("TIFF",),
    "webp": ("WEBP",),
    "avif": ("AVIF",),
    "jpeg2000": ("JPEG2000",),
    "gif": ("GIF",),
    "bmp": ("BMP", "DIB"),
}
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes each EXIF orientation upright (EXIF 2.32, tag 0x0112)."""

_PNG_DEPTH = 24
"""Where the bit depth stands in the file (PNG, 11.2.2: in the header, which is the first chunk)."""
_BITS_PER_SAMPLE = 258
"""TIFF 6.0, section 8."""

_SRGB = ImageCms.createProfile("sRGB")

Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT


class TooManyPixels(ValueError):
    """An original is beyond PIXEL_LIMIT; ``pixels`` says by how much."""

    def __init__(self, pixels: int) -> None:
        super().__init__(pixels)
        self.pixels = pixels


class NoSuchPage(ValueError):
    """A page beyond the last was asked for; ``pages`` is how many there are."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages


class Locked(ValueError):
    """A PDF that needs a password."""


@contextmanager
def opened(path: Path, found: str, page: int = 1) -> Iterator[Image.Image]:
    """Open one page (from 1) of a raster image without decoding its pixels.

    Raises TooManyPixels, NoSuchPage, or what Pillow raises for a damaged file.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(path, formats=_PLUGINS[found]) as image:
            if page != 1:
                pages = getattr(image, "n_frames", 1)
                if page > pages:
                    raise NoSuchPage(pages)
                image.seek(page - 1)
            if image.width * image.height > PIXEL_LIMIT:
                raise TooManyPixels(image.width * image.height)
            yield image


def decode(path: Path, found: str, page: int = 1) -> tuple[Image.Image, bytes]:
    """Return the upright pixels of a page and its ICC profile (b"" if none).

    Modes are L, RGB or CMYK; transparency is laid on white; 16-bit and floating-point samples
    are brought to 8 bits. Animated images give their first frame.
    """
    if found == "pdf":
        return _pdf_page(path, page), b""
    if found == "svg":
        return drawings.render(path), b""
    with opened(path, found, page) as source:
        profile = source.info.get("icc_profile") or b""
        turn = _TURNS.get(orientation(source))
        source.load()
        image = _eight_bit(source if turn is None else source.transpose(turn))
        if image.mode in ("L", "RGB", "CMYK"):
            return image.copy() if image is source else image, profile
        if image.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info:
            rgba = image.convert("RGBA")
            return Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB"), profile
        return image.convert("L" if image.mode == "1" else "RGB"), profile


def bits(image: Image.Image, path: Path) -> int:
    """Return how many bits a sample of an image has; Pillow itself often opens more than 8 as 8."""
    if image.format == "PNG":
        with path.open("rb") as stream:
            return stream.read(_PNG_DEPTH + 1)[_PNG_DEPTH]
    if image.format == "TIFF":
        said = image.tag_v2.get(_BITS_PER_SAMPLE, 8)  # type: ignore[attr-defined]
        return max(said) if isinstance(said, tuple) else int(said)
    return 32 if image.mode in ("F", "I") else 16 if image.mode.startswith("I;16") else 8


def orientation(image: Image.Image) -> int:
    """Return the EXIF orientation, 1 to 8, from what stands before the pixels; a broken block counts as upright.

    A PNG is not asked the usual way, because Pillow would decode all of it to look behind the pixels.
    """
    if image.format == "PNG" and "exif" not in image.info:
        return 1
    try:
        value = image.getexif().get(0x0112, 1)
    except Exception:  # Pillow's EXIF reader raises whatever the damaged bytes lead it to
        return 1
    return value if value in range(1, 9) else 1


def to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return ``image`` as L or RGB in sRGB. A profile that cannot be used is taken for sRGB."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
            flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
            changed = ImageCms.profileToProfile(image, source, _SRGB, intent, "RGB", flags=flags)
            if changed is not None:
                return changed.convert("L") if image.mode == "L" else changed
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def pdf_pages(path: Path, page: int) -> tuple[int, int, int]:
    """Return how many pages a PDF has, and width and height in pixels at which ``page`` is rendered."""
    with _pdf(path) as document:
        pages = len(document)
        if not 1 <= page <= pages:
            raise NoSuchPage(pages)
        width, height = document[page - 1].get_size()
        scale = _scale(width, height)
        return pages, max(1, round(width * scale)), max(1, round(height * scale))


def _pdf_page(path: Path, page: int) -> Image.Image:
    with _pdf(path) as document:
        if not 1 <= page <= len(document):
            raise NoSuchPage(len(document))
        sheet = document[page - 1]
        size = sheet.get_size()
        scale = _scale(*size)
        image = sheet.render(scale=scale).to_pil().convert("RGB")
        expected = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
        return image if image.size == expected else image.resize(expected)


@contextmanager
def _pdf(path: Path) -> Iterator:
    import pypdfium2  # only sites with PDFs pay for loading it

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise (Locked if "password" in str(error).lower() else ValueError)(str(error)) from error
    try:
        yield document
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    finally:
        document.close()


def _scale(width: float, height: float) -> float:
    """Return pixels per point: PDF_DPI unless the longer side would exceed PDF_EDGE."""
    return min(PDF_DPI / 72, PDF_EDGE / max(width, height, 1))


def _eight_bit(image: Image.Image) -> Image.Image:
    if image.mode == "F":
        values = np.asarray(image)
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        spread = np.nan_to_num((values - low) / ((high - low) or 1.0))
        return Image.fromarray((spread * 255).astype(np.uint8))
    if image.mode.startswith("I"):
        values = np.asarray(image)
        deep = image.mode.startswith("I;16") or int(values.max(initial=0)) > 255
        return Image.fromarray((values >> 8 if deep else values).clip(0, 255).astype(np.uint8))
    return image
