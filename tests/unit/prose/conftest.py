"""A small folder with three figures and two records, and what a text on one of its pages comes to."""

from __future__ import annotations

import textwrap
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from lantai.media import MediaStore
from lantai.problems import Problems
from lantai.prose import Prose, ProseContext, ProseSource, figures, render
from lantai.prose.templates import environment, translator
from lantai.records.store import Record, Withheld
from lantai.site.config import Archive, Site
from lantai.site.languages import LocalText

FIGURES = """
- id: dike
  file: media/dike.jpg
  record: J001-002-0345-012
  caption: {zh-Hans: 抢修堤段的**民工**, en: Mending the dike}
  alt: {zh-Hans: 数十名民工走上江堤, en: Dozens of people on the dike}
  credit: 澜溪县档案馆
  theme: [老照片]
  regions: {banner: [12, 8, 30, 14]}
- id: flag
  file: media/flag.jpg
  caption: 旗
  alt: 一面旗
  credit: 澜溪县档案馆
  theme: [老照片]
- id: secret
  file: media/secret.jpg
  record: J009-001-0001-001
  caption: 不该出现的图注
  alt: 不该出现
  credit: 某
- id: interview
  file: media/interview.mp3
  caption: 口述
  credit: 某
  transcript: media/interview.vtt
"""


class Records:
    """Two codes: one public, one withheld."""

    def __init__(self) -> None:
        fields = {
            "ref_code": "J001-002-0345-012",
            "match_key": "J001-002-0345-012",
            "title": "关于抢修堤段的报告",
            "creators": "县防汛指挥部",
            "date_text": "1954年8月",
            "year_start": 1954,
            "list_address": "/catalogue/J001/002/",
            "anchor": "r12",
            "page_address": "/catalogue/J001/002/0345-012/",
            "level": "item",
        }
        self.public = Record(MappingProxyType(fields))

    def get(self, code: str) -> Record | Withheld | None:
        if code.replace(" ", "") == "J009-001-0001-001":
            return Withheld("J009-001-0001-001", "控制")
        return self.public if code == "J001-002-0345-012" else None

    def query(self, *, limit: int | None = None, **criteria: str) -> list[Record]:
        return [self.public]

    def near(self, code: str) -> list[str]:
        return ["J001-002-0345-012"]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    here = root / "exhibitions" / "flood"
    (here / "media").mkdir(parents=True)
    for name, colour in (("dike", "#456"), ("flag", "#a33"), ("secret", "#333"), ("free", "#363")):
        Image.new("RGB", (1200, 900), colour).save(here / "media" / f"{name}.jpg")
    (here / "media" / "interview.mp3").write_bytes(
        b"\xff\xfb\x90\x00" + b"\x00" * 413 + b"\xff\xfb\x90\x00" + b"\x00" * 413
    )
    vtt = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v 李某>水来的时候\n"
    (here / "media" / "interview.vtt").write_text(vtt, encoding="utf-8")
    (here / "figures.yaml").write_text(FIGURES, encoding="utf-8")
    return here


@pytest.fixture(scope="session")
def site(folder: Path) -> Site:
    name = LocalText((("zh-Hans", "澜溪县档案馆"), ("en", "Lanxi County Archives")))
    return Site(
        folder=folder.parents[1],
        name=name,
        archives=(Archive("LX", name, LocalText((("zh-Hans", "澜溪"),))),),
        languages=("zh-Hans", "en"),
        base_url="https://archive.example",
        zone=ZoneInfo("Asia/Shanghai"),
    )


@pytest.fixture
def context(folder: Path, site: Site, tmp_path: Path) -> ProseContext:
    records = Records()
    return ProseContext(
        site=site,
        language="zh-Hans",
        address="/exhibitions/flood/rain/",
        t=translator("zh-Hans"),
        templates=environment(),
        folder=folder,
        records=records,
        media=MediaStore(tmp_path / "cache", site),
        figures=figures.load(folder, site, records, Problems()),
        siblings={"02-dike.md": "/exhibitions/flood/dike/"},
    )


@pytest.fixture
def prose(context: ProseContext):
    """Render a text that starts on line 5 of ``01-rain.md``."""

    def rendered(text: str, **changes: object) -> Prose:
        from dataclasses import replace

        source = ProseSource(textwrap.dedent(text).strip("\n"), "exhibitions/flood/01-rain.md", 5, "zh-Hans")
        return render(source, replace(context, **changes))

    return rendered
