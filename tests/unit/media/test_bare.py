"""Pictures to download: the same picture to the last pixel, and nothing beside it."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from lantai.media import bare

SECRET = "北纬30.25 东经120.17 张某"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = orientation, "SECRET in EXIF"
    return exif


def _jpeg(**options: object) -> bytes:
    stream = io.BytesIO()
    picture = Image.radial_gradient("L").resize((300, 200)).convert("RGB")
    picture.save(stream, "JPEG", exif=_exif(), icc_profile=PROFILE, comment=b"SECRET", **options)
    return stream.getvalue() + b"SECRET behind the picture"


def _png() -> bytes:
    info, stream = PngInfo(), io.BytesIO()
    info.add_text("Comment", "SECRET")
    info.add_itxt("XML:com.adobe.xmp", SECRET + "SECRET")
    picture = Image.linear_gradient("L").convert("P")
    picture.save(stream, "PNG", pnginfo=info, exif=_exif(), icc_profile=PROFILE, transparency=3)
    return stream.getvalue()


@pytest.mark.parametrize("data", [_jpeg(), _jpeg(progressive=True), _jpeg(restart_marker_blocks=2), _png()])
def test_the_picture_stays_and_its_properties_go(data: bytes) -> None:
    """Also its colour profile and its transparency, without which it would look otherwise."""
    found = bare.picture(data)
    assert b"SECRET" in data and b"SECRET" not in found and SECRET.encode() not in found
    before, after = (Image.open(io.BytesIO(each)) for each in (data, found))
    assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()
    assert after.info["icc_profile"] == PROFILE and not dict(after.getexif())


def test_a_photograph_stays_upright() -> None:
    """How it is to be turned is all that is left of EXIF."""
    stream = io.BytesIO()
    Image.new("RGB", (300, 200)).save(stream, "JPEG", exif=_exif(6))
    found = bare.picture(stream.getvalue())
    assert dict(Image.open(io.BytesIO(found)).getexif()) == {0x0112: 6}
    assert b"SECRET" not in found


@pytest.mark.parametrize("data", [_jpeg(), _png()])
def test_a_picture_that_is_cut_short_is_refused(data: bytes) -> None:
    """Wherever it ends; a JPEG may end in its picture."""
    for size in range(20, len(data) - 60, 97):
        with pytest.raises((ValueError, OSError)):
            bare.picture(data[:size])


def test_other_files_are_left_as_they_are() -> None:
    assert bare.picture(b"%PDF-1.7\n") == b"%PDF-1.7\n"
