"""A site with one lesson, for the tests of this room."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
from PIL import Image

from lantai import learning
from lantai.links import Links
from lantai.media import MediaStore
from lantai.problems import Problems
from lantai.prose.templates import environment, translator
from lantai.records.refcodes import match_key
from lantai.records.store import Record, Withheld
from lantai.site.config import Archive, Site
from lantai.site.languages import LocalText
from lantai.site.pages import Page
from lantai.site.routes import Routes, relative

ZONE = ZoneInfo("Asia/Shanghai")
MOMENT = datetime(2026, 6, 9, 9, tzinfo=ZONE)

LESSON = """\
title: {zh-Hans: 一九五四年的大水, en: The flood of 1954}
question: {zh-Hans: 县城是怎样守住的？, en: "How was the town held?"}
summary: 用六则档案还原抢险的七天。
stages: [初中, 高中]
subjects: [历史, 语文]
periods: [中华人民共和国]
hours: 1
competences: [史料实证]
objectives: [能辨认文书的责任者与时间]
exhibitions: [lanxi-flood-1954]
background: 教师背景CANARY-BACKGROUND
assessment: 评价CANARY-ASSESSMENT
reviewed: 2026-03-01
glossary: [{term: 堤段, meaning: 一段堤}]
steps:
  - {title: 导入, minutes: 10, grouping: 全班, text: 看图CANARY-STEP}
  - {title: 研读, minutes: 35, grouping: 四人小组}
sources:
"""
SOURCE = """\
  - figure: f{n}
    kind: {kind}
    copy: true
    background: 背景{n}，据《县志》。
    think: 谁在场？
    transcript: 录文{n}
    simplified: 浅近{n}
    words: [{{term: 民工, meaning: 参加工程的农民}}]
    questions:
      - {{level: 观察, text: 看见了什么{n}？, answer: CANARY-ANSWER-{n}}}
    notes: CANARY-NOTES-{n}
"""
FIGURE = """\
- {{id: f{n}, file: media/f{n}.png, record: J001-002-0345-00{n}, caption: 图注{n}, alt: 画面{n}, credit: 澜溪县档案馆}}
"""


class Records:
    """A store of six public records and one that is withheld."""

    def get(self, code: str) -> Record | Withheld | None:
        key = match_key(code)
        if key == "J001-002-0345-009":
            return Withheld(code)
        if not key.startswith("J001-002-0345-00"):
            return None
        number = key[-1]
        fields = {"match_key": key, "ref_code": key, "title": f"题名{number}", "date_text": "19540705"}
        fields |= {"date_start": "1954-07-05", "date_end": "1954-07-05", "date_precision": "day"}
        return Record(fields | {"page_address": f"/catalogue/J001/002/0345/00{number}/"})


def make(folder: Path, lesson: str = "", figures: str = "", **files: str) -> Site:
    """Write a site with the lesson ``flood`` and return it."""
    home = folder / "content/learn/flood"
    (home / "media").mkdir(parents=True)
    kinds = ["photo", "document", "document", "map", "photo", "document"]
    sources = "".join(SOURCE.format(n=n, kind=kind) for n, kind in enumerate(kinds, 1))
    (home / "lesson.yaml").write_text(lesson or LESSON + sources, "utf-8")
    (home / "figures.yaml").write_text(figures or "".join(FIGURE.format(n=n) for n in range(1, 7)), "utf-8")
    (home / "lesson.md").write_text("七月初五夜里，大水到了县城。\n", "utf-8")
    (home / "lesson.en.md").write_text("On the fifth night the water came.\n", "utf-8")
    for name, text in files.items():
        (home / name.replace("_", ".")).write_text(text, "utf-8")
    for n in range(1, 10):
        Image.new("RGB", (64 + n, 48), (n * 20, 90, 60)).save(home / f"media/f{n}.png")
    name = LocalText.of({"zh-Hans": "澜溪县档案馆", "en": "Lanxi Archives"}, "zh-Hans")
    archives = (Archive("434001", name),)
    return Site(folder, name, archives, ("zh-Hans", "en"), base_url="https://archives.example", zone=ZONE)


def load(site: Site, moment: datetime = MOMENT) -> tuple[tuple[learning.Lesson, ...], Problems, Any]:
    """Return the lessons, the problems, and a publication to write pages for."""
    problems, links = Problems(), Links()
    media = MediaStore(site.folder / ".build/cache", site)
    lessons = learning.load(site, moment, Records(), media, links, problems)
    publication = SimpleNamespace(
        site=site,
        lessons=lessons,
        media=media,
        links=links,
        routes={language: Routes(language, site.language) for language in site.languages},
        translators={language: translator(language) for language in site.languages},
        written=[],
        problems=problems,
        moment=moment,
    )
    return lessons, problems, publication


def html(page: Page, publication: Any) -> str:
    """Render a page as the site would."""
    template = environment().get_template(page.template + ".html")
    language = page.language
    return template.render(
        page=page,
        site=publication.site,
        lang=language,
        dir="ltr",
        t=publication.translators[language],
        routes=publication.routes[language],
        local=lambda text: text.in_(language),
        moment=publication.moment,
        href=lambda address: relative(address, page.address),
        asset=lambda path: relative("/theme/" + path, page.address),
        absolute=lambda address: publication.site.base_url + address,
    )


def words(address: str, content: bytes) -> str:
    """Return every word of a pack, PDF or ZIP."""
    if address.endswith(".pdf"):
        document = pypdfium2.PdfDocument(content)
        return "".join(page.get_textpage().get_text_range() for page in document)
    with zipfile.ZipFile(BytesIO(content)) as pack:
        return "".join(pack.read(name).decode("utf-8", "replace") for name in pack.namelist())
