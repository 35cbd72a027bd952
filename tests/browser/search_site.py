"""A small built site for the search tests: the real template and index, served from a sub-folder."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl

from lantai import files
from lantai.problems import Problems
from lantai.search import build
from lantai.search.build import POINTER
from lantai.search.plugin import search_page
from lantai.search.themes import Theme
from lantai.site import compiled, messages, sheets
from lantai.site.config import Archive, Site
from lantai.site.languages import LocalText, direction
from lantai.site.pages import Page
from lantai.site.routes import Routes, output_path, relative

ROOT = Path(__file__).resolve().parents[2]
THEME = "/theme/0123456789/"
LANGUAGES = ("zh-Hans", "en")
NAME = LocalText((("zh-Hans", "测试档案馆"), ("en", "Test Archives")))


def make(
    folder: Path, records: pl.DataFrame, pages: list[Page], themes: Sequence[tuple[Theme, LocalText]] = ()
) -> None:
    """Build theme, index and search pages of both languages into ``folder``; ``themes`` with their titles."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "theme" / "static", folder / THEME.strip("/"), dirs_exist_ok=True)
    sheets.unite(folder / THEME.strip("/") / "css")
    public = folder.parent / f"{folder.name}.parquet"
    records.write_parquet(public)
    gathered = [theme for theme, _ in themes]
    build(public, np.zeros(len(records), bool), pages, folder / "search" / "index", gathered=gathered)
    site = Site(folder, NAME, (Archive("Z001", NAME),), LANGUAGES)
    texts = messages.load(ROOT / "theme" / "messages", LANGUAGES, Problems())
    environment = compiled.environment(ROOT / "theme")
    routes = {language: Routes(language, "zh-Hans") for language in LANGUAGES}
    alternates = {language: routes[language].section("search") for language in LANGUAGES}
    for language in LANGUAGES:
        t = messages.translator(texts[language])
        called = {theme.slug: title.in_(language) for theme, title in themes}
        pointer = files.read_json(folder / "search" / "index" / POINTER)
        page = search_page(language, t, alternates, called, pointer)
        html = environment.get_template("search.html").render(
            page=page, site=site, lang=language, dir=direction(language), t=t, routes=routes[language],
            local=lambda text, language=language: text.in_(language), moment=None,
            href=lambda address, page=page: relative(address, page.address),
            asset=lambda path, page=page: relative(THEME + path, page.address),
            absolute=lambda address: "",
        )  # fmt: skip
        target = folder / output_path(page.address)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html, encoding="utf-8")
