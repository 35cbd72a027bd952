"""The document pack as a PDF: the source set, worksheets and activities on A4, set by typst with a Chinese face.

It holds what stands on the pupils' pages and nothing of the teachers'. The same input gives the same bytes
on a machine with the same fonts; results are kept in the cache by all that they follow from.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from lantai import files

TEMPLATE = Path(__file__).with_name("pack.typ")
SONG = (
    *("Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", "STSong", "SimSun", "NSimSun"),
    *("AR PL UMing CN", "Source Han Serif CN"),
)
HEI = (
    *("Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Heiti SC", "Microsoft YaHei", "SimHei"),
    *("WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Source Han Sans CN"),
)
KAI = ("Kaiti SC", "STKaiti", "KaiTi", "TW-Kai", "AR PL UKai CN")


@dataclass(frozen=True, slots=True)
class Faces:
    """The Chinese faces to set with: for headings, for text, for transcripts."""

    song: str
    hei: str
    kai: str


@cache
def fonts() -> Faces | None:
    """Return the faces that this machine has, None if none of them is Chinese."""
    families = set(typst.Fonts().families())
    song, hei, kai = (next((name for name in names if name in families), "") for names in (SONG, HEI, KAI))
    if not song and not hei:
        return None
    return Faces(song or hei, hei or song, kai or song or hei)


def make(data: Mapping[str, Any], pictures: Mapping[str, bytes], folder: Path) -> bytes | None:
    """Return the PDF for ``data`` (what ``pack.typ`` reads) with its pictures by name; None without a Chinese font.

    ``folder`` is the cache.
    """
    faces = fonts()
    if faces is None:
        return None
    words = {**data, "faces": {"song": faces.song, "hei": faces.hei, "kai": faces.kai}}
    text = json.dumps(words, ensure_ascii=False, sort_keys=True)
    cached = folder / "packs" / f"{_digest(text, pictures)}.pdf"
    if not cached.is_file():
        files.write(cached, _compile(text, pictures))
    return cached.read_bytes()


def _digest(text: str, pictures: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(f"{version('typst')}\n{TEMPLATE.read_text(encoding='utf-8')}\n{text}".encode())
    for name, content in sorted(pictures.items()):
        digest.update(f"\n{name} {hashlib.sha256(content).hexdigest()}".encode())
    return digest.hexdigest()


def _compile(text: str, pictures: Mapping[str, bytes]) -> bytes:
    """Set the pack in a folder of its own, which is all that typst can read."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "pack.typ").write_bytes(TEMPLATE.read_bytes())
        (root / "pack.json").write_text(text, encoding="utf-8")
        for picture, content in pictures.items():
            (root / picture).write_bytes(content)
        made = typst.compile(str(root / "pack.typ"), root=str(root), format="pdf", timestamp=0, pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made
