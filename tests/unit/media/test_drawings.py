"""Drawings in SVG: shown as programs for drawing show them; nothing they carry is obeyed or fetched."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image
from tests.unit.media.test_images import bomb, codes, look

from lantai.media import drawings

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
HALVES = '<rect width="200" height="300" fill="#f00"/><rect x="200" width="200" height="300" fill="#00f"/>'
BOMB = '<g id="a0"><path d="M0 0h1"/></g>' + "".join(
    f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9)
)
ENTITY = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
ILLUSTRATOR = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!-- Generator: a program for drawing -->\n'
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [\n'
    '<!ENTITY ns_svg "http://www.w3.org/2000/svg">\n]>\n'
    f'<svg version="1.1" xmlns="&ns_svg;" width="400" height="300" viewBox="0 0 400 300">{HALVES}</svg>'
)


def drawn(folder: Path, inner: str, extra: str = 'viewBox="0 0 400 300"') -> Path:
    path = folder / "map.svg"
    path.write_text(f"<svg {NAMESPACE} {extra}>{inner}</svg>", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("extra", "size"),
    [
        ('viewBox="0 0 400 300"', (4096, 3072)),
        ('width="100mm" height="200mm" viewBox="0 0 400 800"', (2048, 4096)),
        ('width="100%" height="100%" viewBox="-50 -50 400 100"', (4096, 1024)),
        ('width="400" height="4.0e2px"', (4096, 4096)),
        ('width="1in" height="48pt"', (4096, 2731)),
    ],
)
def test_a_drawing_is_as_large_as_its_shape_allows(store, folder, problems, extra, size) -> None:
    """The longer side has 4096 pixels, as a page of a PDF; 48 points are two thirds of an inch."""
    image = look(store, drawn(folder, HALVES, extra), problems)
    assert (image.width, image.height, image.format, image.pages) == (*size, "svg", 1)
    assert codes(problems) == []


def test_its_pixels_are_what_it_draws(folder) -> None:
    image = drawings.render(drawn(folder, HALVES + '<circle cx="300" cy="150" r="50" fill="white"/>'))
    assert image.mode == "RGB" and image.size == (4096, 3072)
    points = [(100, 100), (4000, 100), (3072, 1536)]
    assert [image.getpixel(point) for point in points] == [(255, 0, 0), (0, 0, 255), (255, 255, 255)]


def test_what_is_not_drawn_is_white(folder) -> None:
    assert drawings.render(drawn(folder, "")).getpixel((5, 5)) == (255, 255, 255)


def test_files_of_drawing_programs_with_entities_for_their_namespaces_are_read(store, folder, problems) -> None:
    (folder / "map.svg").write_text(ILLUSTRATOR, encoding="utf-8")
    image = look(store, folder / "map.svg", problems)
    assert codes(problems) == [] and (image.width, image.height) == (4096, 3072)


@pytest.mark.parametrize(
    "inner",
    [
        '<script>alert(1)</script><rect width="9" height="9" onclick="alert(1)"/>',
        '<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml">x</body></foreignObject>',
        '<a href="https://example.org/"><rect width="9" height="9"/></a>',
        "<style>@import url(https://example.org/a.css); rect { fill: url(https://example.org/a.svg#b) }</style>",
        '<use href="https://example.org/a.svg#b"/><use href="other.svg#b"/>',
    ],
)
def test_what_a_drawing_would_run_or_fetch_is_left_out(store, folder, problems, inner) -> None:
    image = look(store, drawn(folder, HALVES + inner), problems)
    assert image is not None and codes(problems) == []


@pytest.mark.parametrize(
    "name", ["photo.jpg", "/etc/hostname", "file:///etc/hostname", "https://example.org/a.png", "../b.png"]
)
@pytest.mark.parametrize("href", ["href", "xlink:href"])
def test_a_picture_in_another_file_is_told_with_its_name(store, folder, problems, href, name) -> None:
    picture = drawn(folder, f'<image {href}="{name}" width="10" height="10"/>')
    assert look(store, picture, problems) is None
    assert codes(problems) == ["image-linked"]
    assert problems.errors[0].values["name"] == name.rpartition("/")[2]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        (f"<svg {NAMESPACE}>{HALVES}</svg>", "SVG: viewBox"),
        (f'<svg {NAMESPACE} viewBox="0 0 0 10">{HALVES}</svg>', "SVG: viewBox"),
        (f'<svg {NAMESPACE} viewBox="0 0 10000000 1">{HALVES}</svg>', "SVG: viewBox"),
        (f'<svg {NAMESPACE} viewBox="0 0 4 3">{HALVES}', "XML: "),
        ('<svg viewBox="0 0 4 3"/>', "XML: <svg>"),
        (f'<svg {NAMESPACE} viewBox="0 0 4 3">{BOMB}<use href="#a8"/></svg>', "nodes limit"),
        (f"{ENTITY}<svg {NAMESPACE} viewBox='0 0 4 3'><text>&x;</text></svg>", "x"),
    ],
)
def test_a_drawing_that_cannot_be_drawn_is_refused_with_the_reason(store, folder, problems, text, detail) -> None:
    (folder / "map.svg").write_text(text, encoding="utf-8")
    assert look(store, folder / "map.svg", problems) is None
    assert codes(problems) == ["image-damaged"]
    assert detail in problems.errors[0].values["detail"] and "/tmp" not in problems.errors[0].what("en")


def embedded(data: bytes, kind: str = "image/png") -> str:
    return f'<image href="data:{kind};base64,{base64.b64encode(data).decode()}" width="400" height="300"/>'


def test_a_picture_within_a_drawing_is_drawn(store, folder, problems) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (4, 3), (0, 128, 0)).save(stream, "PNG")
    path = drawn(folder, HALVES + embedded(stream.getvalue()))
    assert look(store, path, problems) is not None and codes(problems) == []
    assert drawings.render(path).getpixel((2000, 1500)) == (0, 128, 0)


@pytest.mark.parametrize(("sizes", "code"), [([(20_000, 10_001)], "image-huge"), ([(9_000, 9_000)] * 3, "image-huge")])
def test_pictures_within_a_drawing_may_not_be_bombs(store, folder, problems, sizes, code) -> None:
    """Two hundred million pixels in all; a drawing can hold many."""
    assert look(store, drawn(folder, "".join(embedded(bomb(*size)) for size in sizes)), problems) is None
    assert codes(problems) == [code]


@pytest.mark.parametrize(
    "inner",
    [
        embedded(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        embedded(b"no picture"),
        '<image href="data:image/svg+xml,%3Csvg/%3E" width="4" height="3"/>',
    ],
)
def test_what_within_a_drawing_is_no_picture_is_refused(store, folder, problems, inner) -> None:
    assert look(store, drawn(folder, inner), problems) is None
    assert codes(problems) == ["image-damaged"]


def test_a_drawing_has_one_page(store, folder, problems) -> None:
    assert look(store, drawn(folder, HALVES), problems, page=2) is None
    assert codes(problems) == ["image-page"]
