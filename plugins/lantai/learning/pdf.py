"""The document pack as a PDF: the source set, worksheets and activities on A4, set by typst with a Chinese face.

It holds what stands on the pupils' pages and nothing of the teachers'. The same input gives the same bytes
on a machine with the same fonts; results are kept in the cache by all that they follow from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lantai import files, typesetting

TEMPLATE = Path(__file__).with_name("pack.typ")
STANDARD = "ua-1"
"""PDF/UA-1, which screen readers can follow."""


@dataclass(frozen=True, slots=True)
class Made:
    """A pack, and the characters that no face of this machine has: a 〓 stands for each, as printers have it."""

    content: bytes
    lacking: str


def make(data: Mapping[str, Any], pictures: Mapping[str, bytes], folder: Path) -> Made | None:
    """Return the PDF for ``data`` (what ``pack.typ`` reads) with its pictures by name; None without a Chinese font.

    ``folder`` is the cache.
    """
    text = typesetting.words(data)
    if text is None:
        return None
    cached = folder / "packs" / f"{_digest(text, pictures)}.pdf"
    note = cached.with_suffix(".txt")
    if not cached.is_file() or not note.is_file():
        content, lacking = typesetting.compiled(TEMPLATE, text, pictures, [STANDARD])
        files.write(note, lacking)
        files.write(cached, content)
    return Made(cached.read_bytes(), note.read_text(encoding="utf-8"))


def _digest(text: str, pictures: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(f"{version('typst')}\n{TEMPLATE.read_text(encoding='utf-8')}\n{text}".encode())
    for name, content in sorted(pictures.items()):
        digest.update(f"\n{name} {hashlib.sha256(content).hexdigest()}".encode())
    return digest.hexdigest()
