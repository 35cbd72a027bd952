"""The document pack as a PDF: the source set, worksheets and activities on A4, set by typst with a Chinese face.

It holds what stands on the pupils' pages and nothing of the teachers'. The same input gives the same bytes
on a machine with the same fonts; results are kept in the cache by all that they follow from.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from lantai import files
from lantai.site.traditional import HANT

TEMPLATE = Path(__file__).with_name("pack.typ")
SONG = (
    *("Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", "STSong", "SimSun", "NSimSun"),
    *("AR PL UMing CN", "Source Han Serif CN"),
)
HEI = (
    *("Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Heiti SC", "Microsoft YaHei", "SimHei"),
    *("WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Source Han Sans CN"),
)
GETA = "〓"
"""What printers set for a character they have no type for (U+3013)."""

_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_INVISIBLE = ("Cc", "Cf", "Mn")
KAI = ("Kaiti SC", "STKaiti", "KaiTi", "TW-Kai", "AR PL UKai CN")
TRADITIONAL = {
    SONG: ("Source Han Serif TC", "Noto Serif CJK TC", "Noto Serif TC", "Songti TC", "PMingLiU", "AR PL UMing TW"),
    HEI: ("Source Han Sans TC", "Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei"),
    KAI: ("Kaiti TC", "BiauKai", "DFKai-SB", "TW-Kai", "AR PL UKai TW"),
}
"""Faces whose forms are those of Taiwan, tried first for traditional characters."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The Chinese faces to set with: for headings, for text, for transcripts."""

    song: str
    hei: str
    kai: str


@cache
def fonts(language: str = "zh-Hans") -> Faces | None:
    """Return the faces that this machine has for a language, None if none of them is Chinese."""
    families = set(typst.Fonts().families())
    wanted = [(*TRADITIONAL[names], *names) if language == HANT else names for names in (SONG, HEI, KAI)]
    song, hei, kai = (next((name for name in names if name in families), "") for names in wanted)
    if not song and not hei:
        return None
    return Faces(song or hei, hei or song, kai or song or hei)


@dataclass(frozen=True, slots=True)
class Made:
    """A pack, and the characters that no face of this machine has: a 〓 stands for each, as printers have it."""

    content: bytes
    lacking: str


def make(data: Mapping[str, Any], pictures: Mapping[str, bytes], folder: Path) -> Made | None:
    """Return the PDF for ``data`` (what ``pack.typ`` reads) with its pictures by name; None without a Chinese font.

    ``folder`` is the cache.
    """
    faces = fonts(HANT if data["region"] == "tw" else "zh-Hans")
    if faces is None:
        return None
    words = {**data, "faces": {"song": faces.song, "hei": faces.hei, "kai": faces.kai}}
    text = json.dumps(words, ensure_ascii=False, sort_keys=True)
    cached = folder / "packs" / f"{_digest(text, pictures)}.pdf"
    note = cached.with_suffix(".txt")
    if not cached.is_file() or not note.is_file():
        content, lacking = _set(text, pictures)
        files.write(note, lacking)
        files.write(cached, content)
    return Made(cached.read_bytes(), note.read_text(encoding="utf-8"))


def _set(text: str, pictures: Mapping[str, bytes]) -> tuple[bytes, str]:
    """Return the PDF and the characters it lacks: PDF/UA allows no empty box, so typst names them."""
    lacking: list[str] = []
    while True:
        try:
            return _compile(text, pictures), "".join(lacking)
        except typst.TypstError as error:
            named = {
                _ESCAPED.sub(lambda code: chr(int(code[1], 16)), part)
                for part in _LACKING.findall(str(error.diagnostic))
            }
            found = sorted(
                each for part in named for each in part if each in text and each not in lacking and each != GETA
            )
            if not found:
                raise
        lacking += found
        for each in found:
            text = text.replace(each, "" if unicodedata.category(each) in _INVISIBLE else GETA)


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
