"""A site folder and a store for it; images are made here, so that every fault is exactly known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lantai.media import MediaStore
from lantai.problems import Problems
from lantai.site.config import Archive, Site
from lantai.site.languages import LocalText


def make_site(folder: Path, base_url: str = "") -> Site:
    name = LocalText((("zh-Hans", "澜溪县档案馆"), ("en", "Lanxi County Archives")))
    return Site(folder=folder, name=name, archives=(Archive("436001", name),), base_url=base_url)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The site folder."""
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


@pytest.fixture
def new_store(tmp_path: Path, folder: Path):
    """``new_store("cache name")`` is a store of the same site with a cache of its own."""

    def new(cache: str = "cache", base_url: str = "", **options: Any) -> MediaStore:
        return MediaStore(tmp_path / cache, make_site(folder, base_url), **options)

    return new


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> MediaStore:
    return MediaStore(tmp_path / "cache", make_site(folder, "https://archives.example"))


@pytest.fixture
def problems() -> Problems:
    return Problems()
