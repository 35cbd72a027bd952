"""The visible mark on pictures: the archive's name or seal in a corner of every derivative, never on an original.

A mark is a small PNG with a transparent ground. Words are set once, by typst, and kept in the cache, so that all
derivatives of all pictures bear the same pixels.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import typst
from PIL import Image as PillowImage

from lantai import files
from lantai.files import PathEscapes, contained
from lantai.media import problems as kinds
from lantai.problems import Place, Problems

NONE = "none"
"""What staff write as ``mark`` where pictures bear none although the site has one."""

SMALLEST = 160
"""Pixels of the shorter side below which a picture bears no mark: it would hide what is shown."""

LAYOUT = 2
"""Raised when the code below changes where or how large a mark is laid."""

_SHARE = 0.2
"""Width of a mark as a part of the picture's; it is never taller than half of that of the height."""
_MARGIN = 0.025
_OPACITY = 0.8
_CHINESE = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "SimHei")
_TYPST = """\
#set page(width: auto, height: auto, margin: 5pt, fill: none)
#set text(size: 36pt, font: (FACES), fallback: true, lang: "zh", tracking: 0.06em)
#let words = sys.inputs.words
#box({
  place(text(fill: rgb(0, 0, 0, 110), stroke: 2.4pt + rgb(0, 0, 0, 110), words))
  text(fill: white, words)
})
""".replace("FACES", ", ".join(f'"{name}"' for name in _CHINESE))


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: the PNG and the SHA-256 of its bytes, which is part of what decides a derivative."""

    path: Path
    digest: str


def read(written: str, folder: Path, cache: Path, place: Place, problems: Problems) -> Mark | None:
    """Return the mark that staff wrote: the name of a PNG in ``folder``, or words to be set.

    None for ``none`` or nothing, and where the file cannot be used, which is reported at ``place``.
    """
    if not written or written == NONE:
        return None
    if not written.lower().endswith(".png"):
        return _of_words(written, cache)
    try:
        path = contained(folder, written)
        with PillowImage.open(path) as image:
            if image.format != "PNG" or image.mode not in ("RGBA", "LA", "P"):
                raise ValueError(f"{image.format} {image.mode}")
    except (OSError, ValueError, PathEscapes, PillowImage.DecompressionBombError) as error:
        detail = "…" if isinstance(error, PathEscapes) else getattr(error, "strerror", None) or str(error)[:60]
        problems.add(kinds.MARK_UNUSABLE.at(place, name=written, detail=detail))
        return None
    return Mark(path, files.sha256(path))


def _of_words(words: str, cache: Path) -> Mark:
    key = hashlib.sha256(f"{version('typst')}\n{_TYPST}\n{words}".encode()).hexdigest()
    path = cache / "marks" / f"{key}.png"
    if not path.is_file():
        made = typst.compile(_TYPST.encode(), format="png", ppi=216, sys_inputs={"words": words})
        assert isinstance(made, bytes)
        files.write(path, made)
    return Mark(path, files.sha256(path))


def lay(picture: PillowImage.Image, mark: Mark) -> PillowImage.Image:
    """Return the picture (RGB or L) with the mark in its lower left corner; a very small one as it is.

    The right one is where pages put the sign that a picture can be opened.
    """
    width, height = picture.size
    if min(width, height) < SMALLEST:
        return picture
    drawn = _pixels(mark.path, mark.digest)
    scale = min(_SHARE * width / drawn.width, _SHARE * height / 2 / drawn.height)
    size = max(1, round(drawn.width * scale)), max(1, round(drawn.height * scale))
    small = drawn.resize(size, PillowImage.Resampling.LANCZOS)
    margin = round(min(width, height) * _MARGIN)
    found = picture.convert("RGB")
    where = margin, height - size[1] - margin
    found.paste(small.convert("RGB"), where, small.getchannel("A").point(lambda value: round(value * _OPACITY)))
    return found


@lru_cache(maxsize=8)
def _pixels(path: Path, digest: str) -> PillowImage.Image:
    """Return the pixels of a mark; ``digest`` makes a changed file another one."""
    with PillowImage.open(path) as image:
        return image.convert("RGBA")
