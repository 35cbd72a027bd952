"""The visible mark: on every derivative, in a corner, never on the original, and only where it was asked for."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from lantai.media import MediaStore
from lantai.problems import Place, Problems

PLACE = Place("content/site.yaml")


def grey(path: Path, size: tuple[int, int] = (1200, 900), level: int = 120) -> Path:
    Image.new("RGB", size, (level, level, level)).save(path)
    return path


def seal(path: Path) -> Path:
    Image.new("RGBA", (60, 60), (200, 30, 20, 255)).save(path)
    return path


def shown(store: MediaStore, path: Path, output: Path) -> Image.Image:
    """Return the largest JPEG derivative of an image."""
    found = store.picture(store.image(path, "f", Problems()))
    store.finish(output, 1, Problems())
    with Image.open(output / found.sources[-1][1][-1][0].lstrip("/")) as made:
        return made.convert("RGB")


def differing(made: Image.Image, level: int = 120) -> tuple[int, int, int, int] | None:
    """Return the box of what is not the plain grey, allowing for the noise of JPEG."""
    difference = ImageChops.difference(made, Image.new("RGB", made.size, (level,) * 3)).convert("L")
    return difference.point(lambda value: 255 if value > 24 else 0).getbbox()


def test_words_stand_in_the_lower_left_corner_of_every_size_and_the_original_stays(
    store, folder, tmp_path, problems
) -> None:
    path = grey(folder / "a.png")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    store.mark(folder, "澜溪县档案馆", folder, PLACE, problems)
    made = shown(store, path, tmp_path / "out")
    left, top, right, bottom = differing(made) or (0, 0, 0, 0)
    assert left > 0 and right < 1200 * 0.3 and top > 900 * 0.8 and bottom < 900
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before and not list(problems)


def test_the_mark_is_read_on_white_and_on_black(store, folder, tmp_path, problems) -> None:
    store.mark(folder, "Lanxi", folder, PLACE, problems)
    for level in (255, 0):
        made = shown(store, grey(folder / f"{level}.png", level=level), tmp_path / f"out{level}")
        assert differing(made, level) is not None


def test_a_png_is_laid_as_it_is_and_the_nearest_mark_counts(store, folder, tmp_path, problems) -> None:
    """The exhibition's mark hides the site's; ``none`` means none; so does a picture that would be covered."""
    rooms = [folder / name for name in ("with", "without")]
    for room in rooms:
        room.mkdir()
    seal(rooms[0] / "seal.png")
    store.mark(folder, "澜溪县档案馆", folder, PLACE, problems)
    store.mark(rooms[0], "seal.png", rooms[0], PLACE, problems)
    store.mark(rooms[1], "none", rooms[1], PLACE, problems)
    red = shown(store, grey(rooms[0] / "a.png"), tmp_path / "one").getpixel((60, 900 - 60))
    assert red[0] > red[1] + 60
    assert differing(shown(store, grey(rooms[1] / "b.png", (1201, 900)), tmp_path / "two")) is None
    assert differing(shown(store, grey(rooms[0] / "small.png", (150, 150)), tmp_path / "three")) is None


def test_another_mark_makes_other_derivatives_and_none_keeps_the_old_ones(new_store, folder, tmp_path) -> None:
    path = grey(folder / "a.png")
    addresses = []
    for number, mark in enumerate(("", "甲", "乙", "")):
        store = new_store("cache")
        store.mark(folder, mark, folder, PLACE, Problems())
        addresses.append(store.picture(store.image(path, "f", Problems())).src)
        made = store.finish(tmp_path / f"out{number}", 1, Problems())
        assert bool(made) is (number < 3)
    assert len(set(addresses)) == 3 and addresses[0] == addresses[3]


@pytest.mark.parametrize("written", ["missing.png", "../seal.png", "photo.png"])
def test_a_mark_that_cannot_be_used_is_reported_where_it_is_written(store, folder, problems, written: str) -> None:
    """A file that is not there, not in the folder, or without a transparent ground."""
    seal(folder.parent / "seal.png")
    grey(folder / "photo.png")
    store.mark(folder, written, folder, PLACE, problems)
    assert [(each.code, each.place.file) for each in problems] == [("mark-unusable", "content/site.yaml")]
