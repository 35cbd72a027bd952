"""Made-up catalogue records like those of a Chinese county archive, any number, the same every time.

Agencies, places and topics follow Zipf's law; titles follow the patterns that open catalogues
show (关于…的通知, …会议记录, …花名册); files of five to forty items share agency, year and topic,
as archival order makes them. No name is a real person's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl
import yaml

_WORDS = {
    name: words.split()
    for name, words in yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")).items()
}
PLACES, UNITS, ORGANS, TOPICS, NATURES = (_WORDS[name] for name in ("places", "units", "organs", "topics", "natures"))
SURNAMES, GIVEN, LAND, WORKS, OBJECTS = (_WORDS[name] for name in ("surnames", "given", "land", "works", "objects"))

FORMS = (
    "关于{topic}的{nature}",
    "关于{topic}工作的{nature}",
    "关于做好{year}年度{topic}工作的{nature}",
    "关于转发{place}{unit}{organ}《关于{topic}的{nature}》的通知",
    "关于{other}同志任职的{nature}",
    "关于成立{topic}领导小组的{nature}",
    "关于召开{topic}会议的{nature}",
    "{year}年{topic}情况统计表",
    "{year}年{topic}工作总结",
    "{topic}会议记录",
    "{place}{unit}{topic}花名册",
    "关于{place}{unit}{topic}情况的{nature}",
    "关于要求拨给{topic}经费的{nature}",
    "关于{topic}中若干问题的{nature}",
    "{cjk}年{topic}卷宗",
    "民国{era}年{topic}案",
    "与{place}{unit}{organ}关于{topic}的往来信函",
    "关于{village}{work}{object}的{nature}",
    "{other}等{n}人{object}{work}材料",
    "{village}{object}{work}登记表",
    "关于{work}{village}、{hamlet}{object}经费问题的{nature}",
    "{other}关于{hamlet}{object}的来信",
    "{village}{hamlet}{year}年{object}{work}图纸",
)
VILLAGES = ["村", "村", "村", "大队", "大队", "生产队", "庄", "屯", "社", "乡"]
PIECE = 500_000
"""Titles that are there as Python's own text at a time."""

_CJK = "〇一二三四五六七八九"


def records(count: int, seed: int = 20260609) -> pl.DataFrame:
    """Return ``count`` records with the columns of the public table that search and lists use."""
    random = np.random.default_rng(seed)
    sizes = random.integers(5, 41, size=count // 8 + 8)
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), count)) + 1]
    folders = len(sizes)
    fonds_of = np.sort(_zipf(random, max(5, min(1200, count // 2500)), folders, 0.7))
    year_of = random.integers(1912, 1996, size=folders)
    topic_of = _zipf(random, len(TOPICS), folders, 0.9)
    folder = np.repeat(np.arange(folders), sizes)[:count]
    fonds, year = fonds_of[folder], year_of[folder]
    topic = np.where(random.random(count) < 0.7, topic_of[folder], _zipf(random, len(TOPICS), count, 0.8))
    place = _zipf(random, len(PLACES), count, 1.0)
    organ = _zipf(random, len(ORGANS), count, 0.9)
    draws = random.integers(0, 1 << 30, size=count)
    forms = _zipf(random, len(FORMS), count, 0.35)
    home = PLACES[0] + "县"
    drawn = (fonds, year, topic, place, organ, draws, forms)
    titles = pl.concat([
        pl.Series("title", [_title(*row, home) for row in _rows(drawn, start)], dtype=pl.String)
        for start in range(0, max(count, 1), PIECE)
    ])  # fmt: skip
    first = np.concatenate(([0], np.cumsum(sizes)))[folder]
    return _table(titles, fonds, year, folder, np.arange(count) - first + 1, draws)


def _rows(columns: Sequence[np.ndarray], start: int) -> Iterator[tuple[int, ...]]:
    """Yield a piece of the rows as plain numbers, which take five times the memory of the arrays."""
    return zip(*(column[start : start + PIECE].tolist() for column in columns), strict=True)


def _title(fonds: int, year: int, topic: int, place: int, organ: int, draw: int, form: int, home: str) -> str:
    own = (
        home + ORGANS[fonds % len(ORGANS)]
        if fonds < 2 * len(ORGANS)
        else PLACES[fonds % 40] + "乡" + ORGANS[fonds % 58]
    )
    era = year - 1911
    values = {
        "topic": TOPICS[topic],
        "nature": NATURES[draw % 16 if draw % 3 else 0],
        "place": PLACES[place],
        "unit": UNITS[draw // 16 % 7],
        "organ": ORGANS[organ],
        "year": year,
        "cjk": "".join(_CJK[int(digit)] for digit in str(year)),
        "era": _chinese(era) if era < 38 else str(era),
        "village": LAND[draw // 3 % len(LAND)] + LAND[draw // 331 % len(LAND)] + VILLAGES[draw // 17 % len(VILLAGES)],
        "hamlet": LAND[draw // 5 % len(LAND)] + GIVEN[draw // 613 % len(GIVEN)] + VILLAGES[draw // 29 % len(VILLAGES)],
        "work": WORKS[int((draw // 11 % 4096 / 4096) ** 2 * len(WORKS))],
        "object": OBJECTS[int((draw // 45056 % 4096 / 4096) ** 2 * len(OBJECTS))],
        "n": draw // 7 % 97 + 2,
        "other": SURNAMES[draw // 7 % len(SURNAMES)]
        + GIVEN[draw // 140 % len(GIVEN)]
        + GIVEN[draw // 4480 % len(GIVEN)],
    }
    text = FORMS[form].format_map(values)
    return own + text if draw % 5 else text


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else ("十" if tens == 1 else _CJK[tens] + "十")) + (_CJK[ones] if ones else "")


def _table(
    titles: pl.Series, fonds: np.ndarray, year: np.ndarray, folder: np.ndarray, item: np.ndarray, draws: np.ndarray
) -> pl.DataFrame:
    count = len(titles)
    frame = pl.DataFrame({
        "number": np.arange(count, dtype=np.uint32), "title": titles, "f": fonds, "year_start": year.astype(np.int32),
        "folder": folder, "item": item, "draw": draws,
    })  # fmt: skip
    code = pl.format(
        "{}-{}-{}",
        pl.format("J{}", (pl.col("f") + 1).cast(pl.String).str.zfill(4)),
        (pl.col("folder") + 1).cast(pl.String).str.zfill(6),
        pl.col("item").cast(pl.String).str.zfill(4),
    )
    organ = pl.Series(ORGANS)
    day, month = pl.col("draw") // 12 % 31 + 1, pl.col("draw") % 12 + 1
    to_day = day <= 28
    first = pl.date("year_start", month, pl.when(to_day).then(day).otherwise(1))
    last = pl.when(to_day).then(first).otherwise(first.dt.month_end())
    return frame.with_columns(
        ref_code=code,
        match_key=code,
        fonds=pl.format("J{}", (pl.col("f") + 1).cast(pl.String).str.zfill(4)),
        repository_code=pl.lit("Z001"),
        level=pl.lit("item"),
        creators=pl.lit("澜溪县")
        + pl.col("f").map_batches(lambda f: organ.gather(f % len(ORGANS)), return_dtype=pl.String),
        date_text=pl.when(to_day).then(first.dt.to_string("%Y%m%d")).otherwise(first.dt.to_string("%Y-%m")),
        date_start=first.dt.to_string("%Y-%m-%d"),
        date_end=last.dt.to_string("%Y-%m-%d"),
        date_precision=pl.when(to_day).then(pl.lit("day")).otherwise(pl.lit("month")),
        date_calendar=pl.lit("gregorian"),
        doc_no=pl.when(pl.col("draw") % 4 == 0).then(
            pl.format("澜发〔{}〕{}号", "year_start", pl.col("draw") % 200 + 1)
        ),
        year_end=pl.col("year_start"),
        release=pl.when(pl.col("draw") % 10 == 0).then(pl.lit("2026-06-09")).otherwise(pl.lit("2025-06-09")),
        has_media=pl.col("draw") % 50 == 0,
        list_address=pl.format(
            "/catalogue/J{}/{}/", (pl.col("f") + 1).cast(pl.String).str.zfill(4), pl.col("folder") + 1
        ),
        anchor=code,
        page_address=pl.lit(None, dtype=pl.String),
    ).drop("f", "folder", "item", "draw")


def _zipf(random: np.random.Generator, size: int, count: int, exponent: float) -> np.ndarray:
    weights = 1 / np.arange(1, size + 1) ** exponent
    return np.searchsorted(np.cumsum(weights / weights.sum()), random.random(count)).clip(0, size - 1)
