"""Small tables of records, their index, and what the shipped modules find in it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from lantai.search import build, quality
from lantai.site.pages import Page

ROOT = Path(__file__).resolve().parents[3]
MODULES = ROOT / "theme/static/js/search"

TITLES = (
    "澜溪县人民政府关于土地改革的通知",
    "关于一九五四年春耕生产的报告",
    "民国二十六年征粮案",
    "臺灣省立第一中學校舍修繕案",
    "1937年防汛经费决算",
    "育工会议记录",
    "教育工会会议记录",
    "Report on the Tate Gallery",
    "ཀླུ་སྒྲུབ་ 𠮷田 文书",
    '关于<b>编码</b>的"引号"',
)


def table(titles: tuple[str, ...] | list[str] = TITLES, **columns: Any) -> pl.DataFrame:
    count = len(titles)
    base: dict[str, Any] = {
        "number": list(range(count)),
        "title": list(titles),
        "ref_code": [f"J00{i % 2 + 1}-WS·{1950 + i}-{i:04d}" for i in range(count)],
        "fonds": ["J001"] * count,
        "level": ["item"] * count,
        "release": ["2026"] * count,
        "repository_code": ["X"] * count,
        "date_text": [None] * count,
        "year_start": [None] * count,
        "year_end": [None] * count,
        "has_media": [False] * count,
        "list_address": ["/catalogue/J001/"] * count,
        "anchor": [f"r{i}" for i in range(count)],
        "page_address": [None] * count,
    }
    base.update(columns)
    schema = {
        "year_start": pl.Int32,
        "year_end": pl.Int32,
        "date_text": pl.String,
        "page_address": pl.String,
        "title": pl.String,
    }
    return pl.DataFrame(base, schema_overrides=schema)


def make(folder: Path, records: pl.DataFrame, pages: list[Page] | None = None, **options: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    public = folder / "public.parquet"
    records.write_parquet(public)
    build(public, np.zeros(len(records), bool), pages or [], folder / "index", **options)
    return folder


def ask(folder: Path, *queries: str | dict[str, Any]) -> list[dict[str, Any]]:
    requests = [{"query": q, "all": 1000} if isinstance(q, str) else {"all": 1000, **q} for q in queries]
    return quality.measure(MODULES, folder / "index", requests)


def copied(folder: Path, number: int, kind: str) -> Path:
    """Copy the index of ``folder`` to a place beside it, and return the first file of a kind there."""
    shutil.copytree(folder / "index", folder / str(number))
    return next((folder / str(number)).glob(f"*/{kind}/0/0.bin"))


def posted(index: Path, *messages: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the worker posts for messages about one search; each waits for what the one before is ``until``."""
    lines = "".join(json.dumps({"id": 1, **message}, ensure_ascii=False) + "\n" for message in messages)
    command = [quality.node(), "--no-warnings", str(Path(__file__).with_name("worker.mjs")), str(MODULES), str(index)]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def search(query: str) -> dict[str, Any]:
    """Return what the page says to the worker when somebody searches."""
    return {"type": "search", "request": {"query": query}, "count": 20, "until": "facets"}
