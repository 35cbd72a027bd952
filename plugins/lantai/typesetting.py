"""Setting PDFs with typst and the Chinese faces of this machine.

A template reads everything it says from one JSON file beside it. The same input gives the same bytes on a machine with
the same fonts.
"""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst

from lantai.site.traditional import HANT

SONG = (
    *("Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", "STSong", "SimSun", "NSimSun"),
    *("AR PL UMing CN", "Source Han Serif CN"),
)
HEI = (
    *("Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Heiti SC", "Microsoft YaHei", "SimHei"),
    *("WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Source Han Sans CN"),
)
KAI = ("Kaiti SC", "STKaiti", "KaiTi", "TW-Kai", "AR PL UKai CN")
TRADITIONAL = {
    SONG: ("Source Han Serif TC", "Noto Serif CJK TC", "Noto Serif TC", "Songti TC", "PMingLiU", "AR PL UMing TW"),
    HEI: ("Source Han Sans TC", "Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei"),
    KAI: ("Kaiti TC", "BiauKai", "DFKai-SB", "TW-Kai", "AR PL UKai TW"),
}
"""Faces whose forms are those of Taiwan, tried first for traditional characters."""
REGIONS = {"zh-Hans": "cn", "zh-Hant": "tw"}
"""Whose forms of characters and whose rules for lines a language follows."""
GETA = "〓"
"""What printers set for a character they have no type for (U+3013)."""

_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_INVISIBLE = ("Cc", "Cf", "Mn")


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


def words(data: Mapping[str, Any]) -> str | None:
    """Return what a template reads: ``data``, whose ``region`` is one of ``REGIONS``, and the faces for it, as JSON.

    None if this machine has no Chinese face.
    """
    faces = fonts(HANT if data["region"] == REGIONS[HANT] else "zh-Hans")
    return None if faces is None else json.dumps({**data, "faces": asdict(faces)}, ensure_ascii=False, sort_keys=True)


def compiled(
    template: Path, text: str, pictures: Mapping[str, bytes | Path], standards: Sequence[str] = ()
) -> tuple[bytes, str]:
    """Return the PDF of a template that reads ``text`` from ``data.json``, and the characters that no face has.

    A 〓 stands for each of these. Where a standard allows no empty box (PDF/UA), typst names them.
    """
    lacking: list[str] = []
    while True:
        try:
            return _compile(template, text, pictures, standards), "".join(lacking)
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


def _compile(template: Path, text: str, pictures: Mapping[str, bytes | Path], standards: Sequence[str]) -> bytes:
    """Set a template in a folder of its own, which is all that typst can read."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "template.typ").write_bytes(template.read_bytes())
        (root / "data.json").write_text(text, encoding="utf-8")
        for picture, content in pictures.items():
            (root / picture).write_bytes(content.read_bytes() if isinstance(content, Path) else content)
        made = typst.compile(
            str(root / "template.typ"), root=str(root), format="pdf", timestamp=0, pdf_standards=list(standards)
        )
    assert isinstance(made, bytes)
    return made
