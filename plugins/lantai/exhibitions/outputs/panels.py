"""Panels for a touring show: the exhibition's texts and pictures as a PDF in the size of the boards, ready to print.

The first panel is the title; each section begins on one of its own and goes on over as many as it needs. Outside the
trimmed size lies the bleed, outside that are crop marks, and the page boxes say where both end (ISO 32000-1, 14.11.2).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from lantai import typesetting
from lantai.exhibitions.model import Section
from lantai.exhibitions.outputs import flow
from lantai.exhibitions.outputs import problems as kinds
from lantai.exhibitions.outputs.choosing import Chosen
from lantai.exhibitions.outputs.flow import Piece
from lantai.media import qr
from lantai.media.derivatives import Derivative, make
from lantai.problems import Problems
from lantai.prose import plain

TEMPLATE = Path(__file__).with_name("panels.typ")
SIZES = {
    "A3": (297, 420),
    "A2": (420, 594),
    "A1": (594, 841),
    "A0": (841, 1189),
    "80x180": (800, 1800),
    "90x120": (900, 1200),
}
"""Millimetres of the usual boards: paper (ISO 216), a roll-up stand, a hanging board."""
SMALLEST, LARGEST = 200, 5000
"""Millimetres of an edge that a panel may have."""
DOTS = 150
"""Dots per inch at which pictures are set: a panel is read from a metre away."""
COARSE = 75
"""Dots per inch below which a picture looks soft from there."""
MARKS = 12
"""Millimetres outside the bleed in which crop marks stand."""
SCALES = (1.6, 1.45, 1.3, 1.15, 1.0)
"""Sizes of the text in hundredths of the width, the largest first: 13 to 8 mm on a panel of 800 mm. As few panels as
the smallest of them needs are filled with as large a text as goes on them."""
_MM = 72 / 25.4
_IDENTIFIER = re.compile(rb"(/ID\s*\[.{1,200}?<)[0-9A-Fa-f]{32}(>\s*\])", re.DOTALL)
_SHARE = {"full": 1.0, "wide": 0.42, "normal": 0.42, "small": 0.42}
"""About how much of the width of a panel a picture takes: that of a column, but for what opens a panel."""


@dataclass(frozen=True, slots=True)
class Format:
    """Width and height of the trimmed panel and the bleed around it, in millimetres."""

    width: int
    height: int
    bleed: int = 3

    @classmethod
    def of(cls, written: str, bleed: int) -> Format | None:
        """Return a format written as a name of ``SIZES`` or as ``800x1800`` in millimetres; None if it is neither."""
        named = SIZES.get(written.upper().replace("×", "X").replace("X", "x"))
        match = re.fullmatch(r"(\d{2,4})\s*[x×*]\s*(\d{2,4})(?:\s*mm)?", written.strip(), re.IGNORECASE)
        width, height = named or (int(match[1]), int(match[2])) if named or match else (0, 0)
        fits = SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST
        return cls(width, height, bleed) if fits else None


@dataclass(frozen=True, slots=True)
class Made:
    """The PDF and how many panels it has."""

    content: bytes
    panels: int


def build(chosen: Chosen, form: Format) -> Made | None:
    """Return the panels of what was chosen; None, and a problem, without a Chinese font."""
    if typesetting.fonts() is None:
        chosen.problems.add(kinds.PANELS_NO_FONT.at(chosen.exhibition.file))
        return None
    pictures = _Pictures(chosen, form)
    data = _data(chosen, form, pictures)
    tried = [_set({**data, "scale": scale}, pictures.files) for scale in SCALES]
    content, lacking = min(tried, key=lambda made: len(pypdfium2.PdfDocument(made[0])))  # of those alike the largest
    if lacking:
        chosen.problems.add(kinds.PANELS_CHARACTERS.at(chosen.exhibition.file, characters=lacking))
    return _boxed(content, form)


def _set(data: Mapping[str, Any], pictures: Mapping[str, bytes | Path]) -> tuple[bytes, str]:
    return typesetting.compiled(TEMPLATE, typesetting.words(data) or "", pictures, ["ua-1"])


def _data(chosen: Chosen, form: Format, pictures: _Pictures) -> dict[str, Any]:
    exhibition, language, t = chosen.exhibition, chosen.language, chosen.t
    intro = exhibition.intro.get(language)
    return {
        "width": form.width,
        "height": form.height,
        "bleed": form.bleed,
        "marks": MARKS if form.bleed else 0,
        "lang": language.partition("-")[0],
        "region": typesetting.REGIONS.get(language),
        "archive": chosen.site.name.in_(language),
        "title": exhibition.title.in_(language),
        "subtitle": exhibition.subtitle.in_(language),
        "summary": exhibition.summary.in_(language),
        "cover": pictures.of_figure(exhibition.cover),
        "intro": pictures.placed(intro.prose.html, intro.address) if intro else [],
        "credits": [[role, "　".join(names)] for role, names in exhibition.credited(language)],
        "lenders": list(exhibition.authority.all(exhibition.lenders, language)),
        "qr": pictures.code(chosen.address),
        "words": {name: t(f"exhibitions.panel_{name}") for name in ("scan", "listen", "lenders")},
        "panels": [_panel(section, chosen, number, pictures) for number, section in enumerate(chosen.sections, 1)],
    }


def _panel(section: Section, chosen: Chosen, number: int, pictures: _Pictures) -> dict[str, Any]:
    text = section.texts[chosen.language]
    return {
        "number": number if len(chosen.sections) > 1 else section.number,
        "title": text.title,
        "kicker": text.kicker,
        "summary": text.summary,
        "cover": pictures.of_figure(text.cover),
        "pieces": pictures.placed(text.prose.html, text.address),
        "qr": pictures.code(text.address),
    }


class _Pictures:
    """Every picture of the panels, made from its original as large as it is printed; codes to scan among them."""

    def __init__(self, chosen: Chosen, form: Format) -> None:
        self.files: dict[str, bytes | Path] = {}
        self._chosen, self._form = chosen, form
        self._told: set[str] = set()

    def placed(self, html: str, address: str) -> list[Piece]:
        """Return the pieces of a text at ``address`` with their pictures as files, each picture once."""
        found = list(self._each(flow.of(html, notes=False), address))
        shown = [piece for piece in found if piece["kind"] == "picture"]
        best = {piece["file"]: piece for piece in sorted(shown, key=lambda piece: bool(piece["marks"]))}
        return [piece for piece in found if piece["kind"] != "picture" or best[piece["file"]] is piece]

    def _each(self, pieces: Sequence[Piece], address: str) -> Iterator[Piece]:
        for piece in pieces:
            if piece["kind"] == "picture":
                shown = self._shown(piece, address)
                if shown is not None:
                    yield shown
                continue
            if piece["kind"] == "recording":
                yield {**piece, "qr": self.code(f"{address}#{piece['anchor']}")}
                continue
            inner = dict(piece)
            if "pieces" in piece:
                inner["pieces"] = list(self._each(piece["pieces"], address))
                if not inner["pieces"]:
                    continue
            if piece["kind"] == "list":
                inner["items"] = [list(self._each(item, address)) for item in piece["items"]]
            if piece["kind"] == "terms":
                inner["pairs"] = [[term, list(self._each(said, address))] for term, said in piece["pairs"]]
            yield inner

    def _shown(self, piece: Piece, address: str) -> Piece | None:
        wanted = self._chosen.media.wanted(flow.resolved(piece["src"], address))
        if wanted is None:
            return None
        return {
            **piece,
            **self._file(wanted.image, piece["size"], wanted.crop),
            "alt": piece["alt"] or piece["caption"],
        }

    def of_figure(self, identifier: str) -> dict[str, Any] | None:
        """Return the picture of a figure by its id, as wide as the panel; None where it has none."""
        figure = self._chosen.exhibition.figures.shown.get(identifier)
        if figure is None or figure.kind != "image":
            return None
        image = self._chosen.media.image(figure.path, figure.place, Problems(), page=figure.page or 1)
        if image is None:
            return None
        return {**self._file(image, "full", None), "alt": plain(figure.alt.in_(self._chosen.language)) or figure.id}

    def code(self, address: str) -> str | None:
        """Return the file of a code that leads to ``address`` in the site; None where the site has no address."""
        if not self._chosen.site.base_url:
            return None
        name = f"code-{len(self.files)}.svg"
        self.files[name] = qr(self._chosen.site.base_url + address).encode()
        return name

    def _file(self, image: Any, size: str, crop: Any) -> dict[str, Any]:
        """Make an image for its place; the mark of the website is not laid on what the archive prints itself."""
        image = replace(image, mark=None)
        millimetres = self._form.width * _SHARE[size]
        part = (image.width * crop[2] / 100, image.height * crop[3] / 100) if crop else (image.width, image.height)
        dots = part[0] / (millimetres / 25.4)
        if dots < COARSE and image.path.name not in self._told and not crop:
            self._told.add(image.path.name)
            told = kinds.PANELS_COARSE.at(image.place, name=image.path.name, dots=round(dots), wide=round(millimetres))
            self._chosen.problems.add(told)
        scale = min(1.0, DOTS / dots)
        width, height = max(1, round(part[0] * scale)), max(1, round(part[1] * scale))
        derivative = Derivative(image, width, height, "jpeg", crop)
        path = derivative.cached(self._chosen.media.cache)
        if not path.is_file():
            make([derivative], self._chosen.media.cache)
        name = f"{derivative.key[:16]}.jpg"
        self.files[name] = path
        return {"file": name, "ratio": part[0] / part[1]}


def _boxed(content: bytes, form: Format) -> Made:
    """Return the PDF with its page boxes: what is trimmed to, and the bleed around that."""
    outer = (MARKS if form.bleed else 0) * _MM
    bleed = form.bleed * _MM
    document = pypdfium2.PdfDocument(content)
    for page in document:
        width, height = page.get_size()
        page.set_bleedbox(outer, outer, width - outer, height - outer)
        page.set_trimbox(outer + bleed, outer + bleed, width - outer - bleed, height - outer - bleed)
    stream = BytesIO()
    document.save(stream, flags=pdfium.FPDF_NO_INCREMENTAL)
    return Made(_identified(stream.getvalue()), len(document))


def _identified(content: bytes) -> bytes:
    """Return a PDF whose second identifier follows from what is in it; pdfium draws that by lot."""
    bare = _IDENTIFIER.sub(rb"\g<1>" + b"0" * 32 + rb"\g<2>", content)
    digest = hashlib.sha256(bare).hexdigest()[:32].upper().encode()
    return _IDENTIFIER.sub(rb"\g<1>" + digest + rb"\g<2>", content)
