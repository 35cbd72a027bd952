"""Images from many hands: used where they can be, refused kindly where not, never obeyed."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from lantai.media import MediaStore, formats, pixels
from lantai.problems import Place, Problems


def codes(problems: Problems) -> list[str]:
    return [problem.code for problem in problems]


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that claims an enormous size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def look(store: MediaStore, path: Path, problems: Problems, **options: int):
    return store.image(path, Place("exhibitions/a/figures.yaml", line=7), problems, **options)


def test_a_sound_photograph_is_found_with_its_upright_size(store, folder, problems) -> None:
    """Width and height are those a visitor sees: orientation 6 (phone held upright) swaps them."""
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (1200, 900), "red").save(folder / "p.jpg", exif=exif)
    image = look(store, folder / "p.jpg", problems)
    assert (image.width, image.height, image.format) == (900, 1200, "jpeg")
    assert codes(problems) == []


@pytest.mark.parametrize(
    ("size", "megapixels"),
    [((40_000, 40_000), "1,600"), ((20_000, 10_001), "200.1"), ((2_147_483_647, 2_147_483_647), "4,611,686,014,132")],
)
def test_a_bomb_is_refused_before_a_pixel_is_decoded(store, folder, problems, size, megapixels) -> None:
    """The figure told is that of the file, whoever noticed it, Pillow or we."""
    (folder / "bomb.png").write_bytes(bomb(*size))
    assert look(store, folder / "bomb.png", problems) is None
    assert codes(problems) == ["image-huge"]
    assert problems.errors[0].place.line == 7
    assert problems.errors[0].values["megapixels"] == megapixels


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "tif"])
def test_a_truncated_image_is_an_error(store, folder, problems, kind) -> None:
    rng = np.random.default_rng(1)
    noise = Image.fromarray(rng.integers(0, 255, (900, 900, 3), dtype=np.uint8))
    path = folder / f"cut.{kind}"
    noise.save(path, compression="raw") if kind == "tif" else noise.save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    assert look(store, path, problems) is None
    assert codes(problems) == ["image-damaged"]
    assert str(folder) not in problems.errors[0].what("en")


def test_a_flipped_byte_in_a_png_is_an_error(store, folder, problems) -> None:
    path = folder / "p.png"
    Image.radial_gradient("L").resize((900, 900)).save(path)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    assert look(store, path, problems) is None
    assert codes(problems) == ["image-damaged"]


def test_damage_that_only_decoding_shows_is_reported_and_the_other_images_are_made(
    store, folder, tmp_path, problems
) -> None:
    """A PNG whose check sums are right but whose pixels are not there passes probing; finishing reports it."""
    head = struct.pack(">IIBBBBB", 900, 900, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", b"not deflate") + chunk(b"IEND", b"")
    (folder / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + data)
    Image.new("RGB", (900, 900), "blue").save(folder / "b.png")
    for name in ("a.png", "b.png"):
        store.picture(store.image(folder / name, f"media/{name}", problems))
    store.finish(tmp_path / "out", 1, problems)
    assert [(p.code, p.place.file) for p in problems.errors] == [("image-damaged", "media/a.png")]
    assert len(list((tmp_path / "out/media").glob("b-*"))) == 4


def test_a_png_called_jpg_is_used_with_a_warning(store, folder, problems) -> None:
    Image.new("RGB", (900, 900)).save(folder / "really.jpg", "PNG")
    assert look(store, folder / "really.jpg", problems).format == "png"
    assert codes(problems) == ["image-mislabelled"]
    assert "png" in problems._problems[0].advice("zh")


def test_an_animation_gives_its_first_frame_with_a_warning(store, folder, problems) -> None:
    frames = [Image.new("RGB", (900, 900), colour) for colour in ("red", "blue")]
    frames[0].save(folder / "a.gif", save_all=True, append_images=frames[1:])
    image = look(store, folder / "a.gif", problems)
    assert codes(problems) == ["image-animated"]
    upright, _ = pixels.decode(image.path, image.format)
    assert upright.getpixel((5, 5)) == (255, 0, 0) or upright.convert("RGB").getpixel((5, 5)) == (254, 0, 0)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<?xml version='1.0'?><kml/>", "xml"),
        (b"<!DOCTYPE html><p>", "html"),
        (b"hello", "?"),
        (b"", "0 B"),
        (b"PK\x03\x04\x14", "zip"),
    ],
)
def test_what_is_no_image_is_refused_by_its_content(store, folder, problems, content, found) -> None:
    (folder / "x.jpg").write_bytes(content)
    assert look(store, folder / "x.jpg", problems) is None
    assert codes(problems) == ["image-unknown"]
    assert problems.errors[0].values["found"] == found


def test_a_file_outside_the_site_folder_is_refused_even_through_a_link(store, folder, tmp_path, problems) -> None:
    Image.new("RGB", (900, 900)).save(tmp_path / "secret.png")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    for path in (folder / "link.png", tmp_path / "secret.png", folder / ".." / "secret.png"):
        assert look(store, path, problems) is None
    assert codes(problems) == ["media-outside"] * 3


def test_a_missing_file_is_named(store, folder, problems) -> None:
    assert look(store, folder / "no.png", problems) is None
    assert problems.errors[0].what("zh") == "找不到文件 no.png"


def test_sixteen_bit_grey_keeps_its_tones(store, folder, problems) -> None:
    """Half of the 16-bit range is half of the 8-bit range, not white."""
    Image.fromarray(np.full((900, 900), 32768, dtype=np.uint16)).save(folder / "deep.tif")
    image = look(store, folder / "deep.tif", problems)
    upright, _ = pixels.decode(image.path, image.format)
    assert (upright.mode, upright.getpixel((3, 3))) == ("L", 128)


def test_cmyk_without_profile_is_told_and_becomes_rgb(store, folder, problems) -> None:
    Image.new("CMYK", (900, 900), (0, 255, 255, 0)).save(folder / "print.jpg")
    image = look(store, folder / "print.jpg", problems)
    assert codes(problems) == ["image-cmyk"]
    upright, profile = pixels.decode(image.path, image.format)
    red, green, blue = pixels.to_srgb(upright, profile).getpixel((5, 5))
    assert red > 200 and green < 60 and blue < 60


def test_a_broken_colour_profile_is_taken_for_srgb() -> None:
    assert pixels.to_srgb(Image.new("RGB", (2, 2), (10, 20, 30)), b"nonsense").getpixel((0, 0)) == (10, 20, 30)


def test_a_profile_is_converted_to_srgb() -> None:
    """XYZ as a source profile is far from sRGB, so the numbers must change."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    lab = Image.new("LAB", (2, 2), (255, 128, 128))
    assert pixels.to_srgb(lab, profile).mode == "RGB"


def test_transparency_is_laid_on_white(store, folder, problems) -> None:
    Image.new("RGBA", (900, 900), (0, 0, 0, 0)).save(folder / "clear.png")
    upright, _ = pixels.decode(folder / "clear.png", "png")
    assert (upright.mode, upright.getpixel((0, 0))) == ("RGB", (255, 255, 255))


def test_pages_of_a_tiff_are_images_of_their_own(store, folder, problems) -> None:
    pages = [Image.new("L", (900 + number, 900), number * 90) for number in range(3)]
    pages[0].save(folder / "book.tif", save_all=True, append_images=pages[1:])
    third = look(store, folder / "book.tif", problems, page=3)
    assert (third.width, third.pages, third.name) == (902, 3, "book-p3")
    assert pixels.decode(third.path, third.format, 3)[0].getpixel((0, 0)) == 180
    assert look(store, folder / "book.tif", problems, page=4) is None
    assert problems.errors[0].what("en") == "book.tif has 3 pages; there is no page 4"


def test_pages_of_a_pdf_are_rendered(store, folder, problems) -> None:
    """An A4 page at 200 dpi is 1654 by 2339 pixels."""
    sheets = [Image.new("RGB", (595, 842), colour) for colour in ("white", "red")]
    sheets[0].save(folder / "d.pdf", save_all=True, append_images=sheets[1:], resolution=72)
    image = look(store, folder / "d.pdf", problems, page=2)
    assert (image.width, image.height, image.pages) == (1653, 2339, 2)
    red, green, _ = pixels.decode(image.path, "pdf", 2)[0].getpixel((800, 800))
    assert red > 240 and green < 20
    assert look(store, folder / "d.pdf", problems, page=3) is None
    assert codes(problems) == ["image-page"]


def test_a_damaged_pdf_is_an_error(store, folder, problems) -> None:
    (folder / "d.pdf").write_bytes(b"%PDF-1.4\n" + b"junk" * 100)
    assert look(store, folder / "d.pdf", problems) is None
    assert codes(problems) == ["image-damaged"]


def test_what_is_worth_knowing_is_said_once_for_an_image_that_stands_in_many_places(store, folder, problems) -> None:
    Image.new("RGB", (300, 200)).save(folder / "s.png")
    for _ in range(3):
        assert look(store, folder / "s.png", problems)
    assert codes(problems) == ["image-small"]


def test_probing_an_unchanged_image_again_opens_nothing(store, folder, problems, monkeypatch) -> None:
    Image.new("RGB", (900, 900)).save(folder / "p.png")
    first = look(store, folder / "p.png", problems)
    monkeypatch.setattr(formats, "sniff", lambda head: pytest.fail("read again"))
    assert look(store, folder / "p.png", problems) == first


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_makes_probing_or_decoding_raise(data, store, folder) -> None:
    """Whatever bytes arrive, the result is an image or a problem, never a traceback."""
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "TIFF", "WEBP", "GIF", "PDF", "BMP"]))
    stream = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").resize((60, 60)).save(stream, kind)
    content = bytearray(stream.getvalue())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = folder / f"{hash(bytes(content)) & 0xFFFFFFFF:08x}.img"
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    problems = Problems()
    image = store.image(path, "fuzz", problems)
    assert image is not None or problems.errors
    if image is not None:
        fresh = MediaStore(store.cache, store.site)
        fresh.picture(image)
        fresh.encode(1, problems)


def _deep_png(values: np.ndarray) -> bytes:
    """Return 16-bit grey values as a PNG, made here: Pillow opens and writes those of colours with 8 bits only."""
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in values)
    head = struct.pack(">IIBBBBB", values.shape[1], values.shape[0], 16, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("name", ["grey.png", "colour.png", "grey.tif", "float.tif"])
def test_more_than_eight_bits_are_told(store, folder, problems, name) -> None:
    """What is shown has 8 bits (ISO/IEC 15948: a sample may have 16), and may look wrong with them."""
    grey = np.tile(np.linspace(0, 65535, 900), (900, 1))
    if name == "grey.png":
        (folder / name).write_bytes(_deep_png(grey))
    elif name == "colour.png":
        wide = _deep_png(np.tile(grey, (1, 3)))
        head = struct.pack(">IIBBBBB", 900, 900, 16, 2, 0, 0, 0)
        (folder / name).write_bytes(wide[:8] + chunk(b"IHDR", head) + wide[33:])
    else:
        Image.fromarray(grey.astype(np.uint16 if name == "grey.tif" else np.float32)).save(folder / name)
    image = look(store, folder / name, problems)
    assert image is not None and codes(problems) == ["image-deep"]
    (told,) = problems
    assert told.values["bits"] == (32 if name == "float.tif" else 16)
    assert "8 位" in told.what() and "8 bits" in told.advice("en")


def test_eight_bits_and_a_palette_are_nothing_to_tell(store, folder, problems) -> None:
    Image.new("P", (900, 900)).save(folder / "palette.png")
    Image.new("1", (900, 900)).save(folder / "line.tif")
    assert look(store, folder / "palette.png", problems) and look(store, folder / "line.tif", problems)
    assert codes(problems) == []
