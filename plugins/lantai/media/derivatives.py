"""Derivatives: what is made of an original, under which key it is kept, and the making itself.

Each derivative is computed from the full original, never from another derivative, so that its
bytes do not depend on which others are wanted. The key holds everything that decides the bytes:
content, page, crop, size, format, settings, and the versions of the libraries that encode.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image as PillowImage
from PIL import __version__ as pillow_version
from PIL import features

from lantai import files
from lantai.media import marking, pixels
from lantai.media.images import Image, Region

PIPELINE = 1
"""Raised when the code below changes what bytes come out."""

SETTINGS: dict[str, dict[str, Any]] = {
    "jpeg": {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True, "subsampling": "4:2:0"},
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "avif": {"format": "AVIF", "quality": 60, "speed": 6, "max_threads": 1},
    "png": {"format": "PNG", "optimize": True},
}
MIME = {"jpeg": "image/jpeg", "webp": "image/webp", "avif": "image/avif", "png": "image/png"}
EXTENSION = {"jpeg": "jpg", "webp": "webp", "avif": "avif", "png": "png"}


@dataclass(frozen=True, slots=True)
class Derivative:
    """One file to be made: an image, the part of it (percent), its size in pixels, its format."""

    image: Image
    width: int
    height: int
    format: str = "jpeg"
    crop: Region | None = None

    @property
    def key(self) -> str:
        """64 hexadecimal digits that stand for the bytes that will come out."""
        parts = [PIPELINE, _versions(), self.image.digest, self.image.page, self.crop]
        parts += [self.width, self.height, SETTINGS[self.format], *_marked(self.image)]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def cached(self, cache_folder: Path) -> Path:
        """Return where the cache keeps it."""
        return cache_folder / "derivatives" / self.key[:2] / f"{self.key}.{EXTENSION[self.format]}"


@dataclass(frozen=True, slots=True)
class Tiles:
    """The tiles of an image for IIIF, as one folder in the cache; ``size`` is a tile's edge in pixels."""

    image: Image
    width: int
    height: int
    size: int = 512

    @property
    def key(self) -> str:
        parts = [PIPELINE, _versions(), self.image.digest, self.image.page, "tiles"]
        parts += [self.width, self.height, self.size, SETTINGS["jpeg"], *_marked(self.image)]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def cached(self, cache_folder: Path) -> Path:
        return cache_folder / "tiles" / self.key[:2] / self.key

    def levels(self) -> list[int]:
        """Return the scale factors 1, 2, 4 … until one tile holds the whole image."""
        factors = [1]
        while max(self.width, self.height) > self.size * factors[-1]:
            factors.append(factors[-1] * 2)
        return factors


def _marked(image: Image) -> list[str]:
    return [f"{image.mark.digest} {marking.LAYOUT}"] if image.mark else []


@cache
def _versions() -> list[str]:
    names = ("libjpeg_turbo", "webp", "avif", "littlecms2", "zlib")
    return [pillow_version, *(str(features.version(name)) for name in names)]


def crop_box(crop: Region | None, width: int, height: int) -> tuple[int, int, int, int]:
    """Return a crop in percent as left, top, right, bottom in whole pixels, never empty."""
    if crop is None:
        return 0, 0, width, height
    left = min(round(crop[0] * width / 100), width - 1)
    top = min(round(crop[1] * height / 100), height - 1)
    right = min(max(round((crop[0] + crop[2]) * width / 100), left + 1), width)
    bottom = min(max(round((crop[1] + crop[3]) * height / 100), top + 1), height)
    return left, top, right, bottom


def make(wanted: list[Derivative | Tiles], cache_folder: Path) -> int:
    """Make derivatives of one page of one original, decoding it once. Returns how many were written."""
    image = wanted[0].image
    upright, profile = pixels.decode(image.path, image.format, image.page)
    if upright.size != (image.width, image.height):
        raise ValueError(f"{upright.width}×{upright.height} ≠ {image.width}×{image.height}")
    scaled: dict[tuple, PillowImage.Image] = {}
    for item in wanted:
        if isinstance(item, Tiles):
            _cut(item, upright, profile, cache_folder)
            continue
        shape = (item.crop, item.width, item.height, item.image.mark)
        if shape not in scaled:
            box = crop_box(item.crop, *upright.size)
            scaled[shape] = _finished(_resized(upright, (item.width, item.height), box), profile, item.image)
        _save(scaled[shape], item.format, item.cached(cache_folder))
    return len(wanted)


def _resized(image: PillowImage.Image, size: tuple[int, int], box: tuple[int, int, int, int]) -> PillowImage.Image:
    return image.resize(size, PillowImage.Resampling.LANCZOS, box=box, reducing_gap=3.0)


def _clean(image: PillowImage.Image, profile: bytes) -> PillowImage.Image:
    """Return the pixels in sRGB in an image that never saw the original's metadata."""
    converted = pixels.to_srgb(image, profile)
    bare = PillowImage.new(converted.mode, converted.size)
    bare.paste(converted)
    return bare


def _finished(image: PillowImage.Image, profile: bytes, original: Image) -> PillowImage.Image:
    """Return what is shown of a resized original: clean, and with its mark if it bears one."""
    clean = _clean(image, profile)
    return marking.lay(clean, original.mark) if original.mark else clean


def _save(image: PillowImage.Image, form: str, path: Path) -> None:
    """Encode in memory first: of a write that fails, encoders tell only that something failed."""
    encoded = BytesIO()
    image.save(encoded, **SETTINGS[form])
    files.write(path, encoded.getvalue())


def _cut(tiles: Tiles, upright: PillowImage.Image, profile: bytes, cache_folder: Path) -> None:
    """Write tiles as IIIF Image 3 level 0 names them, and a marker when all are there."""
    folder = tiles.cached(cache_folder)
    for factor in tiles.levels():
        level = -(-tiles.width // factor), -(-tiles.height // factor)
        scaled = _finished(_resized(upright, level, (0, 0, *upright.size)), profile, tiles.image)
        for top in range(0, level[1], tiles.size):
            for left in range(0, level[0], tiles.size):
                box = left, top, min(left + tiles.size, level[0]), min(top + tiles.size, level[1])
                tile = scaled.crop(box)
                x, y = left * factor, top * factor
                width, height = min(tiles.size * factor, tiles.width - x), min(tiles.size * factor, tiles.height - y)
                name = f"{x},{y},{width},{height}/{tile.width},{tile.height}/0/default.jpg"
                _save(tile, "jpeg", folder / name)
    files.write(folder / "complete", "")
