"""A site folder with one small exhibition in two languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from lantai import exhibitions, files
from lantai.links import Links
from lantai.media import MediaStore
from lantai.problems import Problems
from lantai.records.store import Record, Withheld
from lantai.site import config

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 6, 9, 10, tzinfo=ZONE)
PUBLIC, HELD = "J001-002-0345-012", "J009-001-0001-001"

FOLDER = {
    "exhibition.yaml": """
title: {zh-Hans: 大水, en: The Flood}
summary: {zh-Hans: 一九五四年, en: In 1954}
publish_at: 2026-06-09T09:00:00+08:00
cover: dike
credits:
  - {role: {zh-Hans: 策展, en: Curator}, names: [王某], cited: true}
""",
    "figures.yaml": f"""
- id: dike
  file: media/dike.jpg
  record: {PUBLIC}
  caption: {{zh-Hans: 堤, en: Dike}}
  alt: {{zh-Hans: 江堤, en: A dike}}
  credit: 本馆
- id: secret
  file: media/secret.jpg
  record: {HELD}
  caption: 不可见
  alt: 不可见
  credit: 本馆
""",
    "01-rain.md": "---\ntitle: 雨\n---\n雨下了七天。\n\n/// figure | dike\n///\n\n/// figure | secret\n///\n",
    "01-rain.en.md": "---\ntitle: Rain\n---\nSeven days of rain.\n\n/// figure | dike\n///\n",
    "02-dike.md": "---\ntitle: 堤\n---\n堤还在，见[前一单元](01-rain.md)。\n",
}


class Records:
    """One public and one withheld record."""

    public = Record(
        MappingProxyType(
            {
                "ref_code": PUBLIC,
                "match_key": PUBLIC,
                "title": "报告",
                "creators": "指挥部",
                "date_text": "1954年8月",
                "page_address": "/catalogue/J001/012/",
                "level": "item",
            }
        )
    )

    def get(self, code: str) -> Record | Withheld | None:
        return self.public if code == PUBLIC else Withheld(HELD) if code == HELD else None

    def query(self, *, limit: int | None = None, **criteria: str) -> list[Record]:
        return [self.public]

    def near(self, code: str) -> list[str]:
        return [PUBLIC]


class Built:
    """A site folder; ``load`` and ``pages`` are what the program makes of it."""

    preview = ""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "exhibitions" / "flood"
        text = "name: {zh-Hans: 澜溪县档案馆, en: Lanxi}\ncode: LX\nlanguages: [zh-Hans, en]\nbase_url: https://a.example\n"
        text += "licence: CC BY 4.0\n"
        files.write(root / "content" / "site.yaml", text)
        for name, content in FOLDER.items():
            files.write(self.folder / name, content)
        (self.folder / "media").mkdir()
        for name in ("dike", "secret"):
            Image.new("RGB", (1000, 800), "#456").save(self.folder / "media" / f"{name}.jpg")
        self.links, self.records = Links(), Records()

    def write(self, name: str, text: str) -> None:
        files.write(self.folder / name, text)

    def load(self, moment: datetime = NOW, only: set[str] | None = None):
        self.problems, self.links = Problems(), Links()
        self.site, found = config.load(self.root)
        assert self.site is not None, list(found)
        self.site = replace(self.site, preview=self.preview)
        self.media = MediaStore(self.root / ".cache", self.site)
        return exhibitions.load(self.site, moment, self.records, self.media, self.links, self.problems, only)

    def pages(self, moment: datetime = NOW):
        loaded = self.load(moment)
        made = exhibitions.pages(loaded, self.site, moment, self.records, self.media, self.links)
        return {page.address: page for page in made}

    def codes(self) -> list[tuple[str, str]]:
        return [(problem.code, str(problem.place)) for problem in self.problems]


@pytest.fixture
def built(tmp_path: Path) -> Built:
    return Built(tmp_path)
