"""Drawings in SVG as pixels: maps and plans as programs for drawing save them.

typst renders them, as it sets our documents: no script runs, no entity is resolved, no other file or address is read,
and the number of nodes is limited, so that a drawing cannot grow without end. Words are set in the fonts of the
machine that builds.
"""

from __future__ import annotations

import base64
import re
import tempfile
import warnings
from io import BytesIO
from pathlib import Path

from lxml import etree
from PIL import Image

EDGE = 4096
"""The longer side in pixels at which a drawing is rendered."""
BYTES = 20_000_000
"""Most that a drawing may have; maps of whole provinces have a tenth."""

_SVG = "http://www.w3.org/2000/svg"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_LENGTH = re.compile(r"\s*([0-9.]+(?:[eE][+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|Q)?\s*")
_UNITS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "Q": 96 / 101.6}
"""Pixels of a unit (CSS Values and Units 4, section 6.2)."""
_TRIAL = 64
_EMBEDDED = ("PNG", "JPEG", "GIF", "WEBP")


class Linked(ValueError):
    """A drawing shows a picture that is another file; ``name`` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def size(path: Path) -> tuple[int, int]:
    """Return width and height in pixels at which a drawing is rendered, after a trial at a small size.

    Raises Linked, ValueError with what the drawing lacks, or what Pillow raises for a picture within it.
    """
    root = _root(path)
    _check_pictures(root)
    width, height = _extent(root)
    scale = EDGE / max(width, height)
    found = max(1, round(width * scale)), max(1, round(height * scale))
    _rendered(path, found, _TRIAL)
    return found


def _check_pictures(root: etree._Element) -> None:
    """Raise Linked for a picture in another file, and what Pillow raises for one within that nobody could decode."""
    count = 0
    for picture in root.iter(f"{{{_SVG}}}image", f"{{{_SVG}}}feImage"):
        name = next((value.strip() for href in _HREFS if (value := picture.get(href))), "#")
        kind, _, data = name.partition(",")
        if name.startswith("#"):
            continue
        if not kind.startswith("data:"):
            raise Linked(name.rpartition("/")[2][:80] or name[:80])
        if not kind.endswith(";base64"):
            raise ValueError("SVG: data:")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(base64.b64decode(data)), formats=_EMBEDDED) as embedded:
                count += embedded.width * embedded.height
        if count > (Image.MAX_IMAGE_PIXELS or 0):
            raise Image.DecompressionBombError(f"{count} pixels")


def render(path: Path) -> Image.Image:
    """Return a drawing in RGB on white, as large as ``size`` says."""
    width, height = _extent(_root(path))
    scale = EDGE / max(width, height)
    wanted = max(1, round(width * scale)), max(1, round(height * scale))
    image = _rendered(path, wanted, EDGE)
    return image if image.size == wanted else image.resize(wanted)


def _root(path: Path) -> etree._Element:
    if path.stat().st_size > BYTES:
        raise ValueError(f"SVG: > {BYTES // 1_000_000} MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.parse(str(path), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise ValueError(f"XML: {error.msg}") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise ValueError(f"XML: <{etree.QName(root).localname}>")
    return root


def _extent(root: etree._Element) -> tuple[float, float]:
    """Return width and height of a drawing in its own units: of the box it is drawn in, else as it says."""
    box = [float(part) for part in re.findall(r"-?[0-9.]+(?:[eE][+-]?[0-9]+)?", root.get("viewBox", ""))]
    sides = [_length(root.get(name)) for name in ("width", "height")]
    if all(sides):
        width, height = sides
    elif len(box) == 4:
        width, height = box[2:]
    else:
        raise ValueError("SVG: viewBox")
    if min(width, height) <= 0 or max(width, height) > 1000 * min(width, height):
        raise ValueError("SVG: viewBox")
    return width, height


def _length(text: str | None) -> float:
    """Return a length in pixels; 0 where there is none, or one in percent."""
    match = _LENGTH.fullmatch(text or "")
    return float(match[1]) * _UNITS[match[2]] if match else 0.0


def _rendered(path: Path, shape: tuple[int, int], edge: int) -> Image.Image:
    """Render a drawing of a certain shape, ``edge`` pixels on its longer side, in a folder that holds nothing else."""
    import typst  # only sites with drawings pay for loading it

    width, height = (side / max(shape) * 1000 for side in shape)
    page = (
        f"#set page(width: {width:.3f}pt, height: {height:.3f}pt, margin: 0pt, fill: white)\n"
        f'#image("drawing.svg", width: {width:.3f}pt, height: {height:.3f}pt, fit: "stretch")\n'
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "drawing.svg").write_bytes(path.read_bytes())
        (folder / "page.typ").write_text(page, encoding="utf-8")
        try:
            made = typst.compile(str(folder / "page.typ"), root=name, format="png", ppi=edge / 1000 * 72)
        except typst.TypstError as error:
            raise ValueError(str(error)) from error
    assert isinstance(made, bytes)
    return Image.open(BytesIO(made), formats=("PNG",)).convert("RGB")
