"""A site of a few records prepared and looked at as its pages see it, without Pelican."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

from lantai import catalogue
from lantai.catalogue.views import View
from lantai.links import Links
from lantai.media import MediaStore
from lantai.problems import Problems
from lantai.prose import templates
from lantai.records import releases
from lantai.records.store import RecordStore
from lantai.review import approval
from lantai.site import config
from lantai.site.routes import Routes

NOW = datetime.fromisoformat("2026-06-10T09:00:00+08:00")
HEADERS = ("馆", "全宗", "档号", "层级", "题名", "责任者", "日期", "状态")
MAPPING = """\
columns: {馆: repository_code, 全宗: fonds, 档号: ref_code, 层级: level, 题名: title, 责任者: creators, 日期: date_text,
          状态: open_status}
"""
SIGNS = ("初审=甲", "复审=乙", "形成单位意见=丙", "审定=丁")


def write_release(folder: Path, name: str, rows: list[tuple[str, ...]], more: str = "") -> None:
    """Write and sign a release. A row is ``(archive, fonds, code, level, title, creators, date)``."""
    batch = folder / "catalogue" / "releases" / name
    batch.mkdir(parents=True)
    (folder / "catalogue" / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    lines = [",".join(HEADERS), *(",".join((*row, "开放")) for row in rows)]
    (batch / "list.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    text = f"title: 批次 {name}\npublish_at: {name}T09:00:00+08:00\nsources: [{{file: list.csv}}]\n{more}"
    (batch / "release.yaml").write_text(text, encoding="utf-8")
    sign_release(folder, name)


def sign_release(folder: Path, name: str) -> None:
    """Sign a release that has been written."""
    site, problems = config.load(folder)
    assert site is not None
    release = releases.load(folder / "catalogue" / "releases" / name, site, problems)
    assert release is not None, list(problems)
    signs = approval.parse_signs(SIGNS, NOW.date())
    approval.sign(release, approval.digest_of(release, site), signs, problems)


def view_of(folder: Path, base_url: str = "") -> tuple[View, Problems]:
    """Return the catalogue as its pages see it, and every problem found on the way."""
    site, problems = config.load(folder)
    assert site is not None, list(problems)
    if base_url:
        site = dataclasses.replace(site, base_url=base_url)
    work = folder / ".build" / "work"
    catalogue.prepare(site, NOW, work, problems)
    records = RecordStore.open(work / "public.parquet", work / "withheld.parquet")
    links, media = Links(), MediaStore(folder / ".build" / "cache", site)
    loaded = catalogue.load(site, NOW, records, media, links, problems, work)
    publication = SimpleNamespace(
        site=site, moment=NOW, catalogue=loaded, records=records, links=links, media=media, jobs=2, work=work,
        routes={site.language: Routes(site.language, site.language)},
        translators={site.language: templates.translator(site.language)},
    )  # fmt: skip
    return View(publication), problems
