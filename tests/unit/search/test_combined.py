"""Operators, filters and orders in any combination find what a scan finds, count it and its facets right."""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.unit.search.making import MODULES, make, table

from lantai import text
from lantai.search import quality
from lantai.search.themes import Theme

COUNT = 1500
MONTHS, DAYS = (3, 10), (5, 16)
WORDS = [
    "土地",
    "改革",
    "水利",
    "会议",
    "记录",
    "关于",
    "通知",
    "年",
    "县",
    "一九五四年",
    "1954年",
    "民国二十六年",
    "1937",
    "臺灣",
    "A社",
    "的",
    "第3",
    "号",
    "防汛",
    "通告",
]
FIELDS = {"题名": "title", "责任者": "creators", "no": "doc_no", "主题": "subjects", "place": "places"}
OTHERS = ("title_parallel", "title_sub", "alt_refs")
FACETS = ("fonds", "repository_code", "level", "release")
ORDERS = ("relevance", "newest", "oldest", "code")
SYNONYMS = (("水利", "防汛"), ("通知", "通告"))
THEMES = {
    "one": {1234},
    "none": set(),
    "some": {*random.Random(4).sample(range(COUNT), 40)},
    **{f"t{n}": {n, *range(n * 30, n * 35)} for n in range(15)},
    "half": {*random.Random(5).sample(range(COUNT), COUNT // 2)},
    "many": {*random.Random(6).sample(range(COUNT), COUNT * 4 // 5)},
    "all": {*range(COUNT)},
}
"""More than one file of them holds: of one record, none, scattered ones, neighbours, most and all."""
TYPED = str.maketrans("会议记录关于县号土地改1234567890", "會議記錄關於縣號土地改１２３４５６７８９０")
"""The same characters as a reader of the other script and on another keyboard types them."""


def catalogue(chance: random.Random) -> dict[str, list[Any]]:
    """Return columns of records that have much in common."""

    def phrase(most: int) -> str:
        return "".join(chance.choices(WORDS, k=chance.randint(1, most)))

    def sometimes(most: int, several: bool = False) -> str | None:
        if chance.random() < 0.6:
            return None
        return "；".join(phrase(most) for _ in range(chance.randint(1, 3 if several else 1)))

    years = [chance.choice((None, chance.randint(1930, 1960))) for _ in range(COUNT)]
    ends = [year and year + chance.choice((0, 0, 3)) for year in years]
    dates = [dated(chance, *span) for span in zip(years, ends, strict=True)]
    return {
        "title": [phrase(7) for _ in range(COUNT)],
        "creators": [sometimes(2, several=True) for _ in range(COUNT)],
        "doc_no": [sometimes(2) for _ in range(COUNT)],
        "subjects": [sometimes(2, several=True) for _ in range(COUNT)],
        "places": [sometimes(1) for _ in range(COUNT)],
        "title_parallel": [sometimes(2) for _ in range(COUNT)],
        "year_start": years,
        "year_end": ends,
        "date_start": [start for start, _, _ in dates],
        "date_end": [end for _, end, _ in dates],
        "date_precision": [precision for _, _, precision in dates],
        "fonds": sorted(chance.choice(("J001", "J002", "J003")) for _ in range(COUNT)),
        "repository_code": [chance.choice("XY") for _ in range(COUNT)],
        "level": [chance.choice(("item", "file")) for _ in range(COUNT)],
        "release": [chance.choice(("2025", "2026")) for _ in range(COUNT)],
        "has_media": [chance.random() < 0.2 for _ in range(COUNT)],
        "ref_code": [f"J00{n // 500 + 1}-WS·{n // 50:02d}-{n % 50:03d}" for n in range(COUNT)],
    }


def dated(chance: random.Random, first: int | None, last: int | None) -> tuple[str | None, str | None, str | None]:
    """Return a day, a month, a year, two days, or nothing."""
    if first is None:
        return None, None, None
    month, day = chance.choice(MONTHS), chance.choice(DAYS)
    start, end = f"{first}-{month:02}-{day:02}", f"{last}-10-16"
    if first != last:
        return start, end, "range"
    months = {3: 31, 10: 31}
    return chance.choice((
        (start, start, "day"),
        (f"{first}-{month:02}-01", f"{first}-{month:02}-{months[month]}", "month"),
        (f"{first}-01-01", f"{first}-12-31", "year"),
    ))  # fmt: skip


@dataclass(frozen=True)
class Scan:
    """A look at every record, which knows nothing of how the index is built or read."""

    columns: dict[str, list[Any]]

    def finds(self, terms: list[dict[str, Any]], years: tuple[int, int] | None, request: dict[str, Any]) -> list[int]:
        return [n for n in range(COUNT) if self.fits(n, years, request) and all(self.has(n, each) for each in terms)]

    def has(self, n: int, term: dict[str, Any]) -> bool:
        folded = text.fold(term["text"])
        writings = {folded}
        for word, other in (pair for group in SYNONYMS for pair in (group, group[::-1])):
            writings |= {each.replace(word, other) for each in writings if word in folded}
        writings |= {text.with_years(each) for each in writings}
        fields = [term["field"]] if term["field"] else ["title", *(set(FIELDS.values()) - {"title"}), *OTHERS]
        found = any(writing in stream for field in fields for stream in self.streams(n, field) for writing in writings)
        if not term["field"]:
            asked = [re.fullmatch(r"(\d{3,4})年|(\d{4})", writing) for writing in writings]
            wanted = {int(each[1] or each[2]) for each in asked if each}
            found = found or bool(wanted & {self.columns["year_start"][n], self.columns["year_end"][n]})
            found = found or self.is_from(n, term["date"])
            parts = text.code_parts(term["text"])
            if not term["quoted"] and re.search(r"\d", parts) and re.fullmatch(r"[a-z\d]*[a-z-][a-z\d-]*", parts):
                own = text.code_parts(self.columns["ref_code"][n])
                found = found or (own if "-" in parts else own.replace("-", "")).startswith(parts)
        return found != term["without"]

    def is_from(self, n: int, asked: str) -> bool:
        """Whether a date begins or ends in a month or on a day: 1954-03, 1954-03-05."""
        precision = self.columns["date_precision"][n]
        if not asked or precision in (None, "year"):
            return False
        days = [self.columns[name][n] for name in ("date_start", "date_end")]
        return any(asked in ((day[:7],) if precision == "month" else (day[:7], day)) for day in days)

    def streams(self, n: int, field: str) -> list[str]:
        value = self.columns.get(field, [None] * COUNT)[n] or ""
        values = [text.fold(each) for each in (value.split("；") if field != "title" else [value])]
        return [*values, text.with_years(values[0])] if field == "title" else values

    def fits(self, n: int, asked: tuple[int, int] | None, request: dict[str, Any]) -> bool:
        for name in FACETS:
            if request.get(name) and self.columns[name][n] not in request[name]:
                return False
        if request.get("theme") and not any(n in THEMES.get(slug, ()) for slug in request["theme"]):
            return False
        if request.get("media") and not self.columns["has_media"][n]:
            return False
        begin, end = self.columns["year_start"][n], self.columns["year_end"][n]
        ranges = [each for each in (asked, request.get("years")) if each]
        low, high = max((a for a, _ in ranges), default=0), min((b for _, b in ranges), default=9999)
        return not ranges or (begin is not None and begin <= high and end >= low)

    def ordered(self, numbers: list[int], order: str) -> list[int]:
        years = self.columns["year_start"]
        if order == "newest":
            return sorted(numbers, key=lambda n: (-(years[n] or 0), n))
        return sorted(numbers, key=lambda n: (years[n] or 9999, n)) if order == "oldest" else numbers

    def facets(self, numbers: list[int]) -> dict[str, Any]:
        found: dict[str, Any] = {name: Counter(self.columns[name][n] for n in numbers) for name in FACETS}
        found["theme"] = {slug: len(held) for slug, members in THEMES.items() if (held := members & {*numbers})}
        decades = (year // 10 * 10 for n in numbers if (year := self.columns["year_start"][n]))
        return {**found, "decade": Counter(decades), "media": sum(self.columns["has_media"][n] for n in numbers)}


def asked(
    chance: random.Random, columns: dict[str, list[Any]]
) -> tuple[str, list[dict[str, Any]], Any, dict[str, Any]]:
    """Return a query as it is typed, what it means, its range of years, and filters with an order."""
    typed, terms, years = [], [], None
    for _ in range(chance.choice((0, 1, 1, 1, 2, 2, 3))):
        field = chance.choice([None, None, None, *FIELDS])
        value = (
            chance.choice(columns[FIELDS[field] if field else chance.choice(("title", "title", "creators"))]) or "的"
        )
        value = value.split("；")[0]
        start = chance.randrange(len(value))
        part = value[start : start + chance.choice((1, 2, 2, 3, 4, 6, 14))]
        without, quoted = chance.random() < 0.2, chance.random() < 0.2
        if not field and chance.random() < 0.12:
            part = chance.choice(("J002", "J001-WS", "j003/ws/20", "J001WS01", "1954年", "1937", "WS-01"))
        date = ""
        if not field and chance.random() < 0.1:
            year, month, day = chance.randint(1930, 1960), chance.choice(MONTHS), chance.choice(DAYS)
            date, part = chance.choice((
                (f"{year}-{month:02}", f"{year}年{month}月"),
                (f"{year}-{month:02}", f"{year}.{month}"),
                (f"{year}-{month:02}-{day:02}", f"{year}年{month}月{day}日"),
                (f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}"),
            ))  # fmt: skip
        written = part.translate(TYPED) if chance.random() < 0.3 else part
        typed.append(
            ("-" if without else "") + (f"{field}:" if field else "") + (f'"{written}"' if quoted else written)
        )
        field = FIELDS[field] if field else None
        terms.append({"text": part, "field": field, "without": without, "quoted": quoted, "date": date})
    if chance.random() < 0.15:
        years = (low := chance.randint(1930, 1950), low + chance.randint(0, 12))
        typed.append(f"{years[0]}-{years[1]}")
    request: dict[str, Any] = {"sort": chance.choice(ORDERS)}
    for name in FACETS:
        if chance.random() < 0.2:
            values = sorted({*columns[name]})
            request[name] = chance.sample(values, chance.randint(1, len(values)))
    if chance.random() < 0.25:
        request["theme"] = chance.sample([*THEMES, "gone"], chance.choice((1, 1, 1, 2, 3)))
    if chance.random() < 0.15:
        request["media"] = True
    if chance.random() < 0.2:
        request["years"] = [chance.randint(1930, 1945), chance.randint(1945, 1960)]
    return " ".join(typed), terms, years, request


def answers(folder: Path, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    lines = "".join(json.dumps(request, ensure_ascii=False) + "\n" for request in requests)
    program = str(Path(__file__).with_name("combined.mjs"))
    command = [quality.node(), "--no-warnings", program, str(MODULES), str(folder / "index")]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.mark.parametrize(("seed", "fine"), [(1, False), (2, True), (3, True)])
def test_any_combination_finds_what_a_scan_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, fine: bool
) -> None:
    """Four hundred questions, in an index of few files and in one whose lists are cut as those of millions are."""
    if fine:
        for name, size in (
            ("SHARD_BYTES", 500),
            ("WHOLE", 40),
            ("INLINE_BYTES", 60),
            ("SLICE_BYTES", 90),
        ):
            monkeypatch.setattr(f"lantai.search.shards.{name}", size)
        monkeypatch.setattr("lantai.search.themes.INLINE_BYTES", 60)
        monkeypatch.setattr("lantai.search.themes.SLICE_BYTES", 90)
        monkeypatch.setattr("lantai.search.facets.CHUNK", 256)
    chance = random.Random(seed)
    columns = catalogue(chance)
    rows = dict(columns)
    titles = rows.pop("title")
    gathered = [Theme(slug, slug.upper(), np.array(sorted(members), np.uint32)) for slug, members in THEMES.items()]
    make(tmp_path, table(titles, **rows), synonyms=SYNONYMS, gathered=gathered)
    scan = Scan(columns)
    questions = [asked(chance, columns) for _ in range(400)]
    found = answers(
        tmp_path, [{"query": typed, "on": chance.random() < 0.5, **request} for typed, _, _, request in questions]
    )
    for (typed, terms, years, request), answer in zip(questions, found, strict=True):
        said = f"{typed} {request}"
        if not terms and not years and {*request} == {"sort"}:
            assert answer["hits"] == [], said
            continue
        right = scan.ordered(scan.finds(terms, years, request), request["sort"])
        assert sorted(answer["hits"]) == sorted(right), said
        assert (answer["total"], answer["exact"]) == (len(right), True), said
        assert answer["early"] in {None, len(right)}, said
        assert answer["hits"][: len(answer["first"])] == answer["first"], said
        if request["sort"] != "relevance":
            assert answer["hits"] == right, said
        check_facets(answer["facets"], scan.facets(right), said)


def check_facets(found: dict[str, Any], right: dict[str, Any], said: str) -> None:
    for name in (*FACETS, "theme", "decade"):
        assert {value: count for value, _, count in found[name]} == dict(right[name]), f"{said} {name}"
    assert found["media"] == right["media"], said
