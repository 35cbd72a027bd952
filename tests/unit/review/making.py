"""Small releases for the tests of the gate."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from lantai.problems import Problems
from lantai.records.releases import Access, Approval, Release, SignOff
from lantai.review import Gated, gate, objects
from lantai.site.config import Archive, Site
from lantai.site.languages import LocalText

ZONE = ZoneInfo("Asia/Shanghai")
MOMENT = datetime(2026, 6, 9, 9, tzinfo=ZONE)
DIGEST = "sha256-0"
SIGNED = Approval(
    DIGEST,
    (SignOff("初审", "甲"), SignOff("复审", "乙"), SignOff("形成单位意见", "丙"), SignOff("审定", "丁")),
)
BASIS = "《中华人民共和国档案法》第二十七条"
GOOD = {
    "repository_code": "434001",
    "fonds": "J001",
    "level": "item",
    "ref_code": "J001-002-0345-012",
    "title": "澜溪县人民政府关于兴修水利的通知",
    "creators": "澜溪县人民政府",
    "doc_no": "澜政〔1985〕12号",
    "date_text": "19850312",
    "date_start": "1985-03-12",
    "date_end": "1985-03-12",
    "open_status": "开放",
    "access_mode": "目录",
    "scope": None,
    "names": None,
    "media": None,
    "secrecy": None,
    "storage": None,
    "notes": None,
    "category": None,
    "cleared": None,
}


def site(folder: Path) -> Site:
    return Site(folder, LocalText.of("澜溪县档案馆", "zh-Hans"), (Archive("434001", LocalText()),), zone=ZONE)


def release(folder: Path, **values) -> Release:
    values = {"approval": SIGNED, "access": Access(early_categories=("经济",), early_basis=BASIS)} | values
    return Release("2026-06-09", folder, LocalText.of("第二批", "zh-Hans"), file="release.yaml", **values)


def frame(*rows: dict) -> pl.DataFrame:
    """Return a table of good records, each with what is given changed."""
    numbered = [{"ref_code": f"J001-002-0345-{number:03d}"} for number in range(1, len(rows) + 1)]
    made = [GOOD | code | row for code, row in zip(numbered, rows, strict=True)]
    columns = dict.fromkeys(name for row in made for name in row)
    return pl.DataFrame({name: pl.Series([row.get(name) for row in made], dtype=pl.String) for name in columns})


def gated(folder: Path, *rows: dict, moment: datetime = MOMENT, problems: Problems | None = None, **values) -> Gated:
    """Return rows after the gate, in a release that is approved, with all it shows, unless ``values`` say otherwise."""
    problems = Problems() if problems is None else problems
    given, home = release(folder, **values), site(folder)
    objects.write(given, objects.listing(frame(*rows), objects.Contents(home)))
    return gate(frame(*rows), given, home, moment, problems, digest=DIGEST)


def holds(folder: Path, *rows: dict, **values) -> list[str | None]:
    return gated(folder, *rows, **values).frame["holds"].to_list()
