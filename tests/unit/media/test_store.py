"""What pages ask for is made once, the same everywhere, and without a trace of the original's metadata."""

from __future__ import annotations

import hashlib
import multiprocessing.context
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from lantai.media import MediaStore, encoding, qr
from lantai.media.derivatives import make
from lantai.problems import Problems


def photograph(path: Path, size: tuple[int, int] = (2000, 1500), **options) -> Path:
    picture = Image.radial_gradient("L").resize(size)
    Image.merge("RGB", (picture, picture.transpose(Image.Transpose.ROTATE_180), picture)).save(path, **options)
    return path


def tree(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_picture_has_three_widths_in_two_formats_and_a_fallback(store, folder, tmp_path, problems) -> None:
    image = store.image(photograph(folder / "抢修 Dike 3.jpg"), "figures.yaml", problems)
    picture = store.picture(image)
    assert [(mime, [width for _, width in found]) for mime, found in picture.sources] == [
        ("image/webp", [480, 960, 1600]),
        ("image/jpeg", [480, 960, 1600]),
    ]
    assert (picture.width, picture.height) == (1600, 1200)
    assert picture.src == picture.sources[1][1][1][0]
    assert picture.src.startswith("/media/dike-3-") and picture.src.endswith("-960.jpg")
    store.finish(tmp_path / "out", 1, problems)
    for mime, found in picture.sources:
        for address, width in found:
            with Image.open(tmp_path / "out" / address.lstrip("/")) as made:
                assert (made.get_format_mimetype(), made.size) == (mime, (width, width * 3 // 4))


def test_nothing_is_enlarged_and_near_doubles_are_left_out(store, folder, problems) -> None:
    image = store.image(photograph(folder / "s.png", (1000, 500)), "f", problems)
    assert [width for _, width in store.picture(image).sources[0][1]] == [480, 1000]
    assert [width for _, width in store.picture(image, max_width=300).sources[0][1]] == [300]


def test_a_small_image_is_not_shown_larger_than_it_is(store, folder, problems) -> None:
    """HTML: an image with ``srcset`` in widths is as wide as ``sizes`` says, however few pixels it has."""
    column = "(min-width: 48rem) 42rem, 100vw"
    small = store.picture(store.image(photograph(folder / "s.png", (300, 200)), "f", problems), sizes=column)
    assert small.sizes == "(min-width: 48rem) min(42rem, 300px), min(100vw, 300px)"
    large = store.picture(store.image(photograph(folder / "l.png", (2000, 200)), "f", problems), sizes=column)
    assert large.sizes == column


def test_a_crop_is_that_part_of_the_upright_image(store, folder, tmp_path, problems) -> None:
    picture = Image.new("RGB", (1000, 1000), "white")
    picture.paste("red", (500, 0, 1000, 500))
    picture.save(folder / "q.png")
    image = store.image(folder / "q.png", "f", problems)
    asked = store.picture(image, crop=(50, 0, 50, 50))
    assert (asked.width, asked.height) == (500, 500)
    store.finish(tmp_path / "out", 1, problems)
    with Image.open(tmp_path / "out" / asked.src.lstrip("/")) as made:
        assert all(abs(a - b) < 6 for a, b in zip(made.convert("RGB").getpixel((250, 250)), (255, 0, 0), strict=True))


def test_no_metadata_survives(store, folder, tmp_path, problems) -> None:
    """GPS, names and comments of the original are in no published file; nor is its colour profile."""
    exif = Image.Exif()
    exif[0x010E] = "CANARY-description"
    exif[0x8825] = {1: "N", 2: (30.0, 1.0, 1.0)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    info = PngInfo()
    info.add_text("Author", "CANARY-author")
    photograph(folder / "a.jpg", exif=exif, comment=b"CANARY-comment", icc_profile=profile, dpi=(600, 600))
    photograph(folder / "b.png", pnginfo=info, exif=exif)
    fancy = MediaStore(store.cache, store.site, formats=("avif", "webp", "jpeg"))
    for name in ("a.jpg", "b.png"):
        image = fancy.image(folder / name, name, problems)
        fancy.picture(image)
        fancy.zoomable(image)
    fancy.finish(tmp_path / "out", 1, problems)
    made = [path for path in (tmp_path / "out").rglob("*") if path.suffix in (".jpg", ".webp", ".avif")]
    assert len(made) == 28
    for path in made:
        content = path.read_bytes()
        assert b"CANARY" not in content and b"Exif" not in content and b"ICC" not in content
        with Image.open(path) as image:
            assert not image.getexif() and "icc_profile" not in image.info and "comment" not in image.info


def test_bytes_do_not_depend_on_jobs_or_on_what_else_is_asked(new_store, folder, tmp_path, problems) -> None:
    """Each derivative comes from the original, so others asked for beside it change nothing."""
    outputs = []
    for jobs, extra in ((1, False), (2, True)):
        store = new_store(f"cache{jobs}")
        for name in ("a.jpg", "b.jpg"):
            path = folder / name
            image = store.image(path if path.exists() else photograph(path), name, problems)
            store.picture(image, widths=(480, 960))
            if extra:
                store.picture(image, widths=(700, 1600))
        store.finish(tmp_path / f"out{jobs}", jobs, problems)
        outputs.append(tree(tmp_path / f"out{jobs}"))
    assert outputs[0].items() <= outputs[1].items() and len(outputs[0]) == 8


def test_an_unchanged_image_is_never_encoded_again(new_store, folder, tmp_path, problems) -> None:
    made = []
    for run in range(3):
        store = new_store()
        path = folder / "a.jpg"
        if run == 0:
            photograph(path)
        if run == 2:
            photograph(path, (1999, 1500))
        store.picture(store.image(path, "a", problems))
        made.append(store.finish(tmp_path / f"out{run}", 1, problems))
    assert made == [6, 0, 6]
    assert tree(tmp_path / "out0") == tree(tmp_path / "out1")
    assert not tree(tmp_path / "out1").keys() & tree(tmp_path / "out2").keys()


def test_progress_counts_originals(store, folder, tmp_path, problems) -> None:
    for name in ("a.jpg", "b.jpg"):
        store.picture(store.image(photograph(folder / name, (900 + ord(name[0]), 600)), name, problems))
    seen: list[tuple[int, int]] = []
    store.finish(tmp_path / "out", 1, problems, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


def test_a_share_card_is_cut_around_the_point_that_matters(store, folder, tmp_path, problems) -> None:
    image = store.image(photograph(folder / "tall.jpg", (1000, 3000)), "f", problems)
    address = store.card(image, focus=(50, 100))
    store.finish(tmp_path / "out", 1, problems)
    with Image.open(tmp_path / "out" / address.lstrip("/")) as made:
        assert made.size == (1200, 630)


def test_a_full_disk_is_not_blamed_on_an_image(store, folder, tmp_path, problems, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    store.picture(store.image(photograph(folder / "a.jpg"), "a", problems))
    monkeypatch.setattr("lantai.media.derivatives.files.replacing", full)
    with pytest.raises(OSError, match="No space"):
        store.encode(1, problems)
    assert not problems.errors


def test_a_worker_that_dies_costs_only_its_image(store, folder, tmp_path, monkeypatch) -> None:
    """The other originals of the same run are made; the one that kills its worker is reported."""
    problems = Problems()
    for name in ("good.jpg", "killer.jpg"):
        store.picture(store.image(photograph(folder / name, (900 + len(name), 700)), name, problems))
    monkeypatch.setattr(encoding.derivatives, "make", _die_for_killer)
    monkeypatch.setattr(encoding.processes, "pool", lambda n: ProcessPoolExecutor(n, mp_context=_fork()))
    store.encode(2, problems)
    assert [(p.code, p.place.file) for p in problems.errors] == [("image-damaged", "killer.jpg")]
    assert len(list((store.cache / "derivatives").rglob("*.jpg"))) == 2


def _fork() -> multiprocessing.context.ForkContext:
    return multiprocessing.context.ForkContext()


def _die_for_killer(wanted, cache) -> int:
    if "killer" in wanted[0].image.path.name:
        os._exit(1)
    return make(wanted, cache)


def test_a_qr_code_is_svg_without_style_or_size() -> None:
    """It stands inline under a policy without inline style and takes the colour of the text."""
    code = qr("https://archives.example/r/?J001-002-0345")
    assert code.startswith("<svg") and code.endswith("</svg>")
    assert "currentColor" in code and "style=" not in code and " width=" not in code
