"""The media of one build: what pages ask for is noted here and made once, at the end.

probing      image, audio, video, captions     looks at a file; problems are collected
asking       picture, zoomable, card, file     gives addresses at once, makes nothing yet
finishing    encode, place, finish             makes what the cache lacks, puts all into the output
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from lantai import files
from lantai.media import iiif, marking, pruning, recordings
from lantai.media import problems as kinds
from lantai.media.captions import Captions
from lantai.media.captions import load as load_captions
from lantai.media.derivatives import EXTENSION, MIME, PIPELINE, SETTINGS, Derivative, Tiles, _versions, crop_box
from lantai.media.encoding import Progress, encode
from lantai.media.images import Image, Prober, Region
from lantai.media.marking import Mark
from lantai.problems import Place, Problems
from lantai.site.config import Site
from lantai.site.routes import Routes, output_path, relative

WIDTHS = (480, 960, 1600)
"""Widths in pixels of derivatives: a phone, a column on a dense screen, a full-bleed image."""

ZOOM_EDGE = 4096
"""Longest side in pixels of what a viewer may zoom into. Originals are never given out."""

CARD = (1200, 630)
"""Size of share cards, as Open Graph consumers expect it."""

FORMATS = ("webp", "jpeg")
"""Formats of pictures, the last being the fallback. AVIF is smaller but takes over twice as long to
encode, and its bytes differ more between versions; a site that wants it passes ("avif", "jpeg")."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a ``<picture>`` needs. Addresses are site-absolute.

    ``sources`` are ``(mime, ((address, width), …))``, best format first; ``src`` is the fallback.
    ``width`` and ``height`` are those of the largest derivative, so that no layout shifts.
    """

    sources: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    src: str
    width: int
    height: int
    sizes: str = "100vw"


class MediaStore:
    """Media of a site. ``cache`` outlives builds; what it holds never has to be made again."""

    def __init__(self, cache: Path, site: Site, *, formats: Sequence[str] = FORMATS) -> None:
        self.cache = cache
        self.site = site
        self.formats = tuple(formats)
        self._prober = Prober(cache)
        self._wanted: dict[str, Derivative | Tiles] = {}
        self._copies: dict[str, recordings.Recording] = {}
        self._documents: dict[str, Any] = {}
        self._texts: dict[str, str] = {}
        self._marks: dict[Path, Mark | None] = {}

    def mark(self, below: Path, written: str, folder: Path, place: Place, problems: Problems) -> None:
        """Let every picture at or below a path bear the mark that staff wrote, a file being named in ``folder``.

        What is nearest to a picture counts. Nothing written leaves what holds for the folder above.
        """
        if written:
            self._marks[below] = marking.read(written, folder, self.cache, place, problems)

    # Probing

    def image(
        self, path: Path, shown_as: str | Place, problems: Problems, language: str = "", *, page: int = 1
    ) -> Image | None:
        """Look at an image without decoding it. None, and a problem at ``shown_as``, if it cannot be used.

        ``page`` counts from 1 in PDF and multi-page TIFF. ``language`` is accepted for callers that
        pass it to everything they load; nothing about an image depends on it.
        """
        place = _place(shown_as)
        if not self._ours(path, place, problems):
            return None
        found = self._prober.image(path, place, problems, page)
        mark = next((self._marks[each] for each in (path, *path.parents) if each in self._marks), None)
        return replace(found, mark=mark) if found and mark else found

    def audio(self, path: Path, shown_as: str | Place, problems: Problems) -> recordings.Recording | None:
        """Look at a sound file; None and a problem if browsers cannot play it."""
        place = _place(shown_as)
        return recordings.probe(path, "audio", place, problems) if self._ours(path, place, problems) else None

    def video(self, path: Path, shown_as: str | Place, problems: Problems) -> recordings.Recording | None:
        """Look at a film; None and a problem if browsers cannot play it."""
        place = _place(shown_as)
        return recordings.probe(path, "video", place, problems) if self._ours(path, place, problems) else None

    def captions(self, path: Path, shown_as: str | Place, problems: Problems) -> Captions | None:
        """Read WebVTT captions, chapters or a timed transcript."""
        place = _place(shown_as)
        return (
            load_captions(path, self.site.shown(path), place, problems) if self._ours(path, place, problems) else None
        )

    def _ours(self, path: Path, place: Place, problems: Problems) -> bool:
        """A file counts only if it is an ordinary one inside the site folder, links resolved."""
        if not path.is_relative_to(self.site.folder) and not path.resolve().is_relative_to(self.site.folder.resolve()):
            problems.add(kinds.MEDIA_OUTSIDE.at(place, path=path.name))
        elif not path.exists():
            problems.add(kinds.MEDIA_MISSING.at(place, path=path.name))
        elif not path.is_file() or not path.resolve().is_relative_to(self.site.folder.resolve()):
            problems.add(kinds.MEDIA_OUTSIDE.at(place, path=path.name))
        else:
            return True
        return False

    # Asking

    def picture(
        self,
        image: Image,
        widths: Sequence[int] = WIDTHS,
        sizes: str = "100vw",
        crop: Region | None = None,
        max_width: int | None = None,
    ) -> Picture:
        """Ask for derivatives of an image, or of a part of it, in every format. Nothing is enlarged."""
        left, top, right, bottom = crop_box(crop, image.width, image.height)
        natural = right - left, bottom - top
        limit = min(max_width or ZOOM_EDGE, ZOOM_EDGE)
        shapes = [_shape(natural, width) for width in _steps(natural[0], widths, limit)]
        sources = []
        for form in self.formats:
            found = tuple((self._ask(Derivative(image, *shape, form, crop)), shape[0]) for shape in shapes)
            sources.append((MIME[form], found))
        fallback = sources.pop() if len(sources) > 1 else sources[0]
        middle = next((address for address, width in fallback[1] if width >= WIDTHS[1]), fallback[1][-1][0])
        if crop is None and shapes[-1][0] == natural[0]:
            sizes = _at_most(sizes, natural[0])
        return Picture((*sources, fallback), middle, *shapes[-1], sizes)

    def zoomable(self, image: Image, *, tiles: bool = False) -> str:
        """Ask for an image in the sizes a viewer zooms through; returns the address of its info.json.

        Whole images in a few sizes by default; ``tiles`` adds tiles (thousands of files) for maps and scrolls.
        """
        service = self.image_service(image)
        sizes = self.zoom_sizes(image)
        for size in sizes:
            derivative = Derivative(image, *size)
            self._wanted[f"{service}/full/{size[0]},{size[1]}/0/default.jpg"] = derivative
        self._wanted[f"{service}/full/max/0/default.jpg"] = Derivative(image, *sizes[-1])
        tiles = tiles or f"{service}/" in self._wanted  # one page asked for tiles, another need not know
        cut = Tiles(image, *sizes[-1]) if tiles else None
        if cut:
            self._wanted[f"{service}/"] = cut
        address = f"{service}/info.json"
        self._documents[address] = iiif.info(self.identifier(service, address), sizes, cut)
        return address

    def zoom_sizes(self, image: Image) -> list[tuple[int, int]]:
        """Return the sizes a viewer may ask for, smallest first."""
        longest = max(image.width, image.height)
        width = int(image.width * min(1, ZOOM_EDGE / longest))
        return [_shape((image.width, image.height), step) for step in _steps(width, (*WIDTHS, width), width)]

    def image_service(self, image: Image) -> str:
        """Return the address of an image's IIIF service, without slash at the end."""
        return Routes.iiif(f"image/{image.name}-{_version(image, 'zoom')}")

    def card(self, image: Image, focus: tuple[float, float] = (50, 50)) -> str:
        """Ask for the share card of a page: the image cut to 1200 × 630 around a point (percent)."""
        ratio = CARD[0] / CARD[1]
        width = min(100.0, image.height * ratio / image.width * 100)
        height = min(100.0, image.width / ratio / image.height * 100)
        left = min(max(focus[0] - width / 2, 0), 100 - width)
        top = min(max(focus[1] - height / 2, 0), 100 - height)
        crop = round(left, 3), round(top, 3), round(width, 3), round(height, 3)
        return self._ask(Derivative(image, *CARD, "jpeg", crop), suffix="card")

    def file(self, recording: recordings.Recording) -> str:
        """Ask for a recording to be published without its metadata; returns its address."""
        address = Routes.media(f"{recording.name}-{recording.digest[:10]}.{recording.extension}")
        self._copies[address] = recording
        return address

    def track(self, found: Captions) -> str:
        """Ask for captions to be published for a player's ``<track>``; returns their address."""
        return self._written("captions", content=found.webvtt(), extension="vtt")

    def text(self, name: str, content: str) -> str:
        """Ask for a text to be published as a file; returns its address.

        A mark at its beginning tells programs that it is UTF-8: on Windows many take it for another encoding without.
        """
        return self._written(name, content="\ufeff" + content, extension="txt")

    def _written(self, name: str, content: str, extension: str) -> str:
        address = Routes.media(f"{name}-{hashlib.sha256(content.encode()).hexdigest()[:10]}.{extension}")
        self._texts[address] = content
        return address

    def manifest(self, about: iiif.About, canvases: Sequence[iiif.Canvas]) -> str:
        """Ask for a IIIF manifest of images; returns its address."""
        for canvas in canvases:
            self.zoomable(canvas.image, tiles=canvas.tiles)
        address = Routes.iiif(f"{about.name}/manifest.json")
        self._documents[address] = iiif.manifest(about, canvases, address, self)
        return address

    def identifier(self, address: str, document: str) -> str:
        """Return the IIIF id of what lives at ``address``.

        Absolute when the site knows its address. Otherwise relative to the document that names it: still
        right for whoever resolves it against the address it was read from, as this site's viewer does.
        """
        if self.site.base_url:
            return f"{self.site.base_url}/{relative(address, '/').removeprefix('./')}"
        return relative(address, document)

    def wanted(self, address: str) -> Derivative | None:
        """Return what was asked for at an address; None if that is no picture of this site."""
        found = self._wanted.get(address)
        return found if isinstance(found, Derivative) else None

    def _ask(self, derivative: Derivative, suffix: str = "") -> str:
        version = _version(derivative.image, derivative.crop)
        name = f"{derivative.image.name}-{version}-{suffix or derivative.width}.{EXTENSION[derivative.format]}"
        address = Routes.media(name)
        self._wanted[address] = derivative
        return address

    # Finishing

    def encode(self, jobs: int, problems: Problems, progress: Progress | None = None) -> int:
        """Make what the cache lacks; returns how many files were encoded."""
        for recording in self._copies.values():
            recordings.untag(recording, self.cache, problems)
        return encode(self._wanted.values(), self.cache, jobs, problems, progress or _silent)

    def place(self, output: Path, beyond: Path | None = None) -> None:
        """Put everything asked for into ``output``. What could not be made is left out (it was reported).

        With ``beyond``, a folder that has the media of a whole site, only what that lacks is put there.
        """
        for address, item in self._wanted.items():
            if beyond and (beyond / output_path(address)).exists():
                continue
            source = item.cached(self.cache)
            if isinstance(item, Tiles):
                for tile in source.rglob("*.jpg"):
                    _link(tile, output / output_path(address[:-1]) / tile.relative_to(source))
            elif source.exists():
                _link(source, output / output_path(address))
        for address, recording in self._copies.items():
            if (source := recordings.kept(recording, self.cache)).exists():
                _link(source, output / output_path(address))
        if self._documents and beyond is None:
            collection = Routes.iiif("collection.json")
            self._documents[collection] = iiif.collection(self._documents, collection, self)
        for address, text in self._texts.items():
            files.write(output / output_path(address), text)
        for address, value in self._documents.items():
            files.write_json(output / output_path(address), value)

    def finish(self, output: Path, jobs: int, problems: Problems, progress: Progress | None = None) -> int:
        """Make everything asked for and put it into ``output``; returns how many files were encoded."""
        made = self.encode(jobs, problems, progress)
        if self._documents and not self.site.base_url:
            problems.add(kinds.IIIF_NO_BASE.at("content/site.yaml"))
        self.place(output)
        pruning.prune(self.cache, self._from_cache(), date.today())
        return made

    def _from_cache(self) -> Iterator[Path]:
        """Yield what this build takes from the cache."""
        yield from (item.cached(self.cache) for item in self._wanted.values())
        yield from (recordings.kept(recording, self.cache) for recording in self._copies.values())


def _place(shown_as: str | Place) -> Place:
    return shown_as if isinstance(shown_as, Place) else Place(shown_as)


def _silent(done: int, total: int) -> None:
    """Report progress to nobody."""


def _version(image: Image, part: object) -> str:
    """Return ten hexadecimal digits that change when the image, its part, its mark, or how we encode does."""
    parts = [PIPELINE, _versions(), SETTINGS, image.digest, image.page, part]
    parts += [image.mark.digest, marking.LAYOUT] if image.mark else []
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:10]


def _shape(natural: tuple[int, int], width: int) -> tuple[int, int]:
    return width, max(1, round(natural[1] * width / natural[0]))


def _steps(natural: int, widths: Sequence[int], limit: int) -> list[int]:
    """Return the widths to make: none larger than the image, and none nearly as large as the last."""
    top = min(natural, limit, max(widths))
    return [*(width for width in sorted(set(widths)) if width < top * 0.85), top]


def _at_most(sizes: str, natural: int) -> str:
    """Return ``sizes`` of an image that is shown no larger than it is: browsers take these lengths for its width."""
    parts = (part.rpartition(" ") for part in sizes.split(", "))
    return ", ".join(f"{media}{space}min({length}, {natural}px)" for media, space, length in parts)


def _link(source: Path, target: Path) -> None:
    """Put a cached file into the output without copying where the file system allows it.

    Everything writes by renaming a new file into place, so a link never lets a build change the cache.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        with source.open("rb") as stream, files.replacing(target) as copy:
            shutil.copyfileobj(stream, copy)
