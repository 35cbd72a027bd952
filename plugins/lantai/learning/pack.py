"""The document pack: one PDF and one ZIP a lesson, with sources at print size, captions, codes and rights.

It holds what stands on the pupils' page and nothing of the teachers'. The same input gives the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from lantai.learning import handout, pdf
from lantai.learning import problems as kinds
from lantai.learning.model import Lesson, LessonText, SourceText
from lantai.media import qr
from lantai.media.derivatives import Derivative, make
from lantai.prose import plain
from lantai.prose.templates import environment

PRINT_EDGE = 2480
"""Longest side in pixels of a picture in the pack: the width of A4 at 300 dpi."""

_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack_address(lesson: Lesson, text: LessonText, publication: Any, suffix: str = "zip") -> str:
    """Return the address of a lesson's pack in the language of ``text``."""
    return f"{publication.routes[text.language].lesson(lesson.slug)}{lesson.slug}-{text.language}.{suffix}"


def packs(lessons: tuple[Lesson, ...], publication: Any) -> Iterator[tuple[str, bytes]]:
    """Yield (address, content) of the packs of each lesson in each language; no PDF where no Chinese font is."""
    for lesson in lessons:
        for text in lesson.texts.values():
            found = {source.source.number: _picture(source, publication.media.cache) for source in text.sources}
            pictures = {number: picture for number, picture in found.items() if picture is not None}
            made = _pdf(lesson, text, publication, pictures)
            if made is not None:
                yield pack_address(lesson, text, publication, "pdf"), made
            yield pack_address(lesson, text, publication), _zip(lesson, text, publication, pictures)


def _pdf(lesson: Lesson, text: LessonText, publication: Any, pictures: Mapping[int, bytes]) -> bytes | None:
    names = {number: f"{number:02d}.jpg" for number in pictures}
    data = handout.of(lesson, text, publication, names)
    contents = {names[number]: picture for number, picture in pictures.items()}
    if data["address"]:
        data["qr"] = "address.svg"
        contents["address.svg"] = qr(data["address"]).encode()
    made = pdf.make(data, contents, publication.media.cache)
    if made is None:
        return None
    if made.lacking:
        publication.problems.add(kinds.PDF_CHARACTERS.at(lesson.file, lesson=lesson.slug, characters=made.lacking))
    return made.content


def _zip(lesson: Lesson, text: LessonText, publication: Any, pictures: Mapping[int, bytes]) -> bytes:
    names = {number: f"{number:02d}.jpg" for number in pictures}
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
            _add(archive, f"{lesson.slug}/{name}", pictures[number], zipfile.ZIP_STORED)
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
