"""An image that may be shown: looked at once, safely, before anything is promised about it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from lantai import files
from lantai.media import drawings, formats, pixels
from lantai.media import problems as kinds
from lantai.media.marking import Mark
from lantai.problems import Place, Problem, Problems

SMALL = 800
"""Longer side in pixels below which an image looks soft on a large screen."""

Region = tuple[float, float, float, float]
"""Left, top, width and height of a part of an image, in percent of the image."""


@dataclass(frozen=True, slots=True)
class Image:
    """One page of an original. Width and height are in pixels, upright.

    ``place`` is where whoever asked for the image named it, ``digest`` the SHA-256 of the file; ``page`` counts
    from 1, ``mark`` is laid on every derivative.
    """

    path: Path
    place: Place
    digest: str
    format: str
    width: int
    height: int
    page: int = 1
    pages: int = 1
    mark: Mark | None = None

    @property
    def name(self) -> str:
        """A short name for addresses: what is plain in the file's own name, else ``image``."""
        plain = re.sub(r"[^a-z0-9]+", "-", self.path.stem.lower()).strip("-")[:40].strip("-") or "image"
        return f"{plain}-p{self.page}" if self.pages > 1 else plain


@dataclass(frozen=True, slots=True)
class _Facts:
    """What probing found, kept in the cache under path, size and time of change."""

    digest: str
    format: str
    width: int
    height: int
    pages: int
    animated: bool = False
    bare_cmyk: bool = False
    bits: int = field(kw_only=True)
    """Of a sample. Notes of earlier versions do not have it, and so are made again."""


class Prober:
    """Probes images, and remembers in ``cache`` what it found for files that did not change."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self._told: set[tuple[str, str, int]] = set()

    def image(self, path: Path, place: Place, problems: Problems, page: int = 1) -> Image | None:
        """Return the image, or None after adding to ``problems`` why it cannot be shown."""
        name = path.name
        found = self._facts(path, name, place, problems, page)
        if found is None:
            return None
        for problem in _remarks(found, path, place):
            # An image stands in many places; that it is small is news once.
            if (key := (problem.code, found.digest, page)) not in self._told:
                self._told.add(key)
                problems.add(problem)
        size = found.width, found.height
        return Image(path, place, found.digest, found.format, *size, page, found.pages)

    def _facts(self, path: Path, name: str, place: Place, problems: Problems, page: int) -> _Facts | None:
        try:
            status = path.stat()
            key = f"{path.resolve()}|{status.st_size}|{status.st_mtime_ns}|{page}"
            note = self.cache / "probed" / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"
            if (known := _remembered(note)) is not None:
                return known
            with path.open("rb") as stream:
                found = formats.sniff(stream.read(formats.HEAD))
            if found not in formats.IMAGES:
                shown = found or ("?" if status.st_size else "0 B")
                problems.add(kinds.IMAGE_UNKNOWN.at(place, path=name, found=shown))
                return None
            formats.check_structure(path, found)
            facts = _look(path, found, page)
        except Exception as error:  # decoders raise many types for damaged bytes
            problems.add(problem_of(error, name, place, page))
            return None
        files.write_json(note, asdict(facts))
        return facts


def _remarks(found: _Facts, path: Path, place: Place) -> Iterator[Problem]:
    """Yield what is worth knowing of an image that can be used."""
    name = path.name
    if found.format != "pdf" and not formats.fits(path, found.format):
        extension = formats.EXTENSIONS[found.format][0]
        yield kinds.IMAGE_MISLABELLED.at(place, path=name, found=found.format, extension=extension)
    if found.animated:
        yield kinds.IMAGE_ANIMATED.at(place, path=name)
    if found.bare_cmyk:
        yield kinds.IMAGE_CMYK.at(place, path=name)
    if found.bits > 8:
        yield kinds.IMAGE_DEEP.at(place, path=name, bits=found.bits)
    if max(found.width, found.height) < SMALL:
        yield kinds.IMAGE_SMALL.at(place, path=name, width=found.width, height=found.height)


def _look(path: Path, found: str, page: int) -> _Facts:
    digest = files.sha256(path)
    if found == "pdf":
        pages, width, height = pixels.pdf_pages(path, page)
        return _Facts(digest, found, width, height, pages, bits=8)
    if found == "svg":
        if page != 1:
            raise pixels.NoSuchPage(1)
        return _Facts(digest, found, *drawings.size(path), 1, bits=8)
    with pixels.opened(path, found, page) as image:
        width, height = image.size
        if pixels.orientation(image) >= 5:
            width, height = height, width
        frames = getattr(image, "n_frames", 1)
        many = found == "tiff"
        if many:
            _check_strips(image, path.stat().st_size)
        animated = frames > 1 and not many and image.format != "MPO"
        bare = image.mode == "CMYK" and not image.info.get("icc_profile")
        return _Facts(
            digest, found, width, height, frames if many else 1, animated, bare, bits=pixels.bits(image, path)
        )


def _check_strips(image: object, size: int) -> None:
    """Raise Incomplete if a TIFF's strips or tiles lie beyond the end of the file."""
    tags = image.tag_v2  # type: ignore[attr-defined]
    for offsets, counts in ((273, 279), (324, 325)):
        for offset, count in zip(tags.get(offsets) or (), tags.get(counts) or (), strict=False):
            if offset + count > size:
                raise formats.Incomplete("TIFF")


def _remembered(note: Path) -> _Facts | None:
    try:
        return _Facts(**json.loads(note.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _megapixels(error: BaseException) -> str:
    """Return how many million pixels were too many; Pillow tells them in a sentence, a full memory does not."""
    told = re.search(r"\d{6,}", str(error)) if not isinstance(error, MemoryError) else None
    count = getattr(error, "pixels", int(told[0]) if told else 0)
    if not count:
        return f"> {pixels.PIXEL_LIMIT // 1_000_000}"
    tenths = -(-count // 100_000)  # rounded up, so that what is just above the limit does not look like it
    return f"{count // 1_000_000:,}" if tenths % 10 == 0 or tenths > 10_000 else f"{tenths / 10}"


def problem_of(error: BaseException, name: str, place: Place, page: int = 1) -> Problem:
    """Return the problem that an exception from opening or decoding an image means."""
    from PIL import Image as PillowImage

    if isinstance(error, FileNotFoundError | IsADirectoryError):
        return kinds.MEDIA_MISSING.at(place, path=name)
    if isinstance(error, pixels.NoSuchPage):
        return kinds.IMAGE_PAGE.at(place, path=name, page=page, pages=error.pages)
    if isinstance(error, drawings.Linked):
        return kinds.IMAGE_LINKED.at(place, path=name, name=error.name)
    if isinstance(error, pixels.Locked):
        return kinds.IMAGE_LOCKED.at(place, path=name)
    if isinstance(error, pixels.TooManyPixels | PillowImage.DecompressionBombError | MemoryError):
        values = {"megapixels": _megapixels(error), "limit": pixels.PIXEL_LIMIT // 1_000_000, "edge": 4096}
        return kinds.IMAGE_HUGE.at(place, path=name, **values)
    if isinstance(error, PillowImage.UnidentifiedImageError):
        detail = "header"
    else:  # never the message of an OSError: it names folders of this machine
        detail = getattr(error, "strerror", None) or (str(error).splitlines() or [type(error).__name__])[0]
    return kinds.IMAGE_DAMAGED.at(place, path=name, detail=detail[:120])


def inside(region: Region) -> bool:
    """Return whether a region in percent lies within the image and has an area."""
    left, top, width, height = region
    return min(left, top) >= 0 and min(width, height) > 0 and left + width <= 100.01 and top + height <= 100.01
