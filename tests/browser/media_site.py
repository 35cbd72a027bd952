"""A page with every block of images, and one that begins with a reader, as a build writes them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from lantai.media import MediaStore, iiif
from lantai.media.vendor import place_viewer
from lantai.problems import Problems
from lantai.prose import Prose, ProseContext, ProseSource, figures, render
from lantai.prose.templates import environment, translator
from lantai.site.config import Archive, Site
from lantai.site.languages import LocalText

ROOT = Path(__file__).resolve().parents[2]
PAGE = "/exhibitions/flood/"
LEAVES = "/exhibitions/flood/leaves/"
"""A page that begins with a reader."""
FIGURES = "\n".join(
    f"""
- id: {name}
  file: media/{name}.png
  caption: {name} 的图注
  alt: {name} 的样子
  credit: 某馆
  regions: {{corner: [70, 70, 20, 20]}}
  tiles: {str(name == "map").lower()}
"""
    for name in ("one", "two", "three", "wide", "map")
)
READER = """
/// reader
    direction: rtl
    pages:
      - {figure: one, transcript: 为布告事, simplified: 特此布告}
      - {figure: two, transcript: 民國三十年, simplified: 1941 年}
///
"""
TEXT = f"""
开头说到==右下角的印=={{figure=wide region=corner}}。

/// figure | wide
///

/// figure | map
    size: small
///

/// gallery
    figures: [one, two]
///

/// tour | three
    stops:
      - {{region: [10, 10, 20, 20], title: 左上, text: 先看这里。}}
      - {{region: [70, 70, 20, 20], title: 右下, text: 再看这里。}}
///

/// compare
    before: one
    after: two
///
{READER}
"""


class NoRecords:
    def get(self, code: str) -> None:
        return None


def build(folder: Path, output: Path) -> None:
    """Write both pages with their derivatives and the theme, as a build does."""
    (folder / "media").mkdir(parents=True)
    for name, size in (
        ("one", (1500, 2000)),
        ("two", (1500, 2000)),
        ("three", (3000, 2000)),
        ("wide", (2400, 1200)),
        ("map", (2600, 2200)),
    ):
        image = Image.new("RGB", size, "#cdbb95")
        ImageDraw.Draw(image).ellipse([size[0] * 0.7, size[1] * 0.7, size[0] * 0.9, size[1] * 0.9], fill="#b02a1c")
        image.save(folder / "media" / f"{name}.png")
    (folder / "figures.yaml").write_text(FIGURES, encoding="utf-8")
    name = LocalText.of("澜溪县档案馆", "zh-Hans")
    site = Site(folder=folder, name=name, archives=(Archive("436001", name),), base_url="https://archives.example")
    problems = Problems()
    store = MediaStore(folder.parent / "cache", site)
    loaded = figures.load(folder, site, NoRecords(), problems)
    context = ProseContext(
        site=site, language="zh-Hans", address=PAGE, t=translator("zh-Hans"), templates=environment(),
        folder=folder, records=NoRecords(), media=store, figures=loaded,
    )  # fmt: skip
    sources = {PAGE: TEXT, LEAVES: READER}
    proses = {
        address: render(ProseSource(text, "01.md"), replace(context, address=address))
        for address, text in sources.items()
    }
    faults = [*problems, *(problem for prose in proses.values() for problem in prose.problems)]
    assert not [problem for problem in faults if problem.severity == 2]
    pictures = [store.image(figure.path, "f", problems) for figure in loaded.shown.values()]
    store.manifest(iiif.About("exhibition/flood", name), [iiif.Canvas(image) for image in pictures])
    store.finish(output, 2, problems)
    shutil.copytree(ROOT / "theme/static", output / "theme/x")
    place_viewer(ROOT / "theme", output / "theme/x", problems)
    if problems.errors:
        pytest.skip("the viewer is not installed; run npm ci in theme")
    for address, prose in proses.items():
        _write(output / address.strip("/") / "index.html", prose)


def _write(target: Path, prose: Prose) -> None:
    styles = ("tokens.css", "site.css", *prose.styles)
    head = '<link rel="icon" href="data:,">' + "".join(
        f'<link rel="stylesheet" href="/theme/x/css/{name}">' for name in styles
    )
    head += '<script src="/theme/x/js/frame/early.js"></script>'
    tail = "".join(f'<script type="module" src="/theme/x/js/{name}"></script>' for name in prose.scripts)
    page = f'<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>洪水</title>{head}</head>'
    target.parent.mkdir(parents=True)
    target.write_text(
        f"{page}<body><main><h1>洪水</h1>{prose.html}<p>末尾</p></main>{tail}</body></html>", encoding="utf-8"
    )
