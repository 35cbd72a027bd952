"""The document pack: one ZIP a lesson, with sources at print size, captions, codes and rights, for classes offline.

It holds what stands on the pupils' page and nothing of the teachers'. The same input gives the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from lantai.learning.model import Lesson, LessonText, SourceText
from lantai.media.derivatives import Derivative, make
from lantai.prose import plain
from lantai.prose.templates import environment

PRINT_EDGE = 2480
"""Longest side in pixels of a picture in the pack: the width of A4 at 300 dpi."""

_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack_address(lesson: Lesson, text: LessonText, publication: Any) -> str:
    """Return the address of a lesson's pack in the language of ``text``."""
    return f"{publication.routes[text.language].lesson(lesson.slug)}{lesson.slug}-{text.language}.zip"


def packs(lessons: tuple[Lesson, ...], publication: Any) -> Iterator[tuple[str, bytes]]:
    """Yield (address, ZIP) of each lesson in each language."""
    for lesson in lessons:
        for text in lesson.texts.values():
            yield pack_address(lesson, text, publication), _pack(lesson, text, publication)


def _pack(lesson: Lesson, text: LessonText, publication: Any) -> bytes:
    pictures = {source.source.number: _picture(source, publication.media.cache) for source in text.sources}
    names = {number: f"{number:02d}.jpg" for number, picture in pictures.items() if picture is not None}
    page = environment().get_template("lesson-pack.html")
    html = page.render(
        lesson=lesson,
        text=text,
        site=publication.site,
        lang=text.language,
        t=publication.translators[text.language],
        names=names,
        plain=plain,
        address=publication.site.base_url + text.address if publication.site.base_url else "",
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, f"{lesson.slug}/index.html", html.encode("utf-8"))
        for number, name in names.items():
            _add(archive, f"{lesson.slug}/{name}", pictures[number] or b"", zipfile.ZIP_STORED)
    return stream.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type, entry.create_system, entry.external_attr = method, 3, 0o644 << 16
    archive.writestr(entry, content)


def _picture(source: SourceText, cache: Path) -> bytes | None:
    """Return a source's picture at print size, without metadata; None where it has none."""
    image = source.image
    if image is None:
        return None
    scale = min(1.0, PRINT_EDGE / max(image.width, image.height))
    derivative = Derivative(image, max(1, round(image.width * scale)), max(1, round(image.height * scale)), "jpeg")
    path = derivative.cached(cache)
    if not path.is_file():
        make([derivative], cache)
    return path.read_bytes()
